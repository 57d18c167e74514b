"""Findings in the summary of a job."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from markdown_it import MarkdownIt
from reporting import HOSTILE, finding, item, report

from faultless.checks import Level
from faultless.checks.markup import MOST
from faultless.model import Span


def test_a_finding_is_told_with_its_place_its_reason_and_its_remedy():
    assert report("markdown", finding(span=Span.on_line(3, 5))) == (
        "### What the checks find\n\n1 error, 0 warnings in 3 files (0.50 s)\n\n**`content/down.md`**\n\n"
        "- error, line 3: it is wrong (ZZ100 made\\-up)\n  - Why: because\n  - Instead: write it so\n"
    )


def test_where_nothing_is_found_the_totals_say_so():
    assert report("markdown") == "### What the checks find\n\n0 errors, 0 warnings in 3 files (0.50 s)\n"


def test_the_page_of_a_rule_is_linked_where_it_is_known():
    out = report("markdown", finding(), handbook="https://wiki.example.com/rules/{code}/")
    assert "([ZZ100](<https://wiki.example.com/rules/ZZ100/>) made" in out


def test_a_file_with_an_error_stands_before_one_that_has_none():
    mild, bad = item(finding(Level.WARNING), path="a.md"), item(finding(), path="b.md")
    out = report("markdown", mild, bad)
    assert out.index("b.md") < out.index("a.md")


def test_reminders_are_called_so():
    assert "- reminder, line 1:" in report("markdown", finding(Level.INFO, reminder=True))


def test_more_than_a_summary_holds_is_counted():
    found = [item(finding(message="x" * 9_000), path=f"{number}.md") for number in range(60)]
    out = report("markdown", *found)
    assert len(out) < MOST + 1_000
    assert f"And {60 - out.count('line 1')} more: `faultless check` lists them all." in out


class _Shown(HTMLParser):
    """The elements of a page and the words between them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.words = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.add(tag)

    def handle_data(self, data):
        self.words += data


@given(HOSTILE)
def test_words_of_the_content_are_shown_as_they_are_and_do_nothing(text):
    out = report("markdown", finding(message=f"a{text}z", why=text, suggestion=text))
    shown = _Shown(MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(out))
    assert shown.elements <= {"h3", "p", "strong", "code", "ul", "li"}


def test_nobody_is_mentioned_and_nothing_is_linked():
    out = report(
        "markdown", finding(message="ask @everyone, see #12, https://example.com, www.example.com and <b>x</b>")
    )
    shown = _Shown(MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(out))
    assert "ask @everyone, see #12, https://example.com, www.example.com and <b>x</b>" in shown.words
    assert not any(live in out for live in (" @everyone", " #12", "https://", "www.e", "<b>"))
