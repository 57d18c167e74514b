"""What can be made again and is kept between runs, in the user's cache folder. Deleting it is always safe."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from faultless import __version__

VARIABLE = "FAULTLESS_CACHE"
"""Names another folder; empty: nothing is kept."""

_DIGEST = hashlib.sha256().digest_size


@lru_cache(maxsize=4)
def cache_folder(given: str | None) -> Path | None:
    """The folder of this version of Faultless, made if need be; None where nothing can or shall be kept.

    Args:
        given: the value of `FAULTLESS_CACHE`.
    """
    if given == "":
        return None
    if given is None:
        from platformdirs import user_cache_path  # noqa: PLC0415 - who names a folder does not need it

        given = str(user_cache_path("faultless"))
    folder = Path(given) / __version__
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK | os.X_OK) else None


class Kept:
    """Named bytes on disk; what is damaged or cannot be read is as if it were not there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, name: str) -> bytes | None:
        """What was kept under a name, whole and as it was; None if there is nothing."""
        try:
            found = (self.folder / name).read_bytes()
        except OSError:
            return None
        digest, content = found[:_DIGEST], found[_DIGEST:]
        return content if hashlib.sha256(content).digest() == digest else None

    def put(self, name: str, content: bytes) -> None:
        """Keep it, if that can be done."""
        with suppress(OSError):
            handle, path = tempfile.mkstemp(dir=self.folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(hashlib.sha256(content).digest() + content)
                os.replace(path, self.folder / name)  # noqa: PTH105 - a plain path is at hand
            except OSError:
                with suppress(OSError):
                    os.unlink(path)  # noqa: PTH108


class _CompiledTemplates(BytecodeCache):
    def __init__(self, kept: Kept) -> None:
        self.kept = kept

    def load_bytecode(self, bucket: Bucket) -> None:
        content = self.kept.get(f"template-{bucket.key}")
        if content is not None:
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept.put(f"template-{bucket.key}", bucket.bytecode_to_string())


def compiled_templates() -> BytecodeCache | None:
    """Keeps compiled templates: compiling them takes longer than rendering a small site."""
    folder = cache_folder(os.environ.get(VARIABLE))
    return None if folder is None else _CompiledTemplates(Kept(folder))
