"""Every rule's page is executed: its bad examples fire, its good ones do not."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from importlib import resources
from pathlib import Path

import pytest

from faultless.checks import RETIRED, RULES, Level, page, plain_markdown, run
from faultless.policy import Policy
from faultless.reading import load

NOW = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)

BASE = {
    "catalogue.yml": (
        b"components:\n  - {id: checkout, name: Checkout}\n  - {id: api, name: Public API}\n"
        b"people:\n  - {id: amara, name: Amara}\n"
    ),
    "incidents/2026-03-14-checkout.md": (
        b"---\ntitle: Checkout returned errors\nseverity: sev2\nvisibility: public\n"
        b"started: 2026-03-14 09:02 UTC\nresolved: 2026-03-14 10:41 UTC\n---\n"
    ),
    "root-causes/ca-expiry.md": b"---\ntitle: A certificate expires\ncategories: [certificate-expiry]\n---\n",
}


def written(root: Path, files: dict[str, bytes]) -> Path:
    for path, content in {**BASE, **files}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    return root


def findings(root: Path, example, rule=None):
    on = {rule.code: Level.WARNING} if rule is not None and rule.level is Level.OFF else {}
    before = load(written(root / "before", dict(example.before)), Policy()) if example.before else None
    return run(load(written(root / "now", dict(example.files)), Policy(rules=on)), NOW, before=before)


EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.code}-{'bad' if example.bad else 'good'}-{number}")
    for rule in RULES
    for number, example in enumerate(page(rule.code).examples)
]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_an_example_does_what_its_page_says(tmp_path, rule, example):
    codes = [finding.code for finding in findings(tmp_path, example, rule)]
    if example.bad:
        assert rule.code in codes
    else:
        assert rule.code not in codes


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_bad_example_of_an_error_shows_nothing_else_at_error_level(tmp_path, rule):
    if rule.level is not Level.ERROR or rule.code == "SE101":
        return
    for number, example in enumerate(page(rule.code).examples):
        if example.bad:
            found = findings(tmp_path / str(number), example)
            others = {finding.code for finding in found if finding.level is Level.ERROR} - {rule.code, "SE101"}
            assert not others


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_page_has_every_part_and_both_kinds_of_examples(rule):
    known = page(rule.code)
    headings = re.findall(
        r"^#+ (.*)$", re.sub(r"^```.*?^```", "", known.text, flags=re.MULTILINE | re.DOTALL), re.MULTILINE
    )
    assert headings == [f"{rule.code} {rule.name}", "Why", "Bad", "Good", "Options", "When to switch it off"]
    assert {example.bad for example in known.examples} == {True, False}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_no_example_of_a_page_is_passed_over(rule):
    """A misspelt fence would be an example that nobody runs."""
    fences = re.findall(r"^(?:`{3,}|~{3,})[ \t]*\S", page(rule.code).text, re.MULTILINE)
    assert len(fences) == sum(len(example.files) + len(example.before) for example in page(rule.code).examples)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_says_what_is_wrong_why_and_what_to_write(tmp_path, rule):
    (example, *_) = (example for example in page(rule.code).examples if example.bad)
    found = [finding for finding in findings(tmp_path, example) if finding.code == rule.code]
    for finding in found:
        assert finding.message
        assert not finding.message.endswith(".")
        assert finding.why == rule.why
        assert finding.suggestion
        assert finding.span.line <= finding.span.end_line
        assert finding.path in {path for path, _ in example.files} | set(BASE)


def test_an_example_may_hold_bytes_that_no_text_can():
    (bad, *_) = page("FM001").examples
    assert b"Caf\xe9" in dict(bad.files)["incidents/2026-03-14-checkout.md"]


def test_codes_are_unique_in_order_and_names_are_kebab_case():
    codes = [rule.code for rule in RULES]
    order = ["FM", "SE", "BL", "TI", "PU", "AC", "RC", "XR"]
    assert codes == sorted(set(codes), key=lambda code: (order.index(code[:2]), code))
    assert not set(codes) & set(RETIRED)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name) for rule in RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)


FOR_EVER = """
FM001 unreadable-file, FM002 broken-yaml, FM003 duplicate-key, FM004 unknown-key, FM005 missing-key, FM006 wrong-type,
FM007 unknown-id, FM008 naive-time, FM009 bad-time, FM010 control-character, FM011 duplicate-id, FM012 unsafe-path,
FM013 unknown-suppression, FM014 unused-suppression, FM015 refused-cause-id, FM016 unparsed-update,
FM017 unparsed-components-line, FM018 visibility-unstated, FM019 component-states-disagree, FM020 taxonomy-kind,
SE101 missing-section, SE102 empty-section, SE103 placeholder-text, SE104 misspelt-section, SE105 section-order,
SE106 duplicate-section, SE107 single-cause,
TI101 timestamps-out-of-order, TI102 impossible-time, TI103 timeline-unparsed, TI104 timeline-out-of-order,
TI105 timeline-contradicts-incident, TI106 stated-duration-contradicts, TI107 update-cadence,
TI108 late-announcement, TI109 postmortem-due, TI110 postmortem-missing, TI111 duplicate-update-time,
TI112 update-phase-regression, TI113 resolved-disagrees, TI114 updates-out-of-order, TI115 update-moved,
PU101 promised-time, PU102 promised-fix, PU103 internal-name, PU104 secret, PU105 blame-in-public, PU106 raw-html,
PU107 unresolvable-link, PU108 jargon, PU109 missing-reassurance, PU110 non-public-asset, PU111 no-customer-message,
AC101 no-owner, AC102 no-due-date, AC103 unknown-type, AC104 vague-action, AC105 overdue, AC106 done-without-date,
AC107 declined-without-reason, AC108 only-prevention, AC109 customer-first-no-detect,
RC101 repeat-without-improvement, RC102 open-action-behind-recurrence, RC103 unmentioned-recurrence,
RC104 possible-recurrence,
XR101 broken-record-link, XR103 postmortem-without-incident, XR104 unused-cause, XR105 over-broad-cause
"""
"""Policies and allowances in other people's repositories say these codes; names may be added, never changed."""


def test_no_code_changes_its_meaning_or_disappears():
    promised = dict(entry.split() for entry in FOR_EVER.split(","))
    known = {rule.code: rule.name for rule in RULES}
    assert {code: known.get(code) for code in promised if code not in RETIRED} == promised


def test_every_module_and_page_is_in_the_registry_under_its_own_name():
    root = resources.files("faultless.checks.rules")
    expected = {f"{rule.code.lower()}_{rule.name.replace('-', '_')}" for rule in RULES}
    for ending in (".py", ".md"):
        found = {
            entry.name.removesuffix(ending)
            for group in root.iterdir()
            if group.is_dir() and not group.name.startswith("_")
            for entry in group.iterdir()
            if entry.name.endswith(ending) and not entry.name.startswith("__")
        }
        assert found == expected


def test_a_page_for_readers_has_plain_code_blocks():
    text = plain_markdown(page("FM011").text)
    assert "```bad" not in text
    assert "```and" not in text
    assert text.count("```markdown") >= 3


def test_an_unknown_rule_has_no_page():
    with pytest.raises(KeyError):
        page("ZZ999")
