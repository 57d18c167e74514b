"""What the command says of itself."""

from __future__ import annotations

import re
import shlex

import click
import pytest
from click.testing import CliRunner

from faultless import __version__
from faultless.checks import RULES
from faultless.cli import main


def commands(group: click.Group = main, name: str = "") -> list[tuple[str, click.Command]]:
    """Every command by its words."""
    found: list[tuple[str, click.Command]] = []
    context = click.Context(group)
    for word in group.list_commands(context):
        command = group.get_command(context, word)
        assert command is not None
        words = f"{name} {word}".strip()
        found.append((words, command))
        if isinstance(command, click.Group):
            found.extend(commands(command, words))
    return found


def run(*arguments: str):
    return CliRunner().invoke(main, list(arguments))


COMMANDS = [pytest.param(words, command, id=words) for words, command in commands()]


@pytest.mark.parametrize(("words", "command"), COMMANDS)
def test_every_command_explains_itself_with_an_example(words, command):
    for option in ("--help", "-h"):
        result = run(*words.split(), option)
        assert result.exit_code == 0
        assert re.search(rf"^ +faultless {words}( |$)", result.stdout, re.MULTILINE)
        assert "Example" in result.stdout
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help


def examples() -> list[list[str]]:
    texts = [main.help or "", *(command.help or "" for _, command in commands())]
    lines = [line.strip() for text in texts for line in text.splitlines() if line.strip().startswith("faultless ")]
    return [shlex.split(re.split(r" {3,}| [|>] ", line)[0])[1:] for line in lines]  # without what a shell does with it


@pytest.mark.parametrize("arguments", [pytest.param(one, id=" ".join(one)) for one in examples()])
def test_the_examples_are_understood(tmp_path, monkeypatch, arguments):
    """Every example names commands, options and values that exist: it fails, if at all, for want of files."""
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code in {0, 1, 2}
    assert "Usage:" not in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(("words", "command"), COMMANDS)
def test_an_unknown_option_is_misuse(words, command):
    result = run(*words.split(), "--bogus")
    assert result.exit_code == 2
    assert "--bogus" in result.stderr


@pytest.mark.parametrize("arguments", [["--bogus"], ["chekc"], ["import", "cstat"], ["rule"], ["rule", "ZZ999"]])
def test_other_misuse_ends_in_two_too(arguments):
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr


def test_the_version_is_told():
    assert run("--version").stdout == f"faultless {__version__}\n"


def test_the_exit_codes_are_explained():
    assert re.search(r"0 fine, 1\s+findings or refused content, 2", run("--help").stdout)


def test_every_rule_is_listed_with_level_and_name():
    lines = [line.split() for line in run("rules").stdout.splitlines()]
    assert lines == [[rule.code, rule.level.value, rule.name] for rule in RULES]


@pytest.mark.parametrize("code", ["SE101", "se101"])
def test_a_rule_is_explained_in_any_case(code):
    result = run("rule", code)
    assert result.exit_code == 0
    assert result.stdout.startswith("# SE101 missing-section\n")
    assert "## Why" in result.stdout
