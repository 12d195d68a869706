"""The legend of a chart: only the marks that occur in it, each with the sign and the colour that it has there."""

from collections.abc import Sequence
from typing import Any

from opc.charts.mark import Group, Mark

# A letter, or the class of a patch that style.css draws; and its colour.
Sign = tuple[str, str]
SIGNS: dict[str, Sign] = {
    "exact": ("●", "accent"), "at_least": ("○→", "accent"), "at_most": ("←○", "accent"), "range": ("├┤", "accent"),
    "about": ("◌", "accent"), "place": ("●", "accent"), "span": ("├┤", "accent"), "blocked": ("✕", "grey"),
    "money_opc": ("●", "accent"), "money_ai": ("■", "second"), "money_general": ("◆", "third"),
    "caution": ("hatched", "caution"), "reason": ("◐", "caution"), "left_out": ("band edged", "caution"),
    "unscaled": ("band edged both", "grey"), "missing": ("band", "grey"), "earmark_opc": ("solid", "accent"),
    "earmark_ai": ("light", "second"), "earmark_general": ("bare", "third"), "reached": ("solid", "accent"),
    "perhaps": ("light", "accent"), "forecast": ("light thin", "ring"), "target": ("ring", "ring"),
    "time": ("┊", "ink"), "own": ("solid", "accent"), "home": ("solid", "accent"), "peers": ("solid", "grey"),
    "entered": ("●", "accent"), "left": ("◆", "second"), "survival_6": ("●", "accent"), "survival_12": ("◆", "second"),
}  # fmt: skip
PATCHES = ("solid", "light", "light thin", "bare", "ring", "hatched", "band", "band edged", "band edged both")
FIGURES = ("exact", "at_least", "at_most", "range", "about", "caution", "reason", "left_out", "blocked", "unscaled",
           "missing")  # fmt: skip
RANKS = {"exact": "place", "range": "span", "caution": "caution", "reason": "reason"}
# One or two series as bars and as curves (opc/charts/plots.py).
BARS: tuple[Sign, ...] = (("solid", "accent"), ("light", "second"))
CURVES: tuple[Sign, ...] = (("●", "accent"), ("◆", "second"))
PURPOSES = {"circle": "money_opc", "square": "money_ai", "diamond": "money_general"}


def figures(marks: Sequence[Mark | Group], spec: dict[str, Any], own: str = "home") -> list[str]:
    """The keys of the legend of figures side by side; only what is hatched is said to be.

    `own` is the key of what is in colour where others are in grey.
    """
    found, symbols = _found(marks), {mark.symbol for mark in marks if isinstance(mark, Mark) and mark.drawn}
    hatched = any("pattern" in trace["marker"] for trace in spec["data"] if trace["type"] == "bar")
    shown = [key for key in FIGURES if key in found and (key != "caution" or hatched)]
    if symbols <= {"circle"}:
        return _held_against(marks, own) + shown
    # Where the symbol says what money is for, any of them that is full is exact.
    purposes = [key for symbol, key in PURPOSES.items() if symbol in symbols]
    return purposes + [key for key in shown if key != "exact"]


def ranks(marks: Sequence[Mark | Group], _: dict[str, Any]) -> list[str]:
    """The keys of the legend of ranks."""
    found = _found(marks)
    return _held_against(marks, "home") + [key for kind, key in RANKS.items() if kind in found]


def _held_against(marks: Sequence[Mark | Group], own: str) -> list[str]:
    """What is in colour and what in grey, where any is in grey; what is not drawn has no colour."""
    colours = {mark.colour for mark in marks if isinstance(mark, Mark) and mark.drawn}
    return [key for key, colour in ((own, "accent"), ("peers", "grey")) if colour in colours and "grey" in colours]


def targets(marks: Sequence[Mark | Group]) -> list[str]:
    """The keys of the legend of targets."""
    rows = [mark for mark in marks if isinstance(mark, Mark)]
    there = {
        "reached": any(row.low for row in rows),
        "perhaps": any(row.low is not None and row.low != row.high for row in rows),
        "forecast": any(row.forecast is not None for row in rows),
        "target": True,
        "time": any(row.elapsed is not None for row in rows),
        "caution": any(row.graded == "caution" for row in rows),
        "reason": any(row.caution for row in rows),
    }
    return [key for key, found in there.items() if found]


def parts(marks: Sequence[Mark | Group]) -> list[str]:
    """The keys of the legend of what a whole is made of."""
    colours = {colour for mark in marks if isinstance(mark, Mark) for colour, _ in mark.parts}
    purposes = [key for key, (_, colour) in SIGNS.items() if key.startswith("earmark_") and colour in colours]
    found = _found(marks) - {"exact"}
    return purposes + [key for key in FIGURES if key in found]


def _found(marks: Sequence[Mark | Group]) -> set[str | None]:
    rows = [mark for mark in marks if isinstance(mark, Mark)]
    shapes = {mark.shape if mark.drawn else mark.absence for mark in rows}
    reasons = {"reason" for mark in rows if mark.drawn and mark.caution}
    return shapes | reasons | {mark.graded for mark in rows if mark.drawn}
