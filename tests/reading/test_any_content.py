"""Whatever a folder holds, reading it gives values and faults with places in its files, and never an exception."""

from __future__ import annotations

import os
import random
import tempfile
from pathlib import Path

import pytest
from content_files import CATALOGUE, INCIDENT, read
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from faultless.policy import Policy, PolicyError, read_policy
from faultless.reading import Records, load

REAL = {
    "catalogue.yml": "organisation: {name: Northstar, url: https://example.com}\ngroups: [{id: store, name: Store}]\n" + CATALOGUE
    + "teams: [{id: payments, name: Payments}]\ninternal_names: ['db-*']\ntaxonomy: [{id: own, theme: change, kind: cause, title: Own}]\n",
    "incidents/2026/some-incident.md": f"---\n{INCIDENT}components: {{checkout: major_outage, api: degraded_performance}}\n"
    'detected_by: monitoring\nresolved: 2026-03-14T11:41:00+01:00\nresponders: [amara, "Lee Ng"]\naliases: [old-name]\nchecks: {allow: {BL202: quoted}}\n---\n'
    "Notes with [[some-cause]].\n\n## Investigating — 2026-03-14 09:14 UTC\n\nWe are *looking* into [errors](https://example.com). <!-- internal -->\n\n"
    "Components: checkout major outage, api degraded performance\n\n## Resolved — 2026-03-14 10:41 UTC\n\nOver.\n\nRevised: 2026-03-14 11:00 UTC typo\n\n"
    "## Internal notes\n\n```\n## code\n```\n\n> quoted\n",
    "incidents/window.md": "---\ntitle: Window\nkind: maintenance\nvisibility: public\nscheduled_for: 2026-03-14 09:02 Europe/London\n"
    "scheduled_until: 2026-03-14 10:02 UTC\nreschedules: 1\n---\n\n## Scheduled — 2026-03-13 09:14 UTC\n\nSoon.\n",
    "postmortems/some-incident.md": "---\ntitle: T\nincident: some-incident\nstatus: published\npublished: 2026-03-16\nroot_causes: [some-cause]\n"
    "contributing_factors: [monitoring-gap]\ncustomer_message: true\n---\n# Title\n\n## 1. Summary:\n\nIt `failed`.\n\n## Timeline\n\n- 2026-03-14 09:02 UTC — First. [start]\n"
    "- 09:06 — Second.\n\n### 2026-03-15\n\n| Time | Event |\n|------|:-----:|\n| ~00:10 UTC | a \\| b |\n\nAction items\n------------\n\n"
    '- [ ] Do it (owner: amara, due: 2026-04-15, type: detect, reason: "a, (b)")\n- [x] Done (done: 2026-03-18)\n\n| Owner | Action | Due |\n|-|-|-|\n| lee | c | 2026-05-01 |\n',
    "root-causes/some-cause.md": "---\ntitle: Cause\ncategories: [certificate-expiry]\ncomponents: [checkout]\nstatus: open\n---\n\nWhat it is.\n",
    "index.md": "# Home\n\nSee [[some-incident]].\n",
}  # fmt: skip
CONFIG = """\
INHERIT: base.yml
site_name: !ENV [NAME, x]
plugins:
  - search
  - faultless:
      timezone: Europe/London
      severities:
        - {id: sev1, name: Critical, impact: critical, update_every: 60, announce_within: 30, postmortem: required, due_days: 2}
      people: closed
      rules: {BL: off, SE101: warning}
      profiles: [{paths: ["postmortems/**"], required: {sev1: [impact]}, aliases: {impact: [fallout]}, labels: bold}]
      languages: [en, de]
      max_file_size: 2MB
      improvement_tolerance: {percent: 5, minutes: 1}
  - faultless/status:
      url: https://status.example.com
      feed_date: 2026-01-01
      uptime_weights: {partial_outage: 0.5}
      brand: {name: N, colour: "#0a7d4f", footer: [{title: T, url: https://example.com}]}
markdown_extensions:
  - x: {f: !!python/name:os.system }
"""
SNIPPETS = [
    "", "---", "--- ", "\n", "\n\n", ":", ": ", "- ", "[", "]", "{", "}", "|", "\\|", "|-|-|", "# ", "## ", "### ", "```", "~~~", "<!--", "-->", "<div>", "> ", "    ", "\t",
    "*", "**", "_", "`", "(", ")", '"', "'", "&", "*x", "&x ", "!x ", "!!set ", "<<: ", "? ", "%", "@", "~", "null", "=", ",", ";", "\x00", "\ufeff", "\u2028", "\x85", "😀", "é", "\\",
    "Update", "## Resolved — 2026-03-14 10:41 UTC", "Components: x", "Components:", "Revised: ", "2026-03-14", "09:14", "UTC", "9999-12-31 23:59 UTC", "0001-01-01 00:00 +14:00",
    "visibility: public", "title: a\ntitle: b", "kind: notice", "[[x]]", "[[", "(owner: x", "- [ ] ", "human-error", "\r", "\r\n", "!ENV ", "false", "1e999", ".nan", "0x_", "2026-13-45", "1:99",
]  # fmt: skip


