"""Charts as plotly dictionaries: one grammar, all of it within the sheet, and nothing of the data becomes markup."""

import json
import math
import re
from dataclasses import replace
from itertools import pairwise, product
from typing import Any

import plotly.graph_objects
import pytest

from opc.charts import bullets, composition, legends
from opc.charts.beside import AFTER, BEFORE, LEFT, RIGHT, WITHIN
from opc.charts.mark import Group
from opc.charts.stacked import ABOVE
from opc.text import t
from opc.theme import THEMES
from tests.opc.conftest import view
from tests.opc.drawn import (
    bars,
    columns,
    dots,
    hatches,
    lines,
    mark,
    missing,
    pieces,
    points,
    texts,
)
from tests.opc.test_tables import Page


def numbers(value: Any) -> list[float]:
    """A coordinate or a list of them as a list of numbers."""
    return [float(number) for number in (value if isinstance(value, list) else [value])]


SETS = {
    "no marks": [],
    "no drawn rows": [missing(), missing(note="另有 1 条线索"), Group("资金")],
    "one exact": [mark(51, 51)],
    "exact and about": [mark(51, 51), mark(130, 130, about=True)],
    "every shape": [
        Group("团队"), mark(51, 51), mark(130, 130, about=True), mark(1000, None), mark(None, 200), mark(10, 20),
        mark(0, 80), mark(10, 20, graded="caution", caution="首批"), mark(51, 51, graded="like_for_like"), missing(),
    ],
    "hundredfold": [mark(10, 10), mark(1000, 1000)],
    "more than hundredfold": [mark(10, 10), mark(5_000_000_000, None), mark(None, 12), mark(20, 1001)],
    "tiny and huge": [mark(0.004, 0.004), mark(None, 0.003), mark(1e13, None), mark(1e12, 1e13, graded="caution")],
    "less than one": [mark(0.2, 0.3), mark(None, 0.25)],
    "nothing known": [mark(None, None), mark(0, None)],
    "only an upper bound": [mark(None, 5)],
    "long words": [
        mark(51, 51, note="甲" * 60, state="进度正常 · " * 9, caution="首批 · " * 9), missing(note="很长" * 40),
    ],
}  # fmt: skip
TARGETS = {
    "no marks": [],
    "unseen": [mark(None, None, elapsed=0.5)],
    "a little": [mark(0, 5.1, elapsed=None)],
    "beyond": [mark(120, None, elapsed=1.0), mark(100, 100), mark(90, 250)],
    "with a forecast": [mark(40, 55, elapsed=0.3, forecast=80), mark(40, 40, forecast=400)],
    "under headings": [Group("团队"), mark(55, 55, elapsed=0.0, state="只有一次观测"), missing()],
}


def drawn() -> list[Any]:
    """Every set of marks as a chart, in both themes, wide and narrow."""
    made = []
    for theme, wide in product(THEMES, (True, False)):
        looks, reader = f"{theme} {'wide' if wide else 'narrow'}", view(theme=theme, wide=wide)
        made += [
            pytest.param(dots(*marks, theme=theme, wide=wide), id=f"dots {name} {looks}")
            for name, marks in SETS.items()
        ]
        made += [pytest.param(bullets(marks, reader), id=f"bullets {name} {looks}") for name, marks in TARGETS.items()]
    return made


@pytest.mark.parametrize("spec", drawn())
def test_plotly_takes_the_chart_as_it_is(spec) -> None:
    figure = plotly.graph_objects.Figure(spec)
    assert len(figure.data) >= 1
    json.dumps(spec, allow_nan=False)


