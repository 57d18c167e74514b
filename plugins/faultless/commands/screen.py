"""What standard output is: a terminal or not, in colour or not, how wide."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from typing import TextIO

from faultless.checks import Screen


def screen_of(stream: TextIO, environ: Mapping[str, str] = os.environ) -> Screen:
    """The screen behind a stream; only a terminal has a width.

    Colour follows the terminal, unless somebody says otherwise: NO_COLOR (https://no-color.org) before FORCE_COLOR
    (https://force-color.org) before TERM=dumb. Either counts if it is not empty; FORCE_COLOR=0 asks for nothing.
    """
    terminal = stream.isatty()
    colour = not environ.get("NO_COLOR") and (
        environ.get("FORCE_COLOR", "") not in {"", "0"} or (terminal and environ.get("TERM") != "dumb")
    )
    return Screen(colour, shutil.get_terminal_size().columns if terminal else None)
