"""What a command loads decides how fast it starts; what it does not need, it does not load."""

from __future__ import annotations

import subprocess
import sys

import pytest

INCIDENT = (
    "---\ntitle: Down\nseverity: sev3\nvisibility: public\nstarted: 2026-03-14 09:02 UTC\n---\n"
    "\n## Resolved — 2026-03-14 10:00 UTC\n\nOver, see [the page](https://example.com).\n"
)
PROGRAM = """
import sys
from faultless.cli import main
try:
    main(sys.argv[1:])
finally:
    sys.stderr.write("\\n" + " ".join(sorted(sys.modules)))
"""


def loaded(*arguments: str, of: str = "") -> set[str]:
    """The modules that a command loads: those at the top, or those of a package."""
    done = subprocess.run([sys.executable, "-c", PROGRAM, *arguments], capture_output=True, text=True, check=True)
    found = done.stderr.splitlines()[-1].split()
    return {name.removeprefix(of) for name in found if name.startswith(of) and "." not in name.removeprefix(of)}


@pytest.fixture
def content(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "content" / "incidents").mkdir(parents=True)
    (tmp_path / "content" / "incidents" / "2026-03-14-down.md").write_text(INCIDENT)
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: x\ntheme: {name: material}\nplugins: [faultless, faultless/status]\n"
    )


WIKI = {"mkdocs", "material", "markdown", "pymdownx"}
OUTPUT = {"jinja2", "babel", "feedgen", "lxml", "nh3"}


@pytest.mark.parametrize(
    "arguments",
    [("check", "content/incidents/2026-03-14-down.md"), ("check",), ("rule", "SE101"), ("rules",), ("--version",)],
)
def test_checking_loads_neither_the_wiki_nor_what_writes_sites(content, arguments):
    modules = loaded(*arguments)
    assert "click" in modules
    assert not modules & (WIKI | OUTPUT | {"rapidfuzz"})


def test_the_status_site_is_built_without_mkdocs(content):
    modules = loaded("status", "--out", "public")
    assert "jinja2" in modules
    assert not modules & WIKI


def test_a_command_loads_no_other(content):
    """What each of them needs adds up: an update during an outage does not wait for what only an import needs."""
    commands = loaded("check", "content/incidents/2026-03-14-down.md", of="faultless.commands.")
    assert "check" in commands
    assert not commands & {"audit", "diff", "imports", "maintenance", "new", "publish", "status", "update"}
    assert not loaded("--version", of="faultless.commands.")


def test_help_loads_hardly_anything(content):
    assert not loaded("--help") & (WIKI | OUTPUT | {"yaml", "markdown_it"})


def test_importing_a_site_loads_neither_the_wiki_nor_what_writes_sites(content, tmp_path):
    (tmp_path / "old" / "content" / "issues").mkdir(parents=True)
    (tmp_path / "old" / "config.yml").write_text("title: Old\nparams: {systems: [{name: API}]}\n")
    assert not loaded("import", "cstate", "old", "new") & (WIKI | OUTPUT)
