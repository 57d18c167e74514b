"""`/api/incidents.json` and its schema, the badges, and the line for the customers' own pages."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from making import badges, machine, records_json
from rendering import (
    DEGRADED,
    MAINTENANCE,
    MAJOR,
    NOW,
    OK,
    PARTIAL,
    at,
    component,
    everything,
    hit,
    incident,
    maintenance,
    notice,
    site,
    update,
)

from faultless.outputs import render_site
from faultless.outputs.badges import badge
from faultless.outputs.embed import FILE as EMBED
from faultless.outputs.headers import headers
from faultless.outputs.machine import TYPES
from faultless.public.site import PublicAffected

TOLD = incident(
    "checkout-down",
    "2026-03-19 09:00",
    "2026-03-19 11:00",
    feed_id="first-name",
    mitigated=at("2026-03-19 10:30"),
    affected=(hit("checkout", MAJOR, "2026-03-19 09:00", "2026-03-19 11:00"),),
    updates=(
        update("2026-03-19 11:00", "Over.", "Resolved", revised_at=at("2026-03-19 12:00"), revised_why="a name"),
        update("2026-03-19 09:10", "Looking.", changes=(PublicAffected("checkout", "Checkout", MAJOR),)),
    ),
    customer_message="<p>Sorry.</p>",
)


def document(made):
    return json.loads(records_json(made)["api/incidents.json"])


def valid(made):
    """The document, which keeps to its schema."""
    schema = json.loads(records_json(made)["api/incidents.schema.json"])
    Draft202012Validator.check_schema(schema)
    found = document(made)
    Draft202012Validator(schema).validate(found)
    assert schema["$id"] == found["$schema"]
    return found


def test_the_whole_history_is_in_it_the_newest_first():
    coming, said = maintenance(), notice(updates=(update("2026-03-10 09:00"),))
    found = valid(site(TOLD, coming, said))
    assert [(one["id"], one["kind"]) for one in found["incidents"]] == [
        ("upgrade", "maintenance"),
        ("first-name", "incident"),
        ("old-tls", "notice"),
    ]
    many = [incident(f"i{number}", f"2025-01-{number % 28 + 1:02} 09:00") for number in range(200)]
    assert len(valid(site(*many))["incidents"]) == 200


def test_a_record_has_everything_that_is_public_of_it():
    (found,) = valid(site(TOLD))["incidents"]
    assert found == {
        "id": "first-name",
        "kind": "incident",
        "title": "Checkout returned errors",
        "url": "https://status.example.com/incidents/checkout-down/",
        "path": "incidents/checkout-down/",
        "impact": "major",
        "phase": "Resolved",
        "active": False,
        "cancelled": False,
        "began_at": "2026-03-19T09:00:00Z",
        "ended_at": "2026-03-19T11:00:00Z",
        "duration_minutes": 120,
        "mitigated_at": "2026-03-19T10:30:00Z",
        "scheduled_for": None,
        "scheduled_until": None,
        "reschedules": 0,
        "components": [
            {
                "id": "checkout",
                "name": "Checkout",
                "worst_state": "major_outage",
                "periods": [{"state": "major_outage", "from": "2026-03-19T09:00:00Z", "to": "2026-03-19T11:00:00Z"}],
            }
        ],
        "updates": [
            {
                "id": "20260319T110000Z",
                "at": "2026-03-19T11:00:00Z",
                "phase": "Resolved",
                "text": "Over.",
                "components": [],
                "revised_at": "2026-03-19T12:00:00Z",
                "revised_why": "a name",
            },
            {
                "id": "20260319T091000Z",
                "at": "2026-03-19T09:10:00Z",
                "phase": "Investigating",
                "text": "Looking.",
                "components": [{"id": "checkout", "name": "Checkout", "state": "major_outage"}],
                "revised_at": None,
                "revised_why": None,
            },
        ],
        "report_html": "<p>Sorry.</p>",
    }


def test_the_version_of_its_shape_is_stable():
    """A key that goes or changes its meaning is another version; so this list only grows."""
    made = valid(site(TOLD))
    assert made["schema_version"] == 1
    assert set(made) == {"$schema", "schema_version", "page", "updated_at", "incidents"}
    schema = json.loads(records_json(site())["api/incidents.schema.json"])
    assert schema["properties"]["schema_version"] == {"const": 1}
    assert set(schema["properties"]["incidents"]["items"]["required"]) == set(made["incidents"][0])


def test_it_keeps_to_its_schema_whatever_there_is():
    assert valid(everything())["incidents"]
    assert valid(site())["incidents"] == []


def test_the_schema_refuses_what_is_missing_or_wrong():
    made = site(TOLD)
    schema = Draft202012Validator(json.loads(records_json(made)["api/incidents.schema.json"]))
    for change in ({"active": None}, {"began_at": "2026-03-19 09:00"}, {"kind": "near-miss"}):
        found = document(made)
        found["incidents"][0].update(change)
        assert not schema.is_valid(found), change
    found = document(made)
    del found["incidents"][0]["title"]
    assert not schema.is_valid(found)


def test_a_line_is_a_record_so_that_versions_compare_well():
    before = records_json(site(TOLD))["api/incidents.json"].splitlines()
    after = records_json(site(TOLD, incident("new-one", "2026-03-19 20:00")))["api/incidents.json"].splitlines()
    assert len(after) == len(before) + 1
    assert before[1] in after


def test_it_does_not_hang_on_the_clock():
    made = site(TOLD)
    assert records_json(made) == records_json(replace(made, generated_at=NOW + timedelta(days=9)))


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_any_text_survives(text):
    made = site(replace(TOLD, title=text, updates=(update("2026-03-19 09:10", text),)), name=text)
    (found,) = valid(made)["incidents"]
    assert (found["title"], found["updates"][0]["text"]) == (text, text)


# Badges

SVG = "{http://www.w3.org/2000/svg}"


def said(document: bytes) -> str:
    root = ET.fromstring(document)
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert root.get("aria-label") == root.findtext(f"{SVG}title")
    return root.get("aria-label") or ""


def test_there_is_a_badge_of_the_whole_and_one_of_each_component():
    made = site(
        components=[component(), component("search", PARTIAL)],
        retired=(component("old-api"),),
        impact="major",
        state=PARTIAL,
    )
    assert {path: said(document) for path, document in badges(made).items()} == {
        "badges/overall.svg": "Northstar status: partial outage",
        "badges/checkout.svg": "Checkout: operational",
        "badges/search.svg": "Search: partial outage",
        "badges/old-api.svg": "Old Api: operational",
    }


def test_the_badge_of_the_whole_knows_of_incidents_without_a_component():
    assert said(badges(site(incident(), impact="minor"))["badges/overall.svg"]).endswith("degraded performance")
    assert said(badges(site(state=MAINTENANCE))["badges/overall.svg"]).endswith("under maintenance")


def test_each_state_has_its_own_colour_and_its_words_in_view():
    made = {state: badge("Checkout", state) for state in (OK, MAINTENANCE, DEGRADED, PARTIAL, MAJOR)}
    assert len({re.search(rb'<path[^>]* fill="([^"]+)"', document)[1] for document in made.values()}) == 5
    for state, document in made.items():
        texts = [one.text for one in ET.fromstring(document).iter(f"{SVG}text")]
        assert texts == ["Checkout", state.value.replace("_", " ")]


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_white_text_can_be_read_on_every_colour():
    for state in (OK, MAINTENANCE, DEGRADED, PARTIAL, MAJOR):
        for colour in re.findall(r'fill="(#[0-9a-f]{6})"', badge("x", state).decode()):
            assert 1.05 / (luminance(colour) + 0.05) >= 4.5, colour


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=60))
def test_a_badge_is_well_formed_for_any_name_and_no_wider_than_a_line(name):
    root = ET.fromstring(badge(name, OK))
    widths = [int(one.get("textLength")) for one in root.iter(f"{SVG}text")]
    assert int(root.get("width")) == sum(widths) + 20 <= 40 * 12 + 120
    assert said(badge(name, OK)) == " ".join(f"{name}: operational".split("\n"))


# The line for one's own pages, and headers


def test_the_script_is_small_and_writes_text_only():
    script = render_site(site())[EMBED].decode()
    assert len(script.encode()) < 2048
    assert "innerHTML" not in script
    assert "document.write" not in script
    assert "cookie" not in script
    assert "Storage" not in script


def test_every_file_for_programs_has_its_type_by_exactly_one_rule():
    made = everything()
    rules = {form: re.compile(re.escape(form).replace(":id", "[^/]+").replace(r"\*", ".*")) for form in TYPES}
    for path in machine(made):
        fits = [form for form, rule in rules.items() if rule.fullmatch(f"/{path}")]
        assert len(fits) == 1, path
    lines = headers("default-src 'none'").decode().splitlines()
    for form, kind in TYPES.items():
        place = lines.index(form)
        assert lines[place + 1 : place + 3] == [f"  Content-Type: {kind}", "  Access-Control-Allow-Origin: *"]
    assert len([line for line in lines if line.startswith("/")]) < 100, "a host reads no more than a hundred rules"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/feed.rss", "application/rss+xml"),
        ("/history.atom", "application/atom+xml"),
        ("/components/:id/feed.json", "application/feed+json"),
        ("/maintenance.ics", "text/calendar"),
        ("/badges/*", "image/svg+xml"),
        ("/api/v2/*", "application/json"),
    ],
)
def test_types_are_those_that_readers_know(path, kind):
    assert TYPES[path] == f"{kind}; charset=utf-8"


def test_pages_lead_to_the_feeds_that_belong_to_them():
    files = render_site(everything())

    def offered(path: str) -> list[str]:
        return re.findall(r'<link rel="alternate" type="([^"]+)"[^>]* href="([^"]+)"', files[path].decode())

    assert offered("index.html") == [
        ("application/rss+xml", "feed.rss"),
        ("application/atom+xml", "feed.atom"),
        ("application/feed+json", "feed.json"),
    ]
    assert ("application/rss+xml", "../../components/checkout/feed.rss") in offered("components/checkout/index.html")
    assert ("application/atom+xml", "../../incidents/a/feed.atom") in offered("incidents/a/index.html")
    assert ("application/atom+xml", "../history.atom") in offered("history/index.html")
    for path in [one for one in files if one.endswith("index.html")]:
        for _, target in offered(path):
            assert target.replace("../", "") in files
