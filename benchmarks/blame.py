"""How well the blame rules do on labelled text, and what they find in real documents.

    python benchmarks/blame.py CORPUS…                     precision, recall, F1; misses and false alarms
    python benchmarks/blame.py CORPUS… --peers             beside a list of forty phrases, in the same run
    python benchmarks/blame.py CORPUS… --alex ALEX --proselint PROSELINT     beside these commands as they come
    python benchmarks/blame.py --documents FOLDER          every finding, as path:line:code, without text

A corpus is JSON lines: `text`, `blame` (true or false) and `rule` (a rule's name, or null). Any finding at warning or
error counts as "blame"; the error tier counts errors alone.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from faultless.checks import RULES, Level
from faultless.checks.blame.people import People
from faultless.checks.blame.reading import Placed, read_document, read_title
from faultless.model import Span
from faultless.policy import section_names
from faultless.reading.blocks import parse_document
from faultless.reading.front_matter import read_front_matter

NAMES = section_names(("en",))
RULE_NAMES = {rule.code: rule.name for rule in RULES if rule.code.startswith("BL")}
LABELS = {"team-blame": "group-blame"}
"""Labels of corpora that are called otherwise than the rule."""

PHRASES = (
    "human error", "operator error", "user error", "pilot error", "to blame", "at fault", "fault of", "culprit",
    "made a mistake", "screwed up", "messed up", "dropped the ball", "careless", "negligent", "negligence",
    "sloppy", "lazy", "incompetent", "should have", "could have", "would have", "ought to have", "forgot",
    "failed to", "neglected", "ignored", "didn't bother", "obviously", "clearly", "common sense", "cut corners",
    "violated", "be more careful", "pay attention", "pay more attention", "retrain", "reprimand", "disciplined",
    "fired", "whoever",
)  # fmt: skip
"""What a team writes in an afternoon: forty phrases."""


@dataclass(slots=True)
class Score:
    """Counts of a classifier on labelled text."""

    right: int = 0
    false: int = 0
    missed: int = 0

    def add(self, *, found: bool, wanted: bool) -> None:
        """Count one passage."""
        self.right += found and wanted
        self.false += found and not wanted
        self.missed += wanted and not found

    def __str__(self) -> str:
        precision = self.right / max(1, self.right + self.false)
        recall = self.right / max(1, self.right + self.missed)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        counts = f"({self.right} right, {self.false} false, {self.missed} missed)"
        return f"precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  {counts}"


_TITLE = re.compile(r"title: [\"']?(.+?)[\"']?$")
"""A passage that is the title line of front matter."""


def findings(text: str) -> list[Placed]:
    """What the engine finds in some Markdown at warning or error, as the rules are switched by default."""
    off = {rule.code for rule in RULES if rule.level is Level.OFF}
    mild = {rule.code for rule in RULES if rule.level is Level.WARNING}
    titled = _TITLE.match(text)
    if titled is not None:
        line = Span.on_line(1, titled.start(1) + 1, titled.end(1) + 1)
        found = read_title(titled[1], line, [text], People())
    else:
        found = read_document(parse_document(text, 1, NAMES), text.split("\n"), People())
    return [_capped(one, mild) for one in found if one.blame.code not in off]


def _capped(one: Placed, mild: set[str]) -> Placed:
    return replace(one, blame=replace(one.blame, severe=False)) if one.blame.code in mild else one


@dataclass(slots=True)
class Report:
    """The figures of a corpus."""

    any_level: Score = field(default_factory=Score)
    errors: Score = field(default_factory=Score)
    rules: dict[str, Counter[str]] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)

    def add(self, row: dict[str, object]) -> None:
        """Take in one passage."""
        text, wanted = str(row["text"]), bool(row["blame"])
        found = findings(text)
        self.any_level.add(found=bool(found), wanted=wanted)
        self.errors.add(found=any(one.blame.severe for one in found), wanted=wanted)
        names = {RULE_NAMES[one.blame.code] for one in found}
        label = LABELS.get(str(row.get("rule")), str(row.get("rule")))
        if wanted:
            counted = self.rules.setdefault(label, Counter())
            counted["wanted"] += 1
            counted["found"] += bool(found)
            counted["same rule"] += label in names
        for name in names:
            self.rules.setdefault(name, Counter())["right" if wanted else "false"] += 1
        if wanted and not found:
            self.lines.append(f"missed       {label:<22} {text}")
        elif found and not wanted:
            codes = " ".join(f"{one.blame.code}{'!' if one.blame.severe else ''}" for one in found)
            self.lines.append(f"false alarm  {codes:<22} {text}")

    def text(self) -> str:
        """The report."""
        shown = [f"any level   {self.any_level}", f"error tier  {self.errors}", ""]
        shown.append(
            f"{'rule':<24}{'wanted':>7}{'found':>7}{'recall':>8}{'same':>6}{'fires':>7}{'false':>7}{'precision':>11}"
        )
        for name, counted in sorted(self.rules.items()):
            fires = counted["right"] + counted["false"]
            recall = f"{counted['found'] / counted['wanted']:.2f}" if counted["wanted"] else "–"
            precision = f"{counted['right'] / fires:.2f}" if fires else "–"
            shown.append(
                f"{name:<24}{counted['wanted']:>7}{counted['found']:>7}{recall:>8}{counted['same rule']:>6}{fires:>7}"
                f"{counted['false']:>7}{precision:>11}"
            )
        return "\n".join([*shown, "", *self.lines])


def rows(corpora: Iterable[Path]) -> list[dict[str, object]]:
    """The passages of some corpora."""
    return [
        json.loads(line)
        for corpus in corpora
        for line in corpus.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


def by_phrases(texts: Sequence[str]) -> list[bool]:
    """What a list of phrases says of each text."""
    pattern = re.compile("|".join(rf"\b{re.escape(phrase)}\b" for phrase in PHRASES), re.IGNORECASE)
    return [pattern.search(text) is not None for text in texts]


def by_command(command: Sequence[str]) -> Callable[[Sequence[str]], list[bool]]:
    """What a command says of each text: it is given files, and its report names those with findings."""

    def judge(texts: Sequence[str]) -> list[bool]:
        with tempfile.TemporaryDirectory() as folder:
            files = []
            for number, text in enumerate(texts):
                file = Path(folder) / f"p{number:05}.md"
                file.write_text(text + "\n", encoding="utf-8")
                files.append(file)
            report = ""
            for first in range(0, len(files), 100):
                done = subprocess.run(
                    [*command, *map(str, files[first : first + 100])], capture_output=True, text=True, check=False
                )
                report += done.stdout + done.stderr
            return [_mentioned(file.name, report) for file in files]

    return judge


def _mentioned(name: str, report: str) -> bool:
    """Whether a report has a finding for a file: a line `name:1:2…`, or a heading with findings below it (alex)."""
    if re.search(rf"{re.escape(name)}:\d+", report):
        return True
    at = report.find(name)
    if at < 0:
        return False
    below = report[at + len(name) :].lstrip("\x1b[0m \t")
    return re.match(r"\s*\n\s+\d+:\d+", below) is not None


def compare(passages: Sequence[dict[str, object]], judges: dict[str, Callable[[Sequence[str]], list[bool]]]) -> str:
    """The figures of some judges on the same passages."""
    texts = [str(row["text"]) for row in passages]
    shown = []
    for name, judge in judges.items():
        score = Score()
        for row, said in zip(passages, judge(texts), strict=True):
            score.add(found=said, wanted=bool(row["blame"]))
        shown.append(f"{name:<24}{score}")
    return "\n".join(shown)


def list_documents(folder: Path) -> None:
    """Every finding in the documents of a folder, without their text, and how many there are."""
    counted: Counter[str] = Counter()
    documents = 0
    for file in sorted(folder.rglob("*")):
        if not file.is_file() or not re.search(r"\.md(\.erb)?$|\.markdown$", file.name):
            continue
        documents += 1
        text = file.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n")
        head = read_front_matter(text, file.name, wanted=False)
        off = {rule.code for rule in RULES if rule.level is Level.OFF}
        mild = {rule.code for rule in RULES if rule.level is Level.WARNING}
        found = read_document(parse_document(head.body, head.body_line, NAMES), text.split("\n"), People())
        for one in found:
            if one.blame.code not in off:
                level = "error" if one.blame.severe and one.blame.code not in mild else "warning"
                counted[level] += 1
                print(f"{file.relative_to(folder).as_posix()}:{one.span.line} {one.blame.code} {level}")
    print(f"{documents} documents: {counted['error']} errors, {counted['warning']} warnings")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="*", type=Path, metavar="CORPUS")
    parser.add_argument("--documents", type=Path, metavar="FOLDER", help="list every finding in real documents")
    parser.add_argument("--peers", action="store_true", help="compare with a list of forty phrases")
    parser.add_argument("--alex", metavar="COMMAND", help="compare with alex")
    parser.add_argument("--proselint", metavar="COMMAND", help="compare with proselint")
    options = parser.parse_args()
    if options.documents:
        list_documents(options.documents)
    passages = rows(options.corpora)
    if passages:
        report = Report()
        for row in passages:
            report.add(row)
        print(
            f"{len(passages)} passages, {sum(bool(row['blame']) for row in passages)} of them blame\n\n{report.text()}"
        )
    judges: dict[str, Callable[[Sequence[str]], list[bool]]] = {}
    if options.peers or options.alex or options.proselint:
        judges["faultless"] = lambda texts: [bool(findings(text)) for text in texts]
        judges["forty phrases"] = by_phrases
    if options.alex:
        judges["alex"] = by_command(
            [*options.alex.split(), "--"] if options.alex.endswith("npx") else options.alex.split()
        )
    if options.proselint:
        judges["proselint"] = by_command(options.proselint.split())
    if judges:
        print("\nthe same passages, any finding:\n" + compare(passages, judges))
    if not (passages or options.documents):
        parser.print_usage(sys.stderr)
        raise SystemExit(2)


if __name__ == "__main__":
    main()
