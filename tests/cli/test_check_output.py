"""`faultless check`: what is printed, on which stream, in which encoding."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import struct
import subprocess
import sys
import termios
from xml.etree.ElementTree import fromstring

import pytest
from click.testing import CliRunner
from small_content import BAD, DOUBTFUL, GOOD, check, told, write

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


def test_every_format_names_the_same_findings(project):
    write("content/incidents/bad.md", BAD)
    write("content/incidents/doubtful.md", DOUBTFUL)
    for style in STYLES:
        out = check("--format", style).stdout
        assert "TI101" in out
        assert "FM018" in out
        assert "content/incidents/doubtful.md" in out


def test_junit_has_a_test_for_every_file_and_fails_what_the_command_fails(project):
    write("content/incidents/bad.md", BAD)
    write("content/incidents/doubtful.md", DOUBTFUL)

    def failing(*arguments: str) -> list[str]:
        root = fromstring(check("--format", "junit", *arguments).stdout)
        assert len(root.findall(".//testcase")) == 3
        return [case.get("name") for case in root.iter("testcase") if case.find("failure") is not None]

    assert failing() == ["content/incidents/bad.md"]
    assert failing("--strict") == ["content/incidents/bad.md", "content/incidents/doubtful.md"]


def test_only_the_files_that_were_named_are_tests_of_junit(project):
    write("content/incidents/bad.md", BAD)
    root = fromstring(check("content/incidents/good.md", "--format", "junit").stdout)
    assert [case.get("name") for case in root.iter("testcase")] == ["content/incidents/good.md"]


@pytest.mark.parametrize(
    ("config", "address"),
    [
        ("plugins: [faultless, faultless/wiki]\n", "https://kb.example.com/x/handbook/rules/TI101/"),
        ("plugins: {faultless: {}, faultless/wiki: {}}\n", "https://kb.example.com/x/handbook/rules/TI101/"),
        ("plugins:\n  - faultless\n  - faultless/wiki: {}\n", "https://kb.example.com/x/handbook/rules/TI101/"),
        (
            "use_directory_urls: false\nplugins: [faultless, faultless/wiki]\n",
            "https://kb.example.com/x/handbook/rules/TI101.html",
        ),
        ("plugins: [faultless]\n", None),
        ("plugins: !ENV [X, faultless]\n", None),
    ],
)
@pytest.mark.parametrize("style", ["sarif", "rdjson"])
def test_rules_are_linked_to_their_pages_in_the_wiki(project, style, config, address):
    write("content/incidents/bad.md", BAD)
    write("mkdocs.yml", f"site_url: https://kb.example.com/x/\nhooks: [!relative x]\n{config}")
    out = check("--format", style).stdout
    assert (f'"{address}"' in out) == (address is not None)
    assert ("kb.example.com" in out) == (address is not None)


@pytest.mark.parametrize("site", ["", "site_url: ''\n", "site_url: javascript:x\n", "site_url: [a]\n"])
def test_rules_are_linked_nowhere_where_the_wiki_has_no_address(project, site):
    write("content/incidents/bad.md", BAD)
    write("mkdocs.yml", f"{site}plugins: [faultless, faultless/wiki]\n")
    document = json.loads(check("--format", "rdjson").stdout)
    assert document["diagnostics"][0]["code"] == {"value": "TI101"}


def test_verbose_says_more_on_the_other_stream_only(project):
    result = CliRunner().invoke(main, ["--verbose", "check", "--format", "json"])
    assert json.loads(result.stdout)["findings"] == []
    assert "content: 1 files" in result.stderr


# As a process


SCREEN = {"NO_COLOR", "FORCE_COLOR", "TERM", "COLUMNS", "PYTHONIOENCODING"}


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    known = {key: value for key, value in os.environ.items() if key not in SCREEN}
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


def on_a_terminal(columns: int = 80, **environment: str) -> str:
    """What a person sees of a check."""
    outer, inner = pty.openpty()
    fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    given = {"TERM": "xterm-256color", **environment}
    known = {key: value for key, value in os.environ.items() if key not in SCREEN}
    command = [sys.executable, "-m", "faultless.cli", "check"]
    done = subprocess.run(command, stdout=inner, stderr=subprocess.PIPE, check=False, env={**known, **given})
    os.close(inner)
    said = os.read(outer, 65536)
    os.close(outer)
    assert done.returncode == 1
    assert b"TI101" in said
    return said.decode("utf-8").replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({}, True),
        ({"NO_COLOR": ""}, True),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, True),
    ],
)
def test_a_terminal_gets_colour_unless_told_not_to(project, environment, coloured):
    write("content/incidents/bad.md", BAD)
    assert ("\x1b[" in on_a_terminal(**environment)) == coloured


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": ""}, False),
        ({"FORCE_COLOR": "0"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_what_is_piped_has_colour_only_if_somebody_asks_for_it(project, environment, coloured):
    write("content/incidents/bad.md", BAD)
    assert (b"\x1b[" in run("check", **environment).stdout) == coloured


LONG = BAD.replace("started:", "tags: [" + "a" * 150 + "]\nstarted:").replace(
    "2026-03-14 08:00 UTC", "2026-03-14 08:00 UTC" + " " * 150 + "# why"
)


@pytest.mark.parametrize("columns", [60, 100])
def test_an_excerpt_is_as_wide_as_the_terminal(project, columns):
    write("content/incidents/bad.md", LONG)
    said = on_a_terminal(columns, NO_COLOR="1")
    (excerpt,) = (line for line in said.splitlines() if line.startswith("   | resolved"))
    assert columns - 1 <= len(excerpt) <= columns  # room for a mark on either side
    assert excerpt.endswith("…")


@pytest.mark.parametrize("environment", [{}, {"COLUMNS": "60"}])
def test_an_excerpt_in_a_pipe_is_whole(project, environment):
    write("content/incidents/bad.md", LONG)
    assert b"# why\n" in run("check", **environment).stdout


def test_the_refusal_of_the_status_site_is_coloured_by_the_stream_it_goes_to(project):
    public = BAD.replace("internal", "public") + "\n## Resolved — 2026-03-14 08:00 UTC\n\nOver.\n"
    write("content/incidents/bad.md", public)
    assert b"\x1b[" not in run("status").stderr
    assert b"\x1b[" in run("status", FORCE_COLOR="1").stderr


def test_a_reader_that_goes_away_is_no_mistake_of_ours(project):
    for number in range(400):
        write(f"content/incidents/bad-{number}.md", BAD)
    command = f"{sys.executable} -m faultless.cli check | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, check=False)
    assert b"TI101" in done.stdout
    assert b"Traceback" not in done.stderr
