"""Folders of postmortems in Markdown."""

from faultless.importing.archive.importer import import_archive
from faultless.importing.archive.profiles import PROFILES

__all__ = ["PROFILES", "import_archive"]
