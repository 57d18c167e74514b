"""The command `faultless`: its name, its options and its list of commands."""

from __future__ import annotations

import atexit
import gc

import click

from faultless import __version__
from faultless.commands.audit import audit
from faultless.commands.check import check
from faultless.commands.completion import completion
from faultless.commands.diff import diff
from faultless.commands.digest import digest
from faultless.commands.doctor import doctor
from faultless.commands.exports import export
from faultless.commands.imports import import_
from faultless.commands.init import init
from faultless.commands.maintenance import maintenance
from faultless.commands.new import new
from faultless.commands.publish import publish
from faultless.commands.rules import rule, rules
from faultless.commands.schema import schema
from faultless.commands.status import status
from faultless.commands.update import resolve, update
from faultless.terminal import Commands, Voice


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
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


for command in (
    init,
    new,
    update,
    resolve,
    maintenance,
    audit,
    check,
    diff,
    rule,
    rules,
    status,
    publish,
    digest,
    schema,
    import_,
    export,
    doctor,
    completion,
):
    main.add_command(command)

atexit.register(gc.freeze)  # what is there at the end goes with the process: searching it takes a third of an edit

if __name__ == "__main__":
    main()
