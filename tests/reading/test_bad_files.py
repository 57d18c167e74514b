"""Files that cannot be read as they are: one fault each, and none stops the others from being read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from content_files import INCIDENT, UPDATE, read

from faultless.policy import Policy
from faultless.reading import Records, content_root, load, public_assets

GOOD = f"---\n{INCIDENT}---\n{UPDATE}Words.\n"


def told(records: Records) -> list[tuple[str, str, int, int]]:
    return [(fault.code, fault.path, fault.span.line, fault.span.column) for fault in records.faults]


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("path", ["incidents/bad-file.md", "postmortems/bad-file.md", "root-causes/bad-file.md", "catalogue.yml", "index.md"])  # fmt: skip
def test_an_empty_file_is_one_fault_and_its_neighbour_is_read(path, content):
    records = read({path: content, "incidents/good-file.md": GOOD})
    assert told(records) == [("FM001", path, 1, 1)]
    assert [record.value.id for record in records.incidents] == ["good-file"]


def test_a_byte_order_mark_and_carriage_returns_are_accepted():
    content = b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()
    records = read({"incidents/good-file.md": content, "incidents/old-mac.md": GOOD.replace("\n", "\r").encode()})
    assert records.faults == ()
    assert [record.text for record in records.incidents] == [GOOD, GOOD]


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\x80", "\ufffe", "\ufdd0"])
def test_a_control_character_is_told_where_it_stands_and_replaced(character):
    records = read({"incidents/bad-file.md": GOOD.replace("Words", f"Wo{character}rds")})
    assert told(records) == [("FM010", "incidents/bad-file.md", 9, 3)]
    assert records.incidents[0].value.updates[0].text == "Wo\ufffdrds."


@pytest.mark.parametrize("character", ["\t", "\x85", "\u2028", "\u200b", "😀"])
def test_other_characters_are_text(character):
    assert read({"incidents/good-file.md": GOOD.replace("Words", f"Wo{character}rds")}).faults == ()


def test_many_control_characters_are_told_a_few_times():
    assert len(read({"incidents/bad-file.md": GOOD + "\x00" * 1000}).faults) == 5


def test_bytes_that_are_no_utf_8_are_told_where_they_stand_and_the_rest_is_read():
    records = read({"incidents/bad-file.md": GOOD.encode().replace(b"Words", b"W\xc3\xa9\xffrds\xfe")})
    assert told(records) == [("FM001", "incidents/bad-file.md", 9, 3)]
    assert records.incidents[0].value.updates[0].text == "Wé\ufffdrds\ufffd."


@pytest.mark.parametrize(
    ("text", "told_of"),
    [("a\n" * 100_001, "100,010 lines, more than are read of one file (100,000)"),
     ("a\r" * 100_001, "100,010 lines, more than are read of one file (100,000)"),
     ("|" * 250_001, "250,001 bars of table cells, more than are read of one file (250,000)")],
)  # fmt: skip
@pytest.mark.parametrize("path", ["incidents/long-file.md", "index.md"])
def test_a_file_of_too_many_blocks_is_one_fault_that_names_the_limit_and_the_remedy(path, text, told_of):
    records = read({path: GOOD + text, "incidents/good-file.md": GOOD})
    (fault,) = records.faults
    assert (fault.code, fault.path, fault.span.line) == ("FM001", path, 1)
    assert fault.message == f"the file has {told_of}"
    assert fault.hint == "split it into several files"
    assert [record.value.id for record in records.incidents] == ["good-file"]
    assert records.pages == ()


def test_as_many_blocks_as_the_limit_allows_are_read():
    records = read({"incidents/long-file.md": GOOD + "a\n" * (100_000 - GOOD.count("\n") - 2) + "|" * 250_000})
    assert records.faults == ()
    assert len(records.incidents) == 1


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_place_of_a_wrong_byte_does_not_depend_on_how_lines_end(end):
    content = GOOD.replace("\n", end).encode().replace(b"Words", b"W\xffrds")
    assert told(read({"incidents/bad-file.md": content})) == [("FM001", "incidents/bad-file.md", 9, 2)]


def test_a_file_above_the_size_is_not_read():
    records = read(
        {"incidents/bad-file.md": GOOD + "x" * 500, "incidents/good-file.md": GOOD}, Policy(max_file_size=400)
    )
    assert told(records) == [("FM001", "incidents/bad-file.md", 1, 1)]
    assert len(records.incidents) == 1


@pytest.fixture
def root(tmp_path: Path) -> Path:
    content = tmp_path / "content"
    (content / "incidents").mkdir(parents=True)
    (content / "incidents/good-file.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "outside.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "beyond").mkdir()
    return content


@pytest.mark.parametrize("target", ["../../outside.md", "../../beyond", "/etc/hostname"])
def test_a_link_that_leaves_the_content_is_not_followed(root, target):
    (root / "incidents/bad-file.md").symlink_to(target)
    assert told(load(root, Policy())) == [("FM012", "incidents/bad-file.md", 1, 1)]


def test_a_link_within_the_content_is_a_file_like_any_other(root):
    (root / "incidents/other-file.md").symlink_to("good-file.md")
    records = load(root, Policy())
    assert (records.faults, len(records.incidents)) == ((), 2)


def test_a_link_to_a_folder_is_not_followed(root):
    (root / "incidents/around").symlink_to("..")
    assert told(load(root, Policy())) == [("FM012", "incidents/around", 1, 1)]


@pytest.mark.parametrize("target", ["nowhere.md", "bad-file.md"])
def test_a_link_to_nothing_or_to_itself_is_told(root, target):
    (root / "incidents/bad-file.md").symlink_to(target)
    assert told(load(root, Policy())) == [("FM001", "incidents/bad-file.md", 1, 1)]


def test_a_link_under_public_does_not_publish_what_lies_elsewhere(root):
    (root / "public").mkdir()
    (root / "public/logo.svg").write_text("<svg/>", encoding="utf-8")
    (root / "public/again.svg").symlink_to("logo.svg")
    (root / "public/leak.md").symlink_to("../incidents/good-file.md")
    assert told(load(root, Policy())) == [("FM012", "public/leak.md", 1, 1)]
    assert public_assets(root) == (("again.svg", b"<svg/>"), ("logo.svg", b"<svg/>"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_what_is_no_ordinary_file_is_told_and_not_waited_for(root):
    os.mkfifo(root / "incidents/bad-file.md")
    assert told(load(root, Policy())) == [("FM001", "incidents/bad-file.md", 1, 1)]


def test_folders_without_end_are_one_fault(root):
    deep = root / "/".join(["d"] * 100)
    deep.mkdir(parents=True)
    (fault,) = load(root, Policy()).faults
    assert (fault.code, fault.path.startswith("d/d/")) == ("FM001", True)


def test_a_folder_called_like_a_file_is_a_folder(root):
    (root / "incidents/year.md").mkdir()
    (root / "incidents/year.md/other-file.md").write_text(GOOD, encoding="utf-8")
    records = load(root, Policy())
    assert (records.faults, len(records.incidents)) == ((), 2)


def test_a_name_that_is_no_utf_8_can_be_told(root):
    try:
        (root / "incidents" / os.fsdecode(b"bad-\xff.md")).write_text(GOOD, encoding="utf-8")
    except OSError:
        pytest.skip("the file system takes only UTF-8 names")
    (fault,) = load(root, Policy()).faults
    assert fault.code == "FM012"
    assert fault.path.encode("utf-8")


def test_a_root_that_is_not_there_is_one_fault(tmp_path):
    records = load(tmp_path / "nowhere", Policy())
    assert (len(records.faults), list(records)) == (1, [])


@pytest.mark.parametrize("inside", ["incidents", "postmortems", "root-causes"])
def test_a_content_root_is_the_nearest_folder_that_holds_records(tmp_path, inside):
    deep = tmp_path / "content" / inside / "2026"
    deep.mkdir(parents=True)
    assert content_root(deep) == tmp_path / "content"
    assert content_root(deep / "some-id.md") == tmp_path / "content"
    assert content_root(tmp_path / "content") == tmp_path / "content"
