"""Ids, folders, aliases, and what `[[x]]` leads to."""

from __future__ import annotations

import pytest
from content_files import INCIDENT, read
from hypothesis import given
from hypothesis import strategies as st

from faultless.reading import Records, replace_mentions, resolve_mention

HEADS = {"incidents": INCIDENT, "postmortems": "title: T\n", "root-causes": "title: T\n"}


def file(kind: str, more: str = "") -> str:
    return f"---\n{HEADS[kind]}{more}---\n"


def told(records: Records) -> list[tuple[str, str]]:
    return [(fault.code, fault.path) for fault in records.faults]


@pytest.mark.parametrize("kind", HEADS)
def test_the_file_stem_is_the_id_in_whatever_folder_it_lies(kind):
    records = read(
        {
            f"{kind}/one-id.md": file(kind),
            f"{kind}/2026/deep/two-id.md": file(kind),
            f"{kind}/three.markdown": file(kind),
        }
    )
    assert records.faults == ()
    assert [record.value.id for record in records] == ["two-id", "one-id", "three"]


@pytest.mark.parametrize("name", ["index.md", "README.md", "readme.md", "2026/index.md"])
def test_an_intro_is_a_page_and_no_record(name):
    records = read({f"incidents/{name}": "# Incidents\n"})
    assert (records.faults, records.incidents) == ((), ())
    assert [page.value.title for page in records.pages] == ["Incidents"]


def test_files_elsewhere_are_pages_and_need_no_front_matter():
    records = read(
        {"index.md": "Hello.\n", "handbook/x.md": "---\ntitle: X\n---\n", "notes.txt": "x", ".hidden/y.md": "y"}
    )
    assert records.faults == ()
    assert [(page.path, page.value.title) for page in records.pages] == [("handbook/x.md", "X"), ("index.md", "index")]


@pytest.mark.parametrize("stem", ["abc", "0-1", "2026-03-14-checkout-errors", "a" * 80])
def test_an_id_is_3_to_80_lower_case_letters_digits_and_hyphens(stem):
    assert read({f"incidents/{stem}.md": file("incidents")}).faults == ()


@pytest.mark.parametrize(
    ("stem", "hint"),
    [
        ("ab", "use 3 to 80 of a-z, 0-9 and -"),
        ("a" * 81, "use 3 to 80 of a-z, 0-9 and -"),
        ("Checkout_Down", "rename it to checkout-down.md"),
        ("-abc", "rename it to abc.md"),
        ("v1.2 down", "rename it to v1-2-down.md"),
        ("日本語", "use 3 to 80 of a-z, 0-9 and -"),
    ],
)
def test_another_name_is_told_with_one_that_could_be_an_id(stem, hint):
    (fault,) = read({f"incidents/{stem}.md": file("incidents")}).faults
    assert (fault.code, fault.hint) == ("FM012", hint)


@pytest.mark.parametrize("kind", HEADS)
def test_two_files_of_a_kind_with_one_id_are_told_at_the_second(kind):
    records = read({f"{kind}/2026/some-id.md": file(kind), f"{kind}/some-id.md": file(kind)})
    assert told(records) == [("FM011", f"{kind}/some-id.md")]
    assert "2026/some-id.md" in records.faults[0].message


def test_an_incident_and_its_postmortem_and_its_cause_may_share_an_id():
    assert read({f"{kind}/some-id.md": file(kind) for kind in HEADS}).faults == ()


def test_names_that_differ_only_by_case_are_told_once():
    records = read({"incidents/2026/Some-id.md": file("incidents"), "incidents/some-id.md": file("incidents")})
    assert sorted(told(records)) == [("FM011", "incidents/some-id.md"), ("FM012", "incidents/2026/Some-id.md")]


@pytest.mark.parametrize("aliases", ["[other-id]", "[Other-ID]", "[some-old, other-id]", "other-id"])
def test_an_alias_that_is_the_id_of_another_is_told_at_the_alias(aliases):
    records = read(
        {"incidents/other-id.md": file("incidents"), "incidents/some-id.md": file("incidents", f"aliases: {aliases}\n")}
    )
    (fault,) = records.faults
    assert (fault.code, fault.path, fault.span.line) == ("FM011", "incidents/some-id.md", 6)


def test_one_alias_of_two_files_is_told_at_the_second():
    records = read({f"incidents/{name}.md": file("incidents", "aliases: [old-id]\n") for name in ("aaa", "bbb")})
    assert told(records) == [("FM011", "incidents/bbb.md")]


