"""Front matter and catalogue: scalars are text, every key has its place, and what is broken spoils nothing else."""

from __future__ import annotations

import pytest
from content_files import INCIDENT, cut, incident
from hypothesis import given, settings
from hypothesis import strategies as st

from faultless.reading.yaml_text import read_yaml


def values(text: str) -> dict[str, object]:
    return read_yaml(text, "x.md").values


def codes(text: str) -> list[str]:
    return [fault.code for fault in read_yaml(text, "x.md").faults]


@pytest.mark.parametrize(
    "word",
    ["no", "off", "yes", "true", "12:30", "2026-03-14", "1e3", "0x10", "1_000", "Null", "010", ".5", "=", "<<"],
)
def test_a_scalar_stays_what_was_written(word):
    assert values(f"title: {word}\ntags: [{word}]\n") == {"title": word, "tags": [word]}


@pytest.mark.parametrize("nothing", ["", "~", "null", "# a comment"])
def test_an_empty_value_is_nothing(nothing):
    assert values(f"title: {nothing}\nother: x") == {"title": None, "other": "x"}


@pytest.mark.parametrize("quoted", ["'~'", '""', "'null'"])
def test_what_is_quoted_is_text(quoted):
    assert values(f"title: {quoted}") == {"title": quoted[1:-1]}


def test_lists_and_mappings_may_be_written_in_line_or_in_blocks():
    flow = values("components: {checkout: major_outage, api: x}\ntags: [a, b]")
    block = values("components:\n  checkout: major_outage\n  api: x\ntags:\n- a\n- b")
    assert flow == block == {"components": {"checkout": "major_outage", "api": "x"}, "tags": ["a", "b"]}


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("title: API: errors", 'title: "API: errors"'),
        ('title: "API" errors', "title: '\"API\" errors'"),
        ("title: @here", 'title: "@here"'),
        ("title: `x` failed", 'title: "`x` failed"'),
        ("title: *bold* words", 'title: "*bold* words"'),
        ("title: & more", 'title: "& more"'),
        ("title: % lost", 'title: "% lost"'),
        ("title: > 50 errors", 'title: "> 50 errors"'),
        ("title: - down", 'title: "- down"'),
        ("title: [x] down", 'title: "[x] down"'),
        ("title: it's 5: o'clock", "title: \"it's 5: o'clock\""),
        ('title: say "a": b', "title: 'say \"a\": b'"),
    ],
)
def test_a_text_that_needs_quotes_is_told_with_its_quotes(line, mended):
    (fault,) = read_yaml(line + "\nother: x", "x.md", 2).faults
    assert (fault.code, fault.span.line) == ("FM002", 2)
    assert fault.hint == f"put the text in quotes: {mended}"
    assert values(mended) == {"title": line.removeprefix("title: ")}


def test_a_title_that_begins_with_a_hash_is_told_to_be_quoted():
    (fault,) = incident(INCIDENT.replace("Down", "#1 down")).faults
    assert fault.code == "FM005"
    assert "quotes" in fault.hint


@pytest.mark.parametrize(
    ("head", "line", "kept"),
    [
        ("title: a: b\nseverity: sev2\nstarted: x\n", 1, {"severity", "started"}),
        ("severity: sev2\ntitle: \"open\nstarted: x\ncommander: 'y'\n", 2, {"severity", "started", "commander"}),
        ('title: "open\nseverity: sev2\ncommander: "Lee"\nz: 1\n', 3, {"severity", "z"}),
        ("severity: sev2\ntags: [a, b\nstarted: x\nz: 1\n", 2, {"severity", "started", "z"}),
        ("severity: sev2\ntags:\n  - a\n b\nstarted: x\n", 4, {"severity", "started"}),
        ("severity: sev2\ntitle: x\n\tk: v\nstarted: x\n", 3, {"severity", "started"}),
        ("severity: sev2\nno colon here\nstarted: x\n", 2, {"severity", "started"}),
        ("a: 1\n b: 2\nc: 3\n", 2, {"c"}),
    ],
)
def test_a_broken_entry_is_one_fault_and_the_others_are_read(head, line, kept):
    read = read_yaml(head, "x.md")
    assert [(fault.code, fault.span.line) for fault in read.faults] == [("FM002", line)]
    assert set(read.values) == kept


def test_a_broken_entry_does_not_hide_the_faults_of_the_others():
    found = incident("title: a: b\nseverity: sev9\nstarted: 2026-03-14 09:02\nvisibility: all\n")
    assert sorted(found.codes) == ["FM002", "FM006", "FM007", "FM008"]


@pytest.mark.parametrize(
    "head",
    ["- a\n- b\n", "just words\n", "[a, b]\n", "? [a]\n: b\n", "title: a\n---\nb: c\n", "'\n", "{\n", "%x\n", "!x\n"],
)
def test_what_is_no_mapping_is_one_fault(head):
    assert codes(head) == ["FM002"]


@pytest.mark.parametrize("head", ["title: a\ntitle: b\n", "title: a\n'title': a\n", "x: {title: a, title: b}\n"])
def test_a_duplicated_key_is_told_at_the_second_and_the_first_holds(head):
    read = read_yaml(head, "x.md")
    (fault,) = read.faults
    assert fault.code == "FM003"
    assert cut(head.split("\n"), fault.span).strip("'") == "title"
    assert "first on line 1" in fault.message
    assert read.values.get("title", "a") == "a"


