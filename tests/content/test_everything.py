"""The sets under `tests/sets` are clean, and in the one of everything there is everything."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime, timezone
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

from faultless.checks import Level, run
from faultless.model import (
    ACTION_TYPES,
    EVENT_TAGS,
    ActionStatus,
    CategoryKind,
    CauseStatus,
    Kind,
    Phase,
    Review,
    State,
    Visibility,
)
from faultless.policy import SECTION_IDS, read_policy
from faultless.reading import load
from faultless.reading.schema import KEYS

SETS = Path(__file__).parents[1] / "sets"
POLICY = read_policy(SETS / "mkdocs.yml")
NOW, LATER = datetime(2026, 11, 20, 12, tzinfo=timezone.utc), datetime(2030, 1, 1, tzinfo=timezone.utc)
READ = {name: load(SETS / name, POLICY) for name in ("none", "three", "everything")}
ALL = READ["everything"]
TEXT = "\n".join(record.text for record in ALL)


@pytest.mark.parametrize("now", [NOW, LATER], ids=str)
@pytest.mark.parametrize("name", list(READ))
def test_only_imported_records_have_findings_and_none_is_an_error(name: str, now: datetime) -> None:
    imported = {one.path for one in READ[name] if getattr(one.value, "imported", None)}
    found = [one for one in run(READ[name], now) if not one.reminder]
    assert [f"{one.path}:{one.span.line} {one.code}" for one in found if one.path not in imported] == []
    assert {one.level for one in found} <= {Level.WARNING, Level.INFO}


def values(value: Any) -> Iterator[Any]:
    """A value of the model and everything it holds."""
    yield value
    if is_dataclass(value):
        for one in fields(value):
            yield from values(getattr(value, one.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from values(one)


HELD = list(values(ALL.base))
MODEL = sorted({type(one) for one in HELD if is_dataclass(one)}, key=str)
NOT_WRITTEN = {"order_broken"}
"""Fields that tell of a mistake, which a clean set cannot hold."""


@pytest.mark.parametrize("kind", list(KEYS))
def test_every_key_of_the_schema_is_used(kind: str) -> None:
    used = {key.partition(".")[0] for record in ALL if record.kind == kind for key in record.keys}
    assert {key.name for key in KEYS[kind]} - used == set()


@pytest.mark.parametrize("kind", MODEL)
def test_every_field_of_the_model_has_another_value_than_its_default(kind: type) -> None:
    held = [one for one in HELD if type(one) is kind]
    for field in fields(kind):
        default = field.default_factory() if field.default_factory is not MISSING else field.default
        if field.name not in NOT_WRITTEN:
            assert any(getattr(one, field.name) != default for one in held), field.name


@pytest.mark.parametrize(
    "words",
    [Kind, Phase, State, Visibility, Review, ActionStatus, CauseStatus, CategoryKind],
    ids=lambda one: one.__name__,
)
def test_every_word_of_a_list_is_used(words: type[Enum]) -> None:
    assert {one for one in HELD if isinstance(one, words)} == set(words)


def test_every_choice_of_a_key_is_used() -> None:
    chosen = defaultdict(set)
    for record in ALL:
        for key in KEYS.get(record.kind, ()):
            value = getattr(record.value, key.name, None)
            chosen[key.name].add(getattr(value, "value", value))
    listed = {
        key.name: set(key.form.split("|"))
        for keys in KEYS.values()
        for key in keys
        if "|" in key.form and key.name != "status"
    }
    assert listed
    assert {name: words - chosen[name] for name, words in listed.items() if words - chosen[name]} == {}


def test_every_severity_tag_type_and_section_is_used() -> None:
    postmortems = ALL.base.postmortems
    assert {one.severity for one in ALL.base.incidents} >= {severity.id for severity in POLICY.severities}
    assert {tag for one in postmortems for event in one.timeline for tag in event.tags} == set(EVENT_TAGS)
    assert {action.type for one in postmortems for action in one.actions} == set(ACTION_TYPES)
    assert {section.id for one in postmortems for section in one.sections} >= set(SECTION_IDS)


@pytest.mark.parametrize("separator", ["—", "–", "-", ":", "|", "·", ",", ""])
def test_every_separator_of_an_update_s_heading_is_used(separator: str) -> None:
    assert re.search(rf"^## \W*\w+ ?{re.escape(separator)} \d{{4}}-", TEXT, re.MULTILINE)


@pytest.mark.parametrize(
    "form",
    [
        r": \d{4}-\d\d-\d\d \d\d:\d\d UTC$", r": \d{4}-\d\d-\d\d \d\d:\d\dZ$", r": [\dT:-]{19}\+\d\d:\d\d$", r": ~\d{4}",
        r": \d{4}-\d\d-\d\d \d\d:\d\d [A-Z]\w+/\w+$", r"^## .* \d\d:\d\d:\d\d UTC$",
        r"^components: \[", r"^components: \{", r"^components:$", r"^components: \w+$",
        r"^Components: .* = ", r"^Components: .* → ", r"^Components: .*[A-Z]\w+-[A-Z]", r"^Revised: ",
        r"^- ~?\d{4}-\d\d-\d\d \d\d:\d\d UTC — ", r"^- \d\d:\d\d — ", r"^- \d\d:\d\d:\d\d — ", r"^### \d{4}-\d\d-\d\d$",
        r"^\| Time \(UTC\) \|", r"^- \[x\] ", r"^- \[ \] ", r"^1\. .*\(owner:", r"^\| Action \|", r"^-{5,}$", r"^\*\*\w+:\*\* ",
        r"<!-- faultless: allow ", r"<!-- faultless: off ", r"<!-- faultless: on ", r"^checks:", r"\[\[[\w-]+\]\]",
        r"\[\[[\w-]+/[\w-]+\]\]", r"\[\[[^\]]+\|[^\]]+\]\]", r"^## \d\. \W+\w+", r"^!!! ", r"!\[[^]]+\]\(\.\./", r"^    1\. ",
    ],
)  # fmt: skip
def test_every_way_to_write_a_thing_is_used(form: str) -> None:
    assert re.search(form, TEXT, re.MULTILINE)
