"""A subscriber who looks at every version of a site's feeds, and a repository whose history makes these versions."""

from __future__ import annotations

import io
import json
import os
import subprocess
import tarfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

from feeding import ATOM
from making import feeds

from faultless.policy import policy_from_options
from faultless.public.publish import publish
from faultless.public.site import PublicSite
from faultless.reading import load

_ALONE = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{who}_{what}": "a@example.com" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}


def git(folder: Path, *arguments: str) -> bytes:
    """What Git says, whatever the user's own settings are."""
    environment = {**os.environ, **_ALONE}
    return subprocess.run(["git", *arguments], cwd=folder, env=environment, check=True, capture_output=True).stdout


def commit(folder: Path, files: Mapping[str, str | None], message: str) -> None:
    """Write and remove files, and commit them."""
    for path, text in files.items():
        file = folder / path
        if text is None:
            file.unlink()
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", message)


def versions(folder: Path, *paths: str) -> Iterator[tuple[str, str]]:
    """Each commit that touches some paths, the first one first: its id and its message."""
    for line in (
        git(folder, "log", "--first-parent", "--reverse", "--format=%H %s", "HEAD", *(["--", *paths] if paths else []))
        .decode()
        .splitlines()
    ):
        commit_id, _, message = line.partition(" ")
        yield commit_id, message


def unpack(folder: Path, commit_id: str, into: Path, *paths: str) -> Path:
    """The files of a commit."""
    into.mkdir(parents=True)
    with tarfile.open(fileobj=io.BytesIO(git(folder, "archive", commit_id, *paths))) as archive:
        for member in archive.getmembers():
            if member.isfile() and ".." not in Path(member.name).parts:
                file = into / member.name
                file.parent.mkdir(parents=True, exist_ok=True)
                content = archive.extractfile(member)
                assert content is not None
                file.write_bytes(content.read())
    return into


def public(content: Path, now: datetime, **options: object) -> PublicSite:
    """What is public of a content root."""
    policy = policy_from_options({}, options, root=content.parent)
    return publish(load(content, policy).base, policy, now)


def entries(path: str, document: bytes) -> list[tuple[str, str]]:
    """Id and date of each entry of a feed."""
    if path.endswith(".json"):
        return [(one["id"], one["date_published"]) for one in json.loads(document)["items"]]
    root = ET.fromstring(document)
    if path.endswith(".rss"):
        return [(one.findtext("guid") or "", "") for one in root.findall("channel/item")]
    found = root.findall(f"{ATOM}entry")
    return [(one.findtext(f"{ATOM}id") or "", one.findtext(f"{ATOM}published") or "") for one in found]


class Subscriber:
    """Remembers every id ever seen in each feed, as readers do."""

    def __init__(self) -> None:
        self.known: dict[str, set[str]] = {}

    def looks(self, made: PublicSite) -> dict[str, list[str]]:
        """The ids that are new in each feed. In each one no two are alike, and the dates descend."""
        new = {}
        for path, document in feeds(made).items():
            told = entries(path, document)
            ids = [one for one, _ in told]
            assert len(set(ids)) == len(ids), path
            assert all(one > other or not one for (_, one), (_, other) in pairwise(told)), path
            seen = self.known.setdefault(path, set())
            new[path] = [one for one in ids if one not in seen]
            seen.update(ids)
        return new
