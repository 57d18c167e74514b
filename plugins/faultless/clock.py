"""The one place where the current time enters."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import datetime, timezone

from faultless.model import Instant


class BadTime(ValueError):
    """A time given from outside that cannot be read; the message names where it came from and the remedy."""


def current_time(environ: Mapping[str, str] | None = None, explicit: str | None = None) -> datetime:
    """The `now` of a build: UTC, whole seconds.

    Args:
        environ: `FAULTLESS_NOW` (a time as in the content), else `SOURCE_DATE_EPOCH` (seconds since 1970, see
            https://reproducible-builds.org/specs/source-date-epoch/); without either, the clock. None: the process's.
        explicit: what `--now` was given; it wins.

    Raises:
        BadTime: the text is no time.
    """
    environ = os.environ if environ is None else environ
    for source, text in (("--now", explicit), ("FAULTLESS_NOW", environ.get("FAULTLESS_NOW") or None)):
        if text is not None:
            from faultless.reading import parse_instant  # noqa: PLC0415 - whoever asks the clock does not need it

            read = parse_instant(text)
            if not isinstance(read, Instant):
                raise BadTime(f"{source}: {read.message}. {read.hint}".strip())
            return read.at
    epoch = environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        if not re.fullmatch(r"\d{1,10}", epoch.strip(), re.ASCII):
            raise BadTime(f"SOURCE_DATE_EPOCH: {epoch!r} is not a number of seconds since 1970")
        return datetime.fromtimestamp(int(epoch), timezone.utc)
    return datetime.now(timezone.utc).replace(microsecond=0)
