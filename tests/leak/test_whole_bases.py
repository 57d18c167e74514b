"""Knowledge bases by chance: nothing internal is on their status sites, and nothing internal shapes them.

`make fuzz EXAMPLES=20000` looks at more of them.
"""

from __future__ import annotations

import os
from pathlib import Path

from canaries import NOW, found, load_text, rendered
from hypothesis import given, settings
from hypothesis import strategies as st
from whole_bases import SECRET, Base, bases

from faultless.publishing.building import build_status

EXAMPLES = int(os.environ.get("FAULTLESS_EXAMPLES") or 300)


def _files(folder: Path, base: Base, telling: int) -> dict[str, bytes]:
    return rendered(load_text(folder / f"telling-{telling}" / "content", base.told(telling), base.policy(telling)))


@settings(max_examples=EXAMPLES, deadline=None)
@given(bases())
def test_no_internal_word_of_any_base_is_on_its_status_site_nor_changes_a_byte_of_it(tmp_path_factory, base):
    folder = tmp_path_factory.mktemp("base")
    files = _files(folder, base, 0)
    seen = found([SECRET[0], *base.shown], files)
    words = [f"{SECRET[0]}-{number:03}-vogel" for number in range(len(base.secrets))]
    leaked = found(words, files) if SECRET[0] in seen else {}
    assert {base.secrets[int(word.split("-")[1])]: where for word, where in leaked.items()} == {}
    assert SECRET[0] not in seen, seen[SECRET[0]]
    assert [word for word in base.shown if word not in seen] == []
    other = _files(folder, base, 1)
    assert [path for path in {**files, **other} if files.get(path) != other.get(path)] == []


@settings(max_examples=max(10, EXAMPLES // 30), deadline=None)
@given(bases(), st.integers(0, 1))
def test_an_edit_of_what_is_internal_touches_no_file_of_the_status_site(tmp_path_factory, base, first):
    """Not even its time: a newer file would say that somebody has been writing."""
    folder = tmp_path_factory.mktemp("edited")
    out = folder / "public"
    for telling in (first, 1 - first):
        records = load_text(folder / f"telling-{telling}" / "content", base.told(telling), base.policy(telling))
        changes = build_status(records, records.policy, NOW, out).changes
        times = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
        if telling == first:
            before = times
    assert changes.written == 0
    assert changes.deleted == ()
    assert times == before
