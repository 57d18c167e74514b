"""The five minutes of the README, followed step by step."""

from __future__ import annotations

import re
import shutil
from datetime import datetime, timezone
from pathlib import Path

import pytest
from handbook_pages import README, ROOT

from faultless.checks import Level, run
from faultless.policy import Policy
from faultless.reading import load
from faultless.wiki import Wiki

AT = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)
TEXT = README.read_text(encoding="utf-8")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    return tmp_path / "content"


def errors(content: Path) -> set[str]:
    return {finding.code for finding in run(load(content, Policy()), AT) if finding.level is Level.ERROR}


def step_four() -> tuple[str, str]:
    """The file that is edited, and what is added to it."""
    match = re.search(r"Append to `content/(\S+)`, above.*?\n   ```markdown\n(.*?)   ```", TEXT, re.DOTALL)
    assert match is not None
    return match[1], re.sub(r"^ {3}", "", match[2], flags=re.MULTILINE)


def after_step_four(content: Path) -> Path:
    path, update = step_four()
    text = (content / path).read_text(encoding="utf-8")
    assert text.count("\n## Internal notes") == 1
    (content / path).write_text(text.replace("\n## Internal notes", f"\n{update}\n## Internal notes"), encoding="utf-8")
    return content / path


def test_every_address_of_the_tour_is_a_page() -> None:
    records = load(ROOT / "content", Policy())
    wiki = {page.file for page in Wiki(records, Policy(), AT).pages.values()}
    for address in re.findall(r"http://127\.0\.0\.1:8000/([^\s)>]*)", TEXT):
        if not address.startswith("_status/"):
            assert f"{address}index.html" in wiki


def test_the_update_of_step_four_is_one_that_passes(content: Path) -> None:
    after_step_four(content)
    assert errors(content) == set()


def test_the_mistake_of_step_five_is_found(content: Path) -> None:
    file = after_step_four(content)
    right, wrong = re.search(r"Change `([^`]+)` to `([^`]+)`", TEXT).groups()
    file.write_text(file.read_text(encoding="utf-8").replace(right, wrong), encoding="utf-8")
    assert "FM016" in errors(content)
