"""What an import may write, and what it leaves alone."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from cstate_site import issue, write_site

from faultless.importing import ImportRefused, import_cstate

FIRST = {"2026-03-14-down": issue(), "2026-03-15-down": issue("Again.")}


def everything(root: Path) -> dict[str, bytes]:
    return {str(file.relative_to(root)): file.read_bytes() for file in sorted(root.rglob("*")) if file.is_file()}


@pytest.fixture
def site(tmp_path):
    return write_site(tmp_path / "site", FIRST)


@pytest.fixture
def out(tmp_path, site):
    import_cstate(site, tmp_path / "out")
    return tmp_path / "out"


@pytest.fixture(autouse=True)
def nothing_left_beside(tmp_path):
    yield
    assert not [entry.name for entry in tmp_path.iterdir() if entry.name.startswith(".")]


def test_the_destination_becomes_a_content_root(out):
    assert set(everything(out)) == {
        "catalogue.yml", "incidents/2026-03-14-down.md", "incidents/2026-03-15-down.md", ".faultless-import.json",
    }  # fmt: skip


def test_folders_above_the_destination_are_made(tmp_path, site):
    import_cstate(site, tmp_path / "some" / "where" / "out")
    assert (tmp_path / "some" / "where" / "out" / "catalogue.yml").is_file()


def test_a_second_run_changes_nothing_and_touches_no_file(out, site):
    before = {file: (file.stat().st_mtime_ns, file.stat().st_ino) for file in out.rglob("*")}
    report = import_cstate(site, out)
    assert (report.written, report.unchanged) == (0, 3)
    assert {file: (file.stat().st_mtime_ns, file.stat().st_ino) for file in out.rglob("*")} == before


def test_two_runs_elsewhere_give_the_same_bytes_and_the_same_report(tmp_path, site):
    first, second = import_cstate(site, tmp_path / "a"), import_cstate(site, tmp_path / "b")
    assert everything(tmp_path / "a") == everything(tmp_path / "b")
    assert first.text() == second.text()


def test_what_changed_in_the_source_is_brought_over(out, site):
    (site / "content/issues/2026-03-15-down.md").write_text(issue("Told better."))
    report = import_cstate(site, out)
    assert (report.written, report.unchanged) == (1, 2)
    assert "Told better." in (out / "incidents/2026-03-15-down.md").read_text()


def test_what_is_gone_from_the_source_is_deleted_if_nobody_changed_it(out, site):
    (site / "content/issues/2026-03-15-down.md").unlink()
    import_cstate(site, out)
    assert not (out / "incidents/2026-03-15-down.md").exists()
    assert (out / "incidents/2026-03-14-down.md").exists()


@pytest.mark.parametrize("path", ["incidents/2026-03-15-down.md", "catalogue.yml"])
def test_a_file_that_somebody_changed_is_never_replaced_without_force(out, site, path):
    (out / path).write_text("mine\n")
    (site / "content/issues/2026-03-14-down.md").write_text(issue("New."))
    before = everything(out)
    with pytest.raises(ImportRefused, match=path):
        import_cstate(site, out)
    assert everything(out) == before


def test_a_file_that_somebody_changed_is_not_deleted_either(out, site):
    (out / "incidents/2026-03-15-down.md").write_text("mine\n")
    (site / "content/issues/2026-03-15-down.md").unlink()
    with pytest.raises(ImportRefused, match="2026-03-15-down"):
        import_cstate(site, out)
    assert (out / "incidents/2026-03-15-down.md").read_text() == "mine\n"


def test_force_replaces_what_somebody_changed_and_leaves_the_files_of_others(out, site):
    (out / "incidents/2026-03-15-down.md").write_text("mine\n")
    (out / "incidents/own.md").write_text("own\n")
    import_cstate(site, out, force=True)
    assert "Again." in (out / "incidents/2026-03-15-down.md").read_text()
    assert (out / "incidents/own.md").read_text() == "own\n"


def test_a_file_of_somebody_s_own_stands_in_the_way_of_a_new_issue(out, site):
    (out / "incidents/2026-03-16-down.md").write_text("own\n")
    (site / "content/issues/2026-03-16-down.md").write_text(issue())
    with pytest.raises(ImportRefused, match="2026-03-16-down"):
        import_cstate(site, out)


def test_a_folder_with_other_files_is_refused_without_force(tmp_path, site):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "notes.md").write_text("mine\n")
    with pytest.raises(ImportRefused, match="is not empty and holds no earlier import"):
        import_cstate(site, tmp_path / "out")
    assert set(everything(tmp_path / "out")) == {"notes.md"}


def test_an_empty_folder_is_filled(tmp_path, site):
    (tmp_path / "out").mkdir()
    import_cstate(site, tmp_path / "out")
    assert (tmp_path / "out" / "catalogue.yml").is_file()


def test_a_destination_that_is_a_file_is_refused(tmp_path, site):
    (tmp_path / "out").write_text("mine\n")
    with pytest.raises(ImportRefused, match="is a file"):
        import_cstate(site, tmp_path / "out")


def test_a_destination_below_a_file_is_refused(tmp_path, site):
    (tmp_path / "out").write_text("mine\n")
    with pytest.raises(ImportRefused, match="Nothing was changed"):
        import_cstate(site, tmp_path / "out" / "content")


@pytest.mark.parametrize("force", [False, True])
def test_a_dry_run_reports_and_writes_nothing(tmp_path, site, force):
    report = import_cstate(site, tmp_path / "out", dry_run=True, force=force)
    assert not (tmp_path / "out").exists()
    assert report.text().endswith("Nothing was written: this was a dry run.\n")


def test_a_dry_run_over_changed_files_is_refused_as_the_run_would_be(out, site):
    (out / "catalogue.yml").write_text("mine\n")
    with pytest.raises(ImportRefused):
        import_cstate(site, out, dry_run=True)


@pytest.mark.parametrize("failing", range(4))
def test_a_run_that_fails_on_the_way_leaves_everything_as_it_was(out, site, monkeypatch, failing):
    (site / "content/issues/2026-03-14-down.md").write_text(issue("New.", affected="[New]"))
    (site / "content/issues/2026-03-15-down.md").unlink()
    (site / "content/issues/2026-03-16-down.md").write_text(issue())
    before = everything(out)
    replace, calls = os.replace, []

    def broken(source: object, target: object) -> None:
        calls.append(target)
        if len(calls) == failing + 2:
            raise OSError(28, "No space left on device", str(target))
        replace(source, target)

    monkeypatch.setattr(os, "replace", broken)
    with pytest.raises(ImportRefused, match=r"No space left on device\. Nothing was changed"):
        import_cstate(site, out)
    monkeypatch.undo()
    assert everything(out) == before


def test_a_full_disk_is_noticed_before_anything_happens(out, site, monkeypatch):
    (site / "content/issues/2026-03-14-down.md").write_text(issue("New."))
    before = everything(out)
    write = Path.write_bytes

    def full(self: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(ImportRefused, match="No space left"):
        import_cstate(site, out)
    monkeypatch.setattr(Path, "write_bytes", write)
    assert everything(out) == before


def test_a_folder_where_a_file_is_to_be_is_refused_before_anything_happens(out, site):
    (site / "content/issues/2026-03-16-down.md").write_text(issue())
    (site / "content/issues/2026-03-14-down.md").write_text(issue("New."))
    (out / "incidents/2026-03-16-down.md").mkdir()
    before = everything(out)
    with pytest.raises(ImportRefused, match="is a folder where a file is to be"):
        import_cstate(site, out, force=True)
    assert everything(out) == before


def test_nothing_is_written_through_a_link_to_elsewhere(tmp_path, site):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "incidents").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ImportRefused, match="is a link to another folder"):
        import_cstate(site, tmp_path / "out", force=True)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_link_to_the_destination_stays_a_link(tmp_path, site):
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    import_cstate(site, tmp_path / "out")
    assert (tmp_path / "out").is_symlink()
    assert (tmp_path / "real" / "catalogue.yml").is_file()


def test_a_list_of_the_last_import_that_names_files_elsewhere_deletes_nothing(tmp_path, out, site):
    (tmp_path / "victim").write_text("mine\n")
    manifest = out / ".faultless-import.json"
    listed = json.loads(manifest.read_text())
    manifest.write_text(json.dumps({**listed, "../victim": "x", str(tmp_path / "victim"): "x"}))
    import_cstate(site, out, force=True)
    assert (tmp_path / "victim").read_text() == "mine\n"


@pytest.mark.parametrize("content", ["", "[]", "{", "[" * 100_000])
def test_a_damaged_list_of_the_last_import_counts_as_none(out, site, content):
    (out / ".faultless-import.json").write_text(content)
    with pytest.raises(ImportRefused, match="holds no earlier import"):
        import_cstate(site, out)
    import_cstate(site, out, force=True)
    assert import_cstate(site, out).written == 0
