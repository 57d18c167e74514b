"""Every bad input, each with exactly the findings it deserves."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from faultless.cli import main

BROKEN = Path(__file__).parent.parent / "broken"
EXPECTED = (BROKEN / "EXPECTED").read_text().splitlines()
_LINE = re.compile(r"^(?P<path>\S+):(?P<line>\d+):\d+: (?P<code>[A-Z]{2}\d{3}) ")

BESIDE_ANOTHER = {"incidents/fm011-twice.md", "incidents/fm011-alias.md"}
"""What is only wrong beside another file."""

ALONE = sorted(
    {path.relative_to(BROKEN).as_posix() for path in (BROKEN / "incidents").glob("fm0*.md")} - BESIDE_ANOTHER
)


def lines(output: str) -> list[str]:
    found = [_LINE.match(line) for line in output.splitlines()]
    assert all(found), output
    return [f"{match['path']}:{match['line']} {match['code']}" for match in found if match]


def check(*arguments: str):
    return CliRunner().invoke(main, ["check", *arguments, "--format", "concise"])


def test_the_broken_content_gives_exactly_the_expected_findings(monkeypatch):
    monkeypatch.chdir(BROKEN.parent.parent)
    result = check("tests/broken")
    assert result.exit_code == 1
    assert lines(result.stdout) == EXPECTED


@pytest.mark.parametrize("now", ["2026-04-01 12:00 UTC", "2031-01-01 00:00 UTC"])
def test_the_findings_do_not_depend_on_the_day(monkeypatch, now):
    monkeypatch.chdir(BROKEN.parent.parent)
    assert lines(check("tests/broken", "--now", now).stdout) == EXPECTED


@pytest.mark.parametrize("name", ALONE)
def test_a_bad_incident_alone_is_found_as_well(tmp_path, name):
    """Each file is bad by itself, and none needs another to be found."""
    for needed in ("mkdocs.yml", "catalogue.yml", name):
        (tmp_path / needed).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(BROKEN / needed, tmp_path / needed, follow_symlinks=False)
    found = lines(check(str(tmp_path), "--now", "2026-11-20 12:00 UTC").stdout)
    codes = {line.split()[1] for line in found if Path(name).name in line}
    assert codes == {Path(name).name[:5].upper()}


def test_a_file_is_named_after_what_is_wrong_with_it():
    for line in EXPECTED:
        place, code = line.split()
        name = Path(place.partition(":")[0]).name
        assert name == "catalogue.yml" or name[:5].upper() == code


def test_what_is_accepted_gives_no_finding():
    accepted = {path.name for path in BROKEN.rglob("ok-*.md")}
    assert accepted == {"ok-bom-and-crlf.md", "ok-causes.md"}
    assert not any(name in line for name in accepted for line in EXPECTED)


def test_the_text_below_a_broken_front_matter_is_still_checked(tmp_path):
    """A broken key, an update that does not parse, a link that leads nowhere: all of it in one run."""
    (tmp_path / "incidents").mkdir()
    text = "---\ntitle: Down\nseverity: sev9\nsevrity: sev1\nstarted: noon\n---\n\n## Resolved\n\nSee [[nowhere]].\n"
    (tmp_path / "incidents" / "2026-03-14-down.md").write_text(text)
    codes = [line.split()[1] for line in lines(check(str(tmp_path)).stdout)]
    assert codes == ["FM007", "FM004", "FM009", "FM016", "XR101"]


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: [\n---\n\n## Resolved\n",
        "---\ntitle: Down\n\n## Resolved\n",
        "no front matter\n\n## Resolved\n",
    ],
)
def test_even_without_a_front_matter_the_text_is_checked(tmp_path, text):
    (tmp_path / "incidents").mkdir()
    (tmp_path / "incidents" / "2026-03-14-down.md").write_text(text)
    codes = [line.split()[1] for line in lines(check(str(tmp_path)).stdout)]
    assert codes == ["FM002", "FM016"]
