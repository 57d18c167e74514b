"""Named root causes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class CauseStatus(str, Enum):
    """Whether a root cause can still strike."""

    OPEN = "open"
    MITIGATED = "mitigated"
    ELIMINATED = "eliminated"


@dataclass(frozen=True, slots=True)
class RootCause:
    """A condition that incidents can have in common: what it is, how it shows, what to do about it.

    Attributes:
        categories: ids of the taxonomy, of kind trigger or cause.
        components: ids of components it can hit.
        body: Markdown.
        body_line: the source line `body` begins on.
    """

    id: str
    title: str
    categories: tuple[str, ...] = ()
    components: tuple[str, ...] = ()
    status: CauseStatus = CauseStatus.OPEN
    body: str = ""
    body_line: int = 1
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    redirects: tuple[str, ...] = ()
