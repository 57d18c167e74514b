"""What a preview leaves alone between two builds, and that nobody could tell."""

from __future__ import annotations

from collections.abc import Callable

import mkdocs.utils
import pytest
from mkdocs.exceptions import PluginError
from running import tree
from small_sites import Site, SiteBuilder, cause, incident, postmortem

from faultless.mkdocs.lasting import CAN_LAST

FILES = {
    "incidents/2026-03-14-checkout.md": incident("2026-03-14", "Checkout failed"),
    "incidents/2026-03-15-search.md": incident("2026-03-15", "Search was slow"),
    "postmortems/2026-03-14-checkout.md": postmortem("2026-03-14-checkout", head="root_causes: [an-expiry]\n"),
    "root-causes/an-expiry.md": cause(),
    "notes.md": "# Notes\n\nSee [[2026-03-15-search]].\n",
}
SEARCH = "incidents/2026-03-15-search/index.html"
CHECKOUT = "incidents/2026-03-14-checkout/index.html"


def files_of(made: Site) -> dict[str, bytes]:
    """What the preview serves, the status site apart."""
    return {path: content for path, content in tree(made.wiki).items() if not path.startswith("_status")}


def stamps(made: Site) -> dict[str, int]:
    return {str(file.relative_to(made.wiki)): file.stat().st_mtime_ns for file in made.wiki.rglob("*.html")}


def edited(made: Site, path: str, old: str, new: str) -> Callable[[], None]:
    file = made.root / "content" / path

    def edit() -> None:
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    return edit


def afresh(made: Site) -> dict[str, bytes]:
    """What a preview shows that has built nothing before."""
    found: list[dict[str, bytes]] = []
    made.while_serving(lambda: found.append(files_of(made)))
    return found[0]


@pytest.mark.skipif(not CAN_LAST, reason="on this system a preview writes every page again")
def test_a_page_that_is_as_it_was_is_not_written_again(project: SiteBuilder) -> None:
    made = project(FILES)
    seen: list[dict[str, int]] = []

    def look() -> None:
        seen.append(stamps(made))

    made.while_serving(
        look, edited(made, "incidents/2026-03-15-search.md", "Search was slow", "Search fell over"), look
    )
    before, after = seen
    assert before.keys() == after.keys()
    same = {path for path in before if before[path] == after[path]}
    assert CHECKOUT in same
    assert SEARCH not in same
    assert "notes/index.html" not in same  # it says the title


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda made: (made.root / "content/incidents/2026-03-15-search.md").unlink(), id="deleted"),
        pytest.param(
            lambda made: (made.root / "content/incidents/2026-03-15-search.md").rename(
                made.root / "content/incidents/2026-03-15-slow.md"
            ),
            id="renamed",
        ),
        pytest.param(lambda made: made.write({"guide/new.md": "# New\n", "guide/a.png": b"\x89PNG"}), id="more"),
        pytest.param(lambda made: (made.root / "content/notes.md").unlink(), id="a page that is no record"),
    ],
)
def test_what_is_served_is_what_a_preview_serves_that_has_built_nothing_before(
    project: SiteBuilder, change: Callable[[Site], None]
) -> None:
    made = project({**FILES, "old/picture.png": b"\x89PNG", "old/page.md": "# Old\n\n![](picture.png)\n"})
    seen: list[dict[str, bytes]] = []

    def edit() -> None:
        change(made)
        (made.root / "content/old/picture.png").unlink()
        (made.root / "content/old/page.md").unlink()

    made.while_serving(lambda: None, edit, lambda: seen.append(files_of(made)))
    assert not (made.wiki / "old").exists()
    assert seen[0] == afresh(made)


def test_after_a_build_that_failed_the_next_is_right(project: SiteBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    """What could not be written then is written now, though it is the same."""
    made = project(FILES)
    page = "root-causes/an-expiry/index.html"
    seen: list[dict[str, bytes]] = []
    full: list[bool] = []
    write = mkdocs.utils.write_file

    def written(content: bytes, path: str) -> None:
        if full and path.endswith(page):
            raise OSError(28, "No space left on device", path)
        write(content, path)

    def fill() -> None:
        edited(made, "root-causes/an-expiry.md", "title: ", "title: More than ")()
        full.append(True)

    def empty() -> None:
        assert b"More than" not in files_of(made)[page]
        full.clear()

    monkeypatch.setattr("mkdocs.utils.write_file", written)
    made.while_serving(fill, empty, lambda: seen.append(files_of(made)), survives=PluginError)
    assert b"More than" in seen[0][page]
    assert seen[0] == afresh(made)
