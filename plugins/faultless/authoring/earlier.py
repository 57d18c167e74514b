"""Has this happened before? What a new postmortem should know of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from faultless.insight import Text, kindred, words_of, worst_stated
from faultless.model import Incident, KnowledgeBase

_LEAST = 0.2
_MOST = 3
_TITLE = 3
"""How often a title counts: its few words say most."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """Ids of the incidents that read much like a new one, the most similar first, and of the causes they had."""

    incidents: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()


def earlier_than(about: Sequence[Incident], base: KnowledgeBase) -> Earlier:
    """What came before some incidents and reads like them."""
    began = min((one.begins.at for one in about if one.begins is not None), default=None)
    own = {one.id for one in about}
    known = sorted(
        (one for one in base.incidents if one.id in own or (one.begins and began and one.begins.at < began)),
        key=lambda one: (one.begins.at.timestamp() if one.begins else 0.0, one.id),
    )
    texts = [Text(place, words_of(_text(one)), _groups(one)) for place, one in enumerate(known)]
    kin = kindred(texts, _LEAST, _MOST + len(own))
    shares: dict[str, float] = {}
    for place, one in enumerate(known):
        if one.id in own:
            for like in kin.get(place, ()):
                other = known[like.key].id
                if other not in own:
                    shares[other] = max(like.share, shares.get(other, 0.0))
    nearest = tuple(sorted(shares, key=lambda name: (-shares[name], name))[:_MOST])
    causes = (cause for name in nearest for one in base.postmortems_of.get(name, ()) for cause in one.root_causes)
    return Earlier(nearest, tuple(dict.fromkeys(causes)))


def _groups(incident: Incident) -> frozenset[str]:
    return frozenset(worst_stated(incident.components, incident.updates))


def _text(incident: Incident) -> str:
    told = (update.text for update in incident.updates)
    inside = (section.body for section in incident.sections)
    return "\n".join((*(incident.title,) * _TITLE, *told, *inside))
