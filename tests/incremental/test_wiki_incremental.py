"""Whatever was edited, the wiki built on top of the last build is the one that a build from nothing makes."""

from __future__ import annotations

import logging
import os

import pytest
import yaml
from editing import Edited
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException
from test_incremental_equals_clean import files

EDITS = int(os.environ.get("FAULTLESS_EDITS", "16")) // 2
MORE = {
    "theme": {"name": "material", "font": False, "features": ["navigation.path"]},
    "markdown_extensions": [
        "admonition",
        "attr_list",
        "md_in_html",
        "sane_lists",
        "tables",
        {"toc": {"permalink": True}},
    ],
}


def built(edited: Edited, name: str, kept: str, monkeypatch) -> dict[str, bytes] | None:
    """The files of a wiki, or None where no build may publish it."""
    config = yaml.safe_load((edited.folder / "mkdocs.yml").read_text())
    config |= {**MORE, "docs_dir": "content", "site_dir": name, "site_url": "https://wiki.example.com/"}
    config["plugins"] = ["search", *config["plugins"]]
    config["plugins"][-1]["faultless/status"]["dir"] = f"{name}-status"
    file = edited.folder / f"{name}.yml"
    file.write_text(yaml.safe_dump(config))
    monkeypatch.setenv("FAULTLESS_CACHE", kept)
    monkeypatch.setenv("FAULTLESS_NOW", f"{edited.now:%Y-%m-%dT%H:%M:%SZ}")
    try:
        build(load_config(config_file=str(file)))
    except (Abort, MkDocsException):
        return None
    return {path: content for path, content in files(edited.folder / name).items() if not path.endswith(".gz")}


@pytest.mark.parametrize("seed", range(2))
def test_after_any_edits_each_wiki_equals_one_from_nothing(tmp_path, seed, monkeypatch):
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    edited = Edited(tmp_path / "edited", seed)
    compared = 0
    for _ in range(EDITS):
        edited.edit()
        edited.say_more()
        warm = built(edited, "warm", str(tmp_path / "kept"), monkeypatch)
        clean = built(edited, "clean", "", monkeypatch)
        assert (warm is None) == (clean is None), edited.edits
        if warm is None or clean is None:
            edited.undo()
            continue
        compared += 1
        edited.remember()
        assert warm.keys() == clean.keys(), edited.edits
        assert [path for path in warm if warm[path] != clean[path]] == [], edited.edits
    assert compared > EDITS / 3, "most edits must leave something that can be published"
