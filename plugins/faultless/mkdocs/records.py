"""The plugin `faultless`: reads the records, checks them, and lets nothing be written while they are wrong."""

from __future__ import annotations

from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from faultless.mkdocs.lasting import CAN_LAST, LastingSite
from faultless.mkdocs.loading import Loaded, loaded
from faultless.mkdocs.options import RecordsConfig
from faultless.mkdocs.reporting import report
from faultless.mkdocs.staging import NO_ROOM, Staging


class RecordsPlugin(BasePlugin[RecordsConfig]):  # type: ignore[no-untyped-call] # MkDocs leaves it open
    """Loads the content once per build for the other two plugins, and swaps the wiki in when all is well."""

    serving = False
    staging: Staging | None = None
    lasting: LastingSite | None = None
    loaded: Loaded

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is a preview; a build of changed files only would be wrong."""
        if dirty:
            raise PluginError("--dirty leaves pages and the search index stale; build without it.")
        self.serving = command == "serve"
        self.lasting = LastingSite() if self.serving and CAN_LAST else None

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check the content before anything on disk changes."""
        self.loaded = loaded(config, self.config)
        report(self.loaded.held, self.loaded.records, stops=not self.serving, strict=bool(config.strict))
        self.staging = None if self.serving else Staging(config)
        return config

    @event_priority(-1000)
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Let a preview keep its files."""
        if self.lasting is not None:
            self.lasting.begin(config)

    @event_priority(-1000)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Let the files of a preview, once all are known, go to where it keeps them."""
        if self.lasting is not None:
            self.lasting.take(files, config)
        return files

    @event_priority(-1000)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002 - by name
        """Leave alone a page of a preview that is as it was."""
        if self.lasting is not None:
            self.lasting.page(output, page)
        return output

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:  # noqa: ARG002
        """Build again when the baseline changes."""
        if self.loaded.held.file is not None:
            server.watch(str(self.loaded.held.file))
        return server

    @event_priority(-110)
    def on_post_build(self, *, config: MkDocsConfig) -> None:  # noqa: ARG002 - MkDocs passes it by name
        """Swap the wiki in, after the status site."""
        if self.lasting is not None:
            self.lasting.end()
        if self.staging is not None:
            self.staging.finish()
            self.staging = None

    def on_shutdown(self) -> None:
        """Leave nothing behind."""
        if self.lasting is not None:
            self.lasting.close()

    @event_priority(-100)
    def on_build_error(self, *, error: Exception) -> None:
        """Leave the last good site as it is."""
        if self.staging is not None:
            self.staging.discard()
            self.staging = None
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            raise PluginError(
                f"{error.filename2 or error.filename}: {error.strerror}. Nothing was changed; free space or"
                " mend the permissions, then build again"
            ) from None
