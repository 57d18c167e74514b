"""Finds an nginx for the tests of publishing, or installs one where that is allowed; run it to see which."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

RECIPE = Path(__file__).parents[2] / "content/handbook/own-server.md"


def find() -> Path | None:
    """The server the tests use: `NGINX`, else the one on the path or where Debian puts it."""
    named = os.environ.get("NGINX")
    found = named or shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    return Path(found) if found else None


def install() -> bool:
    """Try Debian's package, as root only: nobody's own machine is changed by a test run."""
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        return False
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    steps = (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "nginx-light"])
    try:
        return all(
            subprocess.run([apt, *step], env=environment, capture_output=True, check=False, timeout=600).returncode == 0
            for step in steps
        )
    except (OSError, subprocess.TimeoutExpired):
        return False


def recipe(root: Path, port: int) -> str:
    """The configuration that the handbook shows, for another folder and another port."""
    shown = re.search(r"^```nginx\n(.*?)^```$", RECIPE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert shown is not None
    text = shown[1]
    for there, here in (
        ("listen 80;", f"listen 127.0.0.1:{port};"),
        ("root /srv/status/current;", f"root {root}/current;"),
    ):
        assert text.count(there) == 1
        text = text.replace(there, here)
    return text


@contextmanager
def serving(nginx: Path, root: Path, work: Path) -> Iterator[int]:
    """Serve a folder as the handbook says, on loopback; the port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    temporary = "".join(
        f"    {kind}_temp_path {work}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;\n" if os.geteuid() == 0 else ""
    (work / "nginx.conf").write_text(
        f"{user}daemon off;\nworker_processes 2;\npid {work}/nginx.pid;\nerror_log stderr warn;\n"
        f"events {{ }}\nhttp {{\n    access_log off;\n    keepalive_requests 1000000;\n{temporary}{recipe(root, port)}}}\n",
        encoding="utf-8",
    )
    command = [str(nginx), "-e", "stderr", "-p", str(work), "-c", str(work / "nginx.conf")]
    log = (work / "log").open("wb")
    server = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        _wait(server, port, work / "log")
        yield port
    finally:
        server.terminate()
        server.wait()
        log.close()


def _wait(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    while server.poll() is None:
        with socket.socket() as knocking:
            if knocking.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError(log.read_text(encoding="utf-8"))


def main() -> None:
    server = find()
    if server is None and install():
        server = find()
    if server is None:
        print("nginx: not found; the tests behind it will be SKIPPED. Install one, or name it: NGINX=/path/to/nginx")
    else:
        print(f"nginx: {server}")


if __name__ == "__main__":
    main()
