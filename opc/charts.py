"""Charts as plain plotly dictionaries, in one grammar.

Dot = exact · open dot with arrow = at least / at most · whisker = range · ring = target · hatched = not sure · grey row
with words = not disclosed. Rows are laid out in pixels from the top, with their words beside their marks on a wide
screen and above them on a phone. The words of a figure link to its source.
"""

import math
from collections.abc import Sequence
from types import ModuleType
from typing import Any

from plotly.basedatatypes import BaseFigure

from opc import beside, stacked
from opc.dots import Axis, dot, stick
from opc.kept import kept
from opc.sheet import Group, Mark, Sheet
from opc.theme import FONT, THEMES
from opc.view import View
from opc.wording import number

# Never colour alone: each part of a whole has a pattern of its own.
PATTERNS = {"accent": "", "second": "/", "third": "\\"}
# Pixels.
THICK = 11
CONFIG = {"displayModeBar": False, "responsive": True, "scrollZoom": False, "doubleClick": False, "showTips": False}


class Drawing(BaseFigure):
    """A finished figure, handed on as it stands.

    Plotly would check each property of each trace on every run, which takes four fifths of a page; tests check each
    kind of chart instead.
    """

    def __init__(self, spec: dict[str, Any]) -> None:
        # The attributes of a figure are guarded; this one is ours.
        self.__dict__["spec"] = spec

    def to_dict(self) -> dict[str, Any]:
        """The figure as Plotly draws it."""
        return self.__dict__["spec"]


def layout_of(view: View) -> ModuleType:
    """Where the words of a row stand: beside its mark where there is room."""
    return beside if view.wide else stacked


def _scale(marks: Sequence[Mark | Group]) -> Axis:
    """Whether the axis is logarithmic, and its ends; a hundredfold spread is too wide for a linear one."""
    values = [v for m in marks if isinstance(m, Mark) and m.drawn for v in (m.low, m.high) if v and v > 0]
    if not values:
        return False, 0, 1
    smallest, largest = min(values), max(values)
    if largest / smallest > 100:
        return True, smallest / 2.5, largest * 2.5
    return False, 0, largest * 1.15


def _ticks(axis: Axis) -> list[float]:
    """Where the axis is marked: each power of ten, or five steps or so of 1, 2 or 5."""
    logarithmic, start, end = axis
    if logarithmic:
        return [10.0**power for power in range(math.ceil(math.log10(start)), math.floor(math.log10(end)) + 1)]
    size = 10 ** math.floor(math.log10(end / 4))
    step = max(multiple * size for multiple in (1, 2, 5) if multiple * size <= end / 4)
    return [step * number for number in range(math.floor(end / step) + 1)]


@kept
def interval_dots(marks: Sequence[Mark | Group], unit: str, view: View) -> dict[str, Any]:
    """Figures side by side as dots, arrows and whiskers on one axis; rows without a figure stay, in grey."""
    layout, axis = layout_of(view), _scale(marks)
    sheet = layout.sheet(THEMES[view.theme], marks)
    for mark in marks:
        y = layout.place(sheet, mark)
        if y is not None and isinstance(mark, Mark):
            sheet.rule(y)
            stick(sheet, mark, y, axis)
            dot(sheet, mark, y, axis)
    drawn = any(isinstance(m, Mark) and m.drawn for m in marks)
    return below_axis(sheet, _axis(axis, unit, view) | {"visible": drawn})


def _axis(axis: Axis, unit: str, view: View) -> dict[str, Any]:
    logarithmic, start, end = axis
    ticks = _ticks(axis)
    return {
        "type": "log" if logarithmic else "linear",
        "range": [math.log10(start), math.log10(end)] if logarithmic else [start, end],
        "tickvals": ticks,
        "ticktext": [number(tick, view.lang) for tick in ticks],
        "title": axis_title(unit),
    }


def axis_title(unit: str) -> dict[str, Any]:
    """What stands above an axis."""
    return {"text": unit, "font": {"size": 12}, "standoff": 6}


