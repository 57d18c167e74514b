"""Prints what a release is made of, as a bill of materials in CycloneDX (https://cyclonedx.org/docs/1.5/json/).

Everything stands in the lock: names, versions, where each is needed, and the digests of the files that may be
installed. Licences are those that the installed packages state, where the locked version is installed. The same lock
and the same packages give the same bytes, on any day.

    python supply/sbom.py > dist/faultless.cdx.json
"""

from __future__ import annotations

import json
import re
import sys
import uuid
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "locks" / "site.lock"
_PIN = re.compile(
    r"(?P<name>[\w.-]+)==(?P<version>\S+?)(?: ; (?P<where>[^\\]+?))?(?P<hashes>(?: +\\\n +--hash=\S+)+)\n"
)


class Pin(NamedTuple):
    """One line of the lock: a version of a package.

    Attributes:
        where: the environments that need it, as a marker of PEP 508; empty: all.
        hashes: of its files, such as `sha256:0a…`.
    """

    name: str
    version: str
    where: str
    hashes: tuple[str, ...]

    @property
    def purl(self) -> str:
        """The name that tools know it by (https://github.com/package-url/purl-spec)."""
        return f"pkg:pypi/{self.name}@{self.version}"


def pins(lock: str) -> Iterator[Pin]:
    """What a lock names, in its order.

    Raises:
        ValueError: something in it is no pin with hashes.
    """
    end = 0
    for found in _PIN.finditer(lock):
        if found.start() != end:
            break
        end = found.end()
        hashes = re.findall(r"--hash=(\S+)", found["hashes"])
        yield Pin(found["name"], found["version"], found["where"] or "", tuple(hashes))
    if end != len(lock):
        raise ValueError(f"line {lock.count(chr(10), 0, end) + 1} of the lock is no version with hashes")


def licence(pin: Pin) -> str | None:
    """What an installed package says of its licence; None where another version is installed, or nothing is said."""
    try:
        about = metadata.metadata(pin.name)
    except metadata.PackageNotFoundError:
        return None
    if about["Version"] != pin.version:
        return None
    stated = about.get("License-Expression") or about.get("License") or ""
    named = [one.rpartition(" :: ")[2] for one in about.get_all("Classifier", []) if one.startswith("License :: ")]
    return stated if stated and "\n" not in stated else "; ".join(named) or None


def component(pin: Pin) -> dict[str, Any]:
    """A package as CycloneDX has it."""
    told = {"faultless:needed-where": [pin.where] if pin.where else [], "faultless:file-hash": sorted(pin.hashes)}
    stated = licence(pin)
    return {
        "type": "library",
        "bom-ref": pin.purl,
        "name": pin.name,
        "version": pin.version,
        "purl": pin.purl,
        **({"licenses": [{"license": {"name": stated}}]} if stated else {}),
        "properties": [{"name": name, "value": value} for name, values in told.items() for value in values],
    }


def bill(lock: str, version: str) -> dict[str, Any]:
    """The bill of materials of a version of Faultless."""
    root = f"pkg:pypi/faultless@{version}"
    parts = [component(pin) for pin in pins(lock)]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, root + lock)}",
        "version": 1,
        "metadata": {
            "component": {"type": "application", "bom-ref": root, "name": "faultless", "version": version, "purl": root}
        },
        "components": parts,
        "dependencies": [{"ref": root, "dependsOn": [part["bom-ref"] for part in parts]}],
    }


def main() -> None:
    """Print it."""
    version = re.search(
        r'__version__ = "([^"]+)"', (ROOT / "plugins/faultless/__init__.py").read_text(encoding="utf-8")
    )
    if version is None:
        sys.exit("plugins/faultless/__init__.py states no version")
    made = bill(LOCK.read_text(encoding="utf-8"), version[1])
    sys.stdout.write(json.dumps(made, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
