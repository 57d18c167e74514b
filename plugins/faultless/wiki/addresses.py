"""Where each page of the wiki stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

FOLDERS = {
    "incident": "incidents",
    "postmortem": "postmortems",
    "root-cause": "root-causes",
    "component": "components",
    "factor": "factors",
    "person": "people",
    "rule": "handbook/rules",
}
"""The folder of each kind's pages, both in the content and in the site."""

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}")
_INDEXES = {"index", "readme"}


def addressable(identifier: str) -> bool:
    """Whether an id can be a part of an address; anything else was refused by a check and has no page."""
    return _SAFE.fullmatch(identifier) is not None


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of the wiki, relative to its root and without a leading slash.

    Attributes:
        folders: pages are folders with an `index.html` (MkDocs' `use_directory_urls`), else plain files.
    """

    folders: bool = True

    def file_of(self, kind: str, identifier: str) -> str:
        """The file that a page is written to."""
        return self._file(f"{FOLDERS[kind]}/{identifier}")

    def file_of_index(self, folder: str) -> str:
        """The file of a folder's own page; the home page is that of the folder ``""``."""
        return f"{folder}/index.html" if folder else "index.html"

    def file_of_page(self, path: str) -> str:
        """The file of an ordinary page by the path of its source."""
        source = PurePosixPath(path)
        if source.stem.casefold() in _INDEXES:
            return self.file_of_index(source.parent.as_posix().removeprefix("."))
        return self._file(source.with_suffix("").as_posix())

    def _file(self, stem: str) -> str:
        return f"{stem}/index.html" if self.folders else f"{stem}.html"

    def link_to(self, file: str) -> str:
        """What a link to a written file says: the folder where that is enough."""
        if self.folders and (file == "index.html" or file.endswith("/index.html")):
            return file.removesuffix("index.html")
        return file


def way_up(file: str) -> str:
    """What leads from a written file to the wiki's root: `../../`, or `./` at the root."""
    return "../" * file.count("/") or "./"
