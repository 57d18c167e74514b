"""Whatever was edited, a build on top of the last one leaves what a build from nothing would."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from editing import Edited

from faultless.caching import Kept
from faultless.publishing.content import Stopped, build_content

EDITS = int(os.environ.get("FAULTLESS_EDITS", "16"))
"""How many edits of each sequence; more for a night."""


def files(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def build(edited: Edited, out: Path, kept: Kept | None) -> tuple[list[str], int]:
    """What a build says, which is its errors or nothing, and how many files it read."""
    done = build_content(edited.content, edited.policy, edited.now, out, edited.overrides, kept)
    return ([str(one) for one in done.findings], 0) if isinstance(done, Stopped) else ([], done.read or 0)


def same(edited: Edited, tmp_path: Path, kept: Kept, read: list[tuple[int, int]]) -> bool:
    """Build on top of the last build and from nothing; whether there was anything to compare."""
    clean = tmp_path / "clean"
    shutil.rmtree(clean, ignore_errors=True)
    said, some = build(edited, tmp_path / "warm", kept)
    expected, all_ = build(edited, clean, None)
    assert said == expected, edited.edits
    if said:
        return False
    read.append((some, all_))
    warm, fresh = files(tmp_path / "warm"), files(clean)
    assert warm.keys() == fresh.keys(), edited.edits
    assert [path for path in warm if warm[path] != fresh[path]] == [], edited.edits
    return True


@pytest.mark.parametrize("seed", range(4))
def test_after_any_edits_each_build_equals_one_from_nothing(tmp_path, seed):
    edited = Edited(tmp_path / "edited", seed)
    kept = Kept(tmp_path / "kept", b"key" * 10)
    kept.folder.mkdir()
    compared, read = 0, []
    for _ in range(EDITS):
        edited.edit()
        if same(edited, tmp_path, kept, read):
            compared += 1
            edited.remember()
        elif edited.chance.random() < 0.7:
            edited.undo()
    assert compared > EDITS / 5, "most edits must leave something that can be published"
    assert any(some < all_ / 2 for some, all_ in read), "an edit must be able to touch few files"
