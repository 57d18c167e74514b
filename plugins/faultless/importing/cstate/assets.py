"""The files that issues show or link to: copied below `public/`, where public text may use them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit

from faultless.importing.cstate.config import content_folders
from faultless.importing.relink import relinked
from faultless.importing.report import FileReport

MAX_BYTES, MAX_TOTAL = 10_000_000, 200_000_000
"""What is copied of one file, and of all files of a site."""

_SIGNATURES: Mapping[str, tuple[bytes, ...]] = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".gif": (b"GIF87a", b"GIF89a"),
    ".webp": (b"RIFF",),
    ".avif": (b"\0\0\0",),
    ".svg": (),
    ".pdf": (b"%PDF-",),
    ".txt": (),
    ".csv": (),
}
"""The kinds of files that are copied, by their ending, and how such a file begins."""

_ACTIVE = re.compile(rb"<script|<foreignobject|\son[a-z]+\s*=|javascript:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an issue stands.

    Attributes:
        path: its file, POSIX and relative to the site.
        address: the one cState gave it.
        hidden: readers did not see it.
    """

    path: str
    address: str
    hidden: bool = False


class NotTaken(Exception):
    """A file that is not copied; the message says why."""


@dataclass
class Assets:
    """The files of a site that its issues use; each is copied once.

    Attributes:
        source: the folder of the site.
        config: its configuration.
        files: what was copied: content by path in the destination.
        origins: the path in the source of each.
    """

    source: Path
    config: Mapping[str, Any]
    files: dict[str, bytes] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)

    def localised(self, text: str, place: Place, report: FileReport) -> str:
        """An issue's text with its files of the site below `public/`; a picture that cannot be had is its words.

        What leads to another site or to a page stays as it is.
        """
        return relinked(text, lambda target, image: self._moved(target, place, report, image=image))

    def _moved(self, target: str, place: Place, report: FileReport, *, image: bool) -> str | None:
        """The new address of a target; empty where its file cannot be had, None where it is none of ours."""
        address = self._own(target)
        if address is None or not (image or PurePosixPath(address).suffix.casefold() in _SIGNATURES):
            return None
        try:
            return "../" + quote(self._taken(address, place), safe="/-_.~")
        except NotTaken as problem:
            report.refused.append(f"the file {target}: {problem}; its words are kept")
            return ""

    def _own(self, target: str) -> str | None:
        """The path of an address of this site; None for one of another."""
        base = self.config.get("baseURL")
        base = base.strip() if isinstance(base, str) else ""
        if "://" in base and target.startswith(base.rstrip("/") + "/"):
            target = target[len(base.rstrip("/")) :]
        try:
            parts = urlsplit(target)
            folder = urlsplit(base).path.rstrip("/")
        except ValueError:
            return None
        if parts.scheme or parts.netloc or not parts.path:
            return None
        path = unquote(parts.path)
        return path[len(folder) :] if folder and path.startswith(folder + "/") else path

    def _taken(self, address: str, place: Place) -> str:
        """Where the file at an address of the site is copied to."""
        if any(not character.isprintable() or character == "\\" for character in address):
            raise NotTaken("its name holds signs that no address has")
        outside = False
        for folder, inner in self._candidates(address, place):
            path = PurePosixPath(inner)
            if ".." in path.parts:
                outside = True
                continue
            file = self.source / folder / path
            if os.path.lexists(file):
                if place.hidden and folder in content_folders(self.config)[1].values():
                    raise NotTaken("only a hidden issue shows it, and whatever is in public/ is published")
                return self._copied(folder, path)
        raise NotTaken("it lies outside of the site" if outside else "it is not in the source")

    def _candidates(self, address: str, place: Place) -> Iterator[tuple[str, str]]:
        """Folders of the site, and the path that an address has in each, in the order in which they are looked into."""
        content = list(content_folders(self.config)[1].values())
        static = self.config.get("staticDir")
        listed = [one for one in static if isinstance(one, str)] if isinstance(static, list) else []
        statics = listed or [static if isinstance(static, str) and static else "static"]
        folders = [one for one in (*statics, *content) if ".." not in PurePosixPath(one).parts and one[:1] != "/"]
        if not address.startswith("/"):
            beside = _within(PurePosixPath(place.path).parent.as_posix(), address)
            if beside.startswith("../"):
                yield folders[0], beside
                return
            for folder in sorted(folders, key=len, reverse=True):
                if beside.startswith(f"{folder}/"):
                    yield folder, beside[len(folder) + 1 :]
            address = urljoin(place.address, address)
        for folder in folders:
            yield folder, address.lstrip("/")

    def _copied(self, folder: str, path: PurePosixPath) -> str:
        target = f"public/{path}"
        origin = (PurePosixPath(folder) / path).as_posix()
        if self.origins.get(target, origin) != origin:
            raise NotTaken(f"{self.origins[target]} has its place already")
        if target not in self.files:
            content = _content(self.source, folder, path)
            if sum(map(len, self.files.values())) + len(content) > MAX_TOTAL:
                raise NotTaken(f"all files together are larger than {MAX_TOTAL // 1_000_000} MB")
            self.files[target], self.origins[target] = content, origin
        return target


def _within(folder: str, address: str) -> str:
    """A relative address from a folder on, its `..` resolved as far as they go."""
    parts: list[str] = [part for part in folder.split("/") if part not in {"", "."}]
    for part in address.split("/"):
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)


def _content(source: Path, folder: str, path: PurePosixPath) -> bytes:
    """A file's bytes, if it is one that may be shown to customers."""
    file = source / folder / path
    try:
        home = (source / folder).resolve()
        if not (home.is_relative_to(source.resolve()) and file.resolve(strict=True).is_relative_to(home)):
            raise NotTaken("it is a link that leads out of its folder")
        if not file.is_file():
            raise NotTaken("it is no file")
        if any(part.startswith(".") for part in path.parts):
            raise NotTaken("it is hidden")
        ending = path.suffix.casefold()
        if ending not in _SIGNATURES:
            raise NotTaken(f"files such as {path.name} are not copied, only {', '.join(_SIGNATURES)}")
        if file.stat().st_size > MAX_BYTES:
            raise NotTaken(f"it is larger than {MAX_BYTES // 1_000_000} MB")
        content = file.read_bytes()
    except (OSError, RuntimeError) as problem:
        raise NotTaken(f"it cannot be read: {getattr(problem, 'strerror', None) or problem}") from None
    if not content:
        raise NotTaken("it is empty")
    if _SIGNATURES[ending] and not content.startswith(_SIGNATURES[ending]):
        raise NotTaken(f"it is not what its ending {ending} says")
    if ending == ".svg" and (b"<svg" not in content or _ACTIVE.search(content)):
        raise NotTaken("it is no SVG, or one with scripts")
    return content
