"""Content in the forms of other tools: nobody has to stay."""

from faultless.exporting.jsonl import to_jsonl
from faultless.exporting.statuspage import to_statuspage
from faultless.exporting.table import to_csv

__all__ = ["to_csv", "to_jsonl", "to_statuspage"]
