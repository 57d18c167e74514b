"""Small archives of other people's postmortems."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from faultless.auditing import Audit, audit
from faultless.auditing.facts import Facts, Presence


def archive(root: Path, files: Mapping[str, str], **options: str) -> Audit:
    """These files, audited."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return audit(root, **options)


def facts(root: Path, text: str, name: str = "2021-03-04-down.md") -> Facts:
    """What one postmortem has."""
    (file,) = archive(root, {name: text}).files
    return file


def sections(file: Facts, *presences: Presence) -> set[str]:
    """The sections that a file has (with text, unless said otherwise)."""
    wanted = presences or (Presence.HAS,)
    return {section for section, answer in file.answers.items() if answer.presence in wanted}
