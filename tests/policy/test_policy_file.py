"""`mkdocs.yml`, read without MkDocs: where it is looked for, and what its tags, INHERIT and plugins mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from faultless.policy import DEFAULT_SEVERITIES, Policy, PolicyError, read_policy


@pytest.fixture
def policy(tmp_path: Path):
    """From the text of `mkdocs.yml` to the policy."""

    def make(text: str | bytes, environ: dict[str, str] | None = None, **others: str) -> Policy:
        for name, content in others.items():
            (tmp_path / f"{name}.yml").write_text(content, encoding="utf-8")
        config = tmp_path / "mkdocs.yml"
        config.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_policy(config, environ=environ or {})

    return make


def problems(make, *arguments, **keys) -> tuple[str, ...]:
    with pytest.raises(PolicyError) as raised:
        make(*arguments, **keys)
    assert all(str(raised.value.source) in line for line in str(raised.value).split("\n"))
    return raised.value.problems


def test_the_plugins_may_be_a_list_or_a_map(policy):
    listed = policy("plugins:\n  - search\n  - faultless: {people: closed}\n  - faultless/status: {dir: out}\n")
    mapped = policy("plugins:\n  search: {}\n  faultless: {people: closed}\n  faultless/status: {dir: out}\n")
    assert (listed.people, listed.status.dir) == (mapped.people, mapped.status.dir) == ("closed", "out")


@pytest.mark.parametrize(
    "text",
    ["", "site_name: x\n", "plugins: [search]\n", "plugins: [faultless, faultless/wiki, faultless/status]\n", "plugins:\n  - faultless:\n", "plugins: {faultless: }\n", "plugins: x\n"],
)  # fmt: skip
def test_what_is_left_out_has_its_default(policy, text):
    read = policy(text)
    assert (read.severities, read.people, read.max_file_size, read.languages) == (
        DEFAULT_SEVERITIES,
        "open",
        2_000_000,
        ("en",),
    )
    assert (read.status.dir, read.status.url, str(read.status.feed_date)) == ("public", None, "2026-01-01")


@pytest.mark.parametrize(
    "text", ["plugins:\n  - faultless/wiki: {colour: red}\n", "plugins: {faultless/wiki: {colour: red}}\n"]
)
def test_an_option_of_the_wiki_that_there_is_not_is_told(policy, text):
    assert problems(policy, text) == ("faultless/wiki: unknown option 'colour'; it takes no options",)


@pytest.mark.parametrize("options", ["{}", "", "{enabled: false}"])
def test_the_wiki_needs_no_options(policy, options):
    assert policy(f"plugins:\n  - faultless/wiki: {options}\n  - faultless: {{people: closed}}\n").people == "closed"


def test_options_of_the_wiki_that_are_no_mapping_are_told(policy):
    assert problems(policy, "plugins: [{faultless/wiki: [a]}]") == ("faultless/wiki: must be a mapping, not ['a']",)


def test_the_faults_of_all_three_plugins_are_told_at_once(policy):
    found = problems(policy, "plugins: {faultless: {peple: x}, faultless/wiki: {x: y}, faultless/status: {dri: z}}")
    assert [one.partition(":")[0] for one in found] == ["faultless", "faultless/wiki", "faultless/status"]


def test_a_bare_off_is_off(policy):
    assert policy("plugins: [{faultless: {rules: {BL: off, SE1: warning, TI106: info, XR105: error}}}]").rules == {
        "BL": "off", "SE1": "warning", "TI106": "info", "XR105": "error",
    }  # fmt: skip


def test_the_option_that_switches_a_plugin_off_is_mkdocs_own(policy):
    assert policy("plugins: {faultless: {enabled: false, people: closed}}").people == "closed"


@pytest.mark.parametrize(
    "value",
    [
        "!!python/name:os.system",
        "!!python/object/apply:os.system ['x']",
        "!relative $docs_dir",
        "!x {a: b}",
        "!y [a]",
        "!!python/object:a.B {}",
    ],
)
def test_an_unknown_tag_is_a_value_that_nobody_looks_into(policy, value):
    assert policy(f"other: {value}\nplugins: [{{faultless: {{people: closed}}}}]\n").people == "closed"
    (found,) = problems(policy, f"plugins:\n  faultless:\n    people: {value}\n")
    assert found == "people: must be one of open, closed, not a value under an unknown tag"


@pytest.mark.parametrize(
    ("tag", "people"),
    [
        ("!ENV WHO", "closed"),
        ("!ENV [WHO]", "closed"),
        ("!ENV [NONE, WHO, open]", "closed"),
        ("!ENV [NONE, closed]", "closed"),
        ("!ENV NONE", "open"),
        ("!ENV [NONE]", "open"),
    ],
)
def test_env_takes_a_variable_else_the_next_else_the_default(policy, tag, people):
    assert policy(f"plugins: {{faultless: {{people: {tag}}}}}", {"WHO": "closed"}).people == people


def test_what_a_variable_holds_is_read_as_yaml_reads_a_word(policy):
    text = "plugins:\n  faultless:\n    rules: {BL: !ENV LEVEL}\n    improvement_tolerance: {percent: !ENV SHARE}\n"
    read = policy(text, {"LEVEL": "off", "SHARE": "7.5"})
    assert (read.rules, read.improvement_tolerance.percent) == ({"BL": "off"}, 7.5)


def test_the_environment_is_that_of_the_process_unless_it_is_given(tmp_path, monkeypatch):
    monkeypatch.setenv("WHO", "closed")
    (tmp_path / "mkdocs.yml").write_text("plugins: {faultless: {people: !ENV WHO}}", encoding="utf-8")
    assert read_policy(tmp_path / "mkdocs.yml").people == "closed"


def test_inherit_merges_maps_and_replaces_everything_else(policy):
    read = policy(
        "INHERIT: base.yml\nplugins:\n  faultless: {rules: {BL: info}, languages: [de]}\n",
        base="plugins:\n  faultless: {rules: {SE: off}, languages: [en, fr], people: closed}\n",
    )
    assert (read.rules, read.languages, read.people) == ({"SE": "off", "BL": "info"}, ("de",), "closed")
    listed = policy("INHERIT: base.yml\nplugins: [faultless]\n", base="plugins: [{faultless: {people: closed}}]")
    assert listed.people == "open"


def test_inherit_may_go_on_but_not_in_a_circle(policy):
    chain = policy("INHERIT: base.yml\n", base="INHERIT: other.yml\n", other="plugins: {faultless: {people: closed}}")
    assert chain.people == "closed"
    assert problems(policy, "INHERIT: base.yml\n", base="INHERIT: mkdocs.yml\n") == ("INHERIT leads in a circle",)
    assert "cannot be read" in problems(policy, "INHERIT: nowhere.yml\n")[0]


@pytest.mark.parametrize(
    "text",
    [
        "a: [", "- a", "words", "a: b: c", "a: *x", b"\xff", b"a: \x00", "feed: 2026-13-45", "a: 0x_", "a: !!int x", "a: !!bool x", "a: !!timestamp x", "a: !!float x",
        "? [a]\n: b", "a: " + "[" * 5000, "a: " + "{a: " * 5000, "a: 1\n---\nb: 2", "<<: x", "a: !!binary 'é'",
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_one_problem(policy, text):
    assert len(problems(policy, text)) == 1


BOMB = "x: &a [y, y]\n" + "".join(
    f"k{to}: &{to} [{', '.join([f'*{of}'] * 9)}]\n" for of, to in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "option",
    [
        "timezone",
        "people",
        "rules",
        "languages",
        "max_file_size",
        "profiles",
        "baseline",
        "severities",
        "improvement_tolerance",
    ],
)
def test_a_value_that_aliases_make_endless_is_told_in_short(policy, option):
    found = problems(policy, f"{BOMB}plugins: {{faultless: {{{option}: *i}}}}")
    assert all(len(problem) < 500 for problem in found)


def test_a_file_that_is_not_there_or_a_folder_is_one_problem(tmp_path):
    assert len(problems(read_policy, tmp_path / "mkdocs.yml")) == 1
    (tmp_path / "mkdocs.yml").mkdir()
    assert len(problems(read_policy, tmp_path / "mkdocs.yml")) == 1


def test_a_byte_order_mark_is_accepted(policy):
    assert policy(b"\xef\xbb\xbfplugins: {faultless: {people: closed}}").people == "closed"


# Where it is looked for


@pytest.mark.parametrize("place", ["content/mkdocs.yml", "mkdocs.yml", "../mkdocs.yml", "mkdocs.yaml"])
def test_the_nearest_file_at_or_above_the_content_root_counts(tmp_path, monkeypatch, place):
    site = tmp_path / "repo" / "site"
    (site / "content" / "incidents").mkdir(parents=True)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "mkdocs.yml").write_text("plugins: {faultless: {people: nonsense}}", encoding="utf-8")
    config = (site / place).resolve()
    config.write_text("plugins: {faultless: {people: closed}}", encoding="utf-8")
    monkeypatch.chdir(elsewhere)
    read = read_policy(content=site / "content", environ={})
    assert (read.people, read.source, read.root) == ("closed", config, config.parent)


def test_a_nearer_file_goes_before_one_further_up(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "mkdocs.yml").write_text("plugins: {faultless: {people: nonsense}}", encoding="utf-8")
    (tmp_path / "content" / "mkdocs.yml").write_text("site_name: x", encoding="utf-8")
    assert read_policy(content=tmp_path / "content").source == tmp_path / "content" / "mkdocs.yml"


def test_a_file_that_is_given_goes_before_every_other(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "mkdocs.yml").write_text("plugins: {faultless: {people: nonsense}}", encoding="utf-8")
    (tmp_path / "own.yml").write_text("plugins: {faultless: {people: closed}}", encoding="utf-8")
    assert read_policy(tmp_path / "own.yml", content=tmp_path / "content").people == "closed"


def test_without_any_file_the_defaults_stand_and_output_goes_beside_the_content(tmp_path):
    (tmp_path / "content").mkdir()
    read = read_policy(content=tmp_path / "content")
    assert (read.source, read.root, read.status_dir) == (None, tmp_path, (tmp_path / "public").resolve())
    assert read == Policy(root=tmp_path)


@pytest.mark.parametrize(
    ("url", "organisation", "address"),
    [
        ("https://status.example.com", "https://example.com", "https://status.example.com/"),
        (None, "https://example.com/x", "https://example.com/x/"),
        (None, None, "http://localhost:8000/"),
    ],
)
def test_the_address_is_the_option_else_that_of_the_organisation_else_a_local_one(policy, url, organisation, address):
    read = policy(f"plugins: {{faultless/status: {{url: {url or 'null'}}}}}")
    assert read.status_url(organisation) == address
