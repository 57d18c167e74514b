"""The baseline as a file: what it looks like, what of it can be read, and what is said of the rest."""

from __future__ import annotations

import json
import os
import stat
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faultless.checks.baseline import BadBaseline, baseline_file, read_baseline, write_baseline
from faultless.checks.fingerprint import Fingerprint
from faultless.policy import Policy

ONE = Fingerprint("postmortem/ca", "BL202", section="root-cause", text="Amara forgot")
TWO = Fingerprint("incident/down", "TI101", key="resolved")

CHARACTERS = st.characters(codec="utf-8")
TEXT, NAME = st.text(CHARACTERS, max_size=40), st.text(CHARACTERS, min_size=1, max_size=40)
ENTRIES = st.lists(st.builds(Fingerprint, NAME, NAME, TEXT, TEXT, TEXT), max_size=12)
"""Every finding has a record and a code; the rest may be empty."""


@given(ENTRIES, st.randoms())
def test_what_is_written_is_read_and_its_order_does_not_matter(tmp_path_factory, entries, chance):
    folder = tmp_path_factory.mktemp("kept")
    write_baseline(folder / "one", entries)
    assert sorted(read_baseline(folder / "one")) == sorted(entries)
    chance.shuffle(entries)
    write_baseline(folder / "two", entries)
    assert (folder / "one").read_bytes() == (folder / "two").read_bytes()


def test_a_person_can_read_it_one_finding_a_line(tmp_path):
    write_baseline(tmp_path / "b", [ONE, TWO, ONE])
    first, *entries, last = (tmp_path / "b").read_text(encoding="utf-8").splitlines()
    assert "faultless check --write-baseline" in first
    assert [json.loads(line) for line in entries] == [
        {"record": "incident/down", "code": "TI101", "key": "resolved"},
        {"record": "postmortem/ca", "code": "BL202", "section": "root-cause", "text": "Amara forgot"},
        {"record": "postmortem/ca", "code": "BL202", "section": "root-cause", "text": "Amara forgot"},
    ]
    assert "end" in last


@given(ENTRIES, ENTRIES, ENTRIES)
def test_entries_that_two_branches_add_are_all_there_after_a_merge(tmp_path_factory, both, mine, theirs):
    """A merge of lines: whatever either side added, between the same first and last line."""
    folder = tmp_path_factory.mktemp("merged")
    write_baseline(folder / "mine", [*both, *mine])
    write_baseline(folder / "theirs", [*both, *theirs])
    first, *ours, last = (folder / "mine").read_text(encoding="utf-8").split("\n")[:-1]
    head, *others, foot = (folder / "theirs").read_text(encoding="utf-8").split("\n")[:-1]
    assert (first, last) == (head, foot)
    for line in ours:
        if line in others:
            others.remove(line)
    (folder / "merged").write_text("\n".join([first, *ours, *others, last, ""]), encoding="utf-8")
    assert set(read_baseline(folder / "merged")) == {*both, *mine, *theirs}


@pytest.mark.parametrize("change", [lambda text: text.replace(b"\n", b"\r\n"), lambda text: b"\xef\xbb\xbf" + text])
def test_what_editors_do_to_line_ends_and_beginnings_is_no_damage(tmp_path, change):
    write_baseline(tmp_path / "b", [ONE, TWO])
    (tmp_path / "b").write_bytes(change((tmp_path / "b").read_bytes()))
    assert set(read_baseline(tmp_path / "b")) == {ONE, TWO}


CONFLICT = "<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> work\n"
HEAD = '{"faultless-baseline": 1}\n'
END = '{"end": "faultless-baseline"}\n'
GOOD = '{"record": "incident/x", "code": "TI101"}\n'


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "cut short"),
        (HEAD, 2, "cut short"),
        (HEAD + GOOD, 3, "cut short"),
        (HEAD + GOOD[:20], 2, "cut short"),
        (HEAD + GOOD + END[:9], 3, "cut short"),
        (HEAD + CONFLICT.format(GOOD, GOOD) + END, 2, "an unresolved merge"),
        (HEAD + GOOD + "|||||||\n" + END, 3, "an unresolved merge"),
        (HEAD.replace("1", "2") + END, 1, "a baseline of version 2"),
        (HEAD.replace("1", '"x"') + END, 1, "a baseline of version x"),
        (GOOD + END, 1, "this is no baseline"),
        ("site_name: x\n", 1, "damaged"),
        ("[]\n", 1, "damaged"),
        (HEAD + "[1]\n" + END, 2, "damaged"),
        (HEAD + "[" * 100_000 + "\n" + END, 2, "damaged"),
        (HEAD + GOOD + "x\udc80".encode("utf-8", "surrogateescape").decode("latin-1") + "\n" + END, 3, "damaged"),
        (HEAD + '{"record": "x"}\n' + END, 2, "no entry"),
        (HEAD + '{"record": "", "code": "TI101"}\n' + END, 2, "no entry"),
        (HEAD + '{"record": "x", "code": ""}\n' + END, 2, "no entry"),
        (HEAD + '{"record": "x", "code": "TI101", "text": "\\ud800"}\n' + END, 2, "damaged"),
        (HEAD + '{"record": "x", "code": 5}\n' + END, 2, "no entry"),
        (HEAD + '{"record": "x", "code": "TI101", "line": "3"}\n' + END, 2, "no entry"),
        (HEAD + END + GOOD, 3, "after the end"),
    ],
)  # fmt: skip
def test_a_damaged_file_is_named_with_the_line_and_the_remedy(tmp_path, text, line, said):
    (tmp_path / "b").write_text(text, encoding="utf-8")
    with pytest.raises(BadBaseline) as caught:
        read_baseline(tmp_path / "b")
    message = str(caught.value)
    assert message.startswith(f"{tmp_path / 'b'}:{line}: ")
    assert said in message
    assert "faultless check --write-baseline" in message


