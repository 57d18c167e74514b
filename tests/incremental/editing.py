"""A content root that is edited at random, as people edit: texts, front matter, names, files, options, templates."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

from faultless.policy import Policy, read_policy

START = datetime(2026, 3, 14, 9, 0, tzinfo=timezone.utc)
COMPONENTS = ("checkout", "api", "search", "ledger")
STATES = ("operational", "degraded_performance", "partial_outage", "major_outage")
PHASES = ("Investigating", "Identified", "Monitoring", "Update", "Resolved")
WORDS = (
    "Some requests return errors.",
    "Payments are slower than usual.",
    "The next update follows within 30 minutes.",
    "A change is rolling out.",
    "See [[{}]] for what happened before.",
    "Look at [our help](https://help.example.com/) and at ![a picture](public/a.svg).",
    "Everything works normally again.",
)
CATALOGUE = """\
organisation: {name: Northstar, url: https://example.com}
groups: [{id: store, name: Store}]
components:
  - {id: checkout, name: Checkout, group: store, description: Cart and payment, since: 2025-11-01}
  - {id: api, name: "API%s"}
  - {id: search, name: Search, group: store%s}
  - {id: ledger, name: Ledger, visibility: internal}
"""
CONFIG = """\
site_name: Edited
plugins:
  - faultless:
      severities: [{id: sev1, name: SEV1, impact: critical}, {id: sev2, name: SEV2, impact: %s, update_every: 45}]
      timezone: %s
      rules: {%s}
  - faultless/wiki
  - faultless/status: {url: "https://status.example.com/", languages: [%s]}
"""


def written(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"


class Edited:
    """A folder with a configuration and content; `now` is the time of its next build."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.chance = folder, random.Random(seed)
        self.strict = seed % 2 == 1
        self.content, self.before = folder / "content", folder / "before"
        self.now = self.then = START
        self.edits: list[str] = []
        for name in ("incidents", "postmortems", "root-causes", "public"):
            (self.content / name).mkdir(parents=True)
        (self.content / "public" / "a.svg").write_text("<svg/>")
        (self.content / "index.md").write_text("# Home\n\nWords.\n")
        (self.content / "root-causes" / "a-cause.md").write_text("---\ntitle: A cause\nstatus: open\n---\n\nWords.\n")
        self.catalogue()
        self.options()
        for _ in range(9):
            self.new()
        self.remember()

    @property
    def policy(self) -> Policy:
        return read_policy(self.folder / "mkdocs.yml", content=self.content)

    def records(self, kind: str = "incidents") -> list[Path]:
        return sorted((self.content / kind).rglob("*.md"))

    def some(self, kind: str = "incidents") -> Path:
        return self.chance.choice(self.records(kind))

    def edit(self) -> None:
        """Do something to it."""
        ways: list[Callable[[], object]] = [
            self.say_more, self.say_more, self.say_more, self.say_otherwise, self.title, self.severity, self.components,
            self.resolve, self.rename, self.delete, self.new, self.new, self.maintenance, self.visibility, self.alias,
            self.redirect, self.report, self.report, self.cause, self.mistake, self.catalogue, self.options,
            self.template, self.asset, self.page, self.later, self.later, self.midnight, self.earlier, self.touch,
        ]  # fmt: skip
        way = self.chance.choice(ways)
        way()
        self.now += timedelta(minutes=self.chance.choice((0, 0, 1, 7)))
        self.edits.append(way.__name__)

    def remember(self) -> None:
        """Take it as it is for what `undo` leads back to."""
        shutil.rmtree(self.before, ignore_errors=True)
        shutil.copytree(self.content, self.before)
        self.then = self.now

    def undo(self) -> None:
        """Take back what was done to the content since; the files that are alike stay as they are."""
        self.edits.append("undo")
        self.now = self.then
        for file in self.content.rglob("*"):
            if file.is_file() and not (self.before / file.relative_to(self.content)).exists():
                file.unlink()
        for file in self.before.rglob("*"):
            here = self.content / file.relative_to(self.before)
            if file.is_file() and (not here.exists() or here.read_bytes() != file.read_bytes()):
                here.write_bytes(file.read_bytes())

    def _replace(self, file: Path, key: str, value: str | None) -> None:
        _, head, body = file.read_text().split("---\n", 2)
        lines = [line for line in head.splitlines() if not line.startswith(f"{key}:")]
        lines += [f"{key}: {value}"] if value is not None else []
        file.write_text("---\n" + "\n".join(lines) + "\n---\n" + body)

    def _text(self) -> str:
        named = ["checkout"] * 9
        if not self.strict or self.chance.random() < 0.1:
            named = [*(file.stem for file in self.records()), "former-name", "nothing-at-all"]
        return " ".join(self.chance.choice(WORDS).format(self.chance.choice(named)) for _ in range(2))

    def new(self) -> None:
        at = self.now - timedelta(hours=self.chance.randrange(1, 2000), minutes=self.chance.randrange(60))
        name = f"{at:%Y-%m-%d}-record-{self.chance.randrange(10**6):06}"
        over = self.chance.random() < 0.8
        last = at + timedelta(hours=self.chance.randrange(1, 30))
        head = [f"title: Trouble number {self.chance.randrange(100)}", f"severity: sev{self.chance.randint(1, 2)}"]
        head += [f"visibility: {self.chance.choice(('public', 'public', 'internal'))}", f"started: {written(at)}"]
        head += [f"components: {{{self.chance.choice(COMPONENTS)}: {self.chance.choice(STATES[1:])}}}"]
        head += [f"resolved: {written(last)}"] if over else []
        body = f"## Investigating — {written(at + timedelta(minutes=5))}\n\n{self._text()}\n"
        body += f"\n## Resolved — {written(last)}\n\n{self._text()}\n" if over else ""
        head_ = "\n".join(head)
        (self.content / "incidents" / f"{name}.md").write_text(f"---\n{head_}\n---\n\n{body}\n## Notes\n\nInside.\n")

    def maintenance(self) -> None:
        at = self.now + timedelta(minutes=self.chance.choice((-90, 5, 60, 600)))
        head = f"title: Upgrade {self.chance.randrange(100)}\nkind: maintenance\nvisibility: public\n"
        head += f"scheduled_for: {written(at)}\nscheduled_until: {written(at + timedelta(minutes=45))}\n"
        head += "components: {checkout: under_maintenance}\n"
        told = f"## Scheduled — {written(min(at, self.now) - timedelta(days=1))}\n\nWe upgrade a database.\n"
        name = f"{at:%Y-%m-%d}-upgrade-{self.chance.randrange(10**6):06}"
        (self.content / "incidents" / f"{name}.md").write_text(f"---\n{head}---\n\n{told}")

    def say_more(self) -> None:
        file = self.some()
        said = f"\n## {self.chance.choice(PHASES)} — {written(self.now)}\n\n{self._text()}\n"
        if self.chance.random() < 0.3:
            said += f"\nComponents: {self.chance.choice(COMPONENTS)}: {self.chance.choice(STATES)}\n"
        text = file.read_text()
        before, mark, after = text.partition("\n## Notes\n")
        file.write_text(f"{before}{said}{mark}{after}")

    def say_otherwise(self) -> None:
        file = self.some()
        file.write_text(file.read_text().replace("errors", "failures").replace("slower", "much slower"))

    def title(self) -> None:
        self._replace(self.some(), "title", f"Other trouble {self.chance.randrange(100)}")

    def severity(self) -> None:
        self._replace(self.some(), "severity", f"sev{self.chance.randint(1, 2)}")

    def components(self) -> None:
        self._replace(self.some(), "components", f"{{{self.chance.choice(COMPONENTS)}: {self.chance.choice(STATES)}}}")

    def resolve(self) -> None:
        self._replace(self.some(), "resolved", written(self.now))

    def visibility(self) -> None:
        self._replace(self.some(), "visibility", self.chance.choice(("public", "internal")))

    def alias(self) -> None:
        self._replace(self.some(), "aliases", f"[{self.chance.choice(('former-name', 'other-name'))}]")

    def redirect(self) -> None:
        self._replace(self.some(), "redirects", f"[/issues/{self.chance.choice('ab')}/]")

    def rename(self) -> None:
        file = self.some()
        self._replace(file, "aliases", f"[{file.stem}]")
        file.rename(file.with_name(f"renamed-{self.chance.randrange(10**6):06}.md"))

    def delete(self) -> None:
        if len(self.records()) > 4:
            self.some().unlink()

    def report(self) -> None:
        incident = self.some().stem
        name = self.chance.choice(("first", "second", "third"))
        head = (
            f"title: Why\nincident: {incident}\nstatus: {self.chance.choice(('published', 'draft'))}\nauthors: [Ada]\n"
        )
        head += f"published: {self.now:%Y-%m-%d}\ncustomer_message: true\nroot_causes: [a-cause]\n"
        body = f"## Summary\n\nWords.\n\n## Customer message\n\n{self._text()}\n\n## Action items\n\n"
        body += "- [ ] Alert on the length of the queue (owner: team, due: 2026-06-01, type: detect, public: true)\n"
        (self.content / "postmortems" / f"{name}-report.md").write_text(f"---\n{head}---\n\n{body}")

    def cause(self) -> None:
        name = self.chance.choice(("a-cause", "other-cause", "former-name"))
        file = self.content / "root-causes" / f"{name}.md"
        if file.exists() and name != "a-cause":
            file.unlink()
        else:
            file.write_text(f"---\ntitle: Cause {self.chance.randrange(9)}\nstatus: open\n---\n\nWords.\n")

    def mistake(self) -> None:
        """Something no build may publish."""
        (self.content / "incidents" / "a-mistake.md").write_text(
            "---\ntitle: A mistake\nseverity: sev9\nvisibility: public\nstarted: yesterday\n---\n\n"
            f"## Resolved — {written(self.now)}\n\nThe careless engineer caused this.\n"
        )

    def catalogue(self) -> None:
        retired = self.chance.choice(("", "", ", retired: 2026-03-10"))
        (self.content / "catalogue.yml").write_text(CATALOGUE % (self.chance.choice(("", " 2")), retired))

    def options(self) -> None:
        zone = self.chance.choice(("UTC", "Europe/Berlin"))
        rules = "" if self.strict else "PU107: warning, XR101: warning"
        impact = self.chance.choice(("major", "minor"))
        languages = self.chance.choice(("en", "en, de"))
        (self.folder / "mkdocs.yml").write_text(CONFIG % (impact, zone, rules, languages))

    def template(self) -> None:
        file = self.folder / "overrides" / "status" / "head.html.jinja2"
        if file.exists() and self.chance.random() < 0.5:
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f'<meta name="x" content="{self.chance.randrange(9)} {{{{ site.name }}}}">')

    @property
    def overrides(self) -> Path | None:
        found = self.folder / "overrides" / "status"
        return found if found.is_dir() else None

    def asset(self) -> None:
        file = self.content / "public" / self.chance.choice(("a.svg", "b.svg"))
        if file.exists():
            file.unlink()
        else:
            file.write_text(f"<svg id='{self.chance.randrange(9)}'/>")

    def page(self) -> None:
        (self.content / "index.md").write_text(f"# Home\n\n{self._text()}\n")

    def later(self) -> None:
        self.now += timedelta(minutes=self.chance.randrange(1, 300))

    def midnight(self) -> None:
        self.now = (self.now + timedelta(days=1)).replace(hour=0, minute=self.chance.randrange(3))

    def earlier(self) -> None:
        self.now -= timedelta(minutes=self.chance.randrange(1, 300))

    def touch(self) -> None:
        self.some().touch()
