"""Names that mean something inside only: machines, addresses, people, tickets, channels."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import translate
from functools import cached_property, lru_cache
from ipaddress import ip_address, ip_network

from faultless.checks.words import word_list
from faultless.model import Catalogue, Visibility
from faultless.patterns import expression

_LONGEST_NAME = 255
_MOST_WORDS = 100_000
_TOKEN = expression(r"\w(?:[\w.-]*\w)?")
_WORD = expression(r"[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*")
_MACHINE = expression(r"(?=[a-z])[a-z0-9]{1,20}(?:-[a-z0-9]{1,20}){0,5}")
_ROLE_NUMBER = expression(r"(?P<role>[a-z]+(?:[a-z0-9]*[a-z])?)-?(?P<number>\d{1,3})")
_POD = expression(
    r"[a-z][a-z0-9-]{1,60}-(?=[a-z]{0,9}\d)[bcdfghjklmnpqrstvwxz2456789]{8,10}-[bcdfghjklmnpqrstvwxz2456789]{5}"
)
_CLOUD_ID = expression(r"(?:i|vol|sg|subnet|vpc|eni|ami|snap)-(?=[a-f]{0,16}\d)[0-9a-f]{8}(?:[0-9a-f]{9})?")
_IPV4 = expression(r"(?<![\w.-])(?<!\w/)(?:\d{1,3}\.){3}\d{1,3}(?!\w|\.\d|-\w)")
_VERSION = expression(
    r"(?:\bv|\b(?:versions?|releases?|build|firmware|sdk|agent|driver|client|chrome|firefox|edge|safari|patch"
    r"|app)\s+v?)$",
    re.IGNORECASE,
)
_IPV6 = expression(r"(?<![\w:.])(?=[0-9a-fA-F:]{0,39}\d)(?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{0,4}(?![\w:])")
_MAIL = expression(
    r"(?<![\w.+-])(?P<box>[A-Za-z0-9][\w.+-]{0,63})@[A-Za-z0-9][A-Za-z0-9-]{0,62}(?:\.[A-Za-z0-9][A-Za-z0-9-]{0,62}){1,5}"
)
_HANDLE = expression(r"(?<![\w@./+-])@[A-Za-z][\w-]{1,38}(?![\w@/.-]*[/@])")
_TICKET = expression(r"(?<![\w.-])(?P<key>[A-Z][A-Z0-9]{1,9})-\d{1,6}(?![\w-]|\.\d)")
_CHANNEL = expression(r"(?<![\w&/#.])(?<!\]\()#[a-z][a-z0-9_-]{1,79}(?!\w)")
_COLOUR = expression(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_SELF_EVIDENT = frozenset({"you", "your", "yourname", "user", "username", "name", "me", "someone", "git"})
_PASSED_NETWORKS = tuple(
    ip_network(one)
    for one in (
        "0.0.0.0/32", "127.0.0.0/8", "255.255.255.255/32", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24",
        "1.1.1.1/32", "1.0.0.1/32", "8.8.8.8/32", "8.8.4.4/32", "9.9.9.9/32", "::/127", "2001:db8::/32",
    )
)  # fmt: skip
"""Addresses that belong to nobody (loopback, documentation, RFC 5737 and 3849), or are known to everybody "
"(resolvers)."""


