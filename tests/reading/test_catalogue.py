"""`catalogue.yml`, the taxonomy, and the root causes that use both."""

from __future__ import annotations

from datetime import date

import pytest
from content_files import One, read, root_cause

from faultless.model import Catalogue, CategoryKind, CauseStatus, Visibility
from faultless.reading.catalogue import shipped_taxonomy

WHOLE = """\
organisation: {name: Northstar, url: https://example.com}
groups:  [{id: store, name: Store}, {id: platform, name: Platform}]
components:
  - {id: checkout, name: Checkout, group: store, description: Cart and payment, owner: payments, since: 2025-01-01}
  - {id: ledger, name: Ledger, visibility: internal}
  - {id: old-api, name: API v1, retired: 2025-06-30, aliases: ["Public API (v1)"]}
teams:   [{id: payments, name: Payments}]
people:  [{id: amara, name: Amara Okafor, team: payments}]
internal_names: ["*.corp.example.com", "db-*"]
taxonomy: [{id: ml-model-drift, theme: change, kind: cause, title: Model drift, about: It ages}]
"""


def told(text: str) -> One[Catalogue]:
    records = read({"catalogue.yml": text})
    assert records.catalogue is not None
    return One(records.catalogue, records.faults)


def test_everything_in_it_is_read():
    found = told(WHOLE)
    value = found.value
    assert found.faults == ()
    assert (value.organisation.name, value.organisation.url) == ("Northstar", "https://example.com")
    assert [(group.id, group.name) for group in value.groups] == [("store", "Store"), ("platform", "Platform")]
    checkout, ledger, old = value.components
    assert (checkout.group, checkout.description, checkout.owner) == ("store", "Cart and payment", "payments")
    assert (checkout.since, checkout.retired, checkout.visibility) == (date(2025, 1, 1), None, Visibility.PUBLIC)
    assert ledger.visibility is Visibility.INTERNAL
    assert (old.retired, old.aliases) == (date(2025, 6, 30), ("Public API (v1)",))
    assert [(team.id, team.name) for team in value.teams] == [("payments", "Payments")]
    assert [(person.id, person.name, person.team) for person in value.people] == [("amara", "Amara Okafor", "payments")]
    assert value.internal_names == ("*.corp.example.com", "db-*")
    last = value.taxonomy[-1]
    assert (last.id, last.theme, last.kind, last.title, last.about) == (
        "ml-model-drift", "change", CategoryKind.CAUSE, "Model drift", "It ages",
    )  # fmt: skip


def test_without_groups_those_of_the_components_stand_in_order_of_appearance():
    value = told(
        "components:\n  - {id: a, name: A, group: The Store}\n  - {id: b, name: B}\n  - {id: c, name: C, group: 日本}\n"
        "  - {id: d, name: D, group: the-store}\n"
    ).value  # fmt: skip
    assert [(group.id, group.name) for group in value.groups] == [("the-store", "The Store"), ("group-2", "日本")]
    assert [component.group for component in value.components] == ["the-store", None, "group-2", "the-store"]


@pytest.mark.parametrize("written", ["store", "Store", "STORE"])
def test_a_group_is_named_by_id_or_name(written):
    value = told(WHOLE.replace("group: store", f"group: {written}")).value
    assert value.components[0].group == "store"


