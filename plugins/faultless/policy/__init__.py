"""The options of the three plugins and their defaults, read from `mkdocs.yml` without MkDocs."""

from faultless.policy.build import overlaps, policy_from_options
from faultless.policy.errors import PolicyError, Problem
from faultless.policy.folders import profile_of, rules_of
from faultless.policy.options import (
    DEFAULT_SEVERITIES,
    Brand,
    FooterLink,
    Policy,
    Profile,
    Severity,
    StatusOptions,
    Tolerance,
)
from faultless.policy.read import nearest_configuration, read_configuration, read_policy
from faultless.policy.sections import (
    SECTION_IDS,
    Requirement,
    SectionNames,
    names_for,
    requirements,
    section_names,
    section_title,
)
from faultless.policy.where import Where, line_of_key, located

__all__ = [
    "DEFAULT_SEVERITIES",
    "SECTION_IDS",
    "Brand",
    "FooterLink",
    "Policy",
    "PolicyError",
    "Problem",
    "Profile",
    "Requirement",
    "SectionNames",
    "Severity",
    "StatusOptions",
    "Tolerance",
    "Where",
    "line_of_key",
    "located",
    "names_for",
    "nearest_configuration",
    "overlaps",
    "policy_from_options",
    "profile_of",
    "read_configuration",
    "read_policy",
    "requirements",
    "rules_of",
    "section_names",
    "section_title",
]
