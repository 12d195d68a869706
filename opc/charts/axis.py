"""The axis of a chart of numbers: linear or logarithmic, and where it is marked."""

import math
from collections.abc import Sequence
from typing import Any

from opc.charts.dots import Axis
from opc.charts.figure import axis_title
from opc.charts.mark import Group, Mark
from opc.text import t
from opc.view import View
from opc.wording import number


def scale(marks: Sequence[Mark | Group]) -> Axis:
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


def of_numbers(axis: Axis, unit: str, view: View) -> dict[str, Any]:
    """An axis as Plotly draws it, with its numbers in words of the language and its unit above."""
    logarithmic, start, end = axis
    ticks = _ticks(axis)
    title = t("axis.log_scale", view.lang, unit=unit) if logarithmic else unit
    return {
        "type": "log" if logarithmic else "linear",
        "range": [math.log10(start), math.log10(end)] if logarithmic else [start, end],
        "tickvals": ticks,
        "ticktext": [number(tick, view.lang) for tick in ticks],
        "title": axis_title(title),
    }
