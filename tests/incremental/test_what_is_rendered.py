"""How much a build on top of the last one makes: what has changed, what shows that, and nothing else."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from editing import CONFIG, START, Edited

from faultless.caching import Kept
from faultless.publishing import Built, build_content

COUNT = 30
RECORD = """\
---
title: Trouble number {number}
severity: sev2
visibility: public
components: {{{component}: partial_outage}}
started: {at:%Y-%m-%d %H:%M} UTC
resolved: {at:%Y-%m-%d} 23:00 UTC
---

## Investigating — {at:%Y-%m-%d %H:%M} UTC

Some requests return errors.

## Resolved — {at:%Y-%m-%d} 23:00 UTC

Everything works normally again.
"""


class Site:
    """Content that is built again and again into one folder."""

    def __init__(self, folder: Path) -> None:
        self.edited = Edited(folder / "edited", 0)
        self.kept = Kept(folder / "kept", b"key" * 10)
        self.kept.folder.mkdir()
        self.out = folder / "out"
        (folder / "edited" / "mkdocs.yml").write_text(CONFIG % ("major", "UTC", "", "en"))
        for file in self.edited.records():
            file.unlink()
        for number in range(COUNT):
            at = START - timedelta(days=3 * number + 1, hours=2)
            text = RECORD.format(number=number, component=("checkout", "api")[number % 2], at=at)
            (self.edited.content / "incidents" / f"{at:%Y-%m-%d}-record.md").write_text(text)

    def build(self) -> Built:
        edited = self.edited
        done = build_content(edited.content, edited.policy, edited.now, self.out, edited.overrides, self.kept)
        assert isinstance(done, Built)
        return done

    def record(self, place: int) -> Path:
        """A record, the newest one first."""
        return self.edited.records()[-1 - place]


@pytest.fixture
def site(tmp_path):
    made = Site(tmp_path)
    made.build()
    return made


def pages(done: Built) -> set[str]:
    return {path for path in done.rendered if path.endswith(".html")}


def test_where_nothing_has_changed_nothing_is_rendered_and_nothing_written(site):
    done = site.build()
    assert (dict(done.rendered), done.changes.written) == ({}, 0)
    assert len(done.reused) == done.changes.unchanged


def test_a_file_that_was_only_touched_renders_nothing(site):
    os.utime(site.record(3), (1, 1))
    assert dict(site.build().rendered) == {}


def test_an_old_update_that_is_edited_renders_its_page_its_neighbours_and_what_lists_it(site):
    file = site.record(10)
    file.write_text(file.read_text().replace("Some requests", "A few requests"))
    done = site.build()
    names = {site.record(place).stem for place in (9, 10, 11)}
    assert pages(done) == {
        *(f"incidents/{name}/index.html" for name in names),
        f"history/{file.stem[:7]}/index.html",
        "history/index.html",
        "affected/index.html",
        "components/checkout/index.html",
        "index.html",
    }
    assert f"incidents/{file.stem}/feed.atom" in done.rendered
    assert "components/api/feed.atom" not in done.rendered


def test_as_time_passes_only_what_says_the_time_is_rendered(site):
    site.edited.now += timedelta(minutes=5)
    made = pages(site.build())
    assert "index.html" in made
    assert not [path for path in made if path.startswith("incidents/")]
    assert len([path for path in made if path.startswith("history/2")]) <= 1


def test_an_open_incident_is_rendered_as_time_passes(site):
    file = site.record(0)
    text = file.read_text().partition("\n## Resolved")[0]
    file.write_text("".join(line for line in text.splitlines(keepends=True) if not line.startswith("resolved:")))
    site.build()
    site.edited.now += timedelta(minutes=5)
    assert f"incidents/{file.stem}/index.html" in site.build().rendered


def test_a_page_that_somebody_has_changed_in_the_tree_is_put_right(site):
    page = site.out / "incidents" / site.record(4).stem / "index.html"
    was = page.read_bytes()
    page.write_bytes(was.replace(b"Trouble", b"Triumph"))
    done = site.build()
    assert page.read_bytes() == was
    assert set(done.rendered) == {page.relative_to(site.out).as_posix()}


def test_a_file_that_somebody_has_deleted_from_the_tree_is_made_again(site):
    (site.out / "feed.atom").unlink()
    assert set(site.build().rendered) == {"feed.atom"}
    assert (site.out / "feed.atom").exists()


def test_another_template_renders_every_page(site):
    folder = site.edited.folder / "overrides" / "status"
    folder.mkdir(parents=True)
    (folder / "row.html.jinja2").write_text("{{ component.name }}")
    done = site.build()
    assert not done.reused


def test_a_page_of_the_site_s_own_that_looks_up_more_is_rendered_when_that_changes(site):
    folder = site.edited.folder / "overrides" / "status"
    folder.mkdir(parents=True)
    (folder / "head.html.jinja2").write_text("")
    (folder / "redirect.html.jinja2").write_text("{{ site.generated_at }}")
    file = site.record(20)
    file.write_text(file.read_text().replace("---\n\n", "aliases: [former-name]\n---\n\n", 1))
    site.build()
    site.edited.now += timedelta(minutes=5)
    assert "incidents/former-name/index.html" in site.build().rendered


@pytest.mark.parametrize("damage", [lambda _: b"", lambda was: was[:-1], lambda was: was[:-1] + bytes([was[-1] ^ 1])])
def test_what_is_damaged_is_noticed_and_not_used(site, damage):
    before = {path: path.read_bytes() for path in site.out.rglob("*") if path.is_file()}
    for file in site.kept.folder.iterdir():
        file.write_bytes(damage(file.read_bytes()))
    done = site.build()
    assert len(done.rendered) == len(before) - 1, "all but the mark of the folder"
    assert any(name.startswith("site-") for name in site.kept.refused)
    assert {path: path.read_bytes() for path in site.out.rglob("*") if path.is_file()} == before


def test_what_somebody_else_has_kept_is_not_used(site):
    site.kept = Kept(site.kept.folder, b"another key" * 2)
    assert not site.build().reused


def test_a_build_says_why_it_made_a_page_and_why_not(site):
    file = site.record(10)
    file.write_text(file.read_text().replace("Some requests", "A few requests"))
    done = site.build()
    assert done.explained(f"incidents/{file.stem}/index.html") == "rendered; different: incident"
    assert done.explained(f"incidents/{site.record(9).stem}/index.html") == "rendered; different: older"
    assert (done.explained(f"incidents/{site.record(5).stem}/index.html") or "").startswith("reused; alike: ")
    assert done.explained("nowhere/index.html") is None
