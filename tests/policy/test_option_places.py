"""A wrong option is told with the file and the line where it stands, whichever way it is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faultless.policy import PolicyError, Where, policy_from_options, read_policy
from faultless.policy.where import line_of


def told(root: Path, text: str, **others: str) -> list[str]:
    """What is said of `mkdocs.yml`, without the folder."""
    for name, content in {"mkdocs": text, **others}.items():
        (root / f"{name}.yml").write_text(content, encoding="utf-8")
    with pytest.raises(PolicyError) as raised:
        read_policy(root / "mkdocs.yml", environ={})
    return str(raised.value).replace(f"{root}/", "").split("\n")


LISTED = """\
site_name: x
plugins:
  - search
  - faultless/status:
      languages: [en, tlh]
      brand:
        footer:
          - {title: A, url: "https://example.com"}
          - title: B
            url: gopher
      uptime_weights:
        partial_outage: -1
  - faultless:
      people: some
      peple: open
      severities:
        - id: a
        - id: a
      profiles:
        - paths:
            - "**"
            - old
          required:
            a: [impact,
                impcat]
          rules:
            BL: loud
"""


def test_every_problem_has_its_line(tmp_path):
    places = [line.split(": ")[0] for line in told(tmp_path, LISTED)]
    assert sorted(places, key=lambda place: int(place.partition(":")[2])) == [
        f"mkdocs.yml:{line}" for line in (5, 10, 12, 14, 15, 18, 22, 25, 27)
    ]


def test_plugins_may_be_a_map_and_options_on_one_line(tmp_path):
    text = "plugins:\n  search: {}\n  faultless: {people: some,\n    rules: {BL: loud}}\n  faultless/wiki: {x: y}\n"
    assert [line.partition(": ")[0] for line in told(tmp_path, text)] == [f"mkdocs.yml:{line}" for line in (5, 3, 4)]


def test_a_plugin_without_options_has_the_line_of_its_name(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("plugins:\n  - search\n  - faultless\n", encoding="utf-8")
    assert line_of(Where("faultless", ("people",)), tmp_path / "mkdocs.yml") == (tmp_path / "mkdocs.yml", 3)


def test_what_is_inherited_is_told_where_it_stands(tmp_path):
    base = "plugins:\n  faultless:\n    people: some\n    rules: {SE: off}\n"
    assert told(tmp_path, "INHERIT: base.yml\nplugins:\n  faultless: {rules: {BL: loud}}\n", base=base) == [
        "base.yml:3: people: must be one of open, closed, not 'some'",
        "mkdocs.yml:3: rules: BL: must be one of error, warning, info, off, not 'loud'",
    ]


def test_an_option_that_stands_in_no_file_is_told_with_what_is_nearest(tmp_path):
    """A hook may set options that the file does not have."""
    (tmp_path / "mkdocs.yml").write_text("plugins:\n  - faultless:\n      rules: {}\n", encoding="utf-8")
    with pytest.raises(PolicyError) as raised:
        policy_from_options({"rules": {"BL": "loud"}}, None, root=tmp_path, source=tmp_path / "mkdocs.yml")
    assert str(raised.value).startswith(f"{tmp_path}/mkdocs.yml:3: rules: BL: must be")
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    with pytest.raises(PolicyError) as raised:
        policy_from_options({"people": "some"}, None, root=tmp_path, source=tmp_path / "mkdocs.yml")
    assert str(raised.value).startswith(f"{tmp_path}/mkdocs.yml: people: must be")


def test_without_a_file_there_is_no_line(tmp_path):
    with pytest.raises(PolicyError) as raised:
        policy_from_options({"people": "some"}, None, root=tmp_path)
    assert str(raised.value) == "options: people: must be one of open, closed, not 'some'"


@pytest.mark.parametrize(
    ("text", "line"), [("a: [", 1), ("a: b\n- c\n", 2), ("a: b: c\n", 1), ("\n\na: *x\n", 3), ("a: 1\n---\nb: 2\n", 2)]
)
def test_broken_yaml_has_the_line_where_it_breaks(tmp_path, text, line):
    (said,) = told(tmp_path, text)
    assert said.startswith(f"mkdocs.yml:{line}: broken YAML: ")


@given(st.text(max_size=60), st.lists(st.one_of(st.text(max_size=3), st.integers(0, 3)), max_size=4))
def test_looking_for_a_line_never_fails(tmp_path_factory, text, steps):
    config = tmp_path_factory.mktemp("any") / "mkdocs.yml"
    config.write_text(f"plugins:\n  - faultless:\n      {text}\n", encoding="utf-8")
    place = line_of(Where("faultless", tuple(steps)), config)
    assert place is None or 1 <= place[1] <= text.count("\n") + 9
