"""Facts as pictures: statistical charts as SVG, drawn while a site is built and read without a script."""

from faultless.charts.chain import Strike, chain
from faultless.charts.chart import TONES, Bar, Chart
from faultless.charts.dots import Column, Dot, dots
from faultless.charts.gallery import Gallery, can_draw
from faultless.charts.pareto import Block, Cause, pareto
from faultless.charts.scale import Scale, scale_of

__all__ = [
    "TONES",
    "Bar",
    "Block",
    "Cause",
    "Chart",
    "Column",
    "Dot",
    "Gallery",
    "Scale",
    "Strike",
    "can_draw",
    "chain",
    "dots",
    "pareto",
    "scale_of",
]
