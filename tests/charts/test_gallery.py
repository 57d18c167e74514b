"""What is drawn is kept, and drawn again only when its facts are others."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from faultless.caching import Kept
from faultless.charts import Chart, Gallery, gallery
from faultless.charts.chart import data

pytest.importorskip("vl_convert")


def chart(title: str = "Title", value: int = 1) -> Chart:
    mark = {"data": data([{"a": value}]), "mark": "point", "encoding": {"x": {"field": "a", "type": "quantitative"}}}
    return Chart(title, "Told.", {"width": 20, "height": 20, **mark})


class Counting:
    """Counts how often the process that draws is started."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.runs: list[int] = []
        asked = Gallery._asked

        def counted(this: Gallery, charts: list[Chart]) -> list[str | None]:
            self.runs.append(len(charts))
            return asked(this, charts)

        monkeypatch.setattr(Gallery, "_asked", counted)


@pytest.fixture
def runs(monkeypatch) -> list[int]:
    return Counting(monkeypatch).runs


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path, b"k" * 32)


def test_what_was_drawn_is_drawn_by_no_later_build(kept, runs):
    first = Gallery(kept).picture(chart(), "../")
    assert Gallery(kept).picture(chart(), "../") == first
    assert runs == [1]


def test_other_facts_are_drawn_again(kept, runs):
    Gallery(kept).picture(chart(value=1), "../")
    Gallery(kept).picture(chart(value=2), "../")
    Gallery(kept).picture(chart("Other", value=2), "../")
    assert runs == [1, 1, 1]


def test_all_that_are_expected_are_drawn_at_once(runs):
    found = Gallery(None)
    charts = [chart(value=number) for number in range(3)]
    found.expect(charts)
    assert all(found.picture(one, "./") for one in charts)
    assert runs == [3]


def test_of_those_expected_only_the_missing_are_drawn(kept, runs):
    Gallery(kept).picture(chart(value=1), "./")
    found = Gallery(kept)
    found.expect([chart(value=1), chart(value=2)])
    assert found.picture(chart(value=2), "./")
    assert found.picture(chart(value=1), "./")
    assert runs == [1, 1]


def test_what_somebody_else_has_put_into_the_cache_is_not_shown(kept, runs):
    Gallery(kept).picture(chart(), "./")
    for file in kept.folder.glob("chart-*"):
        file.write_bytes(b"x" * 32 + b"<script>")
    assert "<script>" not in (Gallery(kept).picture(chart(), "./") or "")
    assert runs == [1, 1]


def test_no_two_pictures_of_a_page_share_an_id(runs):
    found = Gallery(None)
    one, other = found.picture(chart(value=1), "./"), found.picture(chart(value=2), "./")
    assert one is not None
    assert other is not None
    assert {part.split('"')[0] for part in one.split('id="')[1:]} & {
        part.split('"')[0] for part in other.split('id="')[1:]
    } == set()


def test_a_chart_that_cannot_be_drawn_fails_alone(runs):
    found = Gallery(None)
    bad = Chart("Bad", "Told.", {"mark": "no such mark"})
    found.expect([chart(), bad])
    assert found.picture(bad, "./") is None
    assert found.picture(chart(), "./") is not None
    assert found.failures


def test_a_library_that_does_not_start_stops_no_build(monkeypatch, tmp_path):
    broken = tmp_path / "draw.py"
    broken.write_text("raise SystemExit('no engine')", encoding="utf-8")
    monkeypatch.setattr(gallery, "_DRAWS", broken)
    found = Gallery(None)
    assert found.picture(chart(), "./") is None
    assert found.failures == ["no engine"]


def test_a_library_that_hangs_is_given_up(monkeypatch, tmp_path):
    stuck = tmp_path / "draw.py"
    stuck.write_text("import time\ntime.sleep(60)", encoding="utf-8")
    monkeypatch.setattr(gallery, "_DRAWS", stuck)
    monkeypatch.setattr(gallery, "_PATIENCE", 0.2)
    found = Gallery(None)
    assert found.picture(chart(), "./") is None
    assert "timed out" in found.failures[0]


def test_a_module_in_the_folder_of_the_build_is_never_run(monkeypatch, tmp_path):
    (tmp_path / "vl_convert.py").write_text("raise SystemExit('ran')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    found = Gallery(None)
    assert found.picture(chart(), "./") is not None
    assert found.failures == []


def test_a_picture_asks_no_other_machine():
    asked = []

    class Told(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

    server = HTTPServer(("127.0.0.1", 0), Told)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        found = Gallery(None)
        outside = {
            "data": {"url": f"http://127.0.0.1:{server.server_port}/facts.json"},
            "mark": "point",
            "encoding": {},
        }
        assert found.picture(Chart("Title", "Told.", outside), "") is None
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert asked == []
    assert "not allowed" in found.failures[0]
