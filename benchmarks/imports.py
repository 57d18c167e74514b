"""What importing real archives maps, guesses and keeps as text, as tables in Markdown, without any text of theirs.

    python benchmarks/imports.py CORPORA [--large]

CORPORA is the folder with cstate/, statuspage/ and postmortems/. With --large a made-up Statuspage history of 10,000
incidents and 2,500 components is imported as well, and one of a tenth of it, to see that the time grows with the size.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from faultless.checks import Level, run
from faultless.importing import Report, import_archive, import_cstate, import_statuspage
from faultless.policy import read_policy
from faultless.reading import load

SEED = 9
_TOLD = ("mapped", "guessed", "kept", "left", "refused")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--large", action="store_true")
    given = parser.parse_args()
    print("| Source | Records | Mapped | Guessed | Kept as text | Left out | Refused | Errors of `check` |")
    print("|---|---|---|---|---|---|---|---|")
    reports = {}
    for name, imported in sources(given.corpora):
        with TemporaryDirectory() as folder:
            report = imported(Path(folder) / "content")
            reports[name] = report
            print(f"| {name} | {made(report)} | {told(report)} | {errors(Path(folder) / 'content')} |")
    for name, report in reports.items():
        found = report.confidence()
        if found:
            print(f"\n{name}\n\n| Field | Certain | Guessed |\n|---|---|---|")
            print("\n".join(f"| {field} | {sure} | {guessed} |" for field, (sure, guessed) in found.items()))
    if given.large:
        large()


def sources(corpora: Path) -> Iterator[tuple[str, Callable[[Path], Report]]]:
    for site in sorted((corpora / "cstate").iterdir()):
        yield f"cstate/{site.name}", lambda to, site=site: import_cstate(site, to)  # type: ignore[misc]
    for file in (*sorted((corpora / "statuspage").iterdir()), corpora / "statuspage"):
        name = f"statuspage/{file.name}" if file.is_file() else "statuspage, both together"
        yield name, lambda to, file=file: import_statuspage(file, to)  # type: ignore[misc]
    for archive in (*sorted((corpora / "postmortems").iterdir()), corpora / "postmortems"):
        name = f"postmortems/{archive.name}" if archive.name != "postmortems" else "postmortems, all together"
        yield name, lambda to, archive=archive: import_archive(archive, to)  # type: ignore[misc]


def made(report: Report) -> str:
    counts = Counter(file.becomes for file in report.files if file.becomes not in {"", "catalogue", "public file"})
    counts["incident"] += sum("incident" in file.mapped for file in report.files)
    return ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items()) if count)


def told(report: Report) -> str:
    return " | ".join(str(sum(len(getattr(file, what)) for file in report.files)) for what in _TOLD)


def errors(root: Path) -> int:
    findings = run(load(root, read_policy(None, content=root)), datetime(2026, 11, 20, tzinfo=timezone.utc))
    return sum(finding.level is Level.ERROR for finding in findings)


def large() -> None:
    print("\n| Made-up history | JSON | Seconds |\n|---|---|---|")
    for incidents, components in ((1_000, 250), (10_000, 2_500)):
        text = json.dumps(history(incidents, components))
        with TemporaryDirectory() as folder:
            (Path(folder) / "all.json").write_text(text, encoding="utf-8")
            began = time.perf_counter()
            import_statuspage(Path(folder) / "all.json", Path(folder) / "content")
            took = time.perf_counter() - began
        print(f"| {incidents} incidents, {components} components | {len(text) / 1e6:.1f} MB | {took:.2f} |")


def history(incidents: int, components: int) -> dict[str, Any]:
    """A page with a long past, the same for the same size."""
    chance = random.Random(SEED)
    groups = [
        {"id": f"g{number}", "name": f"Group {number}", "group": True, "position": number} for number in range(50)
    ]
    parts = [
        {"id": f"c{number}", "name": f"Service {number % (components // 2)}", "group_id": f"g{number % 50}",
         "group": False, "position": number, "status": "operational"}
        for number in range(components)
    ]  # fmt: skip
    words = ["errors", "slow", "recovery", "customers", "region", "requests", "failing", "restored", "cause", "update"]
    return {
        "page": {"name": "Northstar", "url": "https://status.example.com", "time_zone": "UTC"},
        "components": [*groups, *parts],
        "incidents": [_incident(number, parts, words, chance) for number in range(incidents)],
    }


def _incident(number: int, parts: list[dict[str, Any]], words: list[str], chance: random.Random) -> dict[str, Any]:
    day = f"20{15 + number % 10}-{1 + number % 12:02}-{1 + number % 28:02}"
    hit = chance.sample(parts, 3)
    told = [
        {"id": f"u{number}-{step}", "status": status, "body": " ".join(chance.choices(words, k=70)),
         "display_at": f"{day}T1{step}:{number % 60:02}:00Z",
         "affected_components": [{"code": one["id"], "name": one["name"], "old_status": "operational",
                                  "new_status": "operational" if step == 3 else "major_outage"} for one in hit]}
        for step, status in enumerate(("investigating", "identified", "monitoring", "resolved"))
    ]  # fmt: skip
    return {
        "id": f"code{number}",
        "name": " ".join(chance.choices(words, k=5)),
        "impact": "major",
        "status": "resolved",
        "started_at": f"{day}T10:00:00Z",
        "resolved_at": f"{day}T13:30:00Z",
        "incident_updates": told[::-1],
        "components": hit,
    }


if __name__ == "__main__":
    main()
