"""How far each target is, as bars in percent."""

from collections.abc import Sequence
from typing import Any

from opc.charts.figure import THICK, below_axis, layout_of
from opc.charts.sheet import Group, Mark, Sheet
from opc.kept import kept
from opc.theme import THEMES
from opc.view import View


@kept
def bullets(marks: Sequence[Mark | Group], view: View) -> dict[str, Any]:
    """Progress in percent of each target: solid what is surely reached, hatched what may be, a ring at the target."""
    layout = layout_of(view)
    sheet = layout.sheet(THEMES[view.theme], marks)
    for mark in marks:
        y = layout.place(sheet, mark)
        if y is None or not isinstance(mark, Mark):
            continue
        known = mark.low is not None or mark.high is not None
        low, high = min(mark.low or 0, 100), min(mark.high if mark.high is not None else 100, 100) if known else 0
        sheet.bar(0, 100, y, mark.hover, THICK, {"color": sheet.colours["band"]})
        if known and low:
            sheet.bar(0, low, y, mark.hover, THICK, {"color": sheet.colours["accent"]})
        if known and high > low:
            sheet.bar(low, high - low, y, mark.hover, THICK, _perhaps(sheet, "accent"))
        if mark.forecast is not None and mark.forecast > high:
            sheet.bar(high, min(mark.forecast, 100) - high, y, mark.hover, THICK, _perhaps(sheet, "ring"))
        if mark.elapsed is not None:
            _time_gone(sheet, mark.elapsed * 100, y, mark.hover)
        if not mark.is_target:
            continue
        ring = {"symbol": "circle-open", "size": 13, "color": sheet.colours["ring"], "line": {"width": 2.6}}
        sheet.points([100], y, mark.hover, mode="markers", marker=ring)
    return below_axis(sheet, {"range": [0, 103], "visible": False})


def _perhaps(sheet: Sheet, colour: str) -> dict[str, Any]:
    """Thin lines on the track: what may be is an empty track first of all, and not a full one."""
    track = sheet.colours["band"]
    hatch = {"shape": "/", "fgcolor": sheet.colours[colour], "bgcolor": track, "size": 7, "solidity": 0.16}
    return {"color": track, "pattern": hatch}


def _time_gone(sheet: Sheet, share: float, y: float, hover: str) -> None:
    """A dotted line of ink on paper, so that it is seen on any bar."""
    paper = {"symbol": "line-ns-open", "size": 20, "color": sheet.colours["paper"], "line": {"width": 5}}
    sheet.points([share], y, hover, mode="markers", marker=paper)
    sheet.shapes.append(
        {"type": "line", "x0": share, "x1": share, "y0": y - 9, "y1": y + 9, "layer": "above",
         "line": {"color": sheet.colours["ink"], "width": 1.8, "dash": "dot"}}
    )  # fmt: skip
