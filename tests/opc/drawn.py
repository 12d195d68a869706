"""Invented marks, and a chart taken apart: its lines of words with their heights, the single marks of its traces."""

from typing import Any

from opc.charts import interval_dots
from opc.charts.mark import Group, Mark
from opc.charts.sheet import SPACING
from opc.view import View
from tests.opc.conftest import view

Spec = dict[str, Any]


def mark(low: float | None = None, high: float | None = None, **more: Any) -> Mark:
    """A mark with these bounds."""
    return Mark(**{"label": "甲市", "value": "51家", "low": low, "high": high} | more)


def missing(**more: Any) -> Mark:
    """A row without a figure."""
    return Mark(**{"label": "乙市", "value": "未披露", "drawn": False} | more)


def dots(*marks: Mark | Group, **changes: Any) -> dict[str, Any]:
    """Marks as a chart, for a reader with these choices."""
    return interval_dots_of_teams(list(marks), view(**changes))


def interval_dots_of_teams(marks: list[Mark | Group], reader: View) -> dict[str, Any]:
    """The same for a view."""
    return interval_dots(marks, "家", reader)


def columns(spec: Spec) -> dict[tuple[int, int], list[tuple[float, str]]]:
    """Height and markup of each line of words, by the column in which it stands."""
    return {
        (note["x"], note["xshift"]): [
            (place * SPACING * note["font"]["size"], line)
            for place, line in enumerate(note["text"].split("<br>"))
            if place and line
        ]
        for note in spec["layout"]["annotations"]
    }


def lines(spec: Spec) -> list[tuple[float, str]]:
    """Height and markup of each line of words, one column after the other."""
    return [line for column in columns(spec).values() for line in column]


def texts(spec: Spec) -> list[str]:
    """The markup of each line of words."""
    return [line for _, line in lines(spec)]


def pieces(spec: Spec) -> list[Spec]:
    """Each mark as a trace of its own, from the top to the bottom; those that a line joins stay together."""
    found = [piece for trace in spec["data"] for piece in _apart(trace)]
    return sorted(found, key=lambda piece: piece["y"][:1])


def points(spec: Spec) -> list[Spec]:
    """The marks that are points."""
    return [piece for piece in pieces(spec) if piece["type"] == "scatter" and piece["x"]]


def bars(spec: Spec) -> list[Spec]:
    """The marks that are bars, without those that only hatch a row."""
    return [piece for piece in pieces(spec) if piece["type"] == "bar" and "pattern" not in piece["marker"]]


def hatches(spec: Spec) -> list[Spec]:
    """What hatches the rows that are to be compared with caution."""
    return [piece for piece in pieces(spec) if piece["type"] == "bar" and "pattern" in piece["marker"]]


def _apart(trace: Spec) -> list[Spec]:
    if "lines" not in trace.get("mode", ""):
        return [_part(trace, place, place + 1) for place in range(len(trace["x"]))]
    gaps = [place for place, x in enumerate(trace["x"]) if x is None]
    starts = [0, *(gap + 1 for gap in gaps)]
    return [_part(trace, start, gap) for start, gap in zip(starts, gaps, strict=False)]


def _part(trace: Spec, start: int, end: int) -> Spec:
    """Lists hold what is of each point."""
    parts = {key: _part(value, start, end) if isinstance(value, dict) else value for key, value in trace.items()}
    return {key: value[start:end] if isinstance(value, list) else value for key, value in parts.items()}


def only(found: list[Mark | Group], label: str) -> Mark:
    """The one mark of that name."""
    (mark,) = [mark for mark in found if isinstance(mark, Mark) and mark.label == label]
    return mark
