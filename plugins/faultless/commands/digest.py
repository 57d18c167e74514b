"""`faultless digest`: what a stretch of time brought, for people who were elsewhere."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from faultless.commands.options import config_option, content_option, moment_of, now_option, policy_of
from faultless.terminal import Misuse, Voice


@click.command(short_help="Tell what happened lately and what is owed.")
@content_option
@config_option
@click.option(
    "--since",
    default="7d",
    show_default=True,
    metavar="SPAN",
    help='How far back: 36h, 7d, 2w, a day, or a time such as "2026-03-14 09:02 UTC".',
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["md", "html", "eml"]),
    default="md",
    show_default=True,
    help="Markdown, a page of HTML, or a mail with both.",
)
@click.option(
    "--url", metavar="ADDRESS", help="Where the wiki is, for the links. [default: site_url of the mkdocs.yml]"
)
@click.option(
    "--from", "sender", metavar="ADDRESS", help="Who sends the mail. [default: faultless@ and the wiki's host]"
)
@click.option("--to", metavar="ADDRESS", multiple=True, help="Who gets the mail; may be given more than once.")
@now_option
@click.pass_obj
def digest(
    voice: Voice,
    *,
    content: Path,
    config: Path | None,
    since: str,
    form: str,
    url: str | None,
    sender: str | None,
    to: tuple[str, ...],
    now: str | None,
) -> None:
    """Tell what was new and what was resolved, what struck again, and what is owed: postmortems and overdue actions.

    The digest goes to stdout. The same content, span and time give the same bytes. Nobody's share is counted.

    \b
    Examples:
      faultless digest
      faultless digest --since 14d --format html
      faultless digest --format eml --to everyone@example.com
      faultless digest --since 2026-03-01 --now "2026-04-01 00:00 UTC"
    """
    from faultless.authoring import BadSpan, as_html, as_mail, as_markdown, digest_of, since_of
    from faultless.commands.wiki_site import wiki_site_of
    from faultless.reading import load
    from faultless.wiki.addresses import Addresses
    from faultless.wiki.feed import authority_of
    from faultless.wiki.relations import Relations
    from faultless.wiki.views import Views

    if not content.is_dir():
        raise Misuse(f"{content} does not exist; name the content root with --content")
    if form != "eml" and (sender or to):
        raise Misuse("--from and --to belong to a mail: add --format eml")
    moment = moment_of(now)
    policy = policy_of(config, content)
    try:
        begins = since_of(since, moment, policy.timezone)
    except BadSpan as problem:
        raise Misuse(f"--since: {problem}") from None
    site = wiki_site_of(policy.source)
    wiki = url or site.url
    if wiki is None:
        voice.say("The wiki has no address: the digest has no links. Set site_url in mkdocs.yml, or give --url")
    elif not wiki.startswith(("https://", "http://")):
        raise Misuse(f"--url: {wiki} must begin with https:// or http://")
    else:
        wiki = wiki.rstrip("/") + "/"
    records = load(content, policy)
    views = Views(Relations(records.base, policy), policy, moment, Addresses(site.folders))
    made = digest_of(views, begins)
    if form == "eml":
        authority = authority_of(policy, records.base.catalogue.organisation.url, wiki)
        try:
            mail = as_mail(made, wiki, authority, sender=sender, to=to)
        except ValueError as problem:
            raise Misuse(f"--from or --to cannot be read: {problem}") from None
        sys.stdout.buffer.write(mail)
        sys.stdout.flush()
    else:
        click.echo((as_markdown if form == "md" else as_html)(made, wiki), nl=False)
