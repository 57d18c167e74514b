"""Makes a knowledge base of any size from a seed, for the benchmarks: the same seed gives the same bytes."""

from __future__ import annotations

import random
from datetime import datetime, timedelta, timezone
from pathlib import Path

COMPONENTS = ("Checkout", "Public API", "Search", "Accounts", "Uploads", "Webhooks", "Reports", "Mail", "Login", "Jobs")
STATES = ("degraded_performance", "partial_outage", "major_outage")
EFFECTS = (
    "Some requests to {component} return errors.",
    "{component} answers more slowly than usual.",
    "New sessions in {component} fail to start; running ones are not affected.",
    "A part of the messages from {component} arrives late. None is lost.",
)
STEPS = (
    "We are looking into it and will post the next update within the hour.",
    "We have found the cause and are working on it.",
    "A change is rolling out. Error rates are falling.",
    "All traffic is served normally again, and we keep watching it.",
)
LAST_DAY = datetime(2026, 11, 19, 12, 0, tzinfo=timezone.utc)


def knowledge_base(root: Path, incidents: int, *, seed: int = 1) -> None:
    """Write a content root with this many incidents, half as many postmortems, and ten components.

    A root cause strikes eight times on average. Nothing in it is found by the checks but that causes strike again.
    """
    chance = random.Random(seed)
    for folder in ("incidents", "postmortems", "root-causes"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    (root / "index.md").write_text("# Generated\n\nA knowledge base made for measuring.\n", encoding="utf-8")
    listed = "".join(f"  - {{id: {_slug(name)}, name: {name}, since: 2020-01-01}}\n" for name in COMPONENTS)
    (root / "catalogue.yml").write_text(
        f"organisation: {{name: Generated, url: https://example.com}}\ncomponents:\n{listed}", encoding="utf-8"
    )
    causes = max(10, incidents // 16)
    for cause in range(causes):
        (root / "root-causes" / f"cause-{cause}.md").write_text(
            f"---\ntitle: Condition number {cause}\ncategories: [capacity]\nstatus: open\n---\n\nHow it shows.\n",
            encoding="utf-8",
        )
    last: dict[int, str] = {}
    for number in reversed(range(incidents)):
        started = LAST_DAY - timedelta(hours=9 * number + chance.randrange(8), minutes=chance.randrange(60))
        name = f"{started:%Y-%m-%d}-incident-{number:05}"
        component = chance.choice(COMPONENTS)
        told = number % 2 == 0
        severity = f"sev{chance.randint(1, 3)}" if told else "sev3"
        _incident(root / "incidents" / f"{name}.md", chance, started, component, severity)
        if told:
            cause = chance.randrange(causes)
            before = last.get(cause)
            _postmortem(root / "postmortems" / f"{name}.md", chance, started, name, component, (cause, before))
            last[cause] = name


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _incident(path: Path, chance: random.Random, started: datetime, component: str, severity: str) -> None:
    times = [started + timedelta(minutes=5 + 25 * step + chance.randrange(10)) for step in range(4)]
    phases = ("Investigating", "Identified", "Monitoring", "Resolved")
    updates = []
    for step, (phase, at) in enumerate(zip(phases, times, strict=True)):
        effect = chance.choice(EFFECTS).format(component=component)
        filler = " ".join(chance.choice(EFFECTS).format(component=component) for _ in range(3))
        updates.append(f"## {phase} — {at:%Y-%m-%d %H:%M} UTC\n\n{effect} {STEPS[step]}\n\n{filler}\n")
    state = chance.choice(STATES)
    head = (
        f"---\ntitle: {component} disturbed\nseverity: {severity}\nvisibility: public\n"
        f"components: {{{_slug(component)}: {state}}}\nstarted: {started:%Y-%m-%d %H:%M} UTC\n"
        f"detected: {started + timedelta(minutes=3):%Y-%m-%d %H:%M} UTC\ndetected_by: monitoring\n"
        f"identified: {times[1]:%Y-%m-%d %H:%M} UTC\nresolved: {times[3]:%Y-%m-%d %H:%M} UTC\n---\n\n"
    )
    path.write_text(head + "\n".join(updates) + "\n## Internal notes\n\nPaged at once.\n", encoding="utf-8")


def _postmortem(
    path: Path,
    chance: random.Random,
    started: datetime,
    incident: str,
    component: str,
    cause: tuple[int, str | None],
) -> None:
    struck, before = cause
    sections = (
        "Summary", "Root cause", "Impact", "What users saw", "Timeline", "Detection", "Response and decisions",
        "Resolution", "Recurrence", "What went well", "What went badly", "Action items",
    )  # fmt: skip
    timeline = "\n".join(
        f"- {started + timedelta(minutes=7 * step):%Y-%m-%d %H:%M} UTC — {chance.choice(STEPS)}" for step in range(9)
    )
    done = started + timedelta(days=6)
    actions = "\n".join(
        f"- [x] {what} (owner: team, due: {done:%Y-%m-%d}, type: {kind}, done: {done:%Y-%m-%d})"
        for what, kind in (("Alert on the queue length", "detect"), ("Review changes of limits in pairs", "process"))
    )
    written = {"Timeline": timeline, "Action items": actions}
    text = []
    for title in sections:
        words = " ".join(chance.choice(EFFECTS).format(component=component) for _ in range(8))
        more = f" It struck before in [[postmortem/{before}]]." if title == "Recurrence" and before else ""
        text.append(f"## {title}\n\n{written.get(title, words + more)}\n")
    published = started + timedelta(days=1)
    path.write_text(
        f"---\ntitle: {component} disturbed\nincident: {incident}\nstatus: published\nauthors: [Ada]\n"
        f"published: {published:%Y-%m-%d}\nroot_causes: [cause-{struck}]\n"
        f"contributing_factors: [monitoring-gap]\n---\n\n" + "\n".join(text),
        encoding="utf-8",
    )
