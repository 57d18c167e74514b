"""Where the pages of the rules can be read: in the handbook of the wiki that the content is built into."""

from __future__ import annotations

from pathlib import Path

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WIKI = "faultless/wiki"


def handbook_of(config: Path | None) -> str:
    """The address of a rule's page with `{code}` in it, or empty where the configuration tells of no such wiki.

    Args:
        config: the `mkdocs.yml`. What it inherits and what it takes from the environment is not looked at.
    """
    try:
        node = yaml.compose(config.read_text(encoding="utf-8-sig"), _LOADER) if config is not None else None
    except (OSError, ValueError, RecursionError, yaml.YAMLError):
        return ""
    if not isinstance(node, yaml.MappingNode):
        return ""
    options = {key.value: value for key, value in node.value if isinstance(key, yaml.ScalarNode)}
    site, folders = options.get("site_url"), options.get("use_directory_urls")
    if not isinstance(site, yaml.ScalarNode) or not site.value.startswith(("https://", "http://")):
        return ""
    if not _names_wiki(options.get("plugins")):
        return ""
    page = "{code}.html" if isinstance(folders, yaml.ScalarNode) and folders.value.lower() == "false" else "{code}/"
    return f"{site.value.rstrip('/')}/handbook/rules/{page}"


def _names_wiki(plugins: yaml.Node | None) -> bool:
    """Whether the list, or the mapping, of plugins has the wiki in it."""
    entries = plugins.value if isinstance(plugins, yaml.CollectionNode) else []
    for entry in entries:
        named = entry if isinstance(entry, tuple) else entry.value[0] if isinstance(entry, yaml.MappingNode) else entry
        key = named[0] if isinstance(named, tuple) else named
        if isinstance(key, yaml.ScalarNode) and key.value == _WIKI:
            return True
    return False
