"""What the front matter of an issue becomes."""

from __future__ import annotations

import pytest
from cstate_site import CONFIG, issue

from faultless.model import Kind, Visibility
from faultless.public.addresses import page_of


def when(instant):
    return instant and instant.at.strftime("%Y-%m-%d %H:%M:%S")


def states(incident):
    return {one.component: one.state.value for one in incident.components}


def test_an_issue_becomes_an_incident_with_its_title_and_times(imported):
    incident = imported({"2026-03-14-down": issue()}).one
    assert (incident.id, incident.title, incident.kind) == ("2026-03-14-down", "Checkout is down", Kind.INCIDENT)
    assert when(incident.started) == "2026-03-14 09:00:00"
    assert when(incident.resolved) == "2026-03-14 10:30:00"
    assert incident.visibility is Visibility.PUBLIC
    assert incident.imported == "cstate"


@pytest.mark.parametrize(("severity", "ours", "state"), [
    ("down", "sev2", "major_outage"),
    ("disrupted", "sev3", "partial_outage"),
    ("Down", "sev2", "major_outage"),
])  # fmt: skip
def test_a_severity_gives_ours_and_the_state_of_what_it_affects(imported, severity, ours, state):
    incident = imported({"2026-03-14-down": issue(severity=severity)}).one
    assert incident.severity == ours
    assert states(incident) == {"checkout": state}


def test_an_issue_of_severity_notice_is_a_notice_that_ends_when_it_was_resolved(imported):
    notice = imported({"2026-03-14-work": issue(severity="notice")}).one
    assert notice.kind is Kind.NOTICE
    assert when(notice.until) == "2026-03-14 10:30:00"
    assert states(notice) == {"checkout": "operational"}


@pytest.mark.parametrize("severity", [None, "catastrophic", ""])
def test_a_severity_that_cstate_does_not_know_is_a_notice_and_the_report_says_so(imported, severity):
    done = imported({"2026-03-14-work": issue(severity=severity)})
    assert done.one.kind is Kind.NOTICE
    assert any(guess.startswith("severity: ") for guess in done.told().guessed)


def test_an_informational_issue_that_is_not_pinned_is_history_and_not_on_the_home_page(imported):
    done = imported({"2026-03-14-news": issue(informational="true", severity=None, resolved=None, resolvedWhen=None)})
    assert done.one.kind is Kind.NOTICE
    assert when(done.one.until) == "2026-03-14 09:00:00"
    assert any("informational" in guess for guess in done.told().guessed)


def test_a_pinned_informational_issue_stays_until_somebody_ends_it(imported):
    pinned = imported(
        {"2026-03-14-news": issue(informational="true", pin="true", severity=None, resolved=None, resolvedWhen=None)}
    ).one
    assert pinned.kind is Kind.NOTICE
    assert pinned.until is None


def test_an_issue_that_says_it_is_not_resolved_stays_open_and_keeps_the_planned_end_for_the_staff(imported):
    done = imported({"2026-03-14-down": issue(resolved="false")})
    assert done.one.resolved is None
    assert "- resolvedWhen: 2026-03-14T10:30:00Z" in done.text()
    assert done.told().kept == ["resolvedWhen: in the internal notes, for it is not resolved"]


def test_an_issue_that_does_not_say_whether_it_is_resolved_stays_open_and_the_report_says_so(imported):
    done = imported({"2026-03-14-down": issue(resolved=None, resolvedWhen=None)})
    assert done.one.resolved is None
    assert "resolved: it is not said: not resolved" in done.told().guessed


def test_a_resolution_without_a_time_is_that_of_the_last_time_known(imported):
    body = 'Fixed. {{< track "2026-03-14T11:00:00Z" >}}'
    done = imported({"2026-03-14-down": issue(body, resolvedWhen=None)})
    assert when(done.one.resolved) == "2026-03-14 11:00:00"
    assert any(guess.startswith("resolved: no time is given") for guess in done.told().guessed)


@pytest.mark.parametrize(("written", "read"), [
    ("2026-03-14T10:02:00+01:00", "2026-03-14 09:02:00"),
    ("2026-03-14T09:02:00-00:00", "2026-03-14 09:02:00"),
    ("2026-03-14T09:02:31.161Z", "2026-03-14 09:02:31"),
    ('"2026-03-14 11:02:00 +0200"', "2026-03-14 09:02:00"),
    ("14 Mar 2026 09:02 UTC", "2026-03-14 09:02:00"),
    ("March 14, 2026", "2026-03-14 00:00:00"),
])  # fmt: skip
def test_dates_are_read_in_the_forms_that_hugo_takes(imported, written, read):
    assert when(imported({"2026-03-14-down": issue(date=written)}).one.started) == read


def test_a_date_without_a_zone_is_utc_and_the_report_says_so(imported):
    done = imported({"2026-03-14-down": issue(date="2026-03-14 09:02:00")})
    assert when(done.one.started) == "2026-03-14 09:02:00"
    assert "date: no zone is given: UTC" in done.told().guessed


