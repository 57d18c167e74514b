"""Files under `incidents/`: kinds, keys, visibility, components, people and ids."""

from __future__ import annotations

import pytest
from content_files import CATALOGUE, INCIDENT, UPDATE, incident, read

from faultless.model import ComponentState, Kind, State, Visibility
from faultless.policy import Policy, Severity

TIMES = ("started", "detected", "acknowledged", "declared", "identified", "mitigated", "resolved", "until")
HEADS = {
    "incident": "title: T\nseverity: sev1\nstarted: 2026-03-14 09:02 UTC\n",
    "maintenance": "title: T\nkind: maintenance\nscheduled_for: 2026-03-14 09:02 UTC\nscheduled_until: 2026-03-14 10:02 UTC\n",
    "notice": "title: T\nkind: notice\n",
    "near-miss": "title: T\nkind: near-miss\ndetected: 2026-03-14 09:02 UTC\n",
}
MAJOR, PARTIAL = State.MAJOR_OUTAGE, State.PARTIAL_OUTAGE


def states(components: tuple[ComponentState, ...]) -> dict[str, State]:
    return {one.component: one.state for one in components}


@pytest.mark.parametrize(("kind", "head"), HEADS.items())
def test_each_kind_is_read_with_its_required_keys_alone(kind, head):
    found = incident(head)
    assert found.faults == ()
    assert found.value.kind is Kind(kind)
    assert found.value.title == "T"


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        (kind, line.partition(":")[0])
        for kind, head in HEADS.items()
        for line in head.splitlines()
        if "kind:" not in line
    ],
)
def test_each_required_key_is_missed(kind, key):
    head = "".join(line for line in HEADS[kind].splitlines(keepends=True) if not line.startswith(f"{key}:"))
    (fault,) = incident(head).faults
    assert fault.code == "FM005"
    assert repr(key) in fault.message
    assert key in fault.hint


def test_a_required_key_without_a_value_is_told_where_it_stands():
    assert incident(INCIDENT.replace("Down", "")).told == [("FM005", "title")]


def test_a_kind_that_is_none_is_one_fault_and_the_file_is_read_as_what_was_meant():
    found = incident(
        HEADS["maintenance"].replace("kind: maintenance", "kind: maintainance")
        + "visibility: public\n", "## Scheduled — 2026-03-13 09:00 UTC\n\nSoon.\n"
    )  # fmt: skip
    assert found.told == [("FM006", "maintainance")]
    assert found.value.kind is Kind.MAINTENANCE
    assert len(found.value.updates) == 1


@pytest.mark.parametrize("key", TIMES)
def test_every_time_is_read_and_a_wrong_one_is_told_at_its_value(key):
    other = "".join(line for line in INCIDENT.splitlines(keepends=True) if not line.startswith(f"{key}:"))
    right = incident(f"{other}{key}: ~2026-03-14 10:00 UTC\n")
    assert right.faults == ()
    assert getattr(right.value, key).stamp == "20260314T100000Z"
    assert getattr(right.value, key).approximate
    for written, code in {"2026-03-14 10:00": "FM008", "noon": "FM009"}.items():
        wrong = incident(f"{other}{key}: {written}\n")
        assert wrong.told == [(code, written)]
        assert getattr(wrong.value, key) is None


@pytest.mark.parametrize("who", ["monitoring", "employee", "customer", "partner", "provider"])
def test_who_noticed_first_is_one_of_five(who):
    assert incident(f"{INCIDENT}detected_by: {who.title()}\n").value.detected_by == who


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("detected_by: robot", ("FM006", "robot")),
        ("visibility: everyone", ("FM006", "everyone")),
        ("imported: word", ("FM006", "word")),
        ("reschedules: often", ("FM006", "often")),
        ("reschedules: -1", ("FM006", "-1")),
        ("commander: [a, b]", ("FM006", "[a, b]")),
        ("title: {a: b}", ("FM006", "{a: b}")),
        ("tags: {a: b}", ("FM006", "{a: b}")),
        ("tags: [a, [b]]", ("FM006", "[b]")),
        ("severity: sev9", ("FM007", "sev9")),
        ("severity_at_first: awful", ("FM007", "awful")),
        ("sevrity: sev1", ("FM004", "sevrity")),
        ("components: [chekout]", ("FM007", "chekout")),
        ("components: {chekout: major_outage}", ("FM007", "chekout")),
        ("components: {checkout: broken}", ("FM006", "broken")),
        ("components: {checkout: [x]}", ("FM006", "[x]")),
        ("components: {checkout: major_outage, Checkout: degraded_performance}", ("FM003", "Checkout")),
    ],
)
def test_each_mistake_is_one_fault_at_the_words_that_are_wrong(line, told):
    key = line.partition(":")[0]
    other = "".join(one for one in INCIDENT.splitlines(keepends=True) if not one.startswith(f"{key}:"))
    assert incident(f"{other}{line}\n").told == [told]


