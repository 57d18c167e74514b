"""The options of the three plugins and their defaults, read from `mkdocs.yml` without MkDocs."""

from faultless.policy.build import overlaps, policy_from_options
from faultless.policy.errors import PolicyError
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
from faultless.policy.read import read_policy
from faultless.policy.sections import (
    SECTION_IDS,
    Requirement,
    SectionNames,
    names_for,
    profile_of,
    requirements,
    section_names,
    section_title,
)

__all__ = [
    "DEFAULT_SEVERITIES",
    "SECTION_IDS",
    "Brand",
    "FooterLink",
    "Policy",
    "PolicyError",
    "Profile",
    "Requirement",
    "SectionNames",
    "Severity",
    "StatusOptions",
    "Tolerance",
    "names_for",
    "overlaps",
    "policy_from_options",
    "profile_of",
    "read_policy",
    "requirements",
    "section_names",
    "section_title",
]