def test_a_date_without_a_zone_is_in_the_zone_of_the_site(imported):
    config = "title: Northstar\ntimeZone: Europe/Berlin\n"
    done = imported({"2026-03-14-down": issue(date="2026-03-14 09:02:00")}, config)
    assert when(done.one.started) == "2026-03-14 08:02:00"
    assert "date: no zone is given: Europe/Berlin" in done.told().guessed


def test_a_digit_too_many_in_the_hour_is_read_past_and_reported(imported):
    done = imported({"2026-03-14-down": issue(date="2026-03-14T009:02:00Z")})
    assert when(done.one.started) == "2026-03-14 09:02:00"
    assert "date: the hour 009 is read as 09" in done.told().guessed


def test_a_date_that_is_none_is_taken_from_the_name_of_the_file_and_kept_as_text(imported):
    done = imported({"2026-03-14-down": issue(date="half past nine")})
    assert when(done.one.started) == "2026-03-14 00:00:00"
    assert "- date: half past nine" in done.text()
    assert any("from the file's name" in guess for guess in done.told().guessed)


@pytest.mark.parametrize("date", ["0001-01-01T00:00:00Z", "2026-02-30T09:00:00Z", "9999-12-31T23:59:59-23:00"])
def test_a_date_that_cannot_be_is_no_date(imported, date):
    assert when(imported({"2026-03-14-down": issue(date=date)}).one.started) == "2026-03-14 00:00:00"


def test_an_end_before_the_start_is_a_warning_and_the_site_builds(imported):
    done = imported({"2026-03-14-down": issue(resolvedWhen="2026-03-13T10:30:00Z")})
    assert {(finding.code, finding.level.value) for finding in done.findings} == {("TI101", "warning")}


def test_a_draft_stays_internal(imported):
    assert imported({"2026-03-14-down": issue(draft="true")}).one.visibility is Visibility.INTERNAL


def test_a_title_that_yaml_would_misread_comes_through(imported):
    title = "API: errors #1 — “down”"
    assert imported({"2026-03-14-down": issue(title=f"'{title}'")}).one.title == title


def test_an_issue_without_a_title_is_called_as_its_file(imported):
    done = imported({"2026-03-14-api-down": issue(title=None)})
    assert done.one.title == "2026 03 14 api down"
    assert "title: none is given: the file's name" in done.told().guessed


def test_old_addresses_lead_to_the_record(imported):
    extra = "aliases: [/old/one/, two]"
    done = imported({"2026-03-14-API.down": issue(extra=extra)})
    assert done.one.redirects == ("/issues/2026-03-14-api.down/", "/old/one/", "/issues/two")


@pytest.mark.parametrize(("extra", "address"), [
    ("slug: short", "/issues/short/"),
    ("url: /status/short/", "/status/short/"),
])  # fmt: skip
def test_an_address_of_the_authors_own_leads_to_the_record(imported, extra, address):
    assert imported({"2026-03-14-down": issue(extra=extra)}).one.redirects == (address,)


def test_a_key_that_cstate_does_not_know_is_kept_for_the_staff(imported):
    done = imported({"2026-03-14-down": issue(extra="author: Amara\nroot:\n  cause: a certificate")})
    section = done.one.sections[-1]
    assert section.title == "Internal notes"
    assert section.body.strip() == "- author: Amara\n- root: cause: a certificate"
    assert done.told().kept == ["author: in the internal notes", "root: in the internal notes"]


def test_what_a_comment_in_the_front_matter_says_is_kept_but_not_what_the_template_says(imported):
    extra = "# Possible severity levels: down, disrupted, notice\n# the partner asked for this wording\n# affected:"
    text = imported({"2026-03-14-down": issue(extra=extra)}).text()
    assert "- comment: the partner asked for this wording" in text
    assert "Possible severity" not in text
    assert "affected" not in text


TOML = """+++
title = "Checkout is down"
date = 2026-03-14T09:00:00Z
resolved = true
resolvedWhen = 2026-03-14T10:30:00Z
severity = "down"
affected = ["Checkout"]
section = "issue"
+++
"""
JSON = """{"title": "Checkout is down", "date": "2026-03-14T09:00:00Z", "resolved": true,
"resolvedWhen": "2026-03-14T10:30:00Z", "severity": "down", "affected": ["Checkout"], "section": "issue"}
"""


@pytest.mark.parametrize("front", [TOML, JSON], ids=["toml", "json"])
def test_front_matter_in_toml_and_json_says_the_same_as_in_yaml(imported, front):
    other = imported({"2026-03-14-down": f"{front}\nWe are looking into it.\n"})
    assert other.text() == imported({"2026-03-14-down": issue()}).text()


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(imported):
    windows = b"\xef\xbb\xbf" + issue().replace("\n", "\r\n").encode()
    assert imported({"2026-03-14-down": windows}).text() == imported({"2026-03-14-down": issue()}).text()


def test_front_matter_whose_first_dashes_are_missing_is_read_as_if_they_were_there(imported):
    done = imported({"2026-03-14-down": issue().removeprefix("---\n")})
    assert done.one.title == "Checkout is down"
    assert any("line of dashes" in guess for guess in done.told().guessed)


