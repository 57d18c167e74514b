"""What readers get from a real nginx while sites are published and gone back from."""

from __future__ import annotations

import http.client
import re
import shutil
import threading
from email.message import Message
from pathlib import Path
from typing import NamedTuple

import caddy_server
import nginx_server
import pytest

from faultless.cli import main
from faultless.publishing.releases import release, roll_back

PAGES = ("", *(f"page-{number}/" for number in range(5)))
SWITCHES = 50
LINES = 1000


@pytest.fixture
def nginx():
    found = nginx_server.find()
    if found is None:
        pytest.skip("no nginx was found: install one (Debian: nginx-light), or name it in NGINX")
    return found


@pytest.fixture
def work(tmp_path):
    folder = tmp_path / "nginx"
    folder.mkdir()
    return folder


def site(folder: Path, mark: int) -> Path:
    """Pages of some 26 KB that say their mark on every line; the last ones come and go."""
    shutil.rmtree(folder, ignore_errors=True)
    for number, page in enumerate(PAGES):
        (folder / page).mkdir(parents=True, exist_ok=True)
        (folder / page / "index.html").write_text(f"mark {mark:06d} of page {number:04d}\n" * LINES, encoding="utf-8")
    (folder / f"only-{mark}").mkdir()
    (folder / f"only-{mark}/index.html").write_text("x", encoding="utf-8")
    return folder


class Reader(threading.Thread):
    """Asks for one page after the other over one connection, and notes what was wrong and which marks it met."""

    def __init__(self, port: int, first: int) -> None:
        super().__init__(daemon=True)
        self.port, self.at = port, first
        self.marks: list[int] = []
        self.wrong: list[str] = []
        self.stop = threading.Event()

    def run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        try:
            while not self.stop.is_set():
                self.read(connection, PAGES[self.at % len(PAGES)])
                self.at += 1
        except (OSError, http.client.HTTPException, ValueError) as problem:
            self.wrong.append(repr(problem))
        finally:
            connection.close()

    def read(self, connection: http.client.HTTPConnection, page: str) -> None:
        connection.request("GET", f"/{page}")
        answer = connection.getresponse()
        body = answer.read()
        first = body[: body.find(b"\n") + 1]
        if answer.status != 200 or body != first * LINES:
            self.wrong.append(f"/{page}: {answer.status}, {len(body)} bytes, {sorted(set(body.splitlines()))[:3]}")
        else:
            self.marks.append(int(first.split()[1]))

    def wait_for(self, mark: int) -> None:
        while self.is_alive() and not self.wrong and (not self.marks or self.marks[-1] != mark):
            self.stop.wait(0.001)


def test_readers_under_load_meet_whole_pages_of_one_site_while_fifty_are_published(nginx, work, tmp_path):
    target = tmp_path / "srv"
    release(site(tmp_path / "built", 0), target)
    with nginx_server.serving(nginx, target, work) as port:
        readers = [Reader(port, first) for first in range(6)]
        for reader in readers:
            reader.start()
        for mark in range(1, SWITCHES + 1):
            release(site(tmp_path / "built", mark), target, keep=2)
            for reader in readers:
                reader.wait_for(mark)
        for reader in readers:
            reader.stop.set()
        for reader in readers:
            reader.join()
    assert [wrong for reader in readers for wrong in reader.wrong] == []
    for reader in readers:
        assert reader.marks == sorted(reader.marks)
        assert reader.marks[-1] == SWITCHES
        assert len(set(reader.marks)) >= SWITCHES  # the first may have passed before this reader came


def test_going_back_is_seen_at_once_and_brings_the_old_pages(nginx, work, tmp_path):
    target = tmp_path / "srv"
    release(site(tmp_path / "built", 1), target)
    release(site(tmp_path / "built", 2), target)
    with nginx_server.serving(nginx, target, work) as port:
        assert status(port, "/only-2/") == 200
        assert status(port, "/only-1/") == 404
        roll_back(target)
        assert status(port, "/only-2/") == 404
        assert status(port, "/only-1/") == 200


def test_a_change_of_the_same_length_in_the_same_second_is_not_taken_for_the_old_page(nginx, work, tmp_path):
    target = tmp_path / "srv"
    release(site(tmp_path / "built", 1), target)
    with nginx_server.serving(nginx, target, work) as port:
        known = {}
        for mark in (2, 3, 4):
            answer = ask(port, "/", known)
            known = {"If-None-Match": answer.headers["ETag"], "If-Modified-Since": answer.headers["Last-Modified"]}
            assert ask(port, "/", known).status == 304
            release(site(tmp_path / "built", mark), target)
            assert ask(port, "/", known).status == 200


def test_a_page_that_has_not_changed_need_not_be_loaded_again(nginx, work, tmp_path):
    target = tmp_path / "srv"
    built = site(tmp_path / "built", 1)
    release(built, target)
    with nginx_server.serving(nginx, target, work) as port:
        known = {"If-None-Match": ask(port, "/page-3/").headers["ETag"]}
        (built / "page-4/index.html").write_text("new", encoding="utf-8")
        (built / "page-3/index.html").touch()
        release(built, target)
        assert ask(port, "/page-3/", known).status == 304
        assert ask(port, "/page-4/").body == b"new"


@pytest.mark.parametrize("server", [nginx_server, caddy_server], ids=["nginx", "caddy"])
def test_the_recipe_answers_with_the_types_and_headers_that_the_site_asks_for(server, work, tmp_path, monkeypatch):
    found = server.find()
    if found is None:
        pytest.skip("the server was not found: install it (Debian: nginx-light, caddy), or name it in NGINX or CADDY")
    monkeypatch.chdir(tmp_path)
    shutil.copytree(Path(nginx_server.__file__).parents[2] / "content", "content")
    main(["publish", "srv", "--now", "2026-11-20 12:00 UTC", "--no-cache"], standalone_mode=False)
    rules = wanted(Path("srv/current/_headers").read_text(encoding="utf-8"))
    with server.serving(found, tmp_path / "srv", work) as port:
        for path in sorted(one.relative_to("srv/current").as_posix() for one in Path("srv/current").rglob("*.*")):
            answer = ask(port, f"/{path}")
            assert answer.status == 200, path
            for pattern, headers in rules:
                if re.fullmatch(pattern, f"/{path}"):
                    given = {name: answer.headers[name] for name in headers}
                    assert given == headers, path
        missing = ask(port, "/nowhere/")
        assert (missing.status, missing.headers["X-Content-Type-Options"]) == (404, "nosniff")
        assert missing.body == Path("srv/current/404.html").read_bytes()
        for hidden in ("/_headers", "/.faultless", "/../.faultless-publish", "/incidents/.new"):
            assert status(port, hidden) in {400, 404}


def wanted(text: str) -> list[tuple[str, dict[str, str]]]:
    """The rules of a `_headers` file; of the security policy, the part that a page cannot say itself."""
    rules: list[tuple[str, dict[str, str]]] = []
    for line in text.splitlines():
        if line.startswith("/"):
            rules.append((re.sub(r":\w+", "[^/]+", re.escape(line).replace(r"\*", ".*")), {}))
        else:
            name, _, value = line.strip().partition(": ")
            rules[-1][1][name] = value.rpartition("; ")[2] if name == "Content-Security-Policy" else value
    return rules


class Answer(NamedTuple):
    status: int
    headers: Message
    body: bytes


def ask(port: int, path: str, headers: dict[str, str] | None = None) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    try:
        connection.request("GET", path, headers=headers or {})
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read())
    finally:
        connection.close()


def status(port: int, path: str) -> int:
    return ask(port, path).status
