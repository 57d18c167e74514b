"""What comes with a pull request is read and never run: not by `check`, not by the commands that only read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from small_content import GOOD, write

COMMAND = Path(sys.executable).with_name("faultless")
RUN = "import pathlib; pathlib.Path({mark!r}).touch()\n"

CONFIGURATION = """\
site_name: x
docs_dir: content
theme:
  name: material
  custom_dir: overrides
hooks: [hook.py]
plugins:
  - search
  - stranger
  - faultless
  - faultless/wiki
  - faultless/status: {url: https://status.example.com/}
markdown_extensions:
  - pymdownx.snippets
  - stranger:
      made: !!python/object/apply:pathlib.Path.touch [!!python/object/apply:pathlib.Path [%s]]
"""

TEMPLATE = "{{ cycler.__init__.__globals__.os.system('touch has-run') }}"


@pytest.fixture
def mark(project: Path) -> Path:
    """A file that is there once anything of a stranger has run."""
    mark = project / "has-run"
    write("mkdocs.yml", CONFIGURATION % mark)
    write("content/catalogue.yml", f'components: [{{id: c, name: "{{{{ 7 * 7 }}}}{TEMPLATE}"}}]\n')
    write("content/incidents/more.md", GOOD.replace("Down", f'"{TEMPLATE}"') + f"\n{TEMPLATE} [[nowhere]]\n")
    for name in ("main.html", "status/base.html.jinja2", "wiki/incident.html.jinja2"):
        write(f"overrides/{name}", TEMPLATE)
    for name in ("hook", "stranger", "yaml", "jinja2", "click", "json", "sitecustomize", "conftest", "vl_convert"):
        for folder in ("", "content/", "overrides/"):
            write(f"{folder}{name}.py", RUN.format(mark=str(mark)))
    write("setup.cfg", "[metadata]\nname = stranger\n")
    write("stranger.egg-info/entry_points.txt", "[mkdocs.plugins]\nstranger = stranger:Plugin\n")
    write("stranger.egg-info/PKG-INFO", "Metadata-Version: 2.1\nName: stranger\nVersion: 1\n")
    return mark


@pytest.mark.skipif(not COMMAND.is_file(), reason="needs the installed command beside the interpreter")
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("check", "content"), "1 error, 0 warnings in 3 files"),
        (("check", "--format", "github", "content"), "::error file=content/incidents/more.md"),
        (("export", "statuspage"), '"name": "{{ 7 * 7 }}'),
        (("digest",), "Down, sev3"),
        (("doctor",), "advice"),
        (("audit", "content"), "1 postmortem in content"),
        (("rules",), "XR101"),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, tuple) else "",
)
def test_nothing_of_a_checkout_is_run(mark: Path, arguments: tuple[str, ...], says: str) -> None:
    done = subprocess.run([COMMAND, *arguments], capture_output=True, text=True, check=False)
    assert says in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert not mark.exists()


def test_templates_of_ones_own_are_code_so_a_build_runs_them(mark: Path) -> None:
    """The line that SECURITY.md draws: a checkout of strangers is checked, and never built where there are secrets."""
    subprocess.run([COMMAND, "status"], capture_output=True, check=False)
    assert mark.exists()
