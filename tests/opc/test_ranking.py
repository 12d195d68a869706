"""Ranks as spans on an axis of places, and the legend of a chart."""

import plotly.graph_objects
import pytest

from opc import charts
from opc.charts import legends
from opc.charts.sheet import Mark
from opc.text import entries
from opc.theme import THEMES
from tests.opc.conftest import view
from tests.opc.drawn import bars


def mark(low, high, **more) -> Mark:
    return Mark(**{"label": "甲市", "value": "第 1 名", "low": low, "high": high} | more)


@pytest.mark.parametrize(("last", "ticks"), [(1, [1]), (7, [1, 2, 3, 4, 5, 6, 7]), (25, [1, *range(2, 25, 2)])])
@pytest.mark.parametrize("wide", [True, False])
def test_the_axis_goes_from_the_first_place_to_the_last(last, ticks, wide) -> None:
    spec = charts.ranks([mark(1, 1), mark(1, last), mark(last, last)], "名次", view(wide=wide))
    xaxis = spec["layout"]["xaxis"]
    assert (xaxis["tickvals"], xaxis["range"]) == (ticks, [0.5, last + 0.5])
    plotly.graph_objects.Figure(spec)


def test_a_rank_that_rests_on_unlike_figures_is_hatched_over_its_span_and_no_further() -> None:
    found = [mark(1, 3, graded="caution"), mark(2, 2, graded="caution"), mark(1, 3, graded="like_for_like")]
    drawn = bars(charts.ranks(found, "名次", view()))
    spans = [(bar["base"][0], bar["base"][0] + bar["x"][0]) for bar in drawn]
    assert spans[0] == (1, 3)
    assert spans[1] == pytest.approx((1.7, 2.3))
    assert len(spans) == 2
    assert all(bar["marker"]["pattern"]["shape"] == "/" for bar in drawn)


def test_the_legend_of_ranks_has_only_what_occurs() -> None:
    assert legends.ranks([mark(1, 1), mark(2, 2)], {}) == ["place"]
    assert legends.ranks([mark(1, 1), mark(2, 3, graded="caution", caution="首批")], {}) == [
        "place", "span", "caution", "reason",
    ]  # fmt: skip


FIGURES = [
    (mark(5, 5), "exact"), (mark(5, 5, about=True), "about"), (mark(5, None), "at_least"), (mark(None, 5), "at_most"),
    (mark(0, 5), "at_most"), (mark(4, 5), "range"), (mark(None, None, drawn=False), "missing"),
    (mark(None, None, drawn=False, absence="left_out"), "left_out"),
]  # fmt: skip


@pytest.mark.parametrize(("drawn", "key"), FIGURES)
def test_the_legend_of_figures_has_only_what_occurs(drawn, key) -> None:
    assert legends.figures([drawn], charts.interval_dots([drawn], "家", view())) == [key]


def test_what_is_hatched_is_in_the_legend_only_where_there_is_a_stick_to_hatch() -> None:
    few = [mark(3, 3, graded="caution", caution="首批"), mark(10, 10)]
    many = [few[0], mark(1000, 1000)]
    assert legends.figures(few, charts.interval_dots(few, "家", view())) == ["exact", "caution", "reason"]
    assert legends.figures(many, charts.interval_dots(many, "家", view())) == ["exact", "reason"]


def test_the_legend_tells_what_the_symbols_of_money_mean() -> None:
    found = [mark(5, 5), mark(5, None, symbol="square", colour="second"), mark(5, 5, symbol="diamond")]
    spec = charts.interval_dots(found, "元", view())
    assert legends.figures(found, spec) == ["money_opc", "money_ai", "money_general", "at_least"]


def test_the_legends_of_targets_and_of_parts_have_only_what_occurs() -> None:
    assert legends.targets([mark(None, None)]) == ["target"]
    assert legends.targets([mark(40, 55, elapsed=0.5, forecast=60, caution="项目")]) == [
        "solid", "hatched", "forecast", "target", "time", "reason",
    ]  # fmt: skip
    assert legends.parts([mark(None, None, parts=(("second", 5.0),))]) == ["earmark_ai"]


def test_each_sign_of_a_legend_has_words_and_a_colour_of_the_theme_or_is_told_apart_by_its_form() -> None:
    words = {key.removeprefix("legend.") for key in entries() if key.startswith("legend.")}
    assert words == set(legends.SIGNS)
    assert {colour for _, colour in legends.SIGNS.values()} <= set(THEMES["light"])
    assert legends.SIGNS["hatched"] != legends.SIGNS["forecast"]
