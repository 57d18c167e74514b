"""Whatever a file, a page or an answer of somebody else's says: words and findings come of it, and never an exception.

Each is cut, mixed and repeated from real pieces. `make fuzz MINUTES=10` gives each of them that long, at other examples
on every run; here each has a few.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable
from datetime import datetime, timezone
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faultless.checks import run
from faultless.checks.report import reported
from faultless.importing import ImportMisused, ImportRefused, import_cstate, import_statuspage
from faultless.policy import policy_from_options
from faultless.public.markdown import plain, render
from faultless.publishing.building import files_of_status
from faultless.reading import load

MINUTES = float(os.environ.get("FAULTLESS_MINUTES") or 0)
EXAMPLES = 300 if MINUTES else 60
NOW = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)

HEAD = "---\ntitle: T\nseverity: sev1\nvisibility: public\ncomponents: {checkout: major_outage}\nstarted: 2026-03-14 09:00 UTC\n"
MARKDOWN = st.sampled_from(
    [
        "a", " ", "\n", "\n\n", "#", "# ", "## ", "- ", "1. ", "> ", "| a | b |\n|---|---|\n", "```", "~~~\n", "    ", "\t",
        "*", "**", "_", "`", "[", "](", ")", "![", "[[", "]]", "|", "<", ">", "<!--", "-->", "<script>", "</script>",
        "<img src=x onerror=alert(1)>", "<a href='javascript:alert(1)'>", "<style>*{}</style>", "<svg onload=alert(1)>",
        "javascript:alert(1)", "data:text/html,<b>", "https://example.com/", "&lt;", "&#106;", "&", "\\", "{{ 7 * 7 }}",
        "{% for x in y %}", "\u202e", "\u2028", "\ufeff", "\x85", "é", "日本", "😀", "\ud7ff", "'", '"', "[x]: y\n", "[^1]", "***",
        "checkout", "payments", "an engineer forgot to", "should have", "2026-03-14 09:14 UTC", "PAY-12", "@amara", "10.0.0.1",
    ]
)  # fmt: skip
TIMES = st.sampled_from(
    [
        "## ", "### ", "Investigating", "Identified", "Resolved", "Scheduled", "Update", " — ", " - ", ": ", "2026-03-14", "2026-02-30",
        " 09:14", "25:61", " UTC", " Europe/Berlin", "+01:00", "Z", "T", "Components: ", "checkout", "major outage", "operational",
        ", ", "Revised: ", "\n", "\n\n", "words", "~", "0000", "99999999999", "１２", "٣",
    ]
)  # fmt: skip
YAML = st.sampled_from(
    [
        "title: ", "severity: sev1", "visibility: public", "kind: ", "maintenance", "components: ", "{", "}", "[", "]", ", ", ": ",
        "\n", "\n  ", "- ", "checkout", "started: ", "2026-03-14 09:00 UTC", "&a ", "*a", "!!python/object/apply:os.system ", "!x ",
        "<<: ", "|", ">", '"', "'", "#", "---\n", "...\n", "? ", "\t", "null", "0x1f", "1e999", "aliases: ", "checks: {allow: ",
        "FM004: x", "\x00", "\ufeff", "é", "a" * 3000,
    ]
)  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
    | st.sampled_from(["2026-03-14T09:14:00Z", "resolved", "investigating", "major_outage", "<b>x</b>", "operational"]),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(
            [
                "id", "name", "status", "created_at", "updated_at", "resolved_at", "impact", "incident_updates", "body",
                "components", "incidents", "scheduled_maintenances", "scheduled_for", "scheduled_until", "page", "group",
                "affected_components", "display_at", "postmortem_body", "metadata", "code",
            ]
        ),
        inner,
        max_size=6,
    ),
    max_leaves=25,
)  # fmt: skip


def pieces(of: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(of, max_size=40).map("".join)


class _Tags(HTMLParser):
    """What a browser would act on."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.bad: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "style", "iframe", "object", "embed", "svg", "form", "base", "meta", "link"}:
            self.bad.append(tag)
        for name, value in attrs:
            address = re.sub(r"[\s\x00-\x1f]", "", value or "").casefold()
            if name.startswith("on") or name == "style" or address.startswith(("javascript:", "data:", "vbscript:")):
                self.bad.append(f"{tag} {name}={value}")


