"""An audit as one page of HTML that needs nothing else."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from faultless.auditing.adoption import adoption, described
from faultless.auditing.audit import Audit
from faultless.auditing.facts import Presence
from faultless.auditing.text import SHORT
from faultless.policy import SECTION_IDS, section_title

_TEMPLATES = Path(__file__).with_name("templates")
_WORDS = {Presence.HAS: "has", Presence.EMPTY: "is empty", Presence.LACKS: "lacks"}
_MARKS = {Presence.HAS: "●", Presence.EMPTY: "○", Presence.LACKS: "·"}


def to_html(audit: Audit, *, base: str | None = None) -> str:
    """The audit for a browser: no script, nothing from elsewhere, everything escaped.

    Args:
        audit: what to show.
        base: where the archive lies as seen from the page, as a relative path, so that files can be opened from it.
    """
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def address(path: str) -> str | None:
        return None if base is None else quote(f"./{base}/{path}")

    return environment.get_template("audit.html.jinja2").render(
        audit=audit,
        name=Path(audit.root).resolve().name or audit.root,
        plan=adoption(audit),
        described=described,
        address=address,
        sections=[(section, SHORT[section], section_title(section)) for section in audit.weights],
        census=[
            (section_title(section), audit.count(section), audit.count(section, Presence.EMPTY))
            for section in SECTION_IDS
        ],
        words=_WORDS,
        marks=_MARKS,
    )
