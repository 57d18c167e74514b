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
        prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "check": False}
        tried.append("apt-get install chromium")
        subprocess.run([*prefix, apt, "update", "-qq"], **quiet)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        done = subprocess.run([*prefix, apt, "install", "-y", "-qq", "chromium"], env=environment, **quiet)
        if done.returncode == 0:
            return ", ".join(tried)
    tried.append("playwright install chromium")
    subprocess.run(
        [sys.executable, "-m", "playwright", "install", "chromium"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
        timeout=600,
    )
    return ", ".join(tried)


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
