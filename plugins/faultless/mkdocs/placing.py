"""How the wiki's pages become MkDocs' files and pages."""

from __future__ import annotations

from html import escape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from faultless.mkdocs.pages import OwnPage, Renderer
from faultless.wiki import ASSETS, Wiki, WikiPage

_FOLDERS = {".css": "assets/stylesheets", ".js": "assets/javascripts"}
_RECORDS = ("incidents/", "postmortems/", "root-causes/")
_PRINTED = ("title", "description", "author", "subtitle")


def place(files: Files, wiki: Wiki, config: MkDocsConfig) -> Files:
    """Bring MkDocs' files in line with the wiki: what it generates, where each page goes, what is left out."""
    for file in list(files):
        if _left_out(file, wiki):
            files.remove(file)
        elif file.src_uri.startswith("public/"):
            _send(file, f"assets/{file.src_uri}")
    for page in wiki.pages.values():
        known = files.get_file_from_path(page.source)
        if known is None:
            known = File.generated(config, page.source, content="")
            files.append(known)
        _send(known, page.file)
        if not page.listed:
            known.inclusion = InclusionLevel.NOT_IN_NAV
    for path, html in wiki.moved.items():
        files.append(File.generated(config, path, content=html))
    for path, content in wiki.feeds.items():
        files.append(File.generated(config, path, content=content))
    for asset in ASSETS:
        files.append(File.generated(config, _address(asset), content=asset.read_text(encoding="utf-8")))
    return files


def link_assets(config: MkDocsConfig) -> None:
    """Let every page load the wiki's own styles, before those of the site, and its scripts."""
    config.extra_css[:0] = [_address(asset) for asset in ASSETS if asset.suffix == ".css"]
    config.extra_javascript.extend(_address(asset) for asset in ASSETS if asset.suffix == ".js")


def _address(asset: Path) -> str:
    return f"{_FOLDERS[asset.suffix]}/{asset.name}"


def own_pages(nav: Navigation, wiki: Wiki, config: MkDocsConfig, files: Files, renderer: Renderer | None) -> None:
    """Give records and generated pages that are not in the navigation pages of our own."""
    listed = {page.file.src_uri for page in nav.pages}
    for known in wiki.pages.values():
        file = files.get_file_from_path(known.source)
        if file is not None and known.text is not None and known.source not in listed:
            OwnPage(known, renderer, file, config)


def _left_out(file: File, wiki: Wiki) -> bool:
    """The catalogue, Markdown meant as a public asset, and records that have no page because they cannot be read."""
    if file.src_uri == "catalogue.yml":
        return True
    if not file.is_documentation_page():
        return False
    return file.src_uri.startswith(("public/", *_RECORDS)) and file.src_uri not in wiki.pages


def _send(file: File, destination: str) -> None:
    """Give a file another address, whatever was worked out from the first."""
    for cached in ("url", "abs_dest_path"):
        file.__dict__.pop(cached, None)
    file.dest_uri = destination


def source(page: WikiPage) -> str | None:
    """What MkDocs reads in place of the file: an empty front matter keeps it from looking for one in the text."""
    return None if page.text is None else "---\n{}\n---\n" + page.text


def describe(page: Page, known: WikiPage | None, files: Files) -> None:
    """Set what the theme prints of a page; it prints titles unescaped and takes `status` for its own."""
    page.meta.pop("status", None)
    if known is not None and known.title is not None:
        page.meta["title"] = known.title
    for name in _PRINTED:
        if name in page.meta:
            page.meta[name] = escape(str(page.meta[name]))
    if known is None:
        return
    page.update_date = known.updated.isoformat()
    index = files.get_file_from_path(known.parent) if known.parent is not None else None
    if index is not None and index.page is not None and page.parent is None:
        page.parent = index.page  # type: ignore[assignment] # the theme follows any item


def name_boxes(html: str) -> str:
    """Give the boxes of task lists a name that can be read aloud."""
    return html.replace('<input type="checkbox" disabled', '<input type="checkbox" aria-label="Done" disabled')


def add_headings(page: Page, known: WikiPage) -> None:
    """List the headings of the generated parts in the table of contents."""
    top = page.toc.items
    listed = top[0].children if top and top[0].level == 1 else top
    listed.extend(AnchorLink(escape(text), anchor, 2) for anchor, text in known.headings)
