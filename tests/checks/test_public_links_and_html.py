"""PU106, PU107 and PU110: HTML, links and images that the gate would not let through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from writing import CATALOGUE, cause, findings, front, incident, postmortem

from faultless.checks import Level
from faultless.checks.public_targets import Targets
from faultless.model import START_OF_FILE
from faultless.public.markdown import render
from faultless.reading import Link

INTERNAL = CATALOGUE.replace("people:", "  - {id: ledger, name: Ledger, visibility: internal}\npeople:")


def files(text: str, **others: str) -> dict[str, str]:
    body = f"\n## Identified — 2026-03-14 09:33 UTC\n\n{text}\n"
    return {
        "catalogue.yml": INTERNAL,
        "incidents/down.md": incident(body, visibility="public", resolved="2026-03-14 10:41 UTC"),
        "incidents/inside.md": incident(title="Inside"),
        "root-causes/expiry.md": cause(),
        "public/graph.png": "a picture",
        "public/charts/a b.png": "a picture",
        **others,
    }


def found(root, text: str, code: str) -> list[str]:
    """The words of the source that each finding spans."""
    given_files = files(text)
    lines = given_files["incidents/down.md"].split("\n")
    spans = [one.span for one in findings(root, given_files, select=(code,)) if one.level is Level.ERROR]
    return [lines[span.line - 1][span.column - 1 : span.end_column - 1] for span in spans]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Checkout is <b>down</b>.", ["<b>", "</b>"]),
        ("<div>\nDown\n</div>", ["<div>"]),
        ("Down.<br/>\nAll of it.<br/>", ["<br/>", "<br/>"]),
        ("Down <img src=x onerror=alert(1)>", ["<img src=x onerror=alert(1)>"]),
        ("- one <i>two</i>", ["<i>", "</i>"]),
        ("| a |\n|---|\n| <b>x |", ["<b>"]),
        ("GET /orders/<id> fails", ["<id>"]),
        ("<!DOCTYPE html>", ["<!DOCTYPE html>"]),
        ("<?php echo 1 ?>", ["<?php echo 1 ?>"]),
        ("<!-- note --> <b>x", ["<b>"]),
        (f"<span title='{'x' * 60}'>", [f"<span title='{'x' * 60}'>"]),
    ],
)
def test_html_in_public_text_is_an_error(tmp_path, text, tags):
    assert found(tmp_path, text, "PU106") == tags


@pytest.mark.parametrize(
    "text",
    [
        "All **down**.",
        "Shown as `<empty>`, or ``<b>``.",
        "```\n<html>\n```",
        "    <html>",
        "<!-- tell support -->\n\nDown <!-- since nine -->.",
        "<https://example.com/> and <help@example.com>",
        "1 < 2, a <3, \\<b>",
        "&lt;b&gt;",
    ],
)
def test_what_is_no_html_passes(tmp_path, text):
    assert found(tmp_path, text, "PU106") == []


def test_a_tag_with_a_comment_in_it_is_a_tag(tmp_path):
    """The gate takes the comment out first."""
    assert len(found(tmp_path, "Checkout is <b<!-- really -->>down", "PU106")) == 1


def test_html_of_an_imported_record_is_a_warning(tmp_path):
    body = "\n## Identified — 2026-03-14 09:33 UTC\n\n<b>Down</b>\n"
    imported = {"incidents/down.md": incident(body, visibility="public", imported="cstate")}
    assert {one.level for one in findings(tmp_path, imported, select=("PU106",))} == {Level.WARNING}


def test_html_outside_public_text_is_nobodys_business(tmp_path):
    notes = {"incidents/down.md": incident("\n## Notes\n\n<b>Down</b>\n", visibility="public")}
    assert findings(tmp_path, notes, select=("PU106",)) == ()


@pytest.mark.parametrize(
    "link",
    [
        "[runbook](../runbooks/checkout.pdf)",
        "[below](#below)",
        "[page](/handbook/)",
        "[wiki](http://wiki/checkout)",
        "[local](https://localhost:8000/)",
        "http://wiki/checkout",
        "[old](ftp://example.com/x)",
        "[graph](public/missing.png)",
        "[[root-cause/expiry]]",
        "[[inside]]",
        "[[inside|what happened]]",
        "[[ledger]]",
    ],
)
def test_a_link_that_customers_cannot_follow_is_an_error(tmp_path, link):
    assert found(tmp_path, f"See {link} for more.", "PU107") == [link]


def test_a_link_by_reference_is_found_where_it_is_used(tmp_path):
    assert found(tmp_path, "See [the page][1].\n\n[1]: ../x.pdf", "PU107") == ["[the page][1]"]


@pytest.mark.parametrize(
    "link",
    [
        "[status](https://status.example.com/)",
        "[upper](HTTPS://example.com/)",
        "[mail](mailto:support@example.com)",
        "<https://example.com/>",
        "https://example.com/x and www.example.com",
        "[address](http://[2001:db8::1]/)",
        "[graph](public/graph.png)",
        "[graph](../public/charts/a%20b.png)",
        "[[checkout]] and [[down]]",
        "[[no-such-record]]",
        "`[x](y)`",
        "![picture](../x.png)",
    ],
)
def test_a_link_that_opens_passes(tmp_path, link):
    assert found(tmp_path, f"See {link} for more.", "PU107") == []


def test_an_address_that_cannot_be_read_is_left_to_the_browser(tmp_path):
    assert found(tmp_path, "See [x](http://[half/).", "PU107") == []


def test_a_customer_message_is_checked_as_updates_are(tmp_path):
    message = postmortem("\n## Customer message\n\nSee [x](y.pdf), <b>now</b>: ![](z.png)\n", customer_message="true")
    told = findings(tmp_path, files("Down.", **{"postmortems/down.md": message}), select=("PU1",), ignore=("PU111",))
    assert [one.code for one in told] == ["PU107", "PU106", "PU106", "PU110"]


@pytest.mark.parametrize(
    "image",
    [
        "![errors](../graphs/errors.png)",
        "![errors](https://example.com/errors.png)",
        "![](missing.png)",
        "![errors](public/missing.png)",
        "![errors](public/../incidents/down.md)",
        "![x](data:image/png;base64,AAAA)",
    ],
)
def test_an_image_that_is_not_public_is_an_error(tmp_path, image):
    assert found(tmp_path, f"Look: {image}", "PU110") == [image]


@pytest.mark.parametrize(
    "image",
    [
        "![errors](public/graph.png)",
        "![errors](../public/graph.png)",
        "![errors](/assets/graph.png)",
        "![errors](graph.png)",
        "![errors](<public/charts/a b.png>)",
        "[no image](../graphs/errors.png)",
    ],
)
def test_an_image_below_public_passes(tmp_path, image):
    assert found(tmp_path, f"Look: {image}", "PU110") == []


@given(st.text(alphabet="abc./\\<>()#?%20:publicgraph\n", max_size=30), st.booleans())
def test_a_target_survives_exactly_if_the_gate_keeps_it(tmp_path_factory, target, image):
    """However a target is written: what the check says of it is what the page does with it."""
    targets = Targets(tmp_path_factory.getbasetemp() / "nothing-here")
    link = Link(target.replace("\n", ""), "x", START_OF_FILE, image)
    says = targets.survives(link)
    wanted = "src=" if image else "href="
    plain = link.target.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E")
    assert says == (wanted in render(f"{'!' if image else ''}[x](<{plain}>)")) or "\\" in target


def test_a_notice_may_show_public_files(tmp_path):
    notice = front(
        {"kind": "notice", "title": "News", "visibility": "public"},
        "\n## Notice — 2026-03-14 09:33 UTC\n\n![](public/graph.png)\n",
    )
    assert findings(tmp_path, files("Down.", **{"incidents/news.md": notice}), select=("PU110",)) == ()
