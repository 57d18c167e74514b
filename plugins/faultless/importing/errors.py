"""Why an import does not happen."""

from __future__ import annotations


class ImportRefused(Exception):
    """Nothing was written; the message says what stands in the way and what to do."""