def test_an_alias_that_cannot_be_an_id_is_told():
    assert told(read({"incidents/some-id.md": file("incidents", "aliases: [Old Name]\n")})) == [
        ("FM012", "incidents/some-id.md")
    ]


def test_an_alias_may_be_taken_in_another_kind_and_may_repeat_the_own_id():
    records = read({
        "incidents/some-id.md": file("incidents", "aliases: [old-id, some-id]\n"),
        "postmortems/some-id.md": file("postmortems", "aliases: [old-id]\n"),
    })  # fmt: skip
    assert records.faults == ()


def test_two_files_with_one_id_for_their_feeds_are_told_at_the_key():
    records = read({
        "incidents/other-id.md": file("incidents"),
        "incidents/some-id.md": file("incidents", "id: other-id\n"),
        "incidents/third-id.md": file("incidents", "id: third-id\n"),
    })  # fmt: skip
    (fault,) = records.faults
    assert (fault.code, fault.path, fault.span.line) == ("FM011", "incidents/some-id.md", 6)


# Links

BASE = {
    "catalogue.yml": "components: [{id: all, name: Everything, aliases: [the lot]}, {id: comp, name: Component}]\n",
    **{f"{kind}/all.md": file(kind) for kind in HEADS},
    "postmortems/two.md": file("postmortems", "aliases: [old-two]\n"),
    "root-causes/two.md": file("root-causes"),
    "root-causes/cause.md": file("root-causes"),
    "root-causes/comp.md": file("root-causes"),
}


@pytest.mark.parametrize(
    ("target", "kind", "identifier"),
    [
        ("all", "Incident", "all"),
        ("two", "Postmortem", "two"),
        ("old-two", "Postmortem", "two"),
        ("cause", "RootCause", "cause"),
        ("comp", "RootCause", "comp"),
        ("component/comp", "Component", "comp"),
        ("the lot", "Component", "all"),
        ("incident/all", "Incident", "all"),
        ("postmortem/all", "Postmortem", "all"),
        ("root-cause/all", "RootCause", "all"),
        ("component/Everything", "Component", "all"),
        (" postmortems/all ", "Postmortem", "all"),
    ],
)
def test_a_link_leads_to_an_incident_else_a_postmortem_else_a_cause_else_a_component(target, kind, identifier):
    found = resolve_mention(target, read(BASE).base)
    assert found is not None
    assert (type(found).__name__, found.id) == (kind, identifier)


@pytest.mark.parametrize("target", ["nowhere", "incident/two", "page/all", "", "/", "incident/", "a/b/all"])
def test_a_link_to_nothing_leads_nowhere(target):
    assert resolve_mention(target, read(BASE).base) is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("see [[a]].", "see <a>."),
        ("[[a|words]] [[ b ]]", "<a|words> <b>"),
        ("`[[a]]` [[b]]", "`[[a]]` <b>"),
        ("``x ` [[a]]`` [[b]]", "``x ` [[a]]`` <b>"),
        ("```\n[[a]]\n```\n[[b]]", "```\n[[a]]\n```\n<b>"),
        ("~~~~ x\n[[a]]\n~~~~\n[[b]]", "~~~~ x\n[[a]]\n~~~~\n<b>"),
        ("<!-- [[a]]\n[[c]] --> [[b]]", "<!-- [[a]]\n[[c]] --> <b>"),
        ("[[a\nb]] [[]] [a] [[a]", "[[a\nb]] [[]] [a] [[a]"),
    ],
)
def test_mentions_outside_code_and_comments_are_replaced(text, shown):
    assert replace_mentions(text, lambda target, label: f"<{target}{f'|{label}' if label else ''}>") == shown


@given(st.text(alphabet="[]|`~a<!->\n ", max_size=40))
def test_replacing_mentions_by_themselves_changes_nothing_but_the_space_in_them(text):
    replaced = replace_mentions(text, lambda target, label: f"[[{target}{f'|{label}' if label is not None else ''}]]")
    assert replaced.replace(" ", "") == text.replace(" ", "")


def test_the_mentions_of_a_text_are_known_with_their_places():
    records = read({"handbook/x.md": "# X\n\nSee [[one-id]], `[[no]]` and [[root-cause/two-id|words]].\n"})
    (page,) = records.pages
    found = [
        (mention.target, mention.span.line, mention.span.column)
        for block in page.document.blocks
        for mention in block.mentions
    ]
    assert found == [("one-id", 3, 5), ("root-cause/two-id", 3, 30)]
