"""What the rules about public text look at: exactly what the gate lets through."""

from __future__ import annotations

import pytest
from writing import NOW, content, findings, front, incident, postmortem

from faultless.checks.public_text import public_texts
from faultless.checks.rule import Context
from faultless.policy import Policy
from faultless.public.publish import publish
from faultless.reading import public_assets

SPY = "db-prod-3"
"""An internal name that PU103 finds wherever it looks."""

CATALOGUE = "components:\n  - {id: checkout, name: Checkout}\n  - {id: api, name: Public API}\n"


def update(text: str, *, phase: str = "Identified") -> str:
    return f"\n## {phase} — 2026-03-14 09:33 UTC\n\n{text}\n"


def public(body: str = "", **keys: str | None) -> str:
    return incident(body, **{"visibility": "public", "resolved": "2026-03-14 10:41 UTC", **keys})


def message(body: str, **keys: str | None) -> dict[str, str]:
    known = {"status": "published", "published": "2026-03-16", "customer_message": "true", **keys}
    return {"incidents/down.md": public(update("Down.")), "postmortems/down.md": postmortem(body, **known)}


TOLD = {
    "a title": {"incidents/down.md": public(update("Down."), title=f"{SPY} is down")},
    "an update": {"incidents/down.md": public(update(f"The disk of {SPY} is full."))},
    "an update in capitals": {"incidents/down.md": public(update(f"The disk of {SPY.upper()} is full."))},
    "emphasis": {"incidents/down.md": public(update(f"The disk of **{SPY}** is full."))},
    "a name that is marked up within": {"incidents/down.md": public(update("The disk of **db**-prod-3 is full."))},
    "an escape": {"incidents/down.md": public(update("The disk of db\\-prod\\-3 is full."))},
    "an entity": {"incidents/down.md": public(update("The disk of db&#45;prod-3 is full."))},
    "inline code": {"incidents/down.md": public(update(f"The disk of `{SPY}` is full."))},
    "a code block": {"incidents/down.md": public(update(f"```\nssh {SPY}\n```"))},
    "an indented code block": {"incidents/down.md": public(update(f"Run\n\n    ssh {SPY}"))},
    "a quotation": {"incidents/down.md": public(update(f"> {SPY} is full"))},
    "a list": {"incidents/down.md": public(update(f"- one\n- {SPY}"))},
    "a table": {"incidents/down.md": public(update(f"| Host |\n|---|\n| {SPY} |"))},
    "a heading within an update": {"incidents/down.md": public(update(f"### About {SPY}\n\nIt is full."))},
    "text below a heading within an update": {"incidents/down.md": public(update(f"### Why\n\n{SPY} is full."))},
    "the target of a link": {"incidents/down.md": public(update(f"See [this](https://{SPY}.example.com/)."))},
    "the title of a link": {"incidents/down.md": public(update(f'See [this](https://example.com/ "{SPY}").'))},
    "a bare address": {"incidents/down.md": public(update(f"See https://{SPY}.example.com/ now."))},
    "the label of a mention": {"incidents/down.md": public(update(f"See [[checkout|the part on {SPY}]]."))},
    "the reason of a revision": {
        "incidents/down.md": public(update(f"Down.\n\nRevised: 2026-03-14 09:50 UTC it was {SPY}"))
    },
    "a notice": {
        "incidents/down.md": front(
            {"kind": "notice", "title": "News", "visibility": "public"}, update(f"{SPY} goes.", phase="Notice")
        )
    },
    "a maintenance": {
        "incidents/down.md": front(
            {
                "kind": "maintenance",
                "title": "Upgrade",
                "visibility": "public",
                "scheduled_for": "2026-03-20 09:00 UTC",
                "scheduled_until": "2026-03-20 10:00 UTC",
            },
            update(f"We upgrade {SPY}.", phase="Scheduled"),
        )
    },
    "the name of a component": {"catalogue.yml": f"components: [{{id: checkout, name: Checkout on {SPY}}}]\n"},
    "the description of a component": {
        "catalogue.yml": f"components: [{{id: checkout, name: Checkout, description: Runs on {SPY}}}]\n"
    },
    "the name of a group": {
        "catalogue.yml": f"groups: [{{id: g, name: All of {SPY}}}]\ncomponents: [{{id: checkout, name: C, group: g}}]\n"
    },
    "the name of a group that only components name": {
        "catalogue.yml": f"components: [{{id: checkout, name: C, group: All of {SPY}}}]\n"
    },
    "a customer message": message(f"\n## Customer message\n\n{SPY} was full.\n"),
    "a public action of a customer message": message(
        f"\n## Action items\n\n- [ ] Make {SPY} larger (owner: amara, public: true)\n\n## Customer message\n\nSorry.\n"
    ),
}

