"""The folder of a preview, in which stays what has not changed.

Before each build MkDocs empties the folder that it serves, and then it writes every page again: of a thousand pages
that takes a third of the time between a save and the page. Here it empties a folder in which nothing is, and a page
that is as it was goes where nothing is kept.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

CAN_LAST = sys.platform != "win32"
"""Elsewhere no folder stands above what `os.devnull` names, and MkDocs would make one."""


class LastingSite:
    """What stands in the folder that a preview serves, from build to build."""

    def __init__(self) -> None:
        self._nothing = TemporaryDirectory(prefix="faultless-")
        self._site_dir = ""
        self._files: Files | None = None
        self._pages: dict[str, bytes] = {}
        self._standing: set[str] = set()
        self._left: tuple[File, str] | None = None

    def begin(self, config: MkDocsConfig) -> None:
        """Before MkDocs empties the folder."""
        if self._files is not None:  # the build before failed, and nobody knows what it has written
            self._standing |= _paths(self._files)
            self._pages.clear()
        if config.site_dir == self._nothing.name:  # it failed before the files were known
            config.site_dir = self._site_dir
        if config.site_dir != self._site_dir:
            self._site_dir = config.site_dir
            self._pages.clear()
            self._standing.clear()
        config.site_dir = self._nothing.name

    def take(self, files: Files, config: MkDocsConfig) -> None:
        """Before MkDocs writes: let everything go to the folder itself."""
        config.site_dir = self._site_dir
        self._files, self._left = files, None
        for file in files:
            file.dest_dir = self._site_dir
            vars(file).pop("abs_dest_path", None)

    def page(self, output: str, page: Page) -> None:
        """Before a page is written: leave alone what stands there."""
        self._put_back()
        file, written = page.file, output.encode("utf-8", "xmlcharrefreplace")
        digest = blake2b(written, digest_size=16).digest()
        if self._pages.get(file.dest_uri) == digest and os.path.isfile(file.abs_dest_path):  # noqa: PTH113 - for all
            self._left = file, file.abs_dest_path
            file.abs_dest_path = os.devnull
        self._pages[file.dest_uri] = digest

    def _put_back(self) -> None:
        """Have the page that was left alone say again where it is: MkDocs has written nothing by now."""
        if self._left is not None:
            file, path = self._left
            file.abs_dest_path = path
            self._left = None

    def end(self) -> None:
        """Once everything is written: what no file of this build is goes."""
        self._put_back()
        if self._files is None:
            return
        here = _paths(self._files)
        for path in self._standing - here:
            self._pages.pop(path, None)
            file = Path(self._site_dir, path)
            with suppress(OSError):
                file.unlink()
                for folder in file.relative_to(self._site_dir).parents[:-1]:
                    (Path(self._site_dir) / folder).rmdir()
        self._standing, self._files = here, None

    def close(self) -> None:
        """Leave nothing behind."""
        self._nothing.cleanup()


def _paths(files: Files) -> set[str]:
    return {file.dest_uri for file in files}
