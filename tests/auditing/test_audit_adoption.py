"""What is printed to be pasted makes the checks read an archive as it is written."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from pathlib import Path

import pytest
from archives import archive

from faultless.auditing import adoption
from faultless.checks import run
from faultless.policy import profile_of, read_policy
from faultless.reading import load

NOW = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)
BOLD = (
    "- **Background**: it was down {0}\n- **Key events**\n  - 10:0{0} begun\n- **Impact**: {0} orders\n- **Fix**: {0}\n"
)
PLAIN = "## Summary\n\nDown {0} times.\n\n## Timeline\n\n- 10:0{0} begun\n\n## Action items\n\n- Renew {0}\n"
HEAD = "---\ntitle: Down\nincident: down\nstatus: in-review\n---\n"
INCIDENT = "---\ntitle: Down\nseverity: sev1\nvisibility: internal\nstarted: 2021-03-04 10:02 UTC\n---\n"


@pytest.fixture
def adopted(tmp_path) -> Path:
    """A content root with an archive in it, adopted as the audit says."""
    files = {
        f"{team}/2021-03-0{day}.md": text.format(day) for team, text in (("a", BOLD), ("b", PLAIN)) for day in (1, 2)
    }
    plan = adoption(archive(tmp_path / "old", files))
    (tmp_path / "mkdocs.yml").write_text(plan.options, encoding="utf-8")
    for path, text in {f"postmortems/{path}": HEAD + text for path, text in files.items()}.items():
        name = path.replace("/2021", f"/{path.split('/')[1]}-2021")
        (tmp_path / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / name).write_text(text, encoding="utf-8")
    (tmp_path / "content" / "incidents").mkdir()
    (tmp_path / "content" / "incidents" / "down.md").write_text(INCIDENT, encoding="utf-8")
    return tmp_path / "content"


def test_the_printed_options_are_a_policy(adopted):
    policy = read_policy(content=adopted)
    bold, plain = (profile_of(policy, f"postmortems/{team}/x.md") for team in ("a", "b"))
    assert bold is not None
    assert (bold.labels, bold.aliases) == ("bold", {"summary": ("Background",)})
    assert plain is not None
    assert plain.labels == "headings"
    assert plain.required["sev1"] == ("summary", "timeline", "actions")


def test_with_them_the_checks_miss_nothing_that_the_audit_found(adopted):
    records = load(adopted, read_policy(content=adopted))
    assert run(records, NOW, select=("SE101",)) == ()


def test_with_them_a_new_file_that_lacks_something_is_found(adopted):
    new = adopted / "postmortems" / "b" / "new.md"
    new.write_text(HEAD + "## Summary\n\nDown.\n\n## Timeline\n\n- 10:02 begun\n", encoding="utf-8")
    found = run(load(adopted, read_policy(content=adopted)), NOW, select=("SE101",))
    assert [(one.path, re.search("'(.*)'", one.message)[1]) for one in found] == [
        ("postmortems/b/new.md", "Action items")
    ]


def steps(root: Path, place: str, name: str = "2021-03-04.md") -> list[str]:
    return [command for command, _ in adoption(archive(root / place, {name: PLAIN.format(1)})).steps]


def test_an_archive_elsewhere_is_copied_first(tmp_path):
    first, *others = steps(tmp_path, "old files")
    assert first == f"cp -R '{tmp_path}/old files'/. content/postmortems/"
    assert "faultless check --write-baseline" in others


def test_an_archive_that_lies_where_the_checks_look_stays_there(tmp_path):
    assert not any(command.startswith("cp") for command in steps(tmp_path, "content/postmortems"))
    (tmp_path / "content" / "postmortems" / "old").mkdir()
    (tmp_path / "content" / "postmortems" / "2021-03-04.md").rename(tmp_path / "content/postmortems/old/2021-03-04.md")
    plan = adoption(archive(tmp_path / "content" / "postmortems" / "old", {}))
    assert "paths: [postmortems/old/**]" in plan.options


def test_names_that_the_checks_do_not_read_are_to_be_changed(tmp_path):
    found = archive(tmp_path, {"2021-03-04.html.md.erb": PLAIN.format(1)})
    assert any("rename 1 " in why for _, why in adoption(found).steps)


def test_a_language_of_its_own_is_named(tmp_path):
    text = "## Zusammenfassung\n\nEs fiel aus.\n\n## Zeitleiste\n\n- 10:02 begonnen\n"
    plan = adoption(archive(tmp_path, {"2021-03-04.md": text}))
    (tmp_path / "mkdocs.yml").write_text(plan.options, encoding="utf-8")
    assert read_policy(tmp_path / "mkdocs.yml").languages == ("en", "de")
