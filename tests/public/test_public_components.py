"""Components as customers see them."""

from __future__ import annotations

from gating import CATALOGUE, HEAD, OPEN, at, record, site

from faultless.public.site import PublicComponent, PublicSite, PublicState

HOUR = record(components="{checkout: major_outage}", body=OPEN, resolved="2026-03-14 10:02 UTC")
SINCE = CATALOGUE.replace("description: Cart and payment", "description: Cart and payment, since: 2026-03-11")


def component(made: PublicSite, identifier: str = "checkout") -> PublicComponent:
    everything = (*(one for group in made.groups for one in group.components), *made.retired)
    return next(one for one in everything if one.id == identifier)


def test_groups_stand_in_the_order_of_the_catalogue_with_their_worst_child(tmp_path):
    made = site(tmp_path, {"incidents/one-record.md": record()})
    assert [
        (group.id, group.name, group.state.value, [one.name for one in group.components]) for group in made.groups
    ] == [
        ("store", "Store", "major_outage", ["Checkout"]),
        ("platform", "Platform", "degraded_performance", ["API"]),
    ]


def test_components_without_a_group_stand_last_and_empty_groups_do_not_show(tmp_path):
    catalogue = (
        "groups: [{id: empty, name: Empty}, {id: store, name: Store}]\n"
        "components: [{id: alone, name: Alone}, {id: checkout, name: Checkout, group: store},"
        " {id: hidden, name: Hidden, group: empty, visibility: internal}]\n"
    )
    made = site(tmp_path, {"catalogue.yml": catalogue})
    assert [(group.id, group.name, [one.id for one in group.components]) for group in made.groups] == [
        ("store", "Store", ["checkout"]),
        (None, "", ["alone"]),
    ]


def test_an_outage_is_never_masked_by_maintenance(tmp_path):
    planned = record(
        "kind: maintenance\ntitle: M\nvisibility: public\ncomponents: [checkout]\n"
        "scheduled_for: 2026-03-14 09:00 UTC\nscheduled_until: 2026-03-14 12:00 UTC\n",
        "",
    )
    files = {"incidents/one-record.md": record(), "incidents/two-record.md": planned}
    made = site(tmp_path, files, now="2026-03-14 09:30")
    assert component(made).state is PublicState.MAJOR_OUTAGE
    assert made.state is PublicState.MAJOR_OUTAGE
    assert component(made).days[-1].incidents == ("two-record", "one-record")
    alone = site(tmp_path, {"incidents/one-record.md": record(visibility="internal")}, now="2026-03-14 09:30")
    assert component(alone).state is PublicState.UNDER_MAINTENANCE


def test_a_component_is_under_maintenance_only_inside_the_window(tmp_path):
    planned = record(
        "kind: maintenance\ntitle: M\nvisibility: public\ncomponents: [checkout]\n"
        "scheduled_for: 2026-03-21 09:00 UTC\nscheduled_until: 2026-03-21 12:00 UTC\n",
        "",
    )
    files = {"incidents/one-record.md": planned}
    states = [
        component(site(tmp_path, files, now=f"2026-03-21 {hour}")).state.value for hour in ("08:59", "09:00", "12:00")
    ]
    assert states == ["operational", "under_maintenance", "operational"]


def test_an_internal_record_moves_nothing_that_can_be_seen_from_outside(tmp_path):
    hidden = record(started="2026-03-12 09:00 UTC", visibility="internal", components="{checkout: partial_outage}")
    with_it = site(tmp_path / "with", {"incidents/one-record.md": HOUR, "incidents/two-record.md": hidden})
    assert with_it == site(tmp_path / "without", {"incidents/one-record.md": HOUR})


def test_days_months_and_uptime_by_hand(tmp_path):
    """One hour of major outage; observed from the 14th to noon of the 20th: 6.5 days."""
    made = component(site(tmp_path, {"incidents/one-record.md": HOUR}))
    assert len(made.days) == 90
    assert [
        (day.day.isoformat(), day.state and day.state.value, dict(day.minutes), day.incidents)
        for day in made.days[-8:-5]
    ] == [
        ("2026-03-13", None, {}, ()),
        ("2026-03-14", "major_outage", {PublicState.MAJOR_OUTAGE: 60}, ("one-record",)),
        ("2026-03-15", "operational", {}, ()),
    ]
    assert [(month.name, dict(month.minutes)) for month in made.months] == [("2026-03", {PublicState.MAJOR_OUTAGE: 60})]
    expected = 100 * (1 - 1 / (6.5 * 24))
    assert made.uptime is not None
    assert abs(made.uptime - expected) < 1e-9
    assert made.since is not None
    assert made.since.isoformat() == "2026-03-14"


