"""Which files of an archive are postmortems, and which are read at all."""

from __future__ import annotations

import pytest
from archives import archive
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

BODY = "## Summary\n\nDown.\n\n## Timeline\n\n- 10:02 begun\n"
LINKS = "# Incidents\n\n- [one](2021-03-04.md)\n"


def kinds(root, files: dict[str, str]) -> dict[str, str]:
    found = archive(root, files)
    return {**{file.path: "postmortem" for file in found.files}, **{one.path: one.kind for one in found.skipped}}


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("down.md", BODY, "postmortem"),
        ("2021-03-04.md", "It was down.\n", "postmortem"),
        ("down.html.md.erb", BODY, "postmortem"),
        ("DOWN.MARKDOWN", BODY, "postmortem"),
        ("incident-down.md", "# Incident on 2021-03-04\n\nIt was down.\n", "postmortem"),
        ("README.md", LINKS, "index"),
        ("index.html.md", f"{LINKS}\n{BODY}", "index"),
        ("template.md", BODY, "template"),
        ("incident_template.md", BODY, "template"),
        ("new.md", f"# [Date]: [Title]\n\n{BODY}", "template"),
        ("new.md", f"# Incident on YYYY-MM-DD\n\n{BODY}", "template"),
        ("contributing.md", BODY, "other"),
        ("process.md", "# How we work\n\n## Timeline\n\nWrite one.\n", "other"),
        ("empty.md", "", "unreadable"),
        ("blank.md", " \n\n", "unreadable"),
    ],
)
def test_each_file_is_taken_for_what_it_is(tmp_path, name, text, kind):
    assert kinds(tmp_path, {name: text, "2021-05-06.md": BODY})[name] == kind


def test_an_index_alone_in_a_dated_folder_is_the_postmortem(tmp_path):
    files = {"2021-03-04/index.md": BODY, "2021-05-06/README.md": BODY, "README.md": LINKS}
    assert kinds(tmp_path, files) == {
        "2021-03-04/index.md": "postmortem",
        "2021-05-06/README.md": "postmortem",
        "README.md": "index",
    }


def test_other_files_hidden_ones_and_packages_are_passed_over(tmp_path):
    files = {"a.txt": BODY, ".git/b.md": BODY, "node_modules/c.md": BODY, "d.md.bak": BODY, "md": BODY, "e.erb": BODY}
    assert kinds(tmp_path, files) == {}


def test_links_out_of_the_archive_and_in_circles_are_not_followed(tmp_path):
    (tmp_path / "secret.md").write_text(BODY)
    root = tmp_path / "archive"
    (root / "sub").mkdir(parents=True)
    (root / "out.md").symlink_to(tmp_path / "secret.md")
    (root / "sub" / "circle").symlink_to(root)
    (root / "broken.md").symlink_to(root / "nowhere.md")
    (root / "here.md").write_text(BODY)
    (root / "again.md").symlink_to(root / "here.md")
    assert [file.path for file in archive(root, {}).files] == ["again.md", "here.md"]


def test_a_file_that_is_too_large_or_no_text_is_named(tmp_path):
    (tmp_path / "large.md").write_text("a" * 2_000_001)
    (tmp_path / "binary.md").write_bytes(b"## Summary\n\n\xff\xfeDown.\n\n## Timeline\n\n- 10:02 \x00\n")
    found = archive(tmp_path, {})
    assert [(one.path, one.kind) for one in found.skipped] == [("large.md", "unreadable")]
    assert [file.path for file in found.files] == ["binary.md"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    st.lists(
        st.text(max_size=80)
        | st.sampled_from(["## Timeline", "# x", "**Impact**: a", "---", "| a | b |", "```", "- [ ] x"]),
        max_size=15,
    )
)
def test_no_content_stops_an_audit(tmp_path_factory, lines):
    root = tmp_path_factory.mktemp("any")
    (root / "2021-03-04.md").write_text("\n".join(lines), encoding="utf-8", errors="replace")
    found = archive(root, {})
    assert len(found.files) + len(found.skipped) == 1
    assert all(0 <= file.score <= 100 for file in found.files)
