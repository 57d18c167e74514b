"""What is kept between runs may vanish, break or be somebody else's; a run never notices."""

from __future__ import annotations

import os
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment

from faultless.caching import Kept, cache_folder, compiled_templates


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("FAULTLESS_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def rendered(template: str) -> str:
    made = Environment(loader=DictLoader({"page": template}), autoescape=True, bytecode_cache=compiled_templates())
    return made.get_template("page").render(name="<b>")


def files(folder) -> list[os.PathLike[str]]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_template_is_kept_compiled_and_used_again(folder):
    assert rendered("Hello {{ name }}") == "Hello &lt;b&gt;"
    (kept,) = files(folder)
    before = kept.stat().st_mtime_ns
    assert rendered("Hello {{ name }}") == "Hello &lt;b&gt;"
    assert (files(folder), kept.stat().st_mtime_ns) == ([kept], before)


def test_a_changed_template_is_compiled_anew(folder):
    rendered("Hello {{ name }}")
    assert rendered("Bye {{ name }}") == "Bye &lt;b&gt;"


@given(damage=st.binary(max_size=80), at=st.integers(0, 500))
def test_a_damaged_file_is_as_if_it_were_not_there(tmp_path_factory, damage, at):
    kept = Kept(tmp_path_factory.mktemp("kept"))
    kept.put("name", b"content" * 60)
    path = kept.folder / "name"
    whole = path.read_bytes()
    path.write_bytes(whole[:at] + damage)
    assert kept.get("name") in {None, b"content" * 60}
    assert (kept.get("name") is None) == (path.read_bytes() != whole)


def test_a_template_from_a_damaged_file_is_compiled_anew(folder):
    rendered("Hello {{ name }}")
    (kept,) = files(folder)
    kept.write_bytes(kept.read_bytes()[:-7])
    assert rendered("Hello {{ name }}") == "Hello &lt;b&gt;"
    assert rendered("Hello {{ name }}") == "Hello &lt;b&gt;"


def test_the_folder_is_the_users_own(folder):
    made = cache_folder(str(folder))
    assert made is not None
    assert stat.S_IMODE(made.stat().st_mode) == 0o700


def test_nothing_is_kept_where_nobody_wants_it(monkeypatch):
    monkeypatch.setenv("FAULTLESS_CACHE", "")
    assert compiled_templates() is None


def test_nothing_is_kept_where_it_cannot_be(tmp_path):
    (tmp_path / "file").write_text("")
    assert cache_folder(str(tmp_path / "file")) is None


def test_a_folder_that_vanished_is_no_mistake(tmp_path):
    kept = Kept(tmp_path / "gone")
    kept.put("name", b"content")
    assert kept.get("name") is None


def test_nothing_half_written_is_left(folder):
    kept = Kept(cache_folder(str(folder)))
    kept.put("name", b"content")
    assert [path.name for path in files(folder)] == ["name"]
