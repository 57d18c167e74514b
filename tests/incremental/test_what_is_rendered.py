"""How much a build on top of the last one makes: what has changed, what shows that, and nothing else."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from editing import CONFIG, START, Edited

from faultless.caching import Kept
from faultless.publishing.building import Built
from faultless.publishing.content import Stopped, build_content

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
UPGRADE = f"""\
---
title: An upgrade
kind: maintenance
visibility: public
scheduled_for: {START + timedelta(minutes=30):%Y-%m-%d %H:%M} UTC
scheduled_until: {START + timedelta(minutes=90):%Y-%m-%d %H:%M} UTC
components: {{checkout: under_maintenance}}
---

## Scheduled — {START - timedelta(days=1):%Y-%m-%d %H:%M} UTC

We upgrade a database.
"""


class Site:
    """Content that is built again and again into one folder."""

    def __init__(self, folder: Path) -> None:
        self.edited = Edited(folder / "edited", 0)
        self.kept = Kept(folder / "kept", b"key" * 10)
        self.kept.folder.mkdir()
        self.out = folder / "out"
        self.time = 1_000_000_000
        (folder / "edited" / "mkdocs.yml").write_text(CONFIG % ("major", "UTC", "", "en"))
        for file in self.edited.records():
            file.unlink()
        for number in range(COUNT):
            at = START - timedelta(days=3 * number + 1, hours=2)
            text = RECORD.format(number=number, component=("checkout", "api")[number % 2], at=at)
            (self.edited.content / "incidents" / f"{at:%Y-%m-%d}-record.md").write_text(text)

    def age(self) -> None:
        """Let the files be old enough to be told from others by the time of their last change."""
        for file in self.edited.content.rglob("*.*"):
            self.write(file, file.read_text())

    def write(self, file: Path, text: str) -> None:
        """Write a file long ago, at another time than any other."""
        self.time += 1
        file.write_text(text)
        os.utime(file, (self.time, self.time))

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
    made.age()
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


def test_where_nothing_has_changed_no_file_is_read_as_time_passes(site):
    assert site.build().read == 0
    site.edited.now += timedelta(minutes=5)
    assert site.build().read == 0


def test_one_edit_reads_one_file_and_a_mention_the_files_that_mention_something(site):
    site.write(site.record(10), site.record(10).read_text().replace("Some requests", "A few requests"))
    assert site.build().read == 1
    file = site.record(20)
    site.write(file, file.read_text().replace("Some requests", f"As in [[{site.record(10).stem}]], some requests"))
    assert site.build().read == 1
    site.write(site.record(10), site.record(10).read_text().replace("Trouble", "Bother"))
    assert site.build().read == 2
    assert "Bother number 10</a>" in (site.out / "incidents" / file.stem / "index.html").read_text()


def test_a_new_record_reads_itself_and_a_renamed_one_too(site):
    text = RECORD.format(number=99, component="api", at=START - timedelta(days=2))
    new = site.edited.content / "incidents" / "a-new-record.md"
    new.write_text(text)
    assert site.build().read == 1
    new.rename(new.with_name("another-name.md"))
    assert site.build().read == 1
    assert (site.out / "incidents/another-name/index.html").exists()
    assert not (site.out / "incidents/a-new-record").exists()


def test_a_record_that_will_begin_is_read_until_nothing_of_it_depends_on_the_time(site):
    site.write(site.edited.content / "incidents" / "an-upgrade.md", UPGRADE)
    site.build()
    for minutes, read in ((1, 1), (60, 1), (60, 1), (600, 0), (-650, 1)):
        site.edited.now += timedelta(minutes=minutes)
        assert site.build().read == read, minutes


def test_a_message_reads_its_postmortem_and_its_incident(site):
    incident = site.record(7).stem
    (site.edited.content / "postmortems" / "a-report.md").write_text(
        f"---\ntitle: Why\nincident: {incident}\nstatus: published\nauthors: [Ada]\npublished: 2026-03-13\n"
        "customer_message: true\nroot_causes: [a-cause]\n---\n\n## Summary\n\nWords.\n\n"
        "## Customer message\n\nWe have put this right.\n"
    )
    assert site.build().read == 2
    assert "We have put this right" in (site.out / "incidents" / incident / "index.html").read_text()


def test_another_component_another_option_and_another_picture_read_everything(site):
    total = site.build().reused and len(list(site.edited.content.rglob("*.md"))) + 1
    catalogue = site.edited.content / "catalogue.yml"
    catalogue.write_text(catalogue.read_text().replace("name: Checkout", "name: Till"))
    assert site.build().read == total
    (site.edited.folder / "mkdocs.yml").write_text(CONFIG % ("minor", "UTC", "", "en"))
    assert site.build().read == total
    (site.edited.content / "public" / "b.svg").write_text("<svg/>")
    assert site.build().read == total


def test_what_is_wrong_is_refused_whichever_file_it_comes_from(site):
    edited = site.edited
    (edited.content / "incidents" / "a-copy").mkdir()
    copy = edited.content / "incidents" / "a-copy" / site.record(3).name
    copy.write_text(site.record(3).read_text())
    done = build_content(edited.content, edited.policy, edited.now, site.out, None, site.kept)
    assert isinstance(done, Stopped)
    assert {one.code for one in done.findings} == {"FM011"}
    copy.unlink()
    assert site.build().changes.written == 0


def test_texts_that_were_lost_are_read_again(site):
    for file in site.kept.folder.glob("front-*-*"):
        file.unlink()
    (site.out / "incidents" / site.record(5).stem / "index.html").unlink()
    done = site.build()
    assert done.read == len(list(site.edited.content.rglob("*.md"))) + 1
    assert (site.out / "incidents" / site.record(5).stem / "index.html").exists()
