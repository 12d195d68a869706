"""The sheet that a chart is drawn on: its rows in pixels from the top, its columns of words, its marks as traces.

Where the words of a row stand is decided in opc/charts/stacked.py (above the mark) and opc/charts/beside.py (left and
right of it).
"""

import html
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

# All words of a column are one text: Plotly measures each text by itself, which took two thirds of the time to draw. It
# sets the lines of a text 1.3 times its size apart, so the text is of fine lines, most of them empty.
SPACING = 1.3
STEP = SPACING * 5
# Where a column of words begins: at the left (0) or right (1) edge of the drawing, and so many pixels from there.
Column = tuple[int, int]
DRAWING: Column = (0, 0)
# Which ends of a grey row that is no silence have an edge, by why it is not drawn, and its colour; as in the legend.
EDGES: dict[str, tuple[tuple[int, ...], str]] = {"left_out": ((0,), "caution"), "unscaled": ((0, 1), "grey")}
# Pixels a hatched row is high.
HATCHED = 16


@dataclass(slots=True)
class Sheet:
    """What has been laid out so far, between a left and a right margin in pixels; words stand in whole steps.

    Marks of one look are one trace, for Plotly sets up each trace by itself.
    """

    colours: dict[str, str]
    # What lies on the ground has traces of its own: they come first, whichever row is the first to have them.
    ground: list[dict[str, Any]] = field(default_factory=list)
    traces: list[dict[str, Any]] = field(default_factory=list)
    shapes: list[dict[str, Any]] = field(default_factory=list)
    lines: dict[Column, dict[int, str]] = field(default_factory=dict)
    height: float = 0
    # Where rows end, for paper to break between them; a heading is of one piece with the row below it.
    rows: list[float] = field(default_factory=list)
    left: int = 2
    right: int = 10
    step: float = STEP
    # Whether the axis is marked at each track, because lines through the whole sheet would run through its words.
    apart: bool = False
    tracks: list[float] = field(default_factory=list)
    _looks: dict[str, dict[str, Any]] = field(default_factory=dict)

    def words(self, text: str, y: float, size: int, colour: str, column: Column = DRAWING) -> None:
        """A line of words about the height `y`, which is given in whole steps."""
        style = f"font-size:{size}px;color:{self.colours[colour]}"
        self.lines.setdefault(column, {})[round(y / self.step)] = f'<span style="{style}">{text}</span>'

    @property
    def notes(self) -> list[dict[str, Any]]:
        """The words of each column as the one annotation that Plotly draws."""
        return [self._note(column, lines) for column, lines in self.lines.items()]

    def _note(self, column: Column, lines: dict[int, str]) -> dict[str, Any]:
        # The empty first line fixes where the text begins, whatever stands in the next ones.
        text = "<br>".join(["&nbsp;", *(lines.get(line, "") for line in range(1, max(lines) + 1))])
        edge, shift = column
        return {
            "x": edge, "xref": "paper", "xanchor": "left", "xshift": shift, "y": 0, "yref": "y", "yanchor": "top",
            "yshift": 2, "text": text, "showarrow": False, "align": "left", "borderpad": 0, "borderwidth": 0,
            "font": {"size": self.step / SPACING, "color": self.colours["ink"]},
        }  # fmt: skip

    def end_row(self, tall: float) -> None:
        """The row that was laid out is so high."""
        self.height += tall
        self.rows.append(self.height)

    def track(self, y: float) -> None:
        """The line that the marks of a row lie on."""
        self.tracks.append(y)
        self.rule(y)

    def rule(self, y: float, colour: str = "line", whole: bool = False) -> None:
        """A line across the drawing, or across the whole sheet."""
        ends: list[dict[str, Any]] = [{"x0": 0, "x1": 1}]
        if whole:
            ends.append({"xsizemode": "pixel", "xanchor": 0, "x0": -self.left, "x1": 0})
            ends.append({"xsizemode": "pixel", "xanchor": 1, "x0": 0, "x1": self.right})
        self.shapes += (
            {"type": "line", "xref": "paper", "yref": "y", "y0": y, "y1": y, "layer": "below",
             "line": {"color": self.colours[colour], "width": 1}} | across
            for across in ends
        )  # fmt: skip

    def band(self, top: float, bottom: float, absence: str) -> None:
        """A grey row; with an edge where there is a figure that is not drawn."""
        there = {"xref": "paper", "yref": "y", "y0": top, "y1": bottom, "layer": "below"}
        fill = {"fillcolor": self.colours["band"], "line": {"width": 0}}
        self.shapes.append({"type": "rect", "x0": 0, "x1": 1} | there | fill)
        ends, colour = EDGES.get(absence, ((), "grey"))
        line = {"color": self.colours[colour], "width": 4}
        self.shapes += ({"type": "line", "x0": end, "x1": end, "line": line} | there for end in ends)

    def hatch(self, start: float, end: float, y: float, hover: str = "") -> None:
        """A hatched row: what lies on it is to be compared with caution, on any axis and whatever its bounds."""
        lines = {"color": self.colours["caution"], "pattern": {"shape": "/", "size": 6, "solidity": 0.12}}
        self._draw(_bar(start, end - start, y, hover, HATCHED, lines), self.ground)

    def clear(self, start: float, end: float, y: float, thick: float) -> None:
        """Paper over the hatching, where a light bar would let it through."""
        self._draw(_bar(start, end - start, y, "", thick, {"color": self.colours["paper"]}), self.ground)

    def rail(self, start: float, end: float, y: float, hover: str, thick: float) -> None:
        """A grey bar on the ground, on which another one shows how much of it there is."""
        self._draw(_bar(start, end - start, y, hover, thick, {"color": self.colours["band"]}), self.ground)

    def points(self, xs: Sequence[float], y: float, hover: str, **style: Any) -> None:
        """Points at one height, and a gap after those that a line joins; a list in the style has an item for each."""
        gap = [None] if "lines" in style["mode"] else []
        count = len(xs) + len(gap)
        self._draw(
            {"type": "scatter", "x": [*xs, *gap], "y": [y] * count, "hovertext": [hover_text(hover)] * count, **style,
             "cliponaxis": False}, self.traces
        )  # fmt: skip

    def bar(self, start: float, length: float, y: float, hover: str, thick: float, marker: dict[str, Any]) -> None:
        """A bar along the axis from `start` on."""
        self._draw(_bar(start, length, y, hover, thick, marker), self.traces)

    def _draw(self, drawn: dict[str, Any], traces: list[dict[str, Any]]) -> None:
        look = json.dumps(_look(drawn))
        if look in self._looks:
            _extend(self._looks[look], drawn)
        else:
            self._looks[look] = {"hoverinfo": "text", "showlegend": False} | drawn
            traces.append(self._looks[look])


def _bar(start: float, length: float, y: float, hover: str, thick: float, marker: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "bar", "orientation": "h", "x": [length], "base": [start], "y": [y], "width": thick,
        "hovertext": [hover_text(hover)], "marker": {"line": {"width": 0}, **marker},
        "hoverinfo": "text" if hover else "skip",
    }  # fmt: skip


def _look(drawn: dict[str, Any]) -> dict[str, Any]:
    """What all marks of a trace share: lists hold what is of each mark."""
    values = {key: _look(value) if isinstance(value, dict) else value for key, value in drawn.items()}
    return {key: None if isinstance(value, list) else value for key, value in values.items()}


def _extend(trace: dict[str, Any], drawn: dict[str, Any]) -> None:
    for key, value in drawn.items():
        if isinstance(value, dict):
            _extend(trace[key], value)
        elif isinstance(value, list):
            trace[key] = trace[key] + value


def safe(text: str) -> str:
    """Plotly reads a little HTML in texts; nothing of the data may become markup. It shows &quot; as it stands."""
    return html.escape(text, quote=False)


def hover_text(words: str) -> str:
    """Plain lines as Plotly reads them."""
    return safe(words).replace("\n", "<br>")
