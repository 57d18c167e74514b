"""Pictures in pages: what is drawn of which records, and the plain form that stands in for it."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

import pytest

from faultless.charts import gallery
from faultless.model import Incident, Instant, Postmortem, RootCause
from faultless.policy import Policy
from faultless.reading import Record, Records
from faultless.wiki import Wiki

UTC = timezone.utc
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
CAUSE = RootCause("ca", "CA expires")


def at(month: int, hour: int = 0) -> Instant:
    return Instant(datetime(2026, month, 1, hour, tzinfo=UTC))


def wiki(*incidents: Incident) -> Wiki:
    """Every incident has a postmortem that names the one cause."""
    written = [Postmortem(f"of-{one.id}", f"Of {one.id}", (one.id,), root_causes=("ca",)) for one in incidents]
    records = Records(
        Path(),
        Policy(),
        incidents=tuple(Record("incident", f"incidents/{one.id}.md", "", one) for one in incidents),
        postmortems=tuple(Record("postmortem", f"postmortems/{one.id}.md", "", one) for one in written),
        root_causes=(Record("root-cause", "root-causes/ca.md", "", CAUSE),),
    )
    return Wiki(records, Policy(), NOW)


def struck(month: int, hours: int | None = 2, title: str = "Down") -> Incident:
    end = at(month, hours) if hours is not None else None
    return Incident(f"in-{month}", title, severity="sev2", started=at(month), identified=at(month, 1), resolved=end)


def test_a_cause_that_struck_once_has_no_picture():
    assert str(wiki(struck(3)).pictures.chain(CAUSE, "../../")) == ""


def test_the_picture_of_a_chain_leads_to_its_incidents():
    pytest.importorskip("vl_convert")
    html = str(wiki(struck(3), struck(9, 1)).pictures.chain(CAUSE, "../../"))
    assert html.count("<svg") == 1
    assert 'href="../../incidents/in-3/"' in html
    assert "2. 2026-09-01, Down: identified after 1 h, recovered after 1 h" in html


def test_where_nothing_is_drawn_bars_say_the_same(monkeypatch):
    monkeypatch.setattr(gallery, "can_draw", lambda: False)
    html = str(wiki(struck(3), struck(9, None, "<script>alert(1)</script>")).pictures.chain(CAUSE, "../../"))
    assert "<svg" not in html
    assert "<script" not in html
    assert "identified after 1 h, recovered after 2 h" in html
    assert "recovered after unknown" in html
