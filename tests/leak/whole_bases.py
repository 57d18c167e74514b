"""Whole knowledge bases by chance, each told twice: the public words are the same, the internal ones are others.

In a text, `⟦this|that⟧` is one thing in the first telling and another in the second; what customers may know never
stands in such brackets. So the status sites of both must be the same, byte for byte.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

SECRET = ("geheim", "gehege")
"""What every internal word begins with, in the first and in the second telling."""

SHOWN = "kanari"

_CHOICE = re.compile(r"⟦(.*?)\|(.*?)⟧", re.DOTALL)
_STATES = ("operational", "degraded_performance", "partial_outage", "major_outage")
_PHASES = {
    "incident": ("Investigating", "Identified", "Monitoring", "Update"),
    "notice": ("Notice",),
    "maintenance": ("Scheduled", "In progress", "Verifying"),
}


@dataclass
class Base:
    """A knowledge base as text.

    Attributes:
        files: by path below the content root, with brackets.
        options: of the plugin `faultless`, likewise.
        secrets: what stands where, by its number.
        shown: public words that must be on the status site.
    """

    files: dict[str, str] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)
    secrets: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)

    def secret(self, place: str) -> str:
        """An internal word of its own, good for ids and file names."""
        self.secrets.append(place)
        return f"⟦{SECRET[0]}|{SECRET[1]}⟧-{len(self.secrets) - 1:03}-vogel"

    def quoted(self, place: str) -> str:
        """The same among characters that every format escapes, as YAML between double quotes."""
        return f"ä & <{self.secret(place)}> ' ö"

    def public(self) -> str:
        """A public word of its own."""
        self.shown.append(f"{SHOWN}-{len(self.shown):03}-vogel")
        return self.shown[-1]

    def told(self, telling: int) -> dict[str, str]:
        """The files in one of its tellings."""
        return {_chosen(path, telling): _chosen(text, telling) for path, text in self.files.items()}

    def policy(self, telling: int) -> dict[str, Any]:
        """The options in one of its tellings."""
        return {
            "severities": [
                {name: _chosen(value, telling) if isinstance(value, str) else value for name, value in one.items()}
                for one in self.options["severities"]
            ]
        }


def _chosen(text: str, telling: int) -> str:
    return _CHOICE.sub(lambda match: match[telling + 1], text)


@dataclass
class Record:
    """What other files may say of a record: its id, its other names, and whether customers know it."""

    id: str
    names: list[str]
    public: bool


@st.composite
def bases(draw: Any) -> Base:
    """A knowledge base of a few records, with something internal in every place that can hold it."""
    base = Base()
    components = _catalogue(draw, base)
    causes = [Record(base.secret("id of a root cause"), [base.secret("alias of a root cause")], public=False)]
    records = [_named(draw, base, index) for index in range(draw(st.integers(1, 3)))]
    messages = [Record(base.secret("id of a postmortem"), [], public=False) for _ in range(draw(st.integers(0, 2)))]
    known = [*records, *causes, *messages]
    for index, record in enumerate(records):
        folder = draw(st.sampled_from(["", "2026/", f"{base.secret('folder')}/"]))
        base.files[f"incidents/{folder}{record.id}.md"] = _incident(draw, base, record, index, components, known)
    for record in causes:
        base.files[f"root-causes/{record.id}.md"] = (
            f'---\ntitle: "{base.quoted("title of a root cause")}"\naliases: {record.names}\n'
            f"tags: [{base.secret('tag of a root cause')}]\n---\n\n{base.secret('root cause')}\n"
        ).replace("'", "")
    for record in messages:
        base.files[f"postmortems/{record.id}.md"] = _postmortem(draw, base, records, known)
    base.files["handbook/how.md"] = f"# {base.secret('handbook')}\n\nSee [[{records[0].id}]].\n"
    base.files["⟦notes.txt|other.txt⟧"] = base.secret("a file of no kind")
    return base


def _catalogue(draw: Any, base: Base) -> list[Record]:
    lines = [f'organisation: {{name: "{base.public()} <!-- {base.secret("comment in a name")} -->"}}', "groups:"]
    lines += [f'  - {{id: store, name: "Store <!-- {base.secret("comment in a group")} -->"}}']
    vault = base.secret("id of a group of internal components")
    lines += [f'  - {{id: {vault}, name: "{base.quoted("group of internal components")}"}}', "components:"]
    components = []
    for index in range(draw(st.integers(2, 4))):
        public = index == 0 or draw(st.booleans())
        identifier = f"part-{index}" if public else base.secret("id of an internal component")
        alias = base.secret("alias of a component")
        name = f"{base.public()} <!-- {base.secret('comment')} -->" if public else base.quoted("internal component")
        lines += [f'  - id: {identifier}\n    name: "{name}"\n    owner: {base.secret("owner")}']
        lines += [f"    aliases: [{alias}]"]
        if public:
            lines += [f"    group: {draw(st.sampled_from(['store', 'nowhere']))}\n    since: 2026-01-01"]
        else:
            lines += ["    visibility: internal\n    since: ⟦2011-02-03|2025-04-05⟧"]
            lines += [f"    group: {vault}\n    description: {base.secret('description')}"]
        components.append(Record(identifier, [alias], public=public))
    lines += [f'teams: [{{id: {base.secret("team id")}, name: "{base.quoted("team")}"}}]']
    lines += [f'people: [{{id: {base.secret("person id")}, name: "{base.quoted("person")}"}}]']
    lines += [f'internal_names: ["{base.secret("internal name")}-*"]']
    lines += [f"taxonomy: [{{id: {base.secret('category')}, theme: {base.secret('theme')}, kind: cause, title: "]
    lines[-1] += f"{base.secret('title of a category')}}}]"
    lines += [f'{base.secret("unknown key of the catalogue")}: "{base.quoted("its value")}"']
    base.files["catalogue.yml"] = "\n".join(lines) + "\n"
    severity = {"id": base.secret("severity"), "name": base.quoted("name of a severity"), "impact": "major"}
    base.options["severities"] = [severity]
    return components


def _named(draw: Any, base: Base, index: int) -> Record:
    """The first record is public, so that there is something to see; the others as it happens."""
    public = index == 0 or draw(st.booleans())
    if public:
        return Record(f"2026-03-1{index}-record", [f"2026-03-1{index}-old-name"], public=True)
    return Record(base.secret("id of an internal record"), [base.secret("alias of an internal record")], public=False)


def _incident(draw: Any, base: Base, record: Record, index: int, components: list[Record], known: list[Record]) -> str:
    day, word = f"2026-03-1{index}", base.public if record.public else lambda: base.secret("word of an internal record")
    kind = draw(st.sampled_from(["incident", "incident", "maintenance", "notice"]))
    states = []
    for one in components:
        state = draw(st.sampled_from(_STATES))
        hidden = not (record.public and one.public)
        states.append(f"{one.id}: ⟦{state}|major_outage⟧" if hidden else f"{one.id}: {state}")
    head = [
        f'title: "{word()} <!-- {base.secret("comment in a title")} -->"',
        f"kind: {kind}",
        *([f"scheduled_for: {day} 09:30 UTC", f"scheduled_until: {day} 10:30 UTC"] if kind == "maintenance" else []),
        f"severity: {base.options['severities'][0]['id']}",
        f"components: {{{', '.join(states)}, {base.secret('unknown component')}: major_outage}}",
        f"started: {day} 09:02 UTC",
        f"detected: {day} 09:⟦03|04⟧:11 UTC",
        "detected_by: ⟦partner|customer⟧",
        f"acknowledged: {day} 09:⟦05|06⟧:12 UTC",
        f"declared: {day} 09:⟦07|08⟧:13 UTC",
        f"identified: {day} 09:⟦31|34⟧:14 UTC",
        f"resolved: {day} 10:41 UTC",
        f'commander: "{base.quoted("commander")}"',
        f'responders: ["{base.quoted("responder")}"⟦|, somebody⟧]',
        f'tags: ["{base.quoted("tag")}"⟦, one|⟧]',
        f"aliases: {record.names}".replace("'", ""),
        f'checks: {{allow: {{FM004: "{base.quoted("reason of a suppression")}"}}}}',
        f'{base.secret("unknown key")}: "{base.quoted("unknown value")}"',
    ]
    if record.public:
        head += ["visibility: public"]
    else:
        said = draw(st.sampled_from(["", "visibility: internal", "visibility: publik", "kind: near-miss"]))
        head = [one for one in head if not (said.startswith("kind") and one.startswith("kind"))] + [said]
        head += [f"redirects: [/{base.secret('redirect of an internal record')}/]"]
    body = [base.secret("preamble")]
    for minute in range(14, 14 + draw(st.integers(1, 4))):
        body += [f"## {draw(st.sampled_from(_PHASES[kind]))} — {day} 09:{minute} UTC", f"Words: {word()}."]
        for _ in range(draw(st.integers(0, 2))):
            body.append(_block(draw, base, known, components, shown=word if record.public else None))
        if draw(st.booleans()):
            body += [_internal_section(draw, base)]
    body += [f"## Monitoring — 2027-01-01 09:00 UTC\n\n{base.secret('update that is not told yet')}"]
    if draw(st.booleans()):
        body += [f"<!-- {base.secret('comment that is never closed')}"]
    return "---\n" + "\n".join(one for one in head if one) + "\n---\n\n" + "\n\n".join(body) + "\n"


_COMMENTS = (
    "<!-- {} -->",
    "<!--\n{}\n\n## Notes\n-->",
    "words <!-- {} --> words",
    "```\n<!-- {} -->\n```",
    "- <!-- {}\n\n{} -->",
)
_HEADINGS = ("## Notes", "## Identified gaps", "# Background", "Notes\n-----", "## Resolved — soon", "## Update on {}")
_BODIES = (
    "{}",
    "- {}",
    "> {}",
    "| {} |\n|---|\n| {} |",
    "```\n{}\n```",
    "### {}",
    "**{}** [{}]({}.md)",
    "[^1]\n\n[^1]: {}",
)


def _internal_section(draw: Any, base: Base) -> str:
    heading, body = draw(st.sampled_from(_HEADINGS)), draw(st.sampled_from(_BODIES))
    secret = base.secret("internal section")
    return f"{heading}\n\n{body}⟦|\n\nMore of it.⟧".replace("{}", secret)


def _block(draw: Any, base: Base, known: list[Record], components: list[Record], shown: Any) -> str:
    """Something in an update that tells customers nothing, or only what they may know."""
    kind = draw(st.sampled_from(["comment", "mention", "words", "link", "image"]))
    if kind == "comment":
        return draw(st.sampled_from(_COMMENTS)).replace("{}", base.secret("comment in an update"))
    if kind == "link":
        target = draw(st.sampled_from(["../postmortems/{}.md", "/{}/", "ftp://x.example.com/{}", "{}"]))
        return f"[words]({target.replace('{}', base.secret('target of a link'))})"
    if kind == "image":
        target = draw(st.sampled_from(["../public/{}.png", "https://x.example.com/{}.gif", "data:image/png;base64,{}"]))
        return f"![words]({target.replace('{}', base.secret('target of an image'))})"
    one = draw(st.sampled_from([*known, *components]))
    name = draw(st.sampled_from([one.id, *one.names])) if one.public or one in components else one.id
    if kind == "words":
        return f"[[{name}|{shown() if shown is not None else 'words'}]]"
    return f"See [[{name}]]."


def _postmortem(draw: Any, base: Base, records: list[Record], known: list[Record]) -> str:
    about = draw(st.sampled_from(records))
    status = draw(st.sampled_from(["draft", "in-review", "published", "published", "publishd"]))
    asked = draw(st.sampled_from(["", "customer_message: false", "customer_message: true", "customer_message: true"]))
    told = about.public and status == "published" and asked.endswith("true")
    word = base.public if told else lambda: base.secret("message that is not told")
    return "\n".join(
        [
            "---",
            f'title: "{base.quoted("title of a postmortem")}"',
            f"incident: {about.id}\nstatus: {status}\npublished: 2026-03-2⟦0|1⟧\n{asked}",
            f'authors: ["{base.quoted("author")}"]',
            f"root_causes: [{base.secret('root cause of a postmortem')}]",
            f"tags: [{base.secret('tag of a postmortem')}]",
            f"---\n\n{base.secret('preamble of a postmortem')}\n",
            f"## Summary\n\n{base.secret('summary')}\n\n{_internal_section(draw, base)}\n",
            f"## Timeline\n\n- {about.id} 09:02 — {base.secret('timeline')}\n",
            f"## Action items\n\n- [ ] {base.secret('action')} (owner: {base.secret('owner of an action')})",
            f"- [x] {word()} (owner: {base.secret('owner')}, due: ⟦2012-04-15|2013-05-16⟧, issue: {base.secret('issue')}, public: true)",
            f"- [ ] {base.secret('declined action')} (status: declined, reason: {base.secret('reason')}, public: true)\n",
            f"## Customer message\n\n{word()} <!-- {base.secret('comment in a message')} -->\n",
            _block(draw, base, known, [], word if told else None),
            f"\n## Lessons\n\n{base.secret('lessons')}\n",
        ]
    )
