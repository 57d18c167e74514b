"""Content folders that between them make every kind of page the status site has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

from faultless.outputs import render_site
from faultless.policy import policy_from_options
from faultless.public.publish import publish
from faultless.publishing.building import build_status
from faultless.reading import load, public_assets
from faultless.tree import write_tree

NOW = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)

WORDS = " ".join(["Checkout", "returned", "errors", "to", "some", "customers", "who", "paid", "by", "card"] * 20)
LONG_WORD = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft"
HTML = "<script>alert(1)</script> & \"quoted\" <b>bold</b> 'single'"
RTL = "توقفت صفحة الدفع عن العمل لبعض العملاء"
OVERRIDE = "\u202ereversed\u202c text that turns around"
EMOJI = "🔥 Checkout 👩‍👩‍👧‍👦 is 🐢 slow 🇪🇺"

PIXEL = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40" width="120" height="40">'
    '<rect width="120" height="40" rx="6" fill="#0b57b0"/></svg>'
)


def record(head: str, *updates: str, more: str = "") -> str:
    """A public record: front matter lines, and updates as `Phase | time | text`."""
    body = []
    for update in updates:
        phase, at, text = (part.strip() for part in update.split("|", 2))
        body.append(f"## {phase} — {at} UTC\n\n{text}\n")
    return f"---\nvisibility: public\n{head.strip()}\n---\n\n" + "\n".join(body) + more


def build(folder: Path, files: Mapping[str, str], *, options: Mapping[str, object] | None = None) -> Path:
    """Build the status site of some content at `NOW`; gives back the folder it was written to."""
    content = folder / "content"
    content.mkdir(parents=True, exist_ok=True)
    for path, text in files.items():
        file = content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    given = dict(options or {})
    status = given.pop("status", {"url": "https://status.example.com/"})
    policy = policy_from_options(given, status, root=folder)
    out = folder / "public"
    build_status(load(content, policy), policy, NOW, out)
    return out


def build_from_right_to_left(folder: Path) -> Path:
    """The whole sample in a language that is written from right to left; it has no translation, and so says English."""
    content = folder / "content"
    for path, text in everything().items():
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_text(text, encoding="utf-8")
    policy = policy_from_options({}, {"url": "https://status.example.com/"}, root=folder)
    records = load(content, policy)
    made = replace(publish(records.base, policy, NOW, public_assets(content)), languages=("ar",))
    write_tree(folder / "public", render_site(made))
    return folder / "public"


def empty() -> dict[str, str]:
    """The first day: a folder with nothing in it."""
    return {}


def calm() -> dict[str, str]:
    """30 components in three groups, a few past incidents, nothing going on."""
    names = [f"Service number {index}" for index in range(1, 31)]
    components = "\n".join(
        f"  - {{id: service-{index}, name: {name}, group: g{index % 3}, since: 2025-01-01}}"
        for index, name in enumerate(names, 1)
    )
    files = {
        "catalogue.yml": "organisation: {name: Northstar, url: https://example.com}\n"
        "groups: [{id: g0, name: Store}, {id: g1, name: Platform}, {id: g2, name: Merchants}]\n"
        f"components:\n{components}\n"
    }
    for index, day in enumerate(("2026-09-02", "2026-09-20", "2026-10-05", "2026-10-19", "2026-11-02", "2026-11-17")):
        files[f"incidents/{day}-trouble.md"] = record(
            f"title: Service {index + 1} answered slowly\nseverity: sev2\n"
            f"components: {{service-{index + 1}: partial_outage, service-{index + 9}: degraded_performance}}\n"
            f"started: {day} 09:02 UTC\nresolved: {day} 11:30 UTC",
            f"Investigating | {day} 09:10 | We are looking into slow answers.",
            f"Resolved | {day} 11:30 | Everything answers at its usual speed again.",
        )
    return files


CATALOGUE = f"""\
organisation: {{name: Northstar, url: https://example.com}}
groups:
  - {{id: store, name: Store}}
  - {{id: platform, name: Platform}}
  - {{id: hostile, name: '{HTML.replace("'", "''")}'}}
components:
  - {{id: checkout, name: Checkout, group: store, description: "Cart, payment by card and by invoice", since: 2025-01-01}}
  - {{id: search, name: Search, group: store, description: "Finding products", since: 2025-01-01}}
  - {{id: accounts, name: Customer accounts, group: store, since: 2026-11-10}}
  - {{id: api, name: Public API, group: platform, description: "For apps and integrations", since: 2025-01-01}}
  - {{id: webhooks, name: Webhooks, group: platform, since: 2026-10-01}}
  - {{id: images, name: Image delivery, group: platform, since: 2025-01-01}}
  - {{id: markup, name: '{HTML.replace("'", "''")}', group: hostile, description: '{HTML.replace("'", "''")}'}}
  - {{id: arabic, name: "{RTL}", group: hostile, description: "{RTL}"}}
  - {{id: long, name: {LONG_WORD}, group: hostile, description: "{WORDS}"}}
  - {{id: alone, name: On its own}}
  - {{id: old-api, name: API v1, retired: 2026-06-30, since: 2025-01-01}}
"""

TEXT = """\
Some **bold** and *emphasised* words, `inline_code_that_is_quite_long_and_must_wrap_somewhere_sensible()`, a
[link](https://example.com/a) and an address that is long:
https://example.com/a/very/long/path/that/goes/on/and/on/and/on/and/on/and/on/and/on/and/on?with=a&query=too

![The error customers saw](/public/error.svg)

1. First do this
2. Then do that
   - nested
   - list

> A quotation of some length that should be told from the rest.

| Region | Errors | Started | Ended | And one more column | And another one |
|---|---:|---|---|---|---|
| Europe | 12 % | 09:00 | 09:40 | something long to say here | something else |

```
curl -X POST https://api.example.com/v2/orders --header 'Idempotency-Key: 0123456789abcdef0123456789abcdef' --data @order.json
```
"""


def everything() -> dict[str, str]:
    """Outages, a watched incident, maintenance of every kind, notices, hostile strings: all at the same time."""
    return {
        "catalogue.yml": CATALOGUE,
        "public/error.svg": PIXEL,
        "public/logo.svg": PIXEL,
        "incidents/checkout-down.md": record(
            "title: Checkout is not taking payments\nseverity: sev1\n"
            "components: {checkout: major_outage, api: degraded_performance}\nstarted: 2026-11-20 10:41 UTC",
            "Investigating | 2026-11-20 10:50 | We are looking into errors at checkout. Orders already placed are safe.\n\n"
            "Components: checkout major outage, api degraded performance",
            "Identified | 2026-11-20 11:20 | We have found the cause and are working on it.",
            "Update | 2026-11-20 11:45 | Payment by invoice works again; payment by card does not yet.\n\n"
            "Components: checkout partial outage",
        ),
        "incidents/watched.md": record(
            "title: Search results were stale\nseverity: sev3\ncomponents: {search: degraded_performance}\n"
            "started: 2026-11-19 07:00 UTC\nmitigated: 2026-11-20 09:00 UTC",
            "Identified | 2026-11-19 07:30 | New products do not show in search.",
            "Monitoring | 2026-11-20 09:00 | New products show again; we are watching.",
        ),
        "incidents/nothing-said.md": record("title: Something is wrong\nstarted: 2026-11-20 11:58 UTC\nseverity: sev4"),
        "incidents/hostile.md": record(
            f"title: '{HTML.replace(chr(39), chr(39) * 2)}'\nseverity: sev2\n"
            "components: {markup: partial_outage, arabic: major_outage, long: degraded_performance}\n"
            "started: 2026-11-15 01:00 UTC\nresolved: 2026-11-18 22:00 UTC",
            f"Investigating | 2026-11-15 01:10 | {RTL}",
            f"Identified | 2026-11-16 03:00 | {TEXT}",
            "Resolved | 2026-11-18 22:00 | Over.\n\nRevised: 2026-11-19 08:00 UTC A number was wrong",
        ),
        "incidents/rtl.md": record(
            f'title: "{RTL}"\nseverity: sev3\ncomponents: {{arabic: degraded_performance}}\n'
            "started: 2026-10-02 01:00 UTC\nresolved: 2026-10-02 02:00 UTC",
            f"Resolved | 2026-10-02 02:00 | {RTL}",
        ),
        "incidents/emoji.md": record(
            f'title: "{EMOJI}"\nseverity: sev3\nstarted: 2026-09-02 01:00 UTC\nresolved: 2026-09-02 02:00 UTC',
            "Resolved | 2026-09-02 02:00 | Over.",
        ),
        "incidents/long-title.md": record(
            f"title: {WORDS}\nseverity: sev2\ncomponents: {{long: partial_outage}}\n"
            "started: 2025-12-30 01:00 UTC\nresolved: 2025-12-31 02:00 UTC",
            f"Resolved | 2025-12-31 02:00 | {WORDS}",
        ),
        "incidents/long-word.md": record(
            f"title: {LONG_WORD}{LONG_WORD}\nseverity: sev3\nstarted: 2026-08-30 01:00 UTC\n"
            "resolved: 2026-08-30 01:00 UTC"
        ),
        "incidents/maintenance-now.md": record(
            "title: Image storage moves\nkind: maintenance\ncomponents: [images]\n"
            "scheduled_for: 2026-11-20 11:00 UTC\nscheduled_until: 2026-11-20 14:00 UTC",
            "Scheduled | 2026-11-16 09:00 | Images may load slowly.",
            "In progress | 2026-11-20 11:02 | We have begun.",
        ),
        "incidents/maintenance-planned.md": record(
            "title: Database upgrade\nkind: maintenance\ncomponents: [accounts]\nreschedules: 1\n"
            "scheduled_for: 2026-11-28 22:00 UTC\nscheduled_until: 2026-11-29 01:00 UTC",
            "Scheduled | 2026-11-16 09:00 | Signing in will not work for some minutes.",
            "Scheduled | 2026-11-18 09:00 | Moved by a week.",
        ),
        "incidents/maintenance-cancelled.md": record(
            "title: Certificate change\nkind: maintenance\ncomponents: [api]\n"
            "scheduled_for: 2026-11-25 22:00 UTC\nscheduled_until: 2026-11-25 23:00 UTC",
            "Scheduled | 2026-11-16 09:00 | No effect is expected.",
            "Cancelled | 2026-11-19 09:00 | It is not needed.",
        ),
        "incidents/maintenance-overran.md": record(
            "title: Network change\nkind: maintenance\ncomponents: [webhooks]\n"
            "scheduled_for: 2026-11-19 22:00 UTC\nscheduled_until: 2026-11-19 23:00 UTC",
            "Scheduled | 2026-11-16 09:00 | Messages may come late.",
            "In progress | 2026-11-19 22:00 | We have begun.",
        ),
        "incidents/maintenance-done.md": record(
            "title: Cache renewal\nkind: maintenance\ncomponents: [search]\n"
            "scheduled_for: 2026-11-12 22:00 UTC\nscheduled_until: 2026-11-12 23:00 UTC",
            "Scheduled | 2026-11-10 09:00 | No effect is expected.",
            "Completed | 2026-11-12 22:40 | Done.",
        ),
        "incidents/old-tls.md": record(
            "title: TLS 1.0 and 1.1 are switched off on 1 December\nkind: notice\nuntil: 2026-12-02 00:00 UTC",
            "Notice | 2026-11-12 09:00 | Please use a current client. See [the guide](https://example.com/tls).",
        ),
        "incidents/past-notice.md": record(
            "title: New address for webhooks\nkind: notice\nuntil: 2026-10-01 00:00 UTC",
            "Notice | 2026-09-12 09:00 | Messages come from a new address.",
        ),
        "incidents/old-api-down.md": record(
            "title: API v1 returned errors\nseverity: sev2\ncomponents: {old-api: major_outage}\n"
            "aliases: [api-v1-errors]\nredirects: [/issues/2026-02-01-api/]\n"
            "started: 2026-02-01 09:00 UTC\nresolved: 2026-02-01 11:00 UTC",
            "Resolved | 2026-02-01 11:00 | API v1 works again.",
        ),
        "postmortems/checkout-report.md": (
            "---\ntitle: Report\nincident: old-api-down\nstatus: published\npublished: 2026-02-03\nauthors: [amara]\n"
            "customer_message: true\n---\n\n## Summary\n\nx\n\n## Action items\n\n"
            "- [x] Alert 30 days before (owner: amara, due: 2026-03-01, type: detect, done: 2026-02-20, public: true)\n"
            "- [ ] Renew by machine (owner: amara, due: 2026-12-01, type: prevent, public: true)\n\n"
            f"## Customer message\n\n### What happened\n\nA certificate expired.\n\n{TEXT}\n"
        ),
    }


BRANDED = {
    "timezone": "Europe/London",
    "status": {
        "url": "https://example.com/status/",
        "brand": {
            "name": "Northstar & Söhne",
            "colour": "#0b57b0",
            "logo": "logo.svg",
            "footer": [{"title": "Imprint", "url": "https://example.com/imprint"}],
        },
    },
}


def crowded() -> dict[str, str]:
    """60 components without groups, one of them down."""
    components = "\n".join(f"  - {{id: service-{index}, name: Service {index}}}" for index in range(1, 61))
    return {
        "catalogue.yml": f"organisation: {{name: Northstar, url: https://example.com}}\ncomponents:\n{components}\n",
        "incidents/one-down.md": record(
            "title: Service 7 is down\nseverity: sev1\ncomponents: {service-7: major_outage}\n"
            "started: 2026-11-20 09:00 UTC",
            "Investigating | 2026-11-20 09:10 | We are looking into it.",
        ),
    }


def unlisted() -> dict[str, str]:
    """No catalogue at all, one incident that names no component."""
    return {
        "incidents/hiccup.md": record(
            "title: Pages loaded slowly\nseverity: sev3\nstarted: 2026-11-19 09:00 UTC\nresolved: 2026-11-19 10:00 UTC",
            "Resolved | 2026-11-19 10:00 | Pages load normally again.",
        )
    }
