"""The options of the three plugins: their names, meanings and defaults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from faultless.model import State


@dataclass(frozen=True, slots=True)
class Severity:
    """One step of the severity scale.

    Attributes:
        id: what files say in `severity:`.
        name: what staff call it.
        impact: Statuspage's impact word for customers: `critical`, `major`, `minor`, `none`.
        update_every: longest time between public updates while unresolved, minutes; None asks for none.
        announce_within: longest time from `started` to the first public update, minutes; None asks for none.
        postmortem: `required` or `optional`.
        due_days: days from resolution until a required postmortem is due.
    """

    id: str
    name: str
    impact: str
    update_every: int | None = None
    announce_within: int | None = None
    postmortem: str = "optional"
    due_days: int | None = None


DEFAULT_SEVERITIES = (
    Severity("sev1", "Critical", "critical", 60, 30, "required", 2),
    Severity("sev2", "Major", "major", 240, 60, "required", 2),
    Severity("sev3", "Minor", "minor", 480, 240, "optional"),
    Severity("sev4", "Low", "none"),
)


@dataclass(frozen=True, slots=True)
class Profile:
    """How the documents of some folders are judged: which sections they need, and what rules weigh there.

    Attributes:
        paths: glob patterns relative to the content root, `**` across folders.
        based_on: name of the profile it starts from; `default` is the only shipped one.
        required, warned: section ids by severity id, in place of the base's.
        aliases: further headings by section id.
        labels: `headings`, or `bold` where bold list labels count as headings.
        rules: level by rule code or prefix, before what the policy says for all files.
    """

    paths: tuple[str, ...]
    based_on: str = "default"
    required: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    warned: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    labels: str = "headings"
    rules: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How much smaller a duration must be to count as better: by this share and by this many minutes."""

    percent: float = 5.0
    minutes: float = 1.0


@dataclass(frozen=True, slots=True)
class FooterLink:
    """A link at the foot of every public page."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Brand:
    """How the status site looks.

    Attributes:
        name: else the organisation's.
        colour, colour_dark: of links, `#rrggbb`, on light and on dark ground; None: our own blue.
        logo, favicon: files under `content/public/`; without a favicon it is a picture of the state.
        footer: links at the foot of every page.
    """

    name: str | None = None
    colour: str | None = None
    colour_dark: str | None = None
    logo: str | None = None
    favicon: str | None = None
    footer: tuple[FooterLink, ...] = ()


@dataclass(frozen=True, slots=True)
class StatusOptions:
    """Options of `faultless/status`.

    Attributes:
        dir: where the status site is written, relative to the folder of the configuration.
        url: absolute address of the status site, ending in `/`; None: see `Policy.status_url`.
        feed_authority: domain in the feeds' `tag:` ids; None: the host of the address.
        feed_date: day in the feeds' `tag:` ids.
        uptime_weights: share of a minute that counts as down, by component state.
        languages: languages of the interface, the first one at the root.
    """

    dir: str = "public"
    url: str | None = None
    feed_authority: str | None = None
    feed_date: date = date(2026, 1, 1)
    uptime_weights: Mapping[State, float] = field(
        default_factory=lambda: {
            State.MAJOR_OUTAGE: 1.0,
            State.PARTIAL_OUTAGE: 0.3,
            State.DEGRADED_PERFORMANCE: 0.0,
        }
    )
    languages: tuple[str, ...] = ("en",)
    brand: Brand = field(default_factory=Brand)


@dataclass(frozen=True, slots=True)
class Policy:
    """Every option in force.

    Attributes:
        timezone: zone of all days (bars, months, due dates).
        people: `open` (free names allowed) or `closed` (ids of the catalogue only).
        rules: level by rule code or prefix: `error`, `warning`, `info`, `off`.
        languages: of the content; they choose word lists and section aliases.
        baseline: file of findings that are known and accepted, relative to `root`; None: `faultless-baseline.jsonl`
            there, if it exists.
        max_file_size: bytes.
        wiki_url: absolute address of the wiki, MkDocs' own `site_url`; None where nobody has said it.
        root: folder of the configuration file, or of nothing; relative options start here.
        source: the configuration file, or None where the defaults stand.
    """

    timezone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    severities: tuple[Severity, ...] = DEFAULT_SEVERITIES
    people: str = "open"
    rules: Mapping[str, str] = field(default_factory=dict)
    profiles: tuple[Profile, ...] = ()
    languages: tuple[str, ...] = ("en",)
    baseline: str | None = None
    max_file_size: int = 2_000_000
    improvement_tolerance: Tolerance = field(default_factory=Tolerance)
    status: StatusOptions = field(default_factory=StatusOptions)
    wiki_url: str | None = None
    root: Path = field(default_factory=Path)
    source: Path | None = None

    def severity(self, identifier: str | None) -> Severity | None:
        """The severity with this id, or None."""
        return next((severity for severity in self.severities if severity.id == identifier), None)

    @property
    def status_dir(self) -> Path:
        """Where the status site is written: absolute."""
        return (self.root / self.status.dir).resolve()

    def status_url(self, organisation_url: str | None) -> str:
        """The absolute address of the status site, ending in `/`.

        The option `url`, else the organisation's address, else a local one.
        """
        url = self.status.url or organisation_url or "http://localhost:8000/"
        return url if url.endswith("/") else url + "/"
