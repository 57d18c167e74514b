"""What Northstar says passes its own checks at any later time, names nobody real and is said once."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import datetime, timezone

import pytest
from northstar import BASE, NOW, RECORDS, sentences, told, words_of

from faultless.checks import Level, run
from faultless.public.promise import promised
from faultless.reading import Record

_ALLOWED = re.compile(r"<!--\s*faultless:\s*(?:allow|off)\b")
_HOST = re.compile(r"(?<![\w./-])(?:[a-z0-9*-]+\.)+[a-z]{2,}(?![\w-]|\.\w)")
_ADDRESS = re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b|[\w.+-]+@[\w-]+\.[\w.]+")
_FILE = re.compile(r"\.(?:md|yml|py|json|jsonl)$")
_REAL = re.compile(
    r"\b(?:cloudflare|fastly|akamai|github|gitlab|google|amazon|aws|azure|microsoft|facebook|meta|stripe|adyen|slack"
    r"|knight|reddit|roblox|heroku|datadog|dyn|whatsapp|shopify|paypal|salesforce|atlassian|let's encrypt)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize(
    "now",
    [
        NOW,
        datetime(2026, 11, 27, tzinfo=timezone.utc),
        datetime(2027, 6, 1, tzinfo=timezone.utc),
        datetime(2030, 1, 1, tzinfo=timezone.utc),
    ],
    ids=str,
)
def test_nothing_is_found_in_it_now_or_later_but_reminders(now: datetime) -> None:
    found = [one for one in run(RECORDS, now) if not one.reminder]
    assert [f"{one.path}:{one.span.line} {one.code}" for one in found] == []


def test_reminders_are_mild_and_there_are_some_to_see() -> None:
    found = run(RECORDS, NOW)
    assert {one.level for one in found} == {Level.INFO}
    assert {one.code for one in found} >= {"AC105", "TI109"}


def test_two_findings_are_allowed_and_each_shows_another_way_to_do_it() -> None:
    in_text = [one.path for one in told() if _ALLOWED.search(words_of(one))]
    in_head = [one.path for one in told() if one.extra.get("checks")]
    assert (len(in_text), len(in_head)) == (1, 1)


def test_no_two_records_say_the_same_sentence() -> None:
    said = defaultdict(set)
    for record in told():
        for sentence in sentences(record):
            if len(sentence.split()) >= 5 and promised(sentence + " ", NOW) is None:
                said[re.sub(r"\d+", "0", sentence.casefold())].add(record.path)
    assert {sentence: paths for sentence, paths in said.items() if len(paths) > 1} == {}


@pytest.mark.parametrize("record", told(), ids=lambda one: one.path)
def test_every_host_is_of_the_example_domain(record: Record[object]) -> None:
    hosts = {host for host in _HOST.findall(record.text) if not _FILE.search(host)}
    assert {host for host in hosts if not host.endswith("example.com")} == set()
    assert _ADDRESS.findall(record.text) == []


def test_no_company_that_exists_is_named() -> None:
    assert [one.path for one in told() if _REAL.search(one.text)] == []


def test_no_update_names_a_person_or_a_team() -> None:
    names = {name for person in BASE.catalogue.people for name in person.name.split()}
    for one in BASE.incidents:
        for update in one.updates:
            assert not names & set(re.findall(r"\w+", update.text)), one.id


def test_no_update_is_longer_than_a_telephone_s_screen() -> None:
    lengths = {f"{one.id} {update.at}": len(update.text.split()) for one in BASE.incidents for update in one.updates}
    assert {which: words for which, words in lengths.items() if words > 90} == {}
