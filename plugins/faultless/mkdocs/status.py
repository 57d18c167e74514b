"""The plugin `faultless/status`: builds the status site once the wiki stands."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger

from faultless.mkdocs.loading import overrides
from faultless.mkdocs.options import StatusConfig
from faultless.mkdocs.preview import Preview
from faultless.mkdocs.siblings import records_of
from faultless.mkdocs.staging import warnings_counted
from faultless.publishing.building import build_status
from faultless.publishing.denied import LeakFound
from faultless.tree import TreeError

log = get_plugin_logger(__name__)


class StatusPlugin(BasePlugin[StatusConfig]):  # type: ignore[no-untyped-call] # MkDocs leaves it open
    """Builds the public site beside the wiki."""

    preview: Preview | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Find a place for the preview."""
        self.preview = Preview() if command == "serve" else None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Make sure that somebody reads the records."""
        records_of(config)
        return config

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the status site, unless a strict build is about to fail."""
        if self.preview is None and warnings_counted():
            log.info("A strict build with warnings: the status site of the last good build stands")
            return
        known = records_of(config).loaded
        out = self.preview.folder if self.preview is not None else known.policy.status_dir
        try:
            built = build_status(known.records, known.policy, known.now, out, overrides(config, "status"), known.kept)
        except TreeError as problem:
            if self.preview is not None and isinstance(problem, LeakFound):
                log.error("%s", problem)  # noqa: TRY400 - a preview goes on, and the remedy is in the message
                return
            raise PluginError(str(problem)) from None
        log.info("Status site: %s: %s", out, built)
        if self.preview is not None:
            self.preview.show(Path(config.site_dir))

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:  # noqa: ARG002
        """Build again when a template of the site's own changes."""
        own = overrides(config, "status")
        if own is not None:
            server.watch(str(own))
        return server

    def on_shutdown(self) -> None:
        """Leave nothing behind."""
        if self.preview is not None:
            self.preview.close()
