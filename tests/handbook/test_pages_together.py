"""The pages of the handbook lead to each other, and whatever they lead to is there."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from posixpath import dirname, join, normpath

import pytest
import yaml
from handbook_pages import PAGES, README, ROOT

from faultless.checks import run
from faultless.policy import read_policy
from faultless.reading import load
from faultless.wiki import Wiki
from faultless.wiki.examples import labelled
from faultless.wiki.glossary import HEADINGS

AT = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)
RECORDS = load(ROOT / "content", read_policy(ROOT / "mkdocs.yml"))
WIKI = Wiki(RECORDS, RECORDS.policy, AT)
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def links(source: str) -> set[str]:
    """Where the relative links of a page of the content lead, as paths below the content root."""
    text = (ROOT / "content" / source).read_text(encoding="utf-8")
    found = (link.partition("#")[0] for link in _LINK.findall(text) if "://" not in link)
    return {normpath(join(dirname(source), link)) for link in found if link}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_link_of_a_page_leads_to_a_page(page) -> None:
    assert links(f"handbook/{page.name}") <= set(WIKI.pages)


def test_every_page_is_reached_from_the_index() -> None:
    reached = links("handbook/index.md")
    for page in PAGES:
        assert page.name == "index.md" or f"handbook/{page.name}" in reached
    assert {"handbook/rules/index.md", "glossary/index.md"} <= reached


def test_every_page_stands_in_the_navigation() -> None:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (nav,) = (entry["Handbook"] for entry in yaml.safe_load(text)["nav"] if "Handbook" in entry)
    listed = {path for entry in nav for path in (entry.values() if isinstance(entry, dict) else [entry])}
    assert listed == {f"handbook/{page.name}" for page in PAGES} | {"handbook/rules/index.md", "glossary/index.md"}


def test_every_link_of_the_readme_leads_to_a_file() -> None:
    for link in _LINK.findall(README.read_text(encoding="utf-8")):
        assert "://" in link or (ROOT / link.partition("#")[0]).exists(), link


def test_the_handbook_passes_its_own_checks() -> None:
    mine = ("handbook/", "glossary/")
    found = [f"{one.path}:{one.span.line} {one.code}" for one in run(RECORDS, AT) if one.path.startswith(mine)]
    assert found == []


def test_nothing_is_asked_of_the_wiki_that_it_has_not() -> None:
    assert list(WIKI.unknown_blocks) == []


def test_the_glossary_has_every_heading_of_its_contents_and_every_category() -> None:
    html = WIKI.pages["glossary/index.md"].content("").html
    for anchor, title in HEADINGS:
        assert f'<h2 id="{anchor}">{title}</h2>' in html
    for category in RECORDS.base.catalogue.taxonomy:
        assert f"<code>{category.id}</code>" in html


def test_an_example_says_what_it_is_and_leads_to_the_rule_that_finds_it() -> None:
    text = "```markdown bad BL202 PU999\nLee forgot.\n```\n\n~~~yaml good\na: b\n~~~\n"
    made = labelled(text, "handbook/x/index.html", WIKI.addresses)
    assert "<strong>Bad</strong>" in made
    assert '<a href="../../handbook/rules/BL202/">BL202 omission-person</a>, PU999' in made
    assert "```text\nLee forgot.\n```" in made
    assert "<strong>Good</strong>" in made
    assert "~~~yaml\na: b\n~~~" in made


def test_a_fence_that_is_no_example_stays_as_it_is() -> None:
    text = "```markdown\nLee forgot.\n```\n\n```sh\nfaultless check\n```\n"
    assert labelled(text, "handbook/x/index.html", WIKI.addresses) == text


def test_a_site_without_a_handbook_of_its_own_still_has_rules_and_a_glossary(tmp_path) -> None:
    (tmp_path / "incidents").mkdir()
    made = Wiki(load(tmp_path, RECORDS.policy), RECORDS.policy, AT)
    contents = made.pages["handbook/index.md"].content("").html
    assert 'href="../handbook/rules/"' in contents
    assert 'href="../glossary/"' in contents
    assert "<h1>Glossary</h1>" in made.pages["glossary/index.md"].content("").html


def test_the_page_of_a_rule_says_in_which_file_each_example_stands() -> None:
    text = WIKI.pages["handbook/rules/FM011.md"].text
    assert '<p class="fl-example fl-example--bad"><strong>In</strong>' in text
    assert '<p class="fl-example fl-example--and"><strong>And in</strong>' in text
    assert "<code>incidents/2026-03-14-checkout.md</code>" in text
    assert "```bad" not in text
    assert "```markdown" not in text
