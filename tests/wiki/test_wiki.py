"""The wiki of hand-made records, without a build."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

import pytest

from faultless.checks import INTERNAL, Finding, Level
from faultless.checks.rules.xr.xr101_broken_record_link import GENERATED
from faultless.model import (
    START_OF_FILE,
    Catalogue,
    Component,
    ComponentState,
    Incident,
    Instant,
    Kind,
    Phase,
    Postmortem,
    Review,
    State,
    Update,
    Visibility,
)
from faultless.policy import Policy
from faultless.reading import Record, Records, load
from faultless.wiki import Wiki
from faultless.wiki.due import due_postmortems
from faultless.wiki.standing import standing

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=timezone.utc)


def at(day: int, hour: int = 9, month: int = 3) -> Instant:
    return Instant(datetime(2026, month, day, hour, tzinfo=timezone.utc))


def wiki(tmp_path: Path, *incidents: Incident, postmortems: tuple[Postmortem, ...] = (), **options: object) -> Wiki:
    catalogue = Catalogue(components=(Component("checkout", "Checkout"), Component("../evil", "Evil")))
    records = Records(
        tmp_path,
        Policy(),
        incidents=tuple(Record("incident", f"incidents/{one.id}.md", "text", one) for one in incidents),
        postmortems=tuple(Record("postmortem", f"postmortems/{one.id}.md", "text", one) for one in postmortems),
        catalogue=Record("catalogue", "catalogue.yml", "", catalogue),
    )
    return Wiki(records, Policy(), NOW, **options)  # type: ignore[arg-type]


def test_a_component_whose_id_could_lead_elsewhere_has_no_page_and_no_link(tmp_path: Path) -> None:
    made = wiki(tmp_path, Incident("one", "One", components=(ComponentState("../evil", State.MAJOR_OUTAGE),)))
    assert not any("evil" in page.file for page in made.pages.values())
    assert "Evil" in made.pages["incidents/one.md"].content("").html
    assert "../evil" not in made.pages["incidents/one.md"].content("").html


def test_of_two_records_with_one_id_the_first_has_the_page(tmp_path: Path) -> None:
    records = Records(
        tmp_path,
        Policy(),
        incidents=(
            Record("incident", "incidents/a/one.md", "", Incident("one", "First")),
            Record("incident", "incidents/b/one.md", "", Incident("one", "Second")),
        ),
    )
    pages = Wiki(records, Policy(), NOW).pages
    assert pages["incidents/a/one.md"].title == "First"
    assert "incidents/b/one.md" not in pages


def test_a_page_is_dated_by_its_newest_fact_and_not_by_the_clock(tmp_path: Path) -> None:
    update = Update(at(16), Phase.RESOLVED, Phase.RESOLVED, "Done.")
    made = wiki(tmp_path, Incident("one", "One", started=at(14), updates=(update,)))
    assert made.pages["incidents/one.md"].updated.isoformat() == "2026-03-16"
    assert made.pages["incidents/index.md"].updated.isoformat() == "2026-03-16"


def test_the_list_stands_in_years_newest_first(tmp_path: Path) -> None:
    old = Incident("old", "Old one", started=Instant(datetime(2024, 5, 1, tzinfo=timezone.utc)))
    page = wiki(tmp_path, old, Incident("new", "New one", started=at(14))).pages["incidents/index.md"]
    assert page.headings == (("year-2026", "2026"), ("year-2024", "2024"))
    assert page.content("").html.index("New one") < page.content("").html.index("Old one")


def test_a_body_with_a_title_of_its_own_gets_no_second_one(tmp_path: Path) -> None:
    page = wiki(tmp_path, Incident("one", "One", started=at(14))).pages["incidents/one.md"]
    assert page.content("<p>Text</p>").html.count("<h1") == 1
    assert page.content("<h1>Own</h1>").html.count("<h1") == 1


@pytest.mark.parametrize(
    ("incident", "words", "is_open"),
    [
        (Incident("x", "X", started=at(14)), "Open", True),
        (Incident("x", "X", started=at(14), mitigated=at(14, 10)), "Mitigated, not resolved", True),
        (Incident("x", "X", started=at(14), resolved=at(14, 11)), "Resolved", False),
        (
            Incident("x", "X", started=at(14), updates=(Update(at(14), Phase.IDENTIFIED, Phase.IDENTIFIED, ""),)),
            "Identified",
            True,
        ),
        (Incident("x", "X", Kind.NEAR_MISS, detected=at(14)), "Near miss", False),
        (
            Incident("x", "X", Kind.MAINTENANCE, scheduled_for=at(1, month=12), scheduled_until=at(2, month=12)),
            "Planned",
            False,
        ),
        (
            Incident("x", "X", Kind.MAINTENANCE, scheduled_for=at(19, month=11), scheduled_until=at(21, month=11)),
            "In progress",
            True,
        ),
        (
            Incident("x", "X", Kind.MAINTENANCE, scheduled_for=at(1), scheduled_until=at(2)),
            "Past its window",
            False,
        ),
        (
            Incident(
                "x",
                "X",
                Kind.MAINTENANCE,
                scheduled_for=at(1, month=12),
                scheduled_until=at(2, month=12),
                updates=(Update(at(14), Phase.CANCELLED, Phase.CANCELLED, ""),),
            ),
            "Cancelled",
            False,
        ),
        (Incident("x", "X", Kind.NOTICE), "Active", False),
        (Incident("x", "X", Kind.NOTICE, until=at(14)), "Ended", False),
    ],
)
def test_how_an_incident_stands(incident: Incident, words: str, *, is_open: bool) -> None:
    assert (standing(incident, NOW).words, standing(incident, NOW).is_open) == (words, is_open)


@pytest.mark.parametrize(
    ("incident", "review", "due"),
    [
        (Incident("x", "X", severity="sev1", resolved=at(14, 11)), None, "2026-03-16"),
        (Incident("x", "X", severity="sev1", resolved=at(14, 11)), Review.DRAFT, "2026-03-16"),
        (Incident("x", "X", severity="sev1", resolved=at(14, 11)), Review.PUBLISHED, None),
        (Incident("x", "X", severity="sev3", resolved=at(14, 11)), None, None),
        (Incident("x", "X", severity="sev1"), None, None),
        (Incident("x", "X", severity="sev1", resolved=at(14, 11), imported="cstate"), None, None),
        (Incident("x", "X", Kind.NEAR_MISS, severity="sev1", resolved=at(14, 11)), None, None),
    ],
)
def test_a_postmortem_is_due_where_the_severity_asks_for_one(
    tmp_path: Path, incident: Incident, review: Review | None, due: str | None
) -> None:
    written = (Postmortem("p", "P", ("x",), status=review),) if review is not None else ()
    made = wiki(tmp_path, incident, postmortems=written)
    assert [one.due.isoformat() for one in due_postmortems(made.records.base, Policy())] == ([due] if due else [])


def test_the_public_link_names_the_kind(tmp_path: Path) -> None:
    planned = Incident("m-1", "M", Kind.MAINTENANCE, visibility=Visibility.PUBLIC, scheduled_for=at(1))
    page = wiki(tmp_path, planned, status_site="https://status.example.com/").pages["incidents/m-1.md"]
    assert 'href="https://status.example.com/maintenance/m-1/"' in page.content("").html


def test_a_near_miss_has_no_public_page_even_if_somebody_calls_it_public(tmp_path: Path) -> None:
    almost = Incident("n-1", "N", Kind.NEAR_MISS, visibility=Visibility.PUBLIC, detected=at(1))
    page = wiki(tmp_path, almost, status_site="https://status.example.com/").pages["incidents/n-1.md"]
    assert "status.example.com" not in page.content("").html


def test_a_former_id_that_is_taken_by_now_leads_nowhere_else(tmp_path: Path) -> None:
    made = wiki(tmp_path, Incident("one", "One", aliases=("two", "zero")), Incident("two", "Two"))
    assert set(made.moved) == {"incidents/zero/index.html"}
    assert "../../incidents/one/" in made.moved["incidents/zero/index.html"]


def test_a_rule_that_failed_itself_is_told_without_a_link(tmp_path: Path) -> None:
    failed = Finding(INTERNAL, "internal-error", Level.ERROR, "incidents/one.md", START_OF_FILE, "the rule failed", "")
    page = wiki(tmp_path, Incident("one", "One"), findings=(failed,)).pages["incidents/one.md"].content("").html
    assert "error IN001" in page
    assert "rules/IN001" not in page


def test_the_wiki_asks_for_no_file_it_was_not_given(tmp_path: Path) -> None:
    """What `load` read is all there is: the pages render after the content is gone."""
    (tmp_path / "incidents").mkdir()
    file = tmp_path / "incidents" / "2026-03-14-x.md"
    file.write_text(
        "---\ntitle: X\nseverity: sev2\nstarted: 2026-03-14 09:02 UTC\n---\n\n## Notes\n\nSee [[2026-03-14-x]].\n"
    )
    records = load(tmp_path, Policy())
    file.unlink()
    page = Wiki(records, Policy(), NOW).pages["incidents/2026-03-14-x.md"]
    assert "fl-mention" in page.markdown(page.text or "")


def test_every_page_that_the_wiki_makes_for_a_folder_can_be_linked_to_by_its_content(tmp_path: Path) -> None:
    made = {path for path, page in wiki(tmp_path).pages.items() if page.listed}
    assert {f"{folder}/index.md".lstrip("/") for folder in GENERATED} == made
