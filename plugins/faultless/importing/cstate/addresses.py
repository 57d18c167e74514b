"""The addresses at which cState showed its issues, each led to one record of ours."""

from __future__ import annotations

from collections.abc import Sequence

from faultless.importing.cstate.issue import Former, Issue
from faultless.public.addresses import Addresses, is_own, page_of


def former(issues: Sequence[Issue]) -> dict[str, Former]:
    """Each issue's addresses, by its id.

    One that several issues claim leads to the issue whose page stood there, else to the first of them. Where a record
    has its own page here no other one is led.
    """
    addresses = Addresses()
    for issue in issues:
        for folder in ("incidents", "notices"):
            addresses.claim(f"{folder}/{issue.identifier}/index.html", issue.identifier)
    for issue in issues:
        page = page_of(issue.address)
        if page is not None:
            addresses.claim(page, issue.identifier)
    return {issue.identifier: _of(issue, addresses) for issue in issues}


def _of(issue: Issue, addresses: Addresses) -> Former:
    led, lost = [], []
    for address in issue.addresses:
        file = page_of(address)
        if file is None:
            lost.append((address, "it is no path of this site"))
        elif is_own(file):
            lost.append((address, "it is one of the status site's own pages"))
        elif (other := addresses.claim(file, issue.identifier)) in {None, issue.identifier}:
            led.append(address)
        else:
            lost.append((address, f"it leads to {other}"))
    return Former(tuple(led), tuple(lost))