UNTOLD = {
    "an internal record": {"incidents/down.md": incident(update(f"{SPY} is full."), title=SPY)},
    "a record that does not say": {"incidents/down.md": incident(update(f"{SPY} is full."), visibility=None)},
    "a near miss": {
        "incidents/down.md": front(
            {"kind": "near-miss", "title": SPY, "detected": "2026-03-14 09:02 UTC"}, update(f"{SPY} is full.")
        )
    },
    "internal notes": {"incidents/down.md": public(update("Down.") + f"\n## Internal notes\n\n{SPY} is full.\n")},
    "a level-1 heading below": {"incidents/down.md": public(update("Down.") + f"\n# Notes\n\n{SPY} is full.\n")},
    "text before the first update": {"incidents/down.md": public(f"\n{SPY} is full.\n" + update("Down."))},
    "a comment": {"incidents/down.md": public(update(f"Down. <!-- {SPY} is full -->\n\n<!--\n{SPY}\n-->"))},
    "a comment in code": {"incidents/down.md": public(update(f"```\nls <!-- {SPY} -->\n```"))},
    "tags": {"incidents/down.md": public(update("Down."), tags=f"[{SPY}]")},
    "responders": {"incidents/down.md": public(update("Down."), responders=f"[{SPY}]")},
    "the id of a mention": {
        "incidents/down.md": public(update("See [[root-cause/db-prod-3]].")),
        "root-causes/db-prod-3.md": "---\ntitle: Disk full\ncategories: [storage]\n---\n",
    },
    "a `Components:` line": {
        "catalogue.yml": CATALOGUE + f"  - {{id: spy, name: {SPY}, visibility: internal}}\n",
        "incidents/down.md": public(update(f"Down.\nComponents: {SPY} major outage")),
    },
    "the name of an internal component": {
        "catalogue.yml": CATALOGUE + f"  - {{id: spy, name: {SPY}, description: {SPY}, visibility: internal}}\n"
    },
    "the name of a team": {"catalogue.yml": CATALOGUE + f"teams: [{{id: t, name: {SPY}}}]\n"},
    "the rest of a postmortem": message(f"\n## Impact\n\n{SPY} was full.\n\n## Customer message\n\nSorry.\n"),
    "a message that is not meant for customers": message(
        f"\n## Customer message\n\n{SPY} was full.\n", customer_message="false"
    ),
    "an action that is not public": message(
        f"\n## Action items\n\n- [ ] Make {SPY} larger (owner: amara)\n\n## Customer message\n\nSorry.\n"
    ),
    "a public action that was declined": message(
        f"\n## Action items\n\n- [ ] Make {SPY} larger (public: true, status: declined)\n\n## Customer message\n\nSorry.\n"
    ),
    "the attributes of a public action": message(
        f"\n## Action items\n\n- [ ] More room (owner: {SPY}, public: true)\n\n## Customer message\n\nSorry.\n"
    ),
    "the message of an internal incident": {
        **message(f"\n## Customer message\n\n{SPY} was full.\n"),
        "incidents/down.md": incident(update("Down.")),
    },
}


def is_published(root, files) -> bool:
    """Whether the gate lets the spy through."""
    records = content(root, {"catalogue.yml": CATALOGUE, **files})
    return SPY in repr(publish(records.base, Policy(), NOW, public_assets(records.root))).casefold()


def is_found(root, files) -> bool:
    return bool(findings(root, {"catalogue.yml": CATALOGUE, **files}, select=("PU103",)))


