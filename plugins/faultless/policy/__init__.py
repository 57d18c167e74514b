"""The options of the three plugins and their defaults, read from `mkdocs.yml` without MkDocs."""

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

__all__ = [
    "DEFAULT_SEVERITIES",
    "Brand",
    "FooterLink",
    "Policy",
    "Profile",
    "Severity",
    "StatusOptions",
    "Tolerance",
]
