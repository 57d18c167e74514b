"""`faultless check`: what is checked by which policy, and the exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from small_content import BAD, DOUBTFUL, GOOD, GUESS, check, told, write

from faultless import checks
from faultless.checks import Level, Rule
from faultless.cli import main

# What is checked


def test_content_is_checked_where_nothing_is_named(project):
    write("content/incidents/bad.md", BAD)
    assert told() == ["content/incidents/bad.md TI101"]


@pytest.mark.parametrize(
    "path",
    [
        "content/incidents/bad.md",
        "content/incidents",
        "./content/../content/incidents/bad.md",
        "content",
        "content/",
    ],
)
def test_a_root_a_folder_or_a_file_below_one_can_be_named(project, path):
    write("content/incidents/bad.md", BAD)
    assert told(path) == ["content/incidents/bad.md TI101"]
    assert told(str(project / path)) == ["content/incidents/bad.md TI101"]


def test_only_what_was_named_is_reported_and_counted(project):
    write("content/incidents/bad.md", BAD)
    write("content/incidents/worse.md", BAD)
    result = check("content/incidents/worse.md", "content/incidents/good.md", "--format", "json")
    document = json.loads(result.stdout)
    assert [one["path"] for one in document["findings"]] == ["content/incidents/worse.md"]
    assert document["summary"]["files"] == 2


def test_a_file_is_checked_against_all_the_others(project):
    """A link to a record that was not named is no broken link, and an id taken by it is taken."""
    write("content/incidents/2026/good.md", GOOD + "\n[[other]]\n")
    write("content/incidents/other.md", GOOD)
    assert told("content/incidents/good.md") == ["content/incidents/good.md FM011"]


def test_a_name_is_no_prefix_of_another(project):
    write("content/incidents/good.md.md", BAD)
    write("content/incidents-old/bad.md", "TODO [[nowhere]]\n")
    assert told("content/incidents/good.md") == []
    assert told("content/incidents") == ["content/incidents/good.md.md FM012", "content/incidents/good.md.md TI101"]


def test_a_root_named_twice_is_read_once(project):
    write("content/incidents/bad.md", BAD)
    assert told("content", "content/incidents/bad.md", "content/../content", str(project / "content")) == [
        "content/incidents/bad.md TI101"
    ]


def test_several_roots_are_checked_in_one_run(project):
    write("content/incidents/bad.md", BAD)
    write("other/root-causes/rare.md", GUESS)
    result = check("other", "content", "--format", "json")
    assert [one["code"] for one in json.loads(result.stdout)["findings"]] == ["XR104", "TI101"]
    assert json.loads(result.stdout)["summary"]["files"] == 3


@pytest.mark.parametrize("folder", ["incidents", "postmortems", "root-causes"])
def test_any_of_the_three_folders_makes_a_content_root(project, folder):
    (project / "bare" / folder).mkdir(parents=True)
    assert check("bare").exit_code == 0


def test_a_link_that_leaves_the_content_is_checked_by_its_own_name(project):
    Path("content/incidents/link.md").symlink_to("../../elsewhere.md")
    assert told("content/incidents/link.md") == ["content/incidents/link.md FM012"]
    write("elsewhere.md", GOOD)
    assert told("content/incidents/link.md") == ["content/incidents/link.md FM012"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["gone"], "gone does not exist"),
        (["content/incidents/gone.md"], "gone.md does not exist"),
        (["."], "did you mean content?"),
        (["elsewhere"], "elsewhere is not content"),
        (["content", "--config", "gone.yml"], "gone.yml"),
        (["--format", "xml"], "'xml' is not one of"),
        (["--select", "ZZ"], "ZZ is no rule"),
        (["--select", "TI,XX1"], "XX1 is no rule"),
        (["--ignore", "TI999"], "TI999 is no rule"),
        (["--fail-level", "off"], "'off' is not one of"),
        (["--now", "yesterday"], "--now"),
        (["--now", "2026-03-14 09:02"], "--now"),
        (["--bogus"], "--bogus"),
    ],
)
def test_misuse_ends_in_two_with_one_message_and_no_report(project, arguments, said):
    (project / "elsewhere").mkdir()
    result = CliRunner().invoke(main, ["check", *arguments])
    assert result.exit_code == 2
    assert result.stdout == ""
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_content_that_is_not_there_is_misuse_that_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = check()
    assert result.exit_code == 2
    assert "content does not exist; name a content root" in result.stderr


# Which policy


def policy(level: str) -> str:
    return f"site_name: x\nplugins:\n  - faultless: {{rules: {{TI101: {level}}}}}\n"


def test_the_nearest_configuration_above_the_content_counts_not_the_working_directory(project, monkeypatch):
    write("kb/content/incidents/bad.md", BAD)
    write("mkdocs.yml", policy("warning"))
    write("kb/mkdocs.yml", policy("info"))
    write("elsewhere/mkdocs.yml", policy("off"))
    monkeypatch.chdir("elsewhere")
    result = check("../kb/content", "--format", "json")
    assert [one["level"] for one in json.loads(result.stdout)["findings"]] == ["info"]


def test_a_configuration_that_is_named_wins(project):
    write("content/incidents/bad.md", BAD)
    write("mkdocs.yml", policy("warning"))
    write("other.yml", policy("off"))
    assert check("content").stdout.startswith("content/incidents/bad.md:2:11: TI101 warning:")
    assert told("content", "--config", "other.yml") == []


def test_without_any_configuration_the_defaults_count(project):
    write("content/incidents/bad.md", BAD)
    assert check().exit_code == 1


def test_each_root_has_its_own_policy(project):
    write("a/content/incidents/bad.md", BAD)
    write("a/mkdocs.yml", policy("info"))
    write("b/content/incidents/bad.md", BAD)
    document = json.loads(check("a/content", "b/content", "--format", "json").stdout)
    assert [one["level"] for one in document["findings"]] == ["info", "error"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("plugins: [", 1),
        (policy("loud"), 3),
        ("plugins:\n  - faultless: {rulez: {}}\n", 2),
        ("plugins:\n  - faultless:\n      rules:\n        TI999: off\n", 4),
        ("plugins:\n  - faultless:\n      profiles:\n        - paths: [old]\n", 4),
        (
            "plugins:\n  - faultless:\n      profiles:\n        - paths: [old/**]\n          rules:\n            XX: off\n",
            6,
        ),
    ],
)
def test_a_wrong_configuration_ends_in_two_and_is_named_with_the_line(project, text, line):
    write("mkdocs.yml", text)
    result = check()
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"mkdocs.yml:{line}: " in result.stderr


def test_a_rule_that_there_is_not_is_told_with_what_lists_them(project):
    write("mkdocs.yml", "plugins: [{faultless: {profiles: [{paths: ['**'], rules: {TI: off, TI999: off}}]}}]\n")
    said = "profiles, entry 1: rules: there is no rule TI999; faultless rules lists them all"
    assert said in check().stderr


# What fails


@pytest.mark.parametrize(
    ("files", "arguments", "code"),
    [
        ([], [], 0),
        ([BAD], [], 1),
        ([DOUBTFUL], [], 0),
        ([DOUBTFUL], ["--strict"], 1),
        ([DOUBTFUL], ["--fail-level", "warning"], 1),
        ([DOUBTFUL], ["--fail-level", "info"], 1),
        ([GUESS], ["--strict"], 0),
        ([GUESS], ["--fail-level", "info"], 1),
        ([GUESS], ["--fail-level", "info", "--strict"], 1),
        ([BAD], ["--ignore", "TI"], 0),
        ([BAD], ["--select", "FM"], 0),
        ([BAD, DOUBTFUL], ["--ignore", "ti101", "--ignore", "SE,XR", "--strict"], 1),
        ([BAD, DOUBTFUL], ["--select", "SE", "--select", "XR1,TI101"], 1),
    ],
)
def test_the_exit_code_follows_level_and_choice(project, files, arguments, code):
    for number, text in enumerate(files):
        folder = "root-causes" if text is GUESS else "incidents"
        write(f"content/{folder}/file-{number}.md", text)
    result = check(*arguments)
    assert result.exit_code == code
    assert result.stderr == ""


def test_the_time_decides_what_lies_ahead(project):
    arguments = ["check", "--format", "concise", "--now"]
    assert CliRunner().invoke(main, [*arguments, "2026-03-14 08:00 UTC"]).exit_code == 1
    assert CliRunner().invoke(main, [*arguments, "2026-03-14 10:00 UTC"]).exit_code == 0
    ahead = {"FAULTLESS_NOW": "2026-03-14T08:00:00Z"}
    assert CliRunner().invoke(main, arguments[:-1], env=ahead).exit_code == 1
    assert CliRunner().invoke(main, [*arguments, "2026-03-14 10:00 UTC"], env=ahead).exit_code == 0


def test_a_rule_that_fails_ends_in_two_even_where_its_file_was_not_asked_for(project, monkeypatch):
    write("content/incidents/other.md", BAD)

    def failing(context):
        for record in context.records.incidents:
            if record.path.endswith("other.md"):
                raise LookupError("oh no")
            yield from ()

    broken = (Rule("ZZ100", "broken", Level.ERROR, "", failing), *checks.RULES)
    run = checks.run
    monkeypatch.setattr(checks, "run", lambda records, now, **more: run(records, now, **more, rules=broken))
    result = check("content/incidents/good.md", "--format", "concise")
    assert result.exit_code == 2
    assert result.stdout == (
        "content/incidents/other.md:1:1: IN001 the rule ZZ100 broken failed on this file: LookupError: oh no"
        " [internal-error]\n"
    )


def test_a_mistake_outside_the_rules_ends_in_two_as_well_and_asks_for_a_report(project, monkeypatch):
    monkeypatch.setattr(checks, "run", lambda *_, **__: 1 / 0)
    result = check()
    assert (result.exit_code, result.stdout) == (2, "")
    assert "ZeroDivisionError" in result.stderr
    assert "please report it" in result.stderr
