"""The options of `faultless/status`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from faultless.model import State
from faultless.policy import contrast
from faultless.policy.options import Brand, FooterLink, StatusOptions
from faultless.policy.values import Values, shown
from faultless.policy.where import Where

_AUTHORITY = re.compile(r"[a-z0-9.-]+(@[a-z0-9.-]+)?|[\w.+-]+@[a-z0-9.-]+", re.ASCII)
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_LINK = re.compile(r"https?://|mailto:")
_HERE = Where("faultless/status")


def status_options(values: Values, options: Mapping[str, Any]) -> StatusOptions:
    """How and where the status site is made."""
    defaults = StatusOptions()
    authority = values.text(_HERE.key("feed_authority"), options.get("feed_authority"))
    if authority is not None and not _AUTHORITY.fullmatch(authority):
        values.problem(_HERE.key("feed_authority"), f"{shown(authority)} must be a domain, such as example.com")
        authority = None
    return StatusOptions(
        dir=values.text(_HERE.key("dir"), options.get("dir")) or defaults.dir,
        url=values.address(_HERE.key("url"), options.get("url")),
        feed_authority=authority,
        feed_date=values.day(_HERE.key("feed_date"), options.get("feed_date"), defaults.feed_date),
        uptime_weights=_weights(values, options.get("uptime_weights"), defaults.uptime_weights),
        languages=values.languages(_HERE.key("languages"), options.get("languages")),
        brand=_brand(values, options.get("brand")),
    )


def _weights(values: Values, value: Any, defaults: Mapping[State, float]) -> Mapping[State, float]:
    """The defaults with the weights that are given; none is above 1."""
    weights = dict(defaults)
    states = tuple(state.value for state in weights)
    where = _HERE.key("uptime_weights")
    for state, weight in values.mapping(where, value, states).items():
        if state in states:
            share = values.share(where.key(state), weight, weights[State(state)])
            weights[State(state)] = min(1.0, share)
    return weights


def _brand(values: Values, value: Any) -> Brand:
    here = _HERE.key("brand")
    options = values.mapping(here, value, ("name", "colour", "colour_dark", "logo", "favicon", "footer"))
    links = []
    for number, entry in enumerate(values.listed(here.key("footer"), options.get("footer"))):
        where = here.key("footer").entry(number)
        link = values.mapping(where, entry, ("title", "url"))
        title, url = link.get("title"), values.text(where.key("url"), link.get("url")) or ""
        if not _LINK.match(url):
            values.problem(where.key("url"), f"{shown(url)} must begin with https://, http:// or mailto:")
        else:
            links.append(FooterLink(values.text(where.key("title"), title) or url, url))
    return Brand(
        name=values.text(here.key("name"), options.get("name")),
        colour=_colour(values, here.key("colour"), options.get("colour"), contrast.LIGHT),
        colour_dark=_colour(values, here.key("colour_dark"), options.get("colour_dark"), contrast.DARK),
        logo=values.text(here.key("logo"), options.get("logo")),
        favicon=values.text(here.key("favicon"), options.get("favicon")),
        footer=tuple(links),
    )


def _colour(values: Values, where: Where, value: Any, grounds: tuple[str, ...]) -> str | None:
    """A colour in which a link can be read on some grounds."""
    colour = values.text(where, value)
    if colour is None:
        return None
    if not _COLOUR.fullmatch(colour):
        values.problem(where, f"must be written as #0a7d4f, not {shown(colour)}")
        return None
    ratio, ground = contrast.least(colour, grounds)
    if ratio < contrast.ENOUGH:
        shown_ratio = int(ratio * 100) / 100  # rounded down: what is refused does not read as enough
        found = f"{colour} on {ground} has a contrast of {shown_ratio}:1, and links in it need {contrast.ENOUGH}:1"
        values.problem(where, f"{found}; {contrast.nearest(colour, grounds)} is the nearest that has it")
        return None
    return colour