@pytest.mark.parametrize("spec", drawn())
def test_everything_lies_within_the_sheet(spec) -> None:
    layout = spec["layout"]
    bottom, top = layout["yaxis"]["range"]
    assert top == 0
    assert layout["height"] > bottom
    assert all((note["xref"], note["y"]) == ("paper", 0) for note in layout["annotations"])
    assert set(columns(spec)) <= ({ABOVE} if layout["margin"]["l"] < LEFT else {BEFORE, WITHIN, AFTER})
    assert AFTER not in columns(spec) or layout["margin"]["r"] == RIGHT
    assert all(0 < y < bottom for y, _ in lines(spec))
    for shape in layout["shapes"]:
        assert all(0 <= shape[end] <= bottom for end in ("y0", "y1"))
    for trace in pieces(spec):
        assert all(0 <= y <= bottom for y in trace["y"])
    start, end = _reach(layout["xaxis"])
    for trace in pieces(spec):
        bases = numbers(trace.get("base", 0.0 if trace["type"] == "bar" else []))
        xs = [base + length for base, length in zip(bases, trace["x"], strict=True)] + bases if bases else trace["x"]
        assert all(start * (1 - 1e-9) <= x <= end * (1 + 1e-9) for x in xs), trace
    for shape in layout["shapes"]:
        inside = (0, 1) if shape.get("xref") == "paper" else (start, end)
        if shape.get("xsizemode") == "pixel":
            inside = {0: (-layout["margin"]["l"], 0), 1: (0, layout["margin"]["r"])}[shape["xanchor"]]
        assert all(inside[0] <= shape[end_] <= inside[1] for end_ in ("x0", "x1"))


def _reach(xaxis: dict[str, Any]) -> tuple[float, float]:
    start, end = xaxis["range"]
    return (10**start, 10**end) if xaxis.get("type") == "log" else (start, end)


@pytest.mark.parametrize("spec", drawn())
def test_no_two_lines_of_words_lie_on_each_other(spec) -> None:
    for column in columns(spec).values():
        assert all(lower - upper >= 14 for (upper, _), (lower, _) in pairwise(column))


@pytest.mark.parametrize(("largest", "kind"), [(1000, "linear"), (1001, "log")])
def test_the_axis_is_logarithmic_only_where_the_spread_is_more_than_hundredfold(largest, kind) -> None:
    xaxis = dots(mark(10, 10), mark(largest, None))["layout"]["xaxis"]
    assert xaxis["type"] == kind
    if kind == "linear":
        assert xaxis["range"][0] == 0
    else:
        assert xaxis["tickvals"] == [10, 100, 1000]
        assert xaxis["ticktext"] == ["10", "100", "1000"]


def test_rows_that_are_not_drawn_and_zeros_do_not_stretch_the_axis() -> None:
    spec = dots(mark(10, 20), mark(0, 15), missing(low=1_000_000.0, high=1_000_000.0))
    assert spec["layout"]["xaxis"]["type"] == "linear"
    assert spec["layout"]["xaxis"]["range"][1] < 100


@pytest.mark.parametrize("largest", [0.003, 0.7, 1, 3, 9, 47, 50, 99, 1234, 5e9, 7.7e13])
def test_a_linear_axis_is_marked_from_zero_in_a_few_even_steps(largest) -> None:
    xaxis = dots(mark(largest, largest))["layout"]["xaxis"]
    ticks = xaxis["tickvals"]
    assert ticks[0] == 0
    assert 4 <= len(ticks) <= 12
    assert ticks[-1] <= xaxis["range"][1]
    assert [ticks[1] * place for place in range(len(ticks))] == pytest.approx(ticks)
    assert len(set(xaxis["ticktext"])) == len(ticks)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_axis_counts_in_the_language_of_the_reader(lang) -> None:
    words = dots(mark(50_000, 50_000), lang=lang)["layout"]["xaxis"]["ticktext"]
    assert words[1] == {"zh": "1万", "en": "10,000"}[lang]


@pytest.mark.parametrize("others", [[mark(100, 100)], [mark(1, 1), mark(900_000, 900_000)]])
@pytest.mark.parametrize("theme", list(THEMES))
def test_an_open_end_is_an_arrow_that_points_away_from_its_bound(others, theme) -> None:
    up, down, *_ = points(dots(mark(60, None), mark(None, 60), *others, theme=theme))
    assert (up["x"][0], down["x"][0]) == (60, 60)
    assert up["x"][1] > 60 > down["x"][1]
    assert (up["marker"]["symbol"][1], down["marker"]["symbol"][1]) == ("triangle-right", "triangle-left")
    assert up["marker"]["symbol"][0] == down["marker"]["symbol"][0] == "circle-open"


