"""Where the files of a cState site lie, and what each of them is."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path, PurePosixPath
from typing import Any
from zoneinfo import ZoneInfo

from faultless.importing.cstate.dates import UTC
from faultless.importing.cstate.hugo import Unreadable, parse, read_text
from faultless.importing.errors import ImportRefused

_CONFIGS = tuple(f"{stem}.{ending}" for stem in ("config", "hugo") for ending in ("yml", "yaml", "toml", "json"))
_FOLDERS = ("", "config/_default/")
_MARKDOWN = {".md", ".markdown", ".mdown"}


@dataclass(frozen=True, slots=True)
class Found:
    """A file below the content of a site.

    Attributes:
        path: POSIX, relative to the site.
        inner: its path below the folder of issues, without ending and language; empty where it is no issue.
        refused: why it is no issue, or cannot be read as one; empty: it is one.
    """

    path: str
    inner: str = ""
    refused: str = ""


def read_config(source: Path) -> tuple[str, dict[str, Any]]:
    """The site's configuration, and the path of its file.

    Raises:
        ImportRefused: there is none, or it cannot be read.
    """
    if not source.exists():
        raise ImportRefused(f"{source} does not exist; name the folder of the cState site")
    if not source.is_dir():
        raise ImportRefused(f"{source} is a file; name the folder of the cState site")
    for folder in _FOLDERS:
        for name in _CONFIGS:
            if (source / folder / name).is_file():
                config = _parsed(source / folder / name)
                return folder + name, config | _params(source / folder, config)
    raise ImportRefused(f"{source} is no cState site: there is none of {', '.join(_CONFIGS)}")


def _params(folder: Path, config: Mapping[str, Any]) -> dict[str, Any]:
    """Hugo lets `params` be a file of its own beside the configuration."""
    if folder.name != "_default":
        return {}
    files = [folder / f"params.{ending}" for ending in ("yml", "yaml", "toml", "json")]
    own = next((_parsed(file) for file in files if file.is_file()), {})
    inner = config.get("params")
    return {"params": {**(inner if isinstance(inner, dict) else {}), **own}}


def _parsed(file: Path) -> dict[str, Any]:
    try:
        text, _ = read_text(file)
        return parse(text, file.suffix[1:])
    except Unreadable as problem:
        raise ImportRefused(f"{file}: {problem}. Nothing was written") from None
    except OSError as problem:
        raise ImportRefused(f"{file}: {problem.strerror or problem}. Nothing was written") from None


def zone_of(config: Mapping[str, Any]) -> tzinfo:
    """The zone of dates that name none: the site's `timeZone`, as Hugo reads them, else UTC."""
    name = config.get("timeZone")
    try:
        return ZoneInfo(name) if isinstance(name, str) and "/" in name else UTC
    except (OSError, ValueError, LookupError):
        return UTC


def files_of(source: Path, config: Mapping[str, Any]) -> list[Found]:
    """Every file of the site's content, in the order of their paths.

    Raises:
        ImportRefused: there is no folder of issues.
    """
    languages = config.get("languages")
    names = {str(name): entry for name, entry in languages.items()} if isinstance(languages, dict) else {}
    main = str(config.get("defaultContentLanguage") or next(iter(names), "en"))
    folders = {"": str(config.get("contentDir") or "content")}
    for name, entry in {main: {}, **names}.items():
        own = entry.get("contentDir") if isinstance(entry, dict) else None
        folders[name] = str(own or f"{folders['']}/{name}")
    roots = {language: PurePosixPath(folder) for language, folder in folders.items() if ".." not in folder}
    issues = {str(root / "issues"): language for language, root in roots.items()}
    wanted = [folder for folder, language in issues.items() if language in {"", main}]
    if not any((source / folder).is_dir() for folder in wanted):
        raise ImportRefused(f"{source} is no cState site: there is no folder {' or '.join(wanted)}")
    found: dict[str, Found] = {}
    for root in {str(root) for root in roots.values()}:
        for path, blocked in _walk(source, root):
            found[path] = Found(path, refused=blocked) if blocked else _judged(path, issues, main, set(names) | {main})
    return [found[path] for path in sorted(found)]


def _judged(path: str, issues: Mapping[str, str], main: str, languages: set[str]) -> Found:
    """What a file is, by its path."""
    own = [folder for folder in issues if path.startswith(f"{folder}/")]
    if not own:
        return Found(path, refused="not an issue: only the issues of a site are imported")
    folder = max(own, key=len)
    inner = PurePosixPath(path[len(folder) + 1 :])
    if inner.suffix.casefold() not in _MARKDOWN:
        return Found(path, refused="not Markdown")
    stem, _, language = inner.stem.rpartition(".")
    if not stem or language not in languages:
        stem, language = inner.stem, issues[folder] or main
    if stem == "_index":
        return Found(path, refused="the page of a list, not an issue")
    if language != main:
        return Found(path, refused=f"a translation ({language}); the default language ({main}) is imported")
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


def address_of(inner: str, front: Mapping[str, Any]) -> str:
    """Where cState showed an issue: a path, made as Hugo makes it of the file's name, its `slug` or its `url`."""
    url = front.get("url")
    if isinstance(url, str) and url.strip():
        return "/" + url.strip().lstrip("/")
    last = front.get("slug")
    path = PurePosixPath(inner)
    if isinstance(last, str) and last.strip() and "/" not in last:
        path = path.with_name(last.strip()) if last.strip() not in {".", ".."} else path
    kept = re.sub(r"[^\w./#+~@-]", "", re.sub(r"\s+", "-", str(path).lower()))
    return f"/issues/{kept}/"
