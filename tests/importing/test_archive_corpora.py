"""Eight real archives: no document lost, no line changed, and the result goes through without an option."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
from archive_folder import Brought
from click.testing import CliRunner

from faultless.auditing import audit
from faultless.cli import main
from faultless.emit import clean
from faultless.importing import import_archive

FOLDER = Path(os.environ.get("FAULTLESS_CORPORA") or "/nonexistent") / "postmortems"

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="FAULTLESS_CORPORA does not name the folder of real data")


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    root = tmp_path_factory.mktemp("archive") / "content"
    return Brought(root, import_archive(FOLDER, root))


def test_what_the_audit_counts_is_what_is_imported(done):
    assert {file.source for file in done.report.files if file.target} == {file.path for file in audit(FOLDER).files}
    assert done.report.refused == ()


def test_every_line_of_every_document_is_in_its_record(done):
    for file in done.report.files:
        if file.target:
            lines = Counter(clean((FOLDER / file.source).read_text(encoding="utf-8-sig")).split("\n"))
            here = Counter((done.root / file.target).read_text(encoding="utf-8").split("\n"))
            lost = [
                line for line in lines - here if line.strip("-") and "](" not in line and not line.startswith("title:")
            ]
            assert [line for line in lost if not line.lstrip().startswith(("- ", "authors:"))] == [], file.source


def test_most_documents_tell_when_it_was_and_none_has_an_incident_without_a_start(done):
    assert len(done.incidents) >= 120
    assert all(one.started is not None for one in done.incidents)


def test_the_check_and_the_status_site_go_through_without_an_option(done, tmp_path):
    runner = CliRunner()
    assert runner.invoke(main, ["check", str(done.root)]).exit_code == 0
    built = runner.invoke(main, ["status", "--content", str(done.root), "--out", str(tmp_path / "public")])
    assert built.exit_code == 0, built.output


def test_a_second_run_changes_nothing(done):
    again = import_archive(FOLDER, done.root)
    assert (again.written, again.text()) == (0, done.report.text())