def test_bytes_that_are_no_text_are_damage(tmp_path):
    (tmp_path / "b").write_bytes(HEAD.encode() + b'{"record": "\xff", "code": "TI101"}\n' + END.encode())
    with pytest.raises(BadBaseline, match=":2: "):
        read_baseline(tmp_path / "b")


@given(st.integers(0, 10_000))
def test_a_file_cut_anywhere_is_never_taken_for_whole(tmp_path_factory, cut):
    file = tmp_path_factory.mktemp("cut") / "b"
    write_baseline(file, [ONE, TWO, replace(ONE, text="é" * 30)])
    content = file.read_bytes()
    file.write_bytes(content[: cut % (len(content) - 1)])
    with pytest.raises(BadBaseline):
        read_baseline(file)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_baseline_or_a_named_mistake(tmp_path_factory, content):
    file = tmp_path_factory.mktemp("any") / "b"
    file.write_bytes(content)
    with pytest.raises(BadBaseline):
        read_baseline(file)


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(BadBaseline, match="gone does not exist"):
        read_baseline(tmp_path / "gone")
    with pytest.raises(BadBaseline, match="directory"):
        read_baseline(tmp_path)


# Writing


@pytest.mark.parametrize(
    "text",
    [
        "site_name: x\n",
        "plugins: [{faultless: {baseline: faultless-baseline.jsonl}}]\n",
        "# Notes\n\n" + HEAD + END,
        GOOD,
    ],
)
def test_what_is_something_else_is_not_overwritten(tmp_path, text):
    (tmp_path / "mkdocs.yml").write_text(text)
    with pytest.raises(BadBaseline, match="is something else"):
        write_baseline(tmp_path / "mkdocs.yml", [ONE])
    assert (tmp_path / "mkdocs.yml").read_text() == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        HEAD + CONFLICT.format(GOOD, GOOD) + END,
        CONFLICT.format(HEAD, HEAD.replace("1", "9")),
        "\ufeff" + HEAD,
        HEAD.replace("1", "9"),
        HEAD + GOOD[:9],
        HEAD[:22],
    ],
)
def test_a_damaged_baseline_can_be_written_again(tmp_path, text):
    (tmp_path / "b").write_text(text, encoding="utf-8")
    write_baseline(tmp_path / "b", [ONE])
    assert read_baseline(tmp_path / "b") == (ONE,)


def test_a_folder_that_is_not_there_or_refuses_is_named_and_nothing_is_left_behind(tmp_path):
    with pytest.raises(BadBaseline, match="cannot be written"):
        write_baseline(tmp_path / "gone" / "b", [ONE])
    (tmp_path / "b").mkdir()
    with pytest.raises(BadBaseline, match="cannot be written"):
        write_baseline(tmp_path / "b", [ONE])
    assert [one.name for one in tmp_path.iterdir()] == ["b"]


def test_the_same_entries_leave_the_file_alone(tmp_path):
    write_baseline(tmp_path / "b", [ONE, TWO])
    before = (tmp_path / "b").stat()
    write_baseline(tmp_path / "b", [TWO, ONE])
    after = (tmp_path / "b").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_an_interrupted_write_leaves_the_old_file_whole(tmp_path, monkeypatch):
    write_baseline(tmp_path / "b", [ONE])

    def broken(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(BadBaseline, match="No space left"):
        write_baseline(tmp_path / "b", [ONE, TWO])
    assert read_baseline(tmp_path / "b") == (ONE,)
    assert [one.name for one in tmp_path.iterdir()] == ["b"]


def test_permissions_and_a_link_to_the_file_stay(tmp_path):
    write_baseline(tmp_path / "real", [ONE])
    new = stat.S_IMODE((tmp_path / "real").stat().st_mode)
    (tmp_path / "plain").write_text("")
    assert new == stat.S_IMODE((tmp_path / "plain").stat().st_mode)
    (tmp_path / "real").chmod(0o640)
    (tmp_path / "link").symlink_to("real")
    write_baseline(tmp_path / "link", [ONE, TWO])
    assert (tmp_path / "link").is_symlink()
    assert stat.S_IMODE((tmp_path / "real").stat().st_mode) == 0o640
    assert set(read_baseline(tmp_path / "real")) == {ONE, TWO}


# Which file


def test_the_policys_file_counts_else_the_usual_one_if_it_is_there(tmp_path):
    assert baseline_file(Policy(root=tmp_path)) is None
    (tmp_path / "faultless-baseline.jsonl").touch()
    assert baseline_file(Policy(root=tmp_path)) == tmp_path / "faultless-baseline.jsonl"
    assert baseline_file(Policy(root=tmp_path, baseline="old/known.jsonl")) == tmp_path / "old/known.jsonl"
