"""The composite score, held against a slow reference with fractions and against cases with a known answer."""

import math
import subprocess
import sys
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opc.composite.draws import CONCENTRATION, DECIMALS, scores
from opc.composite.score import Band, Composite, Excluded, _figures, composite, shares_of
from opc.questions import ask

COLUMNS = ("ref_area", "indicator", "low", "low_closed", "high", "high_closed")
CODES = "abc"
NUMBER = st.integers(0, 6)
RANGE = st.tuples(NUMBER, NUMBER).map(lambda pair: (min(pair), max(pair)))
BOUNDS = st.one_of(NUMBER, NUMBER, st.none(), RANGE, st.tuples(NUMBER, st.none()), st.tuples(st.none(), NUMBER))
ROW = st.fixed_dictionaries(dict.fromkeys(CODES, BOUNDS))
TABLES = st.lists(ROW, min_size=1, max_size=5).map(lambda rows: dict(zip("56789", rows, strict=False)))
WEIGHTS = st.fixed_dictionaries(dict.fromkeys(CODES, st.integers(0, 4))).filter(lambda weights: any(weights.values()))
SEEDS = st.integers(0, 2**32)
FIGURES = """\
figure_id,city,indicator,figure,evidence,earmark,item_zh
1,甲市,resident_teams,100家,B,,
2,甲市,fund_size,2亿元,B,opc,合成基金一
3,甲市,fund_size,3亿元,C,opc,合成基金二
4,甲市,fund_size,9亿元,B,ai,合成基金三
5,乙市,resident_teams,近200家,B,,
"""


def ends(cell: Any) -> tuple:
    """Low, low_closed, high, high_closed of a cell: these four, (low, high), a number, or None."""
    if isinstance(cell, tuple) and len(cell) == 4:
        return cell
    low, high = cell if isinstance(cell, tuple) else (cell, cell)
    return low, None if low is None else True, high, None if high is None else True


