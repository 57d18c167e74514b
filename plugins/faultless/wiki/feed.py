"""The feed of the wiki: postmortems as they are published, and again when they have been reviewed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timezone
from urllib.parse import quote, urlsplit

from jinja2 import Environment

from faultless.model import Postmortem, Review
from faultless.policy import Policy
from faultless.public.markdown import render
from faultless.public.words import one_line
from faultless.reading.mentions import resolve_mention
from faultless.syndication import Entry, Feed, atom, spread, tag_uri
from faultless.wiki.addresses import addressable
from faultless.wiki.views import Views

FILE = "postmortems.atom"
MOST = 50
"""Entries in the feed."""

_SPARE = 200
"""How many more take part when equal dates are spread, so that those in the feed get the same dates always."""

_FROM_ROOT = re.compile(r'(<a href=")/')


def authority_of(policy: Policy, *addresses: str | None) -> str:
    """What the ids of feed entries are under: what the policy says, else the host of the first usable address.

    An id must outlive the address of the site: say `feed_authority` once, and both sites may move.
    """
    hosts = (urlsplit(address).hostname if address else None for address in (policy.status.url, *addresses))
    for candidate in (policy.status.feed_authority, *hosts):
        try:
            tag_uri(candidate or "", policy.status.feed_date, "")
        except ValueError:
            continue
        return str(candidate)
    return "localhost"


@dataclass(frozen=True, slots=True)
class PostmortemFeed:
    """Makes `postmortems.atom`; internal, as everything in the wiki.

    Args:
        views: of the whole knowledge base.
        jinja: the wiki's templates.
        url: absolute address of the wiki, ending in `/`.
        name: what the wiki is called.
    """

    views: Views
    jinja: Environment
    url: str
    name: str

    def render(self) -> bytes:
        """The feed as Atom, the newest first; the same whatever the clock says."""
        policy = self.views.policy
        listed = sorted(self._entries(), key=lambda entry: (entry.published, entry.id), reverse=True)
        return atom(
            Feed(
                id=self._id("postmortems"),
                title=one_line(f"{self.name}: postmortems"),
                subtitle="Postmortems as they are published, and again when they have been reviewed. Internal.",
                home_url=self.url + self.views.addresses.link_to(self.views.addresses.file_of_index("postmortems")),
                self_url=self.url + FILE,
                author=one_line(self.name),
                epoch=datetime.combine(policy.status.feed_date, time(), timezone.utc),
                entries=spread(listed[: MOST + _SPARE])[:MOST],
            )
        )

    def _id(self, specific: str) -> str:
        organisation = self.views.base.catalogue.organisation.url
        policy = self.views.policy
        return tag_uri(authority_of(policy, organisation, self.url), policy.status.feed_date, specific)

    def _entries(self) -> Iterator[Entry]:
        for postmortem in self.views.relations.postmortems:
            published, reviewed = postmortem.published, postmortem.reviewed
            if postmortem.status is not Review.PUBLISHED or published is None or not addressable(postmortem.id):
                continue
            if published <= self.views.today:
                yield self._entry(postmortem, published)
            if reviewed is not None and published < reviewed <= self.views.today:
                yield self._entry(postmortem, reviewed, "Reviewed")

    def _entry(self, postmortem: Postmortem, day: date, news: str = "") -> Entry:
        at = datetime.combine(day, time(), self.views.policy.timezone).astimezone(timezone.utc)
        title = one_line(postmortem.title) or postmortem.id
        row = self.views.postmortem_row(postmortem)
        slug = quote(postmortem.feed_id or postmortem.id, safe="").replace("%", "=")
        return Entry(
            id=self._id(f"postmortem/{slug}" + (f"/reviewed/{day.isoformat()}" if news else "")),
            title=f"{news}: {title}" if news else title,
            url=self.url + str(row.ref.link),
            published=at,
            updated=at,
            content_html=self._content(postmortem),
            categories=tuple(dict.fromkeys(one_line(cause.title) for cause in row.causes)),
        )

    def _content(self, postmortem: Postmortem) -> str:
        summary = postmortem.section("summary")
        text = summary.body if summary is not None else postmortem.preamble
        told = render(text, imported=postmortem.imported is not None, mention=self._mention)
        html = self.jinja.get_template("feed_entry.html").render(
            up=self.url,
            row=self.views.postmortem_row(postmortem),
            factors=[self.views.category(factor) for factor in postmortem.contributing_factors],
            authors=self.views.people(postmortem.authors),
            actions=len(postmortem.actions),
            summary=_FROM_ROOT.sub(lambda match: match[1] + self.url, told),
        )
        return re.sub(r"\n\s*\n", "\n", html).strip()

    def _mention(self, target: str) -> tuple[str, str | None]:
        found = resolve_mention(target, self.views.base)
        if found is None:
            return target, None
        ref = self.views.ref(found)
        return ref.title, ref.link
