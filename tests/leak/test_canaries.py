"""A knowledge base whose every internal place holds a word of its own: none of them is on the status site."""

from __future__ import annotations

import gzip
from base64 import b64encode
from pathlib import Path

import pytest
from canaries import NOW, Canaries, found, load_text, rendered
from hypothesis import given, settings
from hypothesis import strategies as st

from faultless.policy import policy_from_options
from faultless.public.publish import publish
from faultless.reading import Records, load


def catalogue(shown: Canaries, secret: Canaries) -> str:
    return f"""\
organisation: {{name: "{shown.text("organisation")} <!-- {secret.text("comment in organisation")} -->", url: https://status.example.com}}
groups:
  - {{id: store, name: "{shown.text("group")} <!-- {secret.text("comment in group")} -->"}}
  - {{id: {secret.id("id of a group of internal components")}, name: "{secret.text("group of internal components")}"}}
components:
  - id: checkout
    name: "{shown.text("component")} <!-- {secret.text("comment in component")} -->"
    group: store
    description: "{shown.text("description")} <!-- {secret.text("comment in description")} -->"
    owner: {secret.id("owner")}
    aliases: ["{secret.text("alias of a component")}"]
  - id: search
    name: {shown.id("untouched component")}
  - id: ledger
    name: "{secret.text("internal component")}"
    group: "{secret.text("group")}"
    description: "{secret.text("description of an internal component")}"
    aliases: [{secret.id("alias of an internal component")}, the ledger]
    visibility: internal
    since: 2011-02-03
  - id: {secret.id("id of an internal component")}
    name: Vault
    visibility: internal
  - id: old-vault
    name: "{secret.text("retired internal component")}"
    visibility: internal
    retired: 2025-01-01
teams: [{{id: payments, name: "{secret.text("team")}"}}, {{id: {secret.id("team id")}, name: Team}}]
people:
  - {{id: {secret.id("person id")}, name: "{secret.text("person")}", team: payments}}
  - {{id: amara, name: "{secret.text("commander's name")}"}}
internal_names: ["{secret.text("internal name")}"]
taxonomy: [{{id: {secret.id("category id")}, theme: {secret.id("theme")}, kind: cause, title: "{secret.text("category")}", about: "{secret.text("about a category")}"}}]
{secret.id("unknown key of the catalogue")}: "{secret.text("unknown value of the catalogue")}"
"""


def incident(shown: Canaries, secret: Canaries, severity: str, near: str) -> str:
    return f"""\
---
title: "{shown.text("title")} <!-- {secret.text("comment in the title")} -->"
kind: incident
severity: {severity}
severity_at_first: sev9
visibility: public
components: {{checkout: major_outage, ledger: major_outage, {secret.id("unknown component")}: partial_outage}}
started: 2026-03-14 09:02 UTC
detected: 2026-03-14 09:03:11 UTC
detected_by: partner
acknowledged: 2026-03-14 09:04:12 UTC
declared: 2026-03-14 09:05:13 UTC
identified: 2026-03-14 09:31:14 UTC
mitigated: 2026-03-14 10:20 UTC
resolved: 2026-03-14 10:41 UTC
commander: amara
responders: [amara, "{secret.text("responder")}"]
tags: ["{secret.text("tag")}", {secret.id("second tag")}]
id: {shown.id("feed id")}
checks:
  allow: {{FM004: "{secret.text("reason of a suppression")}"}}
{secret.id("unknown key")}: "{secret.text("unknown value")}"
---
{secret("text before the first heading")}

# {secret.text("level 1 heading before the updates")}

{secret("text before the first update")}

## Background

{secret("section before the updates")}

<!-- faultless: allow FM004 -- {secret.text("reason in a comment")} -->

## Investigating — 2026-03-14 09:14 UTC

Components: checkout major outage, ledger partial outage, {secret.id("unknown component in a line")} partial outage

<!-- {secret("comment that begins an update")} -->

We are looking into {shown.text("update")}. <!-- {secret("comment in a line")} --> More of it.
<!--
{secret("comment of many lines")}

## Identified — 2026-03-14 09:20 UTC

{secret("update in a comment")}
-->

```text
shown <!-- {secret("comment in code")} --> too
```

[{shown.text("words of a dead link")}](../postmortems/{secret.id("target of a relative link")}.md)
![{shown.text("words of an image elsewhere")}](../incidents/{secret.id("relative image")}.png)
![words](https://tracker.example.com/{secret.id("remote image")}.gif)
See [[{near}]], [[ledger]], [[the ledger]] and [[root-cause/{secret.id("mentioned root cause")}]].

| {shown.text("table")} |
|---|
| cell <!-- {secret("comment in a table")} --> |

### {shown.text("heading in an update")}

{shown.text("text below a heading in an update")}

## Update on what {secret.text("heading of a section between")} says

{secret("section between updates")}

### Resolved — 2026-03-14 09:58 UTC

{secret("level 3 heading with a phase in an internal section")}

## Identified — 2026-03-14 09:33 UTC

{shown.text("second update")}

Revised: 2026-03-14 09:40 UTC {shown.text("reason of a revision")} <!-- {secret.text("comment in a revision")} -->

# {secret.text("level 1 heading after an update")}

{secret("text below a level 1 heading")}

## Resolved — 2026-03-14 10:41 UTC

{shown.text("last update")}

Components: checkout operational, {secret.id("component of a line that does not parse")} quite well

Internal notes
--------------

{secret("setext section")}

## Identified gaps

{secret("section that begins with a phase")}

## Resolved — around ten

{secret("attempt that is no update")}

## Resolved: {secret.text("heading of an attempt")}

{secret("second attempt")}

## Monitoring — 2027-01-01 09:00 UTC

{secret("update that is not told yet")}

## Notes

{secret("notes")}

- [ ] {secret("action")} (owner: amara, issue: {secret.id("issue")})

<!-- {secret("comment that is never closed")}
"""


