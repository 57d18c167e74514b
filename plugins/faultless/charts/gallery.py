"""Draws charts when their facts are new, and keeps what was drawn."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from faultless.caching import Kept, digest_of, packages, sources_of
from faultless.charts.chart import Chart
from faultless.charts.finish import UP, finished

_PATIENCE = 600
"""Seconds until a process that draws is given up; a thousand charts take a minute."""

_DRAWS = Path(__file__).parent / "vega" / "draw.py"


@lru_cache(maxsize=1)
def can_draw() -> bool:
    """Whether the library is installed: the extra `charts`."""
    return find_spec("vl_convert") is not None


def placed(svg: str, up: str) -> str:
    """A finished picture for a page from which `up` leads to the wiki's root."""
    return svg.replace(f'href="{UP}', f'href="{up}')


class Gallery:
    """The pictures of a build.

    A picture is kept by what it is made of: the chart, our own sources and the version of the library. Drawing happens
    in a process of its own, because the library's engine cannot be used after a fork, and for all charts that are known
    to be needed together, because starting it takes as long as drawing twenty.

    Args:
        kept: what earlier builds have kept, or None.

    Attributes:
        failures: what the process that draws complained of, if anything.
    """

    def __init__(self, kept: Kept | None) -> None:
        self.kept = kept
        self.failures: list[str] = []
        self._drawn: dict[str, str | None] = {}
        self._expected: list[Chart] = []
        version = next((one for one in packages() if one.startswith("vl_convert")), "")
        self._made_by = digest_of(version, sources_of(kept, "charts") if kept is not None else "")

    @property
    def draws(self) -> bool:
        """Whether it can draw at all; else every chart is shown in its plain form."""
        return can_draw()

    def expect(self, charts: Iterable[Chart]) -> None:
        """Name charts that will be asked for, so that they are drawn together with the first one that is missing."""
        self._expected += charts

    def picture(self, chart: Chart, up: str) -> str | None:
        """A chart as SVG, for a page from which `up` leads to the wiki's root; None where it cannot be drawn."""
        if not self.draws:
            return None
        name = self._name(chart)
        if name not in self._drawn:
            known = self._remembered(name)
            if known is None:
                self._draw({**{self._name(one): one for one in self._expected}, name: chart})
            else:
                self._drawn[name] = known
        found = self._drawn.get(name)
        return placed(found, up) if found is not None else None

    def _name(self, chart: Chart) -> str:
        return f"chart-{digest_of(self._made_by, _told(chart))}"

    def _remembered(self, name: str) -> str | None:
        known = self.kept.get(name) if self.kept is not None else None
        return known.decode() if known is not None else None

    def _draw(self, wanted: dict[str, Chart]) -> None:
        """Draw what is neither drawn nor remembered."""
        missing = {}
        for name, chart in wanted.items():
            known = self._drawn.get(name) or self._remembered(name)
            if known is None:
                missing[name] = chart
            self._drawn[name] = known
        self._expected.clear()
        for (name, chart), svg in zip(missing.items(), self._asked(list(missing.values())), strict=True):
            if svg is not None:
                made = self._drawn[name] = finished(svg, chart, f"chart-{_told(chart)[:8]}")
                if self.kept is not None:
                    self.kept.put(name, made.encode())

    def _asked(self, charts: list[Chart]) -> list[str | None]:
        specs = f"[{','.join(chart.source for chart in charts)}]"
        try:
            done = subprocess.run(  # noqa: S603 - our own file, run by our own interpreter
                [sys.executable, str(_DRAWS)], input=specs.encode(), capture_output=True, check=False, timeout=_PATIENCE
            )
        except (OSError, subprocess.TimeoutExpired) as problem:
            self.failures.append(str(problem))
            return [None] * len(charts)
        self.failures += filter(None, [done.stderr.decode("utf-8", "replace").strip()])
        if done.returncode:
            return [None] * len(charts)
        drawn: list[str | None] = json.loads(done.stdout)
        return drawn


def _told(chart: Chart) -> str:
    """What tells a chart from others, whoever draws it: its marks have the same names with a cache and without."""
    return digest_of(chart.title, chart.told, chart.source, repr(chart.lettering))
