"""PU105, PU108, PU109 and PU111: how a public text sounds, and what it leaves out."""

from __future__ import annotations

import pytest
from writing import findings, front, incident, postmortem

from faultless.checks import Level
from faultless.policy import Policy

CATALOGUE = "components:\n  - {id: checkout, name: Checkout}\n  - {id: api, name: Public API}\n"


def update(text: str, *, phase: str = "Investigating", at: str = "09:14") -> str:
    return f"\n## {phase} — 2026-03-14 {at} UTC\n\n{text}\n"


def public(body: str, **keys: str | None) -> dict[str, str]:
    known = {"visibility": "public", "resolved": "2026-03-14 10:41 UTC", **keys}
    return {"catalogue.yml": CATALOGUE, "incidents/down.md": incident(body, **known)}


# PU105


@pytest.mark.parametrize(
    "text",
    [
        "Checkout is down because of Cloudflare.",
        "This was caused by an outage at AWS.",
        "Due to a problem of Amazon Web Services, pages are slow.",
        "Thanks to Stripe, no cards can be charged.",
        "Azure's outage hits us.",
        "Fastly broke our pages.",
        "GitHub has once again failed us.",
        "Twilio is to blame.",
    ],
)
def test_a_vendor_that_is_blamed_is_a_warning(tmp_path, text):
    (found,) = findings(tmp_path, public(update(text)), select=("PU105",))
    assert found.level is Level.WARNING
    assert "vendor" in found.message


@pytest.mark.parametrize(
    "text",
    [
        "Cloudflare's [status page](https://www.cloudflarestatus.com/) has more.",
        "Sign-in with Google works.",
        "Pages are slow due to a mistake in our use of AWS.",
        "Caused by an outage at a provider of ours.",
        "An apple fell because of gravity.",
        "See https://www.cloudflarestatus.com/ or stripe-cli.",
        'Somebody wrote "AWS broke it".',
    ],
)
def test_a_vendor_that_is_only_named_passes(tmp_path, text):
    assert findings(tmp_path, public(update(text)), select=("PU105",)) == ()


def test_one_is_no_vendor_of_oneself(tmp_path):
    files = public(update("Checkout is down because of GitHub."))
    files["catalogue.yml"] = "organisation: {name: GitHub Inc}\n" + CATALOGUE
    assert findings(tmp_path, files, select=("PU105",)) == ()


def test_blame_of_people_is_told_once_more_where_customers_read_it(tmp_path):
    blame = "The root cause was human error by the operator."
    files = public(update(blame) + f"\n## Internal notes\n\n{blame}\n")
    inside = findings(tmp_path, files, select=("BL103",))
    outside = findings(tmp_path, files, select=("PU105",))
    assert [one.span.line for one in outside] == [min(one.span.line for one in inside)]
    assert outside[0].level is Level.WARNING
    assert outside[0].suggestion == inside[0].suggestion


def test_blame_in_a_public_title_counts(tmp_path):
    files = public(update("Down."), title="Outage caused by human error")
    assert [one.span.line for one in findings(tmp_path, files, select=("PU105",))] == [2]


def test_blame_in_an_internal_record_is_left_to_the_rules_of_blame(tmp_path):
    files = public(update("The root cause was human error."), visibility="internal")
    assert findings(tmp_path, files, select=("PU105",)) == ()


# PU108


def test_a_word_of_the_trade_is_told_once_a_file_with_a_plain_one(tmp_path):
    files = public(update("A Replica fell behind.") + update("The replica is back.", phase="Monitoring", at="09:40"))
    (found,) = findings(tmp_path, files, select=("PU108",))
    assert (found.level, found.span.line) == (Level.INFO, 11)
    assert "a copy" in found.suggestion


@pytest.mark.parametrize(
    "text", ["out of memory (OOM)", "p99 rose", "503s for all", "the failover", "cron jobs and pods", "İİ replica"]
)
def test_words_of_the_trade(tmp_path, text):
    assert findings(tmp_path, public(update(text)), select=("PU108",))


@pytest.mark.parametrize(
    "text",
    [
        "oom, the sound",
        "replicate",
        "We say `pods` in code.",
        'You may see "failover" there.',
        "The Agent Control Plane is slow.",
    ],
)
def test_what_is_no_jargon(tmp_path, text):
    assert findings(tmp_path, public(update(text)), select=("PU108",)) == ()


def test_the_name_of_a_component_is_no_jargon(tmp_path):
    files = public(update("Redis is slow."))
    files["catalogue.yml"] = "components: [{id: redis, name: Hosted Redis}, {id: checkout, name: Checkout}]\n"
    assert findings(tmp_path, files, select=("PU108",)) == ()


# PU109

