"""Names that would become one and the same file."""

from __future__ import annotations

from collections.abc import Mapping

from faultless.importing.errors import ImportRefused


def refuse_collisions(identifiers: Mapping[str, str], folder: str) -> None:
    """Refuse names that lead to one id.

    Args:
        identifiers: the id of each name.
        folder: where a record of that id would stand.

    Raises:
        ImportRefused: there are some; all of them are named.
    """
    origins: dict[str, list[str]] = {}
    for name, identifier in identifiers.items():
        origins.setdefault(identifier, []).append(name)
    listed = [
        f"  {' and '.join(names)} would {'both' if len(names) == 2 else 'all'} become {folder}/{identifier}.md"
        for identifier, names in origins.items()
        if len(names) > 1
    ]
    if listed:
        raise ImportRefused(
            "\n".join(["names that collide; rename all but one of each:", *listed, "Nothing was written"])
        )
