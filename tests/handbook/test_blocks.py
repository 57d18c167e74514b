"""Tables in the pages of the content are made from the policy, and a marker that names none is told."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timezone
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faultless.policy import Policy, Severity
from faultless.reading import load
from faultless.wiki import Wiki
from faultless.wiki.addresses import Addresses
from faultless.wiki.blocks import BLOCKS, Blocks
from faultless.wiki.measures import MEASURES
from faultless.wiki.rendering import environment

AT = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)
JINJA = environment(None, AT.date(), Addresses())
PAGE = "handbook/severities.md"
QUICK = Severity("p0", "Red", "critical", 15, 5, "required", 1)
CALM = Severity("p1", "Grey", "none")


def wiki(root: Path, text: str, policy: Policy | None = None) -> Wiki:
    policy = policy or Policy()
    (root / "incidents").mkdir(exist_ok=True)
    (root / PAGE).parent.mkdir(exist_ok=True)
    (root / PAGE).write_text(text, encoding="utf-8")
    return Wiki(load(root, policy), policy, AT)


def shown(root: Path, text: str, policy: Policy | None = None) -> str:
    """The page as it is given to MkDocs."""
    return wiki(root, text, policy).pages[PAGE].markdown(text)


@pytest.mark.parametrize("name", BLOCKS)
def test_a_marker_becomes_a_table_where_it_stands(tmp_path: Path, name: str) -> None:
    made = shown(tmp_path, f"# Page\n\nBefore.\n\n<!-- faultless/wiki: {name} -->\n\nAfter.\n")
    assert "faultless/wiki" not in made
    assert made.index("Before.") < made.index("<table") < made.index("</table>") < made.index("After.")


def test_the_table_of_severities_says_what_the_policy_says(tmp_path: Path) -> None:
    made = shown(tmp_path, "<!-- faultless/wiki: severities -->\n")
    for words in ("Critical", "sev1", "30 min", "4 h", "required, within 2 days", "not asked for"):
        assert words in made


def test_another_policy_makes_another_table(tmp_path: Path) -> None:
    policy = replace(Policy(), severities=(QUICK, CALM))
    made = shown(tmp_path, "<!-- faultless/wiki: severities -->\n", policy)
    for words in ("Red", "p0", "5 min", "15 min", "required, within 1 day", "Grey"):
        assert words in made
    assert "sev1" not in made


def test_the_table_of_sections_has_a_column_for_each_severity(tmp_path: Path) -> None:
    policy = replace(Policy(), severities=(QUICK, CALM))
    made = shown(tmp_path, "<!-- faultless/wiki: sections -->\n", policy)
    assert made.count("<th>") == 3
    assert "if the cause struck before" in made
    summary = made[made.index("Summary") :].partition("</tr>")[0]
    assert summary.count("required") == 2


def test_the_table_of_measures_leads_to_the_words_that_explain_them(tmp_path: Path) -> None:
    made = wiki(tmp_path, "<!-- faultless/wiki: measures -->\n")
    page = made.pages[PAGE].markdown("<!-- faultless/wiki: measures -->\n")
    glossary = made.pages["glossary/index.md"].content("").html
    for measure in MEASURES:
        assert f'href="../../glossary/#{measure.anchor}"' in page
        assert f'id="{measure.anchor}"' in glossary


@given(name=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30))
def test_a_severity_may_be_called_anything(name: str) -> None:
    policy = replace(Policy(), severities=(replace(QUICK, name=f"<script>{name}</script>"),))
    for block in ("severities", "sections"):
        made = Blocks(policy, JINJA, Addresses()).html(block, "handbook/x/index.html")
        assert "<script>" not in made
        assert f"<script>{name}</script>" in unescape(made)


@pytest.mark.parametrize(
    "text",
    [
        "```markdown\n<!-- faultless/wiki: severities -->\n```\n",
        "Write `<!-- faultless/wiki: severities -->` there.\n",
        "<!-- faultless: allow BL202 -- a reason -->\n",
        "<!-- severities -->\n",
    ],
)
def test_a_marker_shown_as_code_and_other_comments_stay_what_they_are(tmp_path: Path, text: str) -> None:
    made = wiki(tmp_path, text)
    assert made.pages[PAGE].markdown(text) == text
    assert not list(made.unknown_blocks)


def test_an_unknown_marker_is_told_with_its_place_and_the_nearest_name(tmp_path: Path) -> None:
    made = wiki(tmp_path, "---\ntitle: Page\n---\n\nText.\n\n  <!-- faultless/wiki: severitys -->\n")
    (unknown,) = made.unknown_blocks
    assert (unknown.path, unknown.line, unknown.column) == (PAGE, 7, 3)
    assert "'severitys'" in str(unknown)
    assert "did you mean severities?" in str(unknown)


def test_a_marker_like_nothing_is_told_with_all_there_are(tmp_path: Path) -> None:
    (unknown,) = wiki(tmp_path, "<!-- faultless/wiki: 月 -->\n").unknown_blocks
    assert all(name in str(unknown) for name in BLOCKS)


def test_a_strict_build_refuses_an_unknown_marker_and_names_the_line(tmp_path: Path) -> None:
    content = tmp_path / "content"
    for folder in ("incidents", "handbook"):
        (content / folder).mkdir(parents=True)
    (content / "index.md").write_text("# Home\n", encoding="utf-8")
    (content / PAGE).write_text("# Page\n\n<!-- faultless/wiki: severitys -->\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Ours\ndocs_dir: content\ntheme: {name: material, font: false}\n"
        "plugins: [faultless, faultless/wiki]\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=tmp_path,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert f"content/{PAGE}:3:1: the wiki has no block 'severitys': did you mean severities?" in done.stderr
    assert not (tmp_path / "site").exists()
