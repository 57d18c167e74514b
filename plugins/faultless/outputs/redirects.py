"""Former addresses: renamed records, and those of a site this one took over from."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from faultless.public.addresses import page_of
from faultless.public.site import PublicSite


def redirects(site: PublicSite, taken: Iterable[str]) -> dict[str, str]:
    """From the file of a redirect page to the path it leads to, in the order of the files.

    What stands at an address already stays there: `taken` holds the site's own files. An address that cannot be a file
    is left out.
    """
    records = (*site.incidents, *site.maintenances, *site.notices)
    if not any(record.aliases or record.redirects for record in records):
        return {}
    files = set(taken)
    folders = {str(parent) for path in files for parent in PurePosixPath(path).parents}
    found: dict[str, str] = {}
    for record in records:
        folder = record.path.partition("/")[0]
        for address in (*(f"/{folder}/{alias}/" for alias in record.aliases), *record.redirects):
            path = page_of(address)
            parents = {str(parent) for parent in PurePosixPath(path).parents} if path is not None else set()
            if path is None or path in files or path in folders or parents & files:
                continue
            files.add(path)
            folders |= parents
            found[path] = record.path
    return dict(sorted(found.items()))
