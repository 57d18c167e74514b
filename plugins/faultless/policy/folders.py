"""Profiles: what the policy says of the files of some folders."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from faultless.policy.options import Policy, Profile


def profile_of(policy: Policy, path: str) -> Profile | None:
    """The profile that says how a file's sections are judged: the last one that matches; None for the default.

    One that only has `rules` leaves the sections to those before it.
    """
    return next((one for one in reversed(policy.profiles) if not _only_rules(one) and _matches(path, one.paths)), None)


def rules_of(policy: Policy, path: str) -> tuple[Mapping[str, str], ...]:
    """The levels that the policy gives to rules on a file, what counts first before the rest.

    What the profiles of its folder say, the last one first, and then what is said of all files. A level given to a
    prefix for a folder goes before one given to a code for all.
    """
    here = (one.rules for one in reversed(policy.profiles) if one.rules and _matches(path, one.paths))
    return (*here, policy.rules)


def _only_rules(profile: Profile) -> bool:
    return bool(profile.rules) and profile == Profile(profile.paths, profile.based_on, rules=profile.rules)


def _matches(path: str, patterns: Iterable[str]) -> bool:
    return any(_glob(pattern).fullmatch(path) for pattern in patterns)


_WILD = re.compile(r"(\*\*/|\*\*|\*|\?)")
_MEANS = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


@lru_cache(maxsize=128)
def _glob(pattern: str) -> re.Pattern[str]:
    """`*` and `?` stay within a folder, `**` goes through any number of them."""
    parts = _WILD.split(pattern)
    return re.compile("".join(_MEANS.get(part, re.escape(part)) for part in parts), re.DOTALL)


def never_matches(pattern: str) -> str | None:
    """What to write in place of a pattern that no path within a content root matches; None if it may match one."""
    if "\\" in pattern:
        return f"write {pattern.replace(chr(92), '/')!r}"
    parts = [part for part in pattern.split("/") if part not in {"", "."}]
    if ".." in parts or not parts:
        return "write it from the content root on, such as 'postmortems/old/**'"
    plain = "/".join(parts)
    if pattern.endswith("/") or not ({"*", "?", "."} & set(parts[-1])):
        return f"for a folder write '{plain}/**'"
    return None if plain == pattern else f"write {plain!r}"
