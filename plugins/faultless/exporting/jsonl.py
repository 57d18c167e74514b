"""Every record with all its fields, a line of JSON each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from faultless.model import Instant, Span
from faultless.reading import Records
from faultless.reading.catalogue import shipped_taxonomy


def to_jsonl(records: Records) -> str:
    """The catalogue, then every record in the order of its kind and path, internal ones too; secrets are not masked.

    Keys are those of the model, beside `record` (the kind of file), `path` and, of records, `text`: the Markdown as it
    stands. Times are ISO 8601 in UTC; `~` before one says that it is approximate. Taxonomy entries that ship with the
    package are left out.
    """
    lines = []
    for record in records:
        if record.kind == "page":
            continue
        value = plain(record.value)
        if record.kind == "catalogue":
            shipped = plain(shipped_taxonomy())
            value["taxonomy"] = [one for one in value["taxonomy"] if one not in shipped]
        lines.append({"record": record.kind, "path": record.path, **value, "text": record.text})
    return "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines)


def plain(value: Any) -> Any:
    """A value of the model in the types of JSON; where it stands in its file is left out."""
    if isinstance(value, Instant):
        return ("~" if value.approximate else "") + value.at.strftime("%Y-%m-%dT%H:%M:%SZ")
    if is_dataclass(value) and not isinstance(value, type):
        listed = ((one.name, getattr(value, one.name)) for one in fields(value))
        return {name: plain(one) for name, one in listed if not isinstance(one, Span)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
