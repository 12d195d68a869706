"""Charts as plain plotly dictionaries, in one grammar.

Dot = exact · open dot with arrow = at least / at most · whisker = range · ring = target · hatched = not sure · grey row
with words = not disclosed. Rows are laid out in pixels from the top, each with its words above its mark, so that a
chart reads the same on a phone and on a wide screen. The words of a figure link to its source.
"""

import html
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from opc.view import View
from opc.wording import number, width

FONT = '"Noto Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif'
THEMES = {
    "light": {
        "ink": "#1B2A34", "grey": "#5C6871", "line": "#E3E5E1", "band": "#F0F0EC", "accent": "#0F6E6E",
        "ring": "#C8553D", "caution": "#86590B", "paper": "#FBFBF8", "second": "#3D5A98", "third": "#8A5A83",
    },
    "dark": {
        "ink": "#E9EDEB", "grey": "#A3AEB4", "line": "#2C373E", "band": "#1B242A", "accent": "#4DB6AC",
        "ring": "#EE8E74", "caution": "#DDB05B", "paper": "#12191E", "second": "#8FB0EC", "third": "#D3A0CB",
    },
}  # fmt: skip
HEAD, LINE, TRACK = 12, 19, 50
TALL, SHORT, GROUP = 66, 28, 40
# What a phone shows in one line of small letters, in widths of a Latin letter.
ROOM = 52
CONFIG = {"displayModeBar": False, "responsive": True, "scrollZoom": False, "doubleClick": False, "showTips": False}


