"""How the bounds of a mark are drawn on its row: dot, arrow or whisker, and the stick that leads to it."""

from opc.charts.mark import Mark
from opc.charts.sheet import Sheet

# Whether an axis is logarithmic, and its ends.
Axis = tuple[bool, float, float]


def _arrow(sheet: Sheet, x: float, y: float, mark: Mark, up: bool, axis: Axis) -> None:
    """A dashed arrow away from a bound, a tenth of the axis long."""
    logarithmic, start, end = axis
    share = 0.09 if up else -0.09
    tip = x * (end / start) ** share if logarithmic else x + (end - start) * share
    tip = min(max(tip, start), end)
    colour = sheet.colours[mark.colour]
    # Three signs and sizes, for the gap after the two points counts as one.
    head = {
        "symbol": [f"{mark.symbol}-open", "triangle-right" if up else "triangle-left", "circle"],
        "size": [12, 9, 0],
    }
    sheet.points(
        [x, tip], y, mark.hover, mode="lines+markers", line={"color": colour, "width": 2, "dash": "dot"},
        marker={**head, "color": colour, "line": {"width": 2.4, "color": colour}, "opacity": 1},
    )  # fmt: skip


def stick(sheet: Sheet, mark: Mark, y: float, axis: Axis) -> None:
    """A stick from zero to what is surely reached.

    A length says something from zero on only, so there is none on a logarithmic axis. A figure that is at most so much
    has none either: it would reach to what may not be there.
    """
    logarithmic, _, _ = axis
    if mark.graded is not None and mark.low and not logarithmic:
        sheet.bar(0, mark.low, y, mark.hover, 2, {"color": sheet.colours[mark.colour]})


def dot(sheet: Sheet, mark: Mark, y: float, axis: Axis) -> None:
    """The bounds of a mark: a dot, an arrow away from the one bound, or a whisker between two."""
    colour, low, high = sheet.colours[mark.colour], mark.low, mark.high
    if mark.shape in ("exact", "about"):
        symbol = f"{mark.symbol}-open-dot" if mark.about else mark.symbol
        style = {
            "symbol": symbol,
            "size": 12,
            "color": colour,
            "line": {"width": 2 if mark.about else 0, "color": colour},
        }
        sheet.points([low], y, mark.hover, mode="markers", marker=style)
    elif mark.shape == "range":
        ends = {"symbol": "line-ns-open", "size": 14, "color": colour, "line": {"width": 2.4}}
        sheet.points([low, high], y, mark.hover, mode="lines+markers", line={"color": colour, "width": 3}, marker=ends)
    elif mark.shape == "at_least":
        _arrow(sheet, low, y, mark, True, axis)
    elif mark.shape == "at_most":
        _arrow(sheet, high, y, mark, False, axis)
