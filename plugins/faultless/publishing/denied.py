"""What no file of the status site may say, whatever template, option or mistake of ours would have it say.

The rules judge what people write. This looks at what came of it, file by file, before anything appears.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from html import escape, unescape
from urllib.parse import urlsplit

from faultless.caching import Kept, digest_of
from faultless.model import Catalogue
from faultless.policy import Policy
from faultless.public.site import PublicSite
from faultless.tree import TreeError

_AROUND = 30
"""Characters of an excerpt before and after what was found."""

_TICKETS = re.compile(r"[A-Z][A-Z0-9]+-\*")
_WILD = re.compile(r"[*?\[\]]+")
_WIKI = "the address of the wiki"
_NEARBY = frozenset({"localhost", "127.0.0.1", "0.0.0.0", "::1"})  # noqa: S104 - nothing listens there, we look for it


class LeakFound(TreeError):
    """A file of the status site says what is internal; nothing was written."""


@dataclass(frozen=True)
class Denied:
    """Words that are internal for certain.

    Attributes:
        words: each an expression over text, and what it finds; of the wiki's host, of internal domains and tickets,
            and of people by their full names.
    """

    words: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, catalogue: Catalogue, policy: Policy) -> Denied:
        """What a catalogue and the options say is internal."""
        return cls(tuple(sorted({*_hosts(catalogue, policy), *_people(catalogue)})))

    @classmethod
    def recalled(cls, kept: Kept, mark: str) -> Denied | None:
        """What was denied when the content was last read; None where that is not known."""
        content = kept.get(f"denied-{digest_of(mark)}")
        with suppress(ValueError, TypeError):
            return cls(tuple((word, what) for word, what in json.loads(content or b"")))
        return None

    def keep(self, kept: Kept, mark: str) -> None:
        """Leave it for a build that does not read the catalogue."""
        kept.put(f"denied-{digest_of(mark)}", json.dumps(self.words).encode())

    @property
    def digest(self) -> str:
        """What tells it from any other."""
        return digest_of(*(word for word, _ in self.words))

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        return re.compile("|".join(f"(?:{word})" for word, _ in self.words)) if self.words else None

    def refuse(self, path: str, content: bytes, site: PublicSite | None) -> None:
        """Look at a file, its path included.

        Args:
            path: within the site.
            content: its bytes.
            site: what the gate let through. A person or a domain in a text that people wrote for customers is no
                slip of a page: PU103 judges it, and somebody has allowed it.

        Raises:
            LeakFound: it says what is internal.
        """
        if self._pattern is None:
            return
        text = f"{path}\n{content.decode('utf-8', 'replace')}"
        for match in self._pattern.finditer(text):
            what = next(kind for word, kind in self.words if re.fullmatch(word, match[0]))
            if what != _WIKI and site is not None and unescape(_unescaped(match[0])) in _written(site):
                continue
            excerpt = " ".join(text[max(0, match.start() - _AROUND) : match.end() + _AROUND].split())
            raise LeakFound(
                f"{path} would say {what}: …{excerpt}…. Nothing was written; take it out of what says it: a template in"
                " overrides/status, an option of faultless/status, a file of public/, or a text for customers"
            )


def _hosts(catalogue: Catalogue, policy: Policy) -> Iterator[tuple[str, str]]:
    for host in _wiki_hosts(catalogue, policy):
        yield rf"(?<![\w.-]){re.escape(host)}(?![\w-])", _WIKI
    for name in catalogue.internal_names:
        if _TICKETS.fullmatch(name):
            yield rf"(?<![\w.-]){re.escape(name[:-1])}\d+", "the key of a ticket"
        elif "." in name and " " not in name:
            parts = [re.escape(part) for part in _WILD.split(name)]
            if len(max(parts, key=len)) > len("a.com"):
                yield rf"(?<![\w.-]){'[a-zA-Z0-9._-]*'.join(parts)}(?![\w-])", "the name of a machine"


def _wiki_hosts(catalogue: Catalogue, policy: Policy) -> Iterator[str]:
    """The host of the wiki, unless customers know it: as the status site's, the organisation's or a footer's."""
    host = _host(policy.wiki_url)
    known = {_host(catalogue.organisation.url), _host(policy.status_url(catalogue.organisation.url))}
    if host and host not in known | _NEARBY | {_host(link.url) for link in policy.status.brand.footer}:
        yield host


def _host(url: str | None) -> str | None:
    with suppress(ValueError):
        return urlsplit(url or "").hostname
    return None


def _people(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Full names in each of the forms that our files write: as they are, in HTML and in JSON."""
    for person in catalogue.people:
        name = " ".join(person.name.split())
        if " " in name:
            coded = json.dumps(name)[1:-1]
            html = escape(name)
            for form in {name, html, html.replace("&#x27;", "&#39;"), coded, coded.replace("'", "\\u0027")}:
                yield rf"(?<!\w){re.escape(form)}(?!\w)", "somebody's name"


def _unescaped(word: str) -> str:
    with suppress(ValueError):
        return str(json.loads(f'"{word}"'))
    return word


def _written(site: PublicSite) -> str:
    """Every text that people wrote for customers."""
    found = [site.name]
    for component in (*(one for group in site.groups for one in group.components), *site.retired):
        found += [component.id, component.name, component.description]
    found += [group.name for group in site.groups]
    for record in (*site.incidents, *site.maintenances, *site.notices):
        found += [record.path, record.title, record.customer_message, *(action.text for action in record.actions)]
        for update in record.updates:
            found += [update.html, update.text, update.revised_why]
    return unescape("\n".join(found))
