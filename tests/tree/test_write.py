from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faultless.tree import MARKER, ForeignTree, StagedTree, TreeError, UnsafePath, write_tree
from faultless.tree import write as write_module

OLD = {"index.html": b"old home", "a/index.html": b"old a", "gone.html": b"gone", "same.css": b"same"}
NEW = {"index.html": b"new home", "a/index.html": b"new a", "b/index.html": b"b", "same.css": b"same"}


def content(folder: Path) -> dict[str, bytes]:
    found = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    found.pop(MARKER, None)
    return found


def leftovers(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir() if p.name.startswith("."))


def test_a_cold_build_writes_exactly_the_files(tmp_path):
    changes = write_tree(tmp_path / "public", OLD)
    assert content(tmp_path / "public") == OLD
    assert changes.created == tuple(sorted(OLD))
    assert leftovers(tmp_path) == []


def test_a_warm_build_touches_only_what_changed(tmp_path):
    write_tree(tmp_path / "public", OLD)
    os.utime(tmp_path / "public" / "same.css", (1, 1))
    changes = write_tree(tmp_path / "public", NEW)
    assert content(tmp_path / "public") == NEW
    assert (changes.created, changes.changed, changes.deleted, changes.unchanged) == (
        ("b/index.html",),
        ("a/index.html", "index.html"),
        ("gone.html",),
        1,
    )
    assert (tmp_path / "public" / "same.css").stat().st_mtime == 1
    assert leftovers(tmp_path) == []


def test_a_second_build_of_the_same_files_writes_nothing(tmp_path):
    write_tree(tmp_path / "public", OLD)
    before = {p: p.stat().st_mtime_ns for p in (tmp_path / "public").rglob("*")}
    assert write_tree(tmp_path / "public", OLD).written == 0
    assert {p: p.stat().st_mtime_ns for p in (tmp_path / "public").rglob("*")} == before


def test_a_file_may_become_a_folder_and_back(tmp_path):
    for files in ({"x": b"file"}, {"x/y": b"deep"}, {"x": b"again"}):
        write_tree(tmp_path / "public", files)
        assert content(tmp_path / "public") == files


def test_an_emptied_folder_disappears(tmp_path):
    write_tree(tmp_path / "public", {"a/b/c.html": b"c", "d.html": b"d"})
    write_tree(tmp_path / "public", {"d.html": b"d"})
    assert not (tmp_path / "public" / "a").exists()


def test_a_folder_with_files_of_others_is_refused_and_left_alone(tmp_path):
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / "precious.txt").write_text("mine")
    with pytest.raises(ForeignTree, match="holds files that no build of faultless wrote"):
        write_tree(tmp_path / "public", NEW)
    assert content(tmp_path / "public") == {"precious.txt": b"mine"}
    assert leftovers(tmp_path) == []


def test_an_empty_folder_is_taken(tmp_path):
    (tmp_path / "public").mkdir()
    write_tree(tmp_path / "public", NEW)
    assert content(tmp_path / "public") == NEW


@pytest.mark.parametrize(
    "path", ["", "/etc/passwd", "../up", "a/../../up", "a//b", "./a", "a\\b", "a\0b", "a/" + "x" * 300]
)
def test_a_path_that_leaves_the_tree_is_refused_before_anything_is_written(tmp_path, path):
    with pytest.raises(UnsafePath):
        write_tree(tmp_path / "public", {"ok.html": b"", path: b"evil"})
    assert list(tmp_path.iterdir()) == []


def test_a_link_inside_the_tree_is_replaced_and_never_followed(tmp_path):
    (tmp_path / "outside").write_bytes(b"outside")
    write_tree(tmp_path / "public", {"a": b"x"})
    (tmp_path / "public" / "a").unlink()
    (tmp_path / "public" / "a").symlink_to(tmp_path / "outside")
    write_tree(tmp_path / "public", {"a": b"y"})
    assert (tmp_path / "outside").read_bytes() == b"outside"
    assert (tmp_path / "public" / "a").read_bytes() == b"y"


def refusal(public: Path) -> str | None:
    """Why the new tree could not be written, or None where it was."""
    try:
        write_tree(public, NEW)
    except TreeError as problem:
        return str(problem)
    return None


@pytest.mark.parametrize("call", ["replace", "unlink", "mkdir", "write_bytes", "rename"])
def test_a_failing_disk_leaves_every_file_whole_and_the_next_build_completes(tmp_path, monkeypatch, call):
    real = getattr(Path, call)
    for nth in range(1, 30):
        public = tmp_path / f"{call}{nth}" / "public"
        write_tree(public, OLD)
        calls = iter(range(1, 1000))
        reached = False

        def failing(self, *args, nth=nth, calls=calls, **kwargs):
            nonlocal reached
            if next(calls) == nth:
                reached = True
                raise OSError(28, "No space left on device", str(self))
            return real(self, *args, **kwargs)

        with monkeypatch.context() as patched:
            patched.setattr(Path, call, failing)
            told = refusal(public)
        assert told is None or "No space left" in told
        for path, body in content(public).items():
            assert body in {OLD.get(path), NEW.get(path)}
        if not reached:
            assert told is None
            break
        write_tree(public, NEW)
        assert content(public) == NEW
        assert leftovers(public.parent) == []
    else:
        pytest.fail("the build never got through")


