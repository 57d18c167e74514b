"""RC101 to RC104: causes that strike again."""

from __future__ import annotations

import os
import re
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from writing import cause, content, findings, front, incident, postmortem

from faultless.checks import Finding, Level
from faultless.policy import Policy, Tolerance

CHANGE = "\n## Recurrence\n\nThe list is made every day now.\n\n## Action items\n\n- [ ] Make it (type: process)\n"
LINK = "\n## Summary\n\nAs in [[january]].\n"


def times(month: int, identify: int | None, recover: int | None, day: int = 14) -> dict[str, str | None]:
    """An incident of nine o'clock, with the minutes it took."""
    start = datetime(2026, month, day, 9, tzinfo=timezone.utc)

    def after(minutes: int | None) -> str | None:
        return None if minutes is None else f"{start + timedelta(minutes=minutes):%Y-%m-%d %H:%M} UTC"

    return {"started": after(0), "identified": after(identify), "resolved": after(recover)}


def again(
    root,
    code: str,
    now: dict[str, str | None],
    *,
    before: dict[str, str | None] | None = None,
    text: str = LINK,
    first: str = "\n## Summary\n\nIt expired.\n",
    policy: Policy | None = None,
    **keys: str | None,
) -> tuple[Finding, ...]:
    """What a rule says of an incident in March whose cause had struck in January, with 20 and 90 minutes."""
    hit = {"severity": "sev2", "components": "{checkout: partial_outage}"}
    files = {
        "root-causes/expiry.md": cause(),
        "incidents/january.md": incident(**{**hit, **times(1, 20, 90), **(before or {})}),
        "incidents/march.md": incident(**{**hit, **now}),
        "postmortems/january.md": postmortem(
            first, incident="january", root_causes="[expiry]", status="published", published="2026-01-16"
        ),
        "postmortems/march.md": postmortem(text, **{"incident": "march", "root_causes": "[expiry]", **keys}),
    }
    return findings(root, files, policy, select=(code,))


def test_a_cause_that_strikes_again_with_nothing_better_is_found_with_its_chain(tmp_path):
    (one,) = again(tmp_path, "RC101", times(3, 20, 95))
    assert one.path == "postmortems/march.md"
    assert one.level is Level.ERROR
    assert one.message == (
        "'expiry' struck again and nothing was better:"
        " 2026-01-14 (sev2, 1 component, identified in 20 min, recovered in 1 h 30 min)"
        " → 2026-03-14 (sev2, 1 component, identified in 20 min, recovered in 1 h 35 min)"
    )


@pytest.mark.parametrize(
    "now",
    [
        times(3, 15, 95),
        times(3, 20, 80),
        {**times(3, 30, 95), "severity": "sev3"},
        {**times(3, 30, 95), "components": "{checkout: degraded_performance}"},
        {"kind": "near-miss", "detected": "2026-03-14 09:00 UTC", "severity": None, "started": None},
    ],
)
def test_one_thing_that_is_better_is_enough(tmp_path, now):
    assert again(tmp_path, "RC101", now) == ()


@pytest.mark.parametrize(
    "now",
    [
        {**times(3, 20, 90), "severity": "sev1", "components": "{checkout: degraded_performance}"},
        {**times(3, 20, 90), "components": "{checkout: partial_outage, api: degraded_performance}"},
        times(3, None, 90),
        times(3, 20, None),
        {**times(3, None, None), "components": None},
        {**times(3, None, None), "severity": None},
    ],
)
def test_worse_the_same_and_unknown_are_not_better(tmp_path, now):
    assert len(again(tmp_path, "RC101", now)) == 1


def test_what_is_unknown_is_called_so(tmp_path):
    (one,) = again(tmp_path, "RC101", {**times(3, None, None), "components": None, "severity": None})
    assert (
        "(severity unknown, scope unknown, identified at an unknown time, recovered at an unknown time)" in one.message
    )


def test_a_near_miss_before_is_called_so_and_is_never_improved_upon(tmp_path):
    before = {"kind": "near-miss", "detected": "2026-01-14 09:00 UTC", "severity": None, "started": None}
    (one,) = again(tmp_path, "RC101", times(3, 20, 90), before={**before, "resolved": None, "identified": None})
    assert "2026-01-14 (near miss," in one.message


