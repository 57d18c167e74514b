"""The configuration of a cState site, from all the places where Hugo lets it stand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from pathlib import Path, PurePosixPath
from typing import Any
from zoneinfo import ZoneInfo

from faultless.importing.cstate.hugo import Unreadable, named, parse, read_text
from faultless.importing.dates import UTC
from faultless.importing.errors import ImportMisused, ImportRefused

_CONFIGS = tuple(f"{stem}.{ending}" for stem in ("config", "hugo") for ending in ("yml", "yaml", "toml", "json"))
_FOLDERS = ("", "config/_default/")
WHAT_IT_IS = (
    f"A cState site is a folder with Hugo's configuration ({_CONFIGS[0]}, or another of {', '.join(_CONFIGS[1:])}) "
    "and one Markdown file an issue in content/issues; name that folder."
)
SETTINGS = (
    "title", "baseURL", "params", "languages", "languageCode", "defaultContentLanguage",
    "defaultContentLanguageInSubdir", "contentDir", "staticDir", "timeZone", "uglyURLs", "disablePathToLower",
)  # fmt: skip
PARAMS = ("categories", "systems", "description")
"""What is read of a configuration, as cState's documentation spells it."""


def read_config(source: Path) -> tuple[str, dict[str, Any]]:
    """The site's configuration, and the path of its file.

    Raises:
        ImportMisused: there is none.
        ImportRefused: it cannot be read.
    """
    if not source.exists():
        raise ImportMisused(f"{source} does not exist. {WHAT_IT_IS}")
    if not source.is_dir():
        raise ImportMisused(f"{source} is a file. {WHAT_IT_IS}")
    for folder in _FOLDERS:
        for name in _CONFIGS:
            if (source / folder / name).is_file():
                return folder + name, _whole(source / folder, _parsed(source / folder / name))
    raise ImportMisused(f"{source} is no cState site: there is no configuration. {WHAT_IT_IS}{_meant(source)}")


def _meant(source: Path) -> str:
    """A hint at the folder around or in this one that holds a site."""
    try:
        inside = [place for place in sorted(source.iterdir()) if not place.is_symlink()]
    except OSError:
        return ""
    for place in (*source.absolute().parents[:2], *inside):
        configured = any((place / folder / name).is_file() for folder in _FOLDERS for name in _CONFIGS)
        if configured and (place / "content" / "issues").is_dir():
            return f" Did you mean {place}?"
    return ""


def _whole(folder: Path, config: Mapping[str, Any]) -> dict[str, Any]:
    """A configuration with the parts of it that are files of their own, and what it says of the main language only."""
    whole = named(config, SETTINGS)
    apart = folder.name == "_default"
    for part in ("params", "languages") if apart else ():
        whole[part] = {**_mapping(whole.get(part)), **_part(folder, part)}
    main = main_language(whole)
    params = {**_mapping(whole.get("params")), **(_part(folder, f"params.{main}") if apart else {})}
    own = named(_mapping(_mapping(whole.get("languages")).get(main)), SETTINGS)
    params |= _mapping(own.get("params"))
    return whole | ({"title": own["title"]} if "title" in own else {}) | {"params": named(params, PARAMS)}


def _part(folder: Path, name: str) -> dict[str, Any]:
    """Hugo lets a key of the configuration be a file beside it."""
    files = [f"{name}.{ending}" for ending in ("yml", "yaml", "toml", "json") if "/" not in name]
    return next((_parsed(folder / file) for file in files if (folder / file).is_file()), {})


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


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


def content_folders(config: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    """The default language, and the folder of content of each; the one of no language is the site's own.

    Folders are POSIX paths within the site; one that leads out of it is left out.
    """
    names = _mapping(config.get("languages"))
    main = main_language(config)
    common = _text(config.get("contentDir")) or "content"
    folders = {"": common}
    for name, entry in {main: {}, **names}.items():
        folders[name] = _text(named(_mapping(entry), SETTINGS).get("contentDir")) or f"{common}/{name}"
    paths = {language: PurePosixPath(folder) for language, folder in folders.items()}
    return main, {name: str(path) for name, path in paths.items() if not path.is_absolute() and ".." not in path.parts}


def main_language(config: Mapping[str, Any]) -> str:
    """The language of the site, or the one that Hugo takes for it."""
    languages = _mapping(config.get("languages"))
    return _text(config.get("defaultContentLanguage")) or ("en" if "en" in languages else next(iter(languages), "en"))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
