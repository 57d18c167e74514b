"""What a shell offers while somebody types: ids, components, phases, codes. Whatever is wrong, it offers nothing."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_Command = TypeVar("_Command", bound=Callable[..., object])

_RECORD_FOLDER = "incidents"
_NO_RECORD = {"index", "README"}


def record_argument(command: _Command) -> _Command:
    """Gives a command the argument ID of an incident, maintenance or notice."""
    return click.argument("identifier", metavar="ID", shell_complete=records)(command)


def records(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Ids below `--content`, those of the latest dates first."""
    del parameter
    folder = _content(context) / _RECORD_FOLDER
    names = (Path(name).stem for _, _, files in os.walk(folder) for name in files if name.endswith(".md"))
    return _beginning(begun, sorted(set(names) - _NO_RECORD, reverse=True))


def components(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Ids of the catalogue, then `=` and the states; ids alone where no state is asked for."""
    from faultless.model import State
    from faultless.reading.catalogue import read_catalogue

    identifier, chosen, _ = begun.partition("=")
    if chosen:
        return _beginning(begun, [f"{identifier}={state.value}" for state in State])
    try:
        text = (_content(context) / "catalogue.yml").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return []
    end = "=" if "=" in str(parameter.metavar) else ""
    found = read_catalogue(text, "catalogue.yml")[0].components
    return _beginning(begun, {f"{one.id}{end}": one.name for one in found})


def phases(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """The words for how far something has come."""
    from faultless.model import Phase

    del context, parameter
    return _beginning(begun, [phase.value.lower().replace(" ", "-") for phase in Phase])


def codes(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Codes of rules with their names; of several with commas between them, the last."""
    from faultless.checks import RULES

    del context, parameter
    before, last = re.fullmatch(r"(.*,)?([^,]*)", begun, re.DOTALL).groups("")  # type: ignore[union-attr]
    found = (rule for rule in RULES if rule.code.startswith(last.upper()))
    return _beginning(before, {f"{before}{rule.code}": rule.name for rule in found})


def _content(context: click.Context) -> Path:
    return Path(context.params.get("content") or "content")


def _beginning(begun: str, words: Iterable[str] | Mapping[str, str]) -> list[CompletionItem]:
    """Words that begin so, with what they stand for where that is known."""
    from click.shell_completion import CompletionItem

    told = words if isinstance(words, Mapping) else dict.fromkeys(words)
    return [CompletionItem(word, help=told[word]) for word in told if word.startswith(begun)]