def test_how_much_is_better_is_the_policys_word(tmp_path):
    assert len(again(tmp_path, "RC101", times(3, 20, 87))) == 1
    assert again(tmp_path, "RC101", times(3, 20, 87), policy=Policy(improvement_tolerance=Tolerance(1, 1))) == ()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (CHANGE, 0),
        (CHANGE.replace("type: process", "type: detect"), 1),
        (CHANGE.replace("The list is made every day now.", "---"), 1),
        (CHANGE.replace("Recurrence", "History"), 1),
    ],
)
def test_a_change_of_the_process_is_a_section_and_an_action(tmp_path, text, count):
    assert len(again(tmp_path, "RC101", times(3, 20, 90), text=text)) == count


def test_a_draft_is_warned_at_most(tmp_path):
    (one,) = again(tmp_path, "RC101", times(3, 20, 90), status="draft")
    assert one.level is Level.WARNING


def chain(*struck: dict[str, str | None], **more: str) -> dict[str, str]:
    """A cause with a postmortem for each time it struck."""
    files = {"root-causes/expiry.md": cause()}
    for number, keys in enumerate(struck):
        files[f"incidents/time-{number}.md"] = incident(**keys)
        files[f"postmortems/time-{number}.md"] = postmortem(incident=f"time-{number}", root_causes="[expiry]")
    return files | more


def test_each_time_is_compared_with_the_one_before_it_and_only_the_last_links_are_told(tmp_path):
    files = chain(*(times(month, 20, 60) for month in range(1, 8)))
    found = findings(tmp_path, files, select=("RC101",))
    assert [one.path for one in found] == [f"postmortems/time-{number}.md" for number in range(1, 7)]
    links = [one.message.partition(": ")[2] for one in found]
    assert [link.count("→") for link in links] == [1, 2, 3, 4, 5, 5]
    assert [link.startswith("…") for link in links] == [False, False, False, False, True, True]
    assert "2026-03-14" in links[5].partition("→")[2].partition("→")[0]


def test_the_time_before_is_by_its_start_and_not_by_its_name(tmp_path):
    files = chain(times(5, 20, 60), times(1, 20, 120), times(3, 20, 90))
    assert findings(tmp_path, files, select=("RC101",)) == ()


def test_incidents_of_one_postmortem_are_no_recurrence_of_each_other(tmp_path):
    files = chain(times(1, 20, 60))
    files["incidents/more.md"] = incident(**times(1, 20, 60, day=15))
    files["postmortems/time-0.md"] = postmortem(incident=None, incidents="[time-0, more]", root_causes="[expiry]")
    assert findings(tmp_path, files, select=("RC",)) == ()


def test_a_postmortem_of_several_incidents_is_compared_from_the_first_that_came_after_another(tmp_path):
    files = chain(times(1, 20, 60), times(2, 20, 60), times(3, 20, 60))
    files["postmortems/time-0.md"] = postmortem(incident=None, incidents="[time-0, time-2]", root_causes="[expiry]")
    del files["postmortems/time-2.md"]
    found = findings(tmp_path, files, select=("RC101",))
    assert [(one.path, one.message.count("→")) for one in found] == [
        ("postmortems/time-0.md", 1),
        ("postmortems/time-1.md", 1),
    ]


def test_each_cause_counts_on_its_own(tmp_path):
    files = chain(times(1, 20, 60), times(3, 20, 60))
    files["root-causes/other.md"] = cause()
    text = postmortem(incident="time-1", root_causes="[other, nowhere, expiry]")
    files["postmortems/time-1.md"] = text
    (one,) = findings(tmp_path, files, select=("RC101",))
    line = text.split("\n")[one.span.line - 1]
    assert line[one.span.column - 1 :].startswith("expiry")


def test_what_has_no_date_has_no_place_in_a_chain(tmp_path):
    files = chain(times(1, 20, 60), {"started": None})
    assert findings(tmp_path, files, select=("RC",)) == ()


ACTIONS = """
## Action items

- [ ] Alert before expiry (owner: amara, due: 2026-02-28, type: detect)
- [x] Renew (owner: amara, done: 2026-01-20)
- [x] Practise (owner: amara, done: 2026-04-01)
- [x] Write it down (owner: amara)
- Buy longer ones (status: declined, reason: no)
"""


def test_actions_that_were_not_done_when_it_struck_again_are_named(tmp_path):
    (one,) = again(tmp_path, "RC102", times(3, 20, 60), first=ACTIONS)
    assert one.message == "'expiry' struck again before january was done: 'Alert before expiry', 'Practise'"
    assert one.suggestion.startswith("add open-action-item to contributing_factors")
    assert "done: 2026-03-14" in one.suggestion


