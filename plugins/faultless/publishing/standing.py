"""What is kept of a built status site between runs: how each file was left, and what it was made from."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from faultless.caching import Kept, digest_of, packages, sources_of
from faultless.outputs import Trace
from faultless.tree import Stamp

_SOURCES = ("outputs", "public", "syndication", "caching.py", "compiled.py")


@dataclass(frozen=True)
class Standing:
    """A status site as a build left it.

    Attributes:
        stamps: what each of its files is known again by, by its path.
        traces: what each was made from.
    """

    stamps: Mapping[str, Stamp] = field(default_factory=dict)
    traces: Mapping[str, Trace] = field(default_factory=dict)

    @classmethod
    def recalled(cls, kept: Kept, out: Path, overrides: Path | None) -> Standing:
        """The site in a folder, as the last build left it; an empty one where that is not known."""
        content = kept.get(_name(out))
        with suppress(pickle.UnpicklingError, ValueError, TypeError, LookupError, EOFError):
            mark, lookups, files = pickle.loads(content or b"")  # noqa: S301 - what nobody but us can have written
            if mark == _mark(kept, overrides):
                stamps = {path: Stamp(size, changed) for path, size, changed, _, _ in files}
                traces = {path: Trace(given, *lookups[index]) for path, _, _, given, index in files}
                return cls(stamps, traces)
        return cls()

    def keep(self, kept: Kept, out: Path, overrides: Path | None) -> None:
        """Leave it for the next build. What many files looked up is kept once."""
        lookups: dict[tuple[tuple[str, ...], bytes], int] = {}
        files = []
        for path, trace in self.traces.items():
            size, changed, _ = self.stamps[path]
            index = lookups.setdefault((trace.names, trace.said), len(lookups))
            files.append((path, size, changed, trace.given, index))
        kept.put(_name(out), pickle.dumps((_mark(kept, overrides), list(lookups), files), 5))


def _name(out: Path) -> str:
    return f"site-{digest_of(str(out.absolute()))}"


def _mark(kept: Kept, overrides: Path | None) -> str:
    """What every file of a site is made with: our own code and templates, those of the site, and the libraries."""
    own = sorted(path for path in overrides.rglob("*") if path.is_file()) if overrides is not None else []
    texts = (text for path in own for text in (str(path), path.read_bytes().decode("utf-8", "surrogateescape")))
    return digest_of(sys.version, *packages(), sources_of(kept, *_SOURCES), str(overrides), *texts)
