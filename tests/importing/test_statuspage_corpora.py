"""A real page's history: nothing lost, nothing unexplained, and the result goes through without an option."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner
from statuspage_page import Brought

from faultless.cli import main
from faultless.emit import clean
from faultless.importing import import_statuspage
from faultless.importing.statuspage.markdown import markdown

FOLDER = Path(os.environ.get("FAULTLESS_CORPORA") or "/nonexistent") / "statuspage"

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="FAULTLESS_CORPORA does not name the folder of real data")

SOURCES = {"github-incidents-complete.jsonl": (801, 18), "github-summary-union.json": (760, 30), "": (908, 30)}
"""Incidents and maintenances of each document, and of both together."""


def items(name: str):
    for file in [FOLDER / name] if name else sorted(FOLDER.iterdir()):
        text = file.read_text(encoding="utf-8")
        if file.suffix == ".jsonl":
            yield from map(json.loads, text.splitlines())
        else:
            whole = json.loads(text)
            yield from (*whole["incidents"], *whole["scheduled_maintenances"])


@pytest.fixture(scope="module", params=SOURCES)
def source(request, tmp_path_factory):
    root = tmp_path_factory.mktemp("page") / "content"
    return request.param, Brought(root, import_statuspage(FOLDER / request.param, root))


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", clean(text).casefold()))


def test_every_item_is_a_record_once(source):
    name, done = source
    counts = Counter(file.becomes for file in done.report.files)
    assert (counts["incident"], counts["maintenance"]) == SOURCES[name]
    assert done.report.refused == ()


def test_every_word_of_every_title_and_update_is_in_its_record(source):
    name, done = source
    written = {redirect.rsplit("/", 1)[1]: done.text(one) for one in done.incidents for redirect in one.redirects}
    for item in items(name):
        code = item["url"].rsplit("/", 1)[1] if "url" in item else item["id"]
        for one in item.get("incident_updates") or item["updates"]:
            lost = words(markdown(one.get("body") or one["message"])) - words(written[code])
            assert not lost, code


def test_every_former_address_leads_to_a_record(source):
    _, done = source
    assert all(one.redirects for one in done.incidents)


def test_the_check_and_the_status_site_go_through_without_an_option(source, tmp_path):
    _, done = source
    runner = CliRunner()
    assert runner.invoke(main, ["check", str(done.root)]).exit_code == 0
    built = runner.invoke(main, ["status", "--content", str(done.root), "--out", str(tmp_path / "public")])
    assert built.exit_code == 0, built.output


def test_a_second_run_changes_nothing(source):
    name, done = source
    again = import_statuspage(FOLDER / name, done.root)
    assert (again.written, again.text()) == (0, done.report.text())
