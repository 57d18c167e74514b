from __future__ import annotations

import pytest

from faultless.wiki.addresses import Addresses, addressable, way_up


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("index.md", "index.html"),
        ("README.md", "index.html"),
        ("incidents/index.md", "incidents/index.html"),
        ("incidents/README.md", "incidents/index.html"),
        ("handbook/writing.md", "handbook/writing/index.html"),
    ],
)
def test_an_ordinary_page_goes_where_mkdocs_puts_it(path: str, file: str) -> None:
    assert Addresses().file_of_page(path) == file


def test_without_folders_a_page_is_a_file() -> None:
    addresses = Addresses(folders=False)
    assert addresses.file_of("incident", "x-y") == "incidents/x-y.html"
    assert addresses.link_to("incidents/index.html") == "incidents/index.html"


def test_a_link_names_the_folder_where_that_is_enough() -> None:
    assert Addresses().link_to("incidents/x-y/index.html") == "incidents/x-y/"


@pytest.mark.parametrize(
    ("file", "up"), [("index.html", "./"), ("incidents/index.html", "../"), ("a/b/index.html", "../../")]
)
def test_the_way_up_leads_to_the_root(file: str, up: str) -> None:
    assert way_up(file) == up


@pytest.mark.parametrize("identifier", ["../evil", "", "a b", "<script>", ".hidden", "a/b", "x" * 200])
def test_an_id_that_could_lead_elsewhere_has_no_address(identifier: str) -> None:
    assert not addressable(identifier)
