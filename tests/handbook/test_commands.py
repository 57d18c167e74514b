"""Every command that the handbook and the README show is run, or at least known, and prints what they say it prints."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import click
import pytest
from handbook_pages import NOW, PAGES, README, ROOT
from mkdocs.__main__ import cli as mkdocs

from faultless.cli import COMMANDS
from faultless.cli import main as faultless

NOT_RUN = {
    "make site": "fetches what the locks name",
    "make test": "fetches what the locks name, and would run this test",
    "make serve": "is a server",
    "pip install .": "fetches what the project depends on",
    **({} if shutil.which("rclone") else {"rclone": "is not installed here"}),
}
"""Beginnings of commands that a test cannot run, and why; they are looked at instead."""

_BLOCK = re.compile(
    r"^(?P<indent> *)```(?P<language>sh|console)\n(?P<text>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL
)
_ANY_BLOCK = re.compile(r"^ *```([^\n]*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
_FENCED = re.compile(r"^ *(`{3,}).*?^ *\1$", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`((?:faultless|mkdocs|make|pip|\.venv/bin/faultless) [^`\n]+)`")
_EXIT = re.compile(r"#.*\bexit code (\d)")


@dataclass(frozen=True)
class Shown:
    """A command of a block, and the lines that are said to come of it; a line of dots stands for any number."""

    line: str
    output: tuple[str, ...] = ()

    @property
    def words(self) -> list[str]:
        return shlex.split(self.line, comments=True)

    @property
    def exit_code(self) -> int:
        said = _EXIT.search(self.line)
        return int(said[1]) if said else 0


def shown(language: str, text: str) -> tuple[Shown, ...]:
    """The commands of a block; in `sh` every line is one, in `console` those behind a dollar."""
    lines = text.rstrip("\n").split("\n")
    if language == "sh":
        return tuple(Shown(line) for line in lines if line.strip() and not line.startswith("#"))
    found: list[tuple[str, list[str]]] = []
    for line in lines:
        if line.startswith("$ "):
            found.append((line.removeprefix("$ "), []))
        else:
            found[-1][1].append(line)
    return tuple(Shown(line, tuple(output)) for line, output in found)


def commands_of(page: Path) -> tuple[Shown, ...]:
    """The commands of a page, in the order in which somebody who follows it gives them."""
    blocks = _BLOCK.finditer(page.read_text(encoding="utf-8"))
    return tuple(command for block in blocks for command in shown(block["language"], dedent(block["text"])))


FOLLOWED = [page for page in (*PAGES, README) if commands_of(page)]

INLINE = sorted(
    {
        command
        for page in (*PAGES, README)
        for command in _INLINE.findall(_FENCED.sub("", page.read_text(encoding="utf-8")))
    }
)


def not_run(command: str) -> bool:
    return any(command == start or command.startswith(start + " ") for start in NOT_RUN)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the demo, with the commands in the places where the pages expect them."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    bin_ = tmp_path / ".venv/bin"
    bin_.mkdir(parents=True)
    for name, module in (("faultless", "faultless.cli"), ("mkdocs", "mkdocs")):
        (bin_ / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" -m {module} "$@"\n', encoding="utf-8")
        (bin_ / name).chmod(0o755)
    old = tmp_path / "old-status"
    (old / "content/issues").mkdir(parents=True)
    (old / "config.yml").write_text(
        "title: Old status\nparams:\n  systems:\n    - {name: Shop, category: All}\n  categories:\n    - {name: All}\n",
        encoding="utf-8",
    )
    (old / "content/issues/2019-05-09-shop.md").write_text(
        "---\ntitle: The shop was slow\ndate: 2019-05-09 14:00:00\nresolved: true\nresolvedWhen: 2019-05-09 15:10:00\n"
        "severity: disrupted\naffected: [Shop]\nsection: issue\n---\n\nPages took ten seconds and more.\n",
        encoding="utf-8",
    )
    (tmp_path / "old-postmortems").mkdir()
    (tmp_path / "old-postmortems/2019-05-09-shop.md").write_text(
        "# The shop was slow\n\n## What happened\n\nPages took ten seconds and more.\n", encoding="utf-8"
    )
    (tmp_path / "old-statuspage").mkdir()
    (tmp_path / "old-statuspage/incidents.json").write_text(
        '{"page": {"name": "Old status"}, "incidents": [{"id": "kctbh9vrtdwd", "name": "The shop was slow", "impact": "minor", '
        '"status": "resolved", "started_at": "2019-05-09T14:00:00Z", "resolved_at": "2019-05-09T15:10:00Z", '
        '"incident_updates": [{"status": "resolved", "body": "It is fast again.", "display_at": "2019-05-09T15:10:00Z"}]}]}',
        encoding="utf-8",
    )
    for words in ("init", "add content mkdocs.yml", "-c user.name=T -c user.email=t@example.com commit -m Start"):
        subprocess.run(["git", *shlex.split(words)], cwd=tmp_path, check=True, capture_output=True)
    subprocess.run(["git", "init", "--quiet", "--bare", "host.git"], cwd=tmp_path, check=True)
    for name in ("store", "first", "second"):  # buckets are folders here
        monkeypatch.setenv(f"RCLONE_CONFIG_{name.upper()}_TYPE", "alias")
        monkeypatch.setenv(f"RCLONE_CONFIG_{name.upper()}_REMOTE", str(tmp_path / name))
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "T")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "t@example.com")
    monkeypatch.setenv("RCLONE_CONFIG", os.devnull)
    monkeypatch.setenv("PATH", str(bin_), prepend=":")
    monkeypatch.setenv("FAULTLESS_NOW", NOW)
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    return tmp_path


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", "-c", command], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )


@pytest.mark.parametrize("page", FOLLOWED, ids=lambda page: page.stem)
def test_the_commands_of_a_page_do_what_is_said(project: Path, page: Path) -> None:
    for command in commands_of(page):
        if not_run(shlex.join(command.words)):
            known(command.words)
            continue
        done = run(command.line, project)
        assert done.returncode == command.exit_code, f"{command.line}\n{done.stdout}"
        printed = iter(done.stdout.splitlines())
        for line in command.output:
            assert line == "…" or any(line == other for other in printed), f"{command.line}\n{done.stdout}"


@pytest.mark.parametrize("command", INLINE)
def test_a_command_in_a_sentence_is_one_that_there_is(command: str) -> None:
    known(command.split())


def known(words: list[str]) -> None:
    """That a program has such a command, with such options; what stands for a name of the reader's own is passed over."""
    program, *rest = words
    if program == "make":
        targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
        assert rest[0] in targets
    elif program == "pip":
        assert rest == ["install", "."]
        assert (ROOT / "pyproject.toml").is_file()
    elif program == "rclone":
        assert rest[:2] in (["copy", "public"], ["sync", "public"])
    else:
        command: click.Command = mkdocs if program == "mkdocs" else faultless
        for word in rest:
            inner = command.get_command(click.Context(command), word) if isinstance(command, click.Group) else None
            options = {"--help", *(option for parameter in command.params for option in parameter.opts)}
            if inner is not None:
                command = inner
            elif word.startswith("-"):
                assert word.partition("=")[0] in options, f"{' '.join(words)}: {command.name} has no option {word}"
            else:
                assert not isinstance(command, click.Group), f"{' '.join(words)}: {command.name} has no command {word}"


