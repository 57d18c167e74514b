"""`faultless audit`."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from faultless.cli import main

BODY = "# Down\n\n## Summary\n\nDown.\n\n## Timeline\n\n- 10:02 begun\n"


def audit(*arguments: object, **environment: str):
    return CliRunner().invoke(main, ["audit", *map(str, arguments)], env=environment)


@pytest.fixture
def old(tmp_path):
    """An archive, bad files in it."""
    root = tmp_path / "old"
    root.mkdir()
    (root / "2021-03-04.md").write_text(BODY)
    (root / "2021-05-06.md").write_bytes(b"---\ntitle: [broken\n---\n\xff**Impact\x00**: whoever forgot\n\n<!-- open")
    (root / "empty.md").write_text("")
    return root


@pytest.mark.parametrize("style", ["text", "json", "csv"])
def test_whatever_an_archive_holds_it_is_no_failure(old, style):
    result = audit(old, "--format", style)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "2021-03-04.md" in result.stdout
    assert "2021-05-06.md" in result.stdout


def test_an_empty_folder_is_no_failure(tmp_path):
    result = audit(tmp_path)
    assert result.exit_code == 0
    assert result.stdout.startswith("0 postmortems in ")


@pytest.mark.parametrize("name", ["nowhere", "old/2021-03-04.md"])
def test_what_is_no_folder_is_misuse(old, name):
    result = audit(old.parent / name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "is no folder" in result.stderr


def test_the_page_is_written_beside_the_report(old, tmp_path):
    result = audit(old, "--html", tmp_path / "page.html", "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["summary"]["files"] == 2
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert 'href="./old/2021-03-04.md"' in page
    assert "page.html" in result.stderr


def test_a_page_that_cannot_be_written_is_misuse(old, tmp_path):
    result = audit(old, "--html", tmp_path / "nowhere" / "page.html")
    assert result.exit_code == 2
    assert "nowhere" in result.stderr


def test_nothing_in_the_archive_is_changed(old):
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in old.iterdir()}
    audit(old)
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in old.iterdir()} == before


def test_the_severity_decides_what_a_score_is_measured_by(old):
    scores = {
        severity: json.loads(audit(old, "--format", "json", "--severity", severity).stdout)["files"][0]["score"]
        for severity in ("sev1", "sev4")
    }
    assert scores["sev4"] == 100
    assert scores["sev1"] < 50


def test_the_table_is_as_wide_as_the_terminal(old):
    (old / f"2021-07-08-{'long' * 20}.md").write_text(BODY)
    assert "…" in audit(old, COLUMNS="80").stdout
    assert "long" * 20 in audit(old, COLUMNS="200").stdout.replace("\n", "")
