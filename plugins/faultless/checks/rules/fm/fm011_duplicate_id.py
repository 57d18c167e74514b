"""FM011 duplicate-id."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from faultless.checks.addresses import taken_addresses
from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, fault_rule

_READ = fault_rule(
    "FM011",
    "duplicate-id",
    Level.ERROR,
    "two records under one address: one of them would be lost",
)


def check(context: Context) -> Iterator[Hit]:
    """Ids and aliases that are claimed twice, and former addresses that are taken."""
    yield from _READ.check(context)
    yield from taken_addresses(context)


RULE = replace(_READ, check=check)
