"""What the configuration of a site becomes."""

from __future__ import annotations

import pytest
from cstate_site import CONFIG, issue

from faultless.importing import ImportRefused


def config(*systems: str, categories: str = "") -> str:
    listed = "".join(f"    - {system}\n" for system in systems)
    return f"title: Northstar\nparams:\n{categories}  systems:\n{listed}"


def test_title_systems_and_categories_become_organisation_components_and_groups(imported):
    catalogue = imported({}).catalogue
    assert (catalogue.organisation.name, catalogue.organisation.url) == (
        "Northstar Status",
        "https://status.example.com/",
    )
    assert [(group.id, group.name) for group in catalogue.groups] == [("store", "Store"), ("platform", "Platform")]
    assert [(one.id, one.name, one.group) for one in catalogue.components] == [
        ("checkout", "Checkout", "store"),
        ("public-api", "Public API", "platform"),
    ]


def test_the_catalogue_reads_as_if_a_person_had_written_it(imported):
    done = imported(
        {"2026-03-14-down": issue(affected="[Legacy API]")},
        CONFIG + '      description: "For apps, and partners"\n      link: https://example.com/api\n',
    )
    assert (done.root / "catalogue.yml").read_text(encoding="utf-8") == (
        "organisation: {name: Northstar Status, url: https://status.example.com/}\n"
        "groups:\n"
        "  - {id: store, name: Store}\n"
        "  - {id: platform, name: Platform}\n"
        "components:\n"
        "  - id: checkout\n"
        "    name: Checkout\n"
        "    group: store\n"
        "  - id: public-api\n"
        "    name: Public API\n"
        "    group: platform\n"
        "    description: For apps, and partners\n"
        "    # link: https://example.com/api\n"
        "  - id: legacy-api\n"
        "    name: Legacy API\n"
        "    retired: 2026-03-15\n"
    )


@pytest.mark.parametrize(("name", "text"), [
    ("config.yaml", CONFIG),
    ("hugo.yml", CONFIG),
    ("config.toml", 'title = "Northstar Status"\n[[params.systems]]\nname = "Checkout"\n'),
    ("config.json", '{"title": "Northstar Status", "params": {"systems": [{"name": "Checkout"}]}}'),
    ("config/_default/hugo.yaml", CONFIG),
])  # fmt: skip
def test_the_configuration_is_found_wherever_hugo_finds_it(imported, name, text):
    done = imported({name if "/" in name else f"./{name}": text}, None)
    assert done.catalogue.organisation.name == "Northstar Status"
    assert done.catalogue.components[0].id == "checkout"
    assert done.report.files[0].source == name


def test_parameters_in_a_file_of_their_own_are_read(imported):
    done = imported(
        {"config/_default/hugo.toml": 'title = "N"\n', "config/_default/params.yml": "systems: [API]\n"}, None
    )
    assert [one.name for one in done.catalogue.components] == ["API"]


def test_a_system_is_called_by_the_name_that_readers_saw_and_found_by_the_other(imported):
    done = imported({"2026-03-14-down": issue(affected="[api]")}, config("{name: api, displayName: Public API}"))
    (component,) = done.catalogue.components
    assert (component.id, component.name, component.aliases) == ("api", "Public API", ("api",))
    assert [one.component for one in done.one.components] == ["api"]


def test_a_system_that_is_not_configured_retires_the_day_after_its_last_issue_ended(imported):
    done = imported({
        "2026-03-14-down": issue(affected="[Old]"),
        "2026-01-02-down": issue(affected="[Old]", date="2026-01-02T09:00:00Z", resolvedWhen="2026-03-20T09:00:00Z"),
    })  # fmt: skip
    old = next(one for one in done.catalogue.components if one.id == "old")
    assert str(old.retired) == "2026-03-21"
    assert done.findings == ()
    assert any("'Old' is not configured" in guess for guess in done.told("2026-03-14").guessed)


def test_names_that_differ_only_by_case_and_signs_are_one_system(imported):
    done = imported({"2026-03-14-down": issue(affected="[check-out, Public-API]")}, config("Check out", "Public API"))
    assert [one.component for one in done.one.components] == ["check-out", "public-api"]
    assert done.catalogue.components[0].aliases == ()
    assert done.catalogue.components[1].aliases == ("Public-API",) or done.findings == ()


def test_none_is_no_system(imported):
    done = imported({"2026-03-14-down": issue(affected="[nothing]")})
    assert done.one.components == ()
    assert "affected: 'nothing' is no system" in done.told().guessed


def test_two_systems_that_would_have_one_id_are_refused_with_both_names(imported):
    with pytest.raises(ImportRefused, match=r"'C' and 'C\+\+' would both have the id 'c'"):
        imported({}, config("C", "C++"))


def test_two_categories_that_would_have_one_id_are_refused_with_both_names(imported):
    with pytest.raises(ImportRefused, match="'Core' and 'core!' would both have the id 'core'"):
        imported({}, config("API", categories="  categories:\n    - name: Core\n    - name: core!\n"))


