"""What the handbook shows as good passes the checks, and what it shows as bad is found by the rules it names."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from pathlib import Path

import pytest
from handbook_pages import PAGES, placed

from faultless.checks import RULES, Level, run
from faultless.policy import Policy
from faultless.reading import load
from faultless.wiki.examples import HandbookExample, handbook_examples

AT = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)

EXAMPLES = [
    pytest.param(example, id=f"{page.stem}:{example.line}-{'bad' if example.bad else 'good'}")
    for page in PAGES
    for example in handbook_examples(page.read_text(encoding="utf-8"))
]


def codes(root: Path, example: HandbookExample | None) -> set[str]:
    """What is found with an example in its place.

    Reminders apart, which depend on the day, and so are the warnings that an old document is promised to get at most.
    """
    imported = example is not None and "\nimported:" in example.text
    for path, text in placed(example).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    found = (finding for finding in run(load(root, Policy()), AT) if not finding.reminder)
    return {finding.code for finding in found if not imported or finding.level is Level.ERROR}


def test_nothing_is_found_around_the_examples(tmp_path: Path) -> None:
    assert codes(tmp_path, None) == set()


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_what_the_handbook_says_it_is(tmp_path: Path, example: HandbookExample) -> None:
    assert codes(tmp_path, example) == set(example.codes)


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_bad_example_names_rules_and_a_good_one_none(example: HandbookExample) -> None:
    assert bool(example.codes) == example.bad
    assert set(example.codes) <= {rule.code for rule in RULES}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_shows_how_it_is_done_and_how_it_is_not(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    shown = {example.bad for example in handbook_examples(text)}
    in_words = {word == "Bad" for word in re.findall(r"^(Good|Bad), [^\n]*(?:\n[^\n]+)*:\n\n>", text, re.MULTILINE)}
    assert shown | in_words == {True, False}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_no_fence_of_a_page_is_passed_over(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    infos = re.findall(r"^(?:`{3,}|~{3,})[ \t]*(\S[^\n]*)$", text, re.MULTILINE)
    assert sum(info not in {"sh", "console", "yaml", "nginx", "caddy"} for info in infos) == len(
        handbook_examples(text)
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_is_read_in_a_minute_or_three(page: Path) -> None:
    assert len(page.read_text(encoding="utf-8").split()) < 750
