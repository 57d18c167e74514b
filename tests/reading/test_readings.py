"""A file that has not changed is not read again, and is never taken for anything but what reading would make of it."""

from __future__ import annotations

import pickle
import shutil
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faultless.caching import Kept, kept_beside
from faultless.policy import Policy
from faultless.reading import Records, load
from faultless.reading.front_matter import read_front_matter

FILES = {
    "catalogue.yml": "components:\n  - {id: api, name: API}\npeople:\n  - {id: amara, name: Amara}\n",
    "incidents/2026-03-14-down.md": (
        "---\ntitle: Down\nseverity: sev3\nvisibility: public\nstarted: 2026-03-14 09:02 UTC\ncomponents:\n"
        "  api: partial_outage\nchecks: {off: {SE101: no}}\n---\n\n## Investigating — 2026-03-14 09:10 UTC\n\nSlow.\n"
    ),
    "incidents/bad.md": "---\ntitle: Bad\nseverity: sev9\ncomponents: {apy: major_outage}\n---\n\n## Nothing\n",
    "postmortems/down.md": (
        "---\ntitle: Down\nincident: 2026-03-14-down\nroot_causes: [expiry]\n---\n\n## Summary\n\nIt was down.\n\n"
        "## Action items\n\n- [ ] Alert (owner: amara, due: 2026-04-15, type: detect)\n"
    ),
    "root-causes/expiry.md": "---\ntitle: Expiry\ncategories: [certificate-expiry]\n---\n\nIt expires.\n",
    "index.md": "# Home\n\nSee [[down]].\n",
    "plain.md": "Nothing here.\n",
}


def written(root: Path, files: Mapping[str, str]) -> Path:
    shutil.rmtree(root, ignore_errors=True)
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def told(records: Records) -> object:
    """Everything that anybody can see of records."""
    known = [
        (one.kind, one.path, one.text, one.value, dict(one.keys), one.extra, one.body_line, one.document)
        for one in records
    ]
    return known, records.faults, records.base


@pytest.fixture
def kept(tmp_path) -> Kept:
    made = kept_beside(tmp_path)
    assert made is not None
    return made


@pytest.fixture
def read(monkeypatch) -> list[str]:
    """The paths of the files that are read and not known."""
    paths: list[str] = []

    def noting(text, path, **options):
        paths.append(path)
        return read_front_matter(text, path, **options)

    monkeypatch.setattr(sys.modules["faultless.reading.load"], "read_front_matter", noting)
    return paths


RECORDS = sorted(FILES.keys() - {"catalogue.yml"})


def test_a_second_run_reads_nothing_and_has_the_same(tmp_path, kept, read):
    root = written(tmp_path / "content", FILES)
    plain = told(load(root, Policy()))
    assert told(load(root, Policy(), kept)) == plain
    read.clear()
    assert told(load(root, Policy(), kept)) == plain
    assert read == []


def test_an_edit_reads_that_file_again(tmp_path, kept, read):
    load(written(tmp_path / "content", FILES), Policy(), kept)
    read.clear()
    edited = written(tmp_path / "content", {**FILES, "index.md": "# Other\n"})
    assert told(load(edited, Policy(), kept))[0][-2][3].title == "Other"
    assert read == ["index.md"]


@pytest.mark.parametrize(
    ("files", "policy"),
    [
        ({**FILES, "catalogue.yml": FILES["catalogue.yml"].replace("id: api", "id: apy")}, Policy()),
        ({path: text for path, text in FILES.items() if path != "catalogue.yml"}, Policy()),
        ({**FILES, "catalogue.yml": ""}, Policy()),
        (FILES, replace(Policy(), severities=Policy().severities[:2])),
    ],
)
def test_what_files_are_read_by_counts(tmp_path, kept, read, files, policy):
    load(written(tmp_path / "content", FILES), Policy(), kept)
    read.clear()
    root = written(tmp_path / "content", files)
    assert told(load(root, policy, kept)) == told(load(root, policy))
    assert set(read) == set(RECORDS)


def test_no_catalogue_and_a_broken_one_are_told_apart(tmp_path, kept):
    none = {path: text for path, text in FILES.items() if path != "catalogue.yml"}
    for files in (none, {**none, "catalogue.yml": ""}, none):
        root = written(tmp_path / "content", files)
        assert told(load(root, Policy(), kept)) == told(load(root, Policy()))


@given(at=st.integers(0, 4000), damage=st.binary(max_size=20))
@settings(max_examples=30)
def test_what_is_damaged_is_read_again(tmp_path_factory, at, damage):
    folder = tmp_path_factory.mktemp("kept")
    kept = Kept(folder, b"key")
    root = written(folder / "content", FILES)
    plain = told(load(root, Policy()))
    load(root, Policy(), kept)
    for file in folder.glob("records-*"):
        whole = file.read_bytes()
        file.write_bytes(whole[:at] + damage + whole[at + len(damage) :])
    assert told(load(root, Policy(), kept)) == plain


def test_what_a_stranger_left_is_not_even_looked_into(tmp_path, kept):
    """A pull request can bring a folder `.cache` along; unpickling what is in it would run it."""

    class Bomb:
        def __reduce__(self):
            return (Path.touch, (tmp_path / "exploded",))

    root = written(tmp_path / "content", FILES)
    load(root, Policy(), kept)
    stranger = Kept(kept.folder, b"another key")
    for file in kept.folder.glob("records-*"):
        stranger.put(file.name, pickle.dumps(Bomb()))
    assert told(load(root, Policy(), kept)) == told(load(root, Policy()))
    assert not (tmp_path / "exploded").exists()


PIECES = st.sampled_from(
    ["title: Other\n", "## Resolved — 2026-03-14 10:00 UTC\n", "\n", "---\n", "[[down]]", "- [ ] x\n"]
)
EDITS = st.lists(st.tuples(st.sampled_from(sorted(FILES)), st.integers(0, 300), PIECES), min_size=1, max_size=5)


@given(edits=EDITS)
@settings(max_examples=40)
def test_after_any_edits_it_is_what_reading_makes_of_it(tmp_path_factory, edits):
    folder = tmp_path_factory.mktemp("edited")
    kept, files = Kept(folder, b"key"), dict(FILES)
    for path, at, piece in edits:
        files[path] = files[path][:at] + piece + files[path][at:]
        root = written(folder / "content", files)
        assert told(load(root, Policy(), kept)) == told(load(root, Policy()))
