"""Completing commands: what is offered, in the shells themselves where they are installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner
from small_content import GOOD, write

from faultless.cli import main

CATALOGUE = "components:\n  - {id: api, name: API}\n  - {id: app, name: The app}\n  - {id: images, name: Images}\n"


@pytest.fixture
def content(project):
    write("content/catalogue.yml", CATALOGUE)
    write("content/incidents/2026/2026-03-14-checkout.md", GOOD)
    write("content/incidents/2026-03-15-search.md", GOOD)
    write("content/incidents/index.md", "# Incidents\n")
    write("elsewhere/incidents/2020-01-01-old.md", GOOD)
    return project


def offered(line: str) -> list[str]:
    """What is offered for the last word of a line."""
    *words, begun = line.split(" ")[1:]
    found = ShellComplete(main, {}, "faultless", "_FAULTLESS_COMPLETE").get_completions(words, begun)
    return [one.value for one in found]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("faultless che", ["check"]),
        ("faultless maintenance re", ["reschedule"]),
        ("faultless check --chan", ["--changed-since"]),
        ("faultless check --format mark", ["markdown"]),
        ("faultless update ", ["good", "2026-03-15-search", "2026-03-14-checkout"]),
        ("faultless resolve 2026-03-14", ["2026-03-14-checkout"]),
        ("faultless maintenance start 2026-03-15", ["2026-03-15-search"]),
        ("faultless new postmortem 2026-03-15", ["2026-03-15-search"]),
        ("faultless update --content elsewhere ", ["2020-01-01-old"]),
        ("faultless update x --phase mon", ["monitoring"]),
        ("faultless update x --phase in", ["investigating", "in-progress"]),
        ("faultless update x -c ap", ["api=", "app="]),
        ("faultless update x -c api=p", ["api=partial_outage"]),
        ("faultless new root-cause x -c im", ["images"]),
        ("faultless rule ti101", ["TI101"]),
        ("faultless check --select SE101,TI101", ["SE101,TI101"]),
        ("faultless completion ", ["bash", "zsh", "fish"]),
    ],
)
def test_what_is_offered(content, line, words):
    assert offered(line) == words


def test_nothing_is_offered_where_there_is_no_content(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert offered("faultless update ") == []
    assert offered("faultless update x -c ") == []


def test_a_broken_catalogue_breaks_nothing(content):
    Path("content/catalogue.yml").write_bytes(b"\xff")
    assert offered("faultless update x -c a") == []
    write("content/catalogue.yml", "components: [\n")
    assert offered("faultless update x -c a") == []


@pytest.fixture
def command(content, monkeypatch):
    """The command `faultless` on the path."""
    file = content / ".bin/faultless"
    file.parent.mkdir()
    file.write_text(f"#!{sys.executable}\nfrom faultless.cli import main\nmain()\n", encoding="utf-8")
    file.chmod(0o755)
    monkeypatch.setenv("PATH", str(file.parent), prepend=":")
    return content


def shell(name: str, script: str, *options: str) -> list[str]:
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    done = subprocess.run([name, *options, "-c", script], capture_output=True, text=True, check=False, env=os.environ)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.split("\n")[:-1]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("faultless resol", ["resolve"]),
        ("faultless resolve ", ["good", "2026-03-15-search", "2026-03-14-checkout"]),
        ("faultless resolve x -c ap", ["api=", "app="]),
        ("faultless resolve x -c api=part", ["partial_outage"]),  # bash has api and = already
    ],
)
def test_bash_completes(command, line, words):
    script = f"""
eval "$(faultless completion bash)"
compopt() {{ :; }}
COMP_LINE='{line}' COMP_POINT={len(line)}
_faultless_completion faultless
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    assert shell("bash", script, "--norc", "--noprofile") == words


def test_bash_that_splits_at_no_equals_sign_gets_the_whole_word(command):
    line = "faultless resolve x -c api=part"
    script = f"""
eval "$(faultless completion bash)"
COMP_WORDBREAKS=' ' COMP_LINE='{line}' COMP_POINT={len(line)}
_faultless_completion faultless
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    assert shell("bash", script, "--norc", "--noprofile") == ["api=partial_outage"]


def test_fish_completes(command):
    script = "faultless completion fish | source\ncomplete -C 'faultless resolve x -c api=pa'"
    assert shell("fish", script, "--no-config") == ["api=partial_outage"]


def test_zsh_takes_the_script_and_asks_for_the_same(command):
    script = """
autoload -Uz compinit && compinit -D -u
eval "$(faultless completion zsh)"
compadd() { print -l -- ${(P)argv[-1]} }
_describe() { print -l -- ${(P)argv[-1]} }
words=(faultless resolve x -c api=pa) CURRENT=5
_faultless_completion
"""
    assert shell("zsh", script, "-f") == ["api=partial_outage"]


def test_only_shells_that_are_known_can_be_asked_for():
    result = CliRunner().invoke(main, ["completion", "tcsh"])
    assert result.exit_code == 2
    assert "bash" in result.stderr
