"""JUnit XML, which every CI system shows as tests: a file is a test, and what fails the check is why it failed.

There is no standard; this keeps to what is common: https://github.com/testmoapp/junitxml
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from faultless.checks.finding import INTERNAL, Finding
from faultless.checks.report import Report, Reported, Screen, on_one_line, printable
from faultless.checks.reports.concise import line_of


def junit(report: Report, screen: Screen) -> str:
    """One suite; ASCII with character references, for any stream."""
    del screen
    found: dict[str, list[Reported]] = {path: [] for path in report.files}
    for item in report.findings:
        found.setdefault(item.path, []).append(item)
    cases = [_Case(path, found[path], report) for path in sorted(found)]
    totals = _attributes(
        tests=len(cases),
        failures=sum(1 for case in cases if case.failing),
        errors=sum(1 for case in cases if case.internal),
        skipped=0,
        time=f"{report.summary.seconds:.3f}",
    )
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="faultless"{totals}>',
        f'  <testsuite name="faultless check"{totals}>',
        *(line for case in cases for line in case.lines()),
        "  </testsuite>",
        "</testsuites>",
    ]
    text = "".join(f"{line}\n" for line in lines)
    return text.encode("ascii", "xmlcharrefreplace").decode("ascii")


class _Case:
    """A file as a test: where a rule broke down on it, what fails it, and what else was found.

    Readers show no more than one failure of a test, so all that fails a file is in one.
    """

    def __init__(self, path: str, found: Sequence[Reported], report: Report) -> None:
        self.path = path
        self.internal = [item for item in found if item.finding.code == INTERNAL]
        self.failing = [item for item in found if _fails(item.finding, report)]
        self.other = [item for item in found if item.finding.code != INTERNAL and not _fails(item.finding, report)]

    def lines(self) -> list[str]:
        folders = [folder.replace(".", "_") for folder in self.path.split("/")[:-1] if folder]
        about = _attributes(name=self.path, classname=".".join(["faultless", *folders]), file=self.path)
        inner = [
            *_element("error", self.internal),
            *_element("failure", self.failing),
            *(["      <system-out>" + _text(self.other) + "</system-out>"] if self.other else []),
        ]
        return [f"    <testcase{about}>", *inner, "    </testcase>"] if inner else [f"    <testcase{about}/>"]


def _fails(finding: Finding, report: Report) -> bool:
    milder = finding.level.rank < report.fail_level.rank
    return finding.code != INTERNAL and not finding.reminder and not milder


def _element(name: str, found: Sequence[Reported]) -> list[str]:
    if not found:
        return []
    first = found[0].finding
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    about = _attributes(message=f"{first.code} {first.message}{more}", type=f"{first.code} {first.name}")
    return [f"      <{name}{about}>{_text(found)}</{name}>"]


def _text(found: Sequence[Reported]) -> str:
    lines = []
    for item in found:
        finding = item.finding
        lines.append(line_of(item))
        lines += [f"  why: {on_one_line(finding.why)}"] if finding.why else []
        lines += [f"  say: {on_one_line(finding.suggestion)}"] if finding.suggestion else []
    return escape("\n".join(lines), quote=False)


def _attributes(**values: object) -> str:
    return "".join(f' {name}="{escape(printable(on_one_line(str(value))))}"' for name, value in values.items())
