"""Why an import does not happen."""

from __future__ import annotations


class ImportRefused(Exception):
    """Nothing was written; the message says what stands in the way and what to do."""


class ImportMisused(ImportRefused):
    """The source or the destination cannot be the one that is meant: there is nothing to import, or no place for it."""