def test_a_system_that_is_configured_twice_is_one_component_and_the_report_says_so(imported):
    done = imported({}, config("API", "API"))
    assert [one.id for one in done.catalogue.components] == ["api"]
    assert any("configured twice" in guess for guess in done.report.files[0].guessed)


def test_a_category_that_is_not_configured_gives_no_group(imported):
    done = imported({}, config("{name: API, category: Lost}"))
    assert done.catalogue.components[0].group is None
    assert any("'Lost'" in guess for guess in done.report.files[0].guessed)


UNTITLED = """\
  categories:
    - {name: Second, untitled: true, description: Behind the shop}
    - {name: First}
"""


def test_a_category_whose_title_readers_did_not_see_gives_no_group_and_its_name_stays_a_comment(imported):
    done = imported({}, config("{name: API, category: Second}", "{name: Web, category: First}", categories=UNTITLED))
    assert [group.name for group in done.catalogue.groups] == ["First"]
    assert [(one.name, one.group) for one in done.catalogue.components] == [("API", None), ("Web", "first")]
    text = (done.root / "catalogue.yml").read_text(encoding="utf-8")
    assert "    # category: Second\n" in text
    assert "  # category Second: description: Behind the shop\n" in text
    assert "the category 'Second' has no title that readers see: no group" in done.report.files[0].guessed
    assert done.findings == ()


def test_systems_stand_in_the_order_in_which_readers_saw_them(imported):
    categories = "  categories: [{name: Store}, {name: Platform}]\n"
    systems = ("{name: C}", "{name: B, category: Platform}", "{name: A, category: Store}", "{name: D, category: Store}")
    done = imported({}, config(*systems, categories=categories))
    assert [one.name for one in done.catalogue.components] == ["A", "D", "B", "C"]


def test_keys_of_the_configuration_in_another_case_are_the_same_keys(imported):
    text = "Title: Northstar\nbaseUrl: https://example.com/\nparams:\n  Systems:\n    - {Name: api, displayname: API}\n"
    catalogue = imported({}, text).catalogue
    assert (catalogue.organisation.name, catalogue.organisation.url) == ("Northstar", "https://example.com/")
    assert [(one.id, one.name) for one in catalogue.components] == [("api", "API")]


def test_what_the_main_language_says_wins(imported):
    text = """\
title: Northstar
defaultContentLanguage: de
params: {systems: [{name: API}]}
languages:
  en: {title: Northstar}
  de: {title: Nordstern, params: {systems: [{name: Schnittstelle}]}}
"""
    catalogue = imported({}, text).catalogue
    assert catalogue.organisation.name == "Nordstern"
    assert [one.name for one in catalogue.components] == ["Schnittstelle"]


def test_parts_of_the_configuration_may_be_files_of_their_own(imported):
    done = imported({
        "content/issues/2026-03-14-down.de.md": issue(title="Ausfall"),
        "content/issues/2026-03-14-down.fr.md": issue(title="Panne"),
        "config/_default/hugo.toml": 'title = "Northstar"\ndefaultContentLanguage = "de"\n',
        "config/_default/languages.toml": '[fr]\ntitle = "Étoile"\n[de]\ntitle = "Nordstern"\n',
        "config/_default/params.yml": "systems: [{name: API}]",
        "config/_default/params.de.yml": "systems: [{name: Schnittstelle}]",
    }, None)  # fmt: skip
    assert done.one.title == "Ausfall"
    assert done.catalogue.organisation.name == "Nordstern"
    assert "Schnittstelle" in [one.name for one in done.catalogue.components]


@pytest.mark.parametrize("url", ["/", "status.example.com", "ftp://example.com/", "https://exam ple.com/"])
def test_an_address_that_is_none_is_left_out_and_reported(imported, url):
    done = imported({}, f"title: Northstar\nbaseURL: '{url}'\n")
    assert done.catalogue.organisation.url is None
    assert done.findings == ()
    assert any(left.startswith("baseURL") for left in done.report.files[0].left)


def test_descriptions_that_have_no_key_are_comments_and_the_looks_are_named_in_the_report(imported):
    done = imported({}, CONFIG.replace("- name: Store", "- name: Store\n      description: Where people buy"))
    assert "    # description: Where people buy\n" in (done.root / "catalogue.yml").read_text(encoding="utf-8")
    assert done.report.files[0].left == ["settings of the other site's looks and of Hugo: theme"]


@pytest.mark.parametrize("name", [
    "null", "on", "1.5", "2026-03-14", "a: b", "a #b", "- a", "[ a -> f ]", "{a}", "*a", "&a", "!a", "'a'", '"a"',
    "a, b", "a\\b", "é", "日本 🎉", "overall", "%a", "@a", "`a`", "?", "a:", "=", "~", "<<", "\\u2028",
])  # fmt: skip
def test_any_name_comes_through_and_may_be_affected(imported, name):
    quoted = "'" + name.replace("'", "''") + "'"
    done = imported(
        {"2026-03-14-down": issue(affected=f"[{quoted}]")}, config(f"{{name: {quoted}, category: {quoted}}}")
    )
    (component,) = done.catalogue.components
    assert component.name == name
    assert [one.component for one in done.one.components] == [component.id]
    assert done.findings == ()
