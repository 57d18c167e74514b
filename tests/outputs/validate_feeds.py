"""Run by an interpreter that has the W3C Feed Validator: its source folder, then a site; prints what it finds."""

import sys
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(sys.argv[1], "src")))

from feedvalidator import compatibility, validateStream
from feedvalidator.logging import ValidationFailure

import_module("feedvalidator.validators")  # what it needs is loaded only with this

address = sys.argv[3] if len(sys.argv) > 3 else ""
count = 0
for file in sorted(Path(sys.argv[2]).rglob("*")) if len(sys.argv) > 2 else ():
    if file.suffix not in {".rss", ".atom"}:
        continue
    count += 1
    path = file.relative_to(sys.argv[2]).as_posix()
    with file.open("rb") as stream:
        try:
            events = validateStream(stream, firstOccurrenceOnly=1, base=f"{address}{path}")["loggedEvents"]
        except ValidationFailure as failure:
            events = [failure.event]
    for event in compatibility.AA(events):
        print(f"{path}: {type(event).__name__} {event.params}")
print(count)
