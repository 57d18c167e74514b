"""No format prints a secret: logs and reports are read by more people than the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reporting import finding
from writing import CATALOGUE, NOW, content, incident, postmortem

from faultless.checks import FORMATS, Report, Screen, Summary, render, reported, run
from faultless.checks.masking import Masked, Pieces
from faultless.model import Span

CANARY = "ghp_" + "Zq8vT1mK" + "w7Rr2Lx9" + "Bd5Hn3Yc" + "Uf6Gj0Ps" + "QaWe"
"""In pieces, so that nobody takes this file for a leak."""

PASSWORD = "Tr0ub4dor" + "And3"
ISSUED = "xoxb-" + "PAY-90210" + "-99887766" + "-KmNbVcXz"
KEY = "-----BEGIN RSA PRIVATE " + "KEY-----"
KEY_LINES = (
    "MIIEowIBAAKCAQEA7v0sQpZrT2" + "mXcYdUeWfVgHhJiKlLmN",
    "oPqRsTuVwXyZaBcDeFgHiJkLmN" + "0123456789abcdefghij",
)


def everything(root: Path, files, **more) -> dict[str, str]:
    """The report on some files in every format, on a terminal and in a pipe."""
    records = content(root / "content", files)
    found = run(records, NOW, **more)
    shown = reported(found, records, root)
    report = Report(shown, Summary.of(found, files=1, seconds=0.0), ["content/incidents/down.md"])
    screens = {"": Screen(), " on a terminal": Screen(colour=True, width=60)}
    return {style + name: render(style, report, screen) for style in FORMATS for name, screen in screens.items()}


def leaked(out: str, secret: str, least: int = 5) -> list[str]:
    """Every stretch of a secret, behind its first characters, that a report has in it."""
    tail = secret[4:]
    return [tail[at : at + least] for at in range(len(tail) - least + 1) if tail[at : at + least] in out]


@pytest.mark.parametrize(
    ("secret", "said"),
    [
        (CANARY, f"The token {CANARY} was pasted."),
        (CANARY, f"TODO {CANARY} [[{CANARY}]] and db-prod-3, Amara forgot `{CANARY}`."),
        (CANARY, f"Amara forgot to revoke {CANARY} in time."),
        (CANARY, "x" * 300 + f" {CANARY} " + "y" * 300),
        (ISSUED, f"We posted {ISSUED} in the channel, back in 20 minutes."),
        (PASSWORD, f"postgres://svc:{PASSWORD}@db-prod-3.internal:5432/orders fell over."),
        (PASSWORD, f"The password {PASSWORD} of postgres://svc:{PASSWORD}@db.example.com/orders was on the wiki."),
    ],
)
def test_no_format_has_any_of_a_secret_but_its_beginning(tmp_path, secret, said):
    files = {
        "incidents/down.md": incident(f"\n## Resolved — 2026-03-14 10:00 UTC\n\n{said}\n", visibility="public"),
        "postmortems/down.md": postmortem(f"\n## Action items\n\n- [ ] {said} (due: 2026-04-15)\n"),
    }
    for style, out in everything(tmp_path, files).items():
        assert "PU104" in out, style
        assert leaked(out, secret) == [], style


@pytest.mark.parametrize(
    "keys",
    [
        {"components": f"{{{CANARY}: major_outage}}"},
        {"severity": CANARY},
        {CANARY: "x"},
        {"started": CANARY},
        {"title": f"Leak of {CANARY}"},
        {"tags": f"[{CANARY}"},
    ],
)
def test_messages_that_quote_the_front_matter_do_not_quote_a_secret(tmp_path, keys):
    files = {"incidents/down.md": incident("\nTODO\n", **keys)}
    for style, out in everything(tmp_path, files).items():
        assert leaked(out, CANARY) == [], style


@pytest.mark.parametrize("choice", [{"select": ["SE"]}, {"ignore": ["PU104"]}])
def test_a_secret_is_masked_where_nobody_asked_for_its_rule(tmp_path, choice):
    files = {"postmortems/down.md": postmortem(f"\n## Summary\n\nTODO {CANARY}\n"), "incidents/down.md": incident()}
    for style, out in everything(tmp_path, files, **choice).items():
        assert "SE103" in out
        assert leaked(out, CANARY) == [], style


def test_a_secret_that_is_allowed_is_masked(tmp_path):
    allowed = f"\n<!-- faultless: allow PU104 -- revoked -->\nTODO {CANARY}\n"
    for style, out in everything(tmp_path, {"incidents/down.md": incident(allowed)}).items():
        assert "SE103" in out
        assert leaked(out, CANARY) == [], style


def test_a_finding_on_another_file_does_not_quote_it(tmp_path):
    """A title with a secret is quoted by whatever leads to it."""
    files = {
        "catalogue.yml": CATALOGUE.replace("Checkout", f"Checkout {CANARY}"),
        "incidents/down.md": incident(components=f"{{Checkout {CANARY[:-1]}x: major_outage}}"),
    }
    for style, out in everything(tmp_path, files).items():
        assert leaked(out, CANARY, least=8) == [], style


def test_words_that_another_file_is_quoted_with_hold_no_secret(tmp_path):
    action = f"\n## Action items\n\n- [ ] Revoke {CANARY} (owner: amara, due: 2026-02-15, type: detect)\n"
    cause = "---\ntitle: A certificate expires\ncategories: [certificate-expiry]\n---\n"
    files = {
        "root-causes/expiry.md": cause,
        "incidents/first.md": incident(started="2026-01-10 09:00 UTC", resolved="2026-01-10 10:00 UTC"),
        "incidents/again.md": incident(resolved="2026-03-14 10:00 UTC"),
        "postmortems/first.md": postmortem(
            action, incident="first", root_causes="[expiry]", status="published", published="2026-01-12"
        ),
        "postmortems/again.md": postmortem("\n## Summary\n\nx\n", incident="again", root_causes="[expiry]"),
    }
    out = everything(tmp_path, files, select=["RC102"])
    assert "RC102" in out["text"]
    assert {name: leaked(text, CANARY) for name, text in out.items()} == {name: [] for name in out}


def test_the_lines_of_a_private_key_are_masked(tmp_path):
    body = "\n".join(
        ["", "```", KEY, KEY_LINES[0], f"TODO {KEY_LINES[1]}", "-----END-----", "```", "", f"TODO {KEY_LINES[0]}", ""]
    )
    for style, out in everything(tmp_path, {"incidents/down.md": incident(body)}).items():
        for line in KEY_LINES:
            assert leaked(out, line, least=8) == [], style


def shown(root: Path, line: str, span: Span) -> tuple[str, str]:
    records = content(root, {"incidents/down.md": incident(f"\n{line}\n")})
    (one,) = reported([finding(span=span)], records, root)
    return one.line, one.line[slice(*one.marked)]


@pytest.mark.parametrize(
    ("columns", "marked"),
    [
        ((1, 4), "See"),
        ((5, 5 + len(CANARY)), "ghp_•••"),
        ((6 + len(CANARY), 10 + len(CANARY)), "then"),
        ((20, 30), "•••"),
    ],
)
def test_the_words_around_a_secret_keep_their_place(tmp_path, columns, marked):
    line, words = shown(tmp_path, f"See {CANARY} then", Span.on_line(8, *columns))
    assert line == "See ghp_••• then"
    assert words == marked


def test_words_about_its_line_hold_no_small_piece_of_a_secret_either(tmp_path):
    """A rule may find a ticket, a host or a name within a token; elsewhere such a word is no part of the secret."""
    records = content(tmp_path, {"incidents/down.md": incident(f"\nSee {CANARY} then\nand then\n")})
    found = [finding(span=Span.on_line(line, 1), message="'1mKw7Rr' is a ticket") for line in (8, 9)]
    shown = reported(found, records, tmp_path)
    assert [one.finding.message for one in shown] == ["'•••' is a ticket", "'1mKw7Rr' is a ticket"]


def test_a_short_password_shows_less_of_itself(tmp_path):
    line, _ = shown(tmp_path, "mysql://app:kq81vT@db.example.com/x", Span.on_line(8, 1))
    assert line == "mysql://app:k•••@db.example.com/x"


SECRET = st.text(st.sampled_from("abcXYZ019"), min_size=6, max_size=30)
WORDS = st.text(st.sampled_from("abX 0.é•"), max_size=20)


@given(secrets=st.lists(SECRET, min_size=1, max_size=3), parts=st.lists(WORDS, min_size=2, max_size=4), data=st.data())
def test_masking_leaves_no_piece_and_moves_nothing_else(secrets, parts, data):
    chosen = [data.draw(st.sampled_from(secrets)) for _ in parts]
    text = "".join(part + secret for part, secret in zip(parts, chosen, strict=True))
    pieces = Pieces(secrets, 5)
    masked = pieces.mask(text)
    rest = masked.text.split("•••")
    assert not any(piece in stretch for piece in pieces.pieces if len(piece) >= 5 for stretch in rest)
    for at, character in enumerate(text):
        if not any(start <= at < end for start, end, *_ in masked.runs):
            start, end = masked.place(at, at + 1)
            assert masked.text[start:end] == character


def test_a_text_masked_twice_knows_the_place_in_the_first():
    first = Pieces(["abcdefgh"], 5).mask("x abcdefgh y 12345678 z")
    second = Pieces(["12345678"], 5).mask(first.text, first)
    assert second.text == "x ab••• y 12••• z"
    assert second.text[slice(*second.place(22, 23))] == "z"
    assert Masked("x").place(0, 1) == (0, 1)
