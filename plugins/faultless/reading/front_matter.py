"""The YAML between two lines of dashes at the head of a Markdown file."""

from __future__ import annotations

from dataclasses import dataclass

from faultless.model import Span
from faultless.reading.fault import Fault
from faultless.reading.yaml_text import YamlText, read_yaml


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A file's head and body.

    Attributes:
        yaml: the head; empty where there is none.
        present: the file begins with a head.
        body: the Markdown after it.
        body_line: the source line on which `body` begins.
    """

    yaml: YamlText
    present: bool
    body: str
    body_line: int


def read_front_matter(text: str, path: str, *, wanted: bool = True) -> FrontMatter:
    """Split a file and read its head. Never raises.

    Args:
        text: the whole file, lines ending in LF.
        path: for the faults.
        wanted: whether a file without a head is a fault (FM002).
    """
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        yaml = YamlText()
        if wanted:
            hint = "begin the file with a line of three dashes, the keys, and another line of three dashes"
            yaml.faults.append(Fault("FM002", path, Span.on_line(1), "no front matter", hint))
        return FrontMatter(yaml, present=False, body=text, body_line=1)
    for number in range(1, len(lines)):
        if lines[number].rstrip() in {"---", "..."}:
            head = "\n".join(lines[1:number])
            return FrontMatter(
                read_yaml(head, path, first_line=2),
                present=True,
                body="\n".join(lines[number + 1 :]),
                body_line=number + 2,
            )
    if not wanted:
        return FrontMatter(YamlText(), present=False, body=text, body_line=1)
    end = next((number for number in range(1, len(lines)) if _begins_text(lines[number])), len(lines))
    yaml = read_yaml("\n".join(lines[1:end]), path, first_line=2)
    hint = "close the front matter with a line of three dashes before the text"
    yaml.faults.insert(0, Fault("FM002", path, Span.on_line(1, 1, 4), "the front matter is not closed", hint))
    return FrontMatter(yaml, present=True, body="\n".join(lines[end:]), body_line=min(end + 1, len(lines)))


def _begins_text(line: str) -> bool:
    """Where an unclosed head most likely ends: at a blank line or a heading."""
    return not line.strip() or line.startswith("## ")
