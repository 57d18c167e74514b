"""The gate itself: what of the model becomes public."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from urllib.parse import quote, urlsplit

from faultless.model import KnowledgeBase
from faultless.policy import Policy
from faultless.public.coming import coming
from faultless.public.components import Components, effect, public_components
from faultless.public.folders import FOLDER
from faultless.public.records import PublicRecords, is_public
from faultless.public.site import PublicIncident, PublicLink, PublicSite, PublicState
from faultless.public.words import one_line, storable

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_AUTHORITY = re.compile(rf"(?:[A-Za-z0-9._+-]+@)?{_LABEL}(?:\.{_LABEL})*")
_NOWHERE = "http://localhost:8000/"
_IMPACTS = ("none", "minor", "major", "critical")
_IMPACT_OF_STATE = {
    PublicState.DEGRADED_PERFORMANCE: "minor",
    PublicState.PARTIAL_OUTAGE: "major",
    PublicState.MAJOR_OUTAGE: "critical",
}


def publish(base: KnowledgeBase, policy: Policy, now: datetime, assets: Iterable[tuple[str, bytes]] = ()) -> PublicSite:
    """Everything customers may see as of `now`, and nothing else.

    Public is what comes from a record with `visibility: public`: its title, the states of public components, the impact
    of its severity, its start, mitigation and end, its window, its updates up to `now`, and the customer message of its
    published postmortems. Nothing that is said or done after `now` is public yet, but a planned window is.

    Args:
        base: the model.
        policy: the options in force.
        now: UTC.
        assets: files that public text may show, by path below `content/public/`.
    """
    told = tuple(one for one in base.incidents if is_public(one, now))
    known = public_components(base.catalogue)
    components = Components(base, policy, now, {one.id: effect(one, now, known) for one in told})
    files = tuple(assets)
    records = PublicRecords(base, policy, now, components, frozenset(path for path, _ in files), told)
    return assembled(records, map(records.record, told), files)


def assembled(
    records: PublicRecords, told: Iterable[PublicIncident], files: tuple[tuple[str, bytes], ...]
) -> PublicSite:
    """The site that some public records make.

    Args:
        records: what they were made by.
        told: the records, in any order.
        files: that public text may show, by path below `content/public/`.
    """
    policy, now, components = records.policy, records.now, records.components
    published = sorted(told, key=lambda one: (one.begins, one.id), reverse=True)
    groups = components.groups()
    state = max((group.state for group in groups), key=lambda one: one.rank, default=PublicState.OPERATIONAL)
    organisation = records.base.catalogue.organisation
    url = _web_address(policy.status_url(organisation.url))
    brand = policy.status.brand

    def of_kind(folder: str) -> tuple[PublicIncident, ...]:
        return tuple(one for one in published if one.path.startswith(f"{folder}/"))

    incidents, maintenances, notices = (of_kind(folder) for folder in FOLDER.values())
    return PublicSite(
        name=one_line(brand.name or organisation.name),
        url=url,
        generated_at=now,
        timezone=policy.timezone.key,
        state=state,
        impact=max(
            [_IMPACT_OF_STATE.get(state, "none"), *(one.impact for one in incidents if one.active)], key=_IMPACTS.index
        ),
        groups=groups,
        retired=components.retired(),
        incidents=incidents,
        maintenances=maintenances,
        notices=notices,
        since=components.first_day,
        languages=policy.status.languages,
        coming=coming(records, published),
        colour=_colour(brand.colour),
        colour_dark=_colour(brand.colour_dark),
        logo=_asset(brand.logo, dict(files)),
        favicon=_asset(brand.favicon, dict(files)),
        footer=tuple(PublicLink(one_line(link.title), link.url) for link in brand.footer),
        feed_authority=_authority(policy.status.feed_authority, urlsplit(url).hostname),
        feed_date=policy.status.feed_date,
        uptime_weights={PublicState(one.value): weight for one, weight in policy.status.uptime_weights.items()},
        assets=files,
    )


def _web_address(url: str) -> str:
    """The address of the site in the letters of a URI; one that is none of the web is as good as none."""
    try:
        parts = urlsplit(storable(url))
        place = parts.netloc.encode("idna").decode("ascii")
    except ValueError:
        return _NOWHERE
    if parts.scheme not in {"http", "https"} or not place:
        return _NOWHERE
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~")
    return f"{parts.scheme}://{place}{path.rstrip('/')}/"


def _authority(*candidates: str | None) -> str:
    """The first that can stand in a `tag:` id (RFC 4151)."""
    return next((one for one in candidates if one is not None and _AUTHORITY.fullmatch(one)), "localhost")


def _colour(said: str | None) -> str | None:
    return said if said is not None and _COLOUR.fullmatch(said) else None


def _asset(said: str | None, files: dict[str, bytes]) -> str | None:
    """A path among the assets, however the option names it."""
    if said is None:
        return None
    path = said.removeprefix("content/").removeprefix("public/").removeprefix("assets/")
    return path if path in files else None
