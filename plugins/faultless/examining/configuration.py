"""The configuration: whether mkdocs.yml says what its writer seems to mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from faultless.examining.ailment import Ailment, advice, problem
from faultless.policy import Policy, PolicyError, line_of_key, overlaps
from faultless.reading import did_you_mean

RECORDS, WIKI, STATUS = "faultless", "faultless/wiki", "faultless/status"
MANY = 200
"""Records in the navigation from which every page becomes slow: each is written into each."""

_RECORD_FOLDERS = ("incidents/", "postmortems/", "root-causes/", "maintenance/", "notices/")


@dataclass(frozen=True, slots=True)
class Configured:
    """What mkdocs.yml says.

    Attributes:
        file: it.
        options: all of it.
        policy: our own options, or None where they cannot be used.
        broken: why not.
    """

    file: Path
    options: Mapping[str, Any]
    policy: Policy | None = None
    broken: PolicyError | None = None

    @property
    def content(self) -> Path:
        """The folder of the content."""
        return self.file.parent / str(self.options.get("docs_dir") or "docs")

    def at(self, key: str) -> str:
        """The file, and the line of an option if it is there."""
        line = line_of_key(self.file, key)
        return str(self.file) if line is None else f"{self.file}:{line}"

    @property
    def plugins(self) -> list[str]:
        """The names of the plugins, in order; without the option, MkDocs' own one."""
        listed = self.options.get("plugins", ["search"])
        entries = list(listed) if isinstance(listed, (list, dict)) else []
        return [str(next(iter(entry), "")) if isinstance(entry, dict) else str(entry) for entry in entries]


def ailments_of_configuration(said: Configured) -> Iterator[Ailment]:
    """What is missing, contradicts itself, or has a consequence that is easily missed."""
    if said.broken is not None:
        for line in str(said.broken).splitlines():
            where, _, what = line.partition(": ")
            yield problem(where, what, "nothing can be checked or built", "put the option right")
    yield from _plugins(said)
    yield from _folders(said)
    yield from _addresses(said)
    yield from _theme(said)
    yield from _navigation(said)


def _plugins(said: Configured) -> Iterator[Ailment]:
    names, where = said.plugins, said.at("plugins")
    for name in names:
        if name.startswith("faultless") and name not in {RECORDS, WIKI, STATUS}:
            hint = did_you_mean(
                name, (RECORDS, WIKI, STATUS), otherwise="use faultless, faultless/wiki, faultless/status"
            )
            yield problem(where, f"there is no plugin {name}", "MkDocs refuses to build", hint)
    if RECORDS not in names:
        yield problem(where, "the plugin faultless is missing", "no record is read", "add `- faultless` under plugins")
        return
    if WIKI not in names:
        yield advice(
            where, "the plugin faultless/wiki is missing",
            "records are plain pages: no lists, no root causes, no cross-links",
            "add `- faultless/wiki` under plugins",
        )  # fmt: skip
    if STATUS not in names:
        yield advice(
            where, "the plugin faultless/status is missing", "mkdocs build makes the wiki alone",
            "add `- faultless/status` under plugins, or build the status site with faultless status",
        )  # fmt: skip
    if "search" not in names:
        yield advice(
            where, "the plugin search is missing", "the wiki cannot be searched", "add `- search` under plugins"
        )


def _folders(said: Configured) -> Iterator[Ailment]:
    root = said.file.absolute().parent
    folders = {
        "docs_dir": (root / str(said.options.get("docs_dir") or "docs")).resolve(),
        "site_dir": (root / str(said.options.get("site_dir") or "site")).resolve(),
    }
    if said.policy is not None and STATUS in said.plugins:
        folders["the status site's dir"] = said.policy.status_dir
    for overlap in overlaps(folders):
        yield problem(
            said.at("site_dir"),
            overlap,
            "a build would delete or publish what is not its own",
            "give each its own folder",
        )


def _addresses(said: Configured) -> Iterator[Ailment]:
    wiki = said.options.get("site_url")
    if not wiki:
        yield advice(
            said.at("site_url"), "site_url is not set", "postmortems.atom and the digest have no addresses to point to",
            "site_url: https://… where colleagues find the wiki",
        )  # fmt: skip
    if said.policy is None or STATUS not in said.plugins:
        return
    status = said.policy.status.url
    if status is None:
        yield problem(
            said.at("plugins"), "faultless/status has no url",
            "the feeds, the sitemap and the calendar point to a guessed address, which subscribers keep for ever",
            "under faultless/status: url: https://status.…/",
        )  # fmt: skip
    elif wiki and status.rstrip("/") == str(wiki).rstrip("/"):
        yield problem(
            said.at("site_url"), "the wiki and the status site have the same address",
            "one of them would overwrite the other, and internal pages would be public",
            "give the status site a host of its own",
        )  # fmt: skip
    elif wiki and urlsplit(status).hostname == urlsplit(str(wiki)).hostname:
        yield advice(
            said.at("site_url"), "the wiki and the status site share a host",
            "who can sign in to neither still reaches one path of it, and both fail together",
            "give the status site a host of its own",
        )  # fmt: skip


def _theme(said: Configured) -> Iterator[Ailment]:
    theme = said.options.get("theme")
    name = theme.get("name") if isinstance(theme, dict) else theme
    if WIKI in said.plugins and name != "material":
        yield problem(
            said.at("theme"), f"the theme is {name or 'not set'}", "the generated pages extend Material's templates",
            "theme: {name: material}",
        )  # fmt: skip
    elif isinstance(theme, dict) and theme.get("font") is not False:
        yield advice(
            said.at("theme"), "the theme fetches fonts from another company",
            "every reader of the wiki is told to it, and on a closed network pages wait for it",
            "under theme: font: false",
        )  # fmt: skip


def _navigation(said: Configured) -> Iterator[Ailment]:
    records = sum(
        path.startswith(_RECORD_FOLDERS) and not path.endswith(("index.md", "README.md"))
        for path in _paths(said.options.get("nav"))
    )
    if records > MANY:
        yield advice(
            said.at("nav"), f"{records} records stand in the navigation", "each of them is written into every page",
            "leave records out: they are found through the lists and the search",
        )  # fmt: skip


def _paths(nav: Any) -> Iterator[str]:
    """The pages that a navigation names, at any depth."""
    waiting = [nav]
    while waiting:
        entry = waiting.pop()
        if isinstance(entry, str):
            yield entry
        elif isinstance(entry, (list, dict)):
            waiting += entry.values() if isinstance(entry, dict) else entry