def test_the_largest_bound_of_all_still_has_an_arrow_to_the_right_and_the_smallest_one_to_the_left() -> None:
    for marks in ([mark(5, None), mark(None, 5)], [mark(1e12, None), mark(None, 1e-3)]):
        up, down = points(dots(*marks))
        assert up["x"][1] > up["x"][0]
        assert down["x"][1] < down["x"][0]


def test_a_stick_leads_from_zero_to_what_is_surely_reached_and_no_further() -> None:
    exact, more, between, less = (
        mark(*ends, graded=graded)
        for ends, graded in zip(
            ((50, 50), (60, None), (70, 90), (None, 80)), ("caution", "like_for_like") * 2, strict=True
        )
    )
    found = bars(dots(exact, more, between, less))
    assert [(bar["base"], bar["x"]) for bar in found] == [([0], [50]), ([0], [60]), ([0], [70])]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_on_a_logarithmic_axis_lengths_say_nothing_so_there_are_none_and_the_axis_says_so(lang) -> None:
    spec = dots(mark(3, 3, graded="like_for_like"), mark(1000, 1000, graded="like_for_like"), lang=lang)
    assert bars(spec) == []
    assert spec["layout"]["xaxis"]["title"]["text"] == t("axis.log_scale", lang, unit="家")
    linear = dots(mark(3, 3, graded="caution"), lang=lang)
    assert linear["layout"]["xaxis"]["title"]["text"] == "家"


def test_on_a_phone_the_number_at_zero_and_a_mark_there_have_room_and_no_line_runs_through_the_words() -> None:
    wide, narrow = (dots(mark(0, 0), mark(30, 30), missing(), wide=wide)["layout"] for wide in (True, False))
    # Half of a digit, and half of a dot.
    assert narrow["margin"]["l"] >= 8
    assert (wide["xaxis"]["showgrid"], narrow["xaxis"]["showgrid"]) == (True, False)
    crossings = dots(mark(0, 0), mark(30, 30), missing(), wide=False)["data"][0]
    ticks = narrow["xaxis"]["tickvals"]
    assert crossings["x"] == ticks * 2
    assert len(set(crossings["y"])) == 2


@pytest.mark.parametrize("note", ["", "全市"])
def test_on_a_phone_a_track_lies_nearer_to_its_own_words_than_to_the_next(note) -> None:
    spec = bullets([mark(40, 40, note=note), mark(50, 50, note=note)], view(wide=False))
    track = bars(spec)[0]["y"][0]
    above, below = (
        [y for y, _ in lines(spec) if y < track],
        [y for y, _ in lines(spec) if y > track],
    )
    assert track - max(above) < 0.7 * (min(below) - track)


def test_exact_is_a_dot_about_an_open_one_and_a_range_a_whisker() -> None:
    exact, about, whisker = points(dots(mark(51, 51), mark(60, 60, about=True), mark(10, 20)))
    assert (exact["x"], exact["mode"], exact["marker"]["symbol"]) == ([51], "markers", "circle")
    assert (about["x"], about["mode"], about["marker"]["symbol"]) == ([60], "markers", "circle-open-dot")
    assert (whisker["x"], whisker["mode"]) == ([10, 20], "lines+markers")


def test_a_lower_bound_of_zero_says_nothing_and_an_exact_zero_is_a_dot() -> None:
    at_most, _ = points(dots(mark(0, 80), mark(100, 100)))
    assert at_most["marker"]["symbol"][1] == "triangle-left"
    none, _ = points(dots(mark(0, 0), mark(100, 100)))
    assert (none["x"], none["mode"], none["marker"]["symbol"]) == ([0], "markers", "circle")


