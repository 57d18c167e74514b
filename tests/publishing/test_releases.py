"""Releases: whole trees side by side, and a link to the one that is served."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from faultless.publishing import releases
from faultless.publishing.releases import release, roll_back
from faultless.tree import ForeignTree, TreeError, UnsafePath, write_tree


@pytest.fixture
def built(tmp_path):
    return tmp_path / "built"


@pytest.fixture
def srv(tmp_path):
    return tmp_path / "srv"


def make(folder: Path, **pages: str) -> Path:
    write_tree(folder, {"index.html": b"home", **{f"{name}/index.html": text.encode() for name, text in pages.items()}})
    return folder


def served(srv: Path) -> dict[str, str]:
    root = srv / "current"
    return {path.relative_to(root).parts[0]: path.read_text() for path in root.rglob("index.html")}


def names(srv: Path) -> list[str]:
    return sorted(path.name for path in (srv / "releases").iterdir())


def test_a_tree_is_served_whole_and_without_what_only_builds_need(built, srv):
    done = release(make(built, a="one"), srv)
    assert served(srv) == {"index.html": "home", "a": "one"}
    assert (done.before, done.changes.created) == (None, ("a/index.html", "index.html"))
    assert not (srv / "current/.faultless").exists()
    assert (srv / "current").readlink() == Path("releases") / done.name


def test_the_next_one_says_what_readers_find_different(built, srv):
    first = release(make(built, a="one", b="x"), srv)
    second = release(make(built, a="two", c="y"), srv)
    assert second.before == first.name
    assert second.changes.changed == ("a/index.html",)
    assert second.changes.created == ("c/index.html",)
    assert second.changes.deleted == ("b/index.html",)
    assert "/a/" in second.changes.addresses


def test_what_is_served_already_is_not_published_again(built, srv):
    first = release(make(built, a="one"), srv)
    again = release(built, srv)
    assert again.name == again.before == first.name
    assert names(srv) == [first.name]


def test_files_that_have_not_changed_are_stored_once_and_the_others_apart(built, srv):
    first = release(make(built, a="one", b="x"), srv)
    second = release(make(built, a="two", b="x"), srv)
    old, new = (srv / "releases" / one.name for one in (first, second))
    assert (old / "b/index.html").samefile(new / "b/index.html")
    assert (old / "a/index.html").read_text() == "one"


def test_a_disk_without_links_gets_copies_of_the_same_time(built, srv, monkeypatch):
    def refuse(*_):
        raise OSError("no links here")

    monkeypatch.setattr("faultless.publishing.copying.os.link", refuse)
    first = release(make(built, a="one", b="x"), srv)
    second = release(make(built, a="two", b="x"), srv)
    old, new = (srv / "releases" / one.name / "b/index.html" for one in (first, second))
    assert not old.samefile(new)
    assert old.stat().st_mtime_ns == new.stat().st_mtime_ns


def test_a_changed_file_is_later_than_the_one_before_even_where_its_source_is_older(built, srv):
    first = release(make(built, a="one"), srv)
    make(built, a="two")
    os.utime(built / "a/index.html", (1, 1))
    second = release(built, srv)
    old, new = ((srv / "releases" / one.name / "a/index.html").stat() for one in (first, second))
    assert int(new.st_mtime) > int(old.st_mtime)


def test_so_many_earlier_ones_stay_as_are_asked_for(built, srv):
    done = [release(make(built, a=str(number)), srv, keep=2).name for number in range(5)]
    assert names(srv) == done[-3:]


def test_going_back_serves_what_was_served_before_and_once_more_what_was_before_that(built, srv):
    done = [release(make(built, a=text), srv) for text in ("one", "two", "three")]
    back = roll_back(srv)
    assert (back.name, back.before, back.changes.changed) == (done[1].name, done[2].name, ("a/index.html",))
    assert served(srv)["a"] == "two"
    roll_back(srv)
    assert served(srv)["a"] == "one"
    with pytest.raises(TreeError, match="no release before"):
        roll_back(srv)
    assert served(srv)["a"] == "one"


def test_what_was_gone_back_from_is_not_gone_back_to(built, srv):
    for text in ("one", "two", "wrong"):
        release(make(built, a=text), srv)
    roll_back(srv)
    release(make(built, a="three"), srv)
    roll_back(srv)
    assert served(srv)["a"] == "two"


def test_the_same_site_can_be_published_again_after_another(built, srv):
    for text in ("one", "two", "one"):
        release(make(built, a=text), srv)
    assert served(srv)["a"] == "one"
    roll_back(srv)
    assert served(srv)["a"] == "two"


# Interruptions


class Unplugged(BaseException):
    """The machine stops; nothing is tidied up."""


STEPS = ("copied", "_Shelf.serve", "_Shelf.prune")


@pytest.mark.parametrize("step", STEPS)
def test_an_interrupted_publication_leaves_the_old_site_and_the_next_one_completes_it(built, srv, monkeypatch, step):
    for text in ("zero", "one"):
        release(make(built, a=text), srv, keep=1)
    make(built, a="two")

    def stop(*_):
        raise Unplugged

    with monkeypatch.context() as patch:
        patch.setattr(f"faultless.publishing.releases.{step}", stop)
        with pytest.raises(Unplugged):
            release(built, srv, keep=1)
    assert served(srv)["a"] == ("two" if step == "_Shelf.prune" else "one")
    make(built, a="three")
    release(built, srv, keep=1)
    assert served(srv)["a"] == "three"
    assert len(names(srv)) == 2
    roll_back(srv)
    assert served(srv)["a"] == ("two" if step == "_Shelf.prune" else "one")


def test_leftovers_of_a_killed_publication_are_removed_and_never_served(built, srv):
    release(make(built, a="one"), srv)
    for left in (".new/a", ".gone-000000-0123456789abcdef/a", "000009-0123456789abcdef"):
        (srv / "releases" / left).mkdir(parents=True)
    (srv / ".current.new").symlink_to("nowhere")
    done = release(make(built, a="two"), srv)
    assert served(srv)["a"] == "two"
    assert len(names(srv)) == 2
    assert done.name in names(srv)
    assert not os.path.lexists(srv / ".current.new")


def test_a_full_disk_is_told_and_leaves_nothing_but_the_old_site(built, srv, monkeypatch):
    first = release(make(built, a="one"), srv)

    def full(place):
        raise OSError(28, "No space left on device", str(place))

    monkeypatch.setattr("faultless.publishing.copying.flush", full)
    with pytest.raises(TreeError, match="No space left on device"):
        release(make(built, a="two"), srv)
    assert served(srv)["a"] == "one"
    assert names(srv) == [first.name]


def test_the_link_is_never_missing(built, srv, monkeypatch):
    release(make(built, a="one"), srv)
    seen = []
    replace = Path.replace

    def watched(self, target):
        seen.append((srv / "current/index.html").is_file())
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", watched)
    monkeypatch.setattr(releases, "flush", lambda _: seen.append((srv / "current/index.html").is_file()))
    release(make(built, a="two"), srv)
    assert len(seen) > 2
    assert all(seen)


# What is refused


def test_a_folder_of_somebody_else_is_refused_and_taken_over_only_by_force(built, srv):
    srv.mkdir()
    (srv / "mine.txt").write_text("mine")
    with pytest.raises(ForeignTree, match=r"mine\.txt"):
        release(make(built), srv)
    assert [path.name for path in srv.iterdir()] == ["mine.txt"]
    release(built, srv, force=True)
    assert served(srv) == {"index.html": "home"}
    assert (srv / "mine.txt").read_text() == "mine"


def test_a_real_folder_in_the_place_of_the_link_is_refused_even_by_force(built, srv):
    (srv / "current").mkdir(parents=True)
    for force in (False, True):
        with pytest.raises(ForeignTree, match="move it away"):
            release(make(built), srv, force=force)


def test_a_link_to_elsewhere_is_replaced_only_by_force(built, srv, tmp_path):
    (tmp_path / "theirs").mkdir()
    release(make(built), srv)
    (srv / "current").unlink()
    (srv / "current").symlink_to(tmp_path / "theirs")
    with pytest.raises(ForeignTree, match="theirs"):
        release(built, srv)
    release(built, srv, force=True)
    assert served(srv) == {"index.html": "home"}
    assert (tmp_path / "theirs").is_dir()


def test_a_built_site_is_no_place_to_publish_to(built, srv):
    make(srv)
    for force in (False, True):
        with pytest.raises(ForeignTree, match="built site"):
            release(make(built), srv, force=force)


def test_a_file_is_no_place_to_publish_to(built, srv):
    srv.write_text("mine")
    with pytest.raises(ForeignTree, match="is a file"):
        release(make(built), srv, force=True)


def test_what_is_no_site_is_not_published(tmp_path, srv):
    with pytest.raises(ForeignTree, match=r"index\.html"):
        release(tmp_path / "nowhere", srv)
    with pytest.raises(ForeignTree, match="name the one that is"):
        roll_back(tmp_path / "nowhere")


def test_a_link_in_a_site_is_refused_as_it_may_lead_anywhere(built, srv):
    make(built)
    (built / "passwords").symlink_to("/etc/passwd")
    with pytest.raises(UnsafePath, match="passwords"):
        release(built, srv)
    assert not (srv / "current").exists()


# Others at the same time


def test_two_publications_at_once_are_done_one_after_the_other(built, srv, tmp_path, monkeypatch):
    release(make(built), srv)
    monkeypatch.setattr("faultless.tree.lock.Lock.acquire.__defaults__", (0.0,))
    copied = releases.copied

    def meanwhile(*known):
        with pytest.raises(TreeError, match="another"):
            release(make(tmp_path / "other", b="x"), srv)
        copied(*known)

    monkeypatch.setattr(releases, "copied", meanwhile)
    release(make(built, a="one"), srv)
    assert served(srv)["a"] == "one"


def test_a_build_that_was_interrupted_is_completed_before_its_tree_is_published(built, srv, monkeypatch):
    make(built, a="one")

    def stop(*_):
        raise Unplugged

    with monkeypatch.context() as patch:
        patch.setattr("faultless.tree.journal._carry_out", stop)
        patch.setattr("faultless.tree.bringing.shutil.rmtree", lambda *_, **__: None)
        with pytest.raises(Unplugged):
            make(built, a="two")
    assert (built / "a/index.html").read_text() == "one"
    release(built, srv)
    assert served(srv)["a"] == "two"


def test_a_tree_on_a_medium_that_is_only_read_can_be_published(built, srv, monkeypatch):
    make(built, a="one")
    monkeypatch.setattr("os.access", lambda *_: False)
    monkeypatch.setattr("faultless.tree.stillness.locked", None)
    release(built, srv)
    assert served(srv)["a"] == "one"


def test_a_release_may_be_read_by_whoever_may_read_the_tree_whatever_the_umask(built, srv):
    make(built, a="one")
    (built / "a").chmod(0o555)
    mask = os.umask(0o077)
    try:
        release(built, srv)
        (built / "index.html").write_text("home again")
        release(built, srv)
        release(make(built, b="two"), srv, keep=0)
    finally:
        os.umask(mask)
    folders = [srv, srv / "releases", (srv / "current").resolve(), srv / "current/b"]
    assert [folder.stat().st_mode & 0o777 for folder in folders] == [0o755] * 4
    assert {path.stat().st_mode & 0o777 for path in (srv / "current").resolve().rglob("*.html")} == {0o644}
    assert len(names(srv)) == 1
