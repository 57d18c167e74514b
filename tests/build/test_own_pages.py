"""The wiki's own pages are made with less work than MkDocs would, and come out the same."""

from __future__ import annotations

import json

import pytest
from mkdocs.config import load_config
from mkdocs.structure import pages
from small_sites import CATALOGUE, cause, incident, postmortem

from faultless.caching import Kept
from faultless.mkdocs.pages import Renderer

NOTES = """
## Notes

Text with a [link](../postmortems/pm-one.md#lessons), a footnote-like [1] and `code`.

- [x] done
- [ ] not done

| a | b |
|---|---|
| 1 | 2 |

```yaml
key: value
```

Term with *emphasis* and an image ![alt](x.png "title"){ .class }

## Notes

The same heading again.
"""
FILES = {
    "catalogue.yml": CATALOGUE,
    "incidents/2026-03-14-one.md": incident("2026-03-14", body=NOTES),
    "incidents/2026-03-15-two.md": incident("2026-03-15", "Search was sluggish", body=NOTES),
    "postmortems/pm-one.md": postmortem(
        "2026-03-14-one", head="root_causes: [expired]\n", body="\n## Lessons\n\n- One\n    - Two\n"
    ),
    "root-causes/expired.md": cause(),
    "index.md": "# Home\n\nWords of our own.\n",
}


def tree(folder) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def mkdocs_config(made):
    return load_config(config_file=str(made.root / "mkdocs.yml"))


def test_pages_are_the_same_as_those_that_mkdocs_renders_itself(site, monkeypatch):
    quick = tree(site(files=FILES).wiki)
    monkeypatch.setattr(Renderer, "of", lambda config, kept=None: None)
    assert tree(site(files=FILES).wiki) == quick
    assert len([path for path in quick if path.startswith(("incidents/2026", "postmortems/pm"))]) == 3


def test_a_page_does_not_know_the_one_before(site):
    """Headings are numbered anew, and what one page defines does not hold on the next."""
    files = dict(FILES)
    files["incidents/2026-03-14-one.md"] = incident("2026-03-14", body="\n## Notes\n\n[x]: https://one.example.com\n")
    files["incidents/2026-03-15-two.md"] = incident("2026-03-15", body="\n## Notes\n\nSee [x].\n")
    second = (site(files=files).wiki / "incidents/2026-03-15-two/index.html").read_text()
    assert 'id="notes"' in second
    assert "one.example.com" not in second


@pytest.mark.parametrize("part", ["_RawHTMLPreprocessor", "_ExtractTitleTreeprocessor"])
def test_where_mkdocs_is_not_as_known_it_renders_by_itself(monkeypatch, site, part):
    config = mkdocs_config(site(files=FILES))
    assert Renderer.of(config) is not None
    monkeypatch.delattr(pages, part)
    assert Renderer.of(config) is None


def test_an_extension_that_nobody_knows_is_given_a_converter_a_page(site):
    config = mkdocs_config(site(files=FILES))
    config.markdown_extensions.append("somebody.elses")
    assert Renderer.of(config) is None


# Search


def entries(made) -> dict[str, str]:
    index = json.loads((made.wiki / "search/search_index.json").read_text())
    return {entry["location"]: f"{entry['title']} {entry['text']}" for entry in index["docs"]}


def test_a_record_is_found_by_its_facts_and_its_text(site):
    found = entries(site(files=FILES))
    facts = found["incidents/2026-03-14-one/"]
    assert "Checkout returned errors" in facts
    assert "Amara Okafor" in facts
    assert "major outage" in facts
    assert "2026-03-14 09:02" in facts
    assert "footnote-like" in found["incidents/2026-03-14-one/#notes"]


def test_a_component_is_found_by_its_name_and_not_by_what_touched_it(site):
    found = entries(site(files=FILES))
    assert "Checkout" in found["components/checkout/"]
    assert not any("returned errors" in words for place, words in found.items() if place.startswith("components/"))


def test_lists_of_records_do_not_hide_the_records(site):
    found = entries(site(files=FILES))
    assert [place for place, words in found.items() if "Search was sluggish" in words] == ["incidents/2026-03-15-two/"]


def test_what_is_searched_is_not_what_is_shown(site):
    page = (site(files=FILES).wiki / "incidents/2026-03-14-one/index.html").read_text()
    assert page.count('<h1 id="record">') == 1
    assert 'class="fl-card"' in page
    assert page.index('class="fl-card"') < page.index("footnote-like") < page.rindex("Same cause")
    assert "<!-- the text -->" not in page


# What is kept between builds


def test_a_link_is_resolved_anew_where_addresses_change_and_the_text_stays(site):
    made = site(files=FILES)
    assert "../../postmortems/pm-one/#lessons" in made.page("incidents/2026-03-14-one")
    made.config["use_directory_urls"] = False
    made.build()
    page = (made.wiki / "incidents/2026-03-14-one.html").read_text(encoding="utf-8")
    assert 'href="../postmortems/pm-one.html#lessons"' in page


def test_a_broken_link_is_told_in_every_build_until_its_target_is_there(site):
    body = "\n[More](../more.md)\n"
    made = site({"incidents/2026-03-14-one.md": incident("2026-03-14", body=body)}, records={"rules": {"XR101": "off"}})
    made.log.clear()
    made.build()
    assert len([words for words in made.warnings() if "more.md" in words]) == 1
    made.log.clear()
    made.write({"more.md": "# More\n\nWords.\n"})
    made.build()
    assert [words for words in made.warnings() if "more.md" in words] == []
    assert 'href="../../more/"' in made.page("incidents/2026-03-14-one")


def test_text_that_stays_is_rendered_once(site, monkeypatch):
    rendered: list[str] = []
    make = Renderer._made

    def counting(self, file, *args):
        rendered.append(file.src_uri)
        return make(self, file, *args)

    made = site(files=FILES)
    monkeypatch.setattr(Renderer, "_made", counting)
    made.build()
    assert rendered == []
    made.write({"incidents/2026-03-15-two.md": incident("2026-03-15", "Search was sluggish", body="\nOther words.\n")})
    made.build()
    assert rendered == ["incidents/2026-03-15-two.md"]


def test_an_extension_that_may_read_files_renders_every_time(site):
    made = site(files=FILES)
    config = mkdocs_config(made)
    kept = Kept(made.root / "kept", b"key" * 10)
    known = Renderer.of(config, kept)
    assert known is not None
    assert known.shelf is not None
    config.markdown_extensions.append("pymdownx.snippets")
    unknown = Renderer.of(config, kept)
    assert unknown is not None
    assert unknown.shelf is None
