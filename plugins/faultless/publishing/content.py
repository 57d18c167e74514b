"""From a content root to the status site on disk, without the wiki."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from faultless.aside import Aside
from faultless.caching import Kept
from faultless.model import Incident
from faultless.outputs import Fingerprints
from faultless.policy import Policy
from faultless.public.publish import publish
from faultless.public.shelf import rest_of
from faultless.public.site import PublicSite
from faultless.publishing.advance import advanced
from faultless.publishing.building import Bringing, Built, Place
from faultless.publishing.denied import Denied
from faultless.publishing.facts import Facts, Unkept, facts_of, published, unpublished
from faultless.publishing.front import Front, Seen, clock_of, look
from faultless.reading import Records, load, public_assets
from faultless.reading.collecting import collecting_what_comes, without_collecting

if TYPE_CHECKING:
    from faultless.checks import Finding

_CATALOGUE = "catalogue.yml"
_MANY = 100
"""Files from which on a second process is worth the while."""


class Unjudged(Exception):
    """There are errors, and the baseline that may hold them cannot be read."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """Nothing was written: there are errors in what would be published, and no baseline holds them."""

    findings: tuple[Finding, ...]
    records: Records


def build_content(
    content: Path, policy: Policy, now: datetime, out: Path, overrides: Path | None = None, kept: Kept | None = None
) -> Built | Stopped:
    """Bring the status site in `out` up to what some content says as of `now`.

    Args:
        content: the content root.
        policy: the options in force.
        now: UTC.
        out: the folder of the site.
        overrides: folder of templates that replace the shipped ones, or None.
        kept: what earlier runs have kept, or None; the site is the same either way, byte for byte.

    Raises:
        Unjudged: there are errors, and the baseline that may hold them cannot be read.
        faultless.tree.TreeError: `out` cannot or must not be written; the tree that was there still stands.
    """
    with without_collecting(ageing=True):
        return _built(content, policy, now, Place(out, overrides, kept))


def _built(content: Path, policy: Policy, now: datetime, place: Place) -> Built | Stopped:
    kept = place.kept
    looked = clock_of(kept) if kept is not None else 0
    seen = look(content) if kept is not None else None
    front = None if kept is None or seen is None else Front.recalled(kept, content, policy, _text_of(seen))
    if front is not None and seen is not None:
        brought = _edited(front, seen, policy, now, place, looked)
        if brought is not None:
            return brought
    records = load(content, policy, kept)
    denied = Denied.of(records.base.catalogue, policy)
    verdict, site, built = _all(records, policy, now, place._replace(denied=denied))
    if verdict.unread is not None:
        raise Unjudged(verdict.unread)
    if site is None or built is None:
        return Stopped(verdict.stopping, records)
    if front is not None and seen is not None and verdict.clean:
        denied.keep(front.kept, front.mark)
        _begin(front, records, seen, site, now, looked)
    return replace(built, read=sum(1 for _ in records))


def _edited(
    front: Front, seen: Mapping[str, Seen], policy: Policy, now: datetime, place: Place, looked: int
) -> Built | None:
    """Bring what an edit comes to; None where it takes reading everything, were it to say what is wrong."""
    denied = Denied.recalled(front.kept, front.mark)
    step = advanced(front, seen, policy, now) if denied is not None else None
    if step is None or denied is None:
        return None
    judging = step.judging
    try:
        if not judging.is_meanwhile and not judging.result():
            return None
        with Bringing(place._replace(denied=denied)) as bringing:
            bringing.render(step.site)
            if not judging.result():
                return None
            brought = bringing.finish()
    except Unkept:
        return None
    except Exception:
        if not judging.result():
            return None
        raise
    finally:
        judging.leave()
    front.succeed(step.facts, looked, step.texts)
    return replace(brought, read=step.read)


def _all(
    records: Records, policy: Policy, now: datetime, place: Place
) -> tuple[_Verdict, PublicSite | None, Built | None]:
    """Judge and render everything, side by side where that pays; what is wrong with the content is said first."""
    judging = Aside(lambda: _judged(records, now, place.kept), pays=sum(1 for _ in records) >= _MANY)
    verdict = None if judging.is_meanwhile else judging.result()
    try:
        if verdict is not None and verdict.stops:
            return verdict, None, None
        with Bringing(place) as bringing:
            site = publish(records.base, policy, now, public_assets(records.root))
            with collecting_what_comes():
                bringing.render(site)
            verdict = verdict or judging.result()
            return verdict, site, None if verdict.stops else bringing.finish()
    except Exception:
        verdict = verdict or judging.result()
        if verdict.stops:
            return verdict, None, None
        raise
    finally:
        judging.leave()


class _Verdict(NamedTuple):
    """What is wrong with what is published.

    Attributes:
        clean: nothing at all.
        stopping: what no baseline holds.
        unread: why the baseline cannot be read that may hold what is wrong.
    """

    clean: bool
    stopping: tuple[Finding, ...] = ()
    unread: str | None = None

    @property
    def stops(self) -> bool:
        """Whether nothing may be written."""
        return bool(self.stopping) or self.unread is not None


def _judged(records: Records, now: datetime, kept: Kept | None) -> _Verdict:
    from faultless.checks.baseline import BadBaseline  # noqa: PLC0415 - 100 ms, where everything is read
    from faultless.publishing.published import beyond_baseline, published_errors  # noqa: PLC0415 - likewise

    errors = published_errors(records, now, kept)
    try:
        return _Verdict(not errors.published, beyond_baseline(errors, records))
    except BadBaseline as damaged:
        return _Verdict(clean=False, unread=str(damaged))


def _text_of(seen: Mapping[str, Seen]) -> str:
    """The catalogue as it stands."""
    try:
        return seen[_CATALOGUE].found.file.read_bytes().decode("utf-8", "replace") if _CATALOGUE in seen else ""
    except OSError:
        return ""


def _begin(
    front: Front, records: Records, seen: Mapping[str, Seen], site: PublicSite, now: datetime, looked: int
) -> None:
    """Keep what everything that was read comes to, unless two records go by one name."""
    known = {record.path: record for record in records}
    if any(len({one.value.id for one in kind}) < len(kind) for kind in (records.incidents, records.postmortems)):
        return
    public = {one.id: one for one in (*site.incidents, *site.maintenances, *site.notices)}
    prints, facts, texts = Fingerprints(), {}, {}
    for path, one in seen.items():
        if path not in known:
            facts[path] = Facts(one.found.kind, one.size, one.changed, "")
            continue
        facts[path] = told = facts_of(known[path], one.size, one.changed)
        value = known[path].value
        if isinstance(value, Incident) and value.id in public:
            record = public[value.id]
            facts[path] = told = published(told, value, record, prints(record), now)
            if told.label is not None:
                texts[path] = told.digest, rest_of(record)
        elif isinstance(value, Incident):
            facts[path] = unpublished(told, value, now)
    front.succeed(facts, looked, texts)
