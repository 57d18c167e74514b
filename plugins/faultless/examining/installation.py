"""The interpreter and the packages: whether what Faultless needs is there, in versions it works with."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from faultless.examining.ailment import Ailment, advice, problem

OLDEST = (3, 10)
"""The oldest Python that is supported."""

PLUGINS = ("faultless", "faultless/wiki", "faultless/status")
"""The names under which MkDocs finds us."""


@dataclass(frozen=True, slots=True)
class Installation:
    """What is installed.

    Attributes:
        python: version of the interpreter.
        version: the version of a package, or None where it is not installed.
        plugins: the names under which MkDocs finds plugins.
    """

    python: tuple[int, int, int]
    version: Callable[[str], str | None]
    plugins: frozenset[str]


def this_installation() -> Installation:
    """What is installed beside the running interpreter."""
    from importlib import metadata  # noqa: PLC0415 - 36 ms that only this command pays

    def version(package: str) -> str | None:
        try:
            return metadata.version(package)
        except metadata.PackageNotFoundError:
            return None

    named = frozenset(entry.name for entry in metadata.entry_points(group="mkdocs.plugins"))
    major, minor, micro = sys.version_info[:3]
    return Installation((major, minor, micro), version, named)


def ailments_of_installation(found: Installation) -> Iterator[Ailment]:
    """What is missing, too old or known not to work."""
    if found.python < OLDEST:
        said = ".".join(map(str, found.python))
        yield problem("Python", f"{said} is too old", "Faultless needs 3.10 or newer", "install a newer Python")
    yield from _generator(found)
    yield from _known_troubles(found)
    if missing := [name for name in PLUGINS if name not in found.plugins]:
        yield problem(
            "plugins",
            f"MkDocs does not find {', '.join(missing)}",
            "a build ends with “The plugin is not installed”",
            "install Faultless into the same environment as MkDocs: python -m pip install faultless",
        )
    if found.version("pagefind-bin") is None:
        yield advice(
            "pagefind-bin",
            "is not installed",
            "a wiki of a thousand pages and more is searched in one large file, which takes a browser seconds to load",
            'python -m pip install "faultless[search]", once the wiki is that large',
        )
    if found.version("vl-convert-python") is None:
        yield advice(
            "vl-convert-python",
            "is not installed",
            "the wiki shows bars in place of its statistical pictures; its figures and tables are the same",
            'python -m pip install "faultless[charts]"',
        )


def _generator(found: Installation) -> Iterator[Ailment]:
    mkdocs, material = found.version("mkdocs"), found.version("mkdocs-material")
    if mkdocs is None and found.version("properdocs") is None:
        yield problem(
            "mkdocs",
            "is not installed",
            "the wiki cannot be built; the status site can",
            "python -m pip install mkdocs",
        )
    elif mkdocs is not None and _number(mkdocs) < (1, 6):
        yield problem("mkdocs", f"{mkdocs} is too old", "the plugins use events of 1.6", 'pip install "mkdocs>=1.6,<2"')
    elif mkdocs is not None and _number(mkdocs) >= (2,):
        yield problem("mkdocs", f"{mkdocs} has no plugins", "none of ours would run", 'pip install "mkdocs>=1.6,<2"')
    if material is None:
        yield problem(
            "mkdocs-material", "is not installed", "the wiki has no theme", "python -m pip install mkdocs-material"
        )
    elif _number(material) < (9, 6):
        yield problem(
            "mkdocs-material", f"{material} is too old", "the wiki extends 9.6", 'pip install "mkdocs-material>=9.6"'
        )


def _known_troubles(found: Installation) -> Iterator[Ailment]:
    click = found.version("click")
    if click is not None and _number(click)[:2] == (8, 3):
        yield problem(
            "click",
            f"{click} breaks the live reload of mkdocs serve",
            "pages do not follow your edits",
            'pip install "click!=8.3.*"',
        )
    if found.version("zensical") is not None:
        yield advice(
            "zensical",
            "is installed",
            "it ignores plugins without a word: a wiki built with it has no checks and no generated pages",
            "build with mkdocs",
        )


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version.partition("+")[0])[:3])