@pytest.mark.parametrize(
    "words",
    ["faultless promise", "faultless check --hope", "mkdocs publish", "make coffee", "faultless import excel x y"],
)
def test_a_command_that_is_not_there_is_noticed(words: str) -> None:
    with pytest.raises(AssertionError):
        known(words.split())


def test_the_page_of_commands_has_them_all_and_says_what_the_exit_code_of_each_means() -> None:
    text = (ROOT / "content/handbook/commands.md").read_text(encoding="utf-8")
    listed, codes = text.split("## Exit codes")
    assert set(re.findall(r"`faultless ([a-z]+)`", listed)) == set(COMMANDS)
    meanings = codes.split("| Command | Exit code 1 |")[1].split("\n\n")[0]
    assert set(re.findall(r"`([a-z]+)[^`]*`", re.sub(r"\|[^|\n]*\|$", "|", meanings, flags=re.MULTILINE))) == set(
        COMMANDS
    )


def test_no_command_stands_in_a_block_that_is_not_run() -> None:
    for page in (*PAGES, README):
        text = page.read_text(encoding="utf-8")
        for info, block in _ANY_BLOCK.findall(text):
            if info not in {"sh", "console"}:
                assert not re.search(r"^ *(\$ )?(faultless|mkdocs|make|pip|\.venv\S*) ", block, re.MULTILINE), page
