"""Rows of a chart laid out in pixels from the top, each with its words above its mark.

So a chart reads the same on a phone and on a wide screen, whatever its width turns out to be.
"""

import html
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from opc.wording import shortened, width

# All words of a chart are one text: Plotly measures each text by itself, which took two thirds of the time to draw. It
# sets the lines of a text 1.3 times its size apart, so the text is of fine lines, most of them empty.
FINE = 5
STEP = 1.3 * FINE
HEAD, LINE, TRACK = 2 * STEP, 3 * STEP, 8 * STEP
TALL, SHORT, GROUP = 10 * STEP, 4 * STEP, 6 * STEP
# What a phone shows in one line of small letters, in widths of a Latin letter.
ROOM = 52
# A note is mostly short words and digits, which take less: this much was seen to fit.
ROOM_OF_NOTE = 56
PART = " · "


@dataclass(frozen=True, slots=True)
class Mark:
    """One row of a chart: its words, and its bounds in the unit of the axis. No bounds: a row in grey words."""

    label: str
    value: str
    note: str = ""
    caution: str = ""
    graded: str | None = None
    state: str = ""
    href: str | None = None
    low: float | None = None
    high: float | None = None
    about: bool = False
    drawn: bool = True
    is_target: bool = True
    colour: str = "accent"
    symbol: str = "circle"
    elapsed: float | None = None
    forecast: float | None = None
    parts: tuple[tuple[str, float], ...] = ()
    hover: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A heading between rows."""

    label: str


@dataclass(slots=True)
class Sheet:
    """What has been laid out so far. Marks of one look are one trace, for Plotly sets up each trace by itself."""

    colours: dict[str, str]
    traces: list[dict[str, Any]] = field(default_factory=list)
    shapes: list[dict[str, Any]] = field(default_factory=list)
    lines: dict[int, str] = field(default_factory=dict)
    height: float = 0
    _looks: dict[str, dict[str, Any]] = field(default_factory=dict)

    def words(self, text: str, y: float, size: int, colour: str) -> None:
        """A line of words about the height `y`, which is given in whole steps."""
        style = f"font-size:{size}px;color:{self.colours[colour]}"
        self.lines[round(y / STEP)] = f'<span style="{style}">{text}</span>'

    @property
    def notes(self) -> list[dict[str, Any]]:
        """All words as the one annotation that Plotly draws."""
        if not self.lines:
            return []
        # The empty first line fixes where the text begins, whatever stands in the next ones.
        text = "<br>".join(["&nbsp;", *(self.lines.get(line, "") for line in range(1, max(self.lines) + 1))])
        return [
            {"x": 0, "xref": "paper", "xanchor": "left", "y": 0, "yref": "y", "yanchor": "top", "yshift": 2,
             "text": text, "showarrow": False, "align": "left", "borderpad": 0, "borderwidth": 0,
             "font": {"size": FINE, "color": self.colours["ink"]}}
        ]  # fmt: skip

    def rule(self, y: float, colour: str = "line", width: float = 1) -> None:
        """A line across the sheet."""
        self.shapes.append(
            {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "yref": "y", "y0": y, "y1": y, "layer": "below",
             "line": {"color": self.colours[colour], "width": width}}
        )  # fmt: skip

    def points(self, xs: Sequence[float], y: float, hover: str, **style: Any) -> None:
        """Points at one height, and a gap after those that a line joins; a list in the style has an item for each."""
        gap = [None] if "lines" in style["mode"] else []
        count = len(xs) + len(gap)
        self._draw(
            {"type": "scatter", "x": [*xs, *gap], "y": [y] * count, "hovertext": [hover_text(hover)] * count, **style,
             "cliponaxis": False}
        )  # fmt: skip

    def bar(self, start: float, length: float, y: float, hover: str, thick: float, marker: dict[str, Any]) -> None:
        """A bar along the axis from `start` on."""
        self._draw(
            {"type": "bar", "orientation": "h", "x": [length], "base": [start], "y": [y], "width": thick,
             "hovertext": [hover_text(hover)], "marker": {"line": {"width": 0}, **marker}}
        )  # fmt: skip

    def _draw(self, drawn: dict[str, Any]) -> None:
        look = json.dumps(_look(drawn))
        if look in self._looks:
            _extend(self._looks[look], drawn)
        else:
            self._looks[look] = drawn | {"hoverinfo": "text", "showlegend": False}
            self.traces.append(self._looks[look])


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


def _safe(text: str) -> str:
    """Plotly reads a little HTML in texts; nothing of the data may become markup. It shows &quot; as it stands."""
    return html.escape(text, quote=False)


def _address(href: str | None) -> str | None:
    """An address as Plotly takes it: it decodes and encodes anew, and draws nothing at all where it cannot decode."""
    if not href or not href.startswith(("http://", "https://")):
        return None
    mended = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", href).replace('"', "%22").replace("'", "%27")
    try:
        unquote(mended, errors="strict")
    except UnicodeDecodeError:
        return None
    return _safe(mended)


def hover_text(words: str) -> str:
    """Plain lines as Plotly reads them."""
    return _safe(words).replace("\n", "<br>")


def _head(mark: Mark) -> str:
    value, address = _safe(mark.value), _address(mark.href)
    if address:
        value = f'<a href="{address}" target="_blank">{value}</a>'
    return f"<b>{_safe(mark.label)}</b>  {value}" if mark.value else f"<b>{_safe(mark.label)}</b>"


def place(sheet: Sheet, mark: Mark | Group) -> float | None:
    """Write the words of a row and give the height of its track, or None where it has none."""
    top = sheet.height
    if isinstance(mark, Group):
        sheet.words(f"<b>{_safe(mark.label)}</b>", top + 4 * STEP, 13, "grey")
        sheet.rule(top + GROUP - 4, "ink", 1)
        sheet.height += GROUP
        return None
    if not mark.drawn:
        sheet.shapes.append(
            {"type": "rect", "xref": "paper", "x0": 0, "x1": 1, "yref": "y", "y0": top + 3, "y1": top + SHORT - 3,
             "fillcolor": sheet.colours["band"], "line": {"width": 0}, "layer": "below"}
        )  # fmt: skip
        rest = shortened(
            f"{mark.value}{PART}{mark.note}" if mark.note else mark.value, max(ROOM - 4 - width(mark.label), 12)
        )
        words = f" <b>{_safe(mark.label)}</b>  {_safe(rest)}"
        sheet.words(words, top + SHORT / 2, 13, "grey")
        sheet.height += SHORT
        return None
    sheet.words(_head(mark), top + HEAD, 14, "ink")
    lines = _lines(mark, sheet.colours)
    for index, line in enumerate(lines, 1):
        sheet.words(line, top + HEAD + index * LINE, 12, "grey")
    extra = (len(lines) - 1) * LINE
    sheet.rule(top + TRACK + extra)
    sheet.height += TALL + extra
    return top + TRACK + extra


def _lines(mark: Mark, colours: dict[str, str]) -> list[str]:
    """The small words of a row: in one line where a phone has room for it, else in two."""
    parts = [f'<span style="color:{colours["ink"]}">{_safe(mark.state)}</span>'] if mark.state else []
    parts += [f'<span style="color:{colours["caution"]}">◐ {_safe(mark.caution)}</span>'] if mark.caution else []
    remark, note = "  ".join(parts), _wrapped(mark.note, colours["grey"], ROOM_OF_NOTE)
    if not remark:
        return note or [""]
    if width(mark.note) + width(mark.state) + width(mark.caution) + 3 <= ROOM:
        return [f"{_safe(mark.note)}  {remark}"]
    return [
        *note,
        *_wrapped(mark.state, colours["ink"]),
        *_wrapped(f"◐ {mark.caution}" if mark.caution else "", colours["caution"]),
    ]


def _wrapped(words: str, colour: str, room: int = ROOM) -> list[str]:
    """Words broken between their parts into lines that a phone has room for."""
    lines: list[str] = []
    for part in words.split(PART) if words else ():
        if lines and width(lines[-1]) + width(part) + 3 <= room:
            lines[-1] += PART + part
        else:
            lines.append(part)
    return [f'<span style="color:{colour}">{_safe(line)}</span>' for line in lines]
