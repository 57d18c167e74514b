"""`faultless status`: the public site alone, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from faultless import checks
from faultless.checks import Level, Rule
from faultless.cli import main

PUBLIC = (
    "---\ntitle: Checkout returned errors\nseverity: sev3\nvisibility: public\n"
    "started: 2026-03-14 09:02 UTC\nresolved: 2026-03-14 10:00 UTC\n---\n"
    "\n## Resolved — 2026-03-14 10:00 UTC\n\nOver.\n"
)


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write("content/incidents/down.md", PUBLIC)
    write("mkdocs.yml", "site_name: x\nplugins:\n  - faultless/status: {url: https://status.example.com/}\n")
    return tmp_path


def status(*arguments: str):
    return CliRunner().invoke(main, ["status", "--now", "2026-11-20 12:00 UTC", *arguments])


def test_the_site_is_written_where_the_policy_says_and_the_summary_goes_to_stderr(project):
    result = status()
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Checkout returned errors" in Path("public/incidents/down/index.html").read_text()
    assert "files written" in result.stderr


def test_another_place_can_be_named(project):
    assert status("--out", "elsewhere/site").exit_code == 0
    assert Path("elsewhere/site/index.html").is_file()
    assert not Path("public").exists()


def test_a_bare_folder_can_be_published_and_the_address_in_the_feeds_is_told(project):
    Path("mkdocs.yml").unlink()
    result = status()
    assert result.exit_code == 0
    (line,) = (line for line in result.stderr.splitlines() if "url" in line)
    assert line.endswith("http://localhost:8000/")
    assert Path("public/index.html").is_file()


def test_with_an_address_nothing_is_said_of_it_and_quiet_says_nothing_at_all(project):
    assert "url" not in status().stderr
    result = CliRunner().invoke(main, ["--quiet", "status"])
    assert (result.exit_code, result.output) == (0, "")


# A site's own templates


def test_templates_beside_the_configuration_take_the_place_of_ours(project):
    write("overrides/status/404.html.jinja2", "Ours: {{ site.url }}")
    assert status().exit_code == 0
    assert Path("public/404.html").read_text() == "Ours: https://status.example.com/"
    assert "Checkout returned errors" in Path("public/incidents/down/index.html").read_text()


def test_it_is_the_configuration_in_use_that_counts(project, monkeypatch):
    write("kb/other.yml", "site_name: x\nplugins: [faultless/status]\n")
    write("kb/overrides/status/404.html.jinja2", "Theirs")
    write("overrides/status/404.html.jinja2", "Ours")
    assert status("--config", "kb/other.yml", "--out", "public").exit_code == 0
    assert Path("public/404.html").read_text() == "Theirs"
    (project / "elsewhere").mkdir()
    monkeypatch.chdir("elsewhere")
    assert status("--content", "../content", "--out", "../public").exit_code == 0
    assert Path("../public/404.html").read_text() == "Ours"


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{% include 'gone' %}", "gone"),
        ("line one\n{% if %}", "404.html.jinja2:2: "),
        ("{{ no_such_thing }}", "'no_such_thing' is undefined"),
    ],
)
def test_a_broken_template_is_named_and_nothing_is_written(project, template, said):
    assert status().exit_code == 0
    before = Path("public/404.html").read_bytes()
    write("overrides/status/404.html.jinja2", template)
    result = status()
    assert result.exit_code == 2
    assert said in result.stderr
    assert str(Path("overrides/status/404.html.jinja2")) in result.stderr
    assert "Traceback" not in result.stderr
    assert Path("public/404.html").read_bytes() == before


# What stops it


def test_an_error_in_what_is_published_leaves_the_site_that_was_there(project):
    assert status().exit_code == 0
    write("content/incidents/down.md", PUBLIC.replace("10:00 UTC\n---", "08:00 UTC\n---").replace("Over.", "Not over."))
    result = status()
    assert (result.exit_code, result.stdout) == (1, "")
    assert "TI101" in result.stderr
    assert "nothing was written" in result.stderr
    assert "Not over" not in Path("public/incidents/down/index.html").read_text()


def test_an_error_in_what_is_internal_does_not_stop_an_update(project):
    write("content/incidents/other.md", PUBLIC.replace("public", "internal").replace("sev3", "sev9"))
    assert status().exit_code == 0
    assert not Path("public/incidents/other").exists()


def test_a_rule_that_fails_on_what_is_published_ends_in_two(project, monkeypatch):
    def failing(context):
        for record in context.records.incidents:
            raise LookupError(record.path)
        yield from ()

    run = checks.run
    broken = (Rule("ZZ100", "broken", Level.ERROR, "", failing),)
    monkeypatch.setattr("faultless.publishing.published.run", lambda *known, **more: run(*known, **more, rules=broken))
    result = status()
    assert result.exit_code == 2
    assert "IN001" in result.stderr
    assert not Path("public").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--content", "gone"], "gone does not exist"),
        (["--config", "gone.yml"], "gone.yml"),
        (["--out", "content/public"], "must lie apart"),
        (["--out", "."], "must lie apart"),
        (["--now", "noon"], "--now"),
    ],
)
def test_misuse_ends_in_two(project, arguments, said):
    result = CliRunner().invoke(main, ["status", *arguments])
    assert result.exit_code == 2
    assert said in result.stderr
    assert sorted(path.name for path in Path().iterdir()) == ["content", "mkdocs.yml"]


def test_a_destination_that_is_a_file_is_refused(project):
    write("taken/site", "mine")
    result = status("--out", "taken/site/below")
    assert result.exit_code == 1
    assert Path("taken/site").read_text() == "mine"


def test_the_changed_addresses_go_to_stdout_one_a_line_and_only_if_asked_for(project):
    assert status().stdout == ""
    assert status("--changed-list").stdout == ""
    write("content/incidents/down.md", PUBLIC.replace("Over.", "All is well again."))
    listed = status("--changed-list").stdout.splitlines()
    assert {"/incidents/down/", "/incidents/down/index.html", "/feed.rss"} <= set(listed)
    assert "/subscribe/" not in listed
    Path("content/incidents/down.md").unlink()
    assert "/incidents/down/" in status("--changed-list").stdout.splitlines()


def test_a_second_build_says_what_it_rendered_reused_and_wrote_and_what_it_needed(project):
    status()
    line = status().stderr.splitlines()[-1]
    assert "0 pages and 0 other files rendered" in line
    assert "0 files written" in line
    assert line.endswith("MB at the most")


@pytest.mark.parametrize("page", ["incidents/down", "/incidents/down/", "incidents/down/index.html"])
def test_a_page_is_explained_by_its_address_or_its_file(project, page):
    assert (
        status("--explain", page).stdout == "incidents/down/index.html: rendered; nothing is known of an earlier one\n"
    )
    assert status("--explain", page).stdout.startswith("incidents/down/index.html: reused; alike: the template, ")


def test_a_page_that_there_is_not_cannot_be_explained(project):
    result = status("--explain", "nowhere/")
    assert result.exit_code == 2
    assert "no page 'nowhere/'" in result.stderr


def test_a_damaged_cache_is_told_in_one_line_and_not_used(project):
    status()
    for file in Path(".cache/faultless").glob("site-*"):
        file.write_bytes(b"damaged")
    told = [line for line in status().stderr.splitlines() if "was not used" in line]
    assert len(told) == 1
    assert "was not used" not in status().stderr


def test_a_page_that_somebody_has_closed_or_turned_into_a_link_is_mended_by_the_next_build(project):
    assert status().exit_code == 0
    right = {path: path.read_bytes() for path in Path("public").rglob("*") if path.is_file()}
    closed, linked = Path("public/incidents/down/index.html"), Path("public/history/index.html")
    closed.chmod(0)
    linked.unlink()
    linked.symlink_to("/etc/hostname")
    assert status().exit_code == 0
    assert closed.stat().st_mode & 0o777 == 0o644
    assert not linked.is_symlink()
    assert {path: path.read_bytes() for path in Path("public").rglob("*") if path.is_file()} == right