def postmortem(shown: Canaries, secret: Canaries, message: Canaries, *, incidents: str, head: str) -> str:
    return f"""\
---
title: "{secret.text("title of a postmortem")}"
incidents: [{incidents}]
{head}
authors: [amara, "{secret.text("author")}"]
root_causes: [{secret.id("root cause of a postmortem")}]
tags: ["{secret.text("tag of a postmortem")}"]
---
{secret("preamble of a postmortem")}

## Summary

{secret("summary")}

## Root cause

{secret("root cause section")}

## Timeline

- 2026-03-14 09:02 UTC — {secret("timeline")} [start]

## Action items

- [ ] {secret("internal action")} (owner: amara, due: 2026-04-15, issue: {secret.id("issue of an action")})
- [ ] {message.text("public action")} (owner: "{secret.id("owner of a public action")}", due: 2012-04-15, type: detect, issue: {secret.id("issue of a public action")}, public: true)
- [ ] {secret("declined public action")} (owner: amara, status: declined, reason: "{secret.id("reason")}", public: true)
- [ ] {secret("public action whose attributes do not parse")} (owner: amara public true)

## Customer message

{message.text("customer message")} <!-- {secret("comment in a customer message")} --> [[{secret.id("mention in a message")}|{message.text("words of a mention")}]]

### {message.text("heading in a customer message")}

{message.text("text below it")}

## Not worth doing

{secret("not worth doing")}
"""


MESSAGE = "status: published\npublished: 2026-03-16\ncustomer_message: true"
WITHOUT_MESSAGE = {
    "draft": "status: draft\ncustomer_message: true",
    "in review": "status: in-review\ncustomer_message: true",
    "not asked for": "status: published\npublished: 2026-03-16\ncustomer_message: false",
    "not said": "status: published\npublished: 2026-03-16",
    "status misspelt": "status: publishd\npublished: 2026-03-16\ncustomer_message: true",
}


