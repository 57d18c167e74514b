"""Real cState sites: nothing lost, nothing unexplained, and the result goes through without an option."""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner
from cstate_site import Imported

from faultless.cli import main
from faultless.emit import clean
from faultless.importing import import_cstate

FOLDER = Path(os.environ.get("FAULTLESS_CORPORA") or "/nonexistent") / "cstate"

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="FAULTLESS_CORPORA does not name the folder of real data")

SITES = {"jenkins": (242, 55), "packit": (75, 33), "x4b": (61, 48), "example": (4, 2)}
"""Incidents and notices of each."""

REFUSED = {
    "packit": {
        "content/issues/2023-02-17-slo2-error-budget-depleted-in-a-day.md": [
            "the file /images/SLO2-error-budget-depleted.png: it is not in the source; its words are kept"
        ]
    }
}
"""What the sites refer to and do not hold: no more than one picture."""

MARKS = Counter({
    "message": 340, "initial": 180, "final": 160, "issue": 10, "edit": 10, "open": 10, "close": 10, "closing": 10,
    "opening": 5, "of": 5, "track": 10, "update": 5, "updated": 5, "incident": 2, "maintenance": 1, "end": 1, "outage": 1,
    "fixed": 2, "complete": 2, "at": 2,
})  # fmt: skip
"""Words of marks that a heading says in another way, as often as all sites together have them."""


@pytest.fixture(scope="module", params=SITES)
def site(request, tmp_path_factory):
    root = tmp_path_factory.mktemp(request.param)
    return request.param, Imported(root / "content", import_cstate(FOLDER / request.param, root / "content"))


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", clean(text).casefold()))


def test_every_issue_is_a_record_and_the_report_accounts_for_every_file(site):
    name, done = site
    files = {path.relative_to(FOLDER / name).as_posix() for path in (FOLDER / name / "content").rglob("*.md")}
    assert {file.source for file in done.report.files} == {*files, "config.yml"}
    assert {file.source: file.refused for file in done.report.refused} == REFUSED.get(name, {})
    counts = Counter(file.becomes for file in done.report.files)
    assert (counts["incident"], counts["notice"]) == SITES[name]
    assert len(done.incidents) == len(files)


def test_every_word_of_every_issue_is_in_its_record(site):
    name, done = site
    lost: Counter[str] = Counter()
    for file in done.report.files[1:]:
        source = (FOLDER / name / file.source).read_text(encoding="utf-8")
        body = re.split(r"^ ?---[ \t]*$", source, maxsplit=2 if source.startswith("---") else 1, flags=re.MULTILINE)[-1]
        lost += words(body) - words((done.root / file.target).read_text(encoding="utf-8").split("\n---\n", 1)[1])
    times = {word for word in lost if re.search(r"\d", word)} | {"february"}
    assert sum(lost[word] for word in times) < 40
    assert not Counter({word: count for word, count in lost.items() if word not in times}) - MARKS


def test_no_finding_is_worse_than_a_warning_and_those_about_the_form_are_about_ends_before_starts(site):
    _, done = site
    assert {finding.level.value for finding in done.findings} <= {"warning"}
    wording = ("BL", "PU", "TI113")
    assert {one.code for one in done.findings if not one.code.startswith(wording)} <= {"TI101"}


def test_every_update_that_the_report_counts_is_read_back_in_order(site):
    _, done = site
    for file in done.report.files[1:]:
        incident = done.incidents[Path(file.target).stem]
        times = [update.at.at for update in incident.updates]
        assert [f"{len(times)} update{'s' if len(times) > 1 else ''}"] == [
            told for told in file.mapped if told.endswith(("update", "updates"))
        ]
        assert times == sorted(set(times))


def test_the_check_and_the_status_site_go_through_without_an_option(site, tmp_path):
    _, done = site
    runner = CliRunner()
    assert runner.invoke(main, ["check", str(done.root)]).exit_code == 0
    built = runner.invoke(main, ["status", "--content", str(done.root), "--out", str(tmp_path / "public")])
    assert built.exit_code == 0, built.output


def test_a_second_run_changes_nothing_and_one_elsewhere_gives_the_same_bytes(site, tmp_path):
    name, done = site
    again = import_cstate(FOLDER / name, done.root)
    assert (again.written, again.text()) == (0, done.report.text())
    import_cstate(FOLDER / name, tmp_path / "other")
    for file in done.root.rglob("*"):
        if file.is_file():
            assert file.read_bytes() == (tmp_path / "other" / file.relative_to(done.root)).read_bytes()


def test_what_was_open_in_the_source_is_all_that_is_open_in_the_result(site):
    _, done = site
    open_ = {one.id for one in done.incidents.values() if one.resolved is None and one.until is None}
    assert open_ <= {"2024-02-24-maintenance-window"}
