"""How the three plugins find each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

if TYPE_CHECKING:
    from faultless.mkdocs.records import RecordsPlugin
    from faultless.mkdocs.status import StatusPlugin


def records_of(config: MkDocsConfig) -> RecordsPlugin:
    """The plugin that loaded the records.

    Raises:
        PluginError: it is not configured; the message is the line to add.
    """
    from faultless.mkdocs.records import RecordsPlugin  # noqa: PLC0415 - the two modules need each other

    for plugin in config.plugins.values():
        if isinstance(plugin, RecordsPlugin):
            return plugin
    raise PluginError(
        "faultless/wiki and faultless/status need the plugin that reads the records.\n"
        "Add it to mkdocs.yml before them:\n\nplugins:\n  - faultless"
    )


def status_of(config: MkDocsConfig) -> StatusPlugin | None:
    """The plugin that builds the status site, or None where there is none."""
    from faultless.mkdocs.status import StatusPlugin  # noqa: PLC0415 - the two modules need each other

    return next((plugin for plugin in config.plugins.values() if isinstance(plugin, StatusPlugin)), None)
