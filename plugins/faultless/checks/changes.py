"""What of a content root changed in Git, and how it stood before. The only module that runs Git."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from faultless.reading.root import printable

_READ = (".md", ".markdown", ".yml")
"""The endings of files whose text is content; of any other it only matters that it is there."""

_PLACES = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR")
_PLAIN = ("--no-pager", "--literal-pathspecs", "-c", "core.fsmonitor=false", "-c", "diff.autoRefreshIndex=false")
_DIFF = (
    "diff", "--name-status", "-z", "--find-renames", "--no-color", "--no-ext-diff", "--no-textconv", "--no-relative",
    "--ignore-submodules", "-O/dev/null",
)  # fmt: skip


class NoHistory(Exception):
    """Git cannot say what changed; the message names the reason and the remedy."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between the files of a content root and a commit.

    Attributes:
        root: the content root.
        commit: the last common commit with what it is compared to.
        prefix: the POSIX path of the root within the repository, ending in `/`; empty at its top.
        now: paths within the root, as reports have them, of files that were added, changed or moved here.
        before: the paths, as Git has them, that changed files had in the commit.
        config: the configuration as it stood, if it is another now, empty if it is new; else None.
    """

    root: Path
    commit: str
    prefix: str
    now: frozenset[str]
    before: frozenset[str]
    config: bytes | None = None

    @property
    def any(self) -> bool:
        """Whether anything changed."""
        return bool(self.now or self.before or self.config is not None)


def changes_since(root: Path, reference: str, config: Path | None = None) -> Changes:
    """What changed in a content root since it parted from a commit: committed, staged, unstaged and untracked.

    Args:
        root: the content root.
        reference: a branch, tag or commit.
        config: the file with the policy, which may have changed, too.

    Raises:
        NoHistory: there is no Git, no repository, no such commit or no common one; or records lie in a repository of
            their own within this one.
    """
    if not reference or reference.startswith("-") or any(not one.isprintable() for one in reference):
        raise NoHistory(f"{reference!r} is no branch, tag or commit")
    prefix = os.fsdecode(_git(root, "rev-parse", "--show-prefix").removesuffix(b"\n"))
    commit = _parted(root, reference)
    now: set[str] = set()
    before: set[str] = set()
    fields = iter(_git(root, *_DIFF, commit, "--", ".").split(b"\0"))
    for status in fields:
        if not status:
            break
        old = new = _within(next(fields), prefix)
        if status[:1] in b"RC":
            new = _within(next(fields), prefix)
        if status[:1] not in b"AC":
            before.add(old)
        if status[:1] != b"D":
            now.add(new)
    untracked = [_within(path, prefix) for path in _files(root, "--others", "--exclude-standard")]
    _refuse_nested(root, [*untracked, *_submodules(root, prefix)])
    now.update(untracked)
    told = None if config is None else _former(root, prefix, commit, config)
    return Changes(root, commit, prefix, frozenset(printable(path) for path in now), frozenset(before), told)


def _files(folder: Path, *which: str, name: str = ".") -> list[bytes]:
    """What Git lists of the files in a folder."""
    return [path for path in _git(folder, "ls-files", *which, "--full-name", "-z", "--", name).split(b"\0") if path]


def _submodules(root: Path, prefix: str) -> list[str]:
    entries = (entry.partition(b"\t") for entry in _files(root, "--stage"))
    return [_within(path, prefix) + "/" for described, _, path in entries if described.startswith(b"160000 ")]


def _refuse_nested(root: Path, paths: list[str]) -> None:
    """Git ends at the door of a repository within another, and names it with a `/`."""
    for path in paths:
        if path.endswith("/") and any(file.suffix in _READ for file in (root / path).rglob("*")):
            raise NoHistory(
                f"{root / path} is a repository of its own, and what changed there is not known here; check it whole"
            )


def _within(path: bytes, prefix: str) -> str:
    return os.fsdecode(path).removeprefix(prefix)


def _parted(root: Path, reference: str) -> str:
    """The last commit that the present state and a reference have in common."""
    shallow = _git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
    deepen = "this is a shallow clone: git fetch --unshallow brings its history (in CI: fetch-depth: 0)"
    try:
        commit = _git(root, "rev-parse", "--verify", "--quiet", f"{reference}^{{commit}}").decode().strip()
    except NoHistory:
        remedy = deepen if shallow else "git fetch may bring it; git branch --all lists what there is"
        raise NoHistory(f"{reference} is no branch, tag or commit here; {remedy}") from None
    try:
        return _git(root, "merge-base", commit, "HEAD").decode().strip()
    except NoHistory:
        remedy = deepen if shallow else "name one that it grew from"
        raise NoHistory(f"{reference} and what is checked out have no commit in common; {remedy}") from None


@contextmanager
def as_it_was(changes: Changes, *, all_files: bool = True, all_bytes: bool = False) -> Iterator[Path]:
    """A folder with the content root as it stood in the commit, for as long as it is needed.

    Args:
        changes: what it differs in.
        all_files: else only the catalogue and the files that changed since.
        all_bytes: else a file that is no text of the content is there, but empty.

    Raises:
        NoHistory: Git or the disk fails.
    """
    wanted: dict[str, bytes] = {}
    links: dict[str, bytes] = {}
    for mode, blob, path in _listed(changes):
        if not all_files and path != "catalogue.yml" and path not in changes.before:
            continue
        if mode == b"120000":
            links[path] = blob
        elif mode.startswith(b"100"):
            wanted[path] = blob
    wanted_bytes = {path for path in wanted if all_bytes or path.endswith(_READ)}
    blobs = _blobs(changes.root, [*(wanted[path] for path in wanted if path in wanted_bytes), *links.values()])
    with tempfile.TemporaryDirectory(prefix="faultless-") as folder:
        root = Path(folder) / "content"
        try:
            root.mkdir()
            for path, blob in wanted.items():
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_bytes(blobs[blob] if path in wanted_bytes else b"")
            for path, blob in links.items():  # last, so that nothing is written through one
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).symlink_to(os.fsdecode(blobs[blob]))
        except OSError as problem:
            raise NoHistory(f"{folder}: {problem.strerror or problem}") from None
        yield root


def _listed(changes: Changes) -> Iterator[tuple[bytes, bytes, str]]:
    """Mode, blob and path within the root of every file that stood there; none whose path would lead elsewhere."""
    arguments = ["ls-tree", "-r", "-z", "--full-tree", changes.commit]
    for entry in _git(changes.root, *arguments, "--", *([changes.prefix] if changes.prefix else [])).split(b"\0"):
        described, _, name = entry.partition(b"\t")
        if name:
            mode, _, blob = described.split(b" ")
            path = _within(name, changes.prefix)
            if not set(PurePosixPath(path).parts) & {"..", ".", "/"}:
                yield mode, blob, path


def _former(root: Path, prefix: str, commit: str, config: Path) -> bytes | None:
    """A configuration as it stood in a commit, if it was another; empty if it was not there, None if nobody knows."""
    top, file = Path(os.path.realpath(root)), Path(os.path.realpath(config))
    for _ in PurePosixPath(prefix).parts:
        top = top.parent
    if not file.is_relative_to(top):
        return None
    try:
        place = f"{commit}:{file.relative_to(top).as_posix()}"
        blob = _git(root, "rev-parse", "--verify", "--quiet", place).strip()
    except NoHistory:
        is_new = _files(file.parent, "--cached", "--others", "--exclude-standard", name=file.name)
        return b"" if is_new else None
    text = _blobs(root, [blob])[blob]
    return None if text == config.read_bytes() else text


def _blobs(root: Path, names: list[bytes]) -> Mapping[bytes, bytes]:
    """What some blobs hold, by their names."""
    found: dict[bytes, bytes] = {}
    given = b"".join(name + b"\n" for name in dict.fromkeys(names))
    answer = _git(root, "cat-file", "--batch", given=given) if given else b""
    position = 0
    while position < len(answer):
        end = answer.index(b"\n", position)
        name, *described = answer[position:end].split(b" ")
        if len(described) != 2:
            raise NoHistory(f"Git lacks {os.fsdecode(name)}, which it should have; git fsck may say more")
        size = int(described[1])
        found[name] = answer[end + 1 : end + 1 + size]
        position = end + 1 + size + 1
    return found


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What Git answers, whatever its configuration says about form.

    Raises:
        NoHistory: it is not there, or refuses.
    """
    command = ("git", "-C", os.fspath(root), *_PLAIN, *arguments)
    try:
        done = subprocess.run(  # noqa: S603 - a fixed list of arguments, no shell, and no reference begins with a dash
            command, input=given, capture_output=True, check=False, env=_environment(root)
        )
    except OSError as problem:
        reason = "it is not installed" if isinstance(problem, FileNotFoundError) else problem.strerror
        raise NoHistory(f"what changed is asked of Git, and Git cannot be run: {reason}") from None
    if done.returncode == 0:
        return done.stdout
    said = " ".join(done.stderr.decode("utf-8", "replace").split())
    if "not a git repository" in said:
        raise NoHistory(f"{root} is in no Git repository, so nobody knows what changed; check it whole")
    raise NoHistory(f"git {arguments[0]}: {said or f'ended with {done.returncode}'}")


def _environment(root: Path) -> dict[str, str]:
    """The process's own, but with answers in one language.

    A hook is told of its repository in places, relative to where it runs. They need not be those of the content, which
    may lie in another repository; they count only where it lies in none that is seen from there.
    """
    known = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    real = Path(os.path.realpath(root))
    if any(os.path.lexists(folder / ".git") for folder in (real, *real.parents)):
        return {name: value for name, value in known.items() if name not in _PLACES}
    for name in _PLACES:
        if known.get(name):
            known[name] = os.path.abspath(known[name])  # noqa: PTH100 - links stay as they are named
    if known.get("GIT_DIR"):
        known.setdefault("GIT_WORK_TREE", os.getcwd())  # noqa: PTH109 - what Git itself would take
    return known
