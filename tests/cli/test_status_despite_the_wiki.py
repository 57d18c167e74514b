"""An outage is no time to mend a postmortem: whatever is wrong with what is internal, the status site is as it would be."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from faultless.cli import main

FILES = {
    "mkdocs.yml": "site_name: x\nplugins:\n  - search\n  - faultless\n  - faultless/wiki\n"
    "  - faultless/status: {url: https://status.example.com/}\n",
    "content/catalogue.yml": "components: [{id: checkout, name: Checkout}]\npeople: [{id: amara, name: Amara Okafor}]\n",
    "content/index.md": "# Home\n",
    "content/incidents/2026-03-14-checkout.md": "---\ntitle: Checkout failed\nseverity: sev2\nvisibility: public\n"
    "components: {checkout: major_outage}\nstarted: 2026-03-14 09:02 UTC\nresolved: 2026-03-14 10:00 UTC\n---\n\n"
    "## Resolved — 2026-03-14 10:00 UTC\n\nOrders go through again.\n",
    "content/incidents/2026-03-15-ledger.md": "---\ntitle: The ledger stood\nseverity: sev3\nvisibility: internal\n"
    "started: 2026-03-15 09:02 UTC\nresolved: 2026-03-15 10:00 UTC\n---\n",
    "content/postmortems/2026-03-14-checkout.md": "---\ntitle: Checkout failed\nincident: 2026-03-14-checkout\n"
    "status: published\npublished: 2026-03-16\nroot_causes: [an-expiry]\ncustomer_message: true\n---\n\n"
    "## Summary\n\nA certificate expired.\n\n## Customer message\n\nWe renew certificates a month earlier.\n",
    "content/root-causes/an-expiry.md": "---\ntitle: An expiry unseen\n---\n\nNobody was told.\n",
}
POSTMORTEM = "content/postmortems/2026-03-14-checkout.md"
INTERNAL = "content/incidents/2026-03-15-ledger.md"


def _holds(path: str, content: str | bytes) -> Callable[[], object]:
    def damage() -> None:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_bytes(content if isinstance(content, bytes) else content.encode())

    return damage


def _goes_on(path: str, text: str) -> Callable[[], object]:
    return lambda: Path(path).write_text(Path(path).read_text(encoding="utf-8") + text, encoding="utf-8")


def _says(path: str, old: str, new: str) -> Callable[[], object]:
    return lambda: Path(path).write_text(Path(path).read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


DAMAGES: dict[str, Callable[[], object]] = {
    "a postmortem blames, has no sections and a placeholder": _says(
        POSTMORTEM, "A certificate expired.", "TODO. An engineer stupidly forgot it."
    ),
    "a postmortem breaks off in its head": _holds("content/postmortems/other.md", "---\ntitle: [\n---\n"),
    "a postmortem has no head": _holds("content/postmortems/other.md", "hello"),
    "a postmortem is of no incident": _holds(
        "content/postmortems/other.md", "---\ntitle: T\nincident: nope\n---\n\n## Summary\n\nx\n"
    ),
    "a postmortem is no text": _holds("content/postmortems/other.md", b"\xff\xfe\x00\x81"),
    "a postmortem is larger than may be": _holds("content/postmortems/other.md", "a" * 3_000_000),
    "two postmortems go by one name": _holds(
        "content/postmortems/old/2026-03-14-checkout.md", FILES[POSTMORTEM].replace("customer_message: true\n", "")
    ),
    "a postmortem is a link that leads out": lambda: Path("content/postmortems/other.md").symlink_to("/etc/passwd"),
    "a postmortem is a link that leads nowhere": lambda: Path("content/postmortems/other.md").symlink_to("/nowhere"),
    "a folder of postmortems leads to itself": lambda: Path("content/postmortems/loop").symlink_to("."),
    "a postmortem is a pipe": lambda: os.mkfifo("content/postmortems/other.md"),
    "a postmortem has a name that is no text": lambda: Path(os.fsdecode(b"content/postmortems/\xff.md")).touch(),
    "a root cause is broken": _holds("content/root-causes/an-expiry.md", "---\n{{{{\n---\n"),
    "a root cause is gone": lambda: Path("content/root-causes/an-expiry.md").unlink(),
    "an internal incident is wrong in every key": _holds(
        INTERNAL, "---\ntitle: x\nvisibility: internal\nseverity: nope\nstarted: yesterday\ncomponents: [no]\n---\n"
    ),
    "an internal incident says who was at fault": _goes_on(INTERNAL, "\nIt was Amara's fault. Should have known.\n"),
    "a page of the wiki is no text": _holds("content/handbook/x.md", b"\xff\xff"),
    "a page of the wiki leads nowhere": _holds("content/index.md", "[[nope]] ![](nope.png) [a](nope.md)\n"),
    "a template of the wiki is broken": _holds("overrides/main.html", "{% broken"),
    "a plugin of the wiki is not installed": _says("mkdocs.yml", "- search\n", "- search\n  - not-installed\n"),
    "an extension of the wiki is named as Python": _goes_on(
        "mkdocs.yml",
        "markdown_extensions:\n  - pymdownx.emoji:\n      emoji_index: !!python/name:not.installed\nextra: {a: !ENV [X, y]}\n",
    ),
    "the theme of the wiki is not installed": _goes_on("mkdocs.yml", "theme: {name: not-installed}\n"),
    "the navigation of the wiki is none": _goes_on("mkdocs.yml", "nav: 3\n"),
    "the baseline is damaged": _holds("faultless-baseline.jsonl", "{"),
    "a file is where the cache should be": lambda: (
        shutil.rmtree(".cache", ignore_errors=True),
        Path(".cache").touch(),
    ),
}


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for path, text in FILES.items():
        _holds(path, text)()
    return tmp_path


def _status() -> dict[str, bytes]:
    result = CliRunner().invoke(main, ["status", "--now", "2026-11-20 12:00 UTC"])
    assert result.exit_code == 0, result.stderr
    return {
        path.relative_to("public").as_posix(): path.read_bytes() for path in Path("public").rglob("*") if path.is_file()
    }


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("built_before", [False, True], ids=["first build", "next build"])
def test_the_status_site_is_the_same_although(damage: str, project: Path, *, built_before: bool) -> None:
    right = _status()
    if not built_before:
        shutil.rmtree("public")
        shutil.rmtree(".cache")
    DAMAGES[damage]()
    assert _status() == right
    assert b"a month earlier" in right["incidents/2026-03-14-checkout/index.html"]


@pytest.mark.parametrize("path", ["content/incidents/2026-03-14-checkout.md", "content/catalogue.yml"])
def test_the_same_damage_to_what_is_published_stops_it(project: Path, path: str) -> None:
    _status()
    _holds(path, "---\ntitle: [\n---\n")()
    result = CliRunner().invoke(main, ["status", "--now", "2026-11-20 12:00 UTC"])
    assert result.exit_code == 1
    assert path in result.stderr


def test_an_error_in_the_message_to_customers_stops_it_and_is_named(project: Path) -> None:
    _says(POSTMORTEM, "We renew", "TODO: we renew")()
    result = CliRunner().invoke(main, ["status", "--now", "2026-11-20 12:00 UTC"])
    assert result.exit_code == 1
    assert f"{POSTMORTEM}:16" in result.stderr


@pytest.mark.parametrize("package", ["mkdocs", "material", "vl_convert", "pagefind_bin", "rapidfuzz", "tzdata"])
def test_a_package_that_is_not_there_costs_the_status_site_nothing(
    package: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = _status()
    shutil.rmtree("public")
    for name in [one for one in sys.modules if one.partition(".")[0] == package]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, package, None)
    assert _status() == right


def test_a_package_that_it_needs_is_named_with_the_remedy(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    result = CliRunner().invoke(main, ["status", "--now", "2026-11-20 12:00 UTC"])
    assert result.exit_code == 2
    assert result.stderr == (
        "Error: the package icalendar is missing, so this installation is not whole; install faultless again, and"
        " `faultless doctor` says what else it lacks\n"
    )
