"""How to go on with an archive: the profiles to paste into mkdocs.yml and the commands to run."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from faultless.auditing.audit import Audit
from faultless.auditing.folders import Folder
from faultless.policy import Policy
from faultless.reading.root import FOLDERS, content_root

_WILD = re.compile(r"[*?]")
_LANGUAGE = {"en": "English", "de": "German", "fr": "French", "es": "Spanish", "ja": "Japanese"}
_MOST_LABELS, _FEW_LABELS = 0.6, 0.1
"""Shares of sections under labels from which on a folder is written in them, and up to which it is not."""


@dataclass(frozen=True, slots=True)
class Adoption:
    """What to do with an archive.

    Attributes:
        options: YAML for `mkdocs.yml`: the options of the plugin.
        steps: what to do, in order; a command and what it is for each.
    """

    options: str
    steps: tuple[tuple[str, str], ...]


def adoption(audit: Audit) -> Adoption:
    """The profiles that fit an archive as it is written, and the steps from here to clean checks of what is new."""
    base = _place(Path(audit.root))
    steps = []
    if base is None:
        copy = f"cp -R {_quoted(audit.root)}/. content/postmortems/"
        steps.append((copy, "put the files where the checks look for them"))
    if audit.unchecked:
        files = "file" if audit.unchecked == 1 else "files"
        what = f"rename {audit.unchecked} {files}: the checks read names that end in .md or .markdown"
        steps.append(("(by hand)", what))
    steps += [
        ("(in mkdocs.yml)", "paste the options below"),
        ("faultless check --write-baseline", "accept what the old files lack; from then on only new findings fail"),
        ("faultless check", "see that nothing is left"),
    ]
    return Adoption(_options(audit, "postmortems" if base is None else base), tuple(steps))


def _place(root: Path) -> str | None:
    """Where an archive lies in the content root that holds it, or None where it lies in none."""
    home = content_root(root)
    if home is None:
        return None
    place = root.resolve().relative_to(home.resolve())
    return place.as_posix().removeprefix(".") if not place.parts or place.parts[0] in FOLDERS else None


def _quoted(path: str) -> str:
    return path if re.fullmatch(r"[\w./-]+", path) else "'" + path.replace("'", "'\\''") + "'"


def _options(audit: Audit, base: str) -> str:
    languages = sorted({folder.language for folder in audit.folders} - {"en"})
    options: dict[str, Any] = {"languages": ["en", *languages]} if languages else {}
    options["profiles"] = [_profile(folder, base) for folder in audit.folders]
    block = {"plugins": [{"faultless": options}]}
    return yaml.safe_dump(block, sort_keys=False, default_flow_style=None, allow_unicode=True, width=110)


def _profile(folder: Folder, base: str) -> dict[str, Any]:
    parts = [part for part in (base, _WILD.sub("?", folder.path), "**") if part]
    profile: dict[str, Any] = {"paths": ["/".join(parts)]}
    if folder.bold:
        profile["labels"] = "bold"
    if folder.aliases:
        profile["aliases"] = {section: list(titles) for section, titles in folder.aliases.items()}
    for key, sections in (("required", folder.required), ("warned", folder.warned)):
        if sections:
            profile[key] = {severity.id: list(sections) for severity in Policy().severities}
    return profile


def described(folder: Folder) -> str:
    """How a folder is written, in words."""
    if folder.labels >= _MOST_LABELS:
        style = "bold labels"
    elif folder.level is None:
        style = "no heading that is known"
    else:
        style = f"headings of level {folder.level}" + (" and bold labels" if folder.labels > _FEW_LABELS else "")
    marks = f" with {' and '.join(folder.marks)}" if folder.marks else ""
    also = "; ".join(
        f"{', '.join(repr(title) for title in titles)} taken for {section}"
        for section, titles in folder.aliases.items()
    )
    return f"{style}{marks}, {_LANGUAGE[folder.language]}" + (f"; {also}" if also else "")
