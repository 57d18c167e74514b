from __future__ import annotations

import markdown
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from faultless.wiki.backlinks import inert
from faultless.wiki.rendering import plain


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1))
def test_inert_text_survives_markdown_as_it_is(text: str) -> None:
    words = "x" + " ".join(text.split()) + "x"
    html = markdown.markdown(inert(words), extensions=["attr_list", "tables", "sane_lists"])
    assert Markup(html).unescape().strip() == f"<p>{words}</p>"


def test_a_line_of_markdown_becomes_words() -> None:
    assert (
        plain("Alert on `queue_length` in [the board](x.md), see [[abc-def]]")
        == "Alert on queue_length in the board, see abc-def"
    )
    assert plain("**Do** it *now*, snake_case_name") == "Do it now, snake_case_name"
