"""A finished chart: what was laid out on a sheet as Plotly draws it, and what all charts share."""

from types import ModuleType
from typing import Any

from plotly.basedatatypes import BaseFigure

from opc.charts import beside, stacked
from opc.charts.sheet import Sheet
from opc.theme import FONT
from opc.view import View

# Never colour alone: of several parts or series one is solid, one light and one bare, the latter two in an outline.
SOLID, LIGHT, BARE = 1, 0.18, 0
STRENGTHS = {"accent": SOLID, "second": LIGHT, "third": BARE}
# Pixels a bar is thick, and one of what is only assumed.
THICK, THIN = 11, 5
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


def fill(
    sheet: Sheet, ends: tuple[float, float], y: float, hover: str, colour: str, strength: float, thick: float = THICK
) -> None:
    """A bar between two ends: solid, or so strong and in an outline."""
    start, length, tone = ends[0], ends[1] - ends[0], sheet.colours[colour]
    if strength == SOLID:
        sheet.bar(start, length, y, hover, thick, {"color": tone})
        return
    red, green, blue = (int(tone[at : at + 2], 16) for at in (1, 3, 5))
    light = {"color": f"rgba({red},{green},{blue},{strength})", "line": {"color": tone, "width": 1}}
    sheet.bar(start, length, y, hover, thick, light)


def layout_of(view: View) -> ModuleType:
    """Where the words of a row stand: beside its mark where there is room."""
    return beside if view.wide else stacked


def axis_title(unit: str) -> dict[str, Any]:
    """What stands above an axis."""
    return {"text": unit, "font": {"size": 12}, "standoff": 6}


def below_axis(sheet: Sheet, xaxis: dict[str, Any]) -> dict[str, Any]:
    """What was laid out on a sheet as Plotly draws it, below its axis where that is visible."""
    colours, top = sheet.colours, 46 if xaxis.get("visible", True) else 8
    axis = {"side": "top", "showgrid": not sheet.apart, "gridcolor": colours["line"], "zeroline": False,
            "showline": False, "color": colours["grey"],
            "tickfont": {"color": colours["grey"], "size": 12}}  # fmt: skip
    if sheet.apart and xaxis.get("visible", True):
        sheet.traces.insert(0, _crossings(sheet, xaxis["tickvals"]))
    # Plotly refuses a figure without a trace; one empty trace draws the words alone.
    sheet.traces = sheet.traces or [{"type": "scatter", "x": [], "y": []}]
    return figure(sheet, axis | xaxis, top, 8)


def _crossings(sheet: Sheet, ticks: list[float]) -> dict[str, Any]:
    """Where the axis is marked on each track, in one trace."""
    marker = {"symbol": "line-ns-open", "size": 8, "color": sheet.colours["grey"], "line": {"width": 1}}
    return {
        "type": "scatter", "mode": "markers", "marker": marker, "x": [x for _ in sheet.tracks for x in ticks],
        "y": [y for y in sheet.tracks for _ in ticks], "hoverinfo": "skip", "showlegend": False, "cliponaxis": False,
    }  # fmt: skip


def figure(sheet: Sheet, xaxis: dict[str, Any], top: int, bottom: int) -> dict[str, Any]:
    """What was laid out on a sheet as Plotly draws it, with so many pixels above and below; nothing can be dragged."""
    colours = sheet.colours
    layout = {
        "height": sheet.height + top + bottom, "margin": {"l": sheet.left, "r": sheet.right, "t": top, "b": bottom},
        "barmode": "overlay", "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "color": colours["ink"]}, "xaxis": {"fixedrange": True} | xaxis,
        "yaxis": {"range": [sheet.height, 0], "visible": False, "fixedrange": True},
        "shapes": sheet.shapes, "annotations": sheet.notes, "hovermode": "closest", "dragmode": False,
        "meta": {"rows": sheet.rows},
        "hoverlabel": {"bgcolor": colours["paper"], "bordercolor": colours["line"],
                       "font": {"color": colours["ink"], "family": FONT, "size": 13}, "align": "left"},
    }  # fmt: skip
    return {"data": [*sheet.ground, *sheet.traces], "layout": layout}
