"""The blocks that Python-Markdown reads in a converted text are those that CommonMark reads in the text itself."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from faultless.wiki.dialect import to_python_markdown

MKDOCS_YML = Path(__file__).parents[2] / "mkdocs.yml"
CORPORA = os.environ.get("FAULTLESS_CORPORA")
DOCUMENTS = sorted(
    file for pattern in ("*.md", "*.md.erb") for file in Path(CORPORA or "nowhere").rglob(pattern) if file.is_file()
)

_STRUCTURE = {"ul", "ol", "li", "blockquote", "table", "tr", "th", "td", "pre", "h1", "h2", "h3", "h4", "h5", "h6"}
_BORDERS = _STRUCTURE | {"p", "div", "details", "summary", "thead", "tbody", "section", "hr"}
_NEEDS_BLANK_LINES = {"table", "hr", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"}


@lru_cache(maxsize=1)
def _extensions() -> tuple[list[str], dict[str, dict[str, object]]]:
    named, options = [], {}
    for entry in yaml.safe_load(MKDOCS_YML.read_text(encoding="utf-8"))["markdown_extensions"]:
        entries = entry if isinstance(entry, dict) else {entry: {}}
        named += list(entries)
        options.update(entries)
    return named, options


def commonmark(text: str) -> str:
    return MarkdownIt("commonmark", {"maxNesting": 60}).enable("table").render(text)


def wiki(text: str) -> str:
    extensions, options = _extensions()
    return markdown.markdown(to_python_markdown(text), extensions=extensions, extension_configs=options)


class _Outline(HTMLParser):
    """HTML reduced to its blocks and their words: `ul`, `li`, `'words'`, `/li`, …; a list with paragraphs is `loose`.

    What both sides may write differently and readers see alike is written in one way: white space, boxes of tasks,
    tabs and outer blank lines of code, spaces at the ends of code in words (Python-Markdown strips them), and rows
    without a word (Python-Markdown adds one to a table that has none).
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.words: list[str] = []
        self.open: list[int] = []
        self.hidden: list[str] = []
        self.verbatim = False
        self.code = 0
        self.feed(html)
        self.close()
        self.flush()

    def flush(self) -> None:
        words = "".join(self.words)
        self.words.clear()
        if self.verbatim:
            lines = [line.rstrip() for line in words.expandtabs(4).split("\n")]
            words = "\n".join(lines).strip("\n")
        else:
            words = re.sub(r"^\[X\](?= )", "[x]", re.sub(r"\s+", " ", words).strip())
        if words:
            self.found.append(repr(words))

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag in {"script", "style"} or values.get("class") == "headerlink":
            self.hidden.append(tag)
        elif tag == "input":
            self.words.append("[x] " if "checked" in values else "[ ] ")
        elif tag == "br":
            self.words.append("\n")
        elif tag == "code" and not self.verbatim:
            self.code = len(self.words)
        if tag in _BORDERS:
            self.flush()
        if tag == "hr":
            self.found.append("hr")
        if tag == "pre":
            self.verbatim = True
        if tag == "p" and len(self.open) > 1 and self.found[self.open[-1]] == "li":
            above = self.open[-2]
            self.found[above] = self.found[above].removesuffix(" loose") + " loose"
        if tag in _STRUCTURE:
            self.open.append(len(self.found))
            start = values.get("start", "1") if tag == "ol" else "1"
            self.found.append(tag if start == "1" else f"{tag} {start}")

    def handle_endtag(self, tag):
        if self.hidden and tag == self.hidden[-1]:
            self.hidden.pop()
        if tag == "code" and not self.verbatim:
            self.words[self.code :] = ["".join(self.words[self.code :]).strip()]
        if tag in _BORDERS:
            self.flush()
        if tag == "pre":
            self.verbatim = False
        if tag in _STRUCTURE and self.open:
            start = self.open.pop()
            self.found.append("/" + tag)
            if tag == "tr" and set(self.found[start + 1 :]) <= {"td", "/td", "/tr"}:
                del self.found[start:]

    def handle_data(self, data):
        if not self.hidden:
            self.words.append(data)


def outline(html: str) -> list[str]:
    return _Outline(html).found


def assert_same_blocks(text: str) -> None:
    wanted, made = outline(commonmark(text)), outline(wiki(text))
    for index in _loosened(wanted):
        if index < len(made):
            made[index] = made[index].removesuffix(" loose")
    assert made == wanted, to_python_markdown(text)


