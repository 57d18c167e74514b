"""Other tools' incidents and archives as content."""

from faultless.importing.archive import PROFILES, import_archive
from faultless.importing.cstate import import_cstate
from faultless.importing.errors import ImportMisused, ImportRefused
from faultless.importing.report import FileReport, Report
from faultless.importing.statuspage import fetched, import_statuspage

__all__ = [
    "PROFILES", "FileReport", "ImportMisused", "ImportRefused", "Report", "fetched", "import_archive", "import_cstate",
    "import_statuspage",
]  # fmt: skip
