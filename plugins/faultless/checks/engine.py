"""Runs the rules and decides what their hits weigh."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from faultless.caching import Kept
from faultless.checks.ahead import look_ahead
from faultless.checks.finding import INTERNAL, Finding, Level
from faultless.checks.leads import Leads
from faultless.checks.levels import Levels
from faultless.checks.registry import RULES
from faultless.checks.remembered import Remembered
from faultless.checks.rule import Context, Hit, Rule
from faultless.checks.suppression import Suppressions
from faultless.model import START_OF_FILE, Review
from faultless.reading import Record, Records

_UNCAPPED_WHEN_IMPORTED = {
    "FM001", "FM002", "FM003", "FM009", "FM010", "FM011", "FM012", "PU104",
}  # fmt: skip
_CAPPED_IN_DRAFTS = ("SE", "AC", "RC")


def run(
    records: Records,
    now: datetime,
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    rules: Sequence[Rule] = RULES,
    skip: frozenset[str] = frozenset(),
    at_least: Level = Level.INFO,
    before: Records | None = None,
    kept: Kept | None = None,
) -> tuple[Finding, ...]:
    """Every finding over a knowledge base, in the order of path, line, column and code.

    Args:
        records: what was read, with its policy.
        now: UTC.
        select: codes or prefixes; only these are reported. Empty: all.
        ignore: codes or prefixes that are not reported.
        rules: the rules to run.
        skip: paths of files on which findings are not asked for; there may be some all the same.
        at_least: the mildest level that is asked for; what can only be milder is not looked for.
        before: what the files said that changed, where a change is checked.
        kept: where earlier runs left what they found, and this one may; None: nowhere.

    A rule that fails on some text is itself a finding (`IN001`) and names the file; the other rules go on.
    """
    caps = _Caps(records)
    context = Context(records, now, skip, before)
    remembered = Remembered(records, now, kept)
    context.once(Leads, lambda: Leads(remembered))
    suppressions = Suppressions(records, [rule.code for rule in rules])
    levels = Levels(records.policy, (record.path for record in records))
    # Whether an allowance is unused is known only once every rule has run.
    wants_all = _chosen("FM014", select, ignore)
    running = [
        rule
        for rule in rules
        if levels.most(rule).rank >= at_least.rank and (wants_all or _chosen(rule.code, select, ignore))
    ]
    found: list[Finding] = []
    looking: list[tuple[Rule, Context]] = []
    for rule in running:
        unasked = levels.below(rule, at_least) | (caps.paths(rule.code) if at_least is Level.ERROR else frozenset())
        looking.append((rule, replace(context, skipped=skip | unasked) if unasked else context))
    look_ahead(looking, remembered)
    for rule, looked in looking:
        found.extend(suppressions.apply(_run_one(rule, levels, looked, remembered)))
    remembered.keep()
    for rule in running:
        found.extend(_own(rule, levels, suppressions, running))
    chosen = (caps(finding) for finding in found if _chosen(finding.code, select, ignore))
    told = dict.fromkeys(finding for finding in chosen if finding.level.rank >= at_least.rank)
    return tuple(sorted(told, key=lambda finding: (finding.path, finding.span, finding.code, finding.message)))


def _run_one(rule: Rule, levels: Levels, context: Context, remembered: Remembered) -> Iterator[Finding]:
    try:
        for hit in _hits(rule, context, remembered):
            weight = levels.on(rule, hit.path)
            if hit.mild and weight is Level.ERROR:
                weight = Level.WARNING
            if hit.reminder and levels.said(rule, hit.path) is None:
                weight = Level.INFO
            reminder = (rule.reminder or hit.reminder) and weight is Level.INFO
            yield Finding(
                rule.code, rule.name, weight, hit.path, hit.span, hit.message, rule.why, hit.suggestion, reminder
            )
    except Exception as problem:  # noqa: BLE001 - one broken rule must not hide what the others found
        path = _looked_at(problem)
        on = "" if path is None else " on this file"
        message = f"the rule {rule.code} {rule.name} failed{on}: {type(problem).__name__}: {problem}"
        why = "this is a mistake in the rule, not in your text; what it would have found is unknown"
        say = f"please report it; until then, `rules: {{{rule.code}: off}}` in the policy does without the rule"
        yield Finding(INTERNAL, "internal-error", Level.ERROR, path or ".", START_OF_FILE, message, why, say)


def _hits(rule: Rule, context: Context, remembered: Remembered) -> Iterator[Hit]:
    """Where a rule fires; on files that have not changed since, as it did then."""
    if rule.of_content and not context.skipped and context.before is None:
        hits = remembered.everywhere(rule.code)
        if hits is None:
            hits = tuple(rule.check(context))
            remembered.learn_everywhere(rule.code, hits)
        yield from hits
        return
    if not rule.of_file:
        yield from rule.check(context)
        return
    known = remembered.paths(rule.code)
    yield from remembered.hits(rule.code, context.skipped)
    if remembered.marks and len(known) == len(remembered.marks):
        return
    looked = replace(context, skipped=context.skipped | known)
    if remembered.marks and looked.skipped >= remembered.marks.keys():
        return
    found: list[Hit] = []
    for hit in rule.check(looked):
        found.append(hit)
        yield hit
    remembered.learn(rule.code, looked.skipped, found)


def _looked_at(problem: Exception) -> str | None:
    """The path of the record that failing code had in hand, nearest to where it failed."""
    for frame, _ in reversed(list(traceback.walk_tb(problem.__traceback__))):
        for value in frame.f_locals.values():
            if isinstance(value, Record):
                return value.path
    return None


def _own(rule: Rule, levels: Levels, suppressions: Suppressions, running: Sequence[Rule]) -> Iterator[Finding]:
    """What FM013 and FM014 have to say, once every other rule has run."""

    def ran(code: str, path: str) -> bool:
        return any(one.code.startswith(code) and levels.on(one, path) is not Level.OFF for one in running)

    if rule.code == "FM013":
        hits = suppressions.malformed()
    elif rule.code == "FM014":
        hits = suppressions.unused(ran)
    else:
        return
    for hit in hits:
        level = levels.on(rule, hit.path)
        yield Finding(rule.code, rule.name, level, hit.path, hit.span, hit.message, rule.why, hit.suggestion)


def _chosen(code: str, select: Sequence[str], ignore: Sequence[str]) -> bool:
    if code == INTERNAL:
        return True
    return (not select or code.startswith(tuple(select))) and not (ignore and code.startswith(tuple(ignore)))


class _Caps:
    """Caps a finding's weight on imported records and on drafts."""

    def __init__(self, records: Records) -> None:
        imported = (one for one in records if getattr(one.value, "imported", None) is not None)
        self.imported = frozenset(one.path for one in imported)
        self.drafts = frozenset(one.path for one in records.postmortems if one.value.status is Review.DRAFT)

    def __call__(self, finding: Finding) -> Finding:
        """A finding with the weight it has on its file."""
        if finding.level is Level.ERROR and finding.path in self.paths(finding.code):
            return finding.at_level(Level.WARNING)
        return finding

    def paths(self, code: str) -> frozenset[str]:
        """The files on which a rule is never an error."""
        if code == INTERNAL:
            return frozenset()
        drafts = self.drafts if code.startswith(_CAPPED_IN_DRAFTS) else frozenset()
        return drafts if code in _UNCAPPED_WHEN_IMPORTED else drafts | self.imported


def exit_code(findings: Iterable[Finding], fail_level: Level = Level.ERROR) -> int:
    """0 clean, 1 findings at or above a level, 2 where a rule failed; reminders do not count."""
    code = 0
    for finding in findings:
        if finding.code == INTERNAL:
            return 2
        if not finding.reminder and finding.level.rank >= fail_level.rank:
            code = 1
    return code


def unknown_codes(codes: Iterable[str]) -> tuple[str, ...]:
    """Those that are neither a rule's code nor the beginning of one."""
    return tuple(code for code in codes if not code or not any(rule.code.startswith(code) for rule in RULES))