SAYS_BOTH = "Card payments fail since 09:02 UTC. We will post the next update by 10:00 UTC."


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        (SAYS_BOTH, ""),
        ("We are looking into it. The next update comes in 30 minutes.", "what is affected"),
        ("Card payments fail.", "when the next update comes"),
        ("We are looking into it.", "what is affected or when the next update comes"),
        ("We look at Checkout. Next update by 10:00 UTC.", ""),
        ("We are on it. Next update by 10:00 UTC.\n\nComponents: checkout major outage", ""),
    ],
)
def test_a_first_update_of_the_worst_kind_says_what_is_hit_and_when_it_speaks_again(tmp_path, text, missing):
    files = public(update(text), severity="sev1", title="We are looking into reports")
    found = findings(tmp_path, files, select=("PU109",))
    assert [one.message.partition("does not say ")[2] for one in found] == ([missing] if missing else [])
    assert all(one.level is Level.INFO for one in found)


def test_later_updates_and_milder_incidents_are_free(tmp_path):
    both = update(SAYS_BOTH) + update("Still on it.", phase="Update", at="09:50")
    assert findings(tmp_path / "later", public(both, severity="sev1"), select=("PU109",)) == ()
    assert findings(tmp_path / "milder", public(update("On it."), severity="sev2"), select=("PU109",)) == ()


def test_what_is_over_when_it_is_told_needs_no_next_update(tmp_path):
    files = public(update("Card payments failed for ten minutes.", phase="Resolved"), severity="sev1")
    assert findings(tmp_path, files, select=("PU109",)) == ()


def test_an_incident_without_an_update_or_in_another_language_is_not_judged(tmp_path):
    assert findings(tmp_path / "none", public("", severity="sev1"), select=("PU109",)) == ()
    german = Policy(languages=("de", "en"))
    files = public(update("Wir untersuchen das."), severity="sev1", title="Ausfall")
    assert findings(tmp_path / "german", files, german, select=("PU109",)) == ()


# PU111

BOTH = "{checkout: major_outage, api: partial_outage}"


def outage(**keys: str | None) -> dict[str, str]:
    return public(update("Works again.", phase="Resolved", at="10:41"), **{"components": BOTH, **keys})


def lines(root, files: dict[str, str]) -> list[tuple[str, int]]:
    return [(one.path, one.span.line) for one in findings(root, files, select=("PU111",))]


def test_a_long_outage_of_most_of_the_service_asks_for_a_message(tmp_path):
    (found,) = findings(tmp_path, outage(), select=("PU111",))
    assert (found.level, found.path, found.span.line) == (Level.INFO, "incidents/down.md", 2)
    assert "1 h 39 min" in found.message


def test_it_asks_in_the_postmortem_if_there_is_one(tmp_path):
    silent = {**outage(), "postmortems/down.md": postmortem(), "postmortems/a.md": postmortem(incident="other")}
    assert lines(tmp_path / "silent", silent) == [("postmortems/down.md", 2)]
    refused = {**outage(), "postmortems/down.md": postmortem(customer_message="false")}
    assert lines(tmp_path / "refused", refused) == [("postmortems/down.md", 5)]


def test_a_message_is_enough(tmp_path):
    files = {**outage(), "postmortems/down.md": postmortem(customer_message="true")}
    assert lines(tmp_path, files) == []


@pytest.mark.parametrize(
    "keys",
    [
        {"components": "{checkout: major_outage}"},
        {"components": "{checkout: degraded_performance, api: major_outage}"},
        {"resolved": "2026-03-14 09:41 UTC"},
        {"mitigated": "2026-03-14 09:41 UTC"},
        {"visibility": "internal"},
        {"components": None},
    ],
)
def test_a_short_a_small_and_an_internal_outage_do_not(tmp_path, keys):
    assert lines(tmp_path, outage(**keys)) == []


def test_an_outage_that_goes_on_is_not_explained_yet(tmp_path):
    assert lines(tmp_path, public(update("Down."), components=BOTH, resolved=None)) == []


def test_components_out_of_service_and_internal_ones_do_not_count(tmp_path):
    files = outage(components="{checkout: major_outage}")
    files["catalogue.yml"] = (
        "components:\n  - {id: checkout, name: Checkout}\n  - {id: api, name: API, retired: 2025-01-01}\n"
        "  - {id: next, name: Next, since: 2026-06-01}\n  - {id: ledger, name: Ledger, visibility: internal}\n"
    )
    assert lines(tmp_path, files) == [("incidents/down.md", 2)]


def test_a_planned_maintenance_explains_itself(tmp_path):
    keys = {
        "kind": "maintenance",
        "title": "Upgrade",
        "visibility": "public",
        "components": BOTH,
        "scheduled_for": "2026-03-14 09:00 UTC",
        "scheduled_until": "2026-03-14 11:00 UTC",
    }
    files = {
        "catalogue.yml": CATALOGUE,
        "incidents/upgrade.md": front(keys, update("Done.", phase="Completed", at="10:50")),
    }
    assert lines(tmp_path, files) == []