def test_what_has_no_bound_has_its_words_and_no_mark() -> None:
    spec = dots(mark(None, None, value="—"), mark(0, None, value="—"), mark(10, 10))
    assert [trace["x"] for trace in points(spec)] == [[10]]
    assert sum("甲市" in line for line in texts(spec)) == 3


@pytest.mark.parametrize("theme", list(THEMES))
def test_a_row_that_is_not_disclosed_is_grey_and_says_so_beside_the_others(theme) -> None:
    spec = dots(missing(note="另有 1 条 D 级线索"), theme=theme)
    said = {column: [Page(words).texts for _, words in found] for column, found in columns(spec).items()}
    assert said == {BEFORE: [["乙市"]], WITHIN: [["未披露"]], AFTER: [["另有 1 条 D 级线索"]]}
    assert {colour for line in texts(spec) for colour in re.findall("#[0-9A-F]{6}", line)} == {THEMES[theme]["grey"]}
    (band,) = spec["layout"]["shapes"]
    assert (band["type"], band["fillcolor"], band["x0"], band["x1"]) == ("rect", THEMES[theme]["band"], 0, 1)
    assert all(band["y0"] < y < band["y1"] for y, _ in lines(spec))
    assert points(spec) == []


@pytest.mark.parametrize("theme", list(THEMES))
def test_a_row_that_is_not_disclosed_is_grey_and_says_so_on_a_phone(theme) -> None:
    spec = dots(missing(note="另有 1 条 D 级线索"), theme=theme, wide=False)
    ((y, words),), (band,) = lines(spec), spec["layout"]["shapes"]
    assert Page(words).texts == ["\u2003", "乙市", "  未披露 · 另有 1 条 D 级线索"]
    assert words.startswith(f'<span style="font-size:13px;color:{THEMES[theme]["grey"]}">')
    assert (band["type"], band["fillcolor"], band["x0"], band["x1"]) == ("rect", THEMES[theme]["band"], 0, 1)
    assert band["y0"] < y < band["y1"]
    assert points(spec) == []
    assert spec["layout"]["xaxis"]["visible"] is False


# Why a row is not drawn, the sign of the legend, and the ends of the grey row that have an edge.
ABSENT = [
    ("missing", "band", []), ("blocked", "✕", []), ("left_out", "band edged", [0]),
    ("unscaled", "band edged both", [0, 1]),
]  # fmt: skip


@pytest.mark.parametrize("wide", [True, False])
@pytest.mark.parametrize("theme", list(THEMES))
@pytest.mark.parametrize(("absence", "sign", "ends"), ABSENT)
def test_a_figure_that_is_not_drawn_looks_as_in_the_legend_and_not_as_silence(absence, sign, ends, theme, wide):
    row, *edges = dots(missing(absence=absence), theme=theme, wide=wide)["layout"]["shapes"]
    assert legends.SIGNS[absence][0] == sign
    assert row["fillcolor"] == THEMES[theme]["band"]
    assert [(edge["x0"], edge["x1"], edge["y0"], edge["y1"]) for edge in edges] == [
        (end, end, row["y0"], row["y1"]) for end in ends
    ]
    assert {edge["line"]["color"] for edge in edges} == ({THEMES[theme][legends.SIGNS[absence][1]]} if ends else set())


# Every kind of bound, on a linear axis and on a logarithmic one.
BOUNDS = {
    "exact": mark(51, 51), "about": mark(130, 130, about=True), "at least": mark(60, None), "at most": mark(None, 200),
    "range": mark(10, 20), "zero": mark(0, 0), "undecided": mark(None, None),
}  # fmt: skip
OTHERS = {"linear": mark(600, 600, graded="like_for_like"), "log": mark(900_000, 900_000, graded="like_for_like")}


