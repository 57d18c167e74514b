"""What a strict reader makes of a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "img", "br", "hr", "input"}
PHRASING_ONLY = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "span", "b", "bdi", "a", "dt", "time", "code", "em", "strong"}
BLOCK = {"p", "div", "ul", "ol", "dl", "table", "section", "article", "nav", "h1", "h2", "h3", "h4", "h5", "h6", "pre"}
CHILDREN = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd", "div"},
    "table": {"thead", "tbody"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tr": {"th", "td"},
    "head": {"meta", "title", "link", "style"},
    "html": {"head", "body"},
}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class Page:
    """The elements of a page in order, each with the words in it; `text` is what is read, spaces made one."""

    elements: list[Element] = field(default_factory=list)

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Elements by tag and attributes (`class_` for class: one of its words)."""
        found = [one for one in self.elements if one.tag == tag]
        for name, value in attributes.items():
            key = name.rstrip("_").replace("_", "-")
            found = [
                one
                for one in found
                if value in one.attributes.get(key, "\0").split(" ") or value == one.attributes.get(key)
            ]
        return found

    def one(self, tag: str, **attributes: str) -> Element:
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} of <{tag}> {attributes}"
        return found[0]

    def section(self, name: str) -> str | None:
        """The text of the section that a heading of that id names; None where there is none."""
        found = self.all("section", aria_labelledby=name)
        return found[0].text if found else None

    @property
    def text(self) -> str:
        return self.one("body").text

    @property
    def main(self) -> str:
        return self.one("main").text

    @property
    def links(self) -> list[str]:
        """Where its links, images and styles lead."""
        return [one.attributes[key] for one in self.elements for key in ("href", "src") if key in one.attributes]

    @property
    def ids(self) -> list[str]:
        return [one.attributes["id"] for one in self.elements if "id" in one.attributes]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute twice in <{tag} {names}>"
        parents = [one.tag for one in self.open]
        if parents:
            parent = parents[-1]
            assert tag in CHILDREN.get(parent, {tag}), f"<{tag}> in <{parent}>"
            assert not (parent in PHRASING_ONLY and tag in BLOCK), f"<{tag}> in <{parent}>"
            assert not (tag == "a" and "a" in parents), "a link in a link"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.page.elements.append(element)
        if tag not in PHRASING_ONLY - {"p", "dt"}:  # what begins a line of its own
            for one in self.open:
                one.text += " "
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert any(one.tag == "svg" for one in self.open), f"<{tag}/> outside of a picture"
        self.page.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        done = self.open.pop()
        done.text = " ".join(done.text.split())

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1].tag in CHILDREN:
            assert not data.strip(), f"text {data!r} in <{self.open[-1].tag}>"
        for one in self.open:
            one.text += data


def read(html: str) -> Page:
    """Parse a page; fails where it is not what the HTML standard asks for, as far as this is told here."""
    assert html.startswith("<!DOCTYPE html>\n<html lang="), html[:80]
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open, [one.tag for one in reader.open]
    page = reader.page
    assert len(page.ids) == len(set(page.ids)), sorted(page.ids)
    known = set(page.ids)
    for one in page.elements:
        for key in ("aria-labelledby", "aria-describedby", "for"):
            assert set(one.attributes.get(key, "").split()) <= known, one
        assert one.tag != "img" or "alt" in one.attributes, one
        assert not any(name.startswith("on") or name == "style" for name in one.attributes), one
    levels = [int(one.tag[1]) for one in page.elements if one.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}]
    assert not levels or levels.count(1) == 1
    return page