def test_a_file_without_front_matter_is_an_internal_notice_with_its_whole_text(imported):
    done = imported({"2026-03-14-note": "Only some words.\n"})
    assert done.one.kind is Kind.NOTICE
    assert done.one.visibility is Visibility.INTERNAL
    assert [update.text for update in done.one.updates] == ["Only some words."]
    assert any("no front matter" in guess for guess in done.told().guessed)


LOST = {
    "https://elsewhere.example.com/old/": "it is no path of this site",
    "/../old/": "it is no path of this site",
    "/history/": "it is one of the status site's own pages",
    "/index.html": "it is one of the status site's own pages",
}


@pytest.mark.parametrize("address", LOST)
def test_an_old_address_that_cannot_lead_to_the_record_is_for_the_staff_and_no_finding(imported, address):
    done = imported({"2026-03-14-down": issue(extra=f"aliases: ['{address}', /old/one/]")})
    assert done.one.redirects == ("/issues/2026-03-14-down/", "/old/one/")
    assert done.one.sections[-1].body.strip() == f"- address: {address} ({LOST[address]})"
    assert f"the address {address}: {LOST[address]}; in the internal notes" in done.told().kept
    assert (done.findings, done.report.refused) == ((), ())


def test_an_old_address_of_two_issues_leads_to_the_one_whose_page_stood_there(imported):
    done = imported({
        "2026-03-14-down": issue(extra="aliases: [/issues/2026-03-15-up/, /both/]"),
        "2026-03-15-up": issue(extra="aliases: [/both/, /incidents/2026-03-14-down/]"),
    })  # fmt: skip
    down, up = done.incidents["2026-03-14-down"], done.incidents["2026-03-15-up"]
    assert down.redirects == ("/issues/2026-03-14-down/", "/both/")
    assert up.redirects == ("/issues/2026-03-15-up/",)
    assert done.told("down").kept == [
        "the address /issues/2026-03-15-up/: it leads to 2026-03-15-up; in the internal notes"
    ]
    assert [told.split(":")[0] for told in done.told("-up").kept] == [
        "the address /both/", "the address /incidents/2026-03-14-down/"
    ]  # fmt: skip
    assert not [finding for finding in done.findings if finding.code in {"FM011", "FM012"}]


def test_an_address_with_a_number_sign_is_written_as_a_browser_asks_for_it(imported):
    (one,) = imported({"2026-03-14-case-#7": issue()}).one.redirects
    assert one == "/issues/2026-03-14-case-%237/"
    assert page_of(one) == "issues/2026-03-14-case-#7/index.html"


@pytest.mark.parametrize(("setting", "address"), [
    ("uglyURLs: true", "/issues/2026-03-14-down.html"),
    ("uglyurls: true", "/issues/2026-03-14-down.html"),
    ("defaultContentLanguageInSubdir: true\ndefaultContentLanguage: pt-BR", "/pt-br/issues/2026-03-14-down/"),
    ("disablePathToLower: true", "/issues/2026-03-14-Down/"),
    ("defaultContentLanguageInSubdir: false", "/issues/2026-03-14-down/"),
])  # fmt: skip
def test_the_old_address_is_the_one_that_the_settings_of_the_site_gave_it(imported, setting, address):
    assert imported({"2026-03-14-Down": issue()}, f"{CONFIG}{setting}\n").one.redirects == (address,)


def test_keys_in_another_case_are_the_same_keys_as_hugo_does_not_mind(imported):
    text = issue().replace("resolvedWhen", "resolvedwhen").replace("title", "Title").replace("affected", "AFFECTED")
    done = imported({"2026-03-14-down": text, "2026-03-15-down": issue(extra="Draft: true")})
    incident = done.incidents["2026-03-14-down"]
    assert (incident.title, when(incident.resolved)) == ("Checkout is down", "2026-03-14 10:30:00")
    assert states(incident) == {"checkout": "major_outage"}
    assert incident.sections == ()
    assert done.incidents["2026-03-15-down"].visibility is Visibility.INTERNAL


@pytest.mark.parametrize("key", [
    "draft: true", "expiryDate: 2026-04-01", "unpublishdate: 2026-04-01", "headless: true", "build: {render: never}", "_build: {list: false}",
])  # fmt: skip
def test_what_the_other_site_did_not_show_for_ever_is_not_published(imported, key):
    done = imported({"2026-03-14-down": issue(extra=key)})
    assert done.one.visibility is Visibility.INTERNAL
    assert key.startswith("draft") or any("internal" in guess for guess in done.told().guessed)


@pytest.mark.parametrize("key", ["draft: false", "expiryDate:", "headless: false"])
def test_what_the_other_site_showed_is_published(imported, key):
    assert imported({"2026-03-14-down": issue(extra=key)}).one.visibility is Visibility.PUBLIC


def test_the_list_of_systems_that_the_admin_page_writes_is_read(imported):
    listed = "[{individualaffected: Checkout}, {individualaffected: Public API}]"
    assert list(states(imported({"2026-03-14-down": issue(affected=listed)}).one)) == ["checkout", "public-api"]
