"""What can be made again and is kept between runs: `.cache/faultless` beside the configuration.

Deleting it is always safe, and so are two runs at once: every file is written aside and moved into place. A file is
used only where it is whole and was written by somebody who knows the user's key: what comes with a stranger's pull
request is content, and nothing of it may pass for what Faultless itself made of it.
"""

from __future__ import annotations

import os
import pickle
import secrets
from contextlib import suppress
from dataclasses import dataclass, field, fields, is_dataclass
from functools import lru_cache
from hashlib import blake2b
from hmac import compare_digest
from io import BytesIO
from pathlib import Path
from typing import Any

from faultless import __version__
from faultless.files import beside

VARIABLE = "FAULTLESS_CACHE"
"""Names another folder; empty: nothing is kept."""

KEY_VARIABLE = "FAULTLESS_CACHE_KEY"
"""A secret, for machines that share a folder; else each user has a key of their own."""

PLACE = Path(".cache", "faultless")
"""Where it is kept, below the folder of the configuration."""

_MARK = 32
_UNTRACKED = "*\n"
_ENDINGS = (".py", ".txt", ".yml", ".po", ".jinja2")


@dataclass(frozen=True, slots=True)
class Kept:
    """Named bytes on disk; what is damaged, foreign or cannot be read is as if it were not there.

    Attributes:
        folder: where they are.
        key: whoever has it may write what is used.
        refused: names under which there was something that is damaged or not ours.
    """

    folder: Path
    key: bytes = field(repr=False)
    refused: set[str] = field(default_factory=set, repr=False, compare=False)

    def get(self, name: str) -> bytes | None:
        """What was kept under a name, whole and as it was; None if there is nothing."""
        try:
            found = (self.folder / name).read_bytes()
        except OSError:
            return None
        mark, content = found[:_MARK], found[_MARK:]
        if not compare_digest(self._mark(name, content), mark):
            self.refused.add(name)
            return None
        return content

    def put(self, name: str, content: bytes) -> None:
        """Keep it, if that can be done."""
        target = self.folder / name
        with suppress(OSError), beside(target, self._mark(name, content) + content, lasting=False) as new:
            new.replace(target)

    def _mark(self, name: str, content: bytes) -> bytes:
        digest = blake2b(f"{__version__} {name}\n".encode(), key=self.key, digest_size=_MARK)
        digest.update(content)
        return digest.digest()


def kept_beside(root: Path, given: Path | None = None) -> Kept | None:
    """What earlier runs have kept; None where nothing can or shall be kept.

    Args:
        root: folder of the configuration, else of the content root.
        given: another folder to keep it in, before what `FAULTLESS_CACHE` says.
    """
    said = os.environ.get(VARIABLE)
    if given is None and said == "":
        return None
    folder = given or (Path(said) if said else root / PLACE)
    key = _key(os.environ.get(KEY_VARIABLE, ""))
    if key is None:
        return None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError), (folder / ".gitignore").open("x", encoding="utf-8") as file:
            file.write(_UNTRACKED)
    except OSError:
        return None
    return Kept(folder, key) if os.access(folder, os.W_OK | os.X_OK) else None


class _Packer(pickle.Pickler):
    """Pickles immutable values by their fields, from which they are made again twice as fast as from their state."""

    def reducer_override(self, obj: object) -> Any:
        """How to make something again."""
        if is_dataclass(obj) and not isinstance(obj, type):
            return type(obj), tuple(getattr(obj, one.name) for one in fields(obj))
        return NotImplemented


def packed(value: object) -> bytes:
    """A value as bytes; `pickle.loads` makes it again, of bytes that nobody but us can have written."""
    stream = BytesIO()
    _Packer(stream, 5).dump(value)
    return stream.getvalue()


def digest_of(*parts: str) -> str:
    """What tells texts from any others."""
    digest = blake2b(digest_size=16)
    for part in parts:
        told = part.encode("utf-8", "surrogatepass")
        digest.update(len(told).to_bytes(8, "big") + told)
    return digest.hexdigest()


def sources_of(kept: Kept, *names: str) -> str:
    """What tells some of our own sub-packages and modules from any other version of them: every file counts."""
    files = [Path(path) for name in names for path in _files_of(name)]
    states = ((str(file), file.stat()) for file in files)
    stated = digest_of(*(f"{file} {state.st_size} {state.st_mtime_ns}" for file, state in states))
    known = kept.get(f"sources-{stated}")
    if known is None:
        known = digest_of(*(file.read_text(encoding="utf-8") for file in files)).encode()
        kept.put(f"sources-{stated}", known)
    return known.decode()


@lru_cache(maxsize=16)
def _files_of(name: str) -> tuple[str, ...]:
    """Paths of the files that a sub-package consists of, in one order everywhere."""
    found = []
    place = Path(__file__).parent / name
    if place.is_file():
        return (str(place),)
    for folder, _, files in sorted(os.walk(place)):
        found += [f"{folder}/{file}" for file in sorted(files) if file.endswith(_ENDINGS)]
    return tuple(found)


@lru_cache(maxsize=1)
def packages() -> tuple[str, ...]:
    """Every library there is, with its version: `jinja2-3.1.6.dist-info`."""
    from click import __file__ as one_of_them  # noqa: PLC0415 - whoever runs us has loaded it

    return tuple(sorted(one.name for one in Path(one_of_them).parents[1].glob("*.dist-info")))


@lru_cache(maxsize=4)
def _key(given: str) -> bytes | None:
    """The key in force; None where the user can have none."""
    if given:
        return blake2b(given.encode("utf-8", "surrogatepass"), digest_size=_MARK).digest()
    from platformdirs import user_cache_path  # noqa: PLC0415 - who names a key does not need it

    file = user_cache_path("faultless") / "key"
    try:
        if not file.exists():
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with beside(file, secrets.token_bytes(_MARK)) as new, suppress(FileExistsError):
                os.link(new, file)
        key = file.read_bytes()
    except (OSError, RuntimeError):
        return None
    return key if len(key) == _MARK else None
