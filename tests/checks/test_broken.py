"""Every bad input, each with exactly the findings it deserves."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from faultless.cli import main

BROKEN = Path(__file__).parent.parent / "broken"
_LINE = re.compile(r"^(?P<path>\S+):(?P<line>\d+):\d+: (?P<code>[A-Z]{2}\d{3}) ")


def lines(output: str) -> list[str]:
    found = [_LINE.match(line) for line in output.splitlines()]
    assert all(found), output
    return [f"{match['path']}:{match['line']} {match['code']}" for match in found if match]


def test_the_broken_content_gives_exactly_the_expected_findings(monkeypatch):
    monkeypatch.chdir(BROKEN.parent.parent)
    result = CliRunner().invoke(main, ["check", "tests/broken", "--format", "concise", "--now", "2026-11-20 12:00 UTC"])
    assert result.exit_code == 1
    assert lines(result.stdout) == (BROKEN / "EXPECTED").read_text().splitlines()


@pytest.mark.parametrize("now", ["2026-04-01 12:00 UTC", "2031-01-01 00:00 UTC"])
def test_the_findings_do_not_depend_on_the_day(monkeypatch, now):
    monkeypatch.chdir(BROKEN.parent.parent)
    result = CliRunner().invoke(main, ["check", "tests/broken", "--format", "concise", "--now", now])
    assert lines(result.stdout) == (BROKEN / "EXPECTED").read_text().splitlines()


@pytest.mark.parametrize(
    "name", sorted(path.relative_to(BROKEN).as_posix() for path in (BROKEN / "incidents").glob("fm0*.md"))
)
def test_a_bad_incident_alone_is_found_as_well(tmp_path, name):
    """Each file is bad by itself, and none needs another to be found."""
    if name.endswith(("fm011-twice.md", "fm011-alias.md", "fm012-link.md")):
        pytest.skip("is only wrong beside another file")
    for needed in ("mkdocs.yml", "catalogue.yml", name):
        (tmp_path / needed).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(BROKEN / needed, tmp_path / needed)
    arguments = ["check", str(tmp_path), "--format", "concise", "--now", "2026-11-20 12:00 UTC"]
    result = CliRunner().invoke(main, arguments)
    codes = {line.split()[1] for line in lines(result.stdout) if Path(name).name in line}
    assert codes == {Path(name).name[:5].upper()}
