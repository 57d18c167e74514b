"""What the commands that post an update have in common: its text, its time, what they show and commit."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from faultless.commands.offering import components
from faultless.commands.options import config_option, content_option, kept_of, moment_of, now_option, policy_of
from faultless.terminal import Misuse, Refused, Voice

if TYPE_CHECKING:
    from faultless.authoring.posting import Draft, Posted
    from faultless.caching import Kept
    from faultless.model import Incident, Instant, Phase, State
    from faultless.reading import Record, Records

_Command = TypeVar("_Command", bound=Callable[..., object])
_TEMPLATE = (
    "\n<!-- {title}: what customers read next. Say what they notice, what is safe, and when the next word comes. -->\n"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the options say of an update, whatever its phase."""

    content: Path
    config: Path | None
    message: str | None
    editor: bool
    component: tuple[str, ...]
    at: str | None
    force: bool
    commit: bool
    now: str | None


def posting_options(command: _Command) -> _Command:
    """Gives a command what `Wanted` holds."""
    options = (
        click.option("--message", "-m", metavar="TEXT", help="What customers read, as Markdown; - reads stdin."),
        click.option("--editor", "-e", is_flag=True, help="Write it in your editor (VISUAL, EDITOR)."),
        click.option(
            "--component", "-c", multiple=True, metavar="ID=STATE", shell_complete=components,
            help="A component that changes with it: api=partial_outage. May be repeated. States are operational, "
            "degraded_performance, partial_outage, major_outage, under_maintenance.",
        ),
        click.option("--at", metavar="TIME", help='When it is published: "2026-03-14 09:14 UTC". [default: now]'),
        click.option("--force", is_flag=True, help="Write it although the checks object."),
        click.option("--commit", is_flag=True, help="Commit the file, and nothing else, with Git."),
        content_option,
        config_option,
        now_option,
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True)
class Known:
    """A record that is to get an update."""

    record: Record[Incident]
    records: Records
    now: datetime
    kept: Kept | None


def known(identifier: str, wanted: Wanted) -> Known:
    """The incident, maintenance or notice of an id; one that is not there is misuse."""
    from faultless.reading import did_you_mean, load

    if not wanted.content.is_dir():
        raise Misuse(f"{wanted.content} does not exist; name the content root with --content")
    now = moment_of(wanted.now)
    policy = policy_of(wanted.config, wanted.content)
    kept = kept_of(policy, None, no_cache=False)
    records = load(wanted.content, policy, kept)
    name = Path(identifier).stem if identifier.endswith(".md") else identifier
    incident = records.base.incident_by_id.get(name)
    for record in records.incidents:
        if record.value is incident:
            return Known(record, records, now, kept)
    near = did_you_mean(name, list(records.base.incident_by_id), otherwise="an id is the name of its file without .md")
    raise Misuse(f"there is no incident {name!r}; {near}")


def draft_of(known: Known, wanted: Wanted, phase: Phase) -> Draft:
    """The update that the options describe."""
    from faultless.authoring.posting import Draft, closing_keys

    at = _time(known, wanted)
    return Draft(
        phase,
        at,
        _message(wanted, known.record.value.title),
        component_states(known.records, wanted.component),
        closing_keys(phase, at, known.record.value),
    )


def _time(known: Known, wanted: Wanted) -> Instant:
    from faultless.model import Instant

    return Instant(known.now.replace(second=0)) if wanted.at is None else written_time(wanted.at, "--at")


def written_time(text: str, option: str) -> Instant:
    """A time that an option gives; one that cannot be read is misuse."""
    from faultless.model import Instant
    from faultless.reading import parse_instant

    read = parse_instant(text)
    if not isinstance(read, Instant):
        raise Misuse(f"{option}: {read.message}. {read.hint}".strip())
    return read


def _message(wanted: Wanted, title: str) -> str:
    from faultless.reading.comments import without_comments

    if wanted.editor and wanted.message is not None:
        raise Misuse("--message and --editor are two ways to say it; use one")
    if wanted.message == "-":
        text = sys.stdin.read()
    elif wanted.message is not None:
        text = wanted.message
    elif wanted.editor or (sys.stdin.isatty() and sys.stdout.isatty()):
        begun = _TEMPLATE.format(title=title)
        text = without_comments(click.edit(begun, extension=".md", require_save=False) or "")
    else:
        raise Misuse('say what customers shall read: --message "…", or --editor')
    if not text.strip():
        raise Refused("there is nothing to tell customers; nothing was written")
    return text


