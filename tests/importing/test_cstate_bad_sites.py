"""Sources that are no cState site, or hold what cannot be imported: a clear word, and never half a result."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from cstate_site import CONFIG, issue, write_site

from faultless.importing import ImportMisused, ImportRefused, import_cstate


def refused(source: Path, destination: Path) -> str:
    with pytest.raises(ImportRefused) as problem:
        import_cstate(source, destination)
    assert not destination.exists()
    return str(problem.value)


def misused(source: Path, destination: Path) -> str:
    """Why a source cannot be the one that is meant; it says what a cState site is."""
    with pytest.raises(ImportMisused) as problem:
        import_cstate(source, destination)
    assert not destination.exists()
    for part in ("A cState site is a folder", "config.yml", "content/issues"):
        assert part in str(problem.value)
    return str(problem.value)


def test_a_source_that_is_not_there_is_a_misuse(tmp_path):
    assert "does not exist" in misused(tmp_path / "nowhere", tmp_path / "out")


def test_a_source_that_is_a_file_is_a_misuse(tmp_path):
    (tmp_path / "file").touch()
    assert "is a file" in misused(tmp_path / "file", tmp_path / "out")


def test_an_empty_folder_is_a_misuse(tmp_path):
    (tmp_path / "site").mkdir()
    told = misused(tmp_path / "site", tmp_path / "out")
    assert "is no cState site: there is no configuration" in told
    assert "Did you mean" not in told


def test_a_site_without_issues_is_a_misuse(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "config.yml").write_text(CONFIG)
    assert "there is no folder content/issues" in misused(tmp_path / "site", tmp_path / "out")


@pytest.mark.parametrize("named", [".", "site/content", "site/content/issues"])
def test_a_folder_around_the_site_or_in_it_is_a_misuse_that_names_the_site(tmp_path, named):
    site = write_site(tmp_path / "around" / "site", {"2026-03-14-down": issue()})
    assert misused(tmp_path / "around" / named, tmp_path / "out").endswith(f" Did you mean {site}?")


@pytest.mark.parametrize(("config", "told"), [
    ("title: a: b\n", "config.yml: line 1: mapping values are not allowed"),
    ("title: a\ntitle: b\n", "config.yml: line 2: the key 'title' is given twice"),
    ("- a\n- b\n", "it is no mapping"),
    ("a: " + "[" * 5000, "config.yml: "),
    ("\0", "it is no text"),
])  # fmt: skip
def test_a_broken_configuration_is_refused_with_its_line(tmp_path, config, told):
    assert told in refused(write_site(tmp_path / "site", {}, config), tmp_path / "out")


def test_a_bomb_of_aliases_is_refused(tmp_path):
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9)
    )
    assert "more than 20000 values" in refused(write_site(tmp_path / "site", {}, bomb), tmp_path / "out")


def test_a_destination_within_the_source_is_refused(tmp_path):
    site = write_site(tmp_path / "site", {"2026-03-14-down": issue()})
    with pytest.raises(ImportMisused, match="lies in"):
        import_cstate(site, site / "out")
    assert not (site / "out").exists()


def test_a_source_within_the_destination_is_refused(tmp_path):
    site = write_site(tmp_path / "out" / "site", {"2026-03-14-down": issue()})
    with pytest.raises(ImportMisused, match="lies in"):
        import_cstate(site, tmp_path / "out", force=True)


def test_all_names_that_collide_are_refused_together(tmp_path):
    names = ("2026-03-14-Down", "2026-03-14-down", "2026.03.15", "2026-03-15")
    told = refused(write_site(tmp_path / "site", {name: issue() for name in names}), tmp_path / "out")
    assert "content/issues/2026-03-14-Down.md and content/issues/2026-03-14-down.md" in told
    assert "content/issues/2026-03-15.md and content/issues/2026.03.15.md" in told


BROKEN = {
    "empty": (b"", "the file is empty"),
    "blank": (b" \n\n", "the file is empty"),
    "binary": (b"\x89PNG\r\n\x1a\n\0\0", "it is no text"),
    "broken-yaml": (issue(title="a: b").encode(), "line 2: mapping values are not allowed"),
    "twice": (issue(extra="title: b").encode(), "the key 'title' is given twice"),
    "unclosed": (b"---\ntitle: x\n\ntext\n", "line 1: the front matter is not closed"),
    "broken-toml": (b"+++\ntitle = x\n+++\ntext\n", "nvalid value"),
    "broken-json": (b'{"title": x}\ntext\n', "xpecting value"),
    "deep-json": (b'{"a": ' + b"[" * 100_000, ""),
    "list": (b"---\n- a\n---\ntext\n", "it is no mapping"),
    "huge": (issue("x" * 2_000_001).encode(), "larger than 2 MB"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_cannot_be_read_is_refused_with_the_reason_and_the_others_come_through(imported, name):
    content, told = BROKEN[name]
    done = imported({name: content, "2026-03-14-down": issue()})
    assert set(done.incidents) == {"2026-03-14-down"}
    (file,) = done.report.refused
    assert file.source == f"content/issues/{name}.md"
    assert told in file.refused[0]
    assert file.refused[0] in done.report.text()


OTHERS = {
    "content/issues/_index.md": "the page of a list, not an issue",
    "content/issues/photo.png": "not Markdown",
    "content/pages/about.md": "not an issue: only the issues of a site are imported",
    "content/issues/2026-03-14-down.de.md": "a translation (de); the default language (en) is imported",
    "content/de/issues/2026-03-14-down.md": "a translation (de); the default language (en) is imported",
}


@pytest.mark.parametrize("path", OTHERS)
def test_every_other_file_of_the_content_is_named_in_the_report(imported, path):
    config = CONFIG + "languages:\n  en: {title: English}\n  de: {title: Deutsch}\n"
    done = imported({"2026-03-14-down": issue(), path: issue("Auch ein Text.")}, config)
    assert set(done.incidents) == {"2026-03-14-down"}
    assert [(file.source, file.left) for file in done.report.files if file.target is None] == [(path, [OTHERS[path]])]
    assert done.report.refused == ()
    assert f"left out: {OTHERS[path]}" in done.report.text()


@pytest.mark.parametrize("ending", ["html", "org", "adoc"])
def test_an_issue_that_is_not_markdown_is_refused_and_the_others_come_through(imported, ending):
    done = imported({"2026-03-14-down": issue(), f"content/issues/2026-03-15-up.{ending}": "<p>Up.</p>"})
    assert set(done.incidents) == {"2026-03-14-down"}
    (file,) = done.report.refused
    assert file.refused == [f"an issue in .{ending}, and only Markdown is read"]


@pytest.mark.parametrize("folder", ["/etc", "../other", "a/../../b", ["x"]])
def test_a_folder_of_content_outside_of_the_site_is_not_looked_into(imported, folder):
    config = CONFIG + f"languages:\n  en: {{title: English}}\n  de: {{contentDir: {folder}}}\n"
    done = imported({"2026-03-14-down": issue()}, config)
    assert [file.source for file in done.report.files] == ["config.yml", "content/issues/2026-03-14-down.md"]


@pytest.mark.parametrize("path", [
    "content/issues/2026/2026-03-14-down.md",
    "content/issues/2026-03-14-down/index.md",
    "content/issues/2026-03-14-down.markdown",
    "content/issues/2026-03-14-down.en.md",
    "content/en/issues/2026-03-14-down.md",
    "content/issues/2026-03-14-DOWN.md",
])  # fmt: skip
def test_an_issue_is_found_in_every_place_that_hugo_allows(imported, path):
    assert set(imported({path: issue()}).incidents) == {"2026-03-14-down"}


def test_folders_of_issues_give_flat_files_and_their_old_addresses(imported):
    done = imported({"content/issues/2026/2026-03-14-down.md": issue()})
    assert done.one.redirects == ("/issues/2026/2026-03-14-down/",)
    assert (done.root / "incidents" / "2026-03-14-down.md").is_file()


def test_text_that_is_not_utf8_is_read_as_latin_1_and_loses_nothing(imported):
    done = imported({"2026-03-14-down": issue("Das Café ist zu.").encode("latin-1")})
    assert done.one.updates[0].text == "Das Café ist zu."
    assert any("Latin-1" in guess for guess in done.told().guessed)


def test_text_in_utf16_is_read(imported):
    assert imported({"2026-03-14-down": issue("Zu.").encode("utf-16")}).one.updates[0].text == "Zu."


def test_control_characters_are_taken_out(imported):
    extra = 'author: "A\\0B"'
    done = imported({"2026-03-14-down": issue("\x1b[31mRed\x1b[0m \x07text", title='"A\\x07 B"', extra=extra)})
    assert done.one.updates[0].text == "[31mRed[0m text"
    assert done.one.title == "A B"
    assert done.findings == ()


def test_half_a_character_does_not_stop_the_import(imported):
    done = imported(
        {"2026-03-14-down": '{"title": "A\\ud83d", "date": "2026-03-14T09:00:00Z", "severity": "down"}\nText.'}
    )
    assert done.one.title == "A\ufffd"
    assert not [finding for finding in done.findings if finding.level.value == "error"]


def linked(tmp_path: Path, link: Path, target: Path) -> list[tuple[str, list[str]]]:
    site = write_site(tmp_path / "site", {"2026-03-14-down": issue()})
    (site / link).symlink_to(target)
    report = import_cstate(site, tmp_path / "out")
    assert [file.name for file in (tmp_path / "out" / "incidents").iterdir()] == ["2026-03-14-down.md"]
    return [(file.source, file.refused) for file in report.refused]


def test_a_link_that_goes_round_in_circles_is_not_followed(tmp_path):
    link = Path("content/issues/again")
    assert linked(tmp_path, link, Path("..")) == [(str(link), ["a link to a folder: not followed"])]


def test_a_link_that_leads_nowhere_is_refused(tmp_path):
    link = Path("content/issues/lost.md")
    assert linked(tmp_path, link, Path("nowhere.md")) == [(str(link), ["a link that leads nowhere"])]


def test_a_link_to_itself_is_refused(tmp_path):
    link = Path("content/issues/self.md")
    assert linked(tmp_path, link, Path("self.md")) == [(str(link), ["a link that leads nowhere"])]


def test_a_link_out_of_the_site_is_refused(tmp_path):
    (tmp_path / "secret.md").write_text(issue())
    link = Path("content/issues/secret.md")
    assert linked(tmp_path, link, tmp_path / "secret.md") == [(str(link), ["a link that leads out of the site"])]


def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    site = write_site(tmp_path / "site", {"2026-03-14-down": issue()})
    os.mkfifo(site / "content" / "issues" / "pipe.md")
    (file,) = import_cstate(site, tmp_path / "out").refused
    assert file.refused == ["neither a file nor a folder"]


def test_a_file_that_the_disk_does_not_give_is_refused(tmp_path, monkeypatch):
    site = write_site(tmp_path / "site", {"2026-03-14-down": issue(), "2026-03-15-down": issue()})
    read = Path.read_bytes

    def failing(self: Path) -> bytes:
        if self.name == "2026-03-15-down.md" and "site" in self.parts:
            raise PermissionError(13, "Permission denied", str(self))
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", failing)
    (file,) = import_cstate(site, tmp_path / "out").refused
    assert (file.source, file.refused) == (
        "content/issues/2026-03-15-down.md",
        ["it cannot be read: Permission denied"],
    )


def test_a_site_without_a_single_issue_still_gives_its_catalogue(imported):
    done = imported({})
    assert done.report.text().splitlines()[-1].startswith("no record and a catalogue from 1 file;")
    assert done.incidents == {}