def test_a_component_without_a_state_is_told():
    found = incident(f"{INCIDENT}components: {{checkout: , api: major_outage}}\n")
    assert found.codes == ["FM006"]
    assert states(found.value.components) == {"api": MAJOR}


def test_an_unknown_key_is_told_with_the_nearest_known_one():
    (fault,) = incident(f"{INCIDENT}resloved: 2026-03-14 10:00 UTC\n").faults
    assert fault.hint == "did you mean resolved?"


def test_people_are_ids_or_free_names_unless_the_policy_is_closed():
    head = f'{INCIDENT}commander: amara\nresponders: [amara, "Lee Ng"]\n'
    found = incident(head)
    assert found.faults == ()
    assert (found.value.commander, found.value.responders) == ("amara", ("amara", "Lee Ng"))
    assert incident(head, policy=Policy(people="closed")).told == [("FM007", '"Lee Ng"')]
    assert incident(f"{INCIDENT}commander: lee\n", policy=Policy(people="closed")).told == [("FM007", "lee")]


def test_the_severities_are_those_of_the_policy_by_id_or_name():
    policy = Policy(severities=(Severity("p1", "Everything", "critical"),))
    assert incident(INCIDENT.replace("sev2", "P1"), policy=policy).value.severity == "p1"
    assert incident(INCIDENT.replace("sev2", "everything"), policy=policy).value.severity == "p1"
    assert incident(INCIDENT, policy=policy).told == [("FM007", "sev2")]
    assert incident(f"{INCIDENT}severity_at_first: Low\n").value.severity_at_first == "sev4"


# Visibility


@pytest.mark.parametrize("head", HEADS.values())
def test_every_kind_is_internal_unless_it_says_otherwise(head):
    assert incident(head, UPDATE).value.visibility is Visibility.INTERNAL


@pytest.mark.parametrize("kind", ["incident", "maintenance", "notice"])
def test_three_kinds_may_be_public(kind):
    found = incident(HEADS[kind] + "visibility: public\n")
    assert (found.faults, found.value.visibility) == ((), Visibility.PUBLIC)


def test_a_near_miss_cannot_be_public():
    found = incident(HEADS["near-miss"] + "visibility: public\n")
    assert found.told == [("FM006", "public")]
    assert found.value.visibility is Visibility.INTERNAL


@pytest.mark.parametrize(
    "word", ["visibility: Everyone", "visibility: [public]", "visibility:", "visibility: public: yes"]
)
def test_a_visibility_that_cannot_be_read_is_internal(word):
    head = INCIDENT.replace("visibility: public", word)
    assert incident(head, UPDATE).value.visibility is Visibility.INTERNAL


# Components


@pytest.mark.parametrize(
    "written",
    [
        "{checkout: major_outage, api: partial_outage}",
        "{Checkout: Major Outage, Public API: partial-outage}",
        "\n  checkout: MAJOR_OUTAGE\n  gateway: partial  outage",
    ],
)
def test_components_are_named_by_id_name_or_alias_with_a_state_in_any_spelling(written):
    found = incident(f"{INCIDENT}components: {written}\n")
    assert found.faults == ()
    assert states(found.value.components) == {"checkout": MAJOR, "api": PARTIAL}


@pytest.mark.parametrize("name", ["search-index", "Search Index", "search_index", "SEARCH-INDEX", "search"])
def test_case_space_hyphen_and_underscore_of_a_component_are_alike(name):
    assert states(incident(f"{INCIDENT}components: {{{name}: major_outage}}\n").value.components) == {
        "search-index": MAJOR
    }


