"""PU110 non-public-asset."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.finding import Level
from faultless.checks.public_targets import Targets, public_links
from faultless.checks.rule import Context, Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    """Images in public text that do not lie below `public/`: the status site has no others."""
    targets = Targets(context.records.root)
    for region, link in public_links(context, images=True):
        if not targets.survives(link):
            outside = link.target.lower().startswith(("http://", "https://", "//"))
            problem = "lies on another site, and the status page asks none" if outside else "is no file below public/"
            hint = "put the picture into public/ and show it as ![what it shows](public/graph.png)"
            yield Hit(region.record.path, link.span, f"the image {link.target!r} {problem}", hint)


RULE = Rule(
    "PU110",
    "non-public-asset",
    Level.ERROR,
    "what lies elsewhere is internal, or watches your readers; the status page leaves it out",
    check,
)