def test_the_factor_that_says_so_is_the_answer(tmp_path):
    assert again(tmp_path, "RC102", times(3, 20, 60), first=ACTIONS, contributing_factors="[open-action-item]") == ()


def test_what_was_asked_for_only_afterwards_could_not_be_done(tmp_path):
    assert again(tmp_path, "RC102", times(1, 20, 60, day=15), first=ACTIONS) == ()
    assert again(tmp_path, "RC102", times(1, 20, 60, day=16), first=ACTIONS) == ()
    assert len(again(tmp_path, "RC102", times(1, 20, 60, day=17), first=ACTIONS)) == 1


def test_long_and_many_actions_are_cut_short(tmp_path):
    first = "\n## Action items\n\n" + "".join(f"- [ ] {letter} {'word ' * 30}\n" for letter in "ABCDE")
    (one,) = again(tmp_path, "RC102", times(3, 20, 60), first=first)
    assert one.message.count("…'") == 3
    assert one.message.endswith(" and 2 more")


def test_of_several_postmortems_with_open_actions_the_latest_is_named(tmp_path):
    files = chain(*(times(month, 20, 60) for month in (1, 2, 3)))
    found = findings(tmp_path, files, select=("RC102",))
    named = [re.search(r"before (\S+) was done", one.message)[1] for one in found]
    assert named == ["time-0", "time-1"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("As in [[january]].", 0),
        ("As in [[postmortem/january]].", 0),
        ("As in [that one](january.md).", 0),
        ("As in [that one](../incidents/january.md#internal-notes).", 0),
        ("As in January.", 1),
        ("As in [[march]].", 1),
        ("See [[checkout]] and [[nowhere]] and [there](nowhere.md) and [[root-cause/expiry]].", 1),
    ],
)
def test_a_text_that_does_not_lead_to_an_earlier_time_is_found(tmp_path, text, count):
    found = again(tmp_path, "RC103", times(3, 15, 60), text=f"\n## Summary\n\n{text}\n")
    assert len(found) == count


def test_it_names_the_latest_one_and_a_link_to_any_earlier_one_will_do(tmp_path):
    files = chain(*(times(month, 20, 60) for month in (1, 2, 3)))
    found = findings(tmp_path, files, select=("RC103",))
    assert [one.suggestion.rpartition(" ")[2] for one in found] == ["[[postmortem/time-0]]", "[[postmortem/time-1]]"]
    files["postmortems/time-2.md"] += "\n[[time-0]]\n"
    files["postmortems/time-1.md"] += "\n[[time-2]]\n"
    found = findings(tmp_path, files, select=("RC103",))
    assert [one.path for one in found] == ["postmortems/time-1.md"]


def test_two_causes_that_struck_before_are_two_findings(tmp_path):
    files = chain(times(1, 20, 60), times(3, 20, 60), **{"root-causes/other.md": cause()})
    for number in (0, 1):
        files[f"postmortems/time-{number}.md"] = postmortem(incident=f"time-{number}", root_causes="[expiry, other]")
    found = findings(tmp_path, files, select=("RC103",))
    assert [one.message.partition(" ")[0] for one in found] == ["'expiry'", "'other'"]


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(1, 200)), min_size=1, max_size=6))
def test_a_chain_is_silent_exactly_where_each_link_is_shorter(tmp_path_factory, struck):
    moments = dict(struck)
    files = chain(*(times(month, None, minutes) for month, minutes in moments.items()))
    root = tmp_path_factory.mktemp("chain")
    found = {one.path for one in findings(root, files, select=("RC101",))}
    numbers = {month: number for number, month in enumerate(moments)}
    expected = set()
    for before, after in zip(sorted(moments), sorted(moments)[1:], strict=False):
        if moments[before] - moments[after] < max(1, moments[before] * 0.05):
            expected.add(f"postmortems/time-{numbers[after]}.md")
    assert found == expected


STORY = (
    "The load balancer dropped its target group after the autoscaling group was replaced, so every request through the"
    " ingress was answered with an error until the targets were attached again."
)
DISK = "Logs filled the disk of two search nodes, which stopped answering, were drained by hand and then rebuilt."