@dataclass(frozen=True, slots=True)
class Mark:
    """One row of a chart: its words, and its bounds in the unit of the axis. No bounds: a row in grey words."""

    label: str
    value: str
    note: str = ""
    caution: str = ""
    state: str = ""
    href: str | None = None
    low: float | None = None
    high: float | None = None
    about: bool = False
    drawn: bool = True
    colour: str = "accent"
    symbol: str = "circle"
    elapsed: float | None = None
    hover: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A heading between rows."""

    label: str


@dataclass(slots=True)
class _Sheet:
    """What has been laid out so far."""

    colours: dict[str, str]
    traces: list[dict[str, Any]] = field(default_factory=list)
    shapes: list[dict[str, Any]] = field(default_factory=list)
    notes: list[dict[str, Any]] = field(default_factory=list)
    height: int = 0

    def words(self, text: str, y: float, size: int, colour: str, x: float = 0.0, anchor: str = "left") -> None:
        self.notes.append(
            {"x": x, "xref": "paper", "xanchor": anchor, "y": y, "yref": "y", "yanchor": "middle", "text": text,
             "showarrow": False, "align": anchor, "font": {"size": size, "color": self.colours[colour]}}
        )  # fmt: skip

    def rule(self, y: float, colour: str = "line", width: float = 1) -> None:
        self.shapes.append(
            {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "yref": "y", "y0": y, "y1": y, "layer": "below",
             "line": {"color": self.colours[colour], "width": width}}
        )  # fmt: skip

    def points(self, xs: Sequence[float], y: float, hover: str, **style: Any) -> None:
        self.traces.append(
            {"type": "scatter", "x": list(xs), "y": [y] * len(xs), "hoverinfo": "text", "hovertext": hover,
             "showlegend": False, "cliponaxis": False, **style}
        )  # fmt: skip


def _safe(text: str) -> str:
    """Plotly reads a little HTML in texts; nothing of the data may become markup."""
    return html.escape(text, quote=True)


def _head(mark: Mark) -> str:
    value = _safe(mark.value)
    if mark.href and mark.href.startswith(("http://", "https://")):
        value = f'<a href="{_safe(mark.href)}" target="_blank">{value}</a>'
    return f"<b>{_safe(mark.label)}</b>  {value}" if mark.value else f"<b>{_safe(mark.label)}</b>"


def _place(sheet: _Sheet, mark: Mark | Group) -> float | None:
    """Write the words of a row and give the height of its track, or None where it has none."""
    top = sheet.height
    if isinstance(mark, Group):
        sheet.words(f"<b>{_safe(mark.label)}</b>", top + GROUP / 2 + 6, 13, "grey")
        sheet.rule(top + GROUP - 4, "ink", 1)
        sheet.height += GROUP
        return None
    if not mark.drawn:
        sheet.shapes.append(
            {"type": "rect", "xref": "paper", "x0": 0, "x1": 1, "yref": "y", "y0": top + 3, "y1": top + SHORT - 3,
             "fillcolor": sheet.colours["band"], "line": {"width": 0}, "layer": "below"}
        )  # fmt: skip
        words = f" <b>{_safe(mark.label)}</b>  {_safe(mark.value)}" + (f" · {_safe(mark.note)}" if mark.note else "")
        sheet.words(words, top + SHORT / 2, 13, "grey")
        sheet.height += SHORT
        return None
    sheet.words(_head(mark), top + HEAD, 14, "ink")
    lines = _lines(mark, sheet.colours)
    for index, line in enumerate(lines, 1):
        sheet.words(line, top + HEAD + index * LINE, 12, "grey")
    extra = (len(lines) - 1) * (LINE - 2)
    sheet.rule(top + TRACK + extra)
    sheet.height += TALL + extra
    return top + TRACK + extra


def _lines(mark: Mark, colours: dict[str, str]) -> list[str]:
    """The small words of a row: in one line where a phone has room for it, else in two."""
    parts = [f'<span style="color:{colours["ink"]}">{_safe(mark.state)}</span>'] if mark.state else []
    parts += [f'<span style="color:{colours["caution"]}">◐ {_safe(mark.caution)}</span>'] if mark.caution else []
    remark, note = "  ".join(parts), _safe(mark.note)
    if not remark:
        return [note]
    fits = width(mark.note) + width(mark.state) + width(mark.caution) + 3 <= ROOM
    return [f"{note}  {remark}"] if fits else [note, remark]


def _scale(marks: Sequence[Mark | Group]) -> tuple[bool, float, float]:
    """Whether the axis is logarithmic, and its ends; a hundredfold spread is too wide for a linear one."""
    values = [v for m in marks if isinstance(m, Mark) and m.drawn for v in (m.low, m.high) if v and v > 0]
    if not values:
        return False, 0, 1
    smallest, largest = min(values), max(values)
    if largest / smallest > 100:
        return True, smallest / 2.5, largest * 2.5
    return False, 0, largest * 1.15


def _arrow(sheet: _Sheet, x: float, y: float, mark: Mark, up: bool, axis: tuple[bool, float, float]) -> None:
    """A dashed arrow away from a bound, a tenth of the axis long."""
    logarithmic, start, end = axis
    share = 0.09 if up else -0.09
    tip = x * (end / start) ** share if logarithmic else x + (end - start) * share
    tip = min(max(tip, start), end)
    colour = sheet.colours[mark.colour]
    head = {"symbol": ["circle-open", "triangle-right" if up else "triangle-left"], "size": [12, 9], "color": colour}
    sheet.points(
        [x, tip], y, mark.hover, mode="lines+markers", line={"color": colour, "width": 2, "dash": "dot"},
        marker={**head, "line": {"width": 2.4, "color": colour}, "opacity": 1},
    )  # fmt: skip


def _dot(sheet: _Sheet, mark: Mark, y: float, axis: tuple[bool, float, float]) -> None:
    colour = sheet.colours[mark.colour]
    low, high = mark.low or None, mark.high
    if low is not None and low == high:
        symbol = f"{mark.symbol}-open-dot" if mark.about else mark.symbol
        style = {
            "symbol": symbol,
            "size": 12,
            "color": colour,
            "line": {"width": 2 if mark.about else 0, "color": colour},
        }
        sheet.points([low], y, mark.hover, mode="markers", marker=style)
    elif low is not None and high is not None:
        ends = {"symbol": "line-ns-open", "size": 14, "color": colour, "line": {"width": 2.4}}
        sheet.points([low, high], y, mark.hover, mode="lines+markers", line={"color": colour, "width": 3}, marker=ends)
    elif low is not None:
        _arrow(sheet, low, y, mark, True, axis)
    elif high is not None:
        _arrow(sheet, high, y, mark, False, axis)


def _ticks(axis: tuple[bool, float, float]) -> list[float]:
    """Where the axis is marked: each power of ten, or five steps or so of 1, 2 or 5."""
    logarithmic, start, end = axis
    if logarithmic:
        return [10.0**power for power in range(math.ceil(math.log10(start)), math.floor(math.log10(end)) + 1)]
    size = 10 ** math.floor(math.log10(end / 4))
    step = max(multiple * size for multiple in (1, 2, 5) if multiple * size <= end / 4)
    return [step * number for number in range(math.floor(end / step) + 1)]


def interval_dots(marks: Sequence[Mark | Group], unit: str, view: View) -> dict[str, Any]:
    """Figures side by side as dots, arrows and whiskers on one axis; rows without a figure stay, in grey."""
    sheet, axis = _Sheet(THEMES[view.theme]), _scale(marks)
    for mark in marks:
        y = _place(sheet, mark)
        if y is not None and isinstance(mark, Mark):
            _dot(sheet, mark, y, axis)
    logarithmic, start, end = axis
    ends = [math.log10(start), math.log10(end)] if logarithmic else [start, end]
    ticks = _ticks(axis)
    xaxis = {
        "type": "log" if logarithmic else "linear",
        "range": ends,
        "tickvals": ticks,
        "ticktext": [number(tick, view.lang) for tick in ticks],
        "title": {"text": unit, "font": {"size": 12}, "standoff": 6},
        "visible": any(isinstance(m, Mark) and m.drawn for m in marks),
    }
    return _figure(sheet, xaxis)


def bullets(marks: Sequence[Mark | Group], view: View) -> dict[str, Any]:
    """Progress in percent of each target: solid what is surely reached, hatched what may be, a ring at the target."""
    sheet = _Sheet(THEMES[view.theme])
    for mark in marks:
        y = _place(sheet, mark)
        if y is None or not isinstance(mark, Mark):
            continue
        low, high = min(mark.low or 0, 100), min(mark.high if mark.high is not None else 100, 100)
        known = mark.low is not None or mark.high is not None
        _bar(sheet, mark, y, 0, 100, {"color": sheet.colours["band"]})
        if known and low:
            _bar(sheet, mark, y, 0, low, {"color": sheet.colours["accent"]})
        if known and high > low:
            hatch = {"shape": "/", "fgcolor": sheet.colours["accent"], "bgcolor": sheet.colours["paper"], "size": 6}
            _bar(sheet, mark, y, low, high - low, {"color": sheet.colours["paper"], "pattern": hatch})
        if mark.elapsed is not None:
            at = mark.elapsed * 100
            sheet.shapes.append(
                {"type": "line", "x0": at, "x1": at, "y0": y - 11, "y1": y + 11, "layer": "above",
                 "line": {"color": sheet.colours["ink"], "width": 1.6, "dash": "dot"}}
            )  # fmt: skip
        ring = {"symbol": "circle-open", "size": 13, "color": sheet.colours["ring"], "line": {"width": 2.6}}
        sheet.points([100], y, mark.hover, mode="markers", marker=ring)
    return _figure(sheet, {"range": [0, 103], "visible": False})


def _bar(sheet: _Sheet, mark: Mark, y: float, start: float, length: float, marker: dict[str, Any]) -> None:
    sheet.traces.append(
        {"type": "bar", "orientation": "h", "x": [length], "base": [start], "y": [y], "width": 11, "showlegend": False,
         "hoverinfo": "text", "hovertext": mark.hover, "marker": {"line": {"width": 0}, **marker}}
    )  # fmt: skip


def _figure(sheet: _Sheet, xaxis: dict[str, Any]) -> dict[str, Any]:
    colours, top = sheet.colours, 46 if xaxis.get("visible", True) else 8
    axis = {"side": "top", "fixedrange": True, "showgrid": True, "gridcolor": colours["line"], "zeroline": False,
            "showline": False, "tickfont": {"color": colours["grey"], "size": 12}, "color": colours["grey"]}  # fmt: skip
    layout = {
        "height": sheet.height + top + 8, "margin": {"l": 2, "r": 10, "t": top, "b": 8}, "barmode": "overlay",
        "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "color": colours["ink"]},
        "xaxis": axis | xaxis, "yaxis": {"range": [sheet.height, 0], "visible": False, "fixedrange": True},
        "shapes": sheet.shapes, "annotations": sheet.notes, "hovermode": "closest", "dragmode": False,
        "hoverlabel": {"bgcolor": colours["paper"], "bordercolor": colours["line"],
                       "font": {"color": colours["ink"], "family": FONT, "size": 13}, "align": "left"},
    }  # fmt: skip
    # Plotly refuses a figure without a trace; one empty trace draws the words alone.
    return {"data": sheet.traces or [{"type": "scatter", "x": [], "y": []}], "layout": layout}
