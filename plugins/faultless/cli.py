"""The command `faultless`: its name, its options and its list of commands."""

from __future__ import annotations

import atexit
import gc

import click

from faultless import __version__
from faultless.terminal import Commands, Voice

COMMANDS = {
    "init": "init:init",
    "new": "new:new",
    "update": "update:update",
    "resolve": "update:resolve",
    "maintenance": "maintenance:maintenance",
    "audit": "audit:audit",
    "check": "check:check",
    "diff": "diff:diff",
    "rule": "rules:rule",
    "rules": "rules:rules",
    "status": "status:status",
    "publish": "publish:publish",
    "digest": "digest:digest",
    "schema": "schema:schema",
    "import": "imports:import_",
    "export": "exports:export",
    "doctor": "doctor:doctor",
    "completion": "completion:completion",
}
"""Where each command is, in `faultless.commands`: only that which is asked for is loaded."""


@click.group(cls=Commands, places=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="faultless %(version)s")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but the report and errors.")
@click.option("-v", "--verbose", is_flag=True, help="Say more about what is done.")
@click.pass_context
def main(context: click.Context, *, quiet: bool, verbose: bool) -> None:
    """Postmortems, incidents and a status page from one folder of Markdown.

    \b
    Examples:
      faultless check                          check everything under content/
      faultless diff origin/main               what customers will see change
      faultless status --out public            build the status site
      faultless publish /srv/status            serve it on a server of your own, all at once
      faultless digest --since 7d              what happened this week, and what is owed
      faultless rule SE101                     what a finding means
      faultless import cstate OLD content      start from a cState site
      faultless export csv > incidents.csv     all incidents as a table, for other tools
      faultless audit OLD                      what an archive of postmortems has and lacks

    The report goes to stdout, everything else to stderr. Exit codes: 0 fine, 1 findings or refused content, 2 wrong
    usage, wrong configuration or an internal error.
    """
    context.obj = Voice(quiet=quiet, verbose=verbose)


gc.set_threshold(20_000, 50, 50)  # of what a command makes hardly anything is a cycle: looking seldom saves a twelfth
atexit.register(gc.freeze)  # what is there at the end goes with the process: searching it takes a third of an edit

if __name__ == "__main__":
    main()