def knowledge_base(shown: Canaries, secret: Canaries, severity: str) -> dict[str, str]:
    near = secret.id("id of a near miss")
    files = {
        "catalogue.yml": catalogue(shown, secret),
        "index.md": f"# {secret('wiki page')}\n",
        "handbook/how.md": f"# {secret('handbook')}\n",
        f"handbook/{secret.id('name of a wiki page')}.md": "# Page\n",
        "incidents/index.md": f"{secret('intro of the incidents')}\n",
        "incidents/2026/2026-03-14-checkout.md": incident(shown, secret, severity, near),
        f"root-causes/{secret.id('id of a root cause')}.md": f'---\ntitle: "{secret.text("title of a root cause")}"\n---\n\n{secret("root cause")}\n',
        f"postmortems/{secret.id('id of a postmortem')}.md": postmortem(
            shown, secret, shown, incidents="2026-03-14-checkout", head=MESSAGE
        ),
        f"incidents/{secret.id('folder')}/2026-03-15-notes.md": "---\ntitle: T\nseverity: sev9\nvisibility: public\nstarted: 2026-03-15 09:00 UTC\nresolved: 2026-03-15 09:30 UTC\n---\n\n## Resolved — 2026-03-15 09:30 UTC\n\nDone.\n",
    }
    for name, head in WITHOUT_MESSAGE.items():
        files[f"postmortems/{secret.id(f'id of a postmortem: {name}')}.md"] = postmortem(
            shown, secret, secret, incidents="2026-03-14-checkout", head=head
        )
    internal = secret.id("id of an internal incident")
    files[f"postmortems/{secret.id('id of a postmortem of an internal incident')}.md"] = postmortem(
        shown, secret, secret, incidents=internal, head=MESSAGE
    )
    for name, head in {
        internal: "visibility: internal",
        secret.id("id of an incident without visibility"): "",
        secret.id("id of an incident of a misspelt visibility"): "visibility: publik",
        near: "kind: near-miss\ndetected: 2026-03-10 09:00 UTC",
        secret.id("id of a public near miss"): "kind: near-miss\ndetected: 2026-03-10 09:00 UTC\nvisibility: public",
        secret.id("id of an internal notice"): "kind: notice\nvisibility: internal",
        secret.id(
            "id of an internal maintenance"
        ): "kind: maintenance\nscheduled_for: 2026-12-01 09:00 UTC\nscheduled_until: 2026-12-01 10:00 UTC",
        secret.id("id of an incident that nobody was told of yet"): "visibility: public\nstarted: 2027-01-01 09:00 UTC",
    }.items():
        when = "2027-01-01" if "2027" in head else "2026-03-10"
        files[f"incidents/{name}.md"] = f"""\
---
title: "{secret.text("title of an internal record")}"
severity: sev9
{head}
components: [checkout]
aliases: [{secret.id("alias of an internal record")}]
redirects: [/{secret.id("redirect of an internal record")}/]
---

## {"Notice" if "notice" in head else "Scheduled" if "maintenance" in head else "Investigating"} — {when} 09:00 UTC

{secret("update of an internal record")}
"""
    return files


def severity(identifier: str, name: str) -> dict[str, object]:
    return {"severities": [{"id": identifier, "name": name, "impact": "critical", "update_every": 60}]}


@pytest.fixture
def told(tmp_path: Path) -> tuple[Records, Canaries, Canaries]:
    shown, secret = Canaries(), Canaries()
    shown.made["unmade"] = "so that the words of the two differ in number"
    secret.made.update({f"unmade {number}": "" for number in range(500)})
    name = secret.id("severity")
    options = severity(name, secret.text("name of the severity"))
    records = load_text(tmp_path / "content", knowledge_base(shown, secret, name), options)
    secret.made = {word: place for word, place in secret.made.items() if place}
    del shown.made["unmade"]
    return records, shown, secret


def test_nothing_internal_is_on_the_status_site(told):
    records, _, secret = told
    assert len(secret.made) > 100
    leaked = found(secret.made, rendered(records))
    assert {secret.made[word]: where for word, where in leaked.items()} == {}


def test_everything_public_is_there(told):
    records, shown, _ = told
    seen = found(shown.made, rendered(records))
    feed_id = {word for word, place in shown.made.items() if place == "feed id"}
    assert {shown.made[word] for word in shown.made if word not in seen} == set()
    places = {path for word, where in seen.items() if word in feed_id for path in where}
    assert {"feed.rss", "feed.atom", "feed.json"} < places
    assert not {path for path in places if path.endswith((".html", ".ics"))}


def test_the_search_would_find_them(told):
    """The wiki's own text, laid among the files, is found: in the clear, escaped, quoted, in JSON, in a name."""
    records, _, secret = told
    text = "\n".join(record.text for record in records)
    files = {**rendered(records), "wiki.html": text.encode()}
    assert len(found(secret.made, files)) > 100
    for form in ("&#107;anari-500-vogel", "%6Banari-500-vogel", "\\u006banari-500-vogel", "KANARI-500-VOGEL"):
        assert found(["kanari-500-vogel"], {"x": form.encode()}), form
    for before in range(3):
        text = b"x" * before + b"kanari-500-vogel and more"
        for coded in (b64encode(text), text.hex().encode(), gzip.compress(text)):
            assert found(["kanari-500-vogel"], {"x": coded}), coded
    assert found(["kanari-500-vogel"], {"kanari-500-vogel/index.html": b""})


@pytest.mark.parametrize(
    "time",
    ["09:03", "0903", "09:04", "0904", "09:05", "0905", "09:31", "0931", "2011", "2012", "partner", "sev9"],
)
def test_neither_internal_times_nor_internal_words_show(told, time):
    """Detected, acknowledged, declared, identified, an internal component's first day, a due date, who noticed."""
    records, _, _ = told
    pages = {path: content for path, content in rendered(records).items() if not path.startswith("_")}
    assert found([time], {path: content.split(b"</style>")[-1] for path, content in pages.items()}) == {}


def test_the_impact_word_of_the_severity_is_public(told):
    records, _, _ = told
    assert b"Critical" in rendered(records)["incidents/2026-03-14-checkout/index.html"]


