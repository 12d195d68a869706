"""Ranks as spans on an axis of places, and the legend of a chart."""

import plotly.graph_objects
import pytest

from opc import charts
from opc.charts import legends
from opc.charts.mark import Mark
from opc.text import entries
from opc.theme import THEMES
from tests.opc.conftest import view
from tests.opc.drawn import bars, hatches


def mark(low, high, **more) -> Mark:
    return Mark(**{"label": "甲市", "value": "第 1 名", "low": low, "high": high} | more)


@pytest.mark.parametrize(("last", "ticks"), [(1, [1]), (7, [1, 2, 3, 4, 5, 6, 7]), (25, [1, *range(2, 25, 2)])])
@pytest.mark.parametrize("wide", [True, False])
def test_the_axis_goes_from_the_first_place_to_the_last(last, ticks, wide) -> None:
    spec = charts.ranks([mark(1, 1), mark(1, last), mark(last, last)], "名次", view(wide=wide))
    xaxis = spec["layout"]["xaxis"]
    assert (xaxis["tickvals"], xaxis["range"]) == (ticks, [0.5, last + 0.5])
    plotly.graph_objects.Figure(spec)


def test_the_row_of_a_rank_that_rests_on_unlike_figures_is_hatched() -> None:
    found = [mark(1, 3, graded="caution"), mark(2, 2, graded="caution"), mark(1, 3, graded="like_for_like")]
    spec = charts.ranks(found, "名次", view())
    tracks = [shape["y0"] for shape in spec["layout"]["shapes"]]
    assert [(row["base"], row["x"], row["y"]) for row in hatches(spec)] == [([0.5], [3.0], [y]) for y in tracks[:2]]
    assert bars(spec) == []


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


@pytest.mark.parametrize("largest", [10, 1000])
def test_what_is_hatched_is_in_the_legend_on_any_axis(largest) -> None:
    found = [mark(3, 3, graded="caution", caution="首批"), mark(largest, largest)]
    assert legends.figures(found, charts.interval_dots(found, "家", view())) == ["exact", "caution", "reason"]


def test_the_legend_tells_what_the_symbols_of_money_mean() -> None:
    found = [mark(5, 5), mark(5, None, symbol="square", colour="second"), mark(5, 5, symbol="diamond")]
    spec = charts.interval_dots(found, "元", view())
    assert legends.figures(found, spec) == ["money_opc", "money_ai", "money_general", "at_least"]


def test_the_legends_of_targets_and_of_parts_have_only_what_occurs() -> None:
    assert legends.targets([mark(None, None)]) == ["target"]
    assert legends.targets([mark(40, 55, elapsed=0.5, forecast=60, caution="项目", graded="caution")]) == [
        "reached", "perhaps", "forecast", "target", "time", "caution", "reason",
    ]  # fmt: skip
    assert legends.parts([mark(5, 5, parts=(("second", 5.0),))]) == ["earmark_ai"]
    assert legends.parts([mark(5, None, parts=(("second", 5.0),), graded="caution", caution="首批")]) == [
        "earmark_ai", "at_least", "caution", "reason",
    ]  # fmt: skip


def test_each_sign_of_a_legend_has_words_and_a_colour_of_the_theme_or_is_told_apart_by_its_form() -> None:
    words = {key.removeprefix("legend.") for key in entries() if key.startswith("legend.")}
    assert words == set(legends.SIGNS)
    assert {colour for _, colour in legends.SIGNS.values()} <= set(THEMES["light"])


def test_no_two_signs_of_a_legend_look_the_same() -> None:
    for shown in (legends.FIGURES, legends.RANKS.values()):
        looks = [legends.SIGNS[key] for key in shown]
        assert len(set(looks)) == len(looks)
    # Told apart by their form alone, too.
    absent = [sign for sign, _ in (legends.SIGNS[key] for key in ("left_out", "unscaled", "blocked", "missing"))]
    assert len(set(absent)) == len(absent)


def test_hatched_means_one_thing() -> None:
    assert [key for key, (sign, _) in legends.SIGNS.items() if "hatched" in sign] == ["caution"]
