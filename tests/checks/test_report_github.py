"""Annotations on a pull request."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from reporting import TEXT, finding, report

from faultless.checks import Level
from faultless.checks.report import printable
from faultless.model import Span

TOTALS = "1 error, 0 warnings in 3 files (0.50 s)\n"


def test_an_annotation_names_place_level_code_reason_and_advice():
    assert report("github", finding(span=Span.on_line(3, 5, 9))) == (
        "::error file=content/down.md,line=3,endLine=3,col=5,endColumn=9,title=ZZ100 made-up"
        f"::it is wrong%0Awhy: because%0Asay: write it so\n{TOTALS}"
    )


def test_levels_are_those_of_github():
    out = report("github", *(finding(level) for level in (Level.ERROR, Level.WARNING, Level.INFO)))
    assert re.findall(r"^::(\w+) ", out, re.MULTILINE) == ["error", "warning", "notice"]


def test_an_annotation_over_several_lines_has_no_columns():
    assert "file=content/down.md,line=3,endLine=5,title=" in report("github", finding(span=Span(3, 2, 5, 4)))


def test_what_is_empty_is_left_out_of_an_annotation():
    assert report("github", finding(why="", suggestion="")).endswith(f"::it is wrong\n{TOTALS}")
    assert report("github") == "0 errors, 0 warnings in 3 files (0.50 s)\n"


@pytest.mark.parametrize("level", [Level.ERROR, Level.WARNING, Level.INFO])
@pytest.mark.parametrize(("number", "said"), [(10, False), (11, True)])
def test_the_totals_say_where_github_shows_fewer_annotations_than_there_are(level, number, said):
    totals = report("github", *([finding(level)] * number)).splitlines()[-1]
    assert ("GitHub shows 10 annotations of each level, this log has them all" in totals) == said


def test_reminders_are_notices_and_count_as_such():
    out = report("github", *([finding(Level.INFO)] * 6), *([finding(Level.INFO, reminder=True)] * 5))
    assert out.count("::notice ") == 11
    assert "0 errors, 0 warnings, 6 info, 5 reminders in 3 files (0.50 s); GitHub shows 10" in out


def test_commands_cannot_be_smuggled_into_an_annotation():
    out = report("github", finding(message="100 %\r\n::set-env name=a::b"), path="a,b:c%\n::stop-commands::x.md")
    assert out.count("\n") == 2
    assert "file=a%2Cb%3Ac%25\ufffd%3A%3Astop-commands%3A%3Ax.md,line=1" in out
    assert "::100 %25%0A::set-env name=a::b%0A" in out


def read_back(command: str) -> tuple[dict[str, str], str]:
    """As the runner reads a workflow command: the first `::` ends the properties, a comma ends each of them."""
    listed, message = re.fullmatch(r"::\w+ (.*?)::(.*)", command, re.DOTALL).groups()

    def plain(value: str) -> str:
        return re.sub("%(0D|0A|3A|2C|25)", lambda escape: chr(int(escape[1], 16)), value)

    properties = (one.split("=", 1) for one in listed.split(","))
    return {name: plain(value) for name, value in properties}, plain(message)


@given(message=TEXT.filter(bool), path=TEXT)
def test_the_runner_reads_back_any_path_and_message(message, path):
    out = report("github", finding(message=message, why="", suggestion=""), path=path)
    command, totals = out.split("\n", 1)
    assert totals == TOTALS
    properties, said = read_back(command)
    lines = message.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert (properties["file"], said) == (printable(path), "\n".join(map(printable, lines)))
