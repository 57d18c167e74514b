"""PU103: names that mean something inside only."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from writing import findings, incident

from faultless.checks import Level
from faultless.checks.internal_names import InternalNames
from faultless.model import Catalogue, Component, Organisation, Person, Visibility

CATALOGUE = """
organisation: {name: Northstar}
components:
  - {id: checkout, name: Checkout}
  - {id: copilot, name: Copilot Chat}
  - {id: ledger, name: Ledger, visibility: internal, aliases: [Payment Mesh, lower]}
  - {id: old, name: Checkout, visibility: internal}
people:
  - {id: amara, name: Amara Okafor}
  - {id: lee, name: Lee Ng}
  - {id: ines, name: Inês Carvalho}
  - {id: will, name: Will Page}
  - {id: chat, name: Chat Nakamura}
internal_names: ["*.corp.example.com", "pay-[0-9]*", "Project Blue*", sparrow]
"""

INTERNAL = {
    "internal": [
        "x1.corp.example.com",
        "a.b.corp.example.com",
        "pay-3",
        "PAY-3b",
        "Sparrow",
        "Project Bluebird",
        "project blue",
    ],
    "host": [
        "grafana.internal",
        "db-prod-3",
        "prod-db-3",
        "prod-web1",
        "checkout-prod-12",
        "db-3",
        "db03",
        "lb-2",
        "web-03",
        "web-03.example.com",
        "ip-10-0-1-23.ec2.internal",
        "orders.c9x.eu-west-1.rds.amazonaws.com",
        "checkout.svc.cluster.local",
        "checkout-7d9f8b6c5d-x2x4z",
        "i-0abc123def4567890",
        "vpc-0a1b2c3d",
    ],
    "component": ["Ledger", "Payment Mesh"],
    "person": [
        "Amara Okafor",
        "Okafor",
        "Amara",
        "AMARA",
        "Lee",
        "Inês",
        "Ines",
        "Will Page",
        "Nakamura",
        "Chat Nakamura",
    ],
    "address": ["10.20.30.40", "93.184.216.34", "10.0.0.0/8", "2a00:1450:4001:81b::200e", "fe80::1"],
    "mail": ["amara@example.com", "a.okafor+x@mail.example.com"],
    "handle": ["@amara", "@lee-ng", "@here"],
    "ticket": ["OPS-231", "OPS2-7", "INFRA-28461"],
    "channel": ["#checkout", "#inc-checkout-42", "#ops_2"],
}

HARMLESS = [
    "UTF-8, TLS-1.3, ISO-8601, SHA-256, SHA3-256, COVID-19, RFC-2119, CVE-2024-3094, GPT-4, UTC-5, HTTP-503",
    "AB-12-34, X-1, A1B-2.5",
    "#1 of the list, C# and F#, the colour #fff or #c0ffee or #12345678",
    "version 10.2.3.4, v10.2.3.4, Chrome/120.0.0.0, release 1.2.3.4, 1.2.3.4.5, 999.1.1.1",
    "127.0.0.1, 0.0.0.0, 8.8.8.8, 1.1.1.1, 192.0.2.1, 198.51.100.7, 203.0.113.9, ::1, 2001:db8::1",
    "eu-west-1, us-east-1, ap-southeast-2a, westeurope-3",
    "node-20, macos-15-arm64, ubuntu-24, api-2, search-3, phase-2, step-01, prod-ready, stage-1, prod-3",
    "at 12:30:45 UTC, 2026-03-14T09:02:00Z, std::vector, a::b",
    "support@example.com, Status+x@example.com, you@example.com",
    "a page will load, will page you, mark the day, Will the page load?",
    "checkout@v4, npm i @angular/core, user@, @ 14:00, a@b",
    "the ledger of a shop, a lower price, Checkout, Lower prices",
    "https://example.com/#anchor, page#part, [there](#below), &#35;x",
    "@copilot answered in Copilot Chat, blue project, pay-as-you-go, sparrows",
]


def update(text: str) -> dict[str, str]:
    body = f"\n## Identified — 2026-03-14 09:33 UTC\n\n{text}\n"
    down = incident(body, visibility="public", resolved="2026-03-14 10:41 UTC")
    return {"catalogue.yml": CATALOGUE, "incidents/down.md": down}


CASES = [pytest.param(kind, name, id=f"{kind}: {name}") for kind, names in INTERNAL.items() for name in names]

SAYS = {
    "internal": "internal names",
    "host": "machine",
    "component": "internal component",
    "person": "somebody's name",
    "address": "network address",
    "mail": "mail address",
    "handle": "handle",
    "ticket": "ticket",
    "channel": "channel",
}


@pytest.mark.parametrize(("kind", "name"), CASES)
def test_an_internal_name_is_found_once_as_what_it_is(tmp_path, kind, name):
    (found,) = findings(tmp_path, update(f"We look at {name}, then go on."), select=("PU103",))
    assert found.level is Level.ERROR
    assert SAYS[kind] in found.message
    assert found.span.column == 12


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_looks_like_one_passes(tmp_path, text):
    found = findings(tmp_path, update(f"We look at it: {text}."), select=("PU103",))
    assert [finding.message for finding in found] == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Amara's laptop and Okafor’s", 2),
        ("`#inc-checkout` in code", 1),
        ("`#include` in code, `@media` too", 0),
        ("[PAY-231](https://tracker.example.com/browse/PAY-231)", 1),
        ("PAY-231 and PAY-232", 2),
        ("PAY-231,\nthen PAY-231 again", 2),
        ("<https://wiki.internal/x>", 1),
        ("amara@team.internal", 1),
    ],
)
def test_each_place_is_told_once(tmp_path, text, count):
    assert len(findings(tmp_path, update(text), select=("PU103",))) == count


def test_no_catalogue_is_needed(tmp_path):
    files = {**update("On db-prod-3, by Amara."), "catalogue.yml": ""}
    (found,) = findings(tmp_path, files, select=("PU103",))
    assert "db-prod-3" in found.message


def test_a_word_of_a_public_name_is_nobody(tmp_path):
    catalogue = "components: [{id: lane, name: Fast Okafor}]\npeople: [{id: a, name: Amara Okafor}]\n"
    files = {**update("Okafor is slow. Amara Okafor is on it."), "catalogue.yml": catalogue}
    (found,) = findings(tmp_path, files, select=("PU103",))
    assert "'Amara Okafor'" in found.message


NAMES = InternalNames.of(
    Catalogue(
        organisation=Organisation("Northstar"),
        components=(Component("ledger", "Ledger", visibility=Visibility.INTERNAL),),
        people=(Person("a", "Amara Okafor"),),
        internal_names=("*.corp", "pay-*", "two words*"),
    )
)


@given(st.text(alphabet="abAO-.@#:/0123 \nPAYledgr_İ’", max_size=200))
def test_places_are_within_the_text(text):
    for prose in (True, False):
        for leak in NAMES.find(text, prose=prose):
            assert 0 <= leak.start < leak.end <= len(text)


@given(st.from_regex(r"[a-z]{1,8}(\.[a-z]{1,8}){0,3}", fullmatch=True))
def test_everything_that_a_pattern_describes_is_found(host):
    assert any(leak.kind == "internal" for leak in NAMES.find(f"on {host}.corp, now", prose=False))
