"""The census agrees, document by document, with a count by hand; see benchmarks/AUDIT.md for how it was made."""

from __future__ import annotations

import json
import os
import re
from datetime import datetime, timezone
from pathlib import Path

import pytest
from archives import sections

from faultless.auditing import Audit, audit, to_csv, to_json, to_text
from faultless.auditing.facts import Presence
from faultless.auditing.page import to_html
from faultless.checks import run
from faultless.policy import SECTION_IDS, Policy, Profile, section_title
from faultless.reading import load

CORPUS = Path(os.environ.get("FAULTLESS_CORPORA") or "nowhere", "postmortems")
HAND = json.loads(Path(__file__).with_name("hand_count.json").read_text(encoding="utf-8"))
POSTMORTEMS = {path: counted for path, counted in HAND.items() if counted["kind"] == "postmortem"}
NOW = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="FAULTLESS_CORPORA does not name the folder of real data")


@pytest.fixture(scope="module")
def found() -> Audit:
    """The whole corpus, audited."""
    return audit(CORPUS)


@pytest.mark.parametrize("path", POSTMORTEMS)
def test_the_sections_of_each_document_are_those_counted_by_hand(found, path):
    (file,) = (file for file in found.files if file.path == path)
    assert sorted(sections(file, Presence.HAS, Presence.EMPTY)) == POSTMORTEMS[path]["sections"]


@pytest.mark.parametrize("path", [path for path, counted in POSTMORTEMS.items() if "entries" in counted])
def test_entries_and_action_items_are_as_many_as_counted_by_hand(found, path):
    (file,) = (file for file in found.files if file.path == path)
    assert (file.entries, file.actions) == (HAND[path]["entries"], HAND[path]["actions"])


def test_what_is_no_postmortem_is_not_counted(found):
    kinds = {one.path: one.kind for one in found.skipped}
    assert {path: kinds.get(path) for path in HAND if path not in POSTMORTEMS} == {
        path: counted["kind"] for path, counted in HAND.items() if path not in POSTMORTEMS
    }
    assert len(found.files) + len(found.skipped) == sum(1 for path in CORPUS.rglob("*") if path.is_file())


@pytest.mark.parametrize("folder", sorted(path.name for path in CORPUS.glob("*") if path.is_dir()))
def test_each_folder_is_digested_by_itself(folder):
    alone = audit(CORPUS / folder)
    assert alone.files
    for text in (to_text(alone, width=300), to_json(alone), to_csv(alone), to_html(alone)):
        assert alone.files[0].path in text


def test_every_file_has_a_day_but_one_that_tells_none(found):
    assert [file.path for file in found.files if file.day is None] == [
        "dfds/PM2020-003_-_Postmortem_for_ADSync_migration.md"
    ]


def test_no_section_counted_by_hand_is_reported_as_missing(found, tmp_path):
    """SE101 with the profiles as guessed, asked for every section of every document."""
    everything = dict.fromkeys(("sev1", "sev2", "sev3", "sev4"), SECTION_IDS)
    policy = Policy(
        profiles=tuple(
            Profile((f"postmortems/{one.path}/*",), required=everything, aliases=one.aliases, labels="bold")
            for one in found.folders
        )
    )
    paths = {}
    for number, path in enumerate(POSTMORTEMS):
        name = f"postmortems/{path.split('/')[0]}/document-{number}.md"
        paths[name] = path
        text = (CORPUS / path).read_text(encoding="utf-8")
        body = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"---\ntitle: Document\nstatus: in-review\n---\n{body}", encoding="utf-8")
    titles = {section_title(section): section for section in SECTION_IDS}
    missing = {(paths[one.path], titles[re.search("'(.*)'", one.message)[1]])
               for one in run(load(tmp_path, policy), NOW, select=("SE101",))}  # fmt: skip
    always = set(SECTION_IDS) - {"customer-message"}
    assert missing == {(path, one) for path, counted in POSTMORTEMS.items() for one in always - {*counted["sections"]}}
