"""The files of a cState site, what each of them is, and where it was shown."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from faultless.importing.cstate.config import WHAT_IT_IS, content_folders, main_language
from faultless.importing.errors import ImportMisused

_MARKDOWN = {".md", ".markdown", ".mdown"}
_OTHER_MARKUP = {".html", ".htm", ".org", ".adoc", ".asciidoc", ".ad", ".rst", ".pandoc", ".pdc"}
"""What else Hugo makes pages of."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file below the content of a site.

    Attributes:
        path: POSIX, relative to the site.
        inner: its path below the folder of issues, without ending and language; empty where it is no issue.
        left: why it is no issue; empty: it is one.
        refused: why it cannot be read; empty: it can.
    """

    path: str
    inner: str = ""
    left: str = ""
    refused: str = ""


def files_of(source: Path, config: Mapping[str, Any]) -> list[Found]:
    """Every file of the site's content, in the order of their paths.

    Raises:
        ImportMisused: there is no folder of issues.
    """
    main, roots = content_folders(config)
    issues = {f"{root}/issues": language for language, root in roots.items()}
    wanted = [folder for folder, language in issues.items() if language in {"", main}]
    if not any((source / folder).is_dir() for folder in wanted):
        raise ImportMisused(f"{source} is no cState site: there is no folder {' or '.join(wanted)}. {WHAT_IT_IS}")
    found: dict[str, Found] = {}
    for root in set(roots.values()):
        for path, blocked in _walk(source, root):
            found[path] = Found(path, refused=blocked) if blocked else _judged(path, issues, main, set(roots) - {""})
    return [found[path] for path in sorted(found)]


def _judged(path: str, issues: Mapping[str, str], main: str, languages: set[str]) -> Found:
    """What a file is, by its path."""
    own = [folder for folder in issues if path.startswith(f"{folder}/")]
    if not own:
        return Found(path, left="not an issue: only the issues of a site are imported")
    folder = max(own, key=len)
    inner = PurePosixPath(path[len(folder) + 1 :])
    if inner.suffix.casefold() in _OTHER_MARKUP and inner.stem.partition(".")[0] != "_index":
        return Found(path, refused=f"an issue in {inner.suffix}, and only Markdown is read")
    if inner.suffix.casefold() not in _MARKDOWN:
        return Found(path, left="not Markdown")
    stem, _, language = inner.stem.rpartition(".")
    if not stem or language not in languages:
        stem, language = inner.stem, issues[folder] or main
    if stem == "_index":
        return Found(path, left="the page of a list, not an issue")
    if language != main:
        return Found(path, left=f"a translation ({language}); the default language ({main}) is imported")
    bundle = stem == "index" and inner.parent != PurePosixPath()
    return Found(path, str(inner.parent if bundle else inner.with_name(stem)))


def _walk(source: Path, root: str) -> Iterator[tuple[str, str]]:
    """The POSIX paths of all files below a folder, each with why it cannot be read (empty: it can).

    No link to a folder is followed, so nothing goes round in circles.
    """
    unreadable: list[OSError] = []
    for place, folders, files in os.walk(source / root, onerror=unreadable.append):
        for name in folders:
            if (Path(place) / name).is_symlink():
                yield _relative(Path(place) / name, source), "a link to a folder: not followed"
        for name in files:
            file = Path(place) / name
            yield _relative(file, source), _blocked(file, source)
    for problem in unreadable:
        if Path(problem.filename).exists():
            yield _relative(Path(problem.filename), source), f"the folder cannot be read: {problem.strerror}"


def _relative(file: Path, source: Path) -> str:
    return file.relative_to(source).as_posix().encode("utf-8", "replace").decode("utf-8")


def _blocked(file: Path, source: Path) -> str:
    try:
        if not file.resolve(strict=True).is_relative_to(source.resolve()):
            return "a link that leads out of the site"
    except (OSError, RuntimeError):
        return "a link that leads nowhere"
    return "" if file.is_file() else "neither a file nor a folder"


def address_of(found: Found, front: Mapping[str, Any], config: Mapping[str, Any]) -> str:
    """Where cState showed an issue: a path, made as Hugo makes it of the file's name, its `slug` or its `url`."""
    url = front.get("url")
    if isinstance(url, str) and url.strip():
        return "/" + url.strip().lstrip("/")
    last = front.get("slug")
    path = PurePosixPath(found.inner)
    if isinstance(last, str) and last.strip() and "/" not in last:
        path = path.with_name(last.strip()) if last.strip() not in {".", ".."} else path
    folder = f"/{main_language(config).lower()}" if _says_yes(config, "defaultContentLanguageInSubdir") else ""
    shown = re.sub(r"\s+", "-", str(path))
    shown = shown if _says_yes(config, "disablePathToLower") else shown.lower()
    kept = re.sub(r"[^\w./#+~@-]", "", shown).replace("#", "%23")
    return f"{folder}/issues/{kept}" + (".html" if _says_yes(config, "uglyURLs") else "/")


def _says_yes(config: Mapping[str, Any], key: str) -> bool:
    return str(config.get(key)).strip().casefold() == "true"