@st.composite
def mutations(draw: st.DrawFn, text: str, most: int = 4) -> str:
    """A text with a few pieces cut out, doubled, moved or put in."""
    for _ in range(draw(st.integers(1, most))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 30)))
        piece = draw(st.sampled_from(SNIPPETS) | st.just(text[start:end] * 2) | st.text(max_size=5))
        text = text[:start] + piece + text[end:]
    return text


def look_into(records: Records) -> None:
    """Everything that can be asked of what was read, and every place it gives."""
    lines = {record.path: record.lines for record in records}
    for fault in records.faults:
        assert fault.code.startswith("FM")
        assert fault.message
        if fault.path in lines:
            assert_within(lines[fault.path], fault.span)
        fault.path.encode("utf-8")
    for record in records:
        spans = [span for place in record.keys.values() for span in (place.key, place.value)]
        for block in record.document.blocks:
            spans += [block.span, *(one.span for one in (*block.links, *block.mentions))]
            assert len(block.own_words) == len(block.prose)
        spans += [section.span for section in record.document.sections]
        for name in ("updates", "sections", "timeline", "actions"):
            spans += [one.span for one in getattr(record.value, name, ())]
        for span in spans:
            assert_within(record.lines, span)
    base = records.base
    assert set(base.incident_by_id) >= {incident.id for incident in base.incidents}
    for incident in base.incidents:
        assert [update.at.at for update in incident.updates] == sorted(update.at.at for update in incident.updates)
        for at in (incident.begins, *(update.at for update in incident.updates)):
            assert at is None or at.earliest <= at.latest


def assert_within(lines, span) -> None:
    assert 1 <= span.line <= span.end_line <= len(lines)
    assert 1 <= span.column <= len(lines[span.line - 1]) + 1
    assert 1 <= span.end_column <= len(lines[span.end_line - 1]) + 2
    assert (span.line, span.column) <= (span.end_line, span.end_column)


def test_the_files_that_are_mutated_are_right_as_they_stand():
    records = read(REAL)
    look_into(records)
    assert records.faults == ()


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.sampled_from(sorted(REAL)), st.data())
def test_a_file_with_slips_of_any_kind_is_read(path, data):
    look_into(read({**REAL, path: data.draw(mutations(REAL[path]))}))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(REAL)), st.integers(0, 3000), st.binary(max_size=6))
def test_a_file_that_is_cut_off_anywhere_is_read(path, length, end):
    look_into(read({**REAL, path: REAL[path].encode()[:length] + end}))


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(sorted(REAL)), st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")) | st.lists(st.sampled_from(SNIPPETS), max_size=30).map(lambda found: "".join(found).encode()))  # fmt: skip
@example("incidents/2026/some-incident.md", b"---\n---\n---\n")
def test_a_file_of_anything_is_read(path, content):
    look_into(read({**REAL, path: content}))


@settings(max_examples=80, deadline=None)
@given(mutations(INCIDENT + "tags: [a]\ncomponents: {checkout: major_outage}\n", most=2), mutations("## Resolved — 2026-03-14 10:41 UTC\n\nComponents: checkout operational\n\nRevised: 2026-03-14 11:00 UTC x\n", most=2))  # fmt: skip
def test_a_head_with_slips_does_not_keep_the_text_from_being_read(head, body):
    look_into(read({"catalogue.yml": CATALOGUE, "incidents/some-id.md": f"---\n{head}\n---\n{body}"}))


@settings(max_examples=120, deadline=None)
@given(mutations(CONFIG))
def test_a_configuration_with_slips_is_a_policy_or_names_its_problems(text):
    read_configuration(text.encode("utf-8", "replace"))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_a_configuration_of_anything_is_a_policy_or_names_its_problems(content):
    read_configuration(content)


def read_configuration(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "base.yml").write_text("site_name: base\n", encoding="utf-8")
        Path(folder, "mkdocs.yml").write_bytes(content)
        problems: tuple[str, ...] = ()
        try:
            read_policy(Path(folder, "mkdocs.yml"), environ={})
        except PolicyError as refused:
            problems = refused.problems or ("",)
        assert all(0 < len(problem) < 5000 for problem in problems)


# Real archives, where they are at hand

CORPORA = os.environ.get("FAULTLESS_CORPORA", "")
ARCHIVES = sorted(Path(CORPORA).glob("*/*/")) if CORPORA else []


@pytest.mark.skipif(not CORPORA, reason="FAULTLESS_CORPORA does not name the folder of real data")
@pytest.mark.parametrize("archive", ARCHIVES, ids=lambda archive: archive.name)
def test_every_document_of_a_real_archive_is_read_whole_and_cut_anywhere(archive, tmp_path):
    chosen = random.Random(1)
    documents = [
        file.read_bytes()
        for file in sorted(archive.rglob("*"))
        if file.is_file() and file.suffix in {".md", ".yml", ".yaml"}
    ]
    for number, content in enumerate(documents):
        for folder in ("incidents", "postmortems", "root-causes", "handbook"):
            (tmp_path / folder).mkdir(exist_ok=True)
            cut_off = (
                content[chosen.randrange(len(content) + 1) :]
                if number % 2
                else content[: chosen.randrange(len(content) + 1)]
            )
            (tmp_path / folder / f"whole-{number}.md").write_bytes(content)
            (tmp_path / folder / f"cut-{number}.md").write_bytes(cut_off)
    records = load(tmp_path, Policy())
    assert len(list(records)) >= len(documents)
    look_into(records)