@kept
def composition(marks: Sequence[Mark | Group], unit: str, view: View) -> dict[str, Any]:
    """What a whole is made of: one bar a row, with a colour and a pattern for each part."""
    layout = layout_of(view)
    sheet = layout.sheet(THEMES[view.theme], marks)
    whole = max((sum(size for _, size in m.parts) for m in marks if isinstance(m, Mark)), default=0) or 1
    for mark in marks:
        y = layout.place(sheet, mark)
        if y is None or not isinstance(mark, Mark):
            continue
        sheet.rule(y)
        start = 0.0
        for colour, size in mark.parts:
            shade = {
                "color": sheet.colours[colour],
                "pattern": {"shape": PATTERNS[colour], "size": 6, "solidity": 0.25},
            }
            sheet.bar(start, size, y, mark.hover, THICK, shade)
            start += size
    return below_axis(sheet, _axis((False, 0, whole * 1.05), unit, view))


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
            hatch = {"shape": "/", "fgcolor": sheet.colours["accent"], "bgcolor": sheet.colours["paper"], "size": 6}
            sheet.bar(low, high - low, y, mark.hover, THICK, {"color": sheet.colours["paper"], "pattern": hatch})
        if mark.forecast is not None and mark.forecast > high:
            coming = {"shape": "/", "fgcolor": sheet.colours["ring"], "bgcolor": sheet.colours["paper"], "size": 6}
            end = min(mark.forecast, 100)
            sheet.bar(high, end - high, y, mark.hover, THICK, {"color": sheet.colours["paper"], "pattern": coming})
        if mark.elapsed is not None:
            at = mark.elapsed * 100
            sheet.shapes.append(
                {"type": "line", "x0": at, "x1": at, "y0": y - 9, "y1": y + 9, "layer": "above",
                 "line": {"color": sheet.colours["ink"], "width": 1.6, "dash": "dot"}}
            )  # fmt: skip
        if not mark.is_target:
            continue
        ring = {"symbol": "circle-open", "size": 13, "color": sheet.colours["ring"], "line": {"width": 2.6}}
        sheet.points([100], y, mark.hover, mode="markers", marker=ring)
    return below_axis(sheet, {"range": [0, 103], "visible": False})


def below_axis(sheet: Sheet, xaxis: dict[str, Any]) -> dict[str, Any]:
    """What was laid out on a sheet as Plotly draws it, below its axis where that is visible."""
    colours, top = sheet.colours, 46 if xaxis.get("visible", True) else 8
    axis = {"side": "top", "showgrid": True, "gridcolor": colours["line"], "zeroline": False, "showline": False,
            "tickfont": {"color": colours["grey"], "size": 12}, "color": colours["grey"]}  # fmt: skip
    # Plotly refuses a figure without a trace; one empty trace draws the words alone.
    sheet.traces = sheet.traces or [{"type": "scatter", "x": [], "y": []}]
    return figure(sheet, axis | xaxis, top, 8)


def figure(sheet: Sheet, xaxis: dict[str, Any], top: int, bottom: int) -> dict[str, Any]:
    """What was laid out on a sheet as Plotly draws it, with so many pixels above and below; nothing can be dragged."""
    colours = sheet.colours
    layout = {
        "height": sheet.height + top + bottom, "margin": {"l": sheet.left, "r": sheet.right, "t": top, "b": bottom},
        "barmode": "overlay", "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "color": colours["ink"]}, "xaxis": {"fixedrange": True} | xaxis,
        "yaxis": {"range": [sheet.height, 0], "visible": False, "fixedrange": True},
        "shapes": sheet.shapes, "annotations": sheet.notes, "hovermode": "closest", "dragmode": False,
        "hoverlabel": {"bgcolor": colours["paper"], "bordercolor": colours["line"],
                       "font": {"color": colours["ink"], "family": FONT, "size": 13}, "align": "left"},
    }  # fmt: skip
    return {"data": sheet.traces, "layout": layout}
