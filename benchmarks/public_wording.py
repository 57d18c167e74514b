"""What the PU rules find in a real archive of public updates: a line a finding, by incident and code, without its text.

    python benchmarks/public_wording.py CORPUS [--all] [--codes PU101,PU102]

CORPUS is a file of complete incidents, one JSON object a line: `id`, `title`, `impact`, `components`, and `updates` of
`at`, `status` and `message`. Of these every fourth is taken, 200 at the most. Each becomes a record as somebody would
write it here (not an imported one, whose findings are capped), in a catalogue of an organisation of the archive's name.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from faultless.checks import RULES, run
from faultless.policy import Policy
from faultless.reading import load

NOW = datetime(2100, 1, 1, tzinfo=timezone.utc)
_SAMPLE = 200
_EVERY = 4


def incidents(corpus: Path, *, everything: bool) -> list[dict[str, Any]]:
    """The incidents of a corpus in the order of their ids, all of them or the sample."""
    found = [json.loads(line) for line in corpus.read_text(encoding="utf-8").splitlines() if line.strip()]
    found.sort(key=lambda one: (len(one["id"]), one["id"]))
    return found if everything else found[::_EVERY][:_SAMPLE]


def record(incident: dict[str, Any]) -> str:
    """An incident as a record; equal times are spread by a second, headings within a message become text."""
    planned = incident.get("impact") == "maintenance"
    updates = list(_apart(incident["updates"]))
    began = updates[0][0] if updates else "2020-01-01 00:00 UTC"
    head = [f"title: {json.dumps(incident['title'])}", "visibility: public"]
    if planned:
        head += ["kind: maintenance", f"scheduled_for: {began}", "scheduled_until: 2099-01-01 00:00 UTC"]
    else:
        head += ["severity: sev2", f"started: {began}"]
    body = "".join(f"\n## Update — {at}\n\n{text}\n" for at, text in updates)
    return "---\n" + "\n".join(head) + f"\n---\n{body}"


def _apart(updates: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    last = datetime.min.replace(tzinfo=timezone.utc)
    for update in sorted(updates, key=lambda one: one["at"]):
        at = max(datetime.fromisoformat(update["at"].replace("Z", "+00:00")), last + timedelta(seconds=1))
        last = at
        text = re.sub(
            r"^(?=#{1,6}\s|components:|revised:)", "\u200b", update["message"] or "", flags=re.MULTILINE | re.IGNORECASE
        )
        yield f"{at:%Y-%m-%d %H:%M:%S} UTC", text


def content(root: Path, chosen: list[dict[str, Any]], organisation: str) -> None:
    """Write a content root of some incidents."""
    (root / "incidents").mkdir()
    names = sorted({name for one in chosen for name in one.get("components") or ()})
    lines = [f"organisation: {{name: {organisation}}}", "components:", "  - {id: web, name: Web}"]
    lines += [f"  - {{id: c{number}, name: {json.dumps(name)}}}" for number, name in enumerate(names)]
    (root / "catalogue.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for one in chosen:
        (root / "incidents" / f"incident-{one['id'].lower()}.md").write_text(record(one), encoding="utf-8")


def main() -> None:
    """Print the findings and their count by code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--all", action="store_true", help="every incident, not a sample")
    parser.add_argument("--codes", default="PU", help="codes or prefixes, separated by commas")
    parser.add_argument("--organisation", default="GitHub", help="whose archive it is")
    chosen = parser.parse_args()
    sample = incidents(chosen.corpus, everything=chosen.all)
    codes = tuple(chosen.codes.split(","))
    with tempfile.TemporaryDirectory() as folder:
        content(Path(folder), sample, chosen.organisation)
        rules = [rule for rule in RULES if rule.code.startswith(codes)]
        found = run(load(Path(folder), Policy()), NOW, rules=rules, select=codes)
    counted: Counter[tuple[str, str, str]] = Counter()
    for finding in found:
        name = Path(finding.path).stem.removeprefix("incident-")
        counted[name, finding.code, finding.level.value] += 1
    for (name, code, level), times in sorted(counted.items(), key=lambda one: (one[0][1], len(one[0][0]), one[0][0])):
        print(f"{code} {level:7} {name}" + (f" ×{times}" if times > 1 else ""))
    print()
    for code in sorted({finding.code for finding in found}):
        paths = {finding.path for finding in found if finding.code == code}
        errors = sum(1 for finding in found if finding.code == code and finding.level.value == "error")
        total = sum(1 for finding in found if finding.code == code)
        print(f"{code}: {total} findings, {errors} of them errors, in {len(paths)} of {len(sample)} incidents")


if __name__ == "__main__":
    main()
