"""The peer of the status site: the same incidents, months and components as a Hugo site with a minimal theme.

It renders a page for each incident with its updates and its neighbours, a page for each month and each component with
their incidents, a home page with the components and the newest incidents, an RSS feed of all and one a component. It
draws no bars, counts no uptime, checks nothing, and has no JSON: it does less than what it is compared with.
"""

from __future__ import annotations

import re
from pathlib import Path

import yaml

_CONFIG = """\
baseURL = "https://status.example.com/"
title = "Generated"
disableKinds = ["section"]
enableRobotsTXT = true
[taxonomies]
month = "months"
component = "components"
[outputs]
home = ["html", "rss"]
taxonomy = ["html"]
term = ["html", "rss"]
[services.rss]
limit = 50
"""
_BASE = """\
<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{ .Title }}</title><link rel="alternate" type="application/rss+xml" href="/index.xml"></head>
<body><header><a href="/">{{ site.Title }}</a> <a href="/months/">History</a></header>
<main>{{ block "main" . }}{{ end }}</main></body></html>
"""
_ROW = (
    '<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Params.severity }} '
    '{{ .Date.Format "2 January 2006, 15:04" }} UTC to {{ .Params.resolved }}</li>\n'
)
_LAYOUTS = {
    "_default/baseof.html": _BASE,
    "_default/single.html": """\
{{ define "main" }}<h1>{{ .Title }}</h1><p>{{ .Params.severity }} {{ .Date.Format "2 January 2006, 15:04" }} UTC</p>
<ul>{{ range .Params.components }}<li><a href="/components/{{ . }}/">{{ . }}</a></li>{{ end }}</ul>
{{ .Content }}
<nav>{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav>{{ end }}
""",
    "_default/term.html": f"""\
{{{{ define "main" }}}}<h1>{{{{ .Title }}}}</h1><p>{{{{ len .Pages }}}} incidents</p>
<ul>{{{{ range .Pages }}}}{_ROW}{{{{ end }}}}</ul>{{{{ end }}}}
""",
    "_default/taxonomy.html": """\
{{ define "main" }}<h1>{{ .Title }}</h1>
<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ len .Pages }}</li>{{ end }}</ul>{{ end }}
""",
    "index.html": f"""\
{{{{ define "main" }}}}<h1>Status</h1>
<ul>{{{{ range site.Taxonomies.components.Alphabetical }}}}
<li><a href="{{{{ .Page.RelPermalink }}}}">{{{{ .Page.Title }}}}</a></li>
{{{{ end }}}}</ul>
<ul>{{{{ range first 30 site.RegularPages }}}}{_ROW}{{{{ end }}}}</ul>{{{{ end }}}}
""",
}
_FRONT = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)


def hugo_site(content: Path, out: Path) -> Path:
    """Write the Hugo site of a generated knowledge base; its folder."""
    (out / "content" / "incidents").mkdir(parents=True)
    (out / "config.toml").write_text(_CONFIG, encoding="utf-8")
    for name, text in _LAYOUTS.items():
        place = out / "layouts" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    for path in sorted((content / "incidents").glob("*.md")):
        (out / "content" / "incidents" / path.name).write_text(
            _page(path.read_text(encoding="utf-8")), encoding="utf-8"
        )
    return out


def _page(text: str) -> str:
    """An incident as Hugo wants it, without what is internal."""
    found = _FRONT.match(text)
    if found is None:
        raise ValueError("a generated incident begins with its front matter")
    record = yaml.safe_load(found[1])
    started = str(record["started"]).removesuffix(" UTC")
    head = {
        "title": record["title"],
        "date": f"{started[:16].replace(' ', 'T')}:00Z",
        "severity": record.get("severity", ""),
        "resolved": str(record.get("resolved") or record.get("until") or ""),
        "components": list(record.get("components") or ()),
        "months": [started[:7]],
    }
    return f"---\n{yaml.safe_dump(head)}---\n{found[2].partition('## Internal notes')[0]}"
