"""`[[x]]` in public text: a link where customers may follow it, and no word of what they may not know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from faultless.model import Component, Incident, KnowledgeBase
from faultless.public.words import one_line

UNTOLD: Final = "an internal record"
"""What stands for a record that is not public; not even its id is told."""


@dataclass(frozen=True)
class Mentions:
    """Resolves mentions against what is public.

    Attributes:
        folders: the folder of each public record on the status site, by the record's own id.
        components: public components by id.
    """

    base: KnowledgeBase
    folders: Mapping[str, str]
    components: Mapping[str, Component]

    def __call__(self, target: str) -> tuple[str, str | None]:
        """The words and the path for a target; one that names nothing in the base is the text it is."""
        kind, _, identifier = (part.strip() for part in target.rpartition("/"))
        kind = kind.casefold().removesuffix("s")
        incident = self.base.incident_by_id.get(identifier) if kind in {"", "incident"} else None
        if incident is not None:
            return self._record(incident)
        internal = identifier in self.base.postmortem_by_id or identifier in self.base.root_cause_by_id
        component = self.base.component_by_id.get(identifier.casefold()) if kind in {"", "component"} else None
        if component is not None and not (internal and kind == ""):
            return self._component(component)
        return (UNTOLD if internal or kind else target), None

    def _record(self, incident: Incident) -> tuple[str, str | None]:
        folder = self.folders.get(incident.id)
        return (UNTOLD, None) if folder is None else (one_line(incident.title), f"{folder}/{incident.id}/")

    def _component(self, component: Component) -> tuple[str, str | None]:
        if component.id not in self.components:
            return UNTOLD, None
        return one_line(component.name), f"components/{component.id}/"
