"""Atlassian Statuspage, by what its public API (version 2) says."""

from faultless.importing.statuspage.importer import import_statuspage
from faultless.importing.statuspage.live import fetched

__all__ = ["fetched", "import_statuspage"]
