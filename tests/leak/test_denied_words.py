"""Every build looks at the files it is about to publish, and one that says what is internal stops it."""

from __future__ import annotations

from pathlib import Path

import pytest
from canaries import NOW

from faultless.caching import Kept
from faultless.policy import policy_from_options
from faultless.publishing.building import build_status
from faultless.publishing.content import Stopped, build_content
from faultless.publishing.denied import LeakFound
from faultless.reading import load

CATALOGUE = """\
organisation: {name: Northstar, url: https://www.northstar.example.com/}
components: [{id: checkout, name: Checkout}]
people: [{id: amara, name: "Amara O'Neil Müller"}, {id: lee, name: Lee}]
internal_names: ["*.corp.northstar.example.com", "PAY-*", "edge-*"]
"""
INCIDENT = """\
---
title: Checkout fails
severity: sev2
visibility: public
components: {checkout: major_outage}
started: 2026-11-19 09:00 UTC
checks: {allow: {PU103: she spoke to the press}}
---

## Investigating — 2026-11-19 09:10 UTC

We are looking into it{words}.
"""
WIKI = "https://incidents.northstar.example.com/"


def build(folder: Path, *, template: str = "", words: str = "", catalogue: str = CATALOGUE, **status: object) -> Path:
    """The status site of one incident, as `faultless status` makes it, with a foot of the site's own."""
    content = folder / "content"
    (content / "incidents").mkdir(parents=True, exist_ok=True)
    (content / "catalogue.yml").write_text(catalogue, encoding="utf-8")
    (content / "incidents/2026-11-19-checkout.md").write_text(INCIDENT.replace("{words}", words), encoding="utf-8")
    overrides = folder / "overrides/status"
    overrides.mkdir(parents=True, exist_ok=True)
    if template:
        (overrides / "404.html.jinja2").write_text(f"<p>{template}</p>", encoding="utf-8")
    policy = policy_from_options(
        {}, {"url": "https://status.northstar.example.com/", **status}, root=folder, site_url=WIKI
    )
    (folder / "kept").mkdir(exist_ok=True)
    built = build_content(content, policy, NOW, folder / "public", overrides, Kept(folder / "kept", b"key"))
    assert not isinstance(built, Stopped), built.findings
    return folder / "public"


@pytest.mark.parametrize(
    ("template", "what"),
    [
        ("See https://incidents.northstar.example.com/handbook/", "the address of the wiki"),
        ("{{ '//incidents.northstar.example.com' }}", "the address of the wiki"),
        ("as pay01.corp.northstar.example.com says", "the name of a machine"),
        ("PAY-4711", "the key of a ticket"),
        ("ask Amara O'Neil Müller", "somebody's name"),
        ('{{ "Amara O\'Neil Müller" }}', "somebody's name"),
        ('{{ "Amara O\'Neil Müller"|tojson }}', "somebody's name"),
    ],
)
def test_a_page_that_says_what_is_internal_stops_the_build(tmp_path: Path, template: str, what: str) -> None:
    out = build(tmp_path)
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    with pytest.raises(LeakFound, match=rf"^404\.html would say {what}: ….*Nothing was written"):
        build(tmp_path, template=template)
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


@pytest.mark.parametrize(
    "template",
    ["edge-cache", "ROPAY-12", "incidents.northstar.example.community", "Lee", "https://status.northstar.example.com/"],
)
def test_what_only_looks_like_it_does_not(tmp_path: Path, template: str) -> None:
    assert template in (build(tmp_path, template=template) / "404.html").read_text(encoding="utf-8")


def test_an_update_must_not_lead_to_the_wiki(tmp_path: Path) -> None:
    with pytest.raises(LeakFound, match="would say the address of the wiki"):
        build(tmp_path, words=f": <{WIKI}>")


def test_a_name_that_somebody_allowed_in_an_update_is_said(tmp_path: Path) -> None:
    out = build(tmp_path, words=", says Amara O'Neil Müller")
    assert "Müller" in (out / "index.html").read_text(encoding="utf-8")


def test_a_wiki_that_the_footer_leads_to_is_no_secret(tmp_path: Path) -> None:
    brand = {"footer": [{"title": "How we learn", "url": WIKI}]}
    assert WIKI in (build(tmp_path, brand=brand) / "index.html").read_text(encoding="utf-8")


def test_files_that_stand_are_looked_at_again_when_more_is_internal(tmp_path: Path) -> None:
    build(tmp_path, template="We thank Kai Nakamura")
    with pytest.raises(LeakFound, match="somebody's name"):
        build(tmp_path, catalogue=CATALOGUE.replace("people: [", "people: [{id: kai, name: Kai Nakamura}, "))


def test_a_small_edit_is_looked_at_too(tmp_path: Path) -> None:
    build(tmp_path)
    build(tmp_path)
    with pytest.raises(LeakFound, match="the address of the wiki"):
        build(tmp_path, words=f": <{WIKI}>")


def test_the_build_of_both_sites_looks_as_well(tmp_path: Path) -> None:
    build(tmp_path)
    policy = policy_from_options({}, {}, root=tmp_path, site_url=WIKI)
    (tmp_path / "overrides/status/404.html.jinja2").write_text(WIKI, encoding="utf-8")
    with pytest.raises(LeakFound):
        build_status(
            load(tmp_path / "content", policy), policy, NOW, tmp_path / "public", tmp_path / "overrides/status"
        )
