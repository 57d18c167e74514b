"""`faultless check`: what is printed, on which stream, in which encoding."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys

import pytest
from click.testing import CliRunner
from small_content import BAD, GOOD, check, told, write

from faultless.checks import FORMATS
from faultless.cli import main
from faultless.commands.check import STYLES

# What is printed


@pytest.mark.parametrize("style", STYLES)
def test_every_format_can_be_asked_for(project, style):
    write("content/incidents/bad.md", BAD)
    result = check("--format", style)
    assert "TI101" in result.stdout
    assert result.exit_code == 1


def test_the_command_offers_the_formats_there_are():
    assert set(STYLES) == set(FORMATS)


def test_the_text_is_for_people(project):
    write("content/incidents/bad.md", BAD)
    lines = check().stdout.splitlines()
    message = "resolved (2026-03-14 08:00 UTC) is before started (2026-03-14 09:02 UTC)"
    assert lines[:5] == [
        f"content/incidents/bad.md:2:11: TI101 error: {message} [timestamps-out-of-order]",
        "   | resolved: 2026-03-14 08:00 UTC",
        "   |           ^^^^^^^^^^^^^^^^^^^^",
        "   = why   every duration and every chart is computed from these times",
        "   = say   correct one of the two; mark an estimate with ~",
    ]
    assert lines[-1].startswith("1 error, 0 warnings in 2 files (")


def test_paths_are_relative_to_the_working_directory_and_absolute_outside_it(project, monkeypatch):
    write("content/incidents/bad.md", BAD)
    monkeypatch.chdir("content/incidents")
    assert told("bad.md") == ["bad.md TI101"]
    (project / "elsewhere").mkdir()
    monkeypatch.chdir(project / "elsewhere")
    assert told("../content") == [f"{project.as_posix()}/content/incidents/bad.md TI101"]


def test_verbose_says_more_on_the_other_stream_only(project):
    result = CliRunner().invoke(main, ["--verbose", "check", "--format", "json"])
    assert json.loads(result.stdout)["findings"] == []
    assert "content: 1 files" in result.stderr


# As a process


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    known = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "PYTHONIOENCODING"}}
    command = [sys.executable, "-m", "faultless.cli", *arguments]
    return subprocess.run(command, capture_output=True, check=False, env={**known, **environment})


def test_as_a_process_the_report_alone_goes_to_stdout(project):
    write("content/incidents/bad.md", BAD)
    done = run("--verbose", "check", "content", "--format", "json", "--now", "2026-11-20 12:00 UTC")
    assert done.returncode == 1
    assert [one["code"] for one in json.loads(done.stdout)["findings"]] == ["TI101"]
    assert b"content: 2 files" in done.stderr


@pytest.mark.parametrize(("arguments", "code"), [(("check",), 0), (("check", "gone"), 2), (("chekc",), 2)])
def test_as_a_process_the_exit_codes_hold(project, arguments, code):
    done = run(*arguments)
    assert done.returncode == code
    assert bool(done.stdout) == (code == 0)
    assert bool(done.stderr) == (code == 2)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
@pytest.mark.parametrize("style", STYLES)
def test_no_character_is_too_much_for_a_stream(project, encoding, style):
    folder = os.fsdecode(b"caf\xe9 \xf0\x9f\x94\xa5")
    write(f"{folder}/incidents/down.md", GOOD.replace("Down", "障害 — \U0001f525").replace("sev3", "sev障"))
    done = run("check", folder, "--format", style, PYTHONIOENCODING=encoding)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert b"FM007" in done.stdout


@pytest.mark.parametrize(
    ("environment", "coloured"), [({}, True), ({"NO_COLOR": ""}, True), ({"NO_COLOR": "1"}, False)]
)
def test_a_terminal_gets_colour_unless_told_not_to(project, environment, coloured):
    write("content/incidents/bad.md", BAD)
    outer, inner = pty.openpty()
    known = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    command = [sys.executable, "-m", "faultless.cli", "check"]
    done = subprocess.run(command, stdout=inner, stderr=subprocess.PIPE, check=False, env={**known, **environment})
    os.close(inner)
    said = os.read(outer, 65536)
    os.close(outer)
    assert done.returncode == 1
    assert b"TI101" in said
    assert (b"\x1b[" in said) == coloured


def test_what_is_piped_has_no_colour(project):
    write("content/incidents/bad.md", BAD)
    assert b"\x1b[" not in run("check").stdout


def test_a_reader_that_goes_away_is_no_mistake_of_ours(project):
    for number in range(400):
        write(f"content/incidents/bad-{number}.md", BAD)
    command = f"{sys.executable} -m faultless.cli check | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, check=False)
    assert b"TI101" in done.stdout
    assert b"Traceback" not in done.stderr