@dataclass(frozen=True, slots=True)
class Leak:
    """An internal name in some text, by its offsets there, and what kind of name it is."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class InternalNames:
    """What counts as internal for one catalogue.

    Attributes:
        globs: matches a whole name that a pattern of the catalogue describes; None: there are no patterns.
        phrases: patterns of several words, each a tuple of expressions.
        people: full names by their first word, as folded words.
        parts: words that say by themselves who is meant.
        hidden: names of internal components as they are written, by their first word.
        told: words of public names, folded; a handle that is one of them is a product's.
    """

    globs: re.Pattern[str] | None
    phrases: tuple[tuple[re.Pattern[str], ...], ...]
    people: Mapping[str, tuple[tuple[str, ...], ...]]
    parts: frozenset[str]
    hidden: Mapping[str, tuple[tuple[str, ...], ...]]
    told: frozenset[str]

    @classmethod
    def of(cls, catalogue: Catalogue) -> InternalNames:
        """The names that a catalogue declares, beside those that are known by their form."""
        globs = [name for name in catalogue.internal_names if len(name.split()) == 1]
        phrases = (name.split() for name in catalogue.internal_names if len(name.split()) > 1)
        told = _told_words(catalogue)
        people = [name_words(person.name) for person in catalogue.people]
        ordinary = {plain(name) for name in word_list("ordinary_names", ("en",))} | told
        parts = {word for name in people for word in name if len(word) >= 3 and word not in ordinary}
        names = [
            name
            for one in catalogue.components
            if one.visibility is Visibility.INTERNAL
            for name in (one.name, *one.aliases)
        ]
        hidden = (tuple(_WORD.findall(name)) for name in names if name[:1].isupper())
        return cls(
            expression("|".join(translate(one.casefold()) for one in globs)) if globs else None,
            tuple(tuple(expression(translate(word.casefold())) for word in phrase) for phrase in phrases),
            _by_first(name for name in people if len(name) > 1),
            frozenset(parts),
            _by_first(name for name in hidden if name and not {plain(word) for word in name} <= told),
            frozenset(told),
        )

    def find(self, text: str, *, prose: bool) -> Iterator[Leak]:
        """Every internal name in a text; one may be found in two ways.

        Args:
            text: words or Markdown.
            prose: it has no mark-up and no code, so that `@name` and `#name` are what they look like.
        """
        yield from self._tokens(text)
        yield from self._names(text)
        yield from _addresses(text)
        for match in _TICKET.finditer(text) if "-" in text else ():
            if match["key"].rstrip("0123456789") not in _standards():
                yield Leak(*match.span(), "ticket")
        if prose and "@" in text:
            for match in _HANDLE.finditer(text):
                if plain(match[0][1:]) not in self.told:
                    yield Leak(*match.span(), "handle")
        if "#" in text:
            for match in _CHANNEL.finditer(text):
                plain_word = match[0][1:].isalpha() and not prose
                if not plain_word and not _COLOUR.fullmatch(match[0]):
                    yield Leak(*match.span(), "channel")

    def _tokens(self, text: str) -> Iterator[Leak]:
        quiet = self._quiet
        if not quiet.issuperset(_TOKEN.findall(text)):
            for match in _TOKEN.finditer(text):
                kind = None if match[0] in quiet else self._kind(match[0])
                if kind is not None:
                    yield Leak(*match.span(), kind)
                elif len(quiet) < _MOST_WORDS:
                    quiet.add(match[0])
        if self.phrases:
            yield from self._phrases(text)

    @cached_property
    def _quiet(self) -> set[str]:
        """Words that were looked at and are nobody's name: texts have the same few thousand."""
        return set()

    def _kind(self, word: str) -> str | None:
        """What kind of name a word is by itself."""
        low = word.casefold() if len(word) <= _LONGEST_NAME else ""
        if self.globs is not None and self.globs.match(low):
            return "internal"
        return "host" if ("." in low and low.endswith(_hosts())) or _is_machine(low) else None

    def _phrases(self, text: str) -> Iterator[Leak]:
        tokens = [match.span() for match in _TOKEN.finditer(text)]
        low = [text[start:end].casefold() if end - start <= _LONGEST_NAME else "" for start, end in tokens]
        for phrase in self.phrases:
            for at in range(len(low) - len(phrase) + 1):
                if all(pattern.match(low[at + index]) for index, pattern in enumerate(phrase)):
                    yield Leak(tokens[at][0], tokens[at + len(phrase) - 1][1], "internal")

    def _names(self, text: str) -> Iterator[Leak]:
        """People and internal components."""
        if not (self.people or self.parts or self.hidden):
            return
        matches = list(_WORD.finditer(text))
        words = [match[0] for match in matches]
        folds = [plain(word) if word[0].isupper() or not word[0].islower() else "" for word in words]
        at = 0
        while at < len(words):
            width = _longest(folds, at, self.people) or (1 if folds[at] in self.parts else 0)
            hidden = 0 if width else _longest(words, at, self.hidden)
            if width or hidden:
                last = at + max(width, hidden) - 1
                yield Leak(matches[at].start(), matches[last].end(), "person" if width else "component")
                at = last
            at += 1