BUILD = """
import sys
from pathlib import Path
from faultless.tree import write_tree
turn = 0
print("ready", flush=True)
while True:
    turn += 1
    write_tree(Path(sys.argv[1]), {f"{n % 7}/{n}.html": f"{turn} ".encode() * 2000 for n in range(60)})
"""


def test_a_killed_build_leaves_whole_files_and_the_next_one_cleans_up(tmp_path):
    public = tmp_path / "public"
    for moment in range(20):
        child = subprocess.Popen([sys.executable, "-c", BUILD, str(public)], stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(0.004 + moment * 0.0037)
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        for path, body in content(public).items() if public.exists() else ():
            assert len(set(body.split())) == 1, path
            assert len(body.split()) == 2000, path
    write_tree(public, NEW)
    assert content(public) == NEW
    assert leftovers(tmp_path) == []


def test_two_builds_at_once_end_with_one_of_the_two(tmp_path):
    script = (
        "import sys; from pathlib import Path; from faultless.tree import write_tree\n"
        "for turn in range(15): write_tree(Path(sys.argv[1]), {f'{n}.html': sys.argv[2].encode() for n in range(40)})"
    )
    children = [
        subprocess.Popen([sys.executable, "-c", script, str(tmp_path / "public"), word]) for word in ("one", "two")
    ]
    assert [child.wait() for child in children] == [0, 0]
    assert set(content(tmp_path / "public").values()) in ({b"one"}, {b"two"})
    assert leftovers(tmp_path) == []


def test_a_staged_tree_takes_the_place_of_the_old_one_and_keeps_what_is_the_same(tmp_path):
    site = tmp_path / "site"
    for path, body in OLD.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(body)
    os.utime(site / "same.css", (1, 1))
    staged = StagedTree(site)
    for path, body in NEW.items():
        (staged.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (staged.folder / path).write_bytes(body)
    assert content(site) == OLD
    staged.swap()
    assert content(site) == NEW
    assert (site / "same.css").stat().st_mtime == 1
    assert leftovers(tmp_path) == []


def test_a_discarded_stage_leaves_the_tree_and_no_trace(tmp_path):
    write_tree(tmp_path / "site", OLD)
    staged = StagedTree(tmp_path / "site")
    staged.folder.mkdir()
    (staged.folder / "half.html").write_bytes(b"half")
    staged.discard()
    assert content(tmp_path / "site") == OLD
    assert leftovers(tmp_path) == []


def test_a_busy_tree_says_so(tmp_path, monkeypatch):
    staged = StagedTree(tmp_path / "site")
    monkeypatch.setattr(write_module.Lock.acquire, "__defaults__", (0.1,))
    with pytest.raises(TreeError, match="another build"):
        write_tree(tmp_path / "site", NEW)
    staged.discard()


names = st.text("abc", min_size=1, max_size=2)
trees = st.dictionaries(
    st.lists(names, min_size=1, max_size=3).map("/".join), st.binary(max_size=3), max_size=6
).filter(lambda files: not any(other.startswith(path + "/") for path in files for other in files))


@settings(max_examples=60, deadline=None)
@given(sequence=st.lists(trees, min_size=1, max_size=4))
def test_any_sequence_of_trees_ends_with_the_last(tmp_path_factory, sequence):
    folder = tmp_path_factory.mktemp("t")
    for files in sequence:
        write_tree(folder / "public", files)
        assert content(folder / "public") == files
    assert leftovers(folder) == []


def test_everybody_may_read_what_a_build_has_written_whatever_the_umask(tmp_path):
    mask = os.umask(0o077)
    try:
        write_tree(tmp_path / "public", OLD)
        write_tree(tmp_path / "public", {**NEW, "deep/er/index.html": b"later"})
    finally:
        os.umask(mask)
    modes = {path: path.stat().st_mode & 0o777 for path in [tmp_path / "public", *(tmp_path / "public").rglob("*")]}
    assert {path: mode for path, mode in modes.items() if mode != (0o755 if path.is_dir() else 0o644)} == {}
    assert tmp_path / "public/deep/er/index.html" in modes


def test_a_file_that_somebody_has_closed_is_open_again_after_the_next_build(tmp_path):
    write_tree(tmp_path / "public", OLD)
    (tmp_path / "public/same.css").chmod(0)
    changes = write_tree(tmp_path / "public", OLD)
    assert changes.changed == ("same.css",)
    assert (tmp_path / "public/same.css").stat().st_mode & 0o777 == 0o644
    assert write_tree(tmp_path / "public", OLD).written == 0
