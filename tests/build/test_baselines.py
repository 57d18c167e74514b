"""A build with a baseline, and with levels of a folder's own: the same as `faultless check` says."""

from __future__ import annotations

import logging

from click.testing import CliRunner
from small_sites import QUIET, Site, SiteBuilder, incident

from faultless.cli import main

WRONG = {"incidents/2026-03-14-checkout.md": incident("2026-03-14", body="\n## Notes\n\nSee [[nothing-here]].\n")}
RIGHT = {"incidents/2026-03-14-checkout.md": incident("2026-03-14")}
FILE = "faultless-baseline.jsonl"


def accept(made: Site) -> None:
    """Write the baseline, as a user does."""
    assert CliRunner().invoke(main, ["check", "--write-baseline", str(made.root / "content")]).exit_code == 0


def said(made: Site, words: str) -> list[str]:
    return [record.getMessage() for record in made.log if words in record.getMessage()]


def test_what_a_baseline_holds_stops_no_build_and_is_counted(project: SiteBuilder) -> None:
    made = project(WRONG)
    assert "XR101" in made.fails()
    accept(made)
    made.build(strict=True)
    assert (made.wiki / "index.html").is_file()
    assert (made.status / "index.html").is_file()
    assert said(made, FILE) == [f"faultless: 1 findings are held by {FILE}"]


def test_what_is_new_fails_the_build_beside_it(project: SiteBuilder) -> None:
    made = project(WRONG)
    accept(made)
    made.write({"incidents/2026-04-01-search.md": WRONG["incidents/2026-03-14-checkout.md"]})
    assert "1 errors" in made.fails()


def test_an_entry_that_holds_nothing_any_more_is_told_and_fails_nothing(project: SiteBuilder) -> None:
    made = project(WRONG)
    accept(made)
    made.write(RIGHT)
    made.build(strict=True)
    (line,) = (record for record in made.log if "nothing any more" in record.getMessage())
    assert line.levelno == logging.INFO
    assert f"1 entries of {FILE} hold" in line.getMessage()


def test_a_damaged_baseline_is_refused_with_the_line(project: SiteBuilder) -> None:
    made = project(RIGHT)
    (made.root / FILE).write_text("site_name: x\n", encoding="utf-8")
    assert f"{FILE}:1: " in made.fails()
    assert not made.wiki.exists()


def test_a_baseline_of_the_policys_that_is_not_there_is_refused(project: SiteBuilder) -> None:
    assert "known.jsonl does not exist" in project(RIGHT, records={"rules": QUIET, "baseline": "known.jsonl"}).fails()


def test_a_folder_may_have_levels_of_its_own(project: SiteBuilder) -> None:
    lenient = {"rules": QUIET, "profiles": [{"paths": ["incidents/old/**"], "rules": {"XR": "info"}}]}
    made = project({"incidents/old/2026-03-14-checkout.md": WRONG["incidents/2026-03-14-checkout.md"]}, records=lenient)
    made.build(strict=True)
    made.write({"incidents/2026-04-01-search.md": WRONG["incidents/2026-03-14-checkout.md"]})
    assert "1 errors" in made.fails()


def test_a_rule_that_there_is_not_is_refused_with_the_line(project: SiteBuilder) -> None:
    assert (
        "there is no rule ZZ; faultless rules lists them all"
        in project(RIGHT, records={"rules": {"ZZ": "off"}}).fails()
    )
