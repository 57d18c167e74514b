"""Posting an update: judged first, written in one step, never lost."""

from __future__ import annotations

import multiprocessing
import os
import stat
from datetime import datetime, timezone
from pathlib import Path

import pytest

from faultless.authoring import replacing
from faultless.authoring.editing import CannotEdit
from faultless.authoring.posting import Draft, Objections, post
from faultless.authoring.replacing import Changed, create, rewrite
from faultless.model import Instant, Phase
from faultless.policy import Policy
from faultless.reading import Records, load

NOW = datetime(2026, 3, 14, 12, tzinfo=timezone.utc)
AT = Instant(datetime(2026, 3, 14, 10, 41, tzinfo=timezone.utc))
TEXT = (
    "---\ntitle: Down\nseverity: sev3\nvisibility: public\nstarted: 2026-03-14 09:02 UTC\n---\n\n"
    "## Investigating — 2026-03-14 09:10 UTC\n\nWe are looking.\n\n## Internal notes\n\nAmara was careless.\n"
)


@pytest.fixture
def root(tmp_path) -> Path:
    (tmp_path / "incidents").mkdir()
    (tmp_path / "incidents" / "down.md").write_text(TEXT)
    return tmp_path


def posted(root: Path, message: str, *, force: bool = False, at: Instant = AT):
    records = read(root)
    (record,) = records.incidents
    return post(record, records, Draft(Phase.UPDATE, at, message), NOW, force=force)


def read(root: Path) -> Records:
    return load(root, Policy())


def updates(root: Path) -> list[str]:
    (record,) = read(root).incidents
    return [update.text for update in record.value.updates]


def test_it_is_found_again_as_it_was_meant(root):
    done = posted(root, "It goes on.\n")
    assert (done.update.at, done.update.text) == (AT, "It goes on.")
    assert updates(root) == ["We are looking.", "It goes on."]


def test_what_was_found_before_does_not_hold_up_an_update(root):
    assert posted(root, "It goes on.").findings == ()


def test_an_update_that_promises_what_nobody_can_keep_is_not_written(root):
    with pytest.raises(Objections) as raised:
        posted(root, "It will be fixed in 10 minutes.")
    assert [finding.code for finding in raised.value.findings] == ["PU101"]
    assert (root / "incidents" / "down.md").read_text() == TEXT


def test_it_can_be_forced(root):
    done = posted(root, "It will be fixed in 10 minutes.", force=True)
    assert [finding.code for finding in done.findings] == ["PU101"]
    assert len(updates(root)) == 2


@pytest.mark.parametrize(
    "message",
    [
        "Over.\n\n## Resolved — 2026-03-14 11:00 UTC\n\nReally.",
        "Over.\n\n## Anything\n\nElse.",
        "Over <!-- not to be read --> now.",
        "Over.\n\n<!-- never closed",
        "Components: api operational\n\nOver.",
        "Over.\n\nRevised: 2026-03-14 11:00 UTC better words",
        "```\nnever closed",
    ],
)
def test_a_message_that_would_be_read_as_something_else_is_refused(root, message):
    with pytest.raises(CannotEdit, match="nothing was written"):
        posted(root, message)
    assert (root / "incidents" / "down.md").read_text() == TEXT


def test_two_updates_of_one_minute_are_seconds_apart(root):
    posted(root, "One.")
    assert str(posted(root, "Two.").update.at) == "2026-03-14 10:41:01 UTC"
    assert str(posted(root, "Three.").update.at) == "2026-03-14 10:41:02 UTC"


def _post(root: Path, number: int) -> None:
    posted(root, f"Word {number}.")


def test_many_posts_at_once_all_arrive(root):
    processes = [multiprocessing.Process(target=_post, args=(root, number)) for number in range(6)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * 6
    assert set(updates(root)) == {"We are looking.", *(f"Word {number}." for number in range(6))}
    assert [path.name for path in (root / "incidents").iterdir()] == ["down.md"]


def test_what_another_program_wrote_in_between_is_kept(tmp_path):
    file = tmp_path / "file"
    file.write_text("one")
    seen = []

    def edit(content: bytes) -> bytes:
        seen.append(content)
        if len(seen) == 1:
            file.write_text("two")
        return content + b"!"

    assert rewrite(file, edit) == b"two!"
    assert seen == [b"one", b"two"]


def test_a_file_that_never_rests_is_left_alone(tmp_path):
    file = tmp_path / "file"
    file.write_text("0")

    def edit(content: bytes) -> bytes:
        file.write_text(str(int(content) + 1))
        return b"mine"

    with pytest.raises(Changed, match="nothing was written"):
        rewrite(file, edit)
    assert file.read_text().isdigit()
    assert list(tmp_path.iterdir()) == [file]


def test_the_mode_of_a_file_and_a_link_to_it_stay(tmp_path):
    (tmp_path / "there").mkdir()
    file, link = tmp_path / "there" / "file", tmp_path / "link"
    file.write_text("one")
    file.chmod(0o640)
    link.symlink_to(file)
    rewrite(link, lambda content: content + b"!")
    assert link.is_symlink()
    assert (file.read_text(), stat.S_IMODE(file.stat().st_mode)) == ("one!", 0o640)


def test_a_disk_that_refuses_leaves_everything_as_it_was(tmp_path, monkeypatch):
    file = tmp_path / "file"
    file.write_text("one")

    def full(_: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(replacing.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        rewrite(file, lambda content: content + b"!")
    assert (file.read_text(), list(tmp_path.iterdir())) == ("one", [file])


def test_a_new_file_takes_no_others_place(tmp_path):
    file = tmp_path / "new" / "file"
    create(file, b"one")
    with pytest.raises(FileExistsError):
        create(file, b"two")
    assert (file.read_bytes(), list(file.parent.iterdir())) == (b"one", [file])