@pytest.mark.parametrize("theme", list(THEMES))
@pytest.mark.parametrize("axis", OTHERS)
@pytest.mark.parametrize("bounds", BOUNDS)
def test_a_row_to_be_compared_with_caution_is_hatched_from_end_to_end_whatever_its_axis_and_bounds(
    bounds, axis, theme
) -> None:
    row = replace(BOUNDS[bounds], graded="caution", caution="首批")
    spec = dots(row, OTHERS[axis], mark(10, 10, graded="like_for_like"), theme=theme)
    (hatched,) = hatches(spec)
    start, end = _reach(spec["layout"]["xaxis"])
    assert spec["layout"]["xaxis"]["type"] == axis
    assert hatched["base"] == pytest.approx([start])
    assert hatched["x"] == pytest.approx([end - start])
    assert hatched["y"] == [spec["layout"]["shapes"][0]["y0"]]
    assert hatched["marker"]["color"] == THEMES[theme]["caution"]
    assert any("首批" in line for line in texts(spec))


def test_what_is_reached_lies_on_the_grey_of_its_row_whichever_row_is_the_first() -> None:
    """Bars of one look are one trace, and a later trace covers an earlier one."""
    spec = bullets([mark(5, 5, graded="caution"), mark(20, 55)], view())
    colours = [trace["marker"]["color"] for trace in spec["data"]]
    assert colours.index(THEMES["light"]["band"]) < colours.index(THEMES["light"]["accent"])


def test_a_target_is_solid_as_far_as_surely_reached_and_light_as_far_as_it_may_be() -> None:
    track, solid, light = bars(bullets([mark(40, 55)], view()))
    assert (track["base"], track["x"]) == ([0], [100])
    assert (solid["base"], solid["x"], solid["marker"]["color"]) == ([0], [40], THEMES["light"]["accent"])
    assert (light["base"], light["x"], light["marker"]["line"]["color"]) == ([40], [15], THEMES["light"]["accent"])
    assert 0 < alpha(light) < 0.3


def test_what_the_readers_own_pace_would_lead_to_is_thinner_and_light() -> None:
    *_, light, forecast = bars(bullets([mark(0, 55, forecast=80)], view()))
    assert (forecast["base"], forecast["x"]) == ([55], [25])
    assert forecast["width"] < light["width"]
    assert forecast["marker"]["line"]["color"] == THEMES["light"]["ring"]


def test_a_target_that_counts_something_else_is_hatched_and_no_hatching_shows_through_what_may_be() -> None:
    spec = bullets([mark(40, 55, graded="caution")], view())
    (hatched,) = hatches(spec)
    paper, solid, light = bars(spec)
    assert (hatched["base"], hatched["x"], hatched["y"]) == ([0], [100], light["y"])
    assert (paper["base"], paper["x"]) == (light["base"], light["x"])
    assert (paper["marker"]["color"], solid["x"]) == (THEMES["light"]["paper"], [40])
    assert hatched["width"] > light["width"]


def alpha(bar: dict[str, Any]) -> float:
    """How strong a light bar is."""
    return float(re.fullmatch(r"rgba\(.*,([\d.]+)\)", bar["marker"]["color"])[1])


def test_each_part_of_a_whole_has_a_filling_of_its_own_and_no_hatching_shows_through_it() -> None:
    parts = (("accent", 5.0), ("second", 4.0), ("third", 3.0))
    spec = composition([mark(12, 12, parts=parts), mark(7, 7, parts=parts[1:], graded="caution")], "元", view())
    solid, light, bare, paper, *_ = bars(spec)
    assert [(bar["base"], bar["x"]) for bar in (solid, light, bare)] == [([0.0], [5.0]), ([5.0], [4.0]), ([9.0], [3.0])]
    assert (solid["marker"]["color"], alpha(bare)) == (THEMES["light"]["accent"], 0)
    assert 0 < alpha(light) < 0.3
    assert (paper["base"], paper["x"], paper["marker"]["color"]) == ([0], [7.0], THEMES["light"]["paper"])
    # Paper lies on the hatching and below all parts, whichever row has them first.
    first, second, *_ = spec["data"]
    assert ("pattern" in first["marker"], second["marker"]["color"]) == (True, THEMES["light"]["paper"])


