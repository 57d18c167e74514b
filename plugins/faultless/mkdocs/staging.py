"""Building the wiki aside: the last good site stands until the new one is complete."""

from __future__ import annotations

import errno
import logging
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from faultless.tree import StagedTree, TreeError

NO_ROOM = frozenset(
    {errno.ENOSPC, errno.EFBIG, errno.EACCES, errno.EPERM, errno.EROFS, getattr(errno, "EDQUOT", errno.ENOSPC)}
)
"""What the system says where a disk is full or may not be written to."""


def warnings_counted() -> bool:
    """Whether a strict build has counted a warning, which will fail it; MkDocs itself looks only after writing.

    ProperDocs counts at a logger of its own, which it puts above that of MkDocs, and with a class of its own.
    """
    logger: logging.Logger | None = logging.getLogger("mkdocs")
    while logger is not None:
        counters = (getattr(handler, "get_counts", None) for handler in logger.handlers)
        if any(count() for count in counters if count is not None):
            return True
        logger = logger.parent
    return False


class Staging:
    """Points `site_dir` to a folder beside it for the length of a build.

    Raises:
        PluginError: the place cannot be written to, or another build holds it.
    """

    def __init__(self, config: MkDocsConfig) -> None:
        self.config = config
        self.site_dir = config.site_dir
        try:
            self.tree = StagedTree(Path(config.site_dir))
        except TreeError as problem:
            raise PluginError(str(problem)) from None
        config.site_dir = str(self.tree.folder)

    def finish(self) -> None:
        """Put the built wiki in place, unless a strict build is about to fail."""
        if warnings_counted():
            self.discard()
            return
        self.config.site_dir = self.site_dir
        try:
            self.tree.swap()
        except TreeError as problem:
            raise PluginError(str(problem)) from None

    def discard(self) -> None:
        """Throw away what was built."""
        self.config.site_dir = self.site_dir
        self.tree.discard()
