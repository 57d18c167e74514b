"""Small content roots for the tests of the checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timezone
from pathlib import Path

from faultless.checks import RULES, Finding, Rule, run
from faultless.policy import Policy
from faultless.reading import Records, load

NOW = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)

CATALOGUE = (
    "components:\n  - {id: checkout, name: Checkout}\n  - {id: api, name: Public API}\n"
    "people:\n  - {id: amara, name: Amara}\n"
)

COMPLETE = """
## Summary

Checkout failed.

## Root cause

A certificate expired.

## Impact

One order in four.

## What users saw

An error page.

## Timeline

- 2026-03-14 09:02 UTC — Errors begin. [start]

## Detection

An alert.

## Response and decisions

Renewed by hand.

## Resolution

Renewed.

## Lessons

Renew early.

## Action items

- [x] Alert before expiry (owner: amara, due: 2026-04-15, type: detect, done: 2026-04-10)
"""
"""Every section that a postmortem of the worst severity needs the first time its cause strikes."""


def front(keys: Mapping[str, str | None], body: str) -> str:
    head = "".join(f"{key}: {value}\n" for key, value in keys.items() if value is not None)
    return f"---\n{head}---\n{body}"


def incident(body: str = "", **keys: str | None) -> str:
    """An incident without a fault; a key that is None is left out."""
    known = {"title": "Down", "severity": "sev3", "visibility": "internal", "started": "2026-03-14 09:02 UTC"}
    return front({**known, **keys}, body)


def postmortem(body: str = COMPLETE, **keys: str | None) -> str:
    """A postmortem in review without a fault, of the incident `down`."""
    return front({"title": "Down", "incident": "down", "status": "in-review", **keys}, body)


def cause(**keys: str | None) -> str:
    return front({"title": "A certificate expires", "categories": "[certificate-expiry]", **keys}, "")


def content(root: Path, files: Mapping[str, str], policy: Policy | None = None) -> Records:
    """These files beside a catalogue, read."""
    for path, text in {"catalogue.yml": CATALOGUE, **files}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return load(root, policy or Policy())


def findings(
    root: Path,
    files: Mapping[str, str],
    policy: Policy | None = None,
    *,
    now: datetime = NOW,
    rules: Sequence[Rule] = RULES,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> tuple[Finding, ...]:
    return run(content(root, files, policy), now, rules=rules, select=select, ignore=ignore)


def codes(found: Sequence[Finding]) -> list[str]:
    return [finding.code for finding in found]
