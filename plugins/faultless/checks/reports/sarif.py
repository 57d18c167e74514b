"""SARIF 2.1.0, for code scanning and for whatever else reads results of static analysis.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import astuple
from hashlib import sha256
from json import dumps
from typing import Any
from urllib.parse import quote

from faultless import __version__
from faultless.checks.finding import INTERNAL, Level
from faultless.checks.pages import page, plain_markdown
from faultless.checks.registry import RULES
from faultless.checks.report import Report, Reported, Screen, on_one_line
from faultless.checks.rule import Rule
from faultless.model import Span
from faultless.patterns import expression

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVEL = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note", Level.OFF: "none"}
_SEVERITY = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "recommendation", Level.OFF: "recommendation"}
_ROOT = "%SRCROOT%"
_LONGEST_DESCRIPTION = 1000
_PLACEHOLDER = expression(r"\{(\d+)\}")
_LINK = expression(r"\[(?=[^\[\]]*\]\()")
_NO_BYTE = expression("[\ud800-\udc7f\udd00-\udfff]")
_DRIVE = expression(r"[A-Za-z]:/")


def sarif(report: Report, screen: Screen) -> str:
    """One run with every rule; columns count code points. ASCII, for any stream, and nothing that changes by itself."""
    del screen
    places = {rule.code: number for number, rule in enumerate(RULES)}
    found = [item for item in report.findings if item.finding.code != INTERNAL]
    failed = [item for item in report.findings if item.finding.code == INTERNAL]
    driver = {
        "name": "Faultless",
        "version": __version__,
        "rules": [_rule(rule, report) for rule in RULES],
        "notifications": [{"id": INTERNAL, "shortDescription": {"text": "A rule failed."}}],
    }
    run = {
        "tool": {"driver": driver},
        "invocations": [
            {"executionSuccessful": not failed, "toolExecutionNotifications": [_notification(item) for item in failed]}
        ],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The directory that the check was started in."}}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(item, places, mark) for item, mark in zip(found, _marks(found), strict=True)],
    }
    return dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(rule: Rule, report: Report) -> dict[str, Any]:
    text = page(rule.code).text
    what = _what(text)
    described = {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": _sentence(rule.name.replace("-", " "))},
        "fullDescription": {"text": what},
        "help": {"text": f"{what}\n\n{_sentence(rule.why)}", "markdown": plain_markdown(text)},
        "defaultConfiguration": {"enabled": rule.level is not Level.OFF, "level": _LEVEL[rule.level]},
        "properties": {"tags": [rule.code[:2]], "problem.severity": _SEVERITY[rule.level]},
    }
    address = report.page(rule.code)
    return {**described, "helpUri": address} if address else described


def _what(text: str) -> str:
    """The first paragraph of a rule's page, cut behind a word where it is long."""
    paragraph = " ".join(text.split("\n\n")[1].split())
    if len(paragraph) <= _LONGEST_DESCRIPTION:
        return paragraph
    return paragraph[:_LONGEST_DESCRIPTION].rpartition(" ")[0] + " …"


def _result(item: Reported, places: dict[str, int], mark: str) -> dict[str, Any]:
    finding = item.finding
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": places.get(finding.code, -1),
        "level": _LEVEL[finding.level],
        "message": {"text": _words(item)},
        "locations": [
            {"physicalLocation": {"artifactLocation": _artifact(item.path), "region": _region(finding.span)}}
        ],
        # `primaryLocationLineHash` is left to GitHub's upload, which computes it from the file and warns of any other.
        "partialFingerprints": {"faultless/v1": mark},
        "suppressions": [],
    }
    if item.fix is not None:
        change = {
            "artifactLocation": _artifact(item.path),
            "replacements": [{"deletedRegion": _region(item.fix.span), "insertedContent": {"text": item.fix.text}}],
        }
        result["fixes"] = [{"description": {"text": _sentence(f"write {item.fix.text}")}, "artifactChanges": [change]}]
    if finding.reminder:
        result["properties"] = {"tags": ["reminder"]}
    return result


def _marks(found: Sequence[Reported]) -> Iterator[str]:
    """One for each finding, the same wherever its lines move; equal findings are told apart by their order."""
    seen: Counter[str] = Counter()
    for item in found:
        known = (item.path, item.finding.code) if item.fingerprint is None else astuple(item.fingerprint)
        digest = sha256("\0".join(known).encode("utf-8", "surrogatepass")).hexdigest()[:32]
        seen[digest] += 1
        yield f"{digest}:{seen[digest]}"


def _notification(item: Reported) -> dict[str, Any]:
    return {
        "descriptor": {"id": INTERNAL, "index": 0},
        "level": "error",
        "message": {"text": _words(item)},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(item.path)}}],
    }


def _words(item: Reported) -> str:
    """What is wrong in the first sentence, which is all that is shown where there is little room."""
    finding = item.finding
    said = [_sentence(finding.message)]
    said += [f"Why: {_sentence(finding.why)}"] if finding.why else []
    said += [f"Say: {_sentence(finding.suggestion)}"] if finding.suggestion else []
    return _plain("\n".join(said))


def _sentence(text: str) -> str:
    text = on_one_line(text)
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!", '."', '?"')) else f"{text}."


def _plain(text: str) -> str:
    """Text that no reader takes for a placeholder or for a link."""
    return _LINK.sub(r"\\[", _PLACEHOLDER.sub(r"{{\1}}", text))


def _artifact(path: str) -> dict[str, str]:
    """A file by a relative reference where it is below the working directory, else by its whole address."""
    octets = _NO_BYTE.sub("\ufffd", path).encode("utf-8", "surrogateescape")
    if path.startswith("/"):
        return {"uri": f"file://{quote(octets)}"}
    if _DRIVE.match(path):
        return {"uri": f"file:///{quote(octets, safe='/:')}"}
    return {"uri": quote(octets), "uriBaseId": _ROOT}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
