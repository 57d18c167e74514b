"""What a page knows of the time after it was built: the same as one that is built then."""

from __future__ import annotations

from datetime import datetime, timedelta

from gating import at, record, site
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from faultless.public.site import PublicState

NOW = at("2026-03-20 12:00")
WORK = """\
title: Database upgrade
kind: maintenance
visibility: public
components: [checkout]
scheduled_for: 2026-03-20 13:00 UTC
scheduled_until: 2026-03-20 15:00 UTC
"""
SAID = "## Scheduled — 2026-03-18 09:00 UTC\n\nCheckout will be slow.\n"


def work(body: str = SAID, **more: str) -> str:
    return record(WORK, body, **more)


def told(made) -> list[tuple[str, dict[str, str], dict[str, str]]]:
    return [
        (
            f"{moment.at:%d %H:%M}",
            {
                path.split("/")[1]: (one.phase if one.active else "over" if one.overran else "-")
                for path, one in moment.records.items()
            },
            {name: state.value for name, state in moment.states.items()},
        )
        for moment in made.coming
    ]


def test_a_planned_maintenance_begins_and_ends(tmp_path):
    assert told(site(tmp_path, {"incidents/upgrade.md": work()})) == [
        ("20 13:00", {"upgrade": "In progress"}, {"checkout": "under_maintenance"}),
        ("20 15:00", {"upgrade": "over"}, {}),
    ]


def test_an_outage_that_goes_on_is_not_masked_by_the_maintenance_that_begins(tmp_path):
    files = {"incidents/upgrade.md": work(), "incidents/down.md": record(update_every="", severity="sev4")}
    first = next(moment for moment in site(tmp_path, files).coming if moment.at == at("2026-03-20 13:00"))
    assert first.states["checkout"] is PublicState.MAJOR_OUTAGE


def test_a_cancelled_maintenance_only_leaves_when_its_window_is_over(tmp_path):
    off = work(SAID + "\n## Cancelled — 2026-03-19 09:00 UTC\n\nNot needed.\n")
    assert told(site(tmp_path, {"incidents/upgrade.md": off})) == [("20 15:00", {"upgrade": "-"}, {})]


def test_a_notice_ends_and_a_promise_of_the_next_update_runs_out(tmp_path):
    head = "title: Old TLS goes\nkind: notice\nvisibility: public\nuntil: 2026-03-21 00:00 UTC\n"
    files = {"incidents/tls.md": record(head, "## Notice — 2026-03-10 09:00 UTC\n\nPlease update.\n")}
    assert told(site(tmp_path, files)) == [("21 00:00", {"tls": "-"}, {})]
    promise = "## Investigating — 2026-03-20 11:30 UTC\n\nWe are looking into errors.\n"
    made = site(tmp_path / "b", {"incidents/down.md": record(body=promise, started="2026-03-20 11:00 UTC")})
    assert [moment.at for moment in made.coming] == [at("2026-03-20 12:30")]


def test_where_nothing_is_planned_nothing_comes(tmp_path):
    assert site(tmp_path, {"incidents/down.md": record(resolved="2026-03-14 10:00 UTC")}).coming == ()


def test_what_is_written_for_later_is_not_known_before(tmp_path):
    later = work(SAID + "\n## Completed — 2026-03-20 14:00 UTC\n\nDone.\n")
    assert [moment.at for moment in site(tmp_path, {"incidents/upgrade.md": later}).coming] == [
        at("2026-03-20 13:00"),
        at("2026-03-20 15:00"),
    ]


_MINUTES = st.integers(-600, 600)
_WINDOWS = st.lists(st.tuples(_MINUTES, st.integers(1, 300), st.sampled_from(["checkout", "api"])), max_size=4)


def _written(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_WINDOWS, st.booleans())
def test_a_page_shows_in_time_what_one_that_is_built_then_shows(tmp_path_factory, windows, down):
    folder = tmp_path_factory.mktemp("content")
    files = {
        f"incidents/work-{number}.md": work(
            components=f"[{component}]",
            scheduled_for=_written(NOW + timedelta(minutes=start)),
            scheduled_until=_written(NOW + timedelta(minutes=start + length)),
        )
        for number, (start, length, component) in enumerate(windows)
    }
    if down:
        files["incidents/down.md"] = record(severity="sev4")
    for moment in site(folder, files).coming:
        then = site(folder, files, f"{moment.at:%Y-%m-%d %H:%M}")
        for record_then in (*then.incidents, *then.maintenances):
            known = moment.records.get(record_then.path)
            if known is not None:
                for field in ("active", "overran", "phase", "ends", "now"):
                    assert getattr(known, field) == getattr(record_then, field), (moment.at, record_then.path, field)
        for group in then.groups:
            for component in group.components:
                assert moment.states.get(component.id, PublicState.OPERATIONAL) is component.state
