"""Which suggestions a program may carry out, and that carrying them out helps."""

from __future__ import annotations

import pytest
from reporting import finding, parsed
from writing import NOW, content, incident, postmortem

from faultless.checks import reported, run
from faultless.checks.replacement import replacement
from faultless.model import Span


def proposed(root, files) -> dict[str, tuple[str, str]]:
    """By code: what would be replaced, and by what."""
    records = content(root, files)
    lines = {record.path: record.lines for record in records}
    found = {}
    for one in reported(run(records, NOW), records, root):
        if one.fix is not None:
            line = lines[one.finding.path][one.fix.span.line - 1]
            found[one.finding.code] = (line[one.fix.span.column - 1 : one.fix.span.end_column - 1], one.fix.text)
    return found


@pytest.mark.parametrize(
    ("files", "code", "fix"),
    [
        ({"incidents/down.md": incident(componnts="{checkout: major_outage}")}, "FM004", ("componnts", "components")),
        ({"incidents/down.md": incident(visibility="pubic")}, "FM006", ("pubic", "public")),
        ({"incidents/down.md": incident(visibility='"pubic"')}, "FM006", ("pubic", "public")),
        ({"incidents/down.md": incident(components="[chekout]")}, "FM007", ("chekout", "checkout")),
        ({"incidents/down.md": incident(components="{chekout: major_outage}")}, "FM007", ("chekout", "checkout")),
        ({"incidents/down.md": incident("\nSee [[dwn]].\n")}, "XR101", ("dwn", "down")),
        (
            {"incidents/down.md": incident(), "postmortems/down.md": postmortem("\n## Sumary\n\nIt broke.\n")},
            "SE104",
            ("Sumary", "Summary"),
        ),
        (
            {
                "incidents/down.md": incident(),
                "postmortems/down.md": postmortem("\n## Action items\n\n- Alert (owner: amara, type: detct)\n"),
            },
            "AC103",
            ("detct", "detect"),
        ),
    ],
)
def test_a_word_that_was_meant_takes_the_place_of_the_one_that_is_wrong(tmp_path, files, code, fix):
    assert proposed(tmp_path, files)[code] == fix


def test_carrying_them_all_out_leaves_nothing_that_could_be(tmp_path):
    text = incident(
        "\n\U0001f525 See [[dwn]] and [[chekout]].\n", components="{chekout: major_outage}", visibility="internl"
    )
    records = content(tmp_path / "a", {"incidents/down.md": text})
    lines = text.split("\n")
    fixes = [one.fix for one in reported(run(records, NOW), records, tmp_path) if one.fix is not None]
    assert len(fixes) == 4
    for fix in sorted(fixes, key=lambda fix: fix.span, reverse=True):
        octets = lines[fix.span.line - 1].encode()
        first, last = fix.octets
        lines[fix.span.line - 1] = (octets[: first - 1] + fix.text.encode() + octets[last - 1 :]).decode()
    assert run(content(tmp_path / "b", {"incidents/down.md": "\n".join(lines)}), NOW) == ()


@pytest.mark.parametrize(
    ("said", "message", "line"),
    [
        ("did you mean it?", "'wrong' is no word", "right"),
        ("did you mean it?", "'wrong' is no word", "wrong or wrong"),
        ("did you mean it?", "'wrong' or 'bad' is no word", "wrong bad"),
        ("did you mean it?", "'wrong' is no word", "wrongly"),
        ("did you mean it?", "it is no word", "wrong"),
        ("did you mean x: y?", "'wrong' is no word", "wrong"),
        ("did you mean [a]?", "'wrong' is no word", "wrong"),
        ("write it as it is", "'wrong' is no word", "wrong"),
        ("", "'wrong' is no word", "wrong"),
    ],
)
def test_whatever_is_not_plainly_one_word_for_another_is_left_to_a_person(said, message, line):
    span = Span.on_line(1, 1, len(line) + 1)
    assert replacement(finding(span=span, message=message, suggestion=said), line) is None


def test_a_place_over_several_lines_is_left_to_a_person():
    found = finding(span=Span(1, 1, 2, 3), message="'wrong' is no word", suggestion="did you mean it?")
    assert replacement(found, "wrong") is None


def test_naive_times_are_left_to_a_person_who_knows_the_zone(tmp_path):
    assert proposed(tmp_path, {"incidents/down.md": incident(started="2026-03-14 09:02")}) == {}


def test_a_secret_is_never_proposed(tmp_path):
    token = "ghp_" + "Zq8vT1mKw7Rr2Lx9Bd5Hn3YcUf6Gj0PsQaWe"
    records = content(tmp_path, {"incidents/down.md": incident(f"\n{token} or wrong\n")})
    for meant, proposals in (("right", ["right"]), (token, [])):
        found = finding(span=Span.on_line(8, 1, 50), message="'wrong' is no word", suggestion=f"did you mean {meant}?")
        assert [one.fix.text for one in reported([found], records, tmp_path) if one.fix is not None] == proposals


def test_programs_get_the_change_in_their_own_columns(tmp_path):
    records = content(tmp_path, {"incidents/down.md": incident("\n\U0001f525 See [[dwn]].\n")})
    shown = reported(run(records, NOW), records, tmp_path)
    (change,) = parsed("sarif", *shown)["runs"][0]["results"][0]["fixes"][0]["artifactChanges"]
    (replaced,) = change["replacements"]
    assert replaced["insertedContent"] == {"text": "down"}
    assert (replaced["deletedRegion"]["startColumn"], replaced["deletedRegion"]["endColumn"]) == (9, 12)
    (suggestion,) = parsed("rdjson", *shown)["diagnostics"][0]["suggestions"]
    assert suggestion["text"] == "down"
    assert (suggestion["range"]["start"]["column"], suggestion["range"]["end"]["column"]) == (12, 15)
