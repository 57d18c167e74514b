"""Two public sites, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from faultless.public.site import PublicComponent, PublicIncident, PublicSite, PublicState
from faultless.publishing.difference.changes import Change, Difference, Fact
from faultless.publishing.difference.records import record_facts, removal
from faultless.publishing.difference.saying import fields, percent, state


def difference(before: PublicSite, after: PublicSite) -> Difference:
    """What customers see differ between two states of the content, both as of the same time.

    Nothing but public sites is looked at, so nothing that is internal can be told.
    """
    changes = (*_records(before, after), *_components(before, after), *_site(before, after), *_files(before, after))
    return Difference(after.generated_at, changes)


def _records(before: PublicSite, after: PublicSite) -> Iterator[Change]:
    old, new = _by_path(before), _by_path(after)
    former = {path: record.path for record in new.values() for path in _former_paths(record, old, new)}
    came = {now: was for was, now in former.items()}
    for path, record in new.items():
        was = old.get(path)
        if was is not None:
            facts = record_facts(was, record)
            if facts:
                yield Change("changed", record.kind, record.title, path, facts)
        elif path in came:
            facts = (Fact("address", came[path], path), *record_facts(old[came[path]], record))
            yield Change("moved", record.kind, record.title, path, facts)
        else:
            yield Change("new", record.kind, record.title, path, record_facts(None, record))
    for path, record in old.items():
        if path not in new and path not in former:
            yield Change("removed", record.kind, record.title, path, removal(record))


def _by_path(site: PublicSite) -> Mapping[str, PublicIncident]:
    """Every record by its address: those that go on first, then the newest first."""
    found = (*site.incidents, *site.maintenances, *site.notices)
    return {one.path: one for one in sorted(found, key=lambda one: not one.active)}


def _former_paths(
    record: PublicIncident, old: Mapping[str, PublicIncident], new: Mapping[str, PublicIncident]
) -> Iterator[str]:
    """Where a record stood that has another address now; at most one place."""
    if record.path not in old:
        for path, was in old.items():
            if path not in new and (was.id in record.aliases or was.path in record.redirects):
                yield path
                return


def _components(before: PublicSite, after: PublicSite) -> Iterator[Change]:
    old, new = _facts_of_components(before), _facts_of_components(after)
    for name, (component, told) in new.items():
        was = old.get(name)
        facts = fields(was[1] if was is not None else {}, told)
        if facts:
            yield Change("new" if was is None else "changed", "component", component.name, f"components/{name}/", facts)
    for name, (component, _) in old.items():
        if name not in new:
            yield Change("removed", "component", component.name, f"components/{name}/")


def _facts_of_components(site: PublicSite) -> dict[str, tuple[PublicComponent, dict[str, str]]]:
    grouped = [(group.name, component) for group in site.groups for component in group.components]
    found = {}
    for group, component in (*grouped, *(("", component) for component in site.retired)):
        found[component.id] = (
            component,
            {
                "name": component.name,
                "group": group,
                "description": component.description,
                "state": state(component.state),
                "retired": component.retired.isoformat() if component.retired is not None else "",
                "uptime of 90 days": percent(component.uptime),
            },
        )
    return found


def _site(before: PublicSite, after: PublicSite) -> Iterator[Change]:
    facts = fields(_facts_of_site(before), _facts_of_site(after))
    if facts:
        yield Change("changed", "site", after.name, "", facts)


def _facts_of_site(site: PublicSite) -> dict[str, str]:
    weights = ", ".join(f"{state(PublicState(one))} {weight:g}" for one, weight in site.uptime_weights.items())
    return {
        "name": site.name,
        "banner": state(site.state),
        "address in feeds and links": site.url,
        "identity of feed entries, without which subscribers get all of them again": (
            f"{site.feed_authority}, {site.feed_date}"
        ),
        "languages": ", ".join(site.languages),
        "time zone": site.timezone,
        "weights of the uptime": weights,
        "colours": ", ".join(filter(None, (site.colour, site.colour_dark))),
        "logo": site.logo or "",
        "favicon": site.favicon or "",
        "links of the footer": ", ".join(f"{link.title} ({link.url})" for link in site.footer),
    }


def _files(before: PublicSite, after: PublicSite) -> Iterator[Change]:
    """Pictures and the like: whatever stands in the public folder can be fetched, whether a page shows it or not."""
    old, new = dict(before.assets), dict(after.assets)
    for path in sorted(old.keys() | new.keys()):
        if path not in old:
            yield Change("new", "file", path, path)
        elif path not in new:
            yield Change("removed", "file", path, path)
        elif old[path] != new[path]:
            sizes = Fact("size", f"{len(old[path]):,} bytes", f"{len(new[path]):,} bytes")
            yield Change("changed", "file", path, path, (sizes,))
