"""The search for leaks finds them: each of these breaks one promise of the gate, a template or a builder on purpose."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any

import pytest
from canaries import NOW, Canaries, found, load_text
from test_canaries import knowledge_base, severity

from faultless.model import KnowledgeBase, Visibility
from faultless.outputs import render_site, site
from faultless.outputs.recipe import Recipe
from faultless.public import components, folders, markdown, mentions, publish, records, words
from faultless.reading import Records, public_assets


@dataclass
class Broken:
    """What a deliberate mistake may lay hands on: everything that the gate was given, and a way to replace code."""

    base: KnowledgeBase
    root: Path
    patch: pytest.MonkeyPatch

    @property
    def secret(self) -> str:
        """What no customer may read: who led the response, and the words of a draft."""
        return " ".join(section.body for one in self.base.postmortems for section in one.sections)

    def after(self, owner: Any, name: str, change: Callable[[Any], Any]) -> None:
        """Let what a function gives back be changed."""
        real = getattr(owner, name)
        self.patch.setattr(owner, name, lambda *given, **named: change(real(*given, **named)))

    def made(self, kind: str, change: Callable[[bytes], bytes]) -> None:
        """Let every file whose path ends so be made otherwise, as a template or a builder may."""

        def otherwise(recipe: Recipe) -> Recipe:
            return (
                replace(recipe, make=lambda *given: change(recipe.make(*given)))
                if recipe.path.endswith(kind)
                else recipe
            )

        self.after(site, "site_files", lambda recipes: [otherwise(recipe) for recipe in recipes])

    def more(self, path: str, content: str | bytes = "") -> None:
        """Let there be one file more."""
        known = content.encode() if isinstance(content, str) else content
        self.after(site, "site_files", lambda recipes: [*recipes, Recipe(path, lambda: known)])

    def said(self, kind: str, content: object) -> None:
        """Let every file whose path ends so say something at its end."""
        self.made(kind, lambda made: made + f"{content}".encode())

    def record(self, change: Callable[[Any, Any], Any]) -> None:
        """Let the gate make a record otherwise; the change is given the internal and the public one."""
        real = records.PublicRecords.record
        self.patch.setattr(records.PublicRecords, "record", lambda self, one: change(one, real(self, one)))


def _open(broken: Broken, **given: Any) -> None:
    """Let every record of the base be otherwise before the gate sees it."""
    real = records.is_public
    broken.patch.setattr(publish, "is_public", lambda one, now: real(replace(one, **given), now))


def _every_message(*, status: bool, asked: bool) -> Callable[[Any], Any]:
    def message(postmortem: Any) -> Any:
        known = replace(
            postmortem,
            **({"status": records.Review.PUBLISHED} if status else {}),
            **({"customer_message": True} if asked else {}),
        )
        if known.customer_message and known.status is records.Review.PUBLISHED:
            return known.section("customer-message")
        return None

    return message


LEAKS: dict[str, Callable[[Broken], object]] = {
    "internal records are public": lambda b: _open(b, visibility=Visibility.PUBLIC),
    "what has not begun is told": lambda b: b.patch.setattr(
        publish, "is_public", lambda one, _: one.visibility is Visibility.PUBLIC and one.kind in folders.FOLDER
    ),
    "updates of tomorrow are told": lambda b: b.patch.setattr(records, "known_updates", lambda one, _: one.updates),
    "internal components are shown": lambda b: b.patch.setattr(
        components.Components, "known", property(lambda self: {one.id: one for one in self.base.catalogue.components})
    ),
    "the message of a draft is told": lambda b: b.patch.setattr(records, "customer_message", _every_message(status=True, asked=False)),
    "a message nobody asked for is told": lambda b: b.patch.setattr(
        records, "customer_message", _every_message(status=False, asked=True)
    ),
    "the summary is the message": lambda b: b.patch.setattr(
        records, "customer_message", lambda one: one.section("summary")
    ),
    "internal actions are told": lambda b: b.after(
        records.PublicRecords,
        "_reports",
        lambda found: [
            (replace(one, actions=tuple(replace(action, public=True) for action in one.actions)), text)
            for one, text in found
        ],
    ),
    "declined actions are told": lambda b: b.after(
        records.PublicRecords,
        "_reports",
        lambda found: [
            (replace(one, actions=tuple(replace(action, status=records.ActionStatus.OPEN) for action in one.actions)), text)
            for one, text in found
        ],
    ),
    "a mention says the id of what is internal": lambda b: b.patch.setattr(
        mentions.Mentions, "__call__", lambda self, target: (target, None)
    ),
    "a mention links to what is internal": lambda b: b.patch.setattr(
        mentions.Mentions, "__call__", lambda self, target: ("words", f"incidents/{target.rpartition('/')[2]}/")
    ),
    "comments of an update stay": lambda b: b.patch.setattr(markdown, "without_comments", lambda text: text),
    "comments of a title stay": lambda b: b.patch.setattr(words, "without_comments", lambda text: text),
    "links to files of the wiki stay": lambda b: b.patch.setattr(markdown, "_source", lambda address, _: address),
    "the severity's id is the impact": lambda b: b.record(lambda one, made: replace(made, title=f"{one.severity}")),
    "the commander is named in a title": lambda b: b.record(
        lambda one, made: replace(made, title=f"{made.title} {' '.join(one.responders)}")
    ),
    "tags are told as a phase": lambda b: b.record(lambda one, made: replace(made, phase=" ".join(one.tags))),
    "sections of the file are told": lambda b: b.record(
        lambda one, made: replace(made, customer_message=one.sections[0].body if one.sections else one.preamble)
    ),
    "a component's aliases are its description": lambda b: b.patch.setattr(
        components, "one_line", lambda text: f"{text} {b.base.catalogue.components[0].aliases}"
    ),
    "a component's owner is the name of a badge": lambda b: b.more(f"badges/{b.base.catalogue.components[0].owner}.svg"),
    "the headers hold every file of the content": lambda b: b.said(
        "_headers", "".join(one.read_text(encoding="utf-8") for one in sorted(b.root.rglob("*.md")))
    ),
    "a template prints the base": lambda b: b.said("index.html", repr(b.base)),
    "a page has a word in an attribute, escaped": lambda b: b.made(
        "incidents/2026-03-14-checkout/index.html",
        lambda made: made.replace(b"<body", f'<body x="{b.base.catalogue.people[0].id.replace("k", "&#107;")}"'.encode()),
    ),
    "a page has base64 of a draft": lambda b: b.said("history/index.html", base64.b64encode(b.secret.encode()).decode()),
    "a page leads to the wiki": lambda b: b.said("404.html", f'<a href="/postmortems/{b.base.postmortems[0].id}/">'),
    "the feed of RSS has a category": lambda b: b.made(
        "feed.rss", lambda made: made.replace(b"</channel>", f"{b.base.incidents[0].tags}</channel>".encode())
    ),
    "the feed of Atom has its author, escaped twice": lambda b: b.said(
        "feed.atom", escape(escape(b.base.catalogue.people[0].name))
    ),
    "the feed of JSON has an author": lambda b: b.made(
        "feed.json",
        lambda made: json.dumps({**json.loads(made), "x": [one.name for one in b.base.catalogue.people]}).encode(),
    ),
    "the calendar names the team": lambda b: b.said("maintenance.ics", f"X-T:{b.base.catalogue.teams[1].id}"),
    "the API has the responders": lambda b: b.said("api/incidents.json", json.dumps(b.base.incidents[0].responders)),
    "Statuspage's API has an internal name": lambda b: b.said("summary.json", b.base.catalogue.internal_names),
    "the spreadsheet has an internal component": lambda b: b.said("uptime.csv", b.base.catalogue.components[2].name),
    "the script carries configuration": lambda b: b.said("embed.js", f"//{b.base.catalogue.taxonomy[-1]}"),
    "a compressed copy is laid beside": lambda b: b.more("index.html.gz", gzip.compress(b.secret.encode())),
    "the map of the site lists the wiki": lambda b: b.said("sitemap.xml", [one.id for one in b.base.root_causes]),
    "an address is in percent signs": lambda b: b.said("robots.txt", f"%6B{b.base.root_causes[0].id[1:]}"),
    "a former address of an internal record leads somewhere": lambda b: b.after(
        site, "redirects", lambda made: {**made, f"{b.base.root_causes[0].id}/index.html": "incidents/"}
    ),
    "a badge has the owner in hexadecimal": lambda b: b.said(
        "overall.svg", (b.base.catalogue.components[0].owner or "").encode().hex()
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Records, Canaries]:
    shown, secret = Canaries("singt"), Canaries()
    name = secret.id("severity")
    options = severity(name, secret.text("name of the severity"))
    root = tmp_path_factory.mktemp("told") / "content"
    return load_text(root, knowledge_base(shown, secret, name), options), secret


def _search(records_: Records, secret: Canaries) -> dict[str, list[str]]:
    base = replace(records_.base)  # without what was worked out for another test
    made = render_site(publish.publish(base, records_.policy, NOW, public_assets(records_.root)))
    return found(secret.made, made)


def test_without_a_mistake_nothing_is_found(told: tuple[Records, Canaries]) -> None:
    assert _search(*told) == {}


@pytest.mark.parametrize("leak", LEAKS)
def test_a_deliberate_leak_is_found(told: tuple[Records, Canaries], monkeypatch: pytest.MonkeyPatch, leak: str) -> None:
    LEAKS[leak](Broken(told[0].base, told[0].root, monkeypatch))
    assert _search(*told) != {}


def test_there_are_many_of_them() -> None:
    assert len(LEAKS) >= 25
