"""Bars and lines of plain numbers as Plotly dictionaries, in the colours and fillings of the other charts.

Bars begin at zero and have their words and numbers above them; they need no axis.
"""

import math
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from opc.charts.figure import STRENGTHS, figure, fill
from opc.charts.sheet import STEP, Sheet, hover_text
from opc.theme import THEMES
from opc.typeset import shortened
from opc.view import View
from opc.wording import number

# One label or day with its one or two numbers.
Point = tuple[str, Sequence[float | None]]
COLOURS = ("accent", "second")
# Pixels: where words stand and bars lie in a row.
HEAD, TRACK, THICK, GAP, FOOT = 2 * STEP, 29, 9, 3, 9
LINE_HEIGHT = 320
# The line of the unit above an axis.
UNIT = 18
# A label leaves room for the numbers behind it on a phone.
LABEL = 26


def written(values: Sequence[float | None], view: View) -> str:
    """Numbers in a row, a dash for what is missing."""
    return " · ".join("—" if value is None else number(value, view.lang) for value in values)


def bars(points: Sequence[Point], view: View) -> dict[str, Any]:
    """A row a label, with a bar for each of its numbers."""
    sheet = Sheet(THEMES[view.theme])
    low, high = _ends(points)
    for label, values in points:
        _bar_row(sheet, label, values, view)
    reach = (high - low) or 1.0
    axis = {"range": [low and low - 0.01 * reach, high + 0.01 * reach], "visible": False, "fixedrange": True}
    if low < 0:
        sheet.shapes.append(_zero(sheet))
    return figure(sheet, axis, 4, 4)


def _ends(points: Sequence[Point]) -> tuple[float, float]:
    drawn = [value for _, values in points for value in values if value is not None]
    return min(0.0, *drawn), max(0.0, *drawn)


def _bar_row(sheet: Sheet, label: str, values: Sequence[float | None], view: View) -> None:
    top = sheet.height
    numbers = written(values, view)
    words = shortened(label.replace("\n", " "), LABEL)
    sheet.words(f"<b>{hover_text(words)}</b> {hover_text(numbers)}", top + HEAD, 13, "ink")
    for place, value in enumerate(values):
        y = top + TRACK + place * (THICK + GAP)
        if value is not None:
            said, colour = f"{label}\n{number(value, view.lang, 12)}", COLOURS[place]
            fill(sheet, (0, value), y, said, colour, STRENGTHS[colour], THICK)
    # Words lie in whole steps.
    sheet.end_row(STEP * math.ceil((TRACK + len(values) * (THICK + GAP) + FOOT) / STEP))


def _zero(sheet: Sheet) -> dict[str, Any]:
    return {"type": "line", "x0": 0, "x1": 0, "yref": "paper", "y0": 0, "y1": 1, "layer": "below",
            "line": {"color": sheet.colours["grey"], "width": 1}}  # fmt: skip


def line(points: Sequence[Point], view: View, unit: str = "") -> dict[str, Any]:
    """A curve for each number over days or moments in ISO 8601, the earliest first; the unit stands above its axis."""
    sheet = Sheet(THEMES[view.theme], height=LINE_HEIGHT)
    for place, (colour, dash, symbol) in enumerate(zip(COLOURS, ("solid", "dot"), ("circle", "diamond"), strict=True)):
        if place < len(points[0][1]):
            drawn = [(day, values[place]) for day, values in points]
            sheet.traces.append(_curve(sheet, drawn, colour, dash, symbol, view))
    spec = figure(sheet, _days_axis(sheet, points), 4, 4)
    spec["layout"] |= {"yaxis": _numbers_axis(sheet, points, view), "margin": {"l": 4, "r": 12, "t": 12, "b": 4}}
    if unit:
        spec["layout"]["margin"]["t"] += UNIT
        spec["layout"]["title"] = _above(sheet, unit)
    return spec


def _above(sheet: Sheet, unit: str) -> dict[str, Any]:
    """The unit at the left edge, wherever the numbers of the axis begin."""
    return {"text": hover_text(unit), "x": 0, "xref": "container", "xanchor": "left", "pad": {"l": 4, "t": 4},
            "y": 1, "yref": "container", "yanchor": "top",
            "font": {"size": 12, "color": sheet.colours["grey"]}}  # fmt: skip


def _curve(
    sheet: Sheet, drawn: Sequence[tuple[Any, float | None]], colour: str, dash: str, symbol: str, view: View
) -> dict[str, Any]:
    said = [f"{day}\n{number(value, view.lang, 12)}" if value is not None else "" for day, value in drawn]
    return {
        "type": "scatter", "mode": "lines+markers" if len(drawn) <= 120 else "lines", "showlegend": False,
        "x": [day for day, _ in drawn], "y": [value for _, value in drawn], "connectgaps": False,
        "hoverinfo": "text", "hovertext": [hover_text(words) for words in said],
        "line": {"color": sheet.colours[colour], "width": 2.4, "dash": dash},
        # The marks of many months would hide their curve; of a month between two gaps nothing else would be seen.
        "marker": {"size": 7 if len(drawn) <= 36 else 4, "symbol": symbol, "color": sheet.colours[colour]},
    }  # fmt: skip


def _axis(sheet: Sheet) -> dict[str, Any]:
    return {"fixedrange": True, "gridcolor": sheet.colours["line"], "zeroline": False, "automargin": True,
            "tickfont": {"color": sheet.colours["grey"], "size": 12}}  # fmt: skip


def _days_axis(sheet: Sheet, points: Sequence[Point]) -> dict[str, Any]:
    span = (datetime.fromisoformat(points[-1][0]) - datetime.fromisoformat(points[0][0])).days
    # Plotly names months in English: digits read alike in both languages.
    shape = "%Y-%m-%d" if span < 100 else "%Y-%m" if span < 2200 else "%Y"
    shape = shape if span else "%m-%d %H:%M"
    return _axis(sheet) | {"type": "date", "tickformat": shape, "nticks": 6, "showgrid": False, "hoverformat": shape}


def _numbers_axis(sheet: Sheet, points: Sequence[Point], view: View) -> dict[str, Any]:
    low, high = _ends(points)
    reach = (high - low) or 1.0
    size = 10.0 ** math.floor(math.log10(reach / 4))
    step = max(multiple * size for multiple in (1, 2, 5) if multiple * size <= reach / 4)
    if all(value is None or value == round(value) for _, values in points for value in values):
        # There are no halves of teams.
        step = max(step, 1)
    ticks = [step * place for place in range(math.floor(low / step), math.ceil(high / step) + 1)]
    words = [number(round(tick, 12), view.lang) for tick in ticks]
    # A little below zero, so that a mark at zero is not cut in half.
    ends = [low - 0.04 * reach, high + 0.08 * reach]
    return _axis(sheet) | {"range": ends, "tickvals": ticks, "ticktext": words}