@lru_cache(maxsize=20_000)
def plain(word: str) -> str:
    """A word in lower case without accents."""
    return "".join(one for one in unicodedata.normalize("NFKD", word) if not unicodedata.combining(one)).casefold()


def name_words(name: str) -> tuple[str, ...]:
    """The words of a person's name, folded."""
    return tuple(plain(word) for word in _WORD.findall(name))


def _told_words(catalogue: Catalogue) -> set[str]:
    """Words that stand in public names anyway, and so say nothing of a person."""
    names = [catalogue.organisation.name, *(group.name for group in catalogue.groups)]
    for one in catalogue.components:
        if one.visibility is Visibility.PUBLIC:
            names += (one.name, one.description, *one.aliases)
    return {plain(word) for name in names for word in _WORD.findall(name)}


def _by_first(names: Iterable[tuple[str, ...]]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for name in names:
        found[name[0]] = tuple(sorted({*found.get(name[0], ()), name}, key=len, reverse=True))
    return found


def _longest(words: list[str], at: int, names: Mapping[str, tuple[tuple[str, ...], ...]]) -> int:
    """How many words from one on are a name."""
    return next((len(name) for name in names.get(words[at], ()) if tuple(words[at : at + len(name)]) == name), 0)


def _is_machine(token: str) -> bool:
    """Whether a name is built as machines are: role, environment, number; pods and identifiers of providers, too."""
    if "-" not in token and not token[-1:].isdigit():
        return False
    if _CLOUD_ID.fullmatch(token) or ("-" in token and _POD.fullmatch(token)):
        return True
    label = token.partition(".")[0]
    if not label[-1:].isdigit() or _MACHINE.fullmatch(label) is None:
        return False
    *before, last = label.split("-")
    ending = _ROLE_NUMBER.fullmatch(last)
    number = ending["number"] if ending is not None else last
    if not number.isdigit() or len(number) > 3:
        return False
    words = {*before, *([ending["role"]] if ending is not None else [])} - {""}
    roles, strong, environments = _roles()
    if words & environments:
        return len(words) > 1
    return bool(words & strong or (words & roles and number.startswith("0"))) and (
        len(words) > 1 or number.startswith("0") or "-" in label
    )


def _addresses(text: str) -> Iterator[Leak]:
    if "@" in text:
        for match in _MAIL.finditer(text):
            if match["box"].casefold().partition("+")[0] not in _mailboxes():
                yield Leak(*match.span(), "mail")
    for pattern, mark, least in ((_IPV4, ".", 3), (_IPV6, ":", 2)):
        for match in pattern.finditer(text) if text.count(mark) >= least else ():
            if _is_address(match[0]) and not _VERSION.search(text[max(0, match.start() - 12) : match.start()]):
                yield Leak(*match.span(), "address")


def _is_address(text: str) -> bool:
    try:
        address = ip_address(text)
    except ValueError:
        return False
    return not any(address in network for network in _PASSED_NETWORKS if network.version == address.version)


@lru_cache(maxsize=1)
def _roles() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """What machines are called after, those of them that are hardly anything else, and environments."""
    listed = word_list("machine_roles", ("en",))
    strong = frozenset(one[1:] for one in listed if one.startswith("!"))
    return frozenset(one.lstrip("!") for one in listed), strong, frozenset(word_list("environments", ("en",)))


@lru_cache(maxsize=1)
def _hosts() -> tuple[str, ...]:
    return word_list("internal_hosts", ("en",))


@lru_cache(maxsize=1)
def _standards() -> frozenset[str]:
    return frozenset(word_list("standards", ("en",)))


@lru_cache(maxsize=1)
def _mailboxes() -> frozenset[str]:
    return frozenset(word_list("public_mailboxes", ("en",))) | _SELF_EVIDENT
