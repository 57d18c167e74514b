"""Former addresses as the gate lets them through: each leads to one record, whatever happens to the others."""

from __future__ import annotations

from pathlib import Path

from gating import record, site

NOTICE = "kind: notice\ntitle: N\nvisibility: public\nredirects: [/issues/x/]\n"
SAID = "## Notice — 2026-03-14 09:00 UTC\n\nWords.\n"


def led(folder: Path, files: dict[str, str]) -> dict[str, tuple[str, ...]]:
    made = site(folder, files)
    return {one.id: one.redirects for one in (*made.incidents, *made.maintenances, *made.notices)}


def test_an_address_that_two_records_claim_leads_to_the_one_whose_file_comes_first(tmp_path):
    files = {
        "incidents/a-notice.md": record(NOTICE, SAID),
        "incidents/b-incident.md": record(redirects="[/issues/x, /issues/y/]"),
    }
    assert led(tmp_path, files) == {"a-notice": ("/issues/x/",), "b-incident": ("/issues/y/",)}


def test_an_internal_record_takes_no_address_from_a_public_one(tmp_path):
    files = {
        "incidents/a-notice.md": record(NOTICE.replace("public", "internal"), SAID),
        "incidents/b-incident.md": record(redirects="[/issues/x/]"),
    }
    assert led(tmp_path, files) == {"b-incident": ("/issues/x/",)}


def test_no_address_leads_away_from_a_records_own_page_present_or_past(tmp_path):
    files = {
        "incidents/a-incident.md": record(redirects="[/incidents/b-incident/, /incidents/older/, /issues/x/]"),
        "incidents/b-incident.md": record(aliases="[older]"),
    }
    assert led(tmp_path, files)["a-incident"] == ("/issues/x/",)