def _loosened(blocks: list[str]) -> set[int]:
    """The tight lists that Python-Markdown cannot keep tight: it reads some blocks in them only after a blank line."""
    found = set()
    lists: list[int] = []
    for index, block in enumerate(blocks):
        after_list = blocks[index - 1] in {"/ul", "/ol"} and block != "/li"
        if (lists and (block in _NEEDS_BLANK_LINES or after_list)) or block.endswith(" loose"):
            found.update(lists)
        if block.split(" ")[0] in {"ul", "ol"}:
            lists.append(index)
        elif block in {"/ul", "/ol"}:
            lists.pop()
    return {index for index in found if not blocks[index].endswith(" loose")}


def test_an_empty_text_stays_empty() -> None:
    assert to_python_markdown("") == ""
    assert to_python_markdown(" \n\t\n") == ""


def test_a_list_right_after_a_paragraph_is_a_list() -> None:
    assert outline(wiki("We saw:\n- one\n- two\n")) == [
        *("'We saw:'", "ul", "li", "'one'", "/li", "li", "'two'", "/li", "/ul")
    ]


def test_a_list_nested_by_two_spaces_is_nested() -> None:
    assert to_python_markdown("- a\n  - b\n    more\n- c\n") == "* a\n    * b\n    more\n* c\n"


def test_what_both_dialects_read_alike_keeps_its_words() -> None:
    text = '# Title\n\nSome *words* and a [link](x.md "t"), `code_{x}`.\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n> quoted\n'
    assert to_python_markdown(text) == text


def test_an_update_heading_stays_the_heading_that_the_wiki_looks_for() -> None:
    html = wiki("Before\n## Investigating — 2026-03-14 09:14 UTC\nWords.\nComponents: checkout major outage\n")
    assert re.search(r"<h2[^>]*>Investigating — 2026-03-14 09:14 UTC<a ", html)


def test_a_timeline_and_an_action_stay_what_the_wiki_looks_for() -> None:
    html = wiki("Then:\n- 09:06 — Alert fired. [detection]\n- [x] Alert (owner: amara, due: 2026-04-15)\n")
    assert "<li>09:06 — Alert fired. [detection]</li>" in html
    assert "Alert (owner: amara, due: 2026-04-15)</li>" in html


def test_a_box_becomes_a_box() -> None:
    assert wiki("- a\n  - [x] done\n").count("checked") == 1


def test_a_mention_stays_a_link() -> None:
    link = '<a class="fl-mention" href="../x/">A&#46; B</a>'
    assert link in wiki(f"See\n- {link}\n")


def test_the_language_of_code_is_kept_and_the_rest_of_its_info_is_not() -> None:
    assert to_python_markdown('~~~ python title="x"\ncode\n~~~\n') == "```python\ncode\n```\n"


def test_a_fence_is_longer_than_those_in_the_code() -> None:
    assert to_python_markdown("~~~\n````\n~~~\n") == "`````\n````\n`````\n"


def test_a_backslash_at_the_end_of_a_line_breaks_it() -> None:
    assert "one<br" in wiki("one\\\ntwo\n")
    assert wiki("one\\\n\\\ntwo\n").count("<br") == 2


def test_the_first_definition_of_a_link_counts() -> None:
    html = wiki('> [a]: /one\n>   "the\n>   title"\n\n[A] and [b]\n\n[a]: /two\n\n- [b]: </three four>\n')
    assert '<a href="/one" title="the title">A</a>' in html
    assert '<a href="/three%20four">b</a>' in html


def test_a_link_that_runs_something_is_no_link() -> None:
    assert "href" not in wiki("[a](javascript:b)\n\n[c]\n\n[c]: javascript:d\n\n<javascript:e>\n")


def test_a_heading_has_no_attributes() -> None:
    assert 'id="mine"' not in wiki("## Title {#mine}\n")
    assert outline(wiki("## Title {: .x }\n")) == ["h2", "'Title {: .x }'", "/h2"]


def test_an_admonition_is_text_as_on_the_status_site() -> None:
    assert outline(wiki("!!! note\n    words\n")) == ["'!!! note words'"]


