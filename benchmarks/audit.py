"""The sections that `faultless audit` finds against a count by hand, as a table in Markdown, without any text.

    python benchmarks/audit.py CORPUS

CORPUS is the folder of archives, a folder each; the count by hand is tests/auditing/hand_count.json.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from faultless.auditing import audit
from faultless.auditing.facts import Presence
from faultless.policy import SECTION_IDS, section_names
from faultless.reading.sections import split_sections

HAND = Path(__file__).parent.parent / "tests" / "auditing" / "hand_count.json"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    corpus = parser.parse_args().corpus
    hand: Mapping[str, Mapping[str, Any]] = json.loads(HAND.read_text(encoding="utf-8"))
    found = audit(corpus)
    files = {file.path: file for file in found.files}
    kinds = {one.path: one.kind for one in found.skipped}
    tool = {
        path: {section for section, answer in file.answers.items() if answer.presence is not Presence.LACKS}
        for path, file in files.items()
    }
    for sample in ("first", "second"):
        print(f"\n| {sample.capitalize()} sample | By hand | By tool | Agreement |\n|---|---|---|---|")
        for path, counted in hand.items():
            if counted["sample"] != sample:
                continue
            if counted["kind"] != "postmortem":
                agreed = "yes" if kinds.get(path) == counted["kind"] else "no"
                print(f"| {path} | ({counted['kind']}) | ({kinds.get(path, 'postmortem')}) | {agreed} |")
                continue
            agreed = "yes" if tool[path] == set(counted["sections"]) else "no"
            print(f"| {path} | {listed(counted['sections'])} | {listed(tool[path])} | {agreed} |")
    names = section_names()

    def by_headings(path: str) -> set[str]:
        body = (corpus / path).read_text(encoding="utf-8")
        return {one.id for one in split_sections(body, 1, names)[1] if one.id is not None}

    print("\n| | Sample | Precision | Recall | Documents that agree |\n|---|---|---|---|---|")
    for what, sections in (("default profile", by_headings), ("audit", tool.__getitem__)):
        for sample in ("first", "second"):
            print(f"| {what} | {sample} | {measured(hand, sample, sections)} |")


def listed(sections: Iterable[str]) -> str:
    return " ".join(section for section in SECTION_IDS if section in set(sections))


def measured(hand: Mapping[str, Mapping[str, Any]], sample: str, sections: Callable[[str], set[str]]) -> str:
    right = wrong = missed = agreed = number = 0
    for path, counted in hand.items():
        if counted["sample"] == sample and counted["kind"] == "postmortem":
            mine, theirs = set(counted["sections"]), sections(path)
            right, wrong, missed = right + len(mine & theirs), wrong + len(theirs - mine), missed + len(mine - theirs)
            agreed, number = agreed + (mine == theirs), number + 1
    precision, recall = (f"{right / max(1, total):.3f} ({right}/{total})" for total in (right + wrong, right + missed))
    return f"{precision} | {recall} | {agreed}/{number}"


if __name__ == "__main__":
    main()
