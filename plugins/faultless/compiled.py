"""Templates, compiled once and kept: compiling them takes longer than rendering a small site."""

from __future__ import annotations

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from faultless.caching import Kept


class _CompiledTemplates(BytecodeCache):
    def __init__(self, kept: Kept) -> None:
        self.kept = kept

    def load_bytecode(self, bucket: Bucket) -> None:
        content = self.kept.get(f"template-{bucket.key}")
        if content is not None:
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept.put(f"template-{bucket.key}", bucket.bytecode_to_string())


def compiled_templates(kept: Kept | None) -> BytecodeCache | None:
    """Where an environment keeps its compiled templates; None where nothing is kept."""
    return None if kept is None else _CompiledTemplates(kept)
