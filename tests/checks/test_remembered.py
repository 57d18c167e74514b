"""What was found on a file that has not changed is not looked for again, and is never another than would be found."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from writing import CATALOGUE, NOW, incident, postmortem

from faultless.caching import Kept, kept_beside
from faultless.checks import RULES, Hit, Level, Rule, run
from faultless.checks.pages import page
from faultless.model import START_OF_FILE
from faultless.policy import Policy
from faultless.reading import Records, load

PUBLIC = """
## Investigating — 2026-03-14 09:10 UTC

We will fix it in 10 minutes. See https://wiki.example.com and <b>this</b>. The OOMKilled pods of db-01.internal restart.

## Resolved — 2026-03-14 10:00 UTC

Over. Amara broke it.
"""
BLAMING = "\n## Summary\n\nAmara forgot to renew the certificate. TODO\n\n## Customer message\n\nFixed by 18:00, Kai broke it.\n"
FILES = {
    "catalogue.yml": CATALOGUE,
    "incidents/down.md": incident(PUBLIC, visibility="public", aliases="[former]"),
    "incidents/quiet.md": incident("\nAmara was careless.\n"),
    "postmortems/down.md": postmortem(BLAMING, incident="former"),
    "postmortems/quiet.md": postmortem(incident="quiet"),
    "index.md": "# Here\n\nKai messed up the deploy.\n",
}
CHECKOUT = {
    "incidents/2026-03-14-checkout.md": incident(visibility="public", resolved="2026-03-14 10:41 UTC"),
}
"""The incident that the examples of rules tell of."""

CAUSE = "---\ntitle: A certificate expires\ncategories: [certificate-expiry]\n---\n"
"""Their root cause."""

OF_FILE = [rule for rule in RULES if rule.of_file]


def written(root: Path, files: dict[str, str]) -> Path:
    shutil.rmtree(root, ignore_errors=True)
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def read(root: Path, policy: Policy | None = None) -> Records:
    return load(root, policy or Policy())


@pytest.fixture
def kept(tmp_path) -> Kept:
    made = kept_beside(tmp_path)
    assert made is not None
    return made


def counting(looked: list[str]) -> Rule:
    """A rule that finds something on each file, and notes which it was asked about."""

    def check(context):
        for record in context.records:
            if record.path not in context.skipped:
                looked.append(record.path)
                yield Hit(record.path, START_OF_FILE, f"{len(record.text)} characters", "say less", mild=True)

    return Rule("ZZ100", "counted", Level.ERROR, "", check, of_file=True)


def test_a_second_run_looks_at_nothing_and_finds_the_same(tmp_path, kept):
    records, looked = read(written(tmp_path / "content", FILES)), []
    first = run(records, NOW, rules=(counting(looked),), kept=kept)
    assert sorted(looked) == sorted(record.path for record in records)
    looked.clear()
    assert run(records, NOW, rules=(counting(looked),), kept=kept) == first
    assert looked == []


def test_a_second_run_parses_no_text_and_still_follows_its_links(tmp_path, kept, monkeypatch):
    leading = {
        **FILES,
        "incidents/down.md": incident(visibility="public"),
        "postmortems/quiet.md": postmortem("\n[[down]] and [[nobody]] and [this](gone.md)\n", incident="quiet"),
    }
    records = read(written(tmp_path / "content", leading))
    first = run(records, NOW, kept=kept)
    assert [one.span.line for one in first if one.code == "XR101"]
    parsed: list[int] = []
    parse = sys.modules["faultless.reading.blocks"].parse_document
    monkeypatch.setattr("faultless.reading.blocks.parse_document", lambda *text: parsed.append(1) or parse(*text))
    assert run(read(tmp_path / "content"), NOW, kept=kept) == first
    assert parsed == []
    leading["incidents/nobody.md"] = incident()
    leading["postmortems/gone.md"] = postmortem(incident="nobody")
    found = run(read(written(tmp_path / "content", leading)), NOW, kept=kept)
    assert not [one for one in found if one.code == "XR101"]


def test_while_an_incident_lasts_the_time_counts(tmp_path, kept):
    looked: list[str] = []
    files = {**FILES, "incidents/over.md": incident(resolved="2026-03-14 10:41 UTC")}
    records = read(written(tmp_path / "content", files))
    run(records, NOW, rules=(counting(looked),), kept=kept)
    looked.clear()
    run(records, NOW + timedelta(minutes=1), rules=(counting(looked),), kept=kept)
    assert set(looked) == {"incidents/down.md", "incidents/quiet.md", "postmortems/down.md", "postmortems/quiet.md"}


def test_an_end_that_is_still_to_come_is_none_yet(tmp_path, kept):
    """A slip of the date, or a clock that is behind: what was said before that time is not said for ever."""
    said = incident(PUBLIC, visibility="public", resolved="2026-03-14 10:00 UTC")
    records = read(written(tmp_path / "content", {**FILES, "incidents/down.md": said}))
    looked: list[str] = []
    for now in (datetime(2026, 3, 14, 9, 30, tzinfo=timezone.utc), datetime(2026, 3, 14, 11, tzinfo=timezone.utc)):
        assert run(records, now, kept=kept) == run(records, now)
        looked.clear()
        run(records, now, rules=(counting(looked),), kept=kept)
        assert "incidents/down.md" in looked


@pytest.mark.parametrize(
    ("edit", "again"),
    [
        ({"index.md": "# Here\n"}, {"index.md"}),
        ({"incidents/down.md": incident(aliases="[former]")}, {"incidents/down.md", "postmortems/down.md"}),
        ({"postmortems/quiet.md": postmortem("x", incident="quiet")}, {"incidents/quiet.md", "postmortems/quiet.md"}),
        ({"incidents/new.md": incident(aliases="[former]")}, {"incidents/new.md", "postmortems/down.md"}),
        ({"incidents/quiet.md": None}, {"postmortems/quiet.md"}),
        ({"catalogue.yml": CATALOGUE + "  - {id: kai, name: Kai}\n"}, set(FILES) | {"catalogue.yml"}),
    ],
)
def test_an_edit_looks_again_at_the_file_and_at_those_bound_to_it(tmp_path, kept, edit, again):
    looked: list[str] = []
    run(read(written(tmp_path / "content", FILES)), NOW, rules=(counting(looked),), kept=kept)
    looked.clear()
    files = {path: text for path, text in {**FILES, **edit}.items() if text is not None}
    run(read(written(tmp_path / "content", files)), NOW, rules=(counting(looked),), kept=kept)
    assert set(looked) == again


@pytest.mark.parametrize(
    ("edit", "again"),
    [
        ({}, 0),
        ({"index.md": "# Here\n"}, 1),
        ({"catalogue.yml": CATALOGUE + "  - {id: kai, name: Kai}\n"}, 1),
        ({"incidents/new.md": incident()}, 1),
        ({"incidents/quiet.md": None}, 1),
    ],
)
def test_a_rule_of_all_content_is_asked_once_until_any_of_it_changes(tmp_path, kept, edit, again):
    asked: list[int] = []

    def check(context):
        asked.append(1)
        return [Hit(one.path, START_OF_FILE, "here", "say less", mild=True) for one in context.records]

    rule = Rule("ZZ100", "counted", Level.ERROR, "", check, of_content=True)
    first = run(read(written(tmp_path / "content", FILES)), NOW, rules=(rule,), kept=kept)
    assert len(first) == len(FILES)
    asked.clear()
    files = {path: text for path, text in {**FILES, **edit}.items() if text is not None}
    records = read(written(tmp_path / "content", files))
    found = run(records, NOW + timedelta(days=1), rules=(rule,), kept=kept)
    assert len(asked) == again
    assert {one.path for one in found} == set(files)
    asked.clear()
    run(records, NOW, rules=(rule,), kept=kept, skip=frozenset({"index.md"}))
    assert asked  # on part of the files it is another question


@pytest.mark.parametrize("rule", [one for one in RULES if one.of_content], ids=lambda rule: rule.code)
def test_a_rule_of_all_content_says_the_same_at_any_time_and_in_any_place(tmp_path, rule):
    """Nothing else may count, since nothing else is looked at before it is taken for known."""
    fired = False
    for example in page(rule.code).examples:
        around = {"catalogue.yml": CATALOGUE, "root-causes/ca-expiry.md": CAUSE, **CHECKOUT}
        files = {**around, **{path: text.decode() for path, text in example.files}}
        there, elsewhere = (read(written(tmp_path / name, files)) for name in ("there", "elsewhere"))
        found = run(there, NOW, rules=(rule,))
        fired = fired or bool(found)
        assert found == run(there, NOW + timedelta(days=4000), rules=(rule,))
        assert found == run(elsewhere, NOW, rules=(rule,))
    assert fired


def test_another_policy_looks_again_at_everything(tmp_path, kept):
    root, looked = written(tmp_path / "content", FILES), []
    run(read(root), NOW, rules=(counting(looked),), kept=kept)
    looked.clear()
    run(read(root, replace(Policy(), people="closed")), NOW, rules=(counting(looked),), kept=kept)
    assert set(looked) == set(FILES)


def test_a_run_on_one_file_leaves_what_is_known_of_the_others(tmp_path, kept):
    records, looked = read(written(tmp_path / "content", FILES)), []
    run(records, NOW, rules=(counting(looked),), kept=kept, skip=frozenset(FILES) - {"index.md"})
    assert looked == ["index.md"]
    run(records, NOW, rules=(counting(looked),), kept=kept)
    assert sorted(looked) == sorted(FILES)


def test_two_content_roots_know_nothing_of_each_other(tmp_path, kept):
    looked: list[str] = []
    for name in ("one", "other"):
        run(read(written(tmp_path / name, FILES)), NOW, rules=(counting(looked),), kept=kept)
    assert sorted(looked) == sorted([*FILES, *FILES])


def test_a_rule_that_fails_is_asked_again(tmp_path, kept):
    records, asked = read(written(tmp_path / "content", FILES)), []

    def check(context):
        asked.append(1)
        raise ZeroDivisionError
        yield

    for _ in range(2):
        (found,) = run(records, NOW, rules=(Rule("ZZ100", "broken", Level.ERROR, "", check, of_file=True),), kept=kept)
        assert "ZeroDivisionError" in found.message
    assert len(asked) == 2


@given(at=st.integers(0, 4000), damage=st.binary(max_size=20))
@settings(max_examples=40)
def test_what_is_kept_and_damaged_is_looked_for_again(tmp_path_factory, at, damage):
    folder = tmp_path_factory.mktemp("kept")
    kept = Kept(folder, b"key")
    records = read(written(folder / "content", FILES))
    plain = run(records, NOW)
    assert run(records, NOW, kept=kept) == plain
    (file,) = folder.glob("checks-*")
    whole = file.read_bytes()
    file.write_bytes(whole[:at] + damage + whole[at + len(damage) :])
    assert run(records, NOW, kept=kept) == plain


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"[]",
        b"null",
        b"{",
        b"\xff",
        b'{"version": 0}',
        b'{"version": 1}',
        b'{"version": 1, "rules": [], "files": []}',
        b'{"version": 1, "rules": [], "files": {"index.md": null}}',
        b"[" * 100_000,
    ],
)
def test_what_another_version_or_program_left_is_passed_over(tmp_path, kept, said):
    records = read(written(tmp_path / "content", FILES))
    plain = run(records, NOW)
    run(records, NOW, kept=kept)
    (name,) = (path.name for path in kept.folder.glob("checks-*"))
    kept.put(name, said)
    assert run(records, NOW, kept=kept) == plain
    kept.put(name, said)
    assert run(records, NOW, kept=kept) == run(records, NOW, kept=kept) == plain


def test_entries_that_name_no_rule_or_place_are_passed_over(tmp_path, kept):
    records = read(written(tmp_path / "content", FILES))
    plain = run(records, NOW, kept=kept)
    (name,) = (path.name for path in kept.folder.glob("checks-*"))
    said = json.loads(kept.get(name) or b"")
    for path in said["files"]:
        said["files"][path][1] = 99
    kept.put(name, json.dumps(said).encode())
    assert run(records, NOW, kept=kept) == plain


WORDS = ("Amara", "forgot", "to", "roll", "back", ".", "We", "will", "fix", "it", "by", "18:00", "TODO", "<b>", "db-01")
EDITS = st.lists(
    st.tuples(
        st.sampled_from(sorted(FILES)),
        st.sampled_from(["append", "delete", "restore", "rename", "hide"]),
        st.sampled_from(WORDS),
    ),
    min_size=1,
    max_size=6,
)


@given(edits=EDITS)
@settings(max_examples=40)
def test_after_any_edits_it_is_what_a_run_without_memory_finds(tmp_path_factory, edits):
    folder = tmp_path_factory.mktemp("edited")
    kept, files = Kept(folder, b"key"), dict(FILES)
    run(read(written(folder / "content", files)), NOW, kept=kept)
    for path, what, word in edits:
        files = edited(files, path, what, word)
        records = read(written(folder / "content", files))
        assert run(records, NOW, kept=kept) == run(records, NOW)


def edited(files: dict[str, str], path: str, what: str, word: str) -> dict[str, str]:
    made = dict(files)
    if what == "delete":
        made.pop(path, None)
    elif what == "restore":
        made[path] = FILES[path]
    elif path in made and what == "rename":
        made[path.replace(".", "2.")] = made.pop(path)
    elif path in made and what == "hide":
        made[path] = made[path].replace("visibility: public", "visibility: internal")
    elif path in made:
        made[path] += f"# {word}\n" if path.endswith(".yml") else f"\n{word} and Amara {word} it.\n"
    return made


@pytest.mark.parametrize("rule", OF_FILE, ids=lambda rule: rule.code)
def test_a_rule_of_one_file_needs_that_file_and_its_neighbours_alone(tmp_path, rule):
    """On the bad examples of its page, which fire alone as they do among other records."""
    policy = replace(Policy(), rules={rule.code: Level.WARNING})
    for number, example in enumerate(one for one in page(rule.code).examples if one.bad):
        files = {**CHECKOUT, **{path: text.decode() for path, text in example.files}}
        alone = {"catalogue.yml": CATALOGUE, **files}
        found = run(read(written(tmp_path / f"alone{number}", alone), policy), NOW, rules=(rule,))
        among = run(read(written(tmp_path / f"among{number}", {**FILES, **files}), policy), NOW, rules=(rule,))
        assert found
        assert [one for one in among if one.path in files] == [one for one in found if one.path in files]
