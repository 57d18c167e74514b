"""From what the library draws to what stands in a page: names for every mark, the page's font, nothing superfluous."""

from __future__ import annotations

import re
from itertools import groupby
from xml.etree import ElementTree as ET

from faultless.charts.chart import ROOT, TEXT, Chart

UP = "{up}"
"""What links in a finished picture begin with, until it is known how deep the page is."""

_QUOTE = "\ufdd0"
"""Stands for a quotation mark; `chart.words` lets none of its kind pass."""

_SVG, _XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"
_SUPERFLUOUS = {
    "aria-hidden",
    "aria-label",
    "aria-roledescription",
    "class",
    "font-family",
    "pointer-events",
    "role",
    "stroke-miterlimit",
}
_SAYS_NOTHING = {("opacity", "1"), ("transform", "translate(0,0)")}
_NUMBER = re.compile(r"-?\d+\.\d{2,}")
_CIRCLE = re.compile(r"M(?P<r>[\d.]+),0A(?P=r),(?P=r),0,1,1,-(?P=r),0A(?P=r),(?P=r),0,1,1,(?P=r),0Z?")
_AT = re.compile(r"translate\((?P<x>[^,)]+),(?P<y>[^,)]+)\)")


def finished(svg: str, chart: Chart, name: str) -> str:
    """A picture for a page.

    Args:
        svg: as the library drew it.
        chart: what it shows.
        name: what the ids in it begin with; no other picture of the page may have it.
    """
    drawn = ET.fromstring(svg)  # noqa: S314 - made by the library a moment ago, of values
    root = root_of(drawn.attrib["viewBox"], chart.title, chart.told, name)
    root.extend([kept for kept in map(_cleaned, drawn) if kept is not None])
    if chart.lettering:
        group = ET.SubElement(root, "g", {"font-size": f"{TEXT}px", "fill": "var(--fl-muted)"})
        for x, y, text, anchor in chart.lettering:
            place = {"x": f"{x:g}", "y": f"{y:g}", "text-anchor": anchor}
            ET.SubElement(group, "text", place).text = text
    return written(root)


def written(root: ET.Element) -> str:
    """A picture as text, in which no word of content is followed by a quotation mark that could end an attribute."""
    for element in root.iter():
        if element.text is not None:
            element.text = element.text.replace('"', _QUOTE)
    return ET.tostring(root, encoding="unicode").replace(_QUOTE, "&quot;")


def root_of(box: str, title: str, told: str, name: str) -> ET.Element:
    """A picture without marks, named and told in words.

    It is a group, since a picture in the sense of `role="img"` may not contain links.
    """
    names = {"aria-labelledby": f"{name}-title", "aria-describedby": f"{name}-told"}
    root = ET.Element("svg", {"class": "fl-chart", "viewBox": box, "role": "group", **names})
    ET.SubElement(root, "title", {"id": f"{name}-title"}).text = title
    ET.SubElement(root, "desc", {"id": f"{name}-told"}).text = told
    return root


def linked(mark: ET.Element, row: dict[str, str], label: str) -> ET.Element:
    """A mark that leads to a record, or one that only says which where there is no address.

    The table behind the picture has the same link, so the keyboard passes this one by.

    Args:
        mark: what is seen.
        row: with the field `href` of `chart.link`, or without.
        label: which record it is.
    """
    ET.SubElement(mark, "title").text = label
    if "href" not in row:
        mark.set("role", "img")
        mark.set("aria-label", label)
        return mark
    made = ET.Element("a", {"href": row["href"].replace(ROOT, UP, 1), "tabindex": "-1", "aria-label": label})
    made.append(mark)
    return made


def _cleaned(element: ET.Element) -> ET.Element | None:
    """An element as the page wants it; None for one that shows nothing."""
    if element.get("class") in {"background", "foreground"}:
        return None
    tag = element.tag.removeprefix(_SVG)
    made = ET.Element(tag)
    made.text = element.text
    for name, value in element.attrib.items():
        short = _NUMBER.sub(_rounded, value)
        if name not in _SUPERFLUOUS and not name.startswith(_XLINK) and (name, short) not in _SAYS_NOTHING:
            made.set(name, short)
    made.extend(_crowded([kept for kept in map(_cleaned, element) if kept is not None]))
    if tag == "g" and not len(made):
        return None
    if tag == "g" and not made.attrib and len(made) == 1:
        return made[0]
    if tag == "path":
        made = _circle(made)
    if tag == "a":
        return _link(element, made)
    return made


def _link(element: ET.Element, made: ET.Element) -> ET.Element:
    """What the library made a link, which it does of rows without an address, too."""
    address = element.get(f"{_XLINK}href", "")
    (mark,) = made
    label = element[0].get("aria-label", mark.text or "")
    return linked(mark, {"href": address} if address.startswith(ROOT) else {}, label)


def _circle(path: ET.Element) -> ET.Element:
    """A path that is a circle as one, which takes a third of the bytes."""
    round_, place = _CIRCLE.fullmatch(path.get("d", "")), _AT.fullmatch(path.get("transform", ""))
    if round_ is None or place is None:
        return path
    rest = {name: value for name, value in path.attrib.items() if name not in {"d", "transform"}}
    made = ET.Element("circle", {"cx": place["x"], "cy": place["y"], "r": round_["r"], **rest})
    made.extend(path)
    return made


def _crowded(elements: list[ET.Element]) -> list[ET.Element]:
    """Circles that say nothing and look alike as one line of points, which takes a tenth of the bytes."""
    found: list[ET.Element] = []
    for (look, points), alike in groupby(elements, key=_look):
        listed = list(alike)
        if points and len(listed) > 1:
            places = "".join(f"M{one.get('cx')},{one.get('cy')}h0" for one in listed)
            first = dict(look)
            colour, width = first.pop("fill"), f"{2 * float(first.pop('r')):g}"
            stroke = {"stroke": colour, "stroke-width": width, "stroke-linecap": "round"}
            listed = [ET.Element("path", {"d": places, **first, **stroke})]
        found += listed
    return found


def _look(element: ET.Element) -> tuple[tuple[tuple[str, str], ...], bool]:
    """What an element looks like wherever it is, and whether it is a circle that says nothing."""
    look = tuple(sorted((name, value) for name, value in element.attrib.items() if name not in {"cx", "cy"}))
    return look, element.tag == "circle" and not len(element) and "aria-label" not in element.attrib


def _rounded(match: re.Match[str]) -> str:
    return f"{float(match[0]):.1f}".rstrip("0").rstrip(".")
