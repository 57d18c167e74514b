"""The options of `faultless/status`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from faultless.model import State
from faultless.policy.options import Brand, FooterLink, StatusOptions
from faultless.policy.values import Values, shown

_AUTHORITY = re.compile(r"[a-z0-9.-]+(@[a-z0-9.-]+)?|[\w.+-]+@[a-z0-9.-]+", re.ASCII)
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_LINK = re.compile(r"https?://|mailto:")


def status_options(values: Values, options: Mapping[str, Any]) -> StatusOptions:
    """How and where the status site is made."""
    defaults = StatusOptions()
    authority = values.text("feed_authority", options.get("feed_authority"))
    if authority is not None and not _AUTHORITY.fullmatch(authority):
        values.problems.append(f"feed_authority: {shown(authority)} must be a domain, such as example.com")
        authority = None
    return StatusOptions(
        dir=values.text("dir", options.get("dir")) or defaults.dir,
        url=values.address("url", options.get("url")),
        feed_authority=authority,
        feed_date=values.day("feed_date", options.get("feed_date"), defaults.feed_date),
        uptime_weights=_weights(values, options.get("uptime_weights"), defaults.uptime_weights),
        languages=values.languages("languages", options.get("languages")),
        brand=_brand(values, options.get("brand")),
    )


def _weights(values: Values, value: Any, defaults: Mapping[State, float]) -> Mapping[State, float]:
    """The defaults with the weights that are given; none is above 1."""
    weights = dict(defaults)
    states = tuple(state.value for state in weights)
    for state, weight in values.mapping("uptime_weights", value, states).items():
        if state in states:
            share = values.share(f"uptime_weights: {state}", weight, weights[State(state)])
            weights[State(state)] = min(1.0, share)
    return weights


def _brand(values: Values, value: Any) -> Brand:
    options = values.mapping("brand", value, ("name", "colour", "logo", "footer"))
    colour = values.text("brand: colour", options.get("colour"))
    if colour is not None and not _COLOUR.fullmatch(colour):
        values.problems.append(f"brand: colour: must be written as #0a7d4f, not {shown(colour)}")
        colour = None
    links = []
    for entry in values.listed("brand: footer", options.get("footer")):
        link = values.mapping("brand: footer", entry, ("title", "url"))
        title, url = link.get("title"), values.text("brand: footer: url", link.get("url")) or ""
        if not _LINK.match(url):
            values.problems.append(f"brand: footer: {shown(url)} must begin with https://, http:// or mailto:")
        else:
            links.append(FooterLink(values.text("brand: footer: title", title) or url, url))
    name, logo = values.text("brand: name", options.get("name")), values.text("brand: logo", options.get("logo"))
    return Brand(name, colour, logo, tuple(links))
