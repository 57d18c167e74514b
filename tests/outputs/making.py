"""The files that recipes make, by their paths."""

from __future__ import annotations

from faultless.outputs import agenda as agendas
from faultless.outputs import badges as badging
from faultless.outputs import feeds as feeding
from faultless.outputs import machine as machines
from faultless.outputs import records_json as listing
from faultless.outputs import statuspage as api
from faultless.outputs.recipe import made
from faultless.public.site import PublicSite


def agenda(site: PublicSite) -> dict[str, bytes]:
    return made([agendas.agenda(site)])


def badges(site: PublicSite) -> dict[str, bytes]:
    return made(badging.badges(site))


def feeds(site: PublicSite) -> dict[str, bytes]:
    return made(feeding.feeds(site))


def machine(site: PublicSite) -> dict[str, bytes]:
    return made(machines.machine(site))


def records_json(site: PublicSite) -> dict[str, bytes]:
    return made(listing.records_json(site))


def statuspage(site: PublicSite) -> dict[str, bytes]:
    return made(api.statuspage(site))