def rows_of(table: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    cells = ((city, code, *ends(cell)) for city, row in table.items() for code, cell in row.items())
    return [dict(zip(COLUMNS, cell, strict=True)) for cell in cells]


def spans(result: Composite) -> dict[str, tuple[int, int]]:
    return {band.ref_area: (band.rank_best, band.rank_worst) for band in result.bands}


def two(first: list, second: list) -> list[dict[str, Any]]:
    return rows_of({city: dict(zip(CODES, cells, strict=False)) for city, cells in (("901", first), ("902", second))})


def one_draw(table: dict, weights: dict[str, int], seed: int, certain: bool) -> dict[str, float]:
    """The scores of one draw: the stream of random numbers as it comes, everything else from the definition."""
    total, cities = sum(weights.values()), sorted(table)
    known = {code: {city: ends(table[city][code])[::2] for city in cities} for code in CODES if weights[code]}
    known = {code: {city: pair for city, pair in of.items() if pair != (None, None)} for code, of in known.items()}
    scored = [city for city in cities if 5 * sum(weights[c] for c in known if city in known[c]) >= 4 * total]
    random, shares = np.random.default_rng(seed), np.array([weights[code] / total for code in known])
    drawn = shares if certain else random.dirichlet(CONCENTRATION * shares)
    sums = {city: [Fraction(0), Fraction(0)] for city in scored}
    for bounds, weight in zip(known.values(), map(Fraction, drawn), strict=True):
        cap = max((end for pair in bounds.values() for end in pair if end is not None), default=0)
        values = {}
        for city in filter(bounds.get, scored):
            low, high = bounds[city][0] or 0, cap if bounds[city][1] is None else bounds[city][1]
            values[city] = low + (high - low) * Fraction(random.random())
        for city, value in values.items():
            spread = max(values.values()) - min(values.values())
            sums[city][0] += weight * ((value - min(values.values())) / spread if spread else Fraction(1, 2))
            sums[city][1] += weight
    return {city: round(float(score / weight), DECIMALS) for city, (score, weight) in sums.items()}


def scores_of(cities: list[str], table: dict, weights: dict[str, int], seed: int, concentration: float) -> dict:
    """The scores of one draw, of which a band keeps the places alone."""
    shares = shares_of(weights)
    figures = _figures(rows_of(table), shares)
    return dict(zip(cities, scores(cities, figures, shares, 1, seed, concentration)[:, 0], strict=True))


@settings(max_examples=400, deadline=None)
@given(TABLES, WEIGHTS, SEEDS, st.sampled_from([CONCENTRATION, math.inf]))
def test_each_draw_is_that_of_the_definition(table, weights, seed, concentration) -> None:
    expected = one_draw(table, weights, seed, certain=concentration == math.inf)
    result = composite(rows_of(table), weights, draws=1, seed=seed, concentration=concentration)
    ranks = {city: 1 + sum(other > score for other in expected.values()) for city, score in expected.items()}
    assert spans(result) == {city: (rank, rank) for city, rank in ranks.items()}
    assert scores_of(sorted(spans(result)), table, weights, seed, concentration) == pytest.approx(expected, abs=1e-11)
    assert {city.ref_area for city in result.excluded} == table.keys() - expected.keys()


@settings(deadline=None)
@given(TABLES, WEIGHTS, SEEDS)
def test_exact_values_under_certain_weights_have_one_rank(table, weights, seed) -> None:
    exact = {city: {code: ends(cell)[0] for code, cell in row.items()} for city, row in table.items()}
    for band in composite(rows_of(exact), weights, draws=20, seed=seed, concentration=math.inf).bands:
        assert band.rank_best == band.rank_median == band.rank_worst


@settings(max_examples=400, deadline=None)
@given(TABLES, WEIGHTS, SEEDS, st.sampled_from([0.01, 1.0, 50.0, math.inf]))
def test_no_weighting_and_no_draw_reverses_a_dominance_pair(table, weights, seed, concentration) -> None:
    ranks = spans(result := composite(rows_of(table), weights, draws=1, seed=seed, concentration=concentration))
    assert all(ranks[first] <= ranks[second] for first, second in result.dominance)


@settings(deadline=None)
@given(TABLES, WEIGHTS, st.integers(0, 4), st.sampled_from(CODES), NUMBER, NUMBER)
def test_wider_bounds_add_no_dominance_pair(table, weights, place, code, down, up) -> None:
    city = sorted(table)[place % len(table)]
    low, _, high, _ = ends(table[city][code])
    wider = (None if low is None else max(0, low - down), None if high is None else high + up)
    before, after = (rows_of(each) for each in (table, table | {city: table[city] | {code: wider}}))
    assert {*composite(after, weights, draws=1).dominance} <= {*composite(before, weights, draws=1).dominance}


@pytest.mark.parametrize(
    ("first", "second", "dominates"),
    [
        ([2, 2], [2, 1], True),
        ([2, 2], [2, 2], False),
        ([2, 1], [1, 2], False),
        ([2, (3, None)], [1, (None, 3)], True),
        ([2, (3, None)], [1, (0, None)], False),
        ([2, (3, False, None, None)], [2, 3], True),
        ([2, 3], [2, (None, None, 3, False)], True),
        ([2, None], [1, 1], False),
    ],
)
def test_dominance_asks_for_all_figures_and_one_sure_difference(first, second, dominates) -> None:
    assert composite(two(first, second), {"a": 9, "b": 1}).dominance == [("901", "902")] * dominates


@pytest.mark.parametrize(
    ("share", "others", "scored"),
    [(79, 21, False), (80, 20, True), (81, 19, True), (0.8, 0.2, True), (0.7999, 0.2001, False), (1, 0, True)],
)
def test_a_city_needs_figures_for_80_percent_of_the_weight(share, others, scored) -> None:
    result = composite(rows_of({"901": {"a": 5, "b": None}}), {"a": share, "b": others / 2, "c": others / 2})
    part = pytest.approx(share / (share + others))
    assert result.bands == [Band("901", part, 1, 1, 1)] * scored
    assert result.excluded == [Excluded("901", part)] * (not scored)


@pytest.mark.parametrize(
    ("first", "second", "bands"),
    [
        ([5], [4], [(1, 1), (2, 2)]),
        ([(0, 10)], [5], [(1, 2), (1, 2)]),
        ([(0, 100)], [1], [(1, 1), (2, 2)]),  # 99 draws of 100
        ([(None, 100)], [99], [(2, 2), (1, 1)]),  # a missing lower end is 0
        ([(1000, None)], [1000], [(1, 1), (1, 1)]),  # nobody states more than 1,000
        ([(0, None)], [(0, 1000)], [(1, 2), (1, 2)]),  # as the other, which states 1,000
        ([1, 0], [0, 1], [(1, 2), (1, 2)]),  # the weights alone are uncertain
    ],
)
def test_a_band_leaves_out_what_fewer_than_one_draw_in_twenty_says(first, second, bands) -> None:
    found = spans(composite(two(first, second), dict.fromkeys(CODES[: len(first)], 1)))
    assert [found["901"], found["902"]] == bands


def test_the_same_question_has_one_answer_in_whatever_order_it_is_put() -> None:
    rows = rows_of({f"9{place:02}": {"a": (place, 2 * place + 3), "b": (9 - place, None)} for place in range(9)})
    answer = composite(rows, {"a": 1, "b": 3})
    assert answer == composite(rows[::-1], {"b": 30, "a": 10, "c": 0})
    assert answer != composite(rows, {"a": 1, "b": 3}, seed=1)


def test_nothing_gives_nothing() -> None:
    assert composite([], {"a": 1}) == Composite([], [], [])
    assert composite(rows_of({"901": {"a": None}}), {"a": 1}) == Composite([], [Excluded("901", 0.0)], [])


@pytest.mark.parametrize("weights", [{}, {"a": 0}, {"a": -1}, {"a": 2, "b": -1}, {"a": math.nan}, {"a": math.inf}])
def test_weights_that_say_nothing_are_refused(weights) -> None:
    with pytest.raises(ValueError, match="weight"):
        composite([], weights)


def test_a_page_without_a_composite_does_not_load_numpy() -> None:
    asked = "import sys, opc.composite; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], cwd=Path(__file__).parents[2], check=False).returncode == 0


def test_inputs_are_whole_and_money_is_for_opcs(make_small, monkeypatch) -> None:
    def answer(assumed: str) -> list[tuple]:
        asked = {"cities": "甲市,乙市,壬市", "indicators": "resident_teams,fund_size", "assumed": assumed}
        rows = ask("composite_inputs", asked, date(2026, 9, 30))
        return [(row["name_zh"], *(row[name] for name in COLUMNS[1:])) for row in rows]

    monkeypatch.setenv("OPC_WAREHOUSE", str(make_small(figures=FIGURES)))
    assert answer("false") == [
        ("甲市", "resident_teams", 100, True, 100, True),
        ("甲市", "fund_size", 3e8, True, 3e8, True),
        ("乙市", "resident_teams", 0, True, 200, False),
        ("乙市", "fund_size", *[None] * 4),
        ("壬市", "resident_teams", *[None] * 4),
        ("壬市", "fund_size", *[None] * 4),
    ]
    assert answer("true")[2] == ("乙市", "resident_teams", 100, False, 200, False)
