"""The checks: findings are values; one engine, many doors."""

from faultless.checks.engine import exit_code, level_of, run, unknown_codes
from faultless.checks.finding import Finding, Level
from faultless.checks.pages import Example, RulePage, page, plain_markdown
from faultless.checks.registry import RETIRED, RULES
from faultless.checks.report import Reported, Summary, reported
from faultless.checks.reports import FORMATS, render
from faultless.checks.rule import Context, Hit, Rule

__all__ = [
    "FORMATS",
    "RETIRED",
    "RULES",
    "Context",
    "Example",
    "Finding",
    "Hit",
    "Level",
    "Reported",
    "Rule",
    "RulePage",
    "Summary",
    "exit_code",
    "level_of",
    "page",
    "plain_markdown",
    "render",
    "reported",
    "run",
    "unknown_codes",
]
