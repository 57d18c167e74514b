"""`faultless new`: a record's file, named and filled in as far as it is known."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from faultless.commands.offering import components, records
from faultless.commands.options import config_option, content_option, kept_of, moment_of, now_option, policy_of
from faultless.commands.posting import component_states, written_time
from faultless.terminal import Misuse, Refused, Voice

if TYPE_CHECKING:
    from datetime import datetime

    from faultless.authoring.scaffold import Event, Scaffold
    from faultless.model import Instant
    from faultless.reading import Records

_Command = TypeVar("_Command", bound=Callable[..., object])


@click.group(short_help="Begin a record: an incident, a maintenance, a postmortem, …")
def new() -> None:
    """Make a record's file, named and filled in as far as it is known, and print its path.

    \b
    Examples:
      faultless new incident "Checkout fails" --severity sev2 -c checkout=major_outage --public
      faultless new postmortem 2026-03-14-checkout-fails
    """


def _options(command: _Command) -> _Command:
    options = (
        click.option("--edit", is_flag=True, help="Open it in your editor (VISUAL, EDITOR)."),
        content_option,
        config_option,
        now_option,
    )
    for option in reversed(options):
        command = option(command)
    return command


_component = click.option(
    "--component",
    "-c",
    multiple=True,
    metavar="ID=STATE",
    shell_complete=components,
    help="A component it hits, as in api=partial_outage.",
)
_public = click.option("--public", is_flag=True, help="Customers may read its updates. [default: internal]")
_message = click.option("--message", "-m", default="", metavar="TEXT", help="The first update, as Markdown.")
_noticed = click.option(
    "--detected-by",
    type=click.Choice(["monitoring", "employee", "customer", "partner", "provider"]),
    help="Who noticed first.",
)


@new.command(short_help="Something that customers notice has begun.")
@click.argument("title")
@click.option("--severity", metavar="ID", help="How bad it is: an id of the policy's severities, such as sev2.")
@click.option("--started", metavar="TIME", help="First effect customers could see. [default: now]")
@_component
@_noticed
@_public
@_message
@_options
@click.pass_obj
def incident(voice: Voice, /, *, title: str, severity: str | None, started: str | None, **options: Any) -> None:
    """Begin an incident, with its first update if there is a message.

    \b
    Examples:
      faultless new incident "Checkout fails" --severity sev2 -c checkout=major_outage --public
      faultless new incident "Search is slow" --severity sev3 --public -m "We are looking into it."
    """
    from faultless.authoring import scaffold

    place = _Place(voice, **options)
    ids = [one.id for one in place.records.policy.severities]
    if severity is None or severity not in ids:
        raise Misuse(f"--severity {severity or ''}: name one of {', '.join(ids)}".replace("  ", " "))
    place.write(scaffold.incident(place.event(title, started, severity=severity)))


@new.command(short_help="Work is planned that customers may notice.")
@click.argument("title")
@click.option("--for", "begins", required=True, metavar="TIME", help="When the window opens.")
@click.option("--until", "ends", required=True, metavar="TIME", help="When it closes.")
@_component
@_public
@_message
@_options
@click.pass_obj
def maintenance(voice: Voice, /, *, title: str, begins: str, ends: str, **options: Any) -> None:
    """Plan a maintenance and announce it.

    \b
    Example:
      faultless new maintenance "Database upgrade" --public --for "2026-04-02 22:00Z" --until "2026-04-03 00:00Z"
    """
    from faultless.authoring import scaffold

    place = _Place(voice, **options)
    event = place.event(title, begins, until=written_time(ends, "--until"))
    if event.until is not None and event.at.at >= event.until.at:
        raise Misuse(f"the window would close at {event.until}, before it opens at {event.at}")
    place.write(scaffold.maintenance(event))


@new.command(short_help="Customers should know something that is no outage.")
@click.argument("title")
@click.option("--until", "ends", metavar="TIME", help="When it is no longer of interest.")
@_public
@_message
@_options
@click.pass_obj
def notice(voice: Voice, /, *, title: str, ends: str | None, **options: Any) -> None:
    """Tell customers something that is no outage.

    \b
    Example:
      faultless new notice "TLS 1.1 ends on 1 June" --public --until "2026-06-02 00:00 UTC"
    """
    from faultless.authoring import scaffold

    place = _Place(voice, **options)
    place.write(scaffold.notice(place.event(title, None, until=written_time(ends, "--until") if ends else None)))


@new.command("near-miss", short_help="It nearly was an outage.")
@click.argument("title")
@click.option("--detected", metavar="TIME", help="When it was noticed. [default: now]")
@_noticed
@_options
@click.pass_obj
def near_miss(voice: Voice, /, *, title: str, detected: str | None, **options: Any) -> None:
    """Record what nearly was an outage; it stays internal.

    \b
    Example:
      faultless new near-miss "A backup that was empty" --detected-by employee
    """
    from faultless.authoring import scaffold

    place = _Place(voice, **options)
    place.write(scaffold.near_miss(place.event(title, detected)))


@new.command(short_help="What you learnt from incidents.")
@click.argument("incidents", nargs=-1, required=True, metavar="INCIDENT...", shell_complete=records)
@_options
@click.pass_obj
def postmortem(voice: Voice, /, *, incidents: tuple[str, ...], **options: Any) -> None:
    """Begin a postmortem: times, people and sections come from its incidents, with what happened before.

    \b
    Example:
      faultless new postmortem 2026-03-14-checkout-fails
    """
    from faultless.authoring import scaffold
    from faultless.authoring.earlier import earlier_than
    from faultless.reading import did_you_mean

    place = _Place(voice, **options)
    base, about = place.records.base, []
    for identifier in incidents:
        name = Path(identifier).stem if identifier.endswith(".md") else identifier
        found = base.incident_by_id.get(name)
        if found is None:
            near = did_you_mean(name, list(base.incident_by_id), otherwise="an id is a file's name without .md")
            raise Misuse(f"there is no incident {name!r}; {near}")
        about.append(found)
    earlier = earlier_than(about, base)
    place.write(scaffold.postmortem(about, place.records.policy, earlier))
    for one in earlier.incidents:
        voice.say(f"It reads like {one}: {base.incident_by_id[one].title}")
    for cause in earlier.causes:
        voice.say(f"A cause that struck then: {cause}")


@new.command("root-cause", short_help="A condition that has a name from now on.")
@click.argument("title")
@click.option("--category", multiple=True, required=True, metavar="ID", help="What kind of cause, by the taxonomy.")
@click.option("--component", "-c", multiple=True, metavar="ID", shell_complete=components, help="What it can hit.")
@_options
@click.pass_obj
def root_cause(
    voice: Voice, /, *, title: str, category: tuple[str, ...], component: tuple[str, ...], **options: Any
) -> None:
    """Give a condition a name, so that it is known again.

    \b
    Example:
      faultless new root-cause "A certificate expires unnoticed" --category certificate-expiry
    """
    from faultless.authoring import scaffold
    from faultless.model import CategoryKind
    from faultless.reading import did_you_mean

    place = _Place(voice, **options)
    kinds = {one.id: one.kind for one in place.records.taxonomy_catalogue.taxonomy}
    fit = [name for name, kind in kinds.items() if kind is not CategoryKind.FACTOR]
    for name in category:
        if name not in fit:
            raise Misuse(
                f"--category {name!r}: {did_you_mean(name, fit, otherwise='see the glossary of the handbook')}"
            )
    states = component_states(place.records, [f"{name}=operational" for name in component])
    place.write(scaffold.root_cause(title, category, list(states)))


class _Place:
    """Where a new record goes, and what is known there."""

    def __init__(
        self,
        voice: Voice,
        *,
        edit: bool,
        content: Path,
        config: Path | None,
        now: str | None,
        component: tuple[str, ...] = (),
        detected_by: str | None = None,
        public: bool = False,
        message: str = "",
    ) -> None:
        from faultless.reading import load

        if not content.is_dir():
            raise Misuse(f"{content} does not exist; name the content root with --content")
        self.voice = voice
        self.edit = edit
        self.content = content
        self.now: datetime = moment_of(now)
        policy = policy_of(config, content)
        self.records: Records = load(content, policy, kept_of(policy, None, no_cache=False))
        self.states = component_states(self.records, component)
        self.detected_by = detected_by
        self.public = public
        self.message = sys.stdin.read() if message == "-" else message

    def event(self, title: str, at: str | None, *, severity: str | None = None, until: Instant | None = None) -> Event:
        """What is known of it."""
        from faultless.authoring.scaffold import Event
        from faultless.model import Instant

        if not title.strip():
            raise Misuse("it needs a title")
        posted = Instant(self.now.replace(second=0))
        began = posted if at is None else written_time(at, "the time")
        return Event(
            title=" ".join(title.split()),
            at=began,
            posted=posted,
            public=self.public,
            severity=severity,
            components=self.states,
            until=until,
            detected_by=self.detected_by,
            message=self.message,
        )

    def write(self, made: Scaffold) -> None:
        """Write it where nothing is yet, and print where that is."""
        from faultless.authoring.replacing import create

        file = self.content / made.path
        known = {record.path.rpartition("/")[2] for record in self.records if record.kind != "page"}
        same = {record.path for record in self.records if record.path.rpartition("/")[2] == file.name}
        folder = made.path.partition("/")[0]
        taken = next((path for path in sorted(same) if path.startswith(f"{folder}/")), None)
        if file.name in known and taken is not None:
            raise Refused(f"{self.content / taken} has this name already; nothing was written")
        try:
            create(file, made.text.encode("utf-8"))
        except FileExistsError:
            raise Refused(f"{file} is there already; nothing was written") from None
        except OSError as problem:
            raise Refused(f"{file}: {problem.strerror or problem}; nothing was written") from None
        click.echo(str(file))
        self.voice.say(f"Fill in what is left, then: faultless check {file}")
        if self.edit:
            click.edit(filename=str(file))
