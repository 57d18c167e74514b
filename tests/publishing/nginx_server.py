"""Finds an nginx for the tests of publishing, or installs one where that is allowed; run it to see which."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
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


def shown(language: str, here: Mapping[str, str]) -> str:
    """The configuration that the handbook shows, with some of its lines as they have to be here."""
    found = re.search(rf"^```{language}\n(.*?)^```$", RECIPE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert found is not None
    text = found[1]
    for there, line in here.items():
        assert text.count(there) == 1
        text = text.replace(there, line)
    return text


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def running(command: Sequence[str], work: Path, port: int, **environment: str) -> Iterator[None]:
    """A server, from when it listens until it is done with."""
    log = (work / "log").open("wb")
    server = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, **environment})
    try:
        _wait(server, port, work / "log")
        yield
    finally:
        server.terminate()
        server.wait()
        log.close()


@contextmanager
def serving(nginx: Path, root: Path, work: Path) -> Iterator[int]:
    """Serve a folder as the handbook says, on loopback; the port."""
    port = free_port()
    temporary = "".join(
        f"    {kind}_temp_path {work}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;\n" if os.geteuid() == 0 else ""
    here = {"listen 80;": f"listen 127.0.0.1:{port};", "root /srv/status/current;": f"root {root}/current;"}
    (work / "nginx.conf").write_text(
        f"{user}daemon off;\nworker_processes 2;\npid {work}/nginx.pid;\nerror_log stderr warn;\n"
        f"events {{ }}\nhttp {{\n    access_log off;\n    keepalive_requests 1000000;\n{temporary}{shown('nginx', here)}}}\n",
        encoding="utf-8",
    )
    with running([str(nginx), "-e", "stderr", "-p", str(work), "-c", str(work / "nginx.conf")], work, port):
        yield port


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
