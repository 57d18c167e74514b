"""The status site beside the wiki while `mkdocs serve` runs."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

STATUS_LINK = "_status/"
"""Where the preview shows the status site, relative to the wiki's root."""


class Preview:
    """A folder for the previewed status site that lives as long as the server."""

    def __init__(self) -> None:
        self.keeper = TemporaryDirectory(prefix="faultless-")
        self.folder = Path(self.keeper.name) / "status"

    def show(self, site_dir: Path) -> None:
        """Make the status site visible below the served wiki."""
        link = site_dir / STATUS_LINK.rstrip("/")
        if not link.is_symlink():
            link.symlink_to(self.folder, target_is_directory=True)

    def close(self) -> None:
        """Delete it."""
        self.keeper.cleanup()
