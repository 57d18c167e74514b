"""The W3C Feed Validator on every feed: make test FEEDVALIDATOR=/path/to/checkout."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime, timezone
from pathlib import Path

import pytest

from faultless.importing import import_cstate
from faultless.policy import policy_from_options, read_policy
from faultless.publishing.building import files_of_status
from faultless.reading import load

ROOT = Path(__file__).parents[2]
SCRIPT = Path(__file__).with_name("validate_feeds.py")
CHECKOUT = os.environ.get("FEEDVALIDATOR", "")
CORPORA = os.environ.get("FAULTLESS_CORPORA", "")
NOW = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)

pytestmark = pytest.mark.skipif(not CHECKOUT, reason="FEEDVALIDATOR does not name a checkout of the W3C Feed Validator")


@pytest.fixture(scope="module")
def interpreter() -> str:
    """One that has what the validator needs: html5lib, lxml and rdflib, as make test-clients installs them."""
    candidates = (sys.executable, str(ROOT / ".clients/venv/bin/python"))
    for one in filter(os.path.exists, candidates):
        tried = subprocess.run([one, "-W", "ignore", SCRIPT, CHECKOUT], check=False, capture_output=True)
        if tried.returncode == 0:
            return one
    pytest.fail(f"neither {' nor '.join(candidates)} can import the validator: run make test-clients first")


def validated(interpreter: str, files: dict[str, bytes], url: str, folder: Path) -> list[str]:
    """What the validator says of a site: a line a finding, at last the number of feeds."""
    for path, document in files.items():
        if path.endswith((".rss", ".atom")):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(document)
    run = [interpreter, "-W", "ignore", str(SCRIPT), CHECKOUT, str(folder), url]
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_the_feeds_of_the_demo_are_valid_and_nothing_is_advised(interpreter, tmp_path):
    policy = read_policy(ROOT / "mkdocs.yml")
    files = files_of_status(load(ROOT / "content", policy), policy, NOW)
    *findings, count = validated(interpreter, files, str(policy.status.url), tmp_path)
    assert findings == []
    assert int(count) > 50


def test_the_validator_would_say_so(interpreter, tmp_path):
    files = {"feed.atom": b'<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title></feed>'}
    assert len(validated(interpreter, files, "https://status.example.com/", tmp_path)) > 1


@pytest.mark.skipif(not CORPORA, reason="FAULTLESS_CORPORA does not name the folder of real data")
@pytest.mark.parametrize("name", ["example", "jenkins", "packit", "x4b"])
def test_the_feeds_of_imported_sites_are_valid(interpreter, tmp_path, name):
    import_cstate(Path(CORPORA, "cstate", name), tmp_path / "content")
    url = "https://status.example.com/"
    policy = policy_from_options({}, {"url": url}, root=tmp_path)
    files = files_of_status(load(tmp_path / "content", policy), policy, NOW)
    *findings, count = validated(interpreter, files, url, tmp_path / "public")
    assert findings == []
    assert int(count) > 10