def component_states(records: Records, given: Sequence[str]) -> Mapping[str, State]:
    """States by component, as `ID=STATE` options give them; anything else is misuse."""
    from faultless.model import State
    from faultless.reading import did_you_mean

    states: dict[str, State] = {}
    for entry in given:
        name, equals, said = entry.partition("=")
        component = records.base.component_by_id.get(name.strip().casefold())
        state = next(
            (one for one in State if one.words == said.strip().casefold().replace("_", " ").replace("-", " ")), None
        )
        if not equals or state is None:
            raise Misuse(f"--component {entry!r}: write ID=STATE; states are {', '.join(one.value for one in State)}")
        if component is None:
            ids = [one.id for one in records.base.catalogue.components]
            raise Misuse(
                f"--component: unknown component {name!r}; {did_you_mean(name, ids, otherwise='see catalogue.yml')}"
            )
        states[component.id] = state
    return states


def posted(voice: Voice, known: Known, draft: Draft, wanted: Wanted) -> None:
    """Write an update, and say what customers see of it and what to do next."""
    from faultless.authoring.editing import CannotEdit
    from faultless.authoring.posting import Objections, post
    from faultless.authoring.replacing import Changed

    try:
        done = post(known.record, known.records, draft, known.now, force=wanted.force, kept=known.kept)
    except Objections as problem:
        _report(problem.findings, problem.records)
        raise Refused("nothing was written: say it differently, or use --force") from None
    except (CannotEdit, Changed) as problem:
        raise Refused(str(problem)) from None
    except OSError as problem:
        raise Refused(
            f"{problem.filename or known.record.path}: {problem.strerror or problem}; nothing was written"
        ) from None
    if done.findings:
        _report(done.findings, done.records)
    click.echo(_shown(done, known.now))
    _next(voice, done, wanted)


def _report(findings: Sequence[Any], records: Records) -> None:
    from faultless.checks import Report, Summary, render, reported
    from faultless.commands.screen import screen_of

    summary = Summary.of(findings, files=1, seconds=0.0)
    screen = screen_of(sys.stderr)
    report = Report(reported(findings, records, Path.cwd()), summary)
    click.echo(render("text", report, screen), nl=False, err=True, color=screen.colour)


def _shown(done: Posted, now: datetime) -> str:
    """What customers will see, in the words of the status site."""
    from faultless.model import Visibility
    from faultless.public.publish import publish

    incident, update = done.incident, done.update
    if incident.visibility is not Visibility.PUBLIC:
        return (
            f"Customers see nothing: {incident.id} is internal. With `visibility: public` they would see its updates."
        )
    site = publish(done.records.base, done.records.policy, max(now, update.at.at))
    lines = [
        f"Customers see from {update.at} on:",
        "",
        f"  {incident.title}",
        f"  {update.phase.value} — {update.at}",
        "",
    ]
    lines += [f"    {line}".rstrip() for line in update.text.split("\n")]
    named = {one.component for one in update.components or ()}
    changed = [
        f"  {one.name}: {one.state.value.replace('_', ' ')}"
        for group in site.groups
        for one in group.components
        if one.id in named
    ]
    return "\n".join([*lines, *(["", *changed] if changed else [])])


def _next(voice: Voice, done: Posted, wanted: Wanted) -> None:
    """Commit, or say how."""
    message = f"{done.incident.id}: {done.update.written.value}"
    commands = (["git", "add", str(done.file)], ["git", "commit", "-m", message, "--", str(done.file)])
    if not wanted.commit:
        voice.say("Written. To publish it:")
        for command in commands:
            voice.say("  " + " ".join(f'"{word}"' if " " in word else word for word in command))
        return
    for command in commands:
        ran = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - Git
        if ran.returncode:
            said = (ran.stderr or ran.stdout).strip() or f"ended with {ran.returncode}"
            raise Refused(f"{done.file} is written, but not committed: {' '.join(command[:2])}: {said}")
    voice.say(f"Written and committed: {message}")


def with_keys(draft: Draft, keys: Mapping[str, str]) -> Draft:
    """The same, with more said in the front matter."""
    return replace(draft, keys={**draft.keys, **keys})
