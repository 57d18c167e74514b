"""A digest as Markdown, as a page of HTML and as a mail."""

from __future__ import annotations

import re
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from faultless.authoring.digest import Digest
from faultless.insight import in_words
from faultless.public.words import one_line
from faultless.wiki.views import Ref
from faultless.wiki.words import days_away

_TEMPLATES = Path(__file__).parent / "templates"
_MARKS = re.compile(r"([\\`*_\[\]<>#|~&!])")
_BLANK_LINES = re.compile(r"\n\s*\n+")
_ODD = re.compile(r"[^\w .,'()-]")


def as_markdown(digest: Digest, wiki: str | None) -> str:
    """For a chat, a pull request or a page; links lead into the wiki at this address, if there is one."""

    def link(ref: Ref) -> str:
        title = _MARKS.sub(r"\\\1", one_line(ref.title))
        return title if wiki is None or ref.link is None else f"[{title}]({wiki}{ref.link})"

    return _rendered("digest.md", digest, link, words=lambda text: _MARKS.sub(r"\\\1", one_line(text)))


def as_html(digest: Digest, wiki: str | None) -> str:
    """A page for itself, and the body of a mail; nothing in it is fetched from anywhere."""
    return _rendered("digest.html", digest, _Link(wiki), words=one_line)


class _Link:
    """What leads to a page of the wiki, for a template that escapes."""

    def __init__(self, wiki: str | None) -> None:
        self.wiki = wiki

    def __call__(self, ref: Ref) -> str | None:
        return None if self.wiki is None or ref.link is None else self.wiki + ref.link


def _rendered(template: str, digest: Digest, link: Any, **filters: Any) -> str:
    jinja = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=template.endswith(".html"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    jinja.filters.update(minutes=in_words, away=lambda day: days_away(day, digest.today), verdicts=_verdicts, **filters)
    text = jinja.get_template(template).render(digest=digest, link=link, title=title_of(digest))
    return _BLANK_LINES.sub("\n\n" if template.endswith(".md") else "\n", text).strip() + "\n"


def _verdicts(improvement: Any) -> str:
    measures = (
        ("severity", improvement.severity),
        ("scope", improvement.scope),
        ("time to identify", improvement.identify),
        ("time to recover", improvement.recover),
    )
    return ", ".join(f"{name} {verdict.value}" for name, verdict in measures)


def title_of(digest: Digest) -> str:
    """What a digest is called: `Northstar incidents, 2026-11-13 to 2026-11-20`."""
    return f"{one_line(digest.name)} incidents, {digest.since:%Y-%m-%d} to {digest.until:%Y-%m-%d}"


def as_mail(digest: Digest, wiki: str | None, authority: str, *, sender: str | None, to: tuple[str, ...]) -> bytes:
    """A mail (RFC 5322) with the digest as text and as HTML, the same bytes for the same digest.

    Args:
        digest: what it tells.
        wiki: absolute address of the wiki, or None.
        authority: domain of its message id and, where no sender is given, of the sender.
        sender: an address, as `Amara Okafor <amara@example.com>` or without a name.
        to: the same; none leaves it to whoever sends it.

    Raises:
        ValueError: an address cannot be read.
    """
    message = EmailMessage(policy=SMTP)
    message["Subject"] = title_of(digest)
    ours = Address(_ODD.sub(" ", one_line(digest.name)), "faultless", authority)
    message["From"] = ours if sender is None else _address(sender)
    if to:
        message["To"] = tuple(map(_address, to))
    message["Date"] = digest.until
    message["Message-ID"] = f"<digest.{digest.since:%Y%m%dT%H%M%SZ}.{digest.until:%Y%m%dT%H%M%SZ}@{authority}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(as_markdown(digest, wiki), cte="quoted-printable")
    message.add_alternative(as_html(digest, wiki), subtype="html", cte="quoted-printable")
    message.set_boundary("=_faultless_digest")
    return message.as_bytes()


def _address(text: str) -> Address:
    name, written = parseaddr(text)
    try:
        found = Address(name, addr_spec=written)
    except (MessageError, ValueError, IndexError):
        found = Address()
    if not found.username or not found.domain or "\n" in text or "\r" in text:
        raise ValueError(f"{text!r} is no mail address")
    return found
