"""What reading could not make sense of."""

from __future__ import annotations

from dataclasses import dataclass

from faultless.model import Span


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a file that reading noticed; the rule with its code turns it into a finding.

    Attributes:
        code: of the rule it belongs to, `FM003`.
        path: POSIX path relative to the content root.
        message: what is wrong, naming the value.
        hint: how to put it right, with the corrected text where that is known.
    """

    code: str
    path: str
    span: Span
    message: str
    hint: str = ""
