"""Figures side by side on one axis, as dots, arrows and whiskers; and what a whole is made of, as bars."""

from collections.abc import Sequence
from typing import Any

from opc.charts import axis
from opc.charts.dots import dot, stick
from opc.charts.figure import PATTERNS, THICK, below_axis, layout_of
from opc.charts.sheet import Group, Mark
from opc.kept import kept
from opc.theme import THEMES
from opc.view import View


@kept
def interval_dots(marks: Sequence[Mark | Group], unit: str, view: View) -> dict[str, Any]:
    """Figures side by side as dots, arrows and whiskers on one axis; rows without a figure stay, in grey."""
    layout, scale = layout_of(view), axis.scale(marks)
    sheet = layout.sheet(THEMES[view.theme], marks)
    for mark in marks:
        y = layout.place(sheet, mark)
        if y is not None and isinstance(mark, Mark):
            sheet.track(y)
            stick(sheet, mark, y, scale)
            dot(sheet, mark, y, scale)
    drawn = any(isinstance(m, Mark) and m.drawn for m in marks)
    return below_axis(sheet, axis.of_numbers(scale, unit, view) | {"visible": drawn})


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
        sheet.track(y)
        start = 0.0
        for colour, size in mark.parts:
            shade = {
                "color": sheet.colours[colour],
                "pattern": {"shape": PATTERNS[colour], "size": 6, "solidity": 0.25},
            }
            sheet.bar(start, size, y, mark.hover, THICK, shade)
            start += size
    return below_axis(sheet, axis.of_numbers((False, 0, whole * 1.05), unit, view))