BOMB = "a: &a [x, x]\n" + "".join(
    f"{to}: &{to} [*{of}, *{of}]\n" for of, to in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "head", [BOMB, "a: &x 1\nb: *x\n", "a: &x [*x]\n", "a: &x {<<: *x}\n", "a: &x {b: 1}\nc: {<<: *x}\n"]
)
def test_an_alias_is_one_fault_however_often_it_is_used(head):
    assert codes(head) == ["FM002"]


@pytest.mark.parametrize("tag", ["!!python/name:os.system", "!ENV X", "!!int 1", "!x [a]", "!!set {a}"])
def test_a_tag_is_a_fault_and_runs_nothing(tag):
    assert codes(f"title: {tag}\nother: x") == ["FM002"]


@pytest.mark.parametrize(
    "nested", ["[" * 50 + "]" * 50, "{a: " * 50 + "}" * 50, "[" * 5000, "{a: " * 5000 + "}" * 5000]
)
def test_nesting_without_end_is_one_fault(nested):
    assert codes(f"title: {nested}") == ["FM002"]


def test_nesting_in_blocks_without_end_is_one_fault():
    assert codes("\n".join(" " * depth + "a:" for depth in range(2000))) == ["FM002"]
    assert codes("- " * 5000) == ["FM002"]


@pytest.mark.parametrize("escape", ["\\0", "\\a", "\\x07", "\\ufffe", "\\e"])
def test_a_control_character_written_as_an_escape_is_refused_as_well(escape):
    read = read_yaml(f'title: "a{escape}b"', "x.md")
    assert [fault.code for fault in read.faults] == ["FM010"]
    assert read.values == {"title": "ab"}


def test_an_empty_key_is_a_key_like_any_other():
    assert values('"": {visibility: public}\ntitle: x') == {"": {"visibility": "public"}, "title": "x"}


# Places

plain = st.text(alphabet="abcé日😀x", min_size=1, max_size=5)
odd = st.sampled_from(['"a\u2028b"', '"\x85"', "'\u2029'", '"two words"', "'it''s'", "x # note"])
scalar = st.one_of(plain, odd)


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, list[tuple[str, str]]]:
    """A mapping in flow and block style, and the text each dotted path stands at."""
    lines, wanted = [], []
    for name in draw(st.lists(plain, min_size=1, max_size=5, unique=True)):
        kind = draw(st.sampled_from(["scalar", "flow", "block", "items", "pairs"]))
        one, two = draw(scalar), draw(plain)
        bare = one.removesuffix(" # note")
        if kind == "scalar":
            lines += [f"{name}:  {one}", ""]
            wanted.append((name, bare))
        elif kind == "flow":
            lines.append(f"{name}: [{two},  {bare} ]")
            wanted += [(name, f"[{two},  {bare} ]"), (f"{name}.0", two), (f"{name}.1", bare)]
        elif kind == "block":
            lines += [f"{name}:", f"  - {one}", f"  - {two}", "", "# comment"]
            wanted += [(f"{name}.0", bare), (f"{name}.1", two)]
        elif kind == "items":
            lines += [f"{name}:", f"- {{id: {two}, n: {bare}}}"]
            wanted += [(f"{name}.0.id", two), (f"{name}.0.n", bare)]
        else:
            lines += [f"{name}:", f"  k1: {one}", f"  k2:   {two}"]
            wanted += [(f"{name}.k1", bare), (f"{name}.k2", two)]
    return "\n".join(lines), wanted


@settings(max_examples=150)
@given(documents(), st.integers(0, 3))
def test_every_key_and_every_value_stands_where_it_is_said_to(document, before):
    text, wanted = document
    lines = [""] * before + text.split("\n")
    read = read_yaml(text, "x.md", before + 1)
    assert read.faults == []
    for path, written in wanted:
        assert cut(lines, read.keys[path].value) == written
        if not path.rpartition(".")[2].isdigit():
            assert cut(lines, read.keys[path].key) == path.rpartition(".")[2]


def test_a_value_in_blocks_ends_with_its_last_word():
    text = "components:\n  checkout: major_outage\n  api: x\n\n\ntags:\n- a\n\nabout: |\n  words\n\nlast: y"
    read = read_yaml(text, "x.md")
    shown = {key: cut(text.split("\n"), read.keys[key].value) for key in ("components", "tags", "about")}
    assert shown == {"components": "checkout: major_outage\n  api: x", "tags": "- a", "about": "|\n  words"}


def test_an_empty_value_stands_behind_its_colon():
    read = read_yaml("title:\nother: x", "x.md")
    assert (read.keys["title"].value.line, read.keys["title"].value.column) == (1, 7)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab:{}[]-,#&*!|>'\"%@`? \n\t~\u2028\x85\ufeff\\0", max_size=50))
def test_any_text_is_read_and_every_place_lies_within_it(text):
    read = read_yaml(text, "x.md")
    lines = text.split("\n")
    spans = [span for place in read.keys.values() for span in (place.key, place.value)]
    for span in (*spans, *(fault.span for fault in read.faults)):
        assert 1 <= span.line <= span.end_line <= len(lines)
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1
        assert (span.line, span.column) <= (span.end_line, span.end_column)
