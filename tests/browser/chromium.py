"""Finds a Chromium for the browser tests, or installs one; run it to see which."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> Path | None:
    """The browser the tests use: `CHROMIUM`, else the first known name on the path, else Playwright's own."""
    named = os.environ.get("CHROMIUM")
    if named:
        return Path(named)
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return Path(found)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    return own if own.exists() else None


def install() -> str:
    """Try Debian's package, then Playwright's build; what was tried, for the message."""
    tried = []
    apt = shutil.which("apt-get")
    if apt:
        tried.append("apt-get install chromium")
        prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
        if _works([*prefix, apt, "update", "-qq"]) and _works([*prefix, apt, "install", "-y", "-qq", "chromium"]):
            return ", ".join(tried)
    tried.append("playwright install chromium")
    _works([sys.executable, "-m", "playwright", "install", "chromium"])
    return ", ".join(tried)


def _works(command: list[str]) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(command, env=environment, capture_output=True, check=False, timeout=600)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def main() -> None:
    browser = find()
    if browser is None:
        print("Chromium: not found, installing it …", flush=True)
        tried = install()
        browser = find()
        if browser is None:
            print(
                f"Chromium: could not be installed (tried: {tried}). The browser tests will be SKIPPED.\n"
                "          Install Chromium or Chrome, or name one: make test CHROMIUM=/path/to/chromium"
            )
            return
    print(f"Chromium: {browser}")


if __name__ == "__main__":
    main()
