"""`faultless import statuspage` and `import archive` as a person meets them, and the exports."""

from __future__ import annotations

import http.server
import json
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
from click.testing import CliRunner

from faultless.cli import main

INCIDENT = {
    "id": "5jfkz8q1mlql", "name": "Checkout is down", "status": "resolved", "impact": "major",
    "started_at": "2026-03-14T09:02:00Z", "resolved_at": "2026-03-14T10:41:00Z",
    "incident_updates": [{"id": "u1", "status": "resolved", "body": "It works.", "display_at": "2026-03-14T10:41:00Z"}],
}  # fmt: skip
PAGE = {"page": {"name": "Northstar", "time_zone": "UTC"}, "components": [], "incidents": [INCIDENT]}
POSTMORTEM = (
    "# The shop was slow\n\n## Summary\n\nIt was slow.\n\n## Timeline\n\n- 2019-05-09 14:00 UTC Slow\n- 15:10 Fixed\n"
)


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "history.json").write_text(json.dumps(PAGE))
    (tmp_path / "old").mkdir()
    (tmp_path / "old/2019-05-09-shop.md").write_text(POSTMORTEM)
    return tmp_path


def test_the_report_says_what_became_of_each_item_and_how_sure_that_is(here):
    done = run("import", "statuspage", "history.json", "out")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "history.json#5jfkz8q1mlql → incidents/2026-03-14-checkout-is-down.md" in done.stdout
    assert "field      certain  guessed\ntitle            1        0\n" in done.stdout
    assert "1 incident and a catalogue from 1 file;" in done.stdout


@pytest.mark.parametrize(("kind", "source"), [("statuspage", "history.json"), ("archive", "old")])
def test_the_result_passes_the_check_and_both_sites_are_built_without_any_option(here, kind, source):
    assert run("import", kind, source, "content").exit_code == 0
    assert run("check", "content").exit_code == 0
    (here / "mkdocs.yml").write_text(
        "site_name: x\ndocs_dir: content\ntheme: material\nplugins: [search, faultless, faultless/wiki, faultless/status]\n"
    )
    built = subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    assert (here / "site/index.html").is_file()
    assert (here / "public/index.html").is_file()


@pytest.mark.parametrize(("kind", "source"), [("statuspage", "history.json"), ("archive", "old")])
def test_a_dry_run_reports_the_same_and_writes_nothing(here, kind, source):
    dry = run("import", kind, source, "out", "--dry-run")
    assert (dry.exit_code, (here / "out").exists()) == (0, False)
    assert dry.stdout == run("import", kind, source, "out").stdout + "Nothing was written: this was a dry run.\n"


@pytest.mark.parametrize("kind", ["statuspage", "archive"])
def test_a_destination_with_other_work_is_exit_code_1(here, kind):
    (here / "out").mkdir()
    (here / "out/mine.md").write_text("mine")
    done = run("import", kind, {"statuspage": "history.json", "archive": "old"}[kind], "out")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "--force" in done.stderr
    assert [one.name for one in (here / "out").iterdir()] == ["mine.md"]


@pytest.mark.parametrize(
    "arguments",
    [("statuspage", "gone.json", "out"), ("archive", "gone", "out"), ("archive", "history.json", "out"),
     ("statuspage", "history.json"), ("statuspage", "--fetch", "https://example.com", "a", "b"),
     ("archive", "old", "out", "--profile", "mine"), ("archive", "old", "out", "--timezone", "Mars"),
     ("statuspage", "--fetch", "ftp://example.com", "out"), ("archive", "old", "old/out")],
)  # fmt: skip
def test_a_wrong_use_is_exit_code_2_and_writes_nothing(here, arguments):
    done = run("import", *arguments)
    assert (done.exit_code, done.stdout, (here / "out").exists()) == (2, "", False)
    assert "Traceback" not in done.stderr


def test_broken_json_is_exit_code_2_and_its_line_is_told(here):
    (here / "half.json").write_text(json.dumps(PAGE, indent=1)[:120])
    done = run("import", "statuspage", "half.json", "out")
    assert done.exit_code == 2
    assert "half.json: line 9, column 10: the JSON ends in the middle" in done.stderr


def test_a_broken_file_beside_a_good_one_is_exit_code_1(here):
    (here / "saved").mkdir()
    (here / "saved/good.json").write_text(json.dumps(PAGE))
    (here / "saved/bad.json").write_text("<html>502</html>")
    done = run("import", "statuspage", "saved", "out")
    assert done.exit_code == 1
    assert "1 file was refused" in done.stderr
    assert (here / "out/catalogue.yml").is_file()


class Answers(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path.startswith("/api/v2/") else 404)
        self.end_headers()
        self.wfile.write(json.dumps(PAGE).encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def online() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_page_that_is_online_is_read_by_its_public_endpoints(here, online):
    done = run("import", "statuspage", "--fetch", online + "/", "out")
    assert done.exit_code == 0
    assert (here / "out/incidents/2026-03-14-checkout-is-down.md").is_file()


def test_without_a_network_it_says_so_and_what_to_do(here, online):
    for address, told in ((online + "/none", "answers 404"), ("http://127.0.0.1:9", "cannot be reached")):
        done = run("import", "statuspage", "--fetch", address, "out")
        assert (done.exit_code, (here / "out").exists()) == (2, False)
        assert told in done.stderr
        assert "import the folder instead" in done.stderr


@pytest.fixture
def content(here):
    run("import", "statuspage", "history.json", "content")
    return here


@pytest.mark.parametrize("form", ["statuspage", "csv", "jsonl"])
def test_an_export_goes_to_stdout_or_to_a_new_file_the_same(content, form):
    shown = run("export", form, "content")
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert "Checkout is down" in shown.stdout
    assert run("export", form, "content", "--out", "sub/file").exit_code == 0
    if form != "statuspage":
        assert (content / "sub/file").read_text() == shown.stdout
    assert [one.name for one in (content / "sub").iterdir()] == ["file"]


def test_an_export_replaces_a_file_only_with_force(content):
    (content / "file").write_text("mine")
    refused = run("export", "csv", "content", "--out", "file")
    assert (refused.exit_code, (content / "file").read_text()) == (1, "mine")
    assert run("export", "csv", "content", "--out", "file", "--force").exit_code == 0


def test_an_export_without_content_is_misuse(here):
    done = run("export", "csv")
    assert (done.exit_code, done.stdout) == (2, "")


def test_an_export_of_content_that_cannot_be_read_as_a_whole_says_so(content):
    (content / "content/incidents/broken.md").write_text("---\ntitle: a: b\n---\n")
    done = run("export", "jsonl", "content")
    assert done.exit_code == 1
    assert "incidents/broken.md" in done.stderr
    assert "Checkout is down" in done.stdout


@pytest.mark.parametrize(
    ("form", "told"),
    [("jsonl", "Everything internal is in it"), ("csv", "Internal records"), ("statuspage", "Nothing internal")],
)
def test_the_help_says_whether_anything_internal_is_in_it(form, told):
    assert told in " ".join(run("export", form, "--help").stdout.split())