def _markdown(text: str) -> None:
    for imported in (False, True):
        html = render(text, imported=imported)
        assert _Tags(html).bad == [], html
        plain(html)


def _content(files: dict[str, str]) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder) / "content"
        known = {
            "catalogue.yml": "components: [{id: checkout, name: Checkout}]\npeople: [{id: amara, name: Amara O}]\n"
        }
        for path, text in {**known, **files}.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(text.encode("utf-8", "surrogatepass"))
        records = load(root, policy_from_options({}, {"url": "https://status.example.com/"}, root=Path(folder)))
        reported(run(records, NOW), records, root)
        made = files_of_status(records, records.policy, NOW)
        for path, content in made.items():
            if path.endswith((".rss", ".atom", ".xml", ".svg")):
                ET.fromstring(content)
            elif path.endswith(".json"):
                json.loads(content)
            elif path.endswith(".ics"):
                assert all(len(line) <= 75 for line in content.split(b"\r\n"))


def _updates(text: str) -> None:
    _content(
        {"incidents/2026-03-14-x.md": f"{HEAD}---\n\n## Investigating — 2026-03-14 09:14 UTC\n\nWords.\n\n{text}\n"}
    )


def _body(text: str) -> None:
    _content(
        {
            "incidents/2026-03-14-x.md": f"{HEAD}---\n\n## Investigating — 2026-03-14 09:14 UTC\n\n{text}\n",
            "postmortems/2026-03-14-x.md": f"---\ntitle: T\nincident: 2026-03-14-x\nstatus: published\npublished: 2026-03-16\n"
            f"customer_message: true\n---\n\n## Summary\n\n{text}\n\n## Customer message\n\n{text}\n",
        }
    )


def _front_matter(text: str) -> None:
    _content({"incidents/2026-03-14-x.md": f"---\n{text}\n---\n\nWords.\n", "root-causes/x.md": f"---\n{text}\n---\n"})
    _content({"catalogue.yml": text})


def _statuspage(value: object) -> None:
    with TemporaryDirectory() as folder:
        saved = Path(folder) / "saved.json"
        saved.write_text(json.dumps(value), encoding="utf-8")
        try:
            import_statuspage(saved, Path(folder) / "content")
        except (ImportMisused, ImportRefused):
            assert not (Path(folder) / "content").exists()


def _cstate(text: str) -> None:
    with TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        (site / "content/issues").mkdir(parents=True)
        (site / "config.yml").write_text("title: T\nparams: {systems: [{name: Checkout}]}\n", encoding="utf-8")
        (site / "content/issues/x.md").write_bytes(f"---\n{text}\n---\n{text}".encode("utf-8", "surrogatepass"))
        try:
            import_cstate(site, Path(folder) / "content")
        except (ImportMisused, ImportRefused):
            assert not (Path(folder) / "content").exists()


HARNESSES: dict[str, tuple[Callable[..., None], st.SearchStrategy[object]]] = {
    "public Markdown": (_markdown, pieces(MARKDOWN)),
    "updates and times": (_updates, pieces(TIMES)),
    "checks, pages and feeds": (_body, pieces(MARKDOWN)),
    "front matter and catalogue": (_front_matter, pieces(YAML)),
    "Statuspage's answers": (_statuspage, JSON),
    "cState's issues": (_cstate, pieces(st.one_of(YAML, MARKDOWN))),
}


@pytest.mark.parametrize("harness", HARNESSES)
def test_whatever_it_is_given_words_and_findings_come_of_it(harness: str) -> None:
    look, pieces_ = HARNESSES[harness]
    over = time.monotonic() + MINUTES * 60
    looked = 0

    def search(one: object) -> None:
        nonlocal looked
        looked += 1
        look(one)

    while looked == 0 or time.monotonic() < over:
        settings(max_examples=EXAMPLES, deadline=None, database=None)(given(pieces_)(search))()
    if MINUTES:
        print(f"{harness}: {looked:,} examples")
