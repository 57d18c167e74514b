"""cState: a Hugo theme that keeps one Markdown file an issue (its format is described at docs of cState 5 and 6)."""

from faultless.importing.cstate.importer import import_cstate

__all__ = ["import_cstate"]
