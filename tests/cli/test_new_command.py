"""`faultless new`: a file with the right name, filled in as far as it is known, that cannot be published untouched."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from faultless.checks import Level, run
from faultless.cli import main
from faultless.clock import current_time
from faultless.policy import Policy
from faultless.reading import load

NOW = "2026-03-14T10:41:30Z"
EARLIER = (
    "---\ntitle: Checkout fails\nseverity: sev2\nvisibility: public\ncomponents: {api: major_outage}\n"
    "started: 2026-01-10 09:02 UTC\nresolved: 2026-01-10 10:02 UTC\n---\n\n"
    "## Resolved — 2026-01-10 10:02 UTC\n\nCard payments failed because a certificate towards the processor expired.\n"
)
INCIDENT = (
    "---\ntitle: Checkout fails again\nseverity: sev1\nvisibility: public\ncomponents: {api: major_outage}\n"
    "started: 2026-03-10 09:02 UTC\ndetected: 2026-03-10 09:05 UTC\nmitigated: 2026-03-10 09:55 UTC\n"
    "resolved: 2026-03-10 10:02 UTC\ncommander: amara\nresponders: [Lee Ng, amara]\n---\n\n"
    "## Investigating — 2026-03-10 09:10 UTC\n\nCard payments fail.\n\n"
    "## Resolved — 2026-03-10 10:02 UTC\n\nCard payments failed because a certificate towards the processor expired.\n"
)
TOLD = "---\ntitle: Checkout fails\nincident: 2026-01-10-checkout\nstatus: draft\nroot_causes: [ca-expiry]\n---\n"


@pytest.fixture
def content(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FAULTLESS_NOW", NOW)
    folder = tmp_path / "content"
    for name in ("incidents", "postmortems", "root-causes"):
        (folder / name).mkdir(parents=True)
    (folder / "catalogue.yml").write_text(
        "components: [{id: api, name: Public API}]\npeople: [{id: amara, name: Amara}]\n"
    )
    (folder / "incidents" / "2026-01-10-checkout.md").write_text(EARLIER)
    (folder / "incidents" / "2026-03-10-checkout.md").write_text(INCIDENT)
    (folder / "postmortems" / "2026-01-10-checkout.md").write_text(TOLD)
    (folder / "root-causes" / "ca-expiry.md").write_text("---\ntitle: Expiry\ncategories: [certificate-expiry]\n---\n")
    return folder


def new(*arguments: str) -> Result:
    return CliRunner().invoke(main, ("new", *arguments), catch_exceptions=False)


def made(*arguments: str) -> Path:
    done = new(*arguments)
    assert done.exit_code == 0, done.stderr
    return Path(done.stdout.removesuffix("\n"))


def objections(content: Path, file: Path) -> set[tuple[str, Level]]:
    found = run(load(content, Policy()), current_time())
    path = file.absolute().relative_to(content).as_posix()
    return {(one.code, one.level) for one in found if one.path == path and not one.reminder}


def test_an_incident_has_its_name_its_front_matter_and_its_first_update(content):
    message = "Card payments fail since 10:30 UTC. We will post the next update by 11:15 UTC."
    file = made(
        "incident", "Café: pay's down!", "--severity", "sev2", "-c", "api=major_outage", "--public", "-m", message
    )
    assert file == Path("content/incidents/2026-03-14-cafe-pay-s-down.md")
    assert file.read_text() == (
        '---\ntitle: "Café: pay\'s down!"\nseverity: sev2\nvisibility: public\ncomponents: {api: major_outage}\n'
        f"started: 2026-03-14 10:41 UTC\n---\n\n## Investigating — 2026-03-14 10:41 UTC\n\n{message}\n\n## Internal notes\n"
    )
    assert objections(content, file) == set()


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (("incident", "Slow", "--severity", "sev3"), "incidents/2026-03-14-slow.md"),
        (
            ("incident", "Slow", "--severity", "sev3", "--started", "2026-03-13 23:30 -02:00"),
            "incidents/2026-03-14-slow.md",
        ),
        (("incident", "日本語", "--severity", "sev3"), "incidents/2026-03-14-incident.md"),
        (("near-miss", "An empty backup"), "incidents/2026-03-14-an-empty-backup.md"),
    ],
)
def test_a_record_that_stays_inside_is_named_by_its_day_and_title(content, arguments, name):
    file = made(*arguments)
    assert file == Path("content") / name
    assert "visibility: internal\n" in file.read_text()


def test_a_long_title_is_not_cut_within_a_word(content):
    file = made("incident", "certificates " * 30, "--severity", "sev3")
    assert len(file.stem) <= 80
    assert file.stem.endswith("-certificates")


@pytest.mark.parametrize(
    "arguments",
    [
        ("notice", "TLS 1.1 ends", "--public", "--until", "2026-06-02 00:00 UTC"),
        ("maintenance", "Database", "--public", "--for", "2026-04-02 22:00Z", "--until", "2026-04-03 00:00Z"),
        ("near-miss", "An empty backup", "--detected-by", "employee"),
        ("root-cause", "A queue has no bound", "--category", "capacity", "-c", "api"),
    ],
)
def test_what_is_yet_to_be_written_cannot_be_published(content, arguments):
    file = made(*arguments)
    assert ("SE103", Level.ERROR) in objections(content, file)
    written = file.read_text().splitlines()
    file.write_text("\n".join("Written." if line.startswith("TODO") else line for line in written) + "\n")
    assert {level for _, level in objections(content, file)} <= {Level.INFO, Level.WARNING}


def test_a_postmortem_knows_its_incident_and_what_came_before(content):
    done = new("postmortem", "2026-03-10-checkout")
    text = Path(done.stdout.strip()).read_text()
    assert text.startswith(
        "---\ntitle: Checkout fails again\nincident: 2026-03-10-checkout\nstatus: draft\nauthors: [amara, Lee Ng]\n"
        "root_causes: []  # struck before: ca-expiry\n"
    )
    assert (
        "- 2026-03-10 09:02 UTC — First effect customers could see. [start]\n"
        "- 2026-03-10 09:05 UTC — First signal. [detection]\n"
        "- 2026-03-10 09:10 UTC — Told customers: investigating. [communication]\n"
        "- 2026-03-10 09:55 UTC — Customers were no longer affected. [mitigation]\n"
        "- 2026-03-10 10:02 UTC — Fully normal. [recovery]\n"
        "- 2026-03-10 10:02 UTC — Told customers: resolved. [communication]\n"
    ) in text
    assert "[[incident/2026-01-10-checkout]]" in text
    assert "It reads like 2026-01-10-checkout: Checkout fails" in done.stderr


def test_a_postmortem_is_a_draft_that_passes_and_cannot_be_published_untouched(content):
    file = made("postmortem", "2026-03-10-checkout")
    draft = objections(content, file)
    assert ("SE103", Level.WARNING) in draft
    assert Level.ERROR not in {level for _, level in draft}
    found = run(load(content, Policy()), current_time(), select=["SE101"])
    missing = [one.message for one in found if one.path == "postmortems/2026-03-10-checkout.md"]
    assert ["Not worth doing" in message for message in missing] == [True]  # wanted until there are action items
    file.write_text(file.read_text().replace("status: draft", "status: published\npublished: 2026-03-12"))
    assert ("SE103", Level.ERROR) in objections(content, file)


def test_a_postmortem_of_two_incidents_names_both(content):
    text = made("postmortem", "2026-03-10-checkout", "2026-01-10-checkout.md").read_text()
    assert "incidents: [2026-03-10-checkout, 2026-01-10-checkout]\n" in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("incident", "Slow"), "sev1, sev2, sev3, sev4"),
        (("incident", "Slow", "--severity", "sev9"), "sev1, sev2, sev3, sev4"),
        (("incident", " ", "--severity", "sev3"), "title"),
        (("incident", "Slow", "--severity", "sev3", "--started", "noon"), "is not a time"),
        (("incident", "Slow", "--severity", "sev3", "-c", "apy=operational"), "did you mean api?"),
        (("postmortem", "2026-03-10-chekout"), "did you mean 2026-03-10-checkout?"),
        (("root-cause", "X", "--category", "human-error"), "--category 'human-error'"),
        (("maintenance", "X", "--for", "2026-04-03 00:00Z", "--until", "2026-04-02 22:00Z"), "before it opens"),
        (("incident", "Slow", "--severity", "sev3", "--content", "nowhere"), "--content"),
    ],
)
def test_misuse_is_told_and_writes_nothing(content, arguments, said):
    before = sorted(content.rglob("*"))
    done = new(*arguments)
    assert done.exit_code == 2
    assert said in done.stderr
    assert sorted(content.rglob("*")) == before


@pytest.mark.parametrize("place", ["incidents/2026-03-14-slow.md", "incidents/2026/2026-03-14-slow.md"])
def test_a_record_that_is_there_is_never_overwritten(content, place):
    (content / place).parent.mkdir(exist_ok=True)
    (content / place).write_text(INCIDENT)
    done = new("incident", "Slow", "--severity", "sev3")
    assert done.exit_code == 1
    assert place in done.stderr
    assert (content / place).read_text() == INCIDENT
