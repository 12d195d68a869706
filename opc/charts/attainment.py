"""How far each target is, as bars in percent."""

from collections.abc import Sequence
from typing import Any

from opc.charts.figure import LIGHT, SOLID, THICK, THIN, below_axis, fill, layout_of
from opc.charts.mark import Group, Mark
from opc.charts.sheet import Sheet
from opc.sharing.kept import kept
from opc.theme import THEMES
from opc.view import View


@kept
def bullets(marks: Sequence[Mark | Group], view: View) -> dict[str, Any]:
    """Progress in percent of each target: solid what is surely reached, light what may be, a ring at the target."""
    layout = layout_of(view)
    sheet = layout.sheet(THEMES[view.theme], marks)
    for mark in marks:
        y = layout.place(sheet, mark)
        if y is None or not isinstance(mark, Mark):
            continue
        if mark.graded == "caution":
            sheet.hatch(0, 100, y, mark.hover)
        else:
            sheet.rail(0, 100, y, mark.hover, THICK)
        _reached(sheet, mark, y)
        if mark.elapsed is not None:
            _time_gone(sheet, mark.elapsed * 100, y, mark.hover)
        if not mark.is_target:
            continue
        ring = {"symbol": "circle-open", "size": 13, "color": sheet.colours["ring"], "line": {"width": 2.6}}
        sheet.points([100], y, mark.hover, mode="markers", marker=ring)
    return below_axis(sheet, {"range": [0, 103], "visible": False})


def _reached(sheet: Sheet, mark: Mark, y: float) -> None:
    """What is surely reached, what may be, and how far the reader's own pace would lead: a thinner bar."""
    known = mark.low is not None or mark.high is not None
    low, high = min(mark.low or 0, 100), min(mark.high if mark.high is not None else 100, 100) if known else 0
    if low:
        fill(sheet, (0, low), y, mark.hover, "accent", SOLID)
    if high > low and mark.graded == "caution":
        sheet.clear(low, high, y, THICK)
    if high > low:
        fill(sheet, (low, high), y, mark.hover, "accent", LIGHT)
    if mark.forecast is not None and mark.forecast > high:
        fill(sheet, (high, min(mark.forecast, 100)), y, mark.hover, "ring", LIGHT, THIN)


def _time_gone(sheet: Sheet, share: float, y: float, hover: str) -> None:
    """A dotted line of ink on paper, so that it is seen on any bar."""
    paper = {"symbol": "line-ns-open", "size": 20, "color": sheet.colours["paper"], "line": {"width": 5}}
    sheet.points([share], y, hover, mode="markers", marker=paper)
    sheet.shapes.append(
        {"type": "line", "x0": share, "x1": share, "y0": y - 9, "y1": y + 9, "layer": "above",
         "line": {"color": sheet.colours["ink"], "width": 1.8, "dash": "dot"}}
    )  # fmt: skip
