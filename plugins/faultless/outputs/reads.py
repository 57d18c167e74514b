"""What templates look up while they are rendered: every name and every part of the site is noticed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment
from jinja2.runtime import Context

from faultless.outputs.fingerprint import Fingerprints
from faultless.public.site import PublicSite

_SITE = "site."
_WATCHED = {"site", "moments"}
"""What notices by itself which of its parts are looked at."""


class Lookups:
    """What the pages of one language may look up, and what one of them has.

    Args:
        known: what they may look up, by name; `site` in it is looked up part by part.
        noticed: where whatever is watched notes what was looked up.
    """

    def __init__(self, known: Mapping[str, object], noticed: set[str]) -> None:
        self.known = known
        self.noticed = noticed
        self.taken = Fingerprints()
        self._one: dict[str, bytes] = {}
        self._several: dict[tuple[str, ...], bytes] = {}

    def begin(self) -> None:
        """Forget what was looked up so far."""
        self.noticed.clear()

    def looked_up(self) -> tuple[str, ...]:
        """The names that were looked up since."""
        return tuple(sorted(self.noticed))

    def prints(self, names: tuple[str, ...]) -> bytes:
        """The fingerprints of what some names say."""
        found = self._several.get(names)
        if found is None:
            found = self._several[names] = b"".join(map(self._print_of, names))
        return found

    def _print_of(self, name: str) -> bytes:
        found = self._one.get(name)
        if found is None:
            part = name.removeprefix(_SITE)
            value = self.known.get(name) if part == name else getattr(self.known["site"], part, None)
            found = self._one[name] = self.taken(value)
        return found


class WatchedSite:
    """A public site that notices which of its parts are looked at."""

    def __init__(self, site: PublicSite, noticed: set[str]) -> None:
        self._site, self._noticed = site, noticed

    def __getattr__(self, name: str) -> Any:
        self._noticed.add(_SITE + name)
        return getattr(self._site, name)

    def whole(self) -> PublicSite:
        """The site itself; whoever has it is taken to look at all of it."""
        self._noticed.update(f"{_SITE}{name}" for name in PublicSite.__slots__)
        return self._site


class WatchedContext(Context):
    """What a template finds by name; the environment's `lookups` notice it."""

    def resolve_or_missing(self, key: str) -> Any:
        """Look a name up."""
        lookups = self.environment.lookups  # type: ignore[attr-defined] # see `WatchingEnvironment`
        if key in lookups.known and key not in _WATCHED:
            lookups.noticed.add(key)
        return super().resolve_or_missing(key)


class WatchingEnvironment(Environment):
    """An environment of templates that are watched."""

    context_class = WatchedContext
    lookups = Lookups({}, set())