def test_the_spans_are_24_hours_and_whole_days_with_today_as_the_last(tmp_path):
    """Observed from the 11th on; at noon of the 20th 7 days reach back to the 14th."""
    made = component(site(tmp_path, {"catalogue.yml": SINCE, "incidents/one-record.md": HOUR}))
    shares = {one.days: one.share for one in made.uptimes}
    assert list(shares) == [1, 7, 30, 90, 365]
    assert shares[1] == 100
    assert shares[7] is not None
    assert abs(shares[7] - 100 * (1 - 1 / (6.5 * 24))) < 1e-9
    assert shares[30] is not None
    assert abs(shares[30] - 100 * (1 - 1 / (9.5 * 24))) < 1e-9
    assert shares[90] == shares[365] == shares[30]
    assert made.uptime == shares[90], "the number beside the bar and the one on the page are one"


def test_24_hours_are_those_up_to_now(tmp_path):
    made = component(site(tmp_path, {"incidents/one-record.md": HOUR}, now="2026-03-15 09:32"))
    share = made.uptimes[0].share
    assert share is not None
    assert abs(share - 100 * (1 - 0.5 / 24)) < 1e-9


def test_the_weights_are_the_policys(tmp_path):
    options = {"status": {"uptime_weights": {"major_outage": 0.5}}}
    made = site(tmp_path, {"incidents/one-record.md": HOUR}, **options)
    assert component(made).uptime == 100 * (1 - 0.5 / (6.5 * 24))
    assert made.uptime_weights[PublicState.MAJOR_OUTAGE] == 0.5


def test_days_before_a_component_was_there_are_no_data_and_not_100_percent(tmp_path):
    made = site(tmp_path, {"catalogue.yml": SINCE})
    assert [day.state for day in component(made).days[-11:-8]] == [
        None,
        PublicState.OPERATIONAL,
        PublicState.OPERATIONAL,
    ]
    assert component(made).uptime == 100
    assert component(made, "api").uptime is None, "nothing was ever recorded, and nobody says since when it is watched"
    assert made.since is not None
    assert made.since.isoformat() == "2026-03-11"


def test_a_component_of_tomorrow_has_no_data(tmp_path):
    made = site(tmp_path, {"catalogue.yml": SINCE.replace("2026-03-11", "2026-03-21")})
    assert component(made).uptime is None
    assert made.since is None


def test_a_retired_component_is_in_no_group_and_ends_with_its_last_day(tmp_path):
    catalogue = CATALOGUE.replace("description: Cart and payment", "retired: 2026-03-15")
    open_ = record(components="{checkout: major_outage}")
    made = site(tmp_path, {"catalogue.yml": catalogue, "incidents/one-record.md": open_})
    assert [one.id for one in made.retired] == ["checkout"]
    assert [group.id for group in made.groups] == ["platform"]
    old = component(made)
    assert old.retired is not None
    assert dict(old.days[-7].minutes) == {PublicState.MAJOR_OUTAGE: 898}
    assert old.days[-6].state is None
    assert made.state is PublicState.OPERATIONAL
    later = CATALOGUE.replace("description: Cart and payment", "retired: 2026-03-21")
    assert site(tmp_path, {"catalogue.yml": later}).retired == ()


def test_days_are_days_of_the_policys_zone(tmp_path):
    """09:02 UTC is the evening of the 14th in Auckland, and noon of the 20th there the 21st."""
    made = component(site(tmp_path, {"incidents/one-record.md": HOUR}, timezone="Pacific/Auckland"))
    assert made.days[-1].day.isoformat() == "2026-03-21"
    assert [day.day.isoformat() for day in made.days if day.incidents] == ["2026-03-14"]


def test_what_happened_at_all_lasted_a_minute(tmp_path):
    short = record(
        components="{checkout: major_outage}",
        body="",
        started="2026-03-14 09:02:00 UTC",
        resolved="2026-03-14 09:02:10 UTC",
    )
    made = component(site(tmp_path, {"incidents/one-record.md": short}))
    assert [dict(day.minutes) for day in made.days if day.minutes] == [{PublicState.MAJOR_OUTAGE: 1}]


def test_names_and_descriptions_are_one_line_without_comments(tmp_path):
    catalogue = 'components: [{id: checkout, name: "Check  out <!-- x -->", description: "Cart <!-- y --> here"}]\n'
    made = component(site(tmp_path, {"catalogue.yml": catalogue}))
    assert (made.name, made.description, made.group) == ("Check out", "Cart here", None)


def test_minutes_stand_worst_first(tmp_path):
    files = {
        "incidents/one-record.md": HOUR,
        "incidents/two-record.md": record(
            HEAD,
            components="{checkout: partial_outage}",
            started="2026-03-14 08:00 UTC",
            resolved="2026-03-14 12:00 UTC",
        ),
    }
    day = component(site(tmp_path, files)).days[-7]
    assert list(day.minutes.items()) == [(PublicState.MAJOR_OUTAGE, 60), (PublicState.PARTIAL_OUTAGE, 180)]
    assert day.incidents == ("two-record", "one-record")
    assert day.day == at("2026-03-14 00:00").date()
