"""How the postmortems of a folder are written."""

from __future__ import annotations

import pytest
from archives import archive, sections

from faultless.auditing.adoption import described


def guessed(root, *texts: str):
    (folder,) = archive(root, {f"2021-03-{day:02}.md": text for day, text in enumerate(texts, start=1)}).folders
    return folder


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("## Summary\n\na\n\n## Timeline\n\na", "headings of level 2, English"),
        ("### Summary\n\na\n\n### Timeline\n\na", "headings of level 3, English"),
        ("# Title\n\n# Summary\n\na\n\n# Timeline\n\na", "headings of level 1, English"),
        ("Summary\n-------\n\na\n\nTimeline\n--------\n\na", "headings of level 2, English"),
        ("## :eye: Summary\n\na\n\n## ⏱ Timeline\n\na", "headings of level 2 with emoji, English"),
        ("## 1. Summary\n\na\n\n## 2. Timeline\n\na", "headings of level 2 with numbers, English"),
        ("**Summary**\n\na\n\n**Timeline**\n\na", "bold labels, English"),
        ("| | |\n|---|---|\n| Summary | It was down. |\n| Impact | Many orders lost. |", "bold labels, English"),
        ("## Summary\n\na\n\n**Impact**: a\n\n**Fix**: a", "bold labels, English"),
        ("## Zusammenfassung\n\na\n\n## Zeitleiste\n\na", "headings of level 2, German"),
        ("## 概要\n\na\n\n## タイムライン\n\na", "headings of level 2, Japanese"),
        ("It was down.", "no heading that is known, English"),
    ],
)
def test_style_level_and_language_are_guessed(tmp_path, text, words):
    assert described(guessed(tmp_path, text, text)) == words


def test_labels_count_in_a_folder_that_is_written_in_them(tmp_path):
    bold, plain = "**Summary**: a\n\n**Impact**: a", "## Summary\n\na\n\n## Impact\n\na"
    assert guessed(tmp_path / "bold", bold, bold).bold
    assert not guessed(tmp_path / "plain", *[plain] * 10, bold).bold


def test_a_heading_that_mostly_is_the_only_answer_is_taken_for_it(tmp_path):
    house = "## Background\n\nIt was down.\n\n## Timeline\n\n- 10:02 begun"
    found = archive(
        tmp_path,
        {
            f"2021-03-0{day}.md": house.replace("down", f"down {day} times").replace("begun", f"begun {day}")
            for day in range(1, 5)
        },
    )
    (folder,) = found.folders
    assert folder.aliases == {"summary": ("Background",)}
    assert "'Background' taken for summary" in described(folder)
    assert all(sections(file) == {"summary", "timeline"} for file in found.files)


def test_a_heading_beside_the_answer_is_not_taken_for_it(tmp_path):
    house = "## Summary\n\nIt was down.\n\n## Background\n\nLong ago.\n\n## Timeline\n\n- 10:02 begun"
    assert guessed(tmp_path, house, house, house.replace("## Summary\n", "")).aliases == {}


def test_headings_that_nothing_is_known_by_are_named(tmp_path):
    house = "## Summary\n\na\n\n### Who\n\n## :ship: Attendees\n\na\n\n## Timeline\n\n### 10:02\n\n## On 2021-03-04\n"
    assert guessed(tmp_path, house, house, "## Summary\n\na\n\n## Once\n\na").own == (("Attendees", 2),)


def test_what_nearly_all_files_have_is_asked_for_and_what_most_have_is_wanted(tmp_path):
    always, mostly, rarely = "## Summary\n\na\n\n", "## Impact\n\na\n\n", "## Detection\n\na\n\n"
    folder = guessed(tmp_path, always + mostly + rarely, always + mostly, always + mostly, always, always)
    assert folder.required == ("summary",)
    assert folder.warned == ("impact",)


def test_each_folder_is_guessed_by_itself(tmp_path):
    bold, plain = "**Summary**: a\n\n**Impact**: a", "## Summary\n\na\n\n## Impact\n\na"
    files = {f"{team}/2021-03-0{day}.md": text for team, text in (("a", bold), ("b", plain)) for day in (1, 2)}
    assert [(folder.path, folder.bold, folder.files) for folder in archive(tmp_path, files).folders] == [
        ("a", True, 2),
        ("b", False, 2),
    ]


def test_folders_of_one_postmortem_each_belong_to_the_folder_above(tmp_path):
    text = "## Summary\n\na\n\n## Impact\n\na"
    files = {f"2021/{day}/index.md": text for day in ("2021-03-04", "2021-05-06")}
    found = archive(tmp_path, {**files, "2020/2020-01-01-x/a/post.md": text, "2020/2020-02-01.md": text})
    assert [(folder.path, folder.files) for folder in found.folders] == [("2020", 2), ("2021", 2)]
    assert len(found.files) == 4