def test_an_element_around_blocks_stays_around_them() -> None:
    html = wiki("<details>\n<summary>More</summary>\n\n- one\n- two\n\n</details>\n\nAfter.\n")
    assert re.search(r"<details>\s*<summary>More</summary>\s*<ul>.*</ul>\s*</details>\s*<p>After", html, re.DOTALL)


@pytest.mark.parametrize("open_html", ["<div>", "<!-- open", "<script>", "<p align='center'>", "<object> text"])
def test_html_that_nothing_closes_does_not_take_in_the_rest(open_html: str) -> None:
    assert "<h1" in wiki(f"- one\n- {open_html}\n\n# Title\n")
    assert "<h1" in wiki(f"> {open_html}\n\n# Title\n")
    if open_html.startswith(("<div", "<p", "<object")):
        assert "<h1" in wiki(f"{open_html}\n\n# Title\n")
    else:
        assert "<h1" not in wiki(f"{open_html}\n\n# Title\n"), "in CommonMark neither"


def test_markdown_in_html_is_not_read() -> None:
    assert "*words*" in wiki('<div markdown="1">\n*words*\n</div>\n')


CASES = {
    "a hash without a space": "#foo\n\npara\n#bar\n\n- #baz\n",
    "words indented by four": "a\n    - b\n    # c\n    > d\n    ===\n    ```\n    <div>\n    !!! note\n",
    "admonitions": '!!! note\n    text\n\npara\n!!! note "x"\nmore\n\n??? note\n\n- !!! note\n',
    "attribute lists": "## T {: .x }\n\nT {#id}\n===\n\ntext\n{: .x }\n\n- item\n  {: .x }\n- `a`{.x}\n- *a*{.x}\n- [a](b){.x}\n",
    "attributes of cells": "a | b\n--|--\nc {: .x} | d\n",
    "abbreviations and footnotes": "*[abbr]: foo bar\n\n[^1]: a footnote text\n\nx[^1]\n",
    "words that look like definitions": "[a]: b c d\n\nx\n[b]: c\n\n[foo\nbar]: baz qux\n\n[`c`]: d e\n",
    "a table of contents": "[TOC]\n",
    "marks alone": "- **\n- * *\n\n--\n\n==\n\n- -\n\n+\n",
    "a change of marker": "* a\n- b\n+ c\n\n1) a\n2) b\n1. c\n- d\n",
    "numbers": "7. a\n8. b\n\nx\n\n0. a\n\ny\n\n10) a\n\n    b\n11) c\n\n1234567890. x\n\na\n2. b\n",
    "loose lists": "- a\n\n- b\n\nx\n\n- a\n\n  b\n- c\n\nx\n\n- a\n\n\n\n- b\n",
    "a loose list of one item and a definition": "- a\n\n  [x]: /u\n",
    "empty items": "-\n- a\n-\n\nx\n\n- a\n-\n\n- b\n\nx\n\n1.\n2. a\n",
    "items that begin with other blocks": "- # H\n  text\n- > q\n  > r\n\n  p\n- ```\n  c\n  ```\n- ***\n- - a\n  - b\n-     code\n",
    "tables in items": "- | a | b |\n  |---|---|\n  | 1 | 2 |\n- x\n\n  | a | b |\n  |---|---|\n  | 1 | `x\\|y` |\n",
    "lazy lines": "> a\nlazy\n> - b\nlazy\n\n> c\n\n- a\n  > b\nlazy\n",
    "quotes in quotes": "> > a\n> b\n\nx\n\n> # h\n> ```\n> c\n>\n> d\n> ```\n>\n> p\n\n>\n",
    "quotes in items": "- a\n\n  > b\n  >\n  > - c\n  >   d\n\n  e\n- f\n  > g\n",
    "two quotes": "> a\n\n> b\n",
    "fences": "````\n```\n````\n\n~~~ foo bar\n`````\n~~~\n\n```{.python}\ncode\n```\n\n``` a`b\n\nfoo\n```\nunclosed\n",
    "fences in items": "- a\n  ```\n  b\n  ```\n  c\n- d\n\n  ```\n\n  e\n\n\n  f\n  ```\n- ```\n  unclosed\n\nx\n",
    "indented code": "    code\n\n    more\n\n- a\n\n      code\n\n  b\n",
    "tabs": "\tcode\n\n-\tx\n\n\ty\n\n1.\ta\n\n\tb\n\t\tc\n\n```\na\tb\n```\n",
    "line breaks": "a  \nb\\\nc\\\\\nd\\\n\ne\\\n# f\n\ng\\\n{: .x}\n\nh\\\n\\\ni\n",
    "rules": "a\n***\nb\n- - -\nc\n---\n\n- a\n\n  ***\n___\n",
    "underlined headings": "Multi\nline\n===\n\n- a\n  ===\n- b\n  ---\n",
    "what headings end in": "# C#\n\n# a \\\\\n\n# a `#`\n\n#\n\n##  \n\n# a ###\n\n# a \\#\n\n# #\n",
    "tables": "| a |\n|---|\n\n| a | b |\n|:-|-:|\n| `|` | x |\n\n| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\n| \\` | \\| |\n",
    "words that look like tables": "a | b\n    --|--\n\na | b\n: | |\n",
    "comments": "<!-- c\n\n- x -->\n- a\n  <!-- x -->\n- b\n<!-- y -->\n- c\n\n<!-- z -->1. words\n",
    "elements": "<div>a</div>\n- b\n\n1\n\n<a href='x'>\n*b*\n</a>\n\n2\n\n</div>\n# c\n\n3\n\n<table><tr><td>\n\nd\n\n</td></tr></table>\n",
    "elements in items": "- <div>*a* `b`</div>\n- <div>\n  - *c*\n  </div>\n- <details>\n  <summary>x</summary>\n\n  y\n\n  </details>\n",
    "elements that only Python-Markdown knows": "<video src='x'> text\n\n# a\n\n<object> b\n\n# c\n",
    "a fence in a comment": "<!--\n```\n-->\n\n# a\n\n```\nb\n```\n",
    "signs that are no tags": "a <b\n\nc <Not a tag!> <foo.bar> <1> `<x>`\n\n<http://a.b/c_d_e> <tel:123> <mailto:a@b.c>\n",
    "escapes": "\\~ \\<b> \\& \\{x\\} \\: \\# \\\\ \\a \\` `\\~`\n",
    "code in words": "text `a\nb` ``c`d`` `e``f `g` {x} `h`{y}\n\n```a``\n",
    "brackets": '[a](x y) [b](<x y>) [c](x "t") [d] (e) [foo] [bar]\n[bar]\n\n- [ ] [e](f)\n\n[bar]: /x\n',
    "tasks": "- [ ] a\n- [x] b\n  - [X] c\n- [ ]\n\n1. [ ] a\n\n2. [x] b\n",
    "paragraphs in items": "- a\n\n  b\n\n      code\n\n  c\n\n   - d\n",
    "uneven indents": "   - a\n  - b\n - c\n-    d\n\n     e\n1.  a\n\n    - b\n\n      c\n",
    "six levels": "- a\n  - b\n    - c\n      - d\n        - e\n          - f\n            g\n",
    "two lists in an item": "- a\n\n  1. b\n  2. c\n\n  - d\n  - e\n- f\n  - g\n  1. h\n",
    "a tight list around a loose one": "- a\n  - b\n\n    c\n- d\n",
    "a term": "Term\n: definition\n",
    "entities": "&nbsp;\n\n&amp; &lt;b&gt; &#42;x&#42;\n",
}