@pytest.mark.parametrize(
    ("severity", "state"),
    [("sev1", MAJOR), ("sev2", PARTIAL), ("sev3", State.DEGRADED_PERFORMANCE), ("sev4", State.OPERATIONAL)],
)
def test_listed_components_have_the_state_of_the_severity(severity, state):
    for written in ("[checkout, api]", "\n  - checkout\n  - api"):
        found = incident(INCIDENT.replace("sev2", severity) + f"components: {written}\n")
        assert states(found.value.components) == {"checkout": state, "api": state}


def test_a_single_component_needs_no_list():
    assert states(incident(f"{INCIDENT}components: checkout\n").value.components) == {"checkout": PARTIAL}


def test_components_listed_for_a_maintenance_are_under_maintenance():
    found = incident(HEADS["maintenance"] + "components: [checkout]\n")
    assert states(found.value.components) == {"checkout": State.UNDER_MAINTENANCE}


def test_where_the_catalogue_is_broken_its_components_are_not_said_to_be_unknown():
    found = incident(f"{INCIDENT}components: [checkout]\n", catalogue=CATALOGUE + "teams: [\n")
    assert [(fault.code, fault.path) for fault in found.faults] == [("FM002", "catalogue.yml")]
    found = incident(f"{INCIDENT}components: [other]\n", catalogue=CATALOGUE.replace("name: Checkout", "name: a: b"))
    assert [(fault.code, fault.path) for fault in found.faults] == [("FM002", "catalogue.yml")]


# Ids


@pytest.mark.parametrize(
    ("lines", "feed_id"),
    [
        ("", "some-incident"),
        ("aliases: [oldest-name, later-name]\n", "oldest-name"),
        ("id: chosen\naliases: [oldest-name]\n", "chosen"),
    ],
)
def test_feeds_go_by_the_id_key_else_the_first_alias_else_the_file_name(lines, feed_id):
    assert incident(INCIDENT + lines).value.feed_id == feed_id


def test_aliases_redirects_and_tags_are_kept_in_order():
    found = incident(f"{INCIDENT}aliases: [bbb, aaa]\nredirects: [/issues/x/, /y.html]\ntags: [z, payments]\n").value
    assert found.aliases == ("bbb", "aaa")
    assert found.redirects == ("/issues/x/", "/y.html")
    assert found.tags == ("z", "payments")


@pytest.mark.parametrize("importer", ["cstate", "statuspage", "archive"])
def test_an_imported_record_says_from_where(importer):
    assert incident(f"{INCIDENT}imported: {importer}\n").value.imported == importer


def test_a_maintenance_counts_its_reschedules():
    found = incident(HEADS["maintenance"] + "reschedules: 2\n").value
    assert found.reschedules == 2
    assert str(found.scheduled_for) == "2026-03-14 09:02 UTC"
    assert str(found.scheduled_until) == "2026-03-14 10:02 UTC"


def test_a_title_of_several_lines_is_one():
    assert incident(INCIDENT.replace("Down", "|\n  Checkout\n  is   down")).value.title == "Checkout is down"


def test_a_file_without_a_title_is_called_by_its_name():
    assert incident(INCIDENT.replace("title: Down\n", "")).value.title == "some-incident"


# Front matter


@pytest.mark.parametrize("text", ["no head\n", "\n---\ntitle: x\n---\n", "# Title\n"])
def test_a_file_without_front_matter_is_one_fault_and_its_text_is_read(text):
    records = read({"incidents/some-incident.md": text + UPDATE})
    assert [(fault.code, fault.span.line) for fault in records.faults] == [("FM002", 1)]
    assert len(records.incidents[0].value.updates) == 1


def test_front_matter_that_is_not_closed_is_one_fault_and_what_follows_is_read():
    records = read({"incidents/some-incident.md": f"---\n{INCIDENT}\n{UPDATE}Words.\n"})
    assert [(fault.code, fault.span.line) for fault in records.faults] == [("FM002", 1)]
    value = records.incidents[0].value
    assert (value.title, value.severity, len(value.updates)) == ("Down", "sev2", 1)


@pytest.mark.parametrize("end", ["---", "...", "---  "])
def test_front_matter_ends_at_a_line_of_dashes_or_dots(end):
    records = read({"incidents/some-incident.md": f"---\n{INCIDENT}{end}\n{UPDATE}"})
    assert records.faults == ()
    assert records.incidents[0].body_line == 7
