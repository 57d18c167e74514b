"""`faultless schema`: editors complete what is known and refuse nothing that the checks accept."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from faultless.checks import RULES, page
from faultless.cli import main

CONTENT = Path(__file__).parents[2] / "content"
FOLDERS = {"incidents": "incident", "postmortems": "postmortem", "root-causes": "root-cause"}


class Plain(yaml.SafeLoader):
    """Reads as editors do: numbers and flags, but no dates."""


Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in known if not tag.endswith(":timestamp")]
    for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def schema(kind: str, content: Path = CONTENT) -> dict:
    done = CliRunner().invoke(main, ("schema", kind, "--content", str(content)), catch_exceptions=False)
    assert done.exit_code == 0
    return json.loads(done.stdout)


def problems(kind: str, text: str, content: Path = CONTENT) -> list[str]:
    value = yaml.load(text, Loader=Plain)
    return [one.message for one in jsonschema.Draft7Validator(schema(kind, content)).iter_errors(value)]


def head(text: str) -> str:
    return text.split("---\n")[1]


RECORDS = [
    pytest.param(kind, file, id=file.stem)
    for folder, kind in FOLDERS.items()
    for file in sorted((CONTENT / folder).rglob("*.md"))
    if file.stem != "index"
]


@pytest.mark.parametrize("kind", ["incident", "postmortem", "root-cause", "catalogue"])
def test_it_is_a_schema(kind):
    jsonschema.Draft7Validator.check_schema(schema(kind))
    jsonschema.Draft7Validator.check_schema(schema(kind, Path("nowhere")))


def test_the_demo_has_nothing_that_an_editor_would_mark():
    for param in RECORDS:
        kind, file = param.values
        assert problems(kind, head(file.read_text(encoding="utf-8"))) == [], file.name
    assert problems("catalogue", (CONTENT / "catalogue.yml").read_text(encoding="utf-8")) == []


def test_good_examples_of_the_rules_are_not_marked():
    seen = 0
    for rule in RULES:
        for example in page(rule.code).examples:
            for path, content in example.files:
                kind = FOLDERS.get(path.partition("/")[0])
                if not example.bad and kind and content.startswith(b"---\n"):
                    assert problems(kind, head(content.decode())) == [], (rule.code, path)
                    seen += 1
    assert seen > 50


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("incident", "title: x\nseverity: sev1\nstarted: 2026-03-14 09:02 UTC\nsevrity: x\n", "sevrity"),
        ("incident", "title: x\nseverity: sev1\n", "started"),
        ("incident", "title: x\nkind: maintenance\n", "scheduled_for"),
        ("incident", "title: x\nseverity: sev1\nstarted: today\n", "today"),
        ("incident", "title: x\nkind: notice\nvisibility: everybody\n", "everybody"),
        ("postmortem", "title: x\nstatus: finished\n", "finished"),
        ("root-cause", "status: open\n", "title"),
        ("catalogue", "componets: []\n", "componets"),
    ],
)
def test_slips_are_marked(kind, text, said):
    assert said in " ".join(problems(kind, text))


def test_what_the_content_declares_is_proposed():
    known = schema("incident")["properties"]
    assert "sev1" in known["severity"]["anyOf"][0]["enum"]
    assert "checkout" in known["components"]["anyOf"][0]["properties"]
    assert "amara" in known["commander"]["anyOf"][0]["enum"]
    assert "certificate-expiry" in str(schema("root-cause")["properties"]["categories"])


def test_every_key_is_explained():
    for kind in ("incident", "postmortem", "root-cause", "catalogue"):
        assert all(one["description"] for one in schema(kind)["properties"].values())
