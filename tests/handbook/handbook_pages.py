"""The pages people learn from, and where the examples in them are put to be checked."""

from __future__ import annotations

import re
from pathlib import Path

from faultless.wiki.examples import HandbookExample

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "content/handbook").glob("*.md"))
README = ROOT / "README.md"
NOW = "2026-11-20T12:00:00Z"

CATALOGUE = """\
organisation: {name: Northstar, url: "https://example.com/"}
components:
  - {id: checkout, name: Checkout}
  - {id: search, name: Search}
  - {id: images, name: Images}
people:
  - {id: amara, name: Amara Okafor}
  - {id: lee, name: Lee Ng}
  - {id: kai, name: Kai Nakamura}
internal_names: ["pay-*", "relay-*"]
"""

FRONT_MATTER = """\
title: Card payments failed at checkout
severity: sev1
visibility: public
components: {checkout: major_outage}
started: 2026-08-28 06:12 UTC
detected: 2026-08-28 06:31 UTC
detected_by: monitoring
identified: 2026-08-28 07:20 UTC
mitigated: 2026-08-28 08:05 UTC
resolved: 2026-08-28 08:23 UTC
"""

UPDATES = {
    "Investigating": """\
## Investigating — 2026-08-28 06:41 UTC

Since 06:12 UTC, card payments at checkout have been refused. Carts are kept. We will post the next update by 07:30 UTC.
""",
    "Identified": """\
## Identified — 2026-08-28 07:24 UTC

Card payments are still being refused. We will post the next update by 08:15 UTC.
""",
    "Monitoring": """\
## Monitoring — 2026-08-28 08:08 UTC

Card payments have been going through since 08:05 UTC.

Components: checkout degraded performance
""",
    "Resolved": """\
## Resolved — 2026-08-28 08:23 UTC

Card payments work normally.
""",
}

SECTIONS = {
    "Summary": "Card payments failed in all shops for 1 h 53 min. The client certificate had run out.\n",
    "Root cause": "The certificate was made by hand and stood in no inventory, so no renewal was due anywhere.\n",
    "Impact": "3,140 attempts to pay were refused, in 417 shops.\n",
    "What users saw": "A red line below the card form. Payment by invoice worked.\n",
    "Timeline": """\
- 2026-08-28 06:12 UTC — The first card payment is refused. [start]
- 06:31 — The alert on refused payments fires. [detection]
- 08:05 — The new certificate is in place. [mitigation]
- 08:23 — Refusals are at their usual 2 %. [recovery]
""",
    "Detection": "The alert on refused payments fired after 19 minutes.\n",
    "Response and decisions": "A ticket with the processor was opened while the search went on, because two other shops took cards.\n",
    "Resolution": "A certificate with ninety days of validity, in the smallest region first.\n",
    "What went well": "Payment by invoice shares nothing with the connection to the processor and stayed up.\n",
    "Action items": """\
- [x] Alert when a fifth of card payments are refused over five minutes (owner: amara, due: 2026-09-04, type: detect, done: 2026-09-02)
""",
}

CAUSE = """\
---
title: A certificate expires unnoticed
categories: [certificate-expiry]
---

A certificate that no inventory knows runs out.
"""

POSTMORTEM = """\
title: The client certificate for card payments expired
incident: 2026-08-28-checkout-payments
status: published
authors: [amara]
published: 2026-08-29
root_causes: [certificate-expires-unnoticed]
contributing_factors: [monitoring-gap]
"""

INCIDENT_FILE = "incidents/2026-08-28-checkout-payments.md"
POSTMORTEM_FILE = "postmortems/2026-08-28-checkout-payments.md"


def placed(example: HandbookExample | None) -> dict[str, str]:
    """A small knowledge base with an example in the place that it is an example of; None leaves it as it is.

    A whole file stands for the incident or the postmortem; a front matter for that of the incident; an update for the
    one of its phase; a section for the section of its name; entries of a list for the actions or a line of the
    timeline; and other prose for the text of "Detection".
    """
    front, updates, sections = FRONT_MATTER, dict(UPDATES), dict(SECTIONS)
    postmortem = None
    if example is not None:
        text = example.text
        first = text.split("\n", 1)[0]
        if example.language == "yaml":
            front = text
            updates = {phase: body for phase, body in updates.items() if phase != "Resolved"}
        elif first == "---":
            postmortem = text
        elif first.startswith("## "):
            for part in re.split(r"^(?=## )", text, flags=re.MULTILINE)[1:]:
                title = re.split(r" —|\n", part.removeprefix("## "))[0]
                if title in sections:
                    sections[title] = part.partition("\n\n")[2]
                else:
                    assert title in {*updates, "Internal notes"}, f"no place for a section {title!r}"
                    updates[title] = part
        elif re.match(r"- \[[ x]\] ", text):
            sections["Action items"] = text
        elif re.match(r"- \d\d:\d\d ", text):
            sections["Timeline"] = re.sub(r"(?=- 08:05)", lambda _: text, sections["Timeline"], count=1)
        else:
            sections["Detection"] = text
    if postmortem is None:
        body = "\n".join(f"## {title}\n\n{text}" for title, text in sections.items())
        postmortem = f"---\n{POSTMORTEM}---\n\n{body}"
    return {
        "catalogue.yml": CATALOGUE,
        **({"root-causes/certificate-expires-unnoticed.md": CAUSE} if "root_causes:" in postmortem else {}),
        INCIDENT_FILE: f"---\n{front}---\n\n" + "\n".join(updates.values()),
        POSTMORTEM_FILE: postmortem,
    }
