"""What is kept between runs may vanish, break or be somebody else's; a run never notices."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment

from faultless.caching import Kept, kept_beside
from faultless.compiled import compiled_templates


@pytest.fixture
def kept(tmp_path) -> Kept:
    made = kept_beside(tmp_path)
    assert made is not None
    return made


def rendered(template: str, kept: Kept | None) -> str:
    loader = DictLoader({"page": template})
    made = Environment(loader=loader, autoescape=True, bytecode_cache=compiled_templates(kept))
    return made.get_template("page").render(name="<b>")


def files(kept: Kept) -> list[Path]:
    return [path for path in kept.folder.iterdir() if path.name != ".gitignore"]


def test_a_template_is_kept_compiled_and_used_again(kept):
    assert rendered("Hello {{ name }}", kept) == "Hello &lt;b&gt;"
    (file,) = files(kept)
    before = file.stat().st_mtime_ns
    assert rendered("Hello {{ name }}", kept) == "Hello &lt;b&gt;"
    assert (files(kept), file.stat().st_mtime_ns) == ([file], before)


def test_a_changed_template_is_compiled_anew(kept):
    rendered("Hello {{ name }}", kept)
    assert rendered("Bye {{ name }}", kept) == "Bye &lt;b&gt;"


@given(damage=st.binary(max_size=80), at=st.integers(0, 500))
def test_a_damaged_file_is_as_if_it_were_not_there(tmp_path_factory, damage, at):
    kept = Kept(tmp_path_factory.mktemp("kept"), b"key")
    kept.put("name", b"content" * 60)
    path = kept.folder / "name"
    whole = path.read_bytes()
    path.write_bytes(whole[:at] + damage)
    assert kept.get("name") in {None, b"content" * 60}
    assert (kept.get("name") is None) == (path.read_bytes() != whole)


def test_a_template_from_a_damaged_file_is_compiled_anew(kept):
    rendered("Hello {{ name }}", kept)
    (file,) = files(kept)
    file.write_bytes(file.read_bytes()[:-7])
    assert rendered("Hello {{ name }}", kept) == "Hello &lt;b&gt;"
    assert rendered("Hello {{ name }}", kept) == "Hello &lt;b&gt;"


def test_it_lies_beside_the_configuration_and_git_does_not_see_it(tmp_path, kept):
    assert kept.folder.is_relative_to(tmp_path / ".cache" / "faultless")
    assert (tmp_path / ".cache" / "faultless" / ".gitignore").read_text() == "*\n"


def test_another_folder_can_be_named(tmp_path, monkeypatch):
    monkeypatch.setenv("FAULTLESS_CACHE", str(tmp_path / "said"))
    assert kept_beside(tmp_path).folder.is_relative_to(tmp_path / "said")
    assert kept_beside(tmp_path, tmp_path / "given").folder.is_relative_to(tmp_path / "given")
    assert not (tmp_path / ".cache").exists()


def test_nothing_is_kept_where_nobody_wants_it(tmp_path, monkeypatch):
    monkeypatch.setenv("FAULTLESS_CACHE", "")
    assert kept_beside(tmp_path) is None
    assert rendered("Hello", None) == "Hello"
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_kept_where_it_cannot_be(tmp_path):
    (tmp_path / "file").write_text("")
    assert kept_beside(tmp_path / "file") is None


def test_a_folder_that_vanished_is_no_mistake(tmp_path):
    kept = Kept(tmp_path / "gone", b"key")
    kept.put("name", b"content")
    assert kept.get("name") is None


def test_nothing_half_written_is_left(kept):
    kept.put("name", b"content")
    assert [path.name for path in files(kept)] == ["name"]


def test_what_somebody_without_the_key_wrote_is_as_if_it_were_not_there(tmp_path, kept):
    stranger = Kept(kept.folder, b"another")
    stranger.put("name", b"content")
    assert stranger.get("name") == b"content"
    assert kept.get("name") is None


def test_what_was_kept_under_one_name_is_not_taken_for_another(kept):
    kept.put("name", b"content")
    (kept.folder / "name").rename(kept.folder / "other")
    assert kept.get("other") is None


def test_machines_that_share_a_folder_share_a_key(tmp_path, monkeypatch):
    monkeypatch.setenv("FAULTLESS_CACHE_KEY", "secret of the team")
    kept_beside(tmp_path).put("name", b"content")
    assert kept_beside(tmp_path).get("name") == b"content"
    monkeypatch.setenv("FAULTLESS_CACHE_KEY", "secret of another team")
    assert kept_beside(tmp_path).get("name") is None


def test_the_key_is_made_once_and_is_its_owners_alone(tmp_path):
    for _ in range(2):
        program = "import sys; from faultless.caching import *; print(kept_beside(Path(sys.argv[1])).key.hex())"
        home = {"HOME": str(tmp_path), "PATH": os.environ["PATH"]}
        done = subprocess.run([sys.executable, "-c", program, tmp_path], env=home, capture_output=True, check=True)
        (key,) = (path for path in tmp_path.rglob("key"))
        assert done.stdout.decode().strip() == key.read_bytes().hex()
        assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_a_user_who_can_have_no_key_keeps_nothing(tmp_path):
    (tmp_path / "file").write_text("")
    program = "import sys; from faultless.caching import *; print(kept_beside(Path(sys.argv[1])))"
    home = {"HOME": str(tmp_path / "file"), "PATH": os.environ["PATH"]}
    done = subprocess.run([sys.executable, "-c", program, tmp_path], env=home, capture_output=True, check=True)
    assert done.stdout.decode().strip() == "None"