@pytest.mark.parametrize(
    ("old", "new", "told_at"),
    [
        ("teams:", "temas:", ("FM004", "temas")),
        ("owner: payments", "onwer: payments", ("FM004", "onwer")),
        ("group: store", "group: shop", ("FM007", "shop")),
        ("owner: payments", "owner: nobody", ("FM007", "nobody")),
        ("team: payments", "team: nobody", ("FM007", "nobody")),
        ("since: 2025-01-01", "since: long", ("FM009", "long")),
        ("visibility: internal", "visibility: none", ("FM006", "none")),
        ("kind: cause", "kind: reason", ("FM006", "reason")),
        ("https://example.com", "example.com", ("FM006", "example.com")),
        ("{id: ledger, name: Ledger, visibility: internal}", "{id: checkout}", ("FM011", "checkout")),
        ("{id: ledger, name: Ledger, visibility: internal}", "ledger", ("FM006", "ledger")),
        ("{id: ledger, name: Ledger, visibility: internal}", "{name: Ledger}", ("FM005", "{name: Ledger}")),
        ("id: ledger", "id: Led_ger", ("FM006", "Led_ger")),
        ("id: ledger", "id: overall", ("FM006", "overall")),
        ("id: ml-model-drift", "id: dns", ("FM011", "{id: dns, theme: change, kind: cause, title: Model drift, about: It ages}")),
        ("title: Model drift, ", "", ("FM005", "")),
        ('["*.corp.example.com", "db-*"]', "{a: b}", ("FM006", "{a: b}")),
        ("[{id: payments, name: Payments}]", "payments", ("FM006", "payments")),
        ("{name: Northstar, url: https://example.com}", "Northstar", ("FM006", "Northstar")),
    ],
)  # fmt: skip
def test_each_mistake_is_one_fault_at_the_words_that_are_wrong(old, new, told_at):
    assert old in WHOLE
    text = WHOLE.replace(old, new, 1)
    if new == "payments":  # the teams are gone, and what names one is not wrong for it
        text = text.replace("owner: payments, ", "").replace(", team: payments", "")
    assert told(text).told == [told_at]


def test_a_component_whose_id_cannot_be_one_is_known_all_the_same():
    records = read({
        "catalogue.yml": "components: [{id: Check_Out, name: C}]\n",
        "root-causes/some-id.md": "---\ntitle: T\ncomponents: [Check_Out]\n---\n",
    })  # fmt: skip
    assert [(fault.code, fault.path) for fault in records.faults] == [("FM006", "catalogue.yml")]
    assert records.root_causes[0].value.components == ("check-out",)


def test_without_a_catalogue_there_is_the_shipped_taxonomy():
    records = read({"root-causes/some-id.md": "---\ntitle: T\ncategories: [dns]\n---\n"})
    assert records.faults == ()
    assert records.base.catalogue.taxonomy == shipped_taxonomy()


def test_the_shipped_taxonomy_has_43_entries_in_10_themes():
    entries = shipped_taxonomy()
    assert len({entry.id for entry in entries}) == len(entries) == 43
    assert len({entry.theme for entry in entries}) == 10
    assert {entry.kind for entry in entries} == set(CategoryKind)
    assert all(entry.title and entry.about for entry in entries)


# Root causes


def test_a_root_cause_is_read():
    found = root_cause(
        "title: CA expires\ncategories: [certificate-expiry]\ncomponents: [checkout, Public API]\nstatus: mitigated\n"
        "tags: [tls]\naliases: [former-name]\nredirects: [/x/]\n",
        "What it is.\n",
    )
    value = found.value
    assert found.faults == ()
    assert (value.title, value.categories, value.components) == (
        "CA expires",
        ("certificate-expiry",),
        ("checkout", "api"),
    )
    assert (value.status, value.tags, value.aliases, value.redirects) == (
        CauseStatus.MITIGATED,
        ("tls",),
        ("former-name",),
        ("/x/",),
    )
    assert value.body.strip() == "What it is."
    assert found.record.lines[value.body_line - 1] == "What it is."


def test_a_root_cause_without_a_body_is_one():
    assert root_cause("title: T\n").value.status is CauseStatus.OPEN


@pytest.mark.parametrize(
    ("line", "told_at"),
    [
        ("status: gone", ("FM006", "gone")),
        ("categories: [no-such]", ("FM007", "no-such")),
        ("categories: [human-error]", ("FM015", "human-error")),
        ("categories: [Operator Error]", ("FM015", "Operator Error")),
        ("categories: user_error", ("FM015", "user_error")),
        ("categories: [monitoring-gap]", ("FM020", "monitoring-gap")),
        ("components: [api, no-such]", ("FM007", "no-such")),
        ("components: {api: major_outage}", ("FM006", "{api: major_outage}")),
    ],
)
def test_each_mistake_in_a_root_cause_is_one_fault(line, told_at):
    assert root_cause(f"title: T\n{line}\n").told == [told_at]


def test_a_root_cause_needs_a_title():
    assert root_cause("status: open\n").codes == ["FM005"]


def test_a_category_of_ones_own_may_be_used():
    found = root_cause("title: T\ncategories: [ml-model-drift]\n", catalogue=WHOLE)
    assert (found.faults, found.value.categories) == ((), ("ml-model-drift",))
