"""The checks: findings are values; one engine, many doors."""

from faultless.checks.engine import exit_code, run, unknown_codes
from faultless.checks.finding import INTERNAL, Finding, Level
from faultless.checks.levels import Levels, level_of, refuse_unknown_codes
from faultless.checks.pages import Example, RulePage, page, plain_markdown
from faultless.checks.registry import RETIRED, RULES
from faultless.checks.report import Report, Reported, Screen, Summary, reported
from faultless.checks.reports import FORMATS, render
from faultless.checks.rule import Context, Hit, Rule
from faultless.checks.scope import NotContent, Scope, scopes

__all__ = [
    "FORMATS",
    "INTERNAL",
    "RETIRED",
    "RULES",
    "Context",
    "Example",
    "Finding",
    "Hit",
    "Level",
    "Levels",
    "NotContent",
    "Report",
    "Reported",
    "Rule",
    "RulePage",
    "Scope",
    "Screen",
    "Summary",
    "exit_code",
    "level_of",
    "page",
    "plain_markdown",
    "refuse_unknown_codes",
    "render",
    "reported",
    "run",
    "scopes",
    "unknown_codes",
]
