"""Charts as plain plotly dictionaries, in one grammar.

Dot = exact · open dot with arrow = at least / at most · whisker = range · ring = target · hatched row = with caution ·
light = may be reached · grey row with words = not disclosed or not comparable ·
an edge at its beginning = a figure left out as not like for like · at both ends = one that nothing can divide.

Rows are laid out in pixels from the top, with their words beside their marks on a wide screen and above them on a
phone. The words of a figure link to its source.
"""

from opc.charts.attainment import bullets
from opc.charts.figure import CONFIG, Drawing
from opc.charts.intervals import composition, interval_dots
from opc.charts.ranking import ranks

__all__ = ["CONFIG", "Drawing", "bullets", "composition", "interval_dots", "ranks"]
