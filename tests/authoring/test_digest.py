"""The digest of a week: what is told, in which form, and that a mail of it is one."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import datetime, timezone
from email import message_from_bytes
from email.policy import default
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from faultless.authoring import BadSpan, as_html, as_mail, as_markdown, digest_of, since_of
from faultless.cli import main
from faultless.model import (
    ActionItem,
    ActionStatus,
    Catalogue,
    Incident,
    Instant,
    Kind,
    KnowledgeBase,
    Organisation,
    Postmortem,
    Review,
    RootCause,
    Span,
)
from faultless.policy import Policy
from faultless.wiki.addresses import Addresses
from faultless.wiki.relations import Relations
from faultless.wiki.views import Views

UTC = timezone.utc
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SINCE = datetime(2026, 11, 13, 12, tzinfo=UTC)
WIKI = "https://wiki.example.com/"


def at(text: str) -> Instant:
    return Instant(datetime.fromisoformat(f"2026-{text}").replace(tzinfo=UTC))


def incident(name: str, began: str, ended: str | None = None, **more) -> Incident:
    known = {"severity": "sev3", "title": name.capitalize(), **more}
    title = known.pop("title")
    return Incident(name, title, started=at(began), resolved=at(ended) if ended else None, **known)


def action(text: str, *, due: str | None = None, line: int = 1, **more) -> ActionItem:
    day = datetime.fromisoformat(due).date() if due else None
    return ActionItem(text, due=day, span=Span.on_line(line), **more)


def day(text: str):
    return datetime.fromisoformat(text).date()


def views(*incidents: Incident, postmortems=(), causes=(), name="Northstar", policy=None) -> Views:
    base = KnowledgeBase(Catalogue(Organisation(name)), tuple(incidents), tuple(postmortems), tuple(causes))
    return Views(Relations(base, policy or Policy()), policy or Policy(), NOW, Addresses())


def told(made: Views, since: datetime = SINCE) -> str:
    return as_markdown(digest_of(made, since), WIKI)


def part(text: str, heading: str) -> str:
    return text.partition(f"## {heading}\n")[2].partition("\n## ")[0].strip()


def test_what_began_and_what_was_resolved_in_the_time_is_told_and_nothing_else():
    text = told(
        views(
            incident("older", "11-01 09:00", "11-02 09:00"),
            incident("ended", "11-12 09:00", "11-14 09:00"),
            incident("new", "11-15 09:00", "11-15 10:39"),
            incident("open", "11-19 09:00"),
            incident("future", "11-21 09:00"),
        )
    )
    assert re.findall(r"incidents/(\w+)/", part(text, "New")) == ["new", "open"]
    assert re.findall(r"incidents/(\w+)/", part(text, "Resolved")) == ["ended", "new"]
    assert re.findall(r"incidents/(\w+)/", part(text, "Open now")) == ["open"]
    assert "recovered in 1 h 39 min" in part(text, "Resolved")


def test_planned_work_and_notices_are_no_news_of_incidents():
    work = Incident(
        "work", "Work", Kind.MAINTENANCE, scheduled_for=at("11-15 09:00"), scheduled_until=at("11-25 09:00")
    )
    assert part(told(views(work)), "New") == "Nothing new."


def test_postmortems_are_told_when_published_and_when_reviewed_later():
    listed = [
        Postmortem("a", "A", status=Review.PUBLISHED, published=day("2026-11-14"), reviewed=day("2026-11-16")),
        Postmortem("b", "B", status=Review.PUBLISHED, published=day("2026-11-01"), reviewed=day("2026-11-19")),
        Postmortem("c", "C", status=Review.PUBLISHED, published=day("2026-11-15"), reviewed=day("2026-11-15")),
        Postmortem("d", "D", status=Review.DRAFT, published=day("2026-11-15")),
    ]
    assert part(told(views(postmortems=listed)), "Postmortems").splitlines() == [
        f"- 2026-11-14: [A]({WIKI}postmortems/a/) was published",
        f"- 2026-11-15: [C]({WIKI}postmortems/c/) was published",
        f"- 2026-11-16: [A]({WIKI}postmortems/a/) was reviewed",
        f"- 2026-11-19: [B]({WIKI}postmortems/b/) was reviewed",
    ]


def test_postmortems_owed_are_told_the_longest_due_first_and_late_ones_as_such():
    late = incident("late", "11-01 09:00", "11-01 10:00", severity="sev1")
    soon = incident("soon", "11-19 09:00", "11-19 10:00", severity="sev1")
    draft = Postmortem("soon", "Draft", incidents=("soon",))
    lines = part(told(views(soon, late, postmortems=[draft])), "Postmortems owed").splitlines()
    assert lines[0] == f"- **Overdue:** [Late]({WIKI}incidents/late/), due 2026-11-03 (17 days ago)"
    assert lines[1].endswith(f"due 2026-11-21 (in 1 day); [Draft]({WIKI}postmortems/soon/) is not published")


CAUSE = RootCause("ca", "The CA expires")


def twice(**more) -> Views:
    first = incident("first", "08-01 09:00", "08-01 10:00")
    again = incident("again", "11-15 09:00", "11-15 11:00")
    before = Postmortem(
        "first",
        "First",
        incidents=("first",),
        root_causes=("ca",),
        status=Review.PUBLISHED,
        published=day("2026-08-03"),
        actions=(
            action("Alert on *expiry*", due="2026-10-01", owner="amara"),
            action("Write it down", status=ActionStatus.DONE, done=day("2026-08-10"), line=2),
            action("Other", due="2026-09-01", line=3, status=ActionStatus.DECLINED),
        ),
    )
    after = Postmortem("again", "Again", incidents=("again",), root_causes=("ca",))
    return views(first, again, postmortems=[before, after], causes=[CAUSE], **more)


def test_a_cause_that_struck_again_is_told_with_the_comparison_and_what_was_not_done():
    lines = part(told(twice()), "Struck again").splitlines()
    assert lines[0].startswith(f"- [The CA expires]({WIKI}root-causes/ca/) struck again in [Again]")
    assert lines[0].endswith("severity same, scope unknown, time to identify unknown, time to recover worse")
    assert lines[1] == "  - **Nothing got better.** The postmortem has to say how the process changes."
    assert lines[2] == "  - **Not done when it struck again:** Alert on expiry (amara)"
    assert len(lines) == 3


def test_overdue_actions_say_what_struck_again_meanwhile():
    lines = part(told(twice()), "Overdue actions").splitlines()
    assert lines == [
        f"- Alert on expiry, due 2026-10-01 (50 days ago), amara, of [First]({WIKI}postmortems/first/)",
        f"  - **Struck again while this was open:** [Again]({WIKI}incidents/again/), 2026-11-15",
    ]


def test_a_time_without_anything_is_said_to_be_quiet():
    text = told(views())
    assert "Nothing new." in text
    assert "Nothing was resolved." in text
    assert part(text, "Overdue actions") == "None."


def test_without_an_address_of_the_wiki_nothing_is_a_link():
    made = digest_of(twice(), SINCE)
    assert "](" not in as_markdown(made, None)
    assert "<a " not in as_html(made, None)


HOSTILE = (
    "[x](javascript:alert(1)) <script>alert(1)</script> *bold* `code` & \\ | # ~ ![i](u) \n\n# Heading\r\nBcc: all"
)


def test_hostile_words_stay_words_in_markdown_and_html():
    bad = incident("bad", "11-15 09:00", title=HOSTILE)
    made = digest_of(views(bad, name=HOSTILE), SINCE)
    page = as_html(made, WIKI)
    assert "<script" not in page
    assert 'href="javascript' not in page
    rendered = MarkdownIt("commonmark", {"html": True}).render(as_markdown(made, WIKI))
    assert "<script" not in rendered
    assert set(re.findall(r'(?:href|src)="([^"]*)"', rendered)) == {f"{WIKI}incidents/bad/"}
    assert rendered.count("<h1>") == 1


@given(st.text(alphabet=st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30))
def test_any_title_reads_as_it_is_written(title):
    text = as_markdown(digest_of(views(incident("x", "11-15 09:00", title=title)), SINCE), WIKI)
    tokens = [token for token in MarkdownIt().parse(text) if token.type == "inline" and "2026-11-15" in token.content]
    (line,) = (token for token in tokens if token.content.startswith("2026"))
    linked = [child.content for child in line.children or () if child.type in {"text", "text_special"}]
    assert title in "".join(linked)


def mail(made: Views, **more):
    return as_mail(digest_of(made, SINCE), WIKI, "example.com", **{"sender": None, "to": (), **more})


def test_a_mail_is_read_by_the_mail_parser_with_its_words_in_two_forms():
    message = message_from_bytes(mail(twice(), to=("everyone@example.com", "Lee <lee@example.com>")), policy=default)
    assert message.defects == []
    assert message["Subject"] == "Northstar incidents, 2026-11-13 to 2026-11-20"
    assert message["From"].addresses[0].addr_spec == "faultless@example.com"
    assert [one.addr_spec for one in message["To"].addresses] == ["everyone@example.com", "lee@example.com"]
    assert message["Date"].datetime == NOW
    assert message["Message-ID"] == "<digest.20261113T120000Z.20261120T120000Z@example.com>"
    assert message.get_body(("plain",)).get_content().replace("\r\n", "\n") == told(twice())
    assert message.get_body(("html",)).get_content().replace("\r\n", "\n") == as_html(digest_of(twice(), SINCE), WIKI)
    assert all(not part.defects for part in message.walk())


def test_the_lines_of_a_mail_are_as_short_as_mail_servers_want_them():
    long = views(incident("x", "11-15 09:00", title="Ünendlich " * 200))
    assert all(len(line) <= 998 for line in mail(long).splitlines())
    assert mail(long).isascii()


def test_a_name_cannot_add_a_header_to_a_mail():
    message = message_from_bytes(mail(views(name='Evil" <x@example.org>\r\nBcc: all@example.org')), policy=default)
    assert message["Bcc"] is None
    assert [one.addr_spec for one in message["From"].addresses] == ["faultless@example.com"]


def test_two_mails_of_the_same_are_the_same_bytes():
    assert mail(twice()) == mail(twice())


@pytest.mark.parametrize("bad", ["no address", "a@b@c", "x@example.com\nBcc: y@example.com"])
def test_an_address_that_is_none_is_refused(bad):
    with pytest.raises(ValueError, match=r".+"):
        mail(views(), sender=bad)
    with pytest.raises(ValueError, match=r".+"):
        mail(views(), to=(bad,))


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("7d", "2026-11-13 12:00"),
        ("36h", "2026-11-19 00:00"),
        ("2W", "2026-11-06 12:00"),
        (" 1 d ", "2026-11-19 12:00"),
        ("2026-03-14", "2026-03-13 23:00"),
        ("2026-03-14 09:02 UTC", "2026-03-14 09:02"),
        ("2026-03-14T10:02:00+01:00", "2026-03-14 09:02"),
    ],
)
def test_how_far_back_can_be_said_in_several_ways(text, begins):
    assert since_of(text, NOW, ZoneInfo("Europe/Berlin")) == datetime.fromisoformat(begins).replace(tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "7", "d", "-7d", "7 years", "2026-13-01", "2026-03-14 09:02", "2027-01-01"])
def test_what_is_no_time_to_look_back_to_is_refused_with_the_ways_to_say_it(text):
    with pytest.raises(BadSpan, match=r"write 7d|has not come"):
        since_of(text, NOW, ZoneInfo("UTC"))


def test_a_first_time_and_an_undated_incident_are_no_recurrence():
    undated = Incident("undated", "Undated")
    first = Postmortem("p", "P", incidents=("undated",), root_causes=("ca",))
    text = told(views(undated, postmortems=[first], causes=[CAUSE]))
    assert "Struck again" not in text


RECORD = "---\ntitle: Down\nseverity: sev3\nvisibility: internal\nstarted: 2026-11-15 09:02 UTC\n---\n"
CONFIG = "site_name: x\nsite_url: https://wiki.example.com/x\nplugins: [faultless, faultless/wiki]\n"


@pytest.fixture
def content(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FAULTLESS_NOW", "2026-11-20T12:00:00Z")
    (tmp_path / "content" / "incidents").mkdir(parents=True)
    (tmp_path / "content" / "incidents" / "2026-11-15-down.md").write_text(RECORD)
    (tmp_path / "mkdocs.yml").write_text(CONFIG)
    return tmp_path


def run(*arguments: str):
    return CliRunner().invoke(main, ["digest", *arguments])


@pytest.mark.parametrize(
    ("config", "link"),
    [
        (CONFIG, "https://wiki.example.com/x/incidents/2026-11-15-down/"),
        (CONFIG + "use_directory_urls: false\n", "https://wiki.example.com/x/incidents/2026-11-15-down.html"),
        (CONFIG.replace("site_url", "site_name2"), None),
    ],
)
def test_links_lead_where_the_configuration_puts_the_wiki(content, config, link):
    (content / "mkdocs.yml").write_text(config)
    result = run()
    assert result.exit_code == 0
    assert re.findall(r"\]\((.*?)\)", result.stdout) == ([link, link] if link else [])
    assert ("no address" in result.stderr) is (link is None)


@pytest.mark.parametrize("form", ["md", "html", "eml"])
def test_every_form_goes_to_standard_output(content, form):
    result = run("--format", form, "--url", "http://localhost:8000")
    assert result.exit_code == 0
    assert result.stderr == ""
    assert "http://localhost:8000/incidents/2026-11-15-down/" in result.stdout_bytes.decode().replace("=\r\n", "")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--since", "soon"),
        ("--since", "2027-01-01"),
        ("--to", "all@example.com"),
        ("--format", "eml", "--to", "nobody"),
        ("--format", "pdf"),
        ("--content", "nowhere"),
        ("--url", "javascript:x"),
        ("--now", "yesterday"),
    ],
)
def test_misuse_is_told_and_prints_nothing(content, arguments):
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr
    assert "Traceback" not in result.stderr


def test_a_digest_is_made_without_the_generator_of_the_wiki(content):
    program = "import sys; from faultless.cli import main; sys.argv = ['faultless', 'digest']\n"
    program += "try: main()\nfinally: print(*sorted(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not set(done.stderr.split()) & {"mkdocs", "material", "markdown", "feedgen"}