def test_no_internal_record_moves_a_component_or_a_first_day(told, tmp_path):
    records, _, _ = told
    site = publish(records.base, records.policy, NOW)
    checkout = site.groups[0].components[0]
    assert site.since is not None
    assert site.since.isoformat() == "2026-03-14"
    assert [month.name for month in checkout.months] == ["2026-03"]
    assert checkout.months[0].incidents == ("2026-03-14-checkout",)


def test_only_files_below_public_are_copied(tmp_path):
    content = tmp_path / "content"
    (tmp_path / "secret.png").write_bytes(b"kanari outside")
    for path in (
        "incidents/a.png",
        "public/pictures/b.png",
        "public/.hidden.png",
        "notes.txt",
        "public.png",
        "handbook/public/c.png",
    ):
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_bytes(b"kanari " + path.encode())
    (content / "public/link.png").symlink_to(tmp_path / "secret.png")
    (content / "public/folder").symlink_to(content / "incidents")
    records = load(content, policy_from_options({}, {}, root=tmp_path))
    assert [path for path, bytes_ in rendered(records).items() if b"kanari" in bytes_] == ["assets/pictures/b.png"]


_SECRET_HEADINGS = st.sampled_from(
    [
        "## Internal notes", "## Identified gaps", "## Update on the process", "# Notes", "Notes\n-----", "Notes\n=====",
        "## Resolved", "## Resolved — soon", "## Resolved — 2026-13-01 10:00 UTC", "## Resolved — 2026-03-01 10:00",
        "## Investigating: 2026-03-01 09:00 Mars/Base", "## Completed — 2026-03-01 09:00 UTC", "## <!-- x --> Notes",
        "## What we Resolved — 2026-03-01 09:00 UTC", "##\tNotes", "## `Resolved` gaps",
    ]
)  # fmt: skip
_SECRET_FORMS = st.sampled_from(
    [
        "{}",
        "- {}",
        "> {}",
        "| {} |\n|---|\n| {} |",
        "```\n{}\n```",
        "    {}",
        "### {}",
        "**{}**",
        "<b>{}</b>",
        "[{}](x)",
    ]
)
_COMMENT_FORMS = st.sampled_from(
    [
        "<!-- {} -->", "<!--{}-->", "<!--\n{}\n-->", "words <!-- {} --> words", "- item <!-- {}\n\n{} -->", "`<!-- {} -->`",
        "<!-- a -- {} --->", "```\n<!-- {} -->\n```", "> <!-- {} -->", "<!-- <!-- {} -->", "## Notes <!--\n{} -->",
        "<!-- Components: checkout {} -->", "1. <!-- {} -->\n   two",
    ]
)  # fmt: skip
_BLOCKS = st.lists(
    st.one_of(
        st.tuples(st.just("update"), st.sampled_from(["Investigating", "Update", "Monitoring"])),
        st.tuples(st.just("secret"), st.tuples(_SECRET_HEADINGS, _SECRET_FORMS)),
        st.tuples(st.just("comment"), _COMMENT_FORMS),
        st.tuples(st.just("words"), st.sampled_from(["{}", "- {}", "> {}", "### {}", "**{}**"])),
    ),
    min_size=1,
    max_size=10,
)


@settings(max_examples=150, deadline=None)
@given(_BLOCKS, st.booleans())
def test_whatever_the_order_of_its_parts_a_file_tells_what_is_public_and_nothing_else(
    tmp_path_factory, blocks, imported
):
    shown, secret = Canaries(), Canaries()
    secret.made.update({f"unmade {number}": "" for number in range(500)})
    inside, minute, lines = False, 0, []
    for what, form in blocks:
        if what == "update":
            inside, minute = True, minute + 1
            lines += [f"## {form} — 2026-03-14 09:{minute:02} UTC", "", "Words.", ""]
        elif what == "secret":
            inside = False
            heading, body = form
            lines += [heading, "", body.replace("{}", secret.id("section")), ""]
        elif what == "comment":
            lines += [form.replace("{}", secret.id("comment")), ""]
        else:
            lines += [form.replace("{}", (shown if inside else secret).id("words")), ""]
        if what == "comment" and form.startswith("## Notes"):
            inside = False
    head = "---\ntitle: T\nseverity: sev1\nvisibility: public\nstarted: 2026-03-14 09:00 UTC\n"
    head += "imported: cstate\n---\n" if imported else "---\n"
    root = tmp_path_factory.mktemp("content")
    records = load_text(root, {"incidents/one-record.md": head + "\n".join(lines)})
    text = repr(publish(records.base, records.policy, NOW)).casefold()
    assert [word for word in secret.made if word in text] == []
    assert [word for word in shown.made if word not in text] == []
