"""Figures side by side on one axis, as dots, arrows and whiskers; and what a whole is made of, as bars."""

from collections.abc import Sequence
from typing import Any

from opc.charts import axis
from opc.charts.dots import dot, stick
from opc.charts.figure import STRENGTHS, THICK, below_axis, fill, layout_of
from opc.charts.mark import Group, Mark
from opc.sharing.kept import kept
from opc.theme import THEMES
from opc.view import View


@kept
def interval_dots(marks: Sequence[Mark | Group], unit: str, view: View) -> dict[str, Any]:
    """Figures side by side as dots, arrows and whiskers on one axis; rows without a figure stay, in grey."""
    layout, scale = layout_of(view), axis.scale(marks)
    sheet = layout.sheet(THEMES[view.theme], marks)
    for mark in marks:
        y = layout.place(sheet, mark)
        # A figure that is of no place on this axis stands as words.
        if y is not None and isinstance(mark, Mark) and (mark.shape or mark.graded):
            sheet.track(y)
            if mark.graded == "caution":
                sheet.hatch(*scale[1:], y)
            stick(sheet, mark, y, scale)
            dot(sheet, mark, y, scale)
    drawn = any(isinstance(m, Mark) and m.drawn for m in marks)
    return below_axis(sheet, axis.of_numbers(scale, unit, view) | {"visible": drawn})


@kept
def composition(marks: Sequence[Mark | Group], unit: str, view: View) -> dict[str, Any]:
    """What a whole is made of: a bar a row, with a colour and a filling for each part; beyond it what it may be."""
    layout, wholes = layout_of(view), [mark for mark in marks if isinstance(mark, Mark)]
    sheet = layout.sheet(THEMES[view.theme], marks)
    most = max((max(mark.low or 0, mark.high or 0) for mark in wholes), default=0) or 1
    scale = (False, 0, most * 1.15)
    for mark in marks:
        y = layout.place(sheet, mark)
        if y is None or not isinstance(mark, Mark):
            continue
        sheet.track(y)
        if mark.graded == "caution":
            sheet.hatch(*scale[1:], y)
            sheet.clear(0, sum(size for _, size in mark.parts), y, THICK)
        start = 0.0
        for colour, size in mark.parts:
            fill(sheet, (start, start + size), y, mark.hover, colour, STRENGTHS[colour])
            start += size
        if mark.shape not in ("exact", "about"):
            dot(sheet, mark, y, scale)
    return below_axis(sheet, axis.of_numbers(scale, unit, view))
