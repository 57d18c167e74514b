"""Bringing what was rendered to where it is served."""

from faultless.publishing.content import Stopped, build_content
from faultless.publishing.status import Built, build_status, files_of_status, published_findings

__all__ = ["Built", "Stopped", "build_content", "build_status", "files_of_status", "published_findings"]
