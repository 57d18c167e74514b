"""What stops a status site, and what does not: an outage is no time to mend a postmortem."""

from __future__ import annotations

import pytest
from gating import at, read, record

from faultless.publishing.building import build_status, files_of_status
from faultless.publishing.published import published_findings

NOW = at("2026-03-20 12:00")
CLEAN = {"incidents/one-record.md": record()}
MESSAGE = "---\ntitle: P\nincident: {}\nstatus: {}\npublished: 2026-03-16\ncustomer_message: true\nauthors: [a]\nroot_causes: [nowhere]\n---\n"
SECTIONS = "\n## Summary\n\nTODO\n\n## Customer message\n\nTODO\n\n### More\n\nWords.\n\n## Action items\n\n- [ ] One (due: soon)\n- [ ] Two (due: later, public: true)\n"


def stopping(tmp_path, files, **options) -> list[tuple[str, str, int]]:
    found = published_findings(read(tmp_path, {**CLEAN, **files}, **options), NOW)
    return [(one.code, one.path, one.span.line) for one in found]


def test_clean_content_stops_nothing(tmp_path):
    assert stopping(tmp_path, {}) == []


@pytest.mark.parametrize(
    "files",
    [
        {"postmortems/broken.md": "---\ntitle: [\n---\n"},
        {"postmortems/draft.md": MESSAGE.format("one-record", "draft") + SECTIONS},
        {"postmortems/internal.md": MESSAGE.format("two-record", "published") + SECTIONS, "incidents/two-record.md": record(visibility="internal")},
        {"postmortems/nowhere.md": MESSAGE.format("nowhere", "published") + SECTIONS},
        {"postmortems/binary.md": b"\xff\xfe\x00"},
        {"postmortems/empty.md": ""},
        {"root-causes/broken.md": "---\nunknown: key\n---\n"},
        {"root-causes/empty.md": ""},
        {"handbook/broken.md": "---\ntitle: [\n---\n"},
        {"handbook/empty.md": ""},
        {"index.md": "bell \x07"},
        {"incidents/index.md": "bell \x07"},
        {"incidents/hidden.md": record(visibility="internal", started="yesterday")},
        {"incidents/unsaid.md": record(visibility="", severity="sev7")},
        {"incidents/broken.md": record(visibility="internal").replace("title: ", "title: [")},
        {"incidents/more.md": record(visibility="", other="x")},
        {"incidents/near.md": record(kind="near-miss", visibility="internal", detected="soon")},
    ],
    ids=lambda files: next(iter(files)),
)  # fmt: skip
def test_what_is_wrong_inside_stops_nothing_and_the_site_is_built(tmp_path, files):
    from faultless.checks import exit_code, run

    records = read(tmp_path, {**CLEAN, **files})
    assert exit_code(run(records, NOW)) == 1, "there is an error"
    assert published_findings(records, NOW) == ()
    changes = build_status(records, records.policy, NOW, tmp_path / "out")
    assert "incidents/one-record/index.html" in str(sorted(files_of_status(records, records.policy, NOW)))
    assert (tmp_path / "out/index.html").read_text(encoding="utf-8").count("Checkout returned errors") >= 1
    assert changes


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"incidents/two-record.md": record(started="yesterday")}, "FM009"),
        ({"incidents/two-record.md": record(severity="sev7")}, "FM007"),
        ({"incidents/two-record.md": record(body="## Resolved — soon\n\nWords.\n")}, "FM016"),
        ({"incidents/two-record.md": record(body="## Update — 2026-03-14 09:14 UTC\n\nComponents: checkout so-so\n")}, "FM017"),
        ({"incidents/binary.md": record().encode().replace(b"errors", b"\xff")}, "FM001"),
        ({"incidents/empty.md": ""}, "FM001"),
        ({"incidents/two-record.md": record(visibility="publci")}, "FM006"),
        ({"incidents/two-record.md": record(visibility="[public]")}, "FM006"),
        ({"incidents/two-record.md": record().replace("visibility:", "visibilty:")}, "FM004"),
        ({"incidents/two-record.md": record().replace("visibility:", "Visibility:")}, "FM004"),
        ({"incidents/two-record.md": record().replace("---\n", "", 1)}, "FM002"),
        ({"incidents/cut-off.md": "---\ntitle: [\n---\n"}, "FM002"),
        ({"catalogue.yml": "components: [\n"}, "FM002"),
        ({"catalogue.yml": "components: [{name: x}]\n"}, "FM005"),
        ({"catalogue.yml": ""}, "FM001"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_what_customers_read_stops_the_site(tmp_path, files, code):
    assert code in [one[0] for one in stopping(tmp_path, files)]


def test_a_link_out_of_content_public_stops_the_site(tmp_path):
    (tmp_path / "secret.png").write_bytes(b"x")
    records = read(tmp_path, CLEAN)
    (tmp_path / "content/public").mkdir()
    (tmp_path / "content/public/x.png").symlink_to(tmp_path / "secret.png")
    found = published_findings(read(tmp_path, CLEAN), NOW)
    assert [(one.code, one.path) for one in found] == [("FM012", "public/x.png")]
    assert records.faults == ()


def test_of_a_published_message_its_own_lines_and_the_public_actions_count(tmp_path):
    text = MESSAGE.format("one-record", "published") + SECTIONS
    lines = text.splitlines()
    found = stopping(tmp_path, {"postmortems/told.md": text})
    assert {(path, lines[line - 1]) for _, path, line in found} == {
        ("postmortems/told.md", "TODO"),
        ("postmortems/told.md", "- [ ] Two (due: later, public: true)"),
    }
    assert {line for code, _, line in found if code == "SE103"} == {lines.index("## Customer message") + 3}


def test_warnings_stop_nothing(tmp_path):
    assert stopping(tmp_path, {"incidents/two-record.md": record(imported="cstate", severity="sev7")}) == []


def test_the_policy_says_what_is_an_error(tmp_path):
    files = {"incidents/two-record.md": record(severity="sev7")}
    assert stopping(tmp_path, files, rules={"FM007": "warning"}) == []
