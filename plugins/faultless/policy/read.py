"""The policy as `mkdocs.yml` states it, read without MkDocs."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from faultless.policy.build import policy_from_options
from faultless.policy.errors import PolicyError
from faultless.policy.options import Policy

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLUGINS = ("faultless", "faultless/status")
_MAX_INHERITANCE = 10


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
        config = _nearest(content if content is not None else Path())
        if config is None:
            root = content.absolute().parent if content is not None else Path.cwd()
            return Policy(root=root)
    options = _read(config, environ, 0)
    plugins = _plugins(options.get("plugins"))
    root = config.absolute().parent
    return policy_from_options(
        plugins.get("faultless") or {},
        plugins.get("faultless/status") or {},
        root=root,
        source=config,
    )


def _nearest(content: Path) -> Path | None:
    start = content.absolute()
    for folder in (start, *start.parents):
        for name in ("mkdocs.yml", "mkdocs.yaml"):
            if (folder / name).is_file():
                return folder / name
    return None


class _Opaque:
    """A value under a tag we do not know: it is there, and that is all."""


class _Loader(_LOADER):  # type: ignore[misc] # one of two classes, chosen by what libyaml offers
    environ: Mapping[str, str] = {}


def _opaque(loader: Any, suffix: str, node: yaml.Node) -> Any:
    """`!relative`, `!!python/name:…` and the like: nothing is imported or executed."""
    del loader, suffix, node
    return _Opaque()


def _env(loader: Any, node: yaml.Node) -> Any:
    """`!ENV NAME`, `!ENV [NAME, OTHER, default]`."""
    if isinstance(node, yaml.ScalarNode):
        return loader.environ.get(node.value)
    items = [loader.construct_object(item) for item in node.value] if isinstance(node, yaml.SequenceNode) else []
    if len(items) == 1:
        return loader.environ.get(str(items[0]))
    for name in items[:-1]:
        if str(name) in loader.environ:
            return loader.environ[str(name)]
    return items[-1] if items else None


_Loader.add_multi_constructor("", _opaque)
_Loader.add_multi_constructor("!", _opaque)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _opaque)
_Loader.add_constructor("!ENV", _env)


def _read(config: Path, environ: Mapping[str, str], depth: int) -> dict[str, Any]:
    if depth > _MAX_INHERITANCE:
        raise PolicyError(config, ["INHERIT leads in a circle"])
    try:
        text = config.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise PolicyError(config, [f"cannot be read: {getattr(problem, 'strerror', None) or problem}"]) from None
    loader = _Loader(text)
    loader.environ = environ
    try:
        options = loader.get_single_data()
    except yaml.YAMLError as problem:
        raise PolicyError(config, [f"broken YAML: {' '.join(str(problem).split())}"]) from None
    finally:
        loader.dispose()
    if options is None:
        options = {}
    if not isinstance(options, dict):
        raise PolicyError(config, ["must be a mapping of options"])
    parent = options.pop("INHERIT", None)
    if isinstance(parent, str):
        return _merged(_read(config.parent / parent, environ, depth + 1), options)
    return options


def _merged(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """Mappings are merged, everything else is replaced, as MkDocs does for INHERIT."""
    merged = dict(base)
    for key, value in over.items():
        if isinstance(value, dict) and isinstance(merged.get(key), dict):
            merged[key] = _merged(merged[key], value)
        else:
            merged[key] = value
    return merged


def _plugins(listed: Any) -> dict[str, Any]:
    """Our plugins' options by name; `plugins` is a list or a mapping."""
    if isinstance(listed, dict):
        return {name: options for name, options in listed.items() if name in _PLUGINS}
    found: dict[str, Any] = {}
    for entry in listed if isinstance(listed, list) else []:
        if isinstance(entry, dict):
            found.update({name: options for name, options in entry.items() if name in _PLUGINS})
    return found
