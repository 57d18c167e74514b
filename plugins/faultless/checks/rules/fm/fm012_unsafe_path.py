"""FM012 unsafe-path."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from faultless.checks.addresses import impossible_addresses
from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, fault_rule

_READ = fault_rule(
    "FM012",
    "unsafe-path",
    Level.ERROR,
    "an address is made of the file's name, and only files of the content may be published",
)


def check(context: Context) -> Iterator[Hit]:
    """File names that cannot be ids, links that leave the content, and former addresses that are none of this site."""
    yield from _READ.check(context)
    yield from impossible_addresses(context)


RULE = replace(_READ, check=check)
