"""From text to the model, with the place of every key, heading and item; it never raises on content."""

from faultless.reading.document import Block, BlockKind, Document, Link, Mention
from faultless.reading.fault import Fault
from faultless.reading.identity import duplicates
from faultless.reading.keys import did_you_mean, nearest
from faultless.reading.load import load, load_some, public_assets
from faultless.reading.mentions import replace_mentions, resolve_mention
from faultless.reading.place import KeyPlace
from faultless.reading.record import Page, Record, Records, SomeRecords
from faultless.reading.root import Found, Tree, content_root, printable
from faultless.reading.times import TimeProblem, parse_day, parse_instant

__all__ = [
    "Block",
    "BlockKind",
    "Document",
    "Fault",
    "Found",
    "KeyPlace",
    "Link",
    "Mention",
    "Page",
    "Record",
    "Records",
    "SomeRecords",
    "TimeProblem",
    "Tree",
    "content_root",
    "did_you_mean",
    "duplicates",
    "load",
    "load_some",
    "nearest",
    "parse_day",
    "parse_instant",
    "printable",
    "public_assets",
    "replace_mentions",
    "resolve_mention",
]
