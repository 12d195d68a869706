"""Ranks as spans on an axis of whole places: a dot where only one is possible, a whisker from the best to the worst.

The row of what rests on figures that are not like for like is hatched.
"""

from collections.abc import Sequence
from typing import Any

from opc.charts.dots import dot
from opc.charts.figure import axis_title, below_axis, layout_of
from opc.charts.mark import Group, Mark
from opc.sharing.kept import kept
from opc.theme import THEMES
from opc.view import View

# In places: how far an axis goes beyond the first and the last.
MARGIN = 0.5
STEPS = (1, 2, 5, 10, 20, 50, 100)
MOST_TICKS = 14


@kept
def ranks(marks: Sequence[Mark | Group], unit: str, view: View) -> dict[str, Any]:
    """One row a city, on an axis from the first place to the last."""
    layout = layout_of(view)
    last = max((round(mark.high or 1) for mark in marks if isinstance(mark, Mark)), default=1)
    sheet, ends = layout.sheet(THEMES[view.theme], marks), (1 - MARGIN, last + MARGIN)
    for mark in marks:
        y = layout.place(sheet, mark)
        if y is not None and isinstance(mark, Mark):
            sheet.track(y)
            if mark.graded == "caution":
                sheet.hatch(*ends, y)
            dot(sheet, mark, y, (False, *ends))
    ticks = _ticks(last)
    written = {"tickvals": ticks, "ticktext": list(map(str, ticks)), "title": axis_title(unit)}
    return below_axis(sheet, {"range": list(ends), **written})


def _ticks(last: int) -> list[int]:
    """The first place, and every so many of those that follow."""
    step = next((step for step in STEPS if last / step <= MOST_TICKS), last)
    return sorted({1, *range(step, last + 1, step)})
