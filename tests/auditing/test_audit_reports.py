"""An audit on a terminal, for programs and for browsers."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser

import pytest
from archives import archive
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from faultless.auditing import to_csv, to_json, to_text
from faultless.auditing.page import to_html
from faultless.policy import SECTION_IDS

BODY = "# Down & out\n\n## Summary\n\nDown.\n\n## Impact\n\n## Timeline\n\n- 10:02 begun\n\n## Attendees\n\nAll.\n"
FILES = {"store/2021-03-04-down.md": BODY, "store/2021-05-06-full.md": BODY, "README.md": "# Incidents\n"}
HOSTILE = '"><script>alert()</script><img src=x onerror=alert()>&amp;'


def test_the_table_says_what_each_file_has(tmp_path):
    text = to_text(archive(tmp_path, FILES), width=120)
    row = next(line for line in text.splitlines() if "2021-03-04-down.md" in line)
    assert re.search(r"24% 2021-03-04  ●  ·  ○  ·  ●  ·  ·  ·  ·  ·      1 0 ", row)
    assert "headings of its own: Attendees (2)" in text
    assert "README.md: index" in text
    assert re.search(r"Summary .* 100% +2\n", text)
    assert re.search(r"Impact .* 0% +0 +\(2 empty\)\n", text)


def test_the_table_keeps_to_the_width_of_the_terminal(tmp_path):
    found = archive(tmp_path, {f"{'long-' * 30}{number}.md": BODY for number in range(2)})
    for width in (80, 90, 100, 120, 200):
        lines = to_text(found, width=width).partition("To adopt")[0].splitlines()[1:]
        assert max(map(len, lines)) <= width


def test_colour_and_signs_are_only_used_where_they_are_wanted(tmp_path):
    found = archive(tmp_path, FILES)
    assert "\x1b[" not in to_text(found)
    assert "\x1b[32m●" in to_text(found, colour=True)
    assert to_text(found, unicode=False).isascii()


def test_the_json_tells_everything_of_each_file(tmp_path):
    document = json.loads(to_json(archive(tmp_path, FILES)))
    assert document["version"] == 1
    assert document["summary"]["sections"]["summary"] == {"has": 2, "empty": 0, "lacks": 0}
    (file, _) = document["files"]
    assert file["path"] == "store/2021-03-04-down.md"
    assert file["sections"]["impact"] == {"is": "empty", "title": "Impact", "line": 7, "label": False}
    assert file["sections"]["actions"]["is"] == "lacks"
    assert (file["date"], file["timeline_entries"], file["title"]) == ("2021-03-04", 1, "Down & out")
    assert document["skipped"][0]["path"] == "README.md"
    assert document["folders"][0]["own_headings"] == {"Attendees": 2}
    assert "faultless check --write-baseline" in {step["command"] for step in document["next"]}


def test_the_csv_has_a_row_for_each_file(tmp_path):
    rows = list(csv.DictReader(io.StringIO(to_csv(archive(tmp_path, FILES)))))
    assert [row["path"] for row in rows] == ["store/2021-03-04-down.md", "store/2021-05-06-full.md"]
    assert [rows[0][section] for section in ("summary", "impact", "actions")] == ["has", "empty", "lacks"]
    assert set(SECTION_IDS) < set(rows[0])


def test_a_spreadsheet_computes_nothing_from_a_title(tmp_path):
    body = BODY.replace("# Down & out", "# =HYPERLINK(1)")
    (row,) = csv.DictReader(io.StringIO(to_csv(archive(tmp_path, {"2021-03-04.md": body}))))
    assert row["title"] == "'=HYPERLINK(1)"


class Page(HTMLParser):
    """The tags of a page, its text and what it loads or leads to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.targets: list[str] = []
        self.attributes: list[str] = []
        self.words = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]
        self.targets += [value or "" for name, value in attrs if name in {"href", "src", "action"}]

    def handle_data(self, data):
        self.words += data


def test_the_page_shows_every_file_and_leads_to_it(tmp_path):
    page = Page(to_html(archive(tmp_path, FILES), base="../old archive"))
    assert {"./../old%20archive/store/2021-03-04-down.md", "#files"} < set(page.targets)
    assert "Down & out" in page.words
    assert "is empty" in page.words
    assert "paths: [postmortems/store/**]" in page.words


def test_the_page_needs_nothing_from_elsewhere_and_runs_nothing(tmp_path):
    text = to_html(archive(tmp_path, FILES))
    page = Page(text)
    assert not {"script", "link", "img", "iframe", "form"} & set(page.tags)
    assert "http" not in "".join(page.targets)
    assert "url(" not in text
    assert "default-src 'none'" in text
    assert "prefers-color-scheme: dark" in text


def test_an_archive_without_postmortems_is_no_failure(tmp_path):
    found = archive(tmp_path, {"README.md": "# Incidents\n"})
    assert "No file here looks like a postmortem" in to_text(found)
    assert "No file here looks like a postmortem" in Page(to_html(found)).words
    assert json.loads(to_json(found))["files"] == []
    assert to_csv(found).count("\n") == 1


@pytest.mark.parametrize("name", ["2021-03-04 a'b & c.md", "2021-03-04 \x1b[31mred.md", "2021-03-04 <b>.md"])
def test_names_of_files_are_shown_and_never_obeyed(tmp_path, name):
    found = archive(tmp_path, {name: BODY})
    assert "\x1b" not in to_text(found)
    assert "b" not in Page(to_html(found, base=".")).tags


def test_titles_headings_and_folders_are_shown_and_never_obeyed(tmp_path):
    text = f"# {HOSTILE}\n\n## {HOSTILE} {{{{ x }}}}\n\n## Summary {HOSTILE}\n\n{HOSTILE}\n\n## Impact\n\n- a\n"
    found = archive(tmp_path, {f"a<b>&'{{/2021-03-0{day}.md": text for day in (1, 2)})
    page = Page(to_html(found, base="."))
    assert not {"script", "img", "b"} & set(page.tags)
    assert "onerror" not in page.attributes
    assert "{{ x }}" in page.words


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_title_comes_out_of_the_page_as_its_words(tmp_path_factory, title):
    line = " ".join("".join(one for one in title if one.isprintable()).split())
    root = tmp_path_factory.mktemp("any")
    found = archive(root, {"2021-03-04.md": f"---\ntitle: {json.dumps(line)}\n---\n{BODY}"})
    assert found.files[0].title in Page(to_html(found)).words
    json.loads(to_json(found))
