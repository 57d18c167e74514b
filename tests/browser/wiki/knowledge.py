"""Knowledge bases that between them make every kind of page the wiki has, and builds of them."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path

import yaml
from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config

ROOT = Path(__file__).parents[3]
NOW = "2026-11-20T12:00:00Z"

LONG_WORD = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft"
LONG_TITLE = f"Checkout {LONG_WORD} " + "returned errors to customers who paid by card " * 5
HTML = "<script>alert(1)</script> & <b>bold</b> 'single'"
RTL = "توقفت صفحة الدفع عن العمل لبعض العملاء"
EMOJI = "🔥 Checkout 👩‍👩‍👧‍👦 is 🐢 slow 🇪🇺"

CATALOGUE = f"""\
organisation: {{name: Northstar, url: https://example.com}}
groups: [{{id: store, name: Store}}]
components:
  - {{id: checkout, name: Checkout, group: store, description: Cart and payment, owner: payments, since: 2025-01-01}}
  - {{id: html, name: "{HTML}", description: "{HTML}"}}
  - {{id: rtl, name: {RTL}, group: store}}
  - {{id: long, name: {LONG_WORD}, visibility: internal}}
  - {{id: never-hit, name: Never hit}}
  - {{id: old-api, name: API v1, retired: 2025-06-30}}
teams: [{{id: payments, name: Payments}}]
people: [{{id: amara, name: Amara Okafor}}]
"""


def incident(title: str, day: str, *, head: str = "", body: str = "", resolved: str | None = "10:41") -> str:
    """An incident of a day; it is open where it was not resolved."""
    end = f"resolved: {day} {resolved} UTC\n" if resolved else ""
    closing = f"\n## Resolved — {day} {resolved} UTC\n\nIt works normally again.\n" if resolved else ""
    return f"""---
title: "{title}"
severity: sev2
visibility: public
started: {day} 09:02 UTC
{end}{head}---

## Investigating — {day} 09:14 UTC

We are looking into it.
{closing}{body}"""


TIMES = """components: {checkout: major_outage}
detected: 2026-10-14 09:06 UTC
detected_by: customer
acknowledged: 2026-10-14 09:07 UTC
declared: 2026-10-14 09:10 UTC
identified: 2026-10-14 09:31 UTC
mitigated: 2026-10-14 10:20 UTC
severity_at_first: sev3
commander: amara
responders: [amara, "Lee Ng"]
tags: [payments, quokka]
"""

POSTMORTEM = f"""---
title: The payments certificate expired
incident: 2026-10-14-checkout
status: in-review
authors: [amara, "Lee Ng"]
root_causes: [payments-ca-expiry]
contributing_factors: [monitoring-gap]
---

## Summary

A certificate expired while the wombat dashboard was green.

## Root cause

Nobody was told of the end date, see [[payments-ca-expiry]].

## Impact

1. Payments
   - by card
   - by invoice

| Region | Payments that failed | Payments that were tried again | Payments that arrived | Share of all of them |
|---|---|---|---|---|
| Europe and the Middle East | 12,345 | 11,111 | 10,101 | 82 % |

## Timeline

- 2026-10-14 09:02 UTC — First failed payment. [start]
- 09:06 — Alert "checkout error rate" fired. [detection]
- 09:20 — Decided to renew by hand instead of failing over, because the standby shares the authority. [decision]
- 09:30 — First public update. [communication]
- 10:41 — All payments arrive. [recovery]

## Resolution

```text
openssl s_client -connect payments.example.com:443 -servername payments.example.com </dev/null | openssl x509 -noout -enddate
```

{LONG_WORD}

## Recurrence

It struck before: [[2025-09-02-checkout]].

## Action items

- [ ] Alert 30 days before any authority expires (owner: amara, due: 2026-11-15, type: detect, issue: PAY-231)
- [x] Document manual renewal (owner: "Lee Ng", due: 2026-10-20, type: recover, done: 2026-10-18)
- [ ] Keep a second authority (owner: amara, type: prevent, status: declined, reason: "costs more than the outage")
"""


def everything() -> dict[str, str]:
    """Every kind of record and of page, with titles that try to be something else."""
    return {
        "catalogue.yml": CATALOGUE,
        "index.md": "# Northstar incidents\n\nWhat happened. Start with [[2026-10-14-checkout]].\n",
        "incidents/2025-09-02-checkout.md": incident(
            "Card payments failed", "2025-09-02", head="components: {checkout: partial_outage}\n", resolved="11:41"
        ),
        "incidents/2026-10-14-checkout.md": incident(
            "Checkout returned errors",
            "2026-10-14",
            head=TIMES,
            body="\n## Internal notes\n\nSee [[payments-ca-expiry]] and [[checkout]].\n",
        ),
        "incidents/2026-11-01-nothing-known.md": "---\ntitle: Nothing is known of it\nseverity: sev4\nvisibility: internal\n"
        "started: 2026-11-01 09:02 UTC\n---\n",
        "incidents/2026-11-02-long.md": incident(LONG_TITLE, "2026-11-02", head="components: {long: major_outage}\n"),
        "incidents/2026-11-03-html.md": incident(HTML, "2026-11-03", head="components: {html: major_outage}\n"),
        "incidents/2026-11-04-rtl.md": incident(RTL, "2026-11-04", head="components: {rtl: major_outage}\n"),
        "incidents/2026-11-05-emoji.md": incident(EMOJI, "2026-11-05"),
        "incidents/2026-11-20-open.md": incident(
            "Payments are slow", "2026-11-20", head="components: {checkout: degraded_performance}\n", resolved=None
        ),
        "incidents/database-upgrade.md": "---\ntitle: Database upgrade\nkind: maintenance\nvisibility: public\n"
        "scheduled_for: 2026-12-02 02:00 UTC\nscheduled_until: 2026-12-02 04:00 UTC\ncomponents: [checkout]\n---\n\n"
        "## Scheduled — 2026-11-16 15:30 UTC\n\nWe upgrade the database.\n",
        "incidents/old-tls.md": "---\ntitle: TLS 1.1 ends\nkind: notice\nvisibility: public\n---\n\n"
        "## Notice — 2026-11-12 10:00 UTC\n\nPlease update your clients.\n",
        "incidents/almost.md": "---\ntitle: A backup was almost lost\nkind: near-miss\nvisibility: internal\n"
        "detected: 2026-11-10 10:00 UTC\n---\n\nSomebody looked twice.\n",
        "postmortems/2025-09-02-checkout.md": "---\ntitle: The first time\nincident: 2025-09-02-checkout\nstatus: draft\n"
        "root_causes: [payments-ca-expiry]\n---\n\n## Summary\n\nIt expired.\n",
        "postmortems/2026-10-14-checkout.md": POSTMORTEM,
        "root-causes/payments-ca-expiry.md": "---\ntitle: Payments CA expires unnoticed\ncategories: [certificate-expiry]\n"
        "components: [checkout]\nstatus: open\n---\n\nHow to recognise it: the numbat log says so.\n",
        "root-causes/not-yet-seen.md": "---\ntitle: Not yet seen\ncategories: [config-change]\nstatus: eliminated\n---\n",
        "handbook/index.md": "# Handbook\n\nHow we [write](writing.md).\n",
        "handbook/writing.md": "# Writing\n\nAs in [[2026-10-14-checkout]].\n\n!!! note\n    Short sentences.\n",
    }


def wrong() -> dict[str, str]:
    """What stands under `mkdocs serve` while somebody writes: findings of every level, one file without a page."""
    return {
        **everything(),
        "incidents/2026-10-14-checkout.md": everything()["incidents/2026-10-14-checkout.md"].replace(
            "commander:", "comander:"
        ),
        "incidents/2026-11-05-emoji.md": everything()["incidents/2026-11-05-emoji.md"].replace(
            "visibility: public\n", ""
        ),
        "incidents/empty.md": "",
    }


def many() -> dict[str, str]:
    """300 incidents over ten years."""
    days = [(2017 + index // 30, index % 12 + 1, index % 28 + 1, index) for index in range(300)]
    return {
        "catalogue.yml": "components: [{id: checkout, name: Checkout}, {id: search, name: Search}]\n",
        **{
            f"incidents/{year}-{month:02}-{day:02}-number-{index}.md": incident(
                f"Number {index} of many",
                f"{year}-{month:02}-{day:02}",
                head=f"components: [{'search' if index % 3 else 'checkout'}]\nimported: cstate\n",
            )
            for year, month, day, index in days
            if year < 2026
        },
    }


def build(folder: Path, files: Mapping[str, str] | None, *, serving: bool = False) -> Path:
    """Build both sites with the repository's own configuration; without files of the repository's own content."""
    for path, text in (files or {}).items():
        file = folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (folder / "content").mkdir(exist_ok=True)
    config = {
        "INHERIT": str(ROOT / "mkdocs.yml"),
        "docs_dir": str(ROOT / "content" if files is None else folder / "content"),
        "site_dir": str(folder / "site"),
        "plugins": [
            "search",
            {"faultless": {"rules": dict.fromkeys(("SE", "BL", "TI", "PU", "AC", "RC"), "off")}},
            "faultless/wiki",
            {"faultless/status": {"dir": str(folder / "public"), "url": "https://status.example.com/"}},
        ],
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    loaded = load_config(config_file=str(folder / "mkdocs.yml"))
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    loaded.plugins.on_startup(command="serve" if serving else "build", dirty=False)
    try:
        build_site(loaded, serve_url="http://127.0.0.1:8000/" if serving else None)
    finally:
        loaded.plugins.on_shutdown()
    return folder / "site"
