"""The options of the three plugins, as `mkdocs.yml` states them. The policy checks values and has the defaults."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from mkdocs.config import config_options as c
from mkdocs.config.base import Config


class RecordsConfig(Config):  # type: ignore[no-untyped-call] # MkDocs leaves it open
    """Options of `faultless`."""

    timezone = c.Optional(c.Type(str))
    """Zone of all days: an IANA name."""

    severities = c.Optional(c.Type(list))
    """The severity scale, worst first: `id`, `name`, `impact`, `update_every`, `announce_within`, `postmortem`,
    `due_days`."""

    people = c.Optional(c.Type(str))
    """`open`: free names allowed; `closed`: ids of the catalogue only."""

    rules = c.Optional(c.Type(dict))
    """Level by rule code or prefix: `error`, `warning`, `info`, `off`. The longest one that fits a rule counts."""

    profiles = c.Optional(c.Type(list))
    """How the documents of some folders are judged; each entry has `paths`, patterns from the content root on
    (`postmortems/old/**`), and of these what differs from the default: `required` and `warned`, sections by severity;
    `aliases`, further headings by section; `labels: bold`, where bold labels count as headings; `rules`, levels by code
    or prefix, which go before those for all files. Of several that fit a file the last one counts; one that has only
    `rules` leaves the rest to those before it."""

    languages = c.Optional(c.Type(list))
    """Languages of the content; they choose word lists and section titles."""

    baseline = c.Optional(c.Type(str))
    """A file of findings that are known and accepted, written by `faultless check --write-baseline`; relative to the
    configuration. `faultless-baseline.jsonl` beside it is used unasked."""

    max_file_size = c.Optional(c.Type((str, int)))
    """The largest file that is read, such as `2MB`."""

    improvement_tolerance = c.Optional(c.Type(dict))
    """How much shorter a duration must be to count as better: `percent` and `minutes`."""


class WikiConfig(Config):  # type: ignore[no-untyped-call] # MkDocs leaves it open
    """Options of `faultless/wiki`."""

    search = c.Choice(("auto", "material", "pagefind"), default="auto")
    """What is searched: the theme's own index, one of Pagefind's in pieces, or whichever is better for so many
    pages."""


class StatusConfig(Config):  # type: ignore[no-untyped-call] # MkDocs leaves it open
    """Options of `faultless/status`."""

    dir = c.Optional(c.Type(str))
    """Where the status site is written, relative to the configuration file."""

    url = c.Optional(c.Type(str))
    """Address of the status site; never taken from `site_url`."""

    feed_authority = c.Optional(c.Type(str))
    """Domain in the ids of feed entries; the host of `url` unless given."""

    feed_date = c.Optional(c.Type((str, date)))
    """Day in the ids of feed entries."""

    uptime_weights = c.Optional(c.Type(dict))
    """Share of a minute that counts as down, by component state."""

    languages = c.Optional(c.Type(list))
    """Languages of the interface, the first one at the root."""

    brand = c.Optional(c.Type(dict))
    """`name`, `colour`, `colour_dark`, `logo`, `favicon` and `footer`."""


def stated(config: Config) -> Mapping[str, Any]:
    """The options that `mkdocs.yml` states."""
    return {name: value for name, value in config.items() if value is not None}
