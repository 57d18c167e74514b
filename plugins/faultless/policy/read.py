"""The policy as `mkdocs.yml` states it, read without MkDocs."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from faultless.policy.build import policy_from_options
from faultless.policy.errors import PolicyError, Problem
from faultless.policy.options import Policy

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLUGINS = ("faultless", "faultless/wiki", "faultless/status")
_MAX_INHERITANCE = 10
_MAX_DEPTH = 20
"""How deeply inherited options are merged; an alias may make them endless."""


def read_policy(
    config: Path | None = None, *, content: Path | None = None, environ: Mapping[str, str] | None = None
) -> Policy:
    """The options in force.

    Args:
        config: the `mkdocs.yml` to read; None: the nearest at or above `content`, else the defaults.
        content: the content root.
        environ: for `!ENV`; None: the process's.

    Raises:
        PolicyError: the file cannot be read, or an option is unknown or has a wrong value; all of them are named.
    """
    environ = os.environ if environ is None else environ
    if config is None:
        config = nearest_configuration(content if content is not None else Path())
        if config is None:
            root = content.absolute().parent if content is not None else Path.cwd()
            return Policy(root=root)
    options = read_configuration(config, environ)
    plugins = _plugins(options.get("plugins"))
    return policy_from_options(
        plugins.get("faultless"),
        plugins.get("faultless/status"),
        wiki=plugins.get("faultless/wiki"),
        root=config.absolute().parent,
        source=config,
        site_url=options.get("site_url"),
    )


def read_configuration(config: Path, environ: Mapping[str, str]) -> dict[str, Any]:
    """Everything that a `mkdocs.yml` says, with what it inherits; nothing in it is imported or executed.

    Args:
        config: the file.
        environ: for `!ENV`.

    Raises:
        PolicyError: the file cannot be read.
    """
    return _read(config, environ, 0)


def nearest_configuration(content: Path) -> Path | None:
    """The `mkdocs.yml` at or above a folder, or None."""
    start = content.absolute()
    for folder in (start, *start.parents):
        for name in ("mkdocs.yml", "mkdocs.yaml"):
            if (folder / name).is_file():
                return folder / name
    return None


class _Opaque:
    """A value under a tag we do not know: it is there, and that is all."""

    def __repr__(self) -> str:
        return "a value under an unknown tag"


class _Loader(_LOADER):  # type: ignore[misc] # one of two classes, chosen by what libyaml offers
    environ: Mapping[str, str] = {}


def _opaque(loader: Any, suffix: str, node: yaml.Node) -> Any:
    """`!relative`, `!!python/name:…` and the like: nothing is imported or executed."""
    del loader, suffix, node
    return _Opaque()


def _env(loader: Any, node: yaml.Node) -> Any:
    """`!ENV NAME`, `!ENV [NAME, OTHER, default]`; what the variable holds is read as YAML reads a bare word."""
    names, default = [node], None
    if isinstance(node, yaml.SequenceNode):
        names = node.value
        if len(names) > 1:
            *names, last = names
            default = loader.construct_object(last, deep=True)
    for name in names:
        value = loader.environ.get(name.value) if isinstance(name, yaml.ScalarNode) else None
        if value is not None:
            tag = loader.resolve(yaml.ScalarNode, value, (True, False))
            return loader.construct_object(yaml.ScalarNode(tag, value))
    return default


_Loader.add_multi_constructor("", _opaque)
_Loader.add_constructor("!ENV", _env)


def _wrong(config: Path, text: str, line: int | None = None) -> PolicyError:
    return PolicyError(config, [Problem(text, line=line)])


def _read(config: Path, environ: Mapping[str, str], depth: int) -> dict[str, Any]:
    if depth > _MAX_INHERITANCE:
        raise _wrong(config, "INHERIT leads in a circle")
    try:
        text = config.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as problem:
        raise _wrong(config, f"cannot be read: {getattr(problem, 'strerror', None) or problem}") from None
    options = _mapping(text, config, environ)
    parent = options.pop("INHERIT", None)
    if isinstance(parent, str):
        return _merged(_read(config.parent / parent, environ, depth + 1), options)
    return options


def _mapping(text: str, config: Path, environ: Mapping[str, str]) -> dict[str, Any]:
    try:
        loader = _Loader(text)
        loader.environ = environ
        try:
            options = loader.get_single_data()
        finally:
            loader.dispose()
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        said = " ".join(str(getattr(problem, "problem", None) or problem).split())
        line = None if mark is None else min(mark.line, text.rstrip().count("\n")) + 1
        raise _wrong(config, f"broken YAML: {said}", line) from None
    except RecursionError:
        raise _wrong(config, "broken YAML: nested too deeply") from None
    except (ValueError, TypeError, LookupError, AttributeError) as problem:
        # PyYAML's constructors raise these for a day, a number or a flag that is none, such as 2026-13-45
        raise _wrong(config, f"broken YAML: a value that cannot be read ({problem})") from None
    if options is None:
        return {}
    if not isinstance(options, dict):
        raise _wrong(config, "must be a mapping of options")
    return options


def _merged(base: dict[str, Any], over: dict[str, Any], depth: int = 0) -> dict[str, Any]:
    """Mappings are merged, everything else is replaced, as MkDocs does for INHERIT."""
    merged = dict(base)
    for key, value in over.items():
        if isinstance(value, dict) and isinstance(merged.get(key), dict) and depth < _MAX_DEPTH:
            merged[key] = _merged(merged[key], value, depth + 1)
        else:
            merged[key] = value
    return merged


def _plugins(listed: Any) -> dict[str, Any]:
    """Our plugins' options by name; `plugins` is a list or a mapping. MkDocs' own option `enabled` is left out."""
    entries = [listed] if isinstance(listed, dict) else listed if isinstance(listed, list) else []
    found: dict[str, Any] = {}
    for entry in entries:
        for name, options in entry.items() if isinstance(entry, dict) else ():
            if name in _PLUGINS:
                own = isinstance(options, dict)
                found[name] = {key: one for key, one in options.items() if key != "enabled"} if own else options
    return found
