"""Where the keys of a front matter stand."""

from __future__ import annotations

from dataclasses import dataclass

from faultless.model import Span


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """Where a key of the front matter and its value stand."""

    key: Span
    value: Span
