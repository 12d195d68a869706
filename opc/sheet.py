"""Rows of a chart laid out in pixels from the top, each with its words above its mark.

So a chart reads the same on a phone and on a wide screen, whatever its width turns out to be.
"""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from opc.wording import shortened, width

HEAD, LINE, TRACK = 12, 19, 50
TALL, SHORT, GROUP = 66, 28, 40
# What a phone shows in one line of small letters, in widths of a Latin letter.
ROOM = 52
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
            {"type": "scatter", "x": list(xs), "y": [y] * len(xs), "hoverinfo": "text", "hovertext": hover_text(hover),
             "showlegend": False, "cliponaxis": False, **style}
        )  # fmt: skip


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
        sheet.words(f"<b>{_safe(mark.label)}</b>", top + GROUP / 2 + 6, 13, "grey")
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
    remark, note = "  ".join(parts), _safe(mark.note)
    if not remark:
        return [note]
    if width(mark.note) + width(mark.state) + width(mark.caution) + 3 <= ROOM:
        return [f"{note}  {remark}"]
    return [
        note,
        *_wrapped(mark.state, colours["ink"]),
        *_wrapped(f"◐ {mark.caution}" if mark.caution else "", colours["caution"]),
    ]


def _wrapped(words: str, colour: str) -> list[str]:
    """Words broken between their parts into lines that a phone has room for."""
    lines: list[str] = []
    for part in words.split(PART) if words else ():
        if lines and width(lines[-1]) + width(part) + 3 <= ROOM:
            lines[-1] += PART + part
        else:
            lines.append(part)
    return [f'<span style="color:{colour}">{_safe(line)}</span>' for line in lines]
