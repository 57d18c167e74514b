"""A new repository: configuration, catalogue, a first page, one example of each, and what CI needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from jinja2 import Environment, StrictUndefined

from faultless import __version__
from faultless.authoring.replacing import create
from faultless.emit import scalar, slug

if TYPE_CHECKING:
    from importlib.abc import Traversable

EXAMPLE = "-example"


class NotEmpty(Exception):
    """A folder that holds something already; nothing was written."""


@dataclass(frozen=True, slots=True)
class Start:
    """What somebody says of a new repository.

    Attributes:
        name: of the organisation.
        components: their names.
        status_url: where the status site will be.
        wiki_url: where the wiki will be; empty where nobody knows yet.
        timezone: an IANA name.
    """

    name: str
    components: Sequence[str] = ("Website", "API")
    status_url: str = "https://status.example.com/"
    wiki_url: str = ""
    timezone: str = "UTC"


def files_of(start: Start, now: datetime) -> Mapping[str, str]:
    """Every file of a new repository by its POSIX path.

    Args:
        start: what is said of it.
        now: UTC; the examples tell of the week before.
    """
    day = (now - timedelta(days=7)).date()
    status_url, wiki_url = (f"{url.rstrip('/')}/" if url else "" for url in (start.status_url, start.wiki_url))
    components = [
        {"id": _id(name, number), "name": scalar(name), "name_text": name}
        for number, name in enumerate(start.components)
    ]
    host = urlsplit(status_url).hostname or "example.com"
    known = {
        "name_yaml": scalar(start.name),
        "name_text": start.name,
        "components": components,
        "first": components[0],
        "example_title": scalar(f"{components[0]['name_text']} returned errors"),
        "status_url": scalar(status_url),
        "wiki_url": scalar(wiki_url) if wiki_url else "",
        "organisation_url": scalar(f"https://{host.removeprefix('status.')}"),
        "authority": scalar(host),
        "timezone": scalar(start.timezone),
        "today": now.date().isoformat(),
        "since": (now - timedelta(days=30)).date().isoformat(),
        "day": day.isoformat(),
        "published": (day + timedelta(days=1)).isoformat(),
        "due": (now + timedelta(days=30)).date().isoformat(),
        "incident": f"{day.isoformat()}{EXAMPLE}",
        "version": __version__,
    }
    # The files are Markdown and YAML, not HTML; every value that goes into YAML is written as YAML.
    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)  # noqa: S701
    return {
        _path(path, day.isoformat()): environment.from_string(template).render(known)
        for path, template in _templates(resources.files("faultless.authoring") / "starter")
    }


def begin(folder: Path, files: Mapping[str, str], *, force: bool = False) -> None:
    """Write a new repository; what is there is never overwritten.

    Raises:
        NotEmpty: the folder holds something, or with `force` one of these files; nothing was written.
        OSError: the disk refuses.
    """
    if folder.exists() and not folder.is_dir():
        raise NotEmpty(f"{folder} is a file; name a folder")
    standing = sorted(path for path in files if (folder / path).exists()) if folder.exists() else []
    if standing:
        raise NotEmpty(f"{folder / standing[0]} is there already; nothing was written")
    if not force and folder.exists() and any(one.name != ".git" for one in folder.iterdir()):
        raise NotEmpty(f"{folder} is not empty; with --force the new files come beside what is there")
    for path, text in files.items():
        create(folder / path, text.encode("utf-8"))


def _id(name: str, number: int) -> str:
    made = slug(name)
    return made if made != "item" else f"component-{number + 1}"


def _path(path: str, day: str) -> str:
    """Where a template goes: names that begin with `_` begin with a dot there, and the example has its date."""
    hidden = "/".join(f".{part[1:]}" if part.startswith("_") else part for part in path.split("/"))
    for folder in ("incidents", "postmortems"):
        hidden = hidden.replace(f"{folder}/example.md", f"{folder}/{day}{EXAMPLE}.md")
    return hidden


def _templates(folder: Traversable, prefix: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for one in sorted(folder.iterdir(), key=lambda one: one.name):
        if one.is_dir():
            found += _templates(one, f"{prefix}{one.name}/")
        else:
            found.append((f"{prefix}{one.name}", one.read_text(encoding="utf-8")))
    return found
