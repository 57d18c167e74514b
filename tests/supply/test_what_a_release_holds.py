"""A release holds every file that the checkout has, and its bill of materials names everything that it is installed with."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from zipfile import ZipFile

import pytest

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "locks/site.lock").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def sbom() -> ModuleType:
    spec = spec_from_file_location("sbom", ROOT / "supply/sbom.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_wheel_holds_every_file_of_the_package_and_nothing_else(tmp_path):
    built = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path]
    subprocess.run(built, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    known = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "plugins/faultless"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    files = {path.removeprefix("plugins/") for path in known.stdout.split("\0") if path and (ROOT / path).is_file()}
    packed = set(ZipFile(wheel).namelist())
    assert {path for path in packed if ".dist-info/" not in path} == files
    assert any(path.endswith("licenses/LICENSE") for path in packed)


def test_the_bill_names_every_line_of_the_lock_with_its_hashes(sbom):
    bill = sbom.bill(LOCK, "1.2.3")
    named = re.findall(r"^([\w.-]+)==(\S+)", LOCK, flags=re.MULTILINE)
    assert [(one["name"], one["version"]) for one in bill["components"]] == named
    hashes = [one["value"] for part in bill["components"] for one in part["properties"] if "hash" in one["name"]]
    assert sorted(hashes) == sorted(re.findall(r"sha256:[0-9a-f]{64}", LOCK))
    assert bill["metadata"]["component"]["purl"] == "pkg:pypi/faultless@1.2.3"
    assert bill["dependencies"][0]["dependsOn"] == [one["bom-ref"] for one in bill["components"]]


def test_the_bill_says_the_licences_of_what_is_installed_and_where_something_is_needed(sbom):
    parts = {one["name"]: one for one in sbom.bill(LOCK, "1")["components"]}
    assert parts["jinja2"]["licenses"] == [{"license": {"name": "BSD License"}}]
    assert {"name": "faultless:needed-where", "value": "python_full_version < '3.11'"} in parts["tomli"]["properties"]


def test_it_is_the_same_on_every_run(sbom):
    assert json.dumps(sbom.bill(LOCK, "1")) == json.dumps(sbom.bill(LOCK, "1"))
    assert sbom.bill(LOCK, "1")["serialNumber"] != sbom.bill(LOCK, "2")["serialNumber"]


@pytest.mark.parametrize(
    "more",
    ["stranger==1.0\n", "stranger>=1.0 \\\n    --hash=sha256:00\n", "-e .\n", "--index-url https://example.com/\n"],
)
def test_a_line_that_is_no_version_with_hashes_is_refused(sbom, more):
    with pytest.raises(ValueError, match=f"line {LOCK.count(chr(10)) + 1} of the lock"):
        list(sbom.pins(LOCK + more))


@pytest.mark.parametrize("name", ["site", "test"])
def test_everything_that_is_installed_is_locked_with_hashes_and_no_index_is_named(sbom, name):
    text = (ROOT / f"locks/{name}.lock").read_text(encoding="utf-8")
    assert len(list(sbom.pins(text))) > 40
    assert "://" not in text


def test_every_direct_dependency_is_locked_and_its_reason_is_told(sbom):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [one for wanted in project["optional-dependencies"].values() for one in wanted]
    direct = {re.split(r"[^\w-]", one)[0] for one in (*project["dependencies"], *extras)}
    assert {"jinja2", "vl-convert-python", "pagefind-bin"} <= direct
    reasons = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert {name for name in direct if not re.search(rf"^\| .*\b{name}\b.* \| .+ \|", reasons, re.MULTILINE)} == set()
    locked = {pin.name for pin in sbom.pins((ROOT / "locks/test.lock").read_text(encoding="utf-8"))}
    assert direct <= locked
