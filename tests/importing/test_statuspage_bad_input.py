"""JSON that is broken, is none, or is not Statuspage's: clear words, and nothing lost or half written."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statuspage_page import API, brought, incident, maintenance, page, update

from faultless.importing import ImportMisused, ImportRefused

WHOLE = json.dumps([incident()], indent=1)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (WHOLE[:300], "line 1"),
        ("<!DOCTYPE html><html><body>502</body></html>", "perhaps an error page that was saved"),
        ("not at all", "it is no JSON"),
        ("", "the file is empty"),
        (b"\xff\xfe\xfd\x00\xd8", "UTF-8"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a": 1}', "neither page, component, incident nor maintenance"),
        ("3", "no object"),
        ('{"page": ' + "9" * 5000 + "}", "it is no JSON"),
    ],
    ids=range(9),
)
def test_a_file_that_holds_nothing_of_use_is_misuse_and_its_name_and_the_reason_are_told(tmp_path, content, told):
    with pytest.raises(ImportMisused) as raised:
        brought(tmp_path, {"saved.json": content})
    assert "saved.json: " in str(raised.value)
    assert told.split()[0] in str(raised.value) or told in str(raised.value)
    assert not (tmp_path / "content").exists()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (WHOLE[: len(WHOLE) // 2], "as if it had been cut off"),
        (WHOLE.replace('"impact":', '"impact"'), "Expecting ':'"),
    ],
)
def test_broken_json_is_told_with_its_line(tmp_path, content, told):
    with pytest.raises(ImportMisused, match=r"saved\.json: line \d+, column \d+: .*") as raised:
        brought(tmp_path, {"saved.json": content})
    assert told in str(raised.value)


def test_a_broken_file_beside_good_ones_is_refused_alone(tmp_path):
    done = brought(tmp_path, {"good.json": [incident()], "half.json": WHOLE[:200]})
    assert len(done.incidents) == 1
    assert [file.source for file in done.report.refused] == ["half.json"]


def test_a_broken_line_is_refused_alone(tmp_path):
    lines = "\n".join([json.dumps(incident()), '{"id": "half', json.dumps(incident(id="other"))])
    done = brought(tmp_path, {"all.jsonl": lines})
    assert len(done.incidents) == 2
    assert done.report.refused[0].refused[0].startswith("line 2: ")


def test_an_empty_folder_and_one_that_is_not_there_are_misuse(tmp_path):
    from faultless.importing import import_statuspage

    (tmp_path / "empty").mkdir()
    for name, told in (("empty", "it is empty"), ("gone", "does not exist")):
        with pytest.raises(ImportMisused, match=told):
            import_statuspage(tmp_path / name, tmp_path / "content")


def test_a_destination_with_work_of_others_is_refused_and_left_alone(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "mine.md").write_text("mine")
    with pytest.raises(ImportRefused, match="--force"):
        brought(tmp_path, [incident()])
    assert [one.name for one in (tmp_path / "content").iterdir()] == ["mine.md"]


def test_a_file_that_was_changed_since_needs_force(tmp_path):
    done = brought(tmp_path, [incident()])
    file = done.root / "incidents" / f"{done.one.id}.md"
    file.write_text("mine")
    with pytest.raises(ImportRefused, match="--force"):
        brought(tmp_path, [incident(name="New")])
    assert file.read_text() == "mine"
    assert brought(tmp_path, [incident(name="New")], force=True).report.written


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
    | st.sampled_from(["2026-03-14T09:14:00Z", "2026-03-14", "resolved", "major", "/../x", "## Resolved — now", "overall"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["id", "name", "code", "status", "body", "new_status", "group", "components", "display_at"]), inner, max_size=4
    ),
    max_leaves=8,
)  # fmt: skip


def changed(base: dict) -> st.SearchStrategy[dict]:
    """The keys of a real object, some of them with any value at all, some missing."""
    keys = st.sampled_from(sorted(base))
    return st.tuples(st.dictionaries(keys, JSON, max_size=4), st.sets(keys, max_size=3)).map(
        lambda pair: {key: value for key, value in {**base, **pair[0]}.items() if key not in pair[1]}
    )


UPDATE = changed(
    {
        **update(),
        "affected_components": [
            {"code": "x", "name": "API", "old_status": "operational", "new_status": "major_outage"}
        ],
    }
)
ITEM = st.tuples(changed(incident()) | changed(maintenance()), st.lists(UPDATE, max_size=3)).map(
    lambda pair: {**pair[0], "incident_updates": pair[1]}
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(ITEM, min_size=1, max_size=3), st.lists(changed(API), max_size=3), JSON, changed(page()["page"]),
)  # fmt: skip
def test_whatever_the_values_are_the_result_has_no_errors_and_a_second_run_changes_nothing(
    items, components, odd, head
):
    document = {
        "page": head,
        "incidents": [*items, odd],
        "components": [*components, odd],
        "scheduled_maintenances": [odd],
    }
    with TemporaryDirectory() as folder:
        done = brought(Path(folder), {"all.json": document})
        assert [finding for finding in done.errors if not finding.code.startswith("PU104")] == []
        assert len(done.incidents) == sum(file.becomes in {"incident", "maintenance"} for file in done.report.files)
        assert brought(Path(folder), {"all.json": document}).report.written == 0


@settings(max_examples=60, deadline=None)
@given(JSON)
def test_any_json_is_imported_or_refused_in_words(value):
    with TemporaryDirectory() as folder:
        told, errors = "all.json", []
        try:
            errors = brought(Path(folder), {"all.json": value}).errors
        except ImportMisused as problem:
            told = str(problem)
        assert (errors, "all.json" in told) == ([], True)
