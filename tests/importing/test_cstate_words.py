"""Nothing is lost: whatever an issue says, its record reads without a fault and has every word."""

from __future__ import annotations

import re
import string
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from cstate_site import HEAD, NOW, Imported, write_site
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from faultless.checks import Level, run
from faultless.emit import clean
from faultless.importing import import_cstate

MARKS = Counter(dict.fromkeys(["initial", "final", "message", "update", "resolved", "utc"], 100))
"""Words of the marks below, which a heading says in another way."""


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", clean(text).casefold()))


def brought_over(body: str, front: str = "") -> tuple[Imported, str]:
    """An issue with this body and these lines of front matter, imported; and the body of its record."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        head = "\n".join(f"{key}: {value}" for key, value in HEAD.items() if f"{key}:" not in front)
        site = write_site(root / "site", {"2026-03-14-down": f"---\n{head}\n{front}\n---\n{body}"})
        done = Imported(root / "out", import_cstate(site, root / "out"))
        assert run(done.records, NOW) is not None
        return done, "" if done.report.refused else done.text().split("\n---\n", 1)[1]


LINES = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30),
    st.text(string.printable, max_size=30),
    st.sampled_from([
        "", "", "---", "--", "===", "***", "```", "~~~~", "    code", "<!--", "-->", "<pre>", "</pre>", "<div>", "<?x",
        "# A", "## Resolved — 2026-03-14 10:00 UTC", "## Internal notes", "- item", "  ```", "> quote", "| a | b |", "|---|---|",
        "*Update* - more", "**Resolved** works", "[Final message]", "[Initial message] hello", "[Update 2026-03-14 09:20 UTC]",
        "Update: more", "*Upstream* - says", "**2026-03-14 09:20**", "*Update* 2 - more", '{{< track "2026-03-14 09:30" >}}',
        'Text {{< track "2026-03-14 09:40" >}} {{< track "2026-03-14 09:41" >}}', "{{< figure x >}}", "Components: checkout",
        "Revised: 2026-03-14 09:00 UTC why", "**Components:** all of them", "[x]: https://example.com/", "\t- tab",
    ]),
)  # fmt: skip
BODIES = st.lists(LINES, max_size=12).map("\n".join)

SLOW = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=150)


@SLOW
@given(BODIES)
def test_any_body_comes_through_without_a_word_lost(body):
    done, text = brought_over(body)
    assert done.report.refused == ()
    times = Counter({word: count for word, count in words(body).items() if re.search(r"\d|^track$", word)})
    assert not words(body) - words(text) - MARKS - times
    assert not [finding for finding in run(done.records, NOW) if finding.level is Level.ERROR]


@SLOW
@given(BODIES)
def test_every_update_is_seen_by_our_reader_in_order_with_a_time_of_its_own(body):
    done, _ = brought_over(body)
    times = [update.at.at for update in done.one.updates]
    said = re.findall(r"(\d+) updates?$", ", ".join(done.told().mapped))
    assert len(times) == (int(said[0]) if said else 0)
    assert times == sorted(set(times))


@SLOW
@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_any_front_matter_is_imported_or_refused_but_never_raises(front):
    done, _ = brought_over("Text.", front)
    assert len(done.report.refused) + len(done.incidents) == 1
    assert not [finding for finding in run(done.records, NOW) if finding.level is Level.ERROR]


KEYS = st.sampled_from([*HEAD, "informational", "pin", "draft", "aliases", "slug", "url", "author", "root_cause"])
VALUES = st.one_of(
    st.text(max_size=20),
    st.lists(st.text(max_size=10), max_size=3),
    st.dictionaries(st.text(max_size=5), st.text(max_size=10), max_size=2),
    st.booleans(),
    st.none(),
    st.integers(),
    st.datetimes().map(str),
)


@SLOW
@given(st.dictionaries(KEYS, VALUES, max_size=8))
def test_any_values_of_the_front_matter_give_a_record_without_errors(front):
    import json

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        site = write_site(root / "site", {"2026-03-14-down": f"{json.dumps(front)}\nText.\n"})
        done = Imported(root / "out", import_cstate(site, root / "out"))
        assert done.report.refused == ()
        assert not [finding for finding in run(done.records, NOW) if finding.level is Level.ERROR]


@SLOW
@given(st.binary(max_size=200))
def test_any_bytes_are_imported_or_refused_but_never_raise(content):
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        site = write_site(root / "site", {"2026-03-14-down": content})
        report = import_cstate(site, root / "out")
        assert len(report.files) == 2


@SLOW
@given(st.text(max_size=200))
def test_any_configuration_is_read_or_refused_but_never_raises(config):
    from faultless.importing import ImportRefused

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        site = write_site(root / "site", {}, config.encode("utf-8", "replace").decode())
        try:
            import_cstate(site, root / "out")
        except ImportRefused:
            return
        assert not [finding for finding in Imported(root / "out", None).findings if finding.level is Level.ERROR]


@pytest.mark.parametrize("front", ["description: everything about it", "note: |\n  Two\n  lines"])
def test_every_word_of_an_unknown_key_is_kept(front):
    _, text = brought_over("Text.", front)
    assert not words(front) - words(text)
