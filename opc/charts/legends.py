"""The legend of a chart: only the marks that occur in it, and the scale where it is not what a reader expects."""

from collections.abc import Sequence
from typing import Any

from opc.charts.sheet import Group, Mark

FIGURES = ("exact", "at_least", "at_most", "range", "about", "caution", "left_out", "blocked", "unscaled", "missing")
RANKS = {"exact": "place", "range": "span", "caution": "caution"}


def figures(marks: Sequence[Mark | Group], spec: dict[str, Any]) -> list[str]:
    """The keys of the legend of figures side by side."""
    found = _found(marks)
    logarithmic = spec["layout"]["xaxis"].get("type") == "log"
    return [*(key for key in FIGURES if key in found), *(["log_scale"] if logarithmic else [])]


def ranks(marks: Sequence[Mark | Group], _: dict[str, Any]) -> list[str]:
    """The keys of the legend of ranks."""
    found = _found(marks)
    return [key for kind, key in RANKS.items() if kind in found]


def _found(marks: Sequence[Mark | Group]) -> set[str | None]:
    rows = [mark for mark in marks if isinstance(mark, Mark)]
    shapes = {mark.shape if mark.drawn else mark.absence for mark in rows}
    return shapes | {mark.graded for mark in rows if mark.drawn}