@pytest.mark.parametrize("text", CASES.values(), ids=CASES)
def test_blocks_are_those_of_commonmark(text: str) -> None:
    assert_same_blocks(text)


TOKENS = """
words more #tag 1986. 2. + snake_case `code` ` {x} | [x] [a]: <tag <b>bold</b> &amp; C# \\ \\~ : === 09:06 [TOC] ~~~
https://example.com/a_b <https://example.com>
""".split()  # noqa: SIM905 - as a list it would be thirty lines
WORDS = st.lists(
    st.sampled_from([*TOKENS, "{: .x}", "a | b", "[ ]", "!!! note", "(owner: a)"]), min_size=1, max_size=4
).map(" ".join)
LEAVES = st.one_of(
    st.lists(WORDS, min_size=1, max_size=3).map("\n".join),
    st.lists(WORDS, min_size=2, max_size=3).map("\\\n".join),
    st.tuples(st.integers(1, 6), WORDS).map(lambda made: "#" * made[0] + " " + made[1]),
    st.tuples(st.sampled_from(["```", "~~~", "````py"]), WORDS).map(
        lambda made: f"{made[0]}\n{made[1]}\n\n  {made[1]}\n{made[0].rstrip('py')}"
    ),
    WORDS.map(lambda words: f"    {words}\n\n     {words}"),
    st.sampled_from(["***", "<!-- c -->", "[d]: /e"]),
    st.tuples(st.sampled_from(["one", "`a`", "b c"]), st.sampled_from(["x", "`y|z`".replace("|", "\\|"), ""])).map(
        lambda cells: f"| {cells[0]} | b |\n|---|:-:|\n| {cells[1]} | 2 |"
    ),
)


