"""What a change makes public: two public sites, and in words what customers see differ between them."""

from faultless.publishing.difference.changes import Change, Difference, Fact
from faultless.publishing.difference.reports import FORMS, reported
from faultless.publishing.difference.sites import difference

__all__ = ["FORMS", "Change", "Difference", "Fact", "difference", "reported"]