def alike(root, second: str = STORY, *, components: str = "{checkout: major_outage}", **keys: str | None) -> list[str]:
    """Whether a story that was told in January is recognised in March."""
    files = {
        "root-causes/expiry.md": cause(),
        "incidents/january.md": incident(**times(1, 20, 60), components="{checkout: major_outage}"),
        "incidents/february.md": incident(**times(2, 20, 60), components="{checkout: major_outage}"),
        "incidents/march.md": incident(**times(3, 20, 60), components=components),
        "postmortems/january.md": postmortem(f"\n## Summary\n\n{STORY}\n", incident="january", root_causes="[expiry]"),
        "postmortems/february.md": postmortem(f"\n## Summary\n\n{DISK}\n", incident="february"),
        "postmortems/march.md": postmortem(f"\n## Summary\n\n{second}\n", **{"incident": "march", **keys}),
    }
    return [f"{one.path}: {one.message}" for one in findings(root, files, select=("RC104",))]


def test_a_story_that_was_told_before_is_recognised(tmp_path):
    retold = "The ingress answered every request with errors: replacing the autoscaling group had dropped the targets"
    retold += " of the load balancer, and they had to be attached again."
    message = "postmortems/march.md: this reads much like january, and they share no root cause"
    assert alike(tmp_path) == [message]
    assert alike(tmp_path, retold) == [message]


@pytest.mark.parametrize(
    ("second", "keys"),
    [
        ("A certificate expired on one relay, and nobody was told before it did, as the address was unused.", {}),
        ("Down.", {}),
        (STORY, {"components": "{api: major_outage}"}),
        (STORY, {"components": None}),
        (STORY, {"root_causes": "[expiry]"}),
        (f"{STORY} See [[january]].", {}),
        (f"{STORY} See [[postmortem/january]].", {}),
        (STORY, {"incident": "nowhere"}),
    ],
)
def test_other_stories_other_components_and_known_ones_are_not(tmp_path, second, keys):
    assert alike(tmp_path, second, **keys) == []


CORPUS = Path(os.environ.get("FAULTLESS_CORPORA") or "nowhere", "postmortems", "dfds")
CAUSES = {"All_services_returning_503": "all-503", "Logs_": "logs", "Flux_version": "flux", "Kafka_metrics": "kafka"}


def minutes(text: str) -> int:
    """`19 hours 43 minutes` as they write it."""
    hours, rest = (re.search(rf"(\d+)\s*{unit}", text) for unit in ("hour", "minute"))
    return (int(hours[1]) * 60 if hours else 0) + (int(rest[1]) if rest else 0)


def adapted(root: Path) -> dict[str, str]:
    """Their documents of recurring titles as records: the Stats list gives the times, the title the cause."""
    files = {f"root-causes/{name}.md": cause() for name in CAUSES.values()}
    for document in sorted(CORPUS.glob("*.md")):
        text = document.read_text(encoding="utf-8")
        name = next((name for words, name in CAUSES.items() if words in document.name), None)
        start = re.search(r"^\| *(\d{4}-\d{2}-\d{2} \d{2}:\d{2})", text, re.MULTILINE)
        if name is None or start is None:
            continue
        took = {key: minutes(found) for key, found in re.findall(r"Time to (detection|recovery):(.*)", text)}
        began = datetime.fromisoformat(start[1])
        known = {"identified": took["detection"], "resolved": took["recovery"], "started": 0}
        number = document.name.partition("_")[0].lower()
        files[f"incidents/{number}.md"] = incident(
            components="{api: partial_outage}",
            **{key: f"{began + timedelta(minutes=after):%Y-%m-%d %H:%M} UTC" for key, after in known.items()},
        )
        keys = {"title": "x", "incident": number, "status": "in-review", "root_causes": f"[{name}]"}
        files[f"postmortems/{number}.md"] = front(keys, text)
    content(root, files)
    return files


@pytest.mark.skipif(not CORPUS.is_dir(), reason="FAULTLESS_CORPORA does not name the folder of real data")
def test_of_real_chains_those_fire_that_did_not_get_better(tmp_path):
    files = adapted(tmp_path)
    found = {Path(one.path).stem: one.message for one in findings(tmp_path, files, select=("RC101",))}
    assert sum(path.startswith("postmortems/") for path in files) == 10
    assert sorted(found) == ["pm2021-007", "pm2023-002"]
    assert found["pm2021-007"].startswith("'all-503' struck again")
    assert found["pm2021-007"].count("→") == 2
    assert "identified in 53 min, recovered in 1 h 49 min) → 2023-04-11" in found["pm2023-002"]
