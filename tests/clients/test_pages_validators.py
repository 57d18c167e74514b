"""The pages before those that judge pages: the W3C's validator, html-validate and Lighthouse (`make test-clients`)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

HERE = Path(__file__).parent
BROWSER = HERE.parent / "browser"
MODULES = Path(os.environ.get("FAULTLESS_CLIENTS") or "nowhere").absolute() / "pages" / "node_modules"
VNU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
JUDGED = (
    "index.html",
    "incidents/2026-11-17-trouble/index.html",
    "history/index.html",
    "components/service-1/index.html",
)
_KNOWN = ("blocked by “img-src” directive", "Consider using “lang=")
"""Warnings of what is read from a disk, and of English records on a page in another language."""


def needs(package: str, *commands: str) -> pytest.MarkDecorator:
    missing = [name for name in commands if shutil.which(name) is None]
    there = (MODULES / package).is_dir() and not missing
    return pytest.mark.skipif(not there, reason=f"{package} is not there ({', '.join(missing) or 'make test-clients'})")


@pytest.fixture(scope="module")
def sites(tmp_path_factory) -> dict[str, Path]:
    sys.path[:0] = [str(BROWSER / "status"), str(BROWSER)]
    import samples

    made = {name: getattr(samples, name)() for name in ("everything", "calm", "crowded", "empty", "unlisted")}
    found = {name: samples.build(tmp_path_factory.mktemp(name), files) for name, files in made.items()}
    found["rtl"] = samples.build_from_right_to_left(tmp_path_factory.mktemp("rtl"))
    return found


def pages(sites: dict[str, Path]) -> list[str]:
    return [str(page) for folder in sites.values() for page in sorted(folder.rglob("*.html"))]


@needs("vnu-jar", "java")
def test_the_nu_validator_finds_no_error_in_any_page(sites):
    command = ["java", "-jar", str(VNU), "--skip-non-html", "--format", "json", *pages(sites)]
    said = json.loads(subprocess.run(command, capture_output=True, check=False, timeout=300).stderr)
    assert [one for one in said["messages"] if one["type"] == "error"] == []
    rest = [one["message"] for one in said["messages"] if one.get("subType") == "warning"]
    assert [one for one in rest if not any(known in one for known in _KNOWN)] == []


@needs("html-validate", "node")
def test_html_validate_finds_no_error_in_any_page(sites, tmp_path):
    script = MODULES / "html-validate" / "bin" / "html-validate.mjs"
    rules = HERE / "pages" / ".htmlvalidate.json"
    out = tmp_path / "said.json"
    with out.open("w") as file:
        command = ["node", str(script), "-c", str(rules), "-f", "json", *pages(sites)]
        done = subprocess.run(command, stdout=file, stderr=subprocess.PIPE, check=False, timeout=300)
    assert done.returncode in {0, 1}, done.stderr
    found = json.loads(out.read_text())
    assert [(one["filePath"], each["ruleId"], each["message"]) for one in found for each in one["messages"]] == []


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address(sites) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(sites["calm"])))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@needs("lighthouse", "node")
@pytest.mark.parametrize("page", JUDGED)
def test_lighthouse_gives_a_hundred_four_times(address, tmp_path, page):
    """Its figure for speed is a measurement, and shown with `-rP`; the other three are held to 100."""
    import chromium

    browser = chromium.find()
    if browser is None:
        pytest.skip("no Chromium was found")
    out = tmp_path / "said.json"
    command = [
        "node", str(MODULES / "lighthouse" / "cli" / "index.js"), address + page, "--quiet", "--output=json", f"--output-path={out}",
        "--chrome-flags=--headless --no-sandbox",
    ]  # fmt: skip
    subprocess.run(
        command, capture_output=True, check=True, timeout=180, env={**os.environ, "CHROME_PATH": str(browser)}
    )
    scores = {name: one["score"] for name, one in json.loads(out.read_text())["categories"].items()}
    print(page, scores)
    assert {name: score for name, score in scores.items() if name != "performance"} == {
        "accessibility": 1,
        "best-practices": 1,
        "seo": 1,
    }
