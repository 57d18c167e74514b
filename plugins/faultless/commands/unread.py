"""Files that are not read as a whole: something that they say is missing from whatever is made of the records."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from faultless.reading import Records

_UNREAD = {"FM001", "FM002", "FM003"}
"""What is found on a file that is no text, or whose front matter is no YAML or has a key twice."""


def unread(records: Records) -> list[str]:
    """The paths of such files, in order."""
    return sorted({fault.path for fault in records.faults if fault.code in _UNREAD})
