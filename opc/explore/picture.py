"""The chart of an answer where its columns suit one, else why there is none.

One column of words with one or two of numbers becomes bars, one of days with one or two of numbers a line.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from opc import typeset
from opc.charts.legends import BARS, CURVES, Sign
from opc.charts.plots import COLOURS, Point, bars, line, written
from opc.explore.result import NUMBERS, Answer, family
from opc.text import t
from opc.view import View

MOST_BARS = 30
WORDS, DAYS = ("VARCHAR", "ENUM"), ("DATE", "TIMESTAMP")
# Beyond these a number is neither drawn to scale nor written in a few digits.
SMALLEST, LARGEST = 1e-18, 1e27


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as Plotly takes it, its title, its words for who cannot see it, its legend, and what it leaves out."""

    spec: dict[str, Any]
    title: str
    described: str
    legend: tuple[tuple[Sign, str], ...]
    left_out: str = ""


class NoPictureError(Exception):
    """An answer has no chart; the message says why, in the reader's language."""


def picture(answer: Answer, view: View) -> Picture:
    """The chart of an answer; NoPictureError says why there is none."""
    kinds = [family(kind) for _, kind in answer.columns]
    numeric = [place for place, kind in enumerate(kinds) if kind in NUMBERS]
    other = [place for place, kind in enumerate(kinds) if kind in WORDS + DAYS]
    if len(other) != 1 or not 1 <= len(numeric) <= len(COLOURS) or len(kinds) != 1 + len(numeric):
        raise NoPictureError(t("explore.no_chart_shape", view.lang))
    if answer.count < 2:
        raise NoPictureError(t("explore.no_chart_one", view.lang))
    name, days = answer.columns[other[0]][0], kinds[other[0]] in DAYS
    label = _day if days else _words
    points = [(label(row[other[0]]), [_number(row[place], view) for place in numeric]) for row in answer.cells()]
    _check(points, name, days, view)
    return _drawn(points, name, tuple(answer.columns[place][0] for place in numeric), days, view)


def _words(value: str | None) -> str:
    return (value or "").replace("\n", " ").strip()


def _day(value: date | str | None) -> str:
    """A day or a moment as Plotly takes it; nothing where Plotly knows no such day."""
    if isinstance(value, date):
        return value.isoformat()
    try:
        return datetime.fromisoformat(value or "").isoformat()
    except ValueError:
        return ""


def _number(value: Any, view: View) -> float | None:
    """A number to draw, or None where there is none."""
    if value is None or isinstance(value, str) or not math.isfinite(value):
        return None
    if value and not SMALLEST < abs(value) < LARGEST:
        raise NoPictureError(t("explore.no_chart_size", view.lang))
    return float(value)


def _check(points: Sequence[Point], name: str, days: bool, view: View) -> None:
    labels = [label for label, _ in points]
    if len(set(labels)) < len(labels) or not all(labels):
        raise NoPictureError(t(f"explore.no_chart_{'days' if days else 'words'}", view.lang, name=name))
    if all(value is None for _, values in points for value in values):
        raise NoPictureError(t("explore.no_chart_empty", view.lang))


def _drawn(points: Sequence[Point], name: str, series: tuple[str, ...], days: bool, view: View) -> Picture:
    numbers = series[0] if len(series) == 1 else t("explore.and", view.lang, first=series[0], second=series[1])
    title = t("explore.chart_title", view.lang, numbers=numbers, words=name)
    shown = sorted(points, key=lambda point: point[0]) if days else points[:MOST_BARS]
    said = typeset.listed(title, (f"{label} {written(values, view)}" for label, values in shown[:MOST_BARS]), view.lang)
    left_out = t("explore.bars_first", view.lang, most=MOST_BARS, count=len(points)) if len(shown) < len(points) else ""
    signs = CURVES if days else BARS
    legend = tuple(zip(signs, series, strict=True)) if len(series) > 1 else ()
    return Picture((line if days else bars)(shown, view), title, said, legend, left_out)
