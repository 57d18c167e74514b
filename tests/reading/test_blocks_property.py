"""Every word of the prose leads back to the same word in the file, whatever stands around it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faultless.model import Span
from faultless.policy import section_names
from faultless.reading.blocks import parse_document

NAMES = section_names()
WORD = re.compile(r"[A-Za-zäöüé日]+")
NOUNS = {"codespan", "weblink"}

words = st.sampled_from(["alpha", "bravo", "äöü", "delta", "écho", "fox", "日日", "hotel"])
quoted = st.sampled_from(['"{}"', "“{}”", "‘{}’", "({})", "{},", "😀 {}", "{}'s", "~{}", "{} - "])
marked = st.sampled_from(
    ["*{}*", "**{}**", "_{}_", "~~{}~~", "***{}***", "[{}](https://example.com/a(b))", '[{}](<x y> "t")', "![{}](i.png)",
     "[{}][ref]", "[[some-id|{}]]", "<b>{}</b>", "{}&nbsp;", "&amp;{}", "\\*{}\\*", "\\\\{}", "`code` {}", "`` a`b `` {}", "<https://example.com> {}",
     "{}<br>", "**[{}](x)**", "{} <!-- hidden -->", "https://example.com/x, {}", "*{", "{}_"]
)  # fmt: skip
piece = st.one_of(
    words, st.builds(str.replace, quoted, st.just("{}"), words), st.builds(str.replace, marked, st.just("{}"), words)
)
line = st.lists(piece, min_size=1, max_size=4).map(" ".join).map(lambda text: "so " + text + " on")
lines = st.lists(line, min_size=1, max_size=3)

paragraph = lines.map("\n".join)
heading = st.builds(
    lambda level, text, close: f"{'#' * level} {text}{close}",
    st.integers(1, 6),
    line,
    st.sampled_from(["", " #", "   ##  "]),
)
setext = st.builds(lambda text, mark: f"{text}\n{mark}", paragraph, st.sampled_from(["===", "---"]))
row = st.lists(line.map(lambda text: text.replace("|", "\\|")), min_size=2, max_size=2)
table = st.builds(
    lambda rows, outer, bar: "\n".join(
        ("| {} | {} |" if outer else "{} | {}").format(*(cell + bar for cell in cells)) for cells in (rows[0], ["---"] * 2, *rows[1:])
    ).replace("---" + bar, "---"),
    st.lists(row, min_size=1, max_size=3), st.booleans(), st.sampled_from(["", " \\| so"]),
)  # fmt: skip
leaf = st.one_of(
    paragraph, heading, setext, table, st.just("```\ncode\n```"), st.just("    code"), st.just("<!-- hidden\nmore -->")
)


def quote(blocks: list[str]) -> str:
    return "\n".join("> " + text for text in "\n\n".join(blocks).split("\n"))


def items(blocks: list[str], marker: str) -> str:
    pad = " " * len(marker.expandtabs(4))
    return "\n".join(
        "\n".join(
            (marker if number == 0 else pad if text else "") + text for number, text in enumerate(block.split("\n"))
        )
        for block in blocks
    )


blocks = st.recursive(
    leaf,
    lambda inner: st.one_of(
        st.builds(quote, st.lists(inner, min_size=1, max_size=2)),
        st.builds(
            items, st.lists(inner, min_size=1, max_size=3), st.sampled_from(["- ", "*   ", "+\t", "1. ", "10) "])
        ),
    ),
    max_leaves=6,
)
documents = st.lists(blocks, min_size=1, max_size=4).map(
    lambda found: "\n\n".join(found) + "\n\n[ref]: https://example.com 'title'\n"
)


def cut(source: list[str], span: Span) -> str:
    """The source text of a span."""
    if span.line == span.end_line:
        return source[span.line - 1][span.column - 1 : span.end_column - 1]
    middle = source[span.line : span.end_line - 1]
    return "\n".join(
        [source[span.line - 1][span.column - 1 :], *middle, source[span.end_line - 1][: span.end_column - 1]]
    )


@settings(max_examples=150, deadline=None)
@given(documents, st.integers(0, 5))
def test_every_word_of_the_prose_is_the_word_at_its_place_in_the_file(body: str, before: int) -> None:
    source = ["front"] * before + body.split("\n")
    for block in parse_document(body, before + 1, NAMES).blocks:
        for match in WORD.finditer(block.prose):
            if match[0] not in NOUNS:
                assert cut(source, block.place(*match.span())) == match[0]


@settings(max_examples=100, deadline=None)
@given(documents)
def test_the_place_of_a_stretch_of_prose_begins_and_ends_with_its_words(body: str) -> None:
    source = body.split("\n")
    for block in parse_document(body, 1, NAMES).blocks:
        found = [match for match in WORD.finditer(block.prose) if match[0] not in NOUNS]
        if found:
            first, last = found[0], found[-1]
            text = cut(source, block.place(first.start(), last.end()))
            assert text.startswith(first[0])
            assert text.endswith(last[0])


@settings(max_examples=100, deadline=None)
@given(documents)
def test_no_word_outside_code_and_comments_is_lost(body: str) -> None:
    prose = [word for block in parse_document(body, 1, NAMES).blocks for word in re.findall(r"\bso\b", block.prose)]
    assert len(prose) == len(re.findall(r"\bso\b", body))


@pytest.mark.parametrize(
    "body",
    ["\u2028\nalpha", "alpha\n\u2028\nbravo\u2028", "> \u2028\n> alpha", "- \x85\n  alpha", "\u3000alpha\n\u3000bravo"],
)
def test_white_space_that_is_none_of_markdown_s_moves_no_word(body: str) -> None:
    found = [
        (match[0], cut(body.split("\n"), block.place(*match.span())))
        for block in parse_document(body, 1, NAMES).blocks
        for match in WORD.finditer(block.prose)
    ]
    assert found == [(word, word) for word in WORD.findall(body)]


def test_the_words_of_others_are_blanked_and_the_own_ones_stay_where_they_are() -> None:
    (block,) = parse_document('She said "it is down" and “so what” to us.', 1, NAMES).blocks
    assert block.own_words == "She said              and           to us."
    assert parse_document("> quoted", 1, NAMES).blocks[0].own_words.strip() == ""


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="\u2028\u3000\x85ab \n#-*_`>|[]()<>!&\\~:1.\té日😀\"'=", max_size=60))
def test_any_text_is_parsed_and_every_place_lies_within_it(body: str) -> None:
    source = body.split("\n")
    document = parse_document(body, 1, NAMES)
    for block in document.blocks:
        for span in (block.span, *(link.span for link in block.links), *(found.span for found in block.mentions)):
            assert 1 <= span.line <= span.end_line <= len(source)
            assert 1 <= span.column <= len(source[span.line - 1]) + 1
            assert 1 <= span.end_column <= len(source[span.end_line - 1]) + 1
            assert (span.line, span.column) <= (span.end_line, span.end_column)
        for offset in range(len(block.prose)):
            span = block.place(offset, offset + 1)
            assert 1 <= span.line <= len(source)
        assert len(block.own_words) == len(block.prose)
