"""PU107 unresolvable-link."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from faultless.checks.finding import Level
from faultless.checks.public_targets import Targets, public_links, public_mentions
from faultless.checks.public_text import public_texts
from faultless.checks.rule import Context, Hit, Rule
from faultless.reading import resolve_mention


def check(context: Context) -> Iterator[Hit]:
    """Links in public text that customers cannot follow: relative ones, those inside, those to bare host names."""
    targets = Targets(context.records.root)
    for region, link in public_links(context, images=False):
        path = region.record.path
        if not targets.survives(link):
            message = f"the link to {link.target!r} leads nowhere on the status page"
            hint = "give the whole address, mention a public record as [[its-id]], or put the file into public/"
            yield Hit(path, link.span, message, hint)
        elif _is_inside(link.target):
            message = f"the link to {link.target!r} leads to a host that only your own network knows"
            yield Hit(path, link.span, message, "leave it out, or link to a page that customers can open")
    yield from _mentions(context)


def _is_inside(target: str) -> bool:
    try:
        host = urlsplit(target).hostname
    except ValueError:
        return False
    return bool(host) and "." not in (host or "") and ":" not in (host or "")


def _mentions(context: Context) -> Iterator[Hit]:
    """Mentions of records that are not public; one that names nothing at all is XR101."""
    resolve = public_mentions(context)
    for text in public_texts(context, lambda low: "[[" in low):
        for region in text.regions:
            for block in region.blocks:
                for mention in block.mentions:
                    target = mention.target
                    if resolve(target)[1] is None and resolve_mention(target, context.base) is not None:
                        message = f'[[{target}]] is internal: customers read "an internal record" without a link'
                        hint = "say what they need to know of it, or move the mention below the updates"
                        yield Hit(text.record.path, mention.span, message, hint)


RULE = Rule(
    "PU107",
    "unresolvable-link",
    Level.ERROR,
    "a link that is needed during an outage must open, and one that leads inside tells what is there",
    check,
)
