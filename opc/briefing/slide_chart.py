"""A chart of bounds on a slide: native, editable, its numbers those of the query.

The solid bar reaches the lower bound. A light bar behind it reaches the upper one. Words stand at the end of each bar,
with an arrow where there may be more; a row without bounds has no bar, and its words stand with its name. ◐ before a
name says that the figure is to be compared with caution.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.fill import FillFormat
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from opc.briefing import lettering
from opc.briefing.content import Bar, Chart
from opc.briefing.deck import describe, emu
from opc.text import t
from opc.theme import PERHAPS
from opc.typeset import width

SIZE, SMALL = 11, 9.5
MOST = 12
ARROW = " →"
# The part of a chart that names may take; longer ones are broken.
NAMES = 0.4


def shown(bars: Sequence[Bar], most: int = MOST) -> list[Bar]:
    """As many bars as fit; the own ones stay."""
    room = most - sum(bar.is_own for bar in bars[most:])
    return [*bars[: max(room, 0)], *(bar for bar in bars[max(room, 0) :] if bar.is_own)][:most]


def natural(bars: Sequence[Bar], each: float = 0.5) -> int:
    """How high a chart stands where there is room; `each` is the height of a bar in inches."""
    return Inches(each * len(shown(bars)) + 0.3)


def draw(slide: Any, chart: Chart, place: tuple[int, int, int, int], lang: str) -> None:
    """Draw a chart at left, top, width and height."""
    bars = shown(chart.bars)
    left, top, wide, tall = place
    fitting = min(tall, natural(chart.bars))
    frame = slide.shapes.add_chart(
        XL_CHART_TYPE.BAR_CLUSTERED, *emu(left, top, wide, fitting), _data(bars, chart.unit, lang)
    )
    describe(frame, chart.title, chart.description)
    drawn = frame.chart
    drawn.has_legend = drawn.has_title = False
    size = SIZE if fitting >= natural(bars, 0.4) else SMALL
    drawn.font.size, drawn.font.color.rgb = Pt(SIZE), lettering.colour("ink")
    _axes(drawn, bars, wide, replace(chart, bars=tuple(bars)).reach or 1)
    plot = drawn.plots[0]
    plot.gap_width, plot.overlap, plot.vary_by_categories = 70, 100, False
    high, low = plot.series
    for place_of, bar in enumerate(bars):
        _paint(high.points[place_of].format.fill, bar, PERHAPS)
        _paint(low.points[place_of].format.fill, bar, 0)
        _word(high if _has_range(bar) else low, place_of, bar, size)
    lettering.fonts(drawn._chartSpace, lang)


def _data(bars: Sequence[Bar], unit: str, lang: str) -> CategoryChartData:
    data = CategoryChartData(number_format="General")
    data.categories = [_name(bar) for bar in bars]
    data.add_series(f"{t('briefing.high', lang)} ({unit})", [bar.high for bar in bars])
    data.add_series(f"{t('briefing.low', lang)} ({unit})", [bar.low for bar in bars])
    return data


def _name(bar: Bar) -> str:
    return f"{bar.name} · {bar.words}" if bar.low is None and bar.high is None else bar.name


def _has_range(bar: Bar) -> bool:
    return bar.high is not None and bar.high != bar.low


def _axes(drawn: Any, bars: Sequence[Bar], wide: int, reach: float) -> None:
    """Bare axes; the one of values ends beyond `reach`."""
    names, values = drawn.category_axis, drawn.value_axis
    names.reverse_order = True
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.format.line.color.rgb = lettering.colour("line")
    names.has_major_gridlines = False
    # Every name stands, however close they are.
    element = names._element
    element.find(qn("c:noMultiLvlLbl")).addprevious(element.makeelement(qn("c:tickLblSkip"), {"val": "1"}))
    names.tick_labels.font.color.rgb = lettering.colour("ink")
    values.has_major_gridlines = values.has_minor_gridlines = False
    values.visible = False
    values.minimum_scale, values.maximum_scale = 0, reach / _share(bars, reach, wide)


def _share(bars: Sequence[Bar], most: float, wide: int) -> float:
    """Which part of the plot the longest bar may take, so that the words at the end of each bar stay inside."""
    unit = Pt(SIZE) * lettering.LETTER * 1.1
    plot = wide - min(max(width(_name(bar)) for bar in bars) * unit, NAMES * wide)
    shares = [1 - (width(bar.words + ARROW) * unit + Inches(0.15)) / plot for bar in bars if _longer(bar, most)]
    return min(max(min(shares, default=0.6), 0.15), 0.85)


def _longer(bar: Bar, most: float) -> bool:
    """Whether a bar is long enough for its words to meet the edge."""
    return max(bar.low or 0, bar.high or 0) > most / 2


def _paint(fill: FillFormat, bar: Bar, tint: float) -> None:
    """In the colour of the row, the nearer to white the higher the tint."""
    fill.solid()
    fill.fore_color.rgb = lettering.colour("accent" if bar.is_own else "grey", tint)


def _word(series: Any, place: int, bar: Bar, size: float) -> None:
    if bar.low is None and bar.high is None:
        return
    label = series.points[place].data_label
    frame = label.text_frame
    words = bar.words + (ARROW if bar.high is None else "")
    frame.word_wrap = False
    lettering.write(frame, words, size, "accent" if bar.is_own else "ink", bold=bar.is_own)
    label.position = XL_LABEL_POSITION.OUTSIDE_END
