"""A chart of bounds on the page of briefings, in the grammar of all pages: the city in colour, others in grey."""

from typing import Any

from opc import charts
from opc.briefing.content import Bar, Chart
from opc.charts import legends
from opc.charts.mark import Mark
from opc.text import t
from opc.view import View


def draw(chart: Chart, view: View) -> tuple[list[str], dict[str, Any]]:
    """The keys of the legend, and the drawing."""
    marks = [_mark(bar) for bar in chart.bars]
    spec = charts.interval_dots(marks, t("controls.of_kind", view.lang, label=chart.title, kind=chart.unit), view)
    return legends.figures(marks, spec, "own"), spec


def _mark(bar: Bar) -> Mark:
    """A row without bounds is not disclosed, unless its note says why the figure cannot be compared."""
    return Mark(
        label=bar.label,
        value=bar.words,
        note=bar.note,
        href=bar.url,
        low=bar.low,
        high=bar.high,
        drawn=bar.low is not None or bar.high is not None,
        absence="blocked" if bar.note else "missing",
        graded="caution" if bar.caution else "like_for_like",
        caution=bar.caution,
        colour="accent" if bar.is_own else "grey",
        hover="\n".join(filter(None, (f"{bar.label} {bar.words}", bar.note, bar.caution))),
    )
