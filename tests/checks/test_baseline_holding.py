"""What a baseline holds: the same finding wherever it has gone, and nothing else."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st
from writing import COMPLETE, NOW, cause, content, findings, incident, postmortem

from faultless.checks import INTERNAL, RULES, Finding, Level, Rule, run
from faultless.checks.baseline import BadBaseline, read_baseline, write_baseline
from faultless.checks.fingerprint import Fingerprints
from faultless.checks.holding import hold, rewrite
from faultless.policy import Policy
from faultless.reading import Records

BLAME = "Amara forgot to renew the certificate because the reminder went to an address that nobody reads any more."
BLAMED = COMPLETE.replace("A certificate expired.", BLAME)
FILES = {"incidents/down.md": incident(), "postmortems/late.md": postmortem(BLAMED)}


def read(
    root, files: dict[str, str], name: str = "then", policy: Policy | None = None, select: tuple[str, ...] = ("BL202",)
) -> tuple[Records, tuple[Finding, ...]]:
    records = content(root / name, files, policy)
    return records, run(records, NOW, select=select)


def accepted(
    root, files: dict[str, str], policy: Policy | None = None, select: tuple[str, ...] = ("BL202",)
) -> tuple[Finding, ...]:
    """A baseline of what these files hold."""
    records, found = read(root, files, policy=policy, select=select)
    rewrite(found, records, root / "known")
    return found


def new(
    root,
    files: dict[str, str],
    name: str = "now",
    policy: Policy | None = None,
    select: tuple[str, ...] = ("BL202",),
) -> list[str]:
    """What the baseline does not hold now."""
    records, found = read(root, files, name, policy, select)
    return [f"{one.path} {one.code}" for one in hold(found, records, root / "known").new]


def removable(root, files: dict[str, str]) -> list[str]:
    records, found = read(root, files, "now")
    return [f"{one.record} {one.code} {one.text}" for one in hold(found, records, root / "known").removable]


def changed(old: str, now: str, path: str = "postmortems/late.md") -> dict[str, str]:
    assert FILES[path].count(old) == 1
    return {**FILES, path: FILES[path].replace(old, now)}


def test_what_was_accepted_is_held_and_counted(tmp_path):
    found = accepted(tmp_path, FILES)
    assert [one.code for one in found] == ["BL202"]
    records, again = read(tmp_path, FILES, "now")
    held = hold(again, records, tmp_path / "known")
    assert (held.new, held.held, held.removable, held.file) == ((), 1, (), tmp_path / "known")


def test_without_a_baseline_all_is_new(tmp_path):
    records, found = read(tmp_path, FILES)
    held = hold(found, records)
    assert (held.file, held.new, held.held) == (None, tuple(found), 0)


@pytest.mark.parametrize(
    "files",
    [
        changed("\n## Summary", "\n\n\nMore words before.\n\n## Summary"),
        changed("Checkout failed.", "Something else was written here."),
        changed("title: Down", "title: Another title\ntags: [x]"),
        changed(BLAME, f"Before it.\n\n{BLAME}\n\nAfter it."),
        changed(BLAME, f"Another sentence stands before. {BLAME} And one after."),
        changed(BLAME, textwrap.fill(BLAME, 20)),
        changed(BLAME, BLAME.replace(" ", "  ")),
        changed("## Root cause", "### 2. Root cause analysis (RCA):"),
        changed("## Impact", "## Scope\n\nx\n\n## Impact"),
        {path: text.replace("\n", "\r\n") for path, text in FILES.items()},
        {"incidents/down.md": FILES["incidents/down.md"], "postmortems/2026/late.md": FILES["postmortems/late.md"]},
        {**FILES, "postmortems/other.md": postmortem(title="Other")},
    ],
)
def test_it_is_held_wherever_the_edits_around_it_move_it(tmp_path, files):
    accepted(tmp_path, FILES)
    assert new(tmp_path, files) == []


@pytest.mark.parametrize(
    "files",
    [
        changed(BLAME, BLAME.replace("Amara forgot", "Lee forgot")),
        changed(BLAME, f"{BLAME}\n\n{BLAME}"),
        changed("One order in four.", BLAME),
        {**FILES, "postmortems/other.md": postmortem(BLAMED, title="Other")},
    ],
)
def test_another_word_another_one_like_it_another_section_and_another_file_are_new(tmp_path, files):
    accepted(tmp_path, FILES)
    assert len(new(tmp_path, files)) == 1


def test_it_is_held_when_a_quotation_is_wrapped_otherwise(tmp_path):
    def quoted(text: str) -> dict[str, str]:
        return changed("One order in four.", text)

    accepted(tmp_path, quoted("> As [the long\n> words](gone.md) say."), select=("XR101",))
    assert new(tmp_path, quoted("> As\n> [the long words](gone.md) say."), "same", select=("XR101",)) == []
    assert len(new(tmp_path, quoted("> As [the wrong words](gone.md) say."), "other", select=("XR101",))) == 1


WORDS = st.lists(st.sampled_from(["alpha", "beta", "gamma", "delta"]), min_size=1, max_size=30).map(" ".join)
WIDTH = st.integers(20, 120)


@given(st.dictionaries(st.sampled_from(["Summary", "Root cause", "Impact", "Detection"]), WORDS), WIDTH, st.booleans())
def test_no_edit_elsewhere_makes_it_new(tmp_path_factory, paragraphs, width, above):
    root = tmp_path_factory.mktemp("edits")
    accepted(root, FILES)
    text = FILES["postmortems/late.md"].replace(BLAME, textwrap.fill(BLAME, width, break_on_hyphens=False))
    for section, words in paragraphs.items():
        if above:
            text = text.replace(f"## {section}\n\n", f"## {section}\n\n{textwrap.fill(words, width)}\n\n")
        else:
            text = text.replace(f"## {section}\n\n", f"## {section}\n\n> {words}\n\n")
    assert new(root, {**FILES, "postmortems/late.md": text}) == []


def test_a_renamed_record_keeps_its_entries_if_it_keeps_its_alias(tmp_path):
    accepted(tmp_path, FILES)
    renamed = {"incidents/down.md": FILES["incidents/down.md"], "postmortems/new.md": postmortem(BLAMED)}
    assert new(tmp_path, renamed, "a") == ["postmortems/new.md BL202"]
    renamed["postmortems/new.md"] = postmortem(BLAMED, aliases="[oldest, late]")
    assert new(tmp_path, renamed, "b") == []


def test_writing_again_after_a_rename_writes_the_new_name(tmp_path):
    accepted(tmp_path, FILES)
    renamed = {
        "incidents/down.md": FILES["incidents/down.md"],
        "postmortems/new.md": postmortem(BLAMED, aliases="[late]"),
    }
    records, found = read(tmp_path, renamed, "now")
    written = rewrite(found, records, tmp_path / "known")
    assert (written.entries, written.added, written.removed) == (1, 0, 0)
    assert [one.record for one in read_baseline(tmp_path / "known")] == ["postmortem/new"]


def test_two_of_the_same_need_two_entries(tmp_path):
    twice = changed(BLAME, f"{BLAME}\n\n{BLAME}")
    accepted(tmp_path, twice)
    assert len(read_baseline(tmp_path / "known")) == 2
    assert new(tmp_path, twice) == []
    assert removable(tmp_path, FILES) == ["postmortem/late BL202 Amara forgot to renew the certificate"]


def test_what_was_put_right_is_removable_and_writing_again_removes_it(tmp_path):
    accepted(tmp_path, FILES)
    right = changed(BLAME, "The reminder went to an unused address.")
    assert removable(tmp_path, right) == ["postmortem/late BL202 Amara forgot to renew the certificate"]
    accepted(tmp_path, right)
    assert removable(tmp_path, right) == []


def test_a_deleted_record_leaves_removable_entries(tmp_path):
    accepted(tmp_path, FILES)
    assert removable(tmp_path, {"incidents/down.md": incident()}) != []


# What points at a key: the value may be the very thing to be changed


def test_of_several_missing_sections_each_is_held_by_its_own_entry(tmp_path):
    short = {"incidents/down.md": incident(severity="sev1"), "postmortems/late.md": postmortem("\n## Summary\n\nx\n")}
    select = ("SE101",)
    assert len(accepted(tmp_path, short, select=select)) > 3
    assert new(tmp_path, short, "same", select=select) == []
    retitled = {**short, "postmortems/late.md": postmortem("\n## Summary\n\nx\n", title="Another title")}
    assert new(tmp_path, retitled, "retitled", select=select) == []
    swapped = {**short, "postmortems/late.md": postmortem("\n## Impact\n\nx\n")}
    assert new(tmp_path, swapped, "swapped", select=select) == ["postmortems/late.md SE101"]


def test_a_key_of_the_front_matter_is_held_by_its_name(tmp_path):
    wrong = {"incidents/down.md": incident(resolved="2026-03-14 08:00 UTC")}
    accepted(tmp_path, wrong, select=("TI101",))
    edited = {"incidents/down.md": incident(tags="[x]", resolved="2026-03-14 08:00 UTC")}
    assert new(tmp_path, edited, "a", select=("TI101",)) == []
    other = {"incidents/down.md": incident(mitigated="2026-03-14 08:00 UTC")}
    assert new(tmp_path, other, "b", select=("TI101",)) == ["incidents/down.md TI101"]


def test_an_unknown_name_in_a_list_is_held_by_itself_not_by_its_number(tmp_path):
    select = ("FM007",)
    accepted(tmp_path, {"incidents/down.md": incident(components="[nope]")}, select=select)
    assert new(tmp_path, {"incidents/down.md": incident(components="[api, nope]")}, "a", select=select) == []
    found = new(tmp_path, {"incidents/down.md": incident(components="[never, nope]")}, "b", select=select)
    assert found == ["incidents/down.md FM007"]


def test_a_file_that_cannot_be_read_is_held_by_its_path(tmp_path):
    select = ("FM001",)
    accepted(tmp_path, {"incidents/empty.md": ""}, select=select)
    assert new(tmp_path, {"incidents/empty.md": ""}, "a", select=select) == []
    more = {"incidents/empty.md": "", "incidents/bare.md": ""}
    assert new(tmp_path, more, "b", select=select) == ["incidents/bare.md FM001"]


def test_the_level_has_no_part_in_it(tmp_path):
    accepted(tmp_path, FILES, Policy(rules={"BL": "warning"}))
    assert new(tmp_path, FILES) == []


def test_a_postmortem_is_not_parsed_for_what_is_held_in_it(tmp_path):
    """What was found is kept between runs; an archive whose findings are all held costs no more than a clean one."""
    found = accepted(tmp_path, FILES)
    records = content(tmp_path / "now", FILES)
    assert hold(found, records, tmp_path / "known").held == 1
    assert all("document" not in vars(record) for record in records)


# What other files say, and how headings are numbered


def test_the_number_of_a_heading_has_no_part_in_it(tmp_path):
    def numbered(number: int) -> dict[str, str]:
        body = (
            f"\n## Summary\n\nx\n\n## {number}. Who did what\n\n{BLAME}\n\n## {number + 1}. Impact\n\n## Lessons\n\nx\n"
        )
        return {**FILES, "postmortems/late.md": postmortem(body)}

    select = ("BL202", "SE102")
    assert [one.code for one in accepted(tmp_path, numbered(3), select=select)] == ["BL202", "SE102"]
    assert new(tmp_path, numbered(4), select=select) == []


EARLIER = postmortem(
    "\n## Action items\n\n- [ ] Rotate AKIAIOSFODNN7EXAMPLQ by alarm (owner: amara)\n- [ ] Write it down (owner: amara)\n",
    incident="first",
    root_causes="[rare]",
)
AGAIN = {
    "incidents/first.md": incident(started="2026-01-14 09:02 UTC", resolved="2026-01-14 10:02 UTC"),
    "incidents/down.md": incident(resolved="2026-03-14 10:02 UTC"),
    "postmortems/first.md": EARLIER,
    "postmortems/late.md": postmortem(root_causes="[rare]"),
    "root-causes/rare.md": cause(),
}


def test_what_a_message_quotes_of_another_file_has_no_part_in_it(tmp_path):
    """RC102 quotes the actions of an earlier postmortem, which are edited and done one by one."""
    (one,) = accepted(tmp_path, AGAIN, select=("RC102",))
    assert "Write it down" in one.message
    edited = EARLIER.replace("Write it down", "Write it all down").replace("- [ ] Rotate", "- [x] Rotate")
    assert new(tmp_path, {**AGAIN, "postmortems/first.md": edited}, select=("RC102",)) == []


# What no baseline holds

PUBLIC = "\n## Investigating — 2026-03-14 09:14 UTC\n\nThe host db-prod-3 is down. AKIAIOSFODNN7EXAMPLQ is ours.\n"
LEAKS = ("PU103", "PU104")


def test_leaks_are_never_held(tmp_path):
    files = {"incidents/down.md": incident(PUBLIC, visibility="public")}
    assert {one.code for one in accepted(tmp_path, files, select=LEAKS)} == set(LEAKS)
    assert read_baseline(tmp_path / "known") == ()
    assert len(new(tmp_path, files, select=LEAKS)) == 2


def test_an_entry_written_by_hand_holds_no_leak_and_is_removable(tmp_path):
    records, found = read(tmp_path, {"incidents/down.md": incident(PUBLIC, visibility="public")}, select=LEAKS)
    forged = tuple(map(Fingerprints(records), found))
    write_baseline(tmp_path / "known", forged)
    held = hold(found, records, tmp_path / "known")
    assert (held.new, held.held, held.removable) == (found, 0, tuple(sorted(forged)))


@pytest.mark.parametrize("code", ["AC101", "RC102"])
def test_a_secret_in_the_words_of_another_finding_is_not_copied(tmp_path, code):
    files = {**AGAIN, "postmortems/first.md": EARLIER.replace("alarm (owner: amara)", "alarm")}
    found = accepted(tmp_path, files, select=(code,))
    assert "AKIA" in found[0].message
    text = (tmp_path / "known").read_text(encoding="utf-8")
    assert code in text
    assert "IOSFODNN7" not in text


def test_reminders_are_never_held(tmp_path):
    files = {"incidents/down.md": incident(severity="sev1", resolved="2026-03-14 10:00 UTC")}
    records = content(tmp_path / "then", files)
    found = run(records, NOW, select=("TI110",))
    assert [one.reminder for one in found] == [True]
    assert rewrite(found, records, tmp_path / "known").entries == 0
    assert hold(found, records, tmp_path / "known").new == found


def test_no_baseline_is_written_where_a_rule_failed(tmp_path):
    def failing(context):
        raise ZeroDivisionError

    found = findings(tmp_path, FILES, rules=(*RULES, Rule("ZZ100", "broken", Level.ERROR, "", failing)))
    assert INTERNAL in {one.code for one in found}
    with pytest.raises(BadBaseline, match="ZZ100 broken failed"):
        rewrite(found, content(tmp_path, FILES), tmp_path / "known")
    assert not (tmp_path / "known").exists()


@given(st.data())
def test_a_baseline_of_some_findings_leaves_exactly_the_others(tmp_path_factory, data):
    root = tmp_path_factory.mktemp("some")
    records = content(
        root,
        {
            "incidents/down.md": incident("\nTODO\n\nTBD [[nowhere]] [[nothing]]\n", resolved="2026-03-14 08:00 UTC", components="[x, y]"),
            "postmortems/late.md": postmortem(f"\n## Summary\n\n{BLAME}\n\nTODO\n\nTODO\n\n## Summary\n"),
            "root-causes/rare.md": cause(),
        },
    )  # fmt: skip
    found = run(records, NOW)
    kept = data.draw(st.lists(st.sampled_from(found), unique=True))
    rewrite(kept, records, root / "known")
    held = hold(found, records, root / "known")
    assert len(held.new) == len(found) - held.held
    assert held.held == sum(1 for one in kept if not one.reminder)
    assert held.removable == ()
