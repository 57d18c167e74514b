"""How the command behaves at a terminal: its exit codes, what it says and on which stream."""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections.abc import Mapping
from contextlib import AbstractContextManager
from importlib import import_module
from typing import Any

import click

from faultless.progress import Progress

FINE, FOUND, MISUSED = 0, 1, 2
"""Exit codes: nothing to complain of; findings or refused content; wrong usage, configuration or an internal error."""


class Misuse(click.ClickException):
    """Something is wrong with how the command was called or configured, or with Faultless itself."""

    exit_code = MISUSED


class Refused(click.ClickException):
    """The content or the destination is refused; nothing was changed."""

    exit_code = FOUND


class Commands(click.Group):
    """The commands, each loaded when it is asked for.

    A mistake of ours ends in exit code 2, for 1 says that the content is at fault.
    """

    def __init__(self, *given: Any, places: Mapping[str, str], **more: Any) -> None:
        super().__init__(*given, **more)
        self.places = places

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click asks
        """The names of all."""
        return sorted(self.places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by its name."""
        if cmd_name not in self.commands and cmd_name in self.places:
            module, _, name = self.places[cmd_name].partition(":")
            self.add_command(getattr(import_module(f"faultless.commands.{module}"), name))
        return super().get_command(ctx, cmd_name)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):  # a character the stream cannot carry must not end the report
                stream.reconfigure(errors="backslashreplace")
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as mishap:  # noqa: BLE001 - whatever it is, the exit code has to tell it from findings
            package = (mishap.name or "").partition(".")[0] if isinstance(mishap, ModuleNotFoundError) else ""
            if package and package != __name__.partition(".")[0]:
                raise Misuse(
                    f"the package {package} is missing, so this installation is not whole; install faultless again,"
                    " and `faultless doctor` says what else it lacks"
                ) from None
            click.echo(f"{traceback.format_exc()}\nThis is a mistake in Faultless; please report it.", err=True)
            ctx.exit(MISUSED)


class Voice:
    """Speaks to the person at the terminal, on stderr, so that the report alone goes to stdout."""

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        self.quiet = quiet
        self.verbose = verbose
        self._progress = Progress(sys.stderr, os.environ, quiet=quiet)

    def doing(self, what: str) -> AbstractContextManager[None]:
        """Say what is being done, on a terminal and only if it takes a while."""
        return self._progress.doing(what)

    def say(self, text: str) -> None:
        """Say it unless asked to be quiet."""
        if not self.quiet:
            self._progress.clear()
            click.echo(text, err=True)

    def detail(self, text: str) -> None:
        """Say it only if asked to be verbose."""
        if self.verbose:
            self._progress.clear()
            click.echo(text, err=True)