OPEN = [(12, None, "triangle-right"), (0, 9, "triangle-left"), (12, 15, None)]


@pytest.mark.parametrize(("low", "high", "drawn"), OPEN)
def test_a_whole_with_an_open_end_says_so_as_other_figures_do(low, high, drawn) -> None:
    rows = [mark(low, high, parts=(("accent", float(low)),)), mark(12, 12, parts=(("accent", 12.0),))]
    (end,) = points(composition(rows, "元", view()))
    if drawn:
        assert end["marker"]["symbol"][1] == drawn
        assert end["x"][0] == (low or high)
    else:
        assert (end["x"], end["marker"]["symbol"]) == ([12, 15], "line-ns-open")


@pytest.mark.parametrize(
    ("low", "high", "count"),
    [(None, None, 1), (0, 5.1, 2), (55, 55, 2), (0, None, 2), (40, None, 3), (120, None, 2), (None, 30, 2)],
)
def test_a_target_of_which_nothing_is_known_is_an_empty_track(low, high, count) -> None:
    assert len(bars(bullets([mark(low, high)], view()))) == count


def test_what_may_be_reached_is_an_empty_track_first_of_all_and_the_time_gone_is_seen_on_it() -> None:
    spec = bullets([mark(None, 100, elapsed=0.25)], view())
    _, perhaps = bars(spec)
    assert alpha(perhaps) < 0.2
    (time,) = [shape for shape in spec["layout"]["shapes"] if shape["x0"] == 25]
    (paper,) = [point for point in points(spec) if point["x"] == [25]]
    assert (time["layer"], time["line"]["color"]) == ("above", THEMES["light"]["ink"])
    assert (paper["marker"]["color"], paper["marker"]["line"]["width"] > time["line"]["width"]) == (
        THEMES["light"]["paper"],
        True,
    )


def test_every_target_has_its_ring_and_the_time_gone_where_there_is_a_deadline() -> None:
    spec = bullets([mark(40, 55, elapsed=0.25), mark(40, 55)], view())
    rings = [point for point in points(spec) if point["marker"]["symbol"] == "circle-open"]
    assert [(ring["x"], ring["marker"]["symbol"], ring["marker"]["color"]) for ring in rings] == [
        ([100], "circle-open", THEMES["light"]["ring"])
    ] * 2
    assert [shape["x0"] for shape in spec["layout"]["shapes"] if shape.get("xref") != "paper"] == [25]


def test_colours_are_those_of_the_theme() -> None:
    for theme, colours in THEMES.items():
        spec = dots(*SETS["every shape"], theme=theme)
        found = set(re.findall(r"#[0-9A-Fa-f]{6}", json.dumps(spec)))
        assert found <= set(colours.values())


def test_the_right_margin_is_for_words_only_where_there_are_any() -> None:
    assert dots(mark(51, 51))["layout"]["margin"]["r"] < RIGHT
    assert dots(mark(51, 51), missing(note="1"))["layout"]["margin"]["r"] == RIGHT


@pytest.mark.parametrize("wide", [True, False])
def test_marks_of_one_look_are_one_trace_and_all_words_of_a_column_one_text(wide) -> None:
    # Plotly sets up each trace and measures each text by itself: seventy of each took most of a second.
    spec = bullets([mark(40, 55, elapsed=0.5) for _ in range(30)], view(wide=wide))
    assert [len(trace["x"]) for trace in spec["data"]] == [30] * 5
    assert len(spec["layout"]["annotations"]) == 1
    many = dots(*[mark(place, None if place % 2 else place) for place in range(1, 30)])
    assert len(many["data"]) == 2


def test_a_chart_asks_for_nothing_and_cannot_be_dragged_away() -> None:
    layout = dots(mark(1, 1))["layout"]
    assert layout["xaxis"]["fixedrange"] is layout["yaxis"]["fixedrange"] is True
    assert layout["dragmode"] is False
    assert "images" not in layout
    assert math.isfinite(layout["height"])
