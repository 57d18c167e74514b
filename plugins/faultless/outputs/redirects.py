"""Former addresses: renamed records, and those of a site this one took over from."""

from __future__ import annotations

from faultless.public.site import PublicSite


def redirects(site: PublicSite) -> dict[str, str]:
    """From the path of a page to the path it leads to; an address that cannot be a file is left out."""
    found: dict[str, str] = {}
    for record in (*site.incidents, *site.maintenances, *site.notices):
        folder = record.path.partition("/")[0]
        for alias in record.aliases:
            found.setdefault(f"{folder}/{alias}/index.html", record.path)
        for address in record.redirects:
            path = page_of(address)
            if path is not None:
                found.setdefault(path, record.path)
    return found


def page_of(address: str) -> str | None:
    """The file behind a site path: `/issues/x/` is `issues/x/index.html`."""
    parts = [part for part in address.partition("?")[0].partition("#")[0].split("/") if part]
    if not parts or "://" in address or any(part in {".", ".."} or "\\" in part or "\0" in part for part in parts):
        return None
    last = parts[-1]
    return (
        "/".join(parts)
        if last.endswith((".html", ".htm")) and not address.endswith("/")
        else "/".join([*parts, "index.html"])
    )
