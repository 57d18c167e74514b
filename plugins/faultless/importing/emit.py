"""Writing our own format: front matter that reads as if a person had written it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timezone

_PLAIN = re.compile(r"[A-Za-z0-9/][A-Za-z0-9 _./()'+&@%°-]*")
_MEANT = {"yes", "no", "on", "off", "true", "false", "null"}
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff]")

Value = str | Sequence[str] | Mapping[str, str]
"""What a key can have: text, a list of texts, or a mapping of texts."""


def scalar(text: str) -> str:
    """A text as a YAML scalar, in quotes where it could be read as something else."""
    if _PLAIN.fullmatch(text) and text == text.strip() and text.casefold() not in _MEANT and " #" not in text:
        return text
    return json.dumps(text, ensure_ascii=False)


def record(fields: Sequence[tuple[str, Value]], body: str) -> str:
    """A Markdown file with its front matter; empty values are left out."""
    lines = ["---"]
    for key, value in fields:
        if isinstance(value, str):
            if value:
                lines.append(f"{key}: {value if key in _INSTANTS else scalar(value)}")
        elif isinstance(value, Mapping):
            if value:
                lines.append(f"{key}:")
                lines += [f"  {scalar(name)}: {scalar(entry)}" for name, entry in value.items()]
        elif value:
            lines.append(f"{key}: [{', '.join(scalar(entry) for entry in value)}]")
    lines += ["---", ""]
    return "\n".join(lines) + "\n" + body.strip("\n") + "\n"


_INSTANTS = {"started", "resolved", "until", "scheduled_for", "scheduled_until"}


def mapping(entries: Mapping[str, str]) -> str:
    """A flow mapping: `{id: x, name: "X: y"}`; empty values are left out."""
    return "{" + ", ".join(f"{key}: {_flow(value)}" for key, value in entries.items() if value) + "}"


def _flow(text: str) -> str:
    written = scalar(text)
    return (
        written if not set(written) & set(",[]{}") or written.startswith('"') else json.dumps(text, ensure_ascii=False)
    )


def instant(at: datetime) -> str:
    """`2026-03-14 09:02 UTC`, with seconds where there are any."""
    at = at.astimezone(timezone.utc)
    return at.strftime("%Y-%m-%d %H:%M:%S UTC" if at.second else "%Y-%m-%d %H:%M UTC")


def clean(text: str) -> str:
    """Text without control characters and invisible byte-order marks, with LF line ends."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def slug(name: str, least: int = 1) -> str:
    """An id made of a name: lower case, runs of other characters become `-`; shorter than `least` gets `-x`."""
    made = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:80].strip("-")
    return made if len(made) >= least else (f"{made}-item" if made else "item")
