"""Bringing what was rendered to where it is served."""

from faultless.publishing.status import build_status, files_of_status, published_findings

__all__ = ["build_status", "files_of_status", "published_findings"]