@pytest.mark.parametrize("files", TOLD.values(), ids=TOLD.keys())
def test_what_the_gate_lets_through_is_checked(tmp_path, files):
    assert is_published(tmp_path, files)
    assert is_found(tmp_path, files)


@pytest.mark.parametrize("files", UNTOLD.values(), ids=UNTOLD.keys())
def test_what_the_gate_keeps_is_not_checked(tmp_path, files):
    assert not is_published(tmp_path, files)
    assert not is_found(tmp_path, files)


def test_what_will_be_public_is_checked_before_its_time(tmp_path):
    """An update of tomorrow, and the message of a postmortem that is still in review."""
    later = {"incidents/down.md": public(f"\n## Identified — 2027-03-14 09:33 UTC\n\n{SPY} is full.\n")}
    assert is_found(tmp_path / "later", later)
    review = message(f"\n## Customer message\n\n{SPY} was full.\n", status="draft", published=None)
    assert not is_published(tmp_path / "gate", review)
    assert is_found(tmp_path / "review", review)


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ({"incidents/down.md": public(update(f"On\n{SPY}, all."))}, (12, 1, 10)),
        ({"incidents/down.md": public(update(f"- On **{SPY}**, all."))}, (11, 8, 17)),
        ({"incidents/down.md": public(update(f"On `{SPY}`."))}, (11, 5, 14)),
        ({"incidents/down.md": public(update("Down."), title=f'"On {SPY}"')}, (2, 12, 21)),
        ({"catalogue.yml": f"components:\n  - {{id: checkout, name: On {SPY}}}\n"}, (2, 29, 38)),
        ({"catalogue.yml": f"components:\n  - id: checkout\n    name: C\n    description: On {SPY}\n"}, (4, 21, 30)),
        (
            {"incidents/down.md": public(update(f"Down.\n\nRevised: 2026-03-14 09:50 UTC it was {SPY}"))},
            (13, 38, 47),
        ),
    ],
)
def test_a_finding_stands_where_the_name_stands(tmp_path, files, place):
    (found,) = findings(tmp_path, {"catalogue.yml": CATALOGUE, **files}, select=("PU103",))
    line, column, end = place
    assert (found.span.line, found.span.column, found.span.end_line, found.span.end_column) == (line, column, line, end)


def test_a_title_that_is_written_in_escapes_is_found_at_its_key(tmp_path):
    text = public(update("Down."), title='"db\\u002Dprod-3 is down"')
    (found,) = findings(tmp_path, {"incidents/down.md": text}, select=("PU103",))
    assert found.span.line == 2


def test_a_catalogue_entry_without_a_usable_id_does_not_shift_the_places_of_the_others(tmp_path):
    catalogue = f"components:\n  - {{name: Nameless}}\n  - {{id: checkout, name: On {SPY}}}\n"
    (found,) = findings(tmp_path, {"catalogue.yml": catalogue}, select=("PU103",))
    assert (found.path, found.span.line) == ("catalogue.yml", 3)


def test_an_update_without_a_word_has_nothing_to_check(tmp_path):
    files = {"incidents/down.md": public("\n## Identified — 2026-03-14 09:33 UTC")}
    assert not is_found(tmp_path, files)


def test_words_of_a_components_line_in_the_same_paragraph_are_left_out(tmp_path):
    """A line below the text without an empty one between them is one paragraph to Markdown, and none to the gate."""
    text = public(update("Checkout is slow.\nComponents: checkout major outage"))
    records = content(tmp_path, {"incidents/down.md": text})
    (record,) = [one for one in public_texts(Context(records, NOW)) if one.record.kind == "incident"]
    assert [passage.shown.strip() for passage in record.passages()] == ["Down", "Checkout is slow."]


def test_an_unclosed_comment_hides_what_follows_as_the_gate_does(tmp_path):
    files = {"incidents/down.md": public(update(f"Down.\n\n<!-- {SPY} is full"))}
    assert not is_published(tmp_path, files)
    assert not is_found(tmp_path, files)


def test_a_comment_that_begins_within_a_line_and_is_never_closed_is_text(tmp_path):
    files = {"incidents/down.md": public(update(f"Down <!-- {SPY} is full"))}
    assert is_published(tmp_path, files)
    assert is_found(tmp_path, files)
