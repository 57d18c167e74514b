"""From raw option mappings to a policy; every problem is named at once."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from faultless.model import State
from faultless.policy.errors import PolicyError
from faultless.policy.options import (
    DEFAULT_SEVERITIES,
    Brand,
    FooterLink,
    Policy,
    Profile,
    Severity,
    StatusOptions,
    Tolerance,
)
from faultless.policy.sections import LANGUAGES, SECTION_IDS

_LEVELS = ("error", "warning", "info", "off")
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*(B|KB|MB|GB)?", re.IGNORECASE)
_FACTOR = {"b": 1, "kb": 1_000, "mb": 1_000_000, "gb": 1_000_000_000}

RECORDS_OPTIONS = (
    "timezone", "severities", "people", "rules", "profiles", "languages", "baseline", "max_file_size",
    "improvement_tolerance",
)  # fmt: skip
STATUS_OPTIONS = ("dir", "url", "feed_authority", "feed_date", "uptime_weights", "languages", "brand")


def policy_from_options(
    records: Mapping[str, Any],
    status: Mapping[str, Any],
    *,
    root: Path,
    source: Path | None = None,
    docs_dir: Path | None = None,
    site_dir: Path | None = None,
) -> Policy:
    """The policy that the options of `faultless` and `faultless/status` state; what they leave out has its default.

    Args:
        records: options of `faultless`.
        status: options of `faultless/status`.
        root: folder of the configuration file.
        source: the configuration file.
        docs_dir: MkDocs' own, absolute, when it is about to build: the status site must lie apart from it.
        site_dir: likewise.

    Raises:
        PolicyError: an option is unknown or has a wrong value; all of them are named.
    """
    build = _Build()
    build.known("faultless", records, RECORDS_OPTIONS)
    build.known("faultless/status", status, STATUS_OPTIONS)
    policy = Policy(
        timezone=build.zone(records.get("timezone")),
        severities=build.severities(records.get("severities")),
        people=build.choice("people", records.get("people"), ("open", "closed"), "open"),
        rules=build.rules(records.get("rules")),
        profiles=build.profiles(records.get("profiles")),
        languages=build.languages("languages", records.get("languages")),
        baseline=build.text("baseline", records.get("baseline")),
        max_file_size=build.size(records.get("max_file_size")),
        improvement_tolerance=build.tolerance(records.get("improvement_tolerance")),
        status=build.status(status),
        root=root,
        source=source,
    )
    if docs_dir is not None and site_dir is not None:
        folders = {"docs_dir": docs_dir, "site_dir": site_dir, "the status site's dir": policy.status_dir}
        build.problems.extend(overlaps(folders))
    if build.problems:
        raise PolicyError(source, build.problems)
    return policy


class _Build:
    def __init__(self) -> None:
        self.problems: list[str] = []

    def known(self, where: str, options: Mapping[str, Any], names: Iterable[str]) -> None:
        names = list(names)
        for name in options:
            if name not in names:
                near = get_close_matches(str(name), names, 1)
                hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(names)}"
                self.problems.append(f"{where}: unknown option {name!r}; {hint}")

    def mapping(self, where: str, value: Any, names: Iterable[str] = ()) -> Mapping[str, Any]:
        if value is None:
            return {}
        if not isinstance(value, Mapping):
            self.problems.append(f"{where}: must be a mapping, not {value!r}")
            return {}
        if names:
            self.known(where, value, names)
        return value

    def listed(self, where: str, value: Any) -> list[Any]:
        if value is None:
            return []
        if isinstance(value, str) or not isinstance(value, (list, tuple)):
            self.problems.append(f"{where}: must be a list, not {value!r}")
            return []
        return list(value)

    def text(self, where: str, value: Any) -> str | None:
        if value is None or isinstance(value, str):
            return value or None
        self.problems.append(f"{where}: must be text, not {value!r}")
        return None

    def choice(self, where: str, value: Any, options: tuple[str, ...], default: str) -> str:
        if value is None:
            return default
        if value in options:
            return str(value)
        self.problems.append(f"{where}: must be one of {', '.join(options)}, not {value!r}")
        return default

    def minutes(self, where: str, value: Any) -> int | None:
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and value > 0:
            return value
        self.problems.append(f"{where}: must be a whole number above 0, not {value!r}")
        return None

    def zone(self, value: Any) -> ZoneInfo:
        name = "UTC" if value is None else str(value)
        try:
            return ZoneInfo(name)
        except (OSError, ValueError, LookupError):
            self.problems.append(f"timezone: {name!r} is no time zone; use an IANA name such as Europe/London")
            return ZoneInfo("UTC")

    def severities(self, value: Any) -> tuple[Severity, ...]:
        if value is None:
            return DEFAULT_SEVERITIES
        found: list[Severity] = []
        names = tuple(field.name for field in dataclasses.fields(Severity))
        for number, entry in enumerate(self.listed("severities", value), start=1):
            where = f"severities, entry {number}"
            options = self.mapping(where, entry, names)
            identifier = options.get("id")
            if not isinstance(identifier, str) or any(identifier == known.id for known in found):
                self.problems.append(f"{where}: needs an id of its own")
                continue
            found.append(
                Severity(
                    identifier,
                    str(options.get("name") or identifier),
                    self.choice(
                        f"{where}: impact", options.get("impact"), ("critical", "major", "minor", "none"), "none"
                    ),
                    self.minutes(f"{where}: update_every", options.get("update_every")),
                    self.minutes(f"{where}: announce_within", options.get("announce_within")),
                    self.choice(
                        f"{where}: postmortem", options.get("postmortem"), ("required", "optional"), "optional"
                    ),
                    self.minutes(f"{where}: due_days", options.get("due_days")),
                )
            )
        if not found:
            self.problems.append("severities: there must be at least one")
        return tuple(found) or DEFAULT_SEVERITIES

    def rules(self, value: Any) -> Mapping[str, str]:
        found = {}
        for code, level in self.mapping("rules", value).items():
            written = "off" if level is False else str(level)
            if not re.fullmatch(r"[A-Z]{2}\d{0,3}", str(code)):
                self.problems.append(f"rules: {code!r} is no rule code and no prefix of one")
            elif written not in _LEVELS:
                self.problems.append(f"rules: {code}: must be one of {', '.join(_LEVELS)}, not {level!r}")
            else:
                found[str(code)] = written
        return found

    def profiles(self, value: Any) -> tuple[Profile, ...]:
        found = []
        names = tuple(field.name for field in dataclasses.fields(Profile))
        for number, entry in enumerate(self.listed("profiles", value), start=1):
            where = f"profiles, entry {number}"
            options = self.mapping(where, entry, names)
            paths = tuple(str(path) for path in self.listed(f"{where}: paths", options.get("paths")))
            if not paths:
                self.problems.append(f"{where}: needs paths, such as [postmortems/old/**]")
            found.append(
                Profile(
                    paths,
                    self.choice(f"{where}: based_on", options.get("based_on"), ("default",), "default"),
                    self.sections(f"{where}: required", options.get("required")),
                    self.sections(f"{where}: warned", options.get("warned")),
                    self.by_section(f"{where}: aliases", options.get("aliases")),
                    self.choice(f"{where}: labels", options.get("labels"), ("headings", "bold"), "headings"),
                )
            )
        return tuple(found)

    def sections(self, where: str, value: Any) -> Mapping[str, tuple[str, ...]]:
        """Section ids by severity id."""
        found = {}
        for severity, listed in self.mapping(where, value).items():
            ids = tuple(str(one) for one in self.listed(f"{where}: {severity}", listed))
            for one in ids:
                if one not in SECTION_IDS:
                    self.problems.append(
                        f"{where}: {severity}: unknown section {one!r}; known are {', '.join(SECTION_IDS)}"
                    )
            found[str(severity)] = ids
        return found

    def by_section(self, where: str, value: Any) -> Mapping[str, tuple[str, ...]]:
        options = self.mapping(where, value, SECTION_IDS)
        return {
            str(section): tuple(str(alias) for alias in self.listed(f"{where}: {section}", listed))
            for section, listed in options.items()
        }

    def languages(self, where: str, value: Any) -> tuple[str, ...]:
        if value is None:
            return ("en",)
        found = tuple(str(language) for language in self.listed(where, value))
        for language in found:
            if language not in LANGUAGES:
                self.problems.append(f"{where}: {language!r} is not supported; there are {', '.join(LANGUAGES)}")
        return found or ("en",)

    def size(self, value: Any) -> int:
        if value is None:
            return Policy().max_file_size
        match = _SIZE.fullmatch(str(value).strip())
        if match is None:
            self.problems.append(f"max_file_size: must be a size such as 2MB, not {value!r}")
            return Policy().max_file_size
        return int(float(match[1]) * _FACTOR[(match[2] or "B").lower()])

    def share(self, where: str, value: Any, default: float) -> float:
        if value is None:
            return default
        if isinstance(value, (int, float)) and not isinstance(value, bool) and value >= 0:
            return float(value)
        self.problems.append(f"{where}: must be a number from 0, not {value!r}")
        return default

    def tolerance(self, value: Any) -> Tolerance:
        options = self.mapping("improvement_tolerance", value, ("percent", "minutes"))
        return Tolerance(
            self.share("improvement_tolerance: percent", options.get("percent"), Tolerance().percent),
            self.share("improvement_tolerance: minutes", options.get("minutes"), Tolerance().minutes),
        )

    def status(self, options: Mapping[str, Any]) -> StatusOptions:
        defaults = StatusOptions()
        url = self.text("url", options.get("url"))
        if url is not None and not re.fullmatch(r"https?://[^\s/]+(/\S*)?", url):
            self.problems.append(f"url: {url!r} is no web address; write it as https://status.example.com/")
            url = None
        authority = self.text("feed_authority", options.get("feed_authority"))
        if authority is not None and not re.fullmatch(r"[a-z0-9.-]+(@[a-z0-9.-]+)?|[\w.+-]+@[a-z0-9.-]+", authority):
            self.problems.append(f"feed_authority: {authority!r} must be a domain, such as example.com")
            authority = None
        weights = dict(defaults.uptime_weights)
        states = tuple(state.value for state in weights)
        for state, weight in self.mapping("uptime_weights", options.get("uptime_weights"), states).items():
            if state in states:
                weights[State(state)] = min(1.0, self.share(f"uptime_weights: {state}", weight, weights[State(state)]))
        return StatusOptions(
            dir=self.text("dir", options.get("dir")) or defaults.dir,
            url=url if url is None or url.endswith("/") else url + "/",
            feed_authority=authority,
            feed_date=self.day("feed_date", options.get("feed_date"), defaults.feed_date),
            uptime_weights=weights,
            languages=self.languages("languages", options.get("languages")),
            brand=self.brand(options.get("brand")),
        )

    def day(self, where: str, value: Any, default: date) -> date:
        try:
            return default if value is None else date.fromisoformat(str(value))
        except ValueError:
            self.problems.append(f"{where}: must be a day such as 2026-01-01, not {value!r}")
            return default

    def brand(self, value: Any) -> Brand:
        options = self.mapping("brand", value, ("name", "colour", "logo", "footer"))
        colour = self.text("brand: colour", options.get("colour"))
        if colour is not None and not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
            self.problems.append(f"brand: colour: must be written as #0a7d4f, not {colour!r}")
            colour = None
        links = []
        for entry in self.listed("brand: footer", options.get("footer")):
            link = self.mapping("brand: footer", entry, ("title", "url"))
            if not re.match(r"https?://|mailto:", str(link.get("url"))):
                self.problems.append(f"brand: footer: {link.get('url')!r} must begin with https://, http:// or mailto:")
            else:
                links.append(FooterLink(str(link.get("title") or link["url"]), str(link["url"])))
        return Brand(
            self.text("brand: name", options.get("name")),
            colour,
            self.text("brand: logo", options.get("logo")),
            tuple(links),
        )


def overlaps(folders: Mapping[str, Path]) -> list[str]:
    """Which of some folders lie in one another: a build would delete or publish what is not its own."""
    named = list(folders.items())
    return [
        f"{name} ({folder}) and {other} ({place}) must lie apart"
        for index, (name, folder) in enumerate(named)
        for other, place in named[index + 1 :]
        if folder == place or folder in place.parents or place in folder.parents
    ]
