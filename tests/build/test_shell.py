"""What the theme puts around an article is rendered once for many pages, and reads as if it were rendered for each."""

from __future__ import annotations

import pytest
from running import tree
from small_sites import CATALOGUE, cause, incident, postmortem

from faultless.mkdocs.shell import Shells

TITLES = (
    "Checkout returned errors", "Uploads & downloads failed", "<b>Mail</b> was late", 'The "search" found nothing',
    "Zahlungen verzögert", "فشل الدفع", "A title {{ page.title }} with marks", "fltitlemark0f9a",
)  # fmt: skip
BODIES = ("", "\n## Notes\n\nA note.\n", "\n# Loud\n\n## Notes\n\n### Deeper\n\nA note.\n\n## Notes\n\nAgain.\n")
FILES = {
    "catalogue.yml": CATALOGUE,
    "root-causes/expired.md": cause(),
    "postmortems/pm-one.md": postmortem("2026-03-01-zero", head="root_causes: [expired]\n"),
    "incidents/2026-03-01-zero.md": incident("2026-03-01", body=BODIES[1]),
    **{
        f"incidents/2026-04-{number + 1:02}-some.md": incident(f"2026-04-{number + 1:02}", repr(title), body=body)
        for number, (title, body) in enumerate((title, body) for title in TITLES for body in BODIES)
    },
}


@pytest.fixture
def counted(monkeypatch) -> list[str]:
    """The pages whose shell was filled."""
    found: list[str] = []
    filled = Shells._filled

    def counting(self, shell, context):
        found.append(context["page"].url)
        return filled(self, shell, context)

    monkeypatch.setattr(Shells, "_filled", counting)
    return found


def themed(**options: object) -> dict[str, object]:
    return {"theme": {"name": "material", "font": False, **options}, "repo_url": "https://github.com/example/wiki"}


@pytest.mark.parametrize(("features", "language"), [
    ([], "en"),
    (["navigation.path", "navigation.top", "toc.follow", "content.action.edit"], "en"),
    (["navigation.tabs", "toc.integrate", "navigation.indexes", "navigation.sections"], "de"),
    (["content.action.view", "content.action.edit"], "en"),
])  # fmt: skip
def test_every_page_is_as_the_theme_renders_it(site, monkeypatch, counted, features, language):
    options = themed(features=features, language=language)
    quick = tree(site(files=FILES, **options).wiki)
    assert counted or "content.action.view" in features
    monkeypatch.setattr(Shells, "in_place", lambda env, config: None)
    plain = tree(site(files=FILES, **options).wiki)
    assert [path for path in plain if plain[path] != quick.get(path)] == []
    assert quick.keys() == plain.keys()


def test_most_pages_of_a_kind_are_filled_in(site, counted):
    site(files=FILES, **themed())
    incidents = [url for url in counted if url.startswith("incidents/2026")]
    assert len(incidents) > len(FILES) / 3
    assert len(set(counted)) == len(counted)


def test_a_template_of_the_sites_own_sees_every_page(site, counted, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    (own / "main.html").write_text(
        '{% extends "base.html" %}{% block announce %}{{ page.title | upper }}{% endblock %}', encoding="utf-8"
    )
    made = site(files=FILES, **themed(custom_dir="own"))
    assert "CHECKOUT RETURNED ERRORS" in made.page("incidents/2026-04-01-some")
    assert not counted


def test_a_theme_that_nobody_knows_renders_for_itself(site, monkeypatch, counted):
    monkeypatch.setattr("faultless.mkdocs.shell.version", lambda name: "10.0.0")
    site(files=FILES, **themed())
    assert not counted


def test_where_it_is_not_what_the_theme_says_the_theme_is_asked(site, monkeypatch):
    expected = tree(site(files=FILES, **themed()).wiki)
    made = Shells._made

    def wrong(self, context, plain):
        shell = made(self, context, plain)
        return shell and type(shell)((*shell.pieces, "more"), shell.between)

    monkeypatch.setattr(Shells, "_made", wrong)
    assert tree(site(files=FILES, **themed()).wiki) == expected