def _item(marker: str, text: str) -> str:
    lines = text.split("\n")
    margin = " " * (len(marker) + 1)
    return "\n".join([f"{marker} {lines[0]}", *(margin + line if line else "" for line in lines[1:])])


def _nested(blocks: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    gaps = st.sampled_from(["\n", "\n\n", "\n\n\n"])
    together = st.tuples(gaps, st.lists(blocks, min_size=1, max_size=3)).map(lambda made: made[0].join(made[1]))
    markers = st.sampled_from(["-", "*", "+", "1.", "7)", "10.", "-  ", "1. "])
    return st.one_of(
        st.tuples(markers, gaps, st.lists(together, min_size=1, max_size=3)).map(
            lambda made: made[1].join(_item(made[0], text) for text in made[2])
        ),
        together.map(lambda text: "\n".join(f"> {line}".rstrip() for line in text.split("\n"))),
        together,
    )


@settings(max_examples=200, deadline=None)
@given(st.recursive(LEAVES, _nested, max_leaves=8))
def test_blocks_of_nested_documents_are_those_of_commonmark(text: str) -> None:
    assert_same_blocks(text)


@settings(deadline=None)
@given(st.text(max_size=80))
def test_no_text_is_refused(text: str) -> None:
    to_python_markdown(text)


@settings(deadline=None)
@given(st.text(alphabet="-*+>#`~|=[](){}<>!&\\: \t\n1.ax", max_size=60))
def test_no_mark_up_is_refused_by_either(text: str) -> None:
    wiki(text)


@pytest.mark.parametrize(
    "part",
    [
        *(
            "> ",
            "> - ",
            "- a\n",
            "- a\n\n",
            "1) a\n",
            "a",
            "a\n",
            "a  \n",
            "a\\\n",
            "[",
            "![[",
            "](",
            "] [",
            "[a]: b\n",
        ),
        *("`", "`a``", "<", "<a ", "<!--", "<!-- ", "<div>", "<div>\n\n", "</div>\n\n", "<div>\n\na\n\n", "<p><b>\n"),
        *(
            "{",
            "|",
            "| a ",
            "|a|\n|-|\n",
            "\\",
            "#",
            "_a*",
            "&",
            "\t",
            "    a\n\n",
            "```\n",
            "~~~ x\n",
            "- - - - - - x\na\n",
        ),
        *(
            "> > > > > > x\na\n",
            "- > - > - > x\na\n",
            "a\n    # b\n",
            "- ```\n\n",
            "<a b='<a c=\"",
            "\x00",
            "[a\n",
            "!!! a\n",
        ),
    ],
)
def test_a_text_of_one_part_over_and_over_is_converted(part: str) -> None:
    text = part * (100_000 // len(part))
    assert len(to_python_markdown(text)) < 15 * len(text)


def test_a_paragraph_of_lines_that_begin_no_block_is_converted() -> None:
    assert len(to_python_markdown("a\n" + "    # b\\\n" * 20_000)) < 400_000


@pytest.mark.parametrize("opening", ["> ", "- ", "1. ", "> - "])
def test_deep_nesting_is_within_what_python_markdown_bears(opening: str) -> None:
    assert_same_blocks(opening * 100 + "x\n")


@pytest.mark.skipif(not DOCUMENTS, reason="FAULTLESS_CORPORA does not name the folder of real data")
def test_blocks_of_real_documents_are_those_of_commonmark() -> None:
    differing = []
    for file in DOCUMENTS:
        text = file.read_text(encoding="utf-8", errors="replace").removeprefix("\ufeff")
        try:
            assert_same_blocks(re.sub(r"\A---\n.*?\n---\n", "", text, count=1, flags=re.DOTALL))
        except AssertionError:
            differing.append(file.name)
    assert differing == [], f"{len(differing)} of {len(DOCUMENTS)} documents differ"
