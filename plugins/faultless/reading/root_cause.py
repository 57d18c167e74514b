"""Files under `root-causes/`."""

from __future__ import annotations

from faultless.model import CategoryKind, CauseStatus, RootCause
from faultless.reading.fault import Fault
from faultless.reading.front_matter import FrontMatter
from faultless.reading.incident import member
from faultless.reading.keys import Keys
from faultless.reading.lookup import Lookup
from faultless.reading.schema import REQUIRED, ROOT_CAUSE_KEYS


def read_root_cause(
    identifier: str, path: str, head: FrontMatter, lookup: Lookup
) -> tuple[RootCause, tuple[Fault, ...]]:
    """What a file says, and what was wrong with it. Never raises."""
    faults = list(head.yaml.faults)
    keys = Keys(head.yaml.values, head.yaml.keys, path, faults)
    keys.known(ROOT_CAUSE_KEYS)
    if not any(fault.code == "FM002" for fault in faults):
        keys.required(REQUIRED["root-cause"], "a root cause")
    components = []
    for name, span in keys.texts_with_places("components"):
        component = lookup.component(keys, name, span)
        if component is not None:
            components.append(component)
    status = member(CauseStatus, keys.choice("status", [status.value for status in CauseStatus]))
    cause = RootCause(
        id=identifier,
        title=keys.text("title") or identifier,
        categories=lookup.categories(keys, "categories", (CategoryKind.TRIGGER, CategoryKind.CAUSE)),
        components=tuple(components),
        status=status or CauseStatus.OPEN,
        body=head.body,
        body_line=head.body_line,
        tags=keys.texts("tags"),
        aliases=keys.texts("aliases"),
        redirects=keys.texts("redirects"),
    )
    return cause, tuple(faults)
