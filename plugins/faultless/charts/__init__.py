"""Facts as pictures: statistical charts as SVG, drawn while a site is built and read without a script."""

from faultless.charts.chain import Strike, chain
from faultless.charts.chart import TONES, Bar, Chart
from faultless.charts.dots import Column, Dot, dots
from faultless.charts.gallery import Gallery, placed
from faultless.charts.pareto import Block, Cause, pareto
from faultless.charts.scale import Scale, scale_of
from faultless.charts.ties import End, Tie, ties

__all__ = [
    "TONES",
    "Bar",
    "Block",
    "Cause",
    "Chart",
    "Column",
    "Dot",
    "End",
    "Gallery",
    "Scale",
    "Strike",
    "Tie",
    "chain",
    "dots",
    "pareto",
    "placed",
    "scale_of",
    "ties",
]
