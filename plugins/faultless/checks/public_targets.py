"""Where the links and images of public text lead, judged by the gate itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from faultless.checks.public_text import Region, is_told, public_texts
from faultless.checks.rule import Context
from faultless.model import Visibility
from faultless.public.folders import FOLDER
from faultless.public.markdown import render
from faultless.public.mentions import Mentions
from faultless.reading import Link
from faultless.reading.inline import LINK_NOUN
from faultless.reading.root import Tree


@dataclass(frozen=True)
class Targets:
    """What links and images of public text may lead to, in one content root."""

    root: Path

    @cached_property
    def assets(self) -> frozenset[str]:
        """The files below `public/`, by their paths there."""
        files = (found for found in Tree(self.root).files() if found.kind == "asset")
        return frozenset(found.path.partition("/")[2] for found in files)

    def survives(self, link: Link) -> bool:
        """Whether the gate lets a link or an image through with its address."""
        target = link.target
        if not link.image and target.lower().startswith(("https://", "http://", "mailto:")):
            return True
        if not link.image and link.text == LINK_NOUN and target.startswith("www."):
            return True  # it is not made a link there, and reads as it is written
        escaped = target.replace("\\", "\\\\").replace("<", "\\<").replace(">", "\\>").replace("\n", "")
        rendered = render(f"{'!' if link.image else ''}[x](<{escaped}>)", assets=self.assets)
        return ('src="' if link.image else 'href="') in rendered


def public_links(context: Context, *, images: bool) -> Iterator[tuple[Region, Link]]:
    """The links, or the images, of public Markdown."""
    for text in public_texts(context, lambda low: "](" in low or "]:" in low or "<" in low or "://" in low):
        for region in text.regions:
            for block in region.blocks:
                for link in block.links:
                    if link.image is images and link.span.line not in region.hidden:
                        yield region, link


def public_mentions(context: Context) -> Mentions:
    """How the gate resolves `[[mentions]]` once every public record has been told of."""
    base = context.base
    folders = {one.id: FOLDER[one.kind] for one in base.incidents if is_told(one)}
    components = {one.id: one for one in base.catalogue.components if one.visibility is Visibility.PUBLIC}
    return Mentions(base, folders, components)
