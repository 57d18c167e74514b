"""Other tools' incidents and archives as content."""

from faultless.importing.cstate import import_cstate
from faultless.importing.errors import ImportRefused
from faultless.importing.report import FileReport, Report

__all__ = ["FileReport", "ImportRefused", "Report", "import_cstate"]
