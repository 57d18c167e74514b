"""What a foreign archive of postmortems has and lacks, and how to adopt it; it judges, and never fails."""

from faultless.auditing.adoption import adoption
from faultless.auditing.audit import DEFAULT_SEVERITY, Audit, audit
from faultless.auditing.exports import to_csv, to_json
from faultless.auditing.text import to_text

__all__ = ["DEFAULT_SEVERITY", "Audit", "adoption", "audit", "to_csv", "to_json", "to_text"]
