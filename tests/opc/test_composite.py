"""The composite score, held against slow references: exact ones with fractions, drawn ones cell by cell."""

import math
import subprocess
import sys
import tracemalloc
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opc.composite import CONCENTRATION, DECIMALS, Band, Excluded, composite

CODES = "abc"
CITIES = st.integers(1, 5).map(lambda count: [f"9{place:02}" for place in range(count)])
WEIGHTS = st.lists(st.integers(0, 4), min_size=3, max_size=3).filter(any).map(lambda w: dict(zip(CODES, w, strict=True)))
NUMBER = st.integers(0, 6)
RANGE = st.tuples(NUMBER, NUMBER).map(lambda ends: (min(ends), max(ends)))
BOUNDS = st.one_of(NUMBER, RANGE, NUMBER.map(lambda low: (low, None)), NUMBER.map(lambda high: (None, high)), st.none())


def rows_of(table: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows from a table of cells: a number, (low, high), (low, low_closed, high, high_closed), or None."""
    rows = []
    for city, cells in table.items():
        for code, cell in cells.items():
            low, high = cell[::2] if isinstance(cell, tuple) and len(cell) == 4 else _pair(cell)
            closed = cell[1::2] if isinstance(cell, tuple) and len(cell) == 4 else (True, True)
            flags = (None if end is None else flag for end, flag in zip((low, high), closed, strict=True))
            values = (city, code, low, high, *flags)
            rows.append(dict(zip(("ref_area", "indicator", "low", "high", "low_closed", "high_closed"), values, strict=True)))
    return rows


def _pair(cell: Any) -> tuple:
    return cell if isinstance(cell, tuple) else (cell, cell)


def tables(cells: st.SearchStrategy) -> st.SearchStrategy:
    return CITIES.flatmap(lambda cities: st.fixed_dictionaries(
        {city: st.fixed_dictionaries(dict.fromkeys(CODES, cells)) for city in cities}
    ))  # fmt: skip


def spans(result: Any) -> dict[str, tuple[int, int, int]]:
    return {band.ref_area: (band.rank_best, band.rank_median, band.rank_worst) for band in result.bands}


def exact_scores(table: dict, weights: dict[str, int]) -> dict[str, Fraction]:
    """The handbook's linear aggregation of min-max values, from its definition, with fractions."""
    total = sum(weights.values())
    having = {city: [code for code in CODES if weights[code] and cells[code] is not None] for city, cells in table.items()}
    scored = {city: codes for city, codes in having.items() if 5 * sum(weights[c] for c in codes) >= 4 * total}
    scores = {}
    for city, codes in scored.items():
        parts = []
        for code in codes:
            column = [table[other][code] for other in scored if code in scored[other]]
            low, spread = min(column), max(column) - min(column)
            parts.append(weights[code] * (Fraction(table[city][code] - low, spread) if spread else Fraction(1, 2)))
        scores[city] = sum(parts) / sum(weights[code] for code in codes)
    return scores


@settings(max_examples=300, deadline=None)
@given(tables(st.one_of(NUMBER, NUMBER, st.none())), WEIGHTS)
def test_exact_values_and_certain_weights_give_the_ranks_of_the_definition(table, weights) -> None:
    scores = exact_scores(table, weights)
    result = composite(rows_of(table), weights, draws=3, concentration=math.inf)
    ranks = {city: 1 + sum(other > score for other in scores.values()) for city, score in scores.items()}
    assert spans(result) == {city: (rank,) * 3 for city, rank in ranks.items()}
    assert {one.ref_area for one in result.excluded} == table.keys() - scores.keys()
    for band in result.bands:
        assert band.score_low == band.score_high == pytest.approx(float(scores[band.ref_area]), abs=1e-11)


def drawn_bands(table: dict, weights: dict[str, int], draws: int, seed: int) -> dict[str, tuple]:
    """The same draws, gone through one by one; for tables where all cities are scored."""
    codes = [code for code in sorted(weights) if weights[code]]
    random, cities = np.random.default_rng(seed), sorted(table)
    shares = np.array([weights[code] / sum(weights.values()) for code in codes])
    weighting, shifts = random.dirichlet(CONCENTRATION * shares, draws), {}
    for code in codes:
        having = [city for city in cities if table[city][code] is not None]
        shifts[code] = dict(zip(having, random.random((len(having), draws)).tolist(), strict=True))
    caps = {code: max(e for city in shifts[code] for e in _pair(table[city][code]) if e is not None) for code in codes}
    seen: dict[str, list] = {city: [] for city in cities}
    for draw in range(draws):
        score, weight = dict.fromkeys(cities, 0.0), dict.fromkeys(cities, 0.0)
        for code, drawn in zip(codes, weighting[draw].tolist(), strict=True):
            values = {}
            for city, shift in shifts[code].items():
                low, high = _pair(table[city][code])
                low, high = low or 0, caps[code] if high is None else high
                values[city] = low + (high - low) * shift[draw]
            least, most = min(values.values()), max(values.values())
            for city, value in values.items():
                score[city] += drawn * ((value - least) / (most - least) if most > least else 0.5)
                weight[city] += drawn
        final = {city: round(score[city] / weight[city], DECIMALS - 1) for city in cities}
        for city in cities:
            seen[city].append((1 + sum(other > final[city] for other in final.values()), final[city]))
    places = [math.ceil(part * draws) - 1 for part in (0.05, 0.5, 0.95)]
    return {
        city: tuple(sorted(rank for rank, _ in pairs)[place] for place in places)
        + tuple(sorted(score for _, score in pairs)[place] for place in places[::2])
        for city, pairs in seen.items()
    }


@pytest.mark.parametrize("seed", range(5))
def test_bands_are_those_of_the_same_draws_gone_through_one_by_one(seed) -> None:
    table = {
        "901": {"a": (10, 30), "b": (5, None), "c": 4},
        "902": {"a": 20, "b": (None, 9), "c": None},
        "903": {"a": (15, 25), "b": 7, "c": 4},
        "904": {"a": (0, 50), "b": 6, "c": None},
    }
    weights = {"c": 2, "b": 4, "a": 5}
    found = composite(rows_of(table), weights, draws=137, seed=seed)
    expected = drawn_bands(table, weights, 137, seed)
    assert spans(found) == {city: ranks[:3] for city, ranks in expected.items()}
    for band in found.bands:
        assert (band.score_low, band.score_high) == pytest.approx(expected[band.ref_area][3:], abs=1e-10)


@settings(max_examples=300, deadline=None)
@given(tables(BOUNDS), WEIGHTS, st.integers(0, 2**32), st.sampled_from([0.01, 1.0, 50.0, math.inf]))
def test_no_weighting_and_no_draw_reverses_a_dominance_pair(table, weights, seed, concentration) -> None:
    result = composite(rows_of(table), weights, draws=1, seed=seed, concentration=concentration)
    ranks = spans(result)
    for first, second in result.dominance:
        assert ranks[first] <= ranks[second]


@settings(deadline=None)
@given(tables(BOUNDS), WEIGHTS, st.data())
def test_wider_bounds_add_no_dominance_pair(table, weights, data) -> None:
    city, code = data.draw(st.sampled_from(sorted(table))), data.draw(st.sampled_from(CODES))
    low, high = _pair(table[city][code])
    wider = (None if low is None else max(0, low - 2), None if high is None else high + data.draw(NUMBER))
    widened = table | {city: table[city] | {code: wider}}
    before, after = (composite(rows_of(each), weights, draws=1).dominance for each in (table, widened))
    assert set(after) <= set(before)


@pytest.mark.parametrize(
    ("first", "second", "pairs"),
    [
        ({"a": 2, "b": 2}, {"a": 2, "b": 1}, [("901", "902")]),
        ({"a": 2, "b": 2}, {"a": 2, "b": 2}, []),
        ({"a": 2, "b": 1}, {"a": 1, "b": 2}, []),
        ({"a": 2, "b": (3, None)}, {"a": 1, "b": (None, 3)}, [("901", "902")]),
        ({"a": 2, "b": (3, None)}, {"a": 1, "b": (0, None)}, []),
        ({"a": 2, "b": (3, False, None, None)}, {"a": 2, "b": 3}, [("901", "902")]),
        ({"a": 2, "b": 3}, {"a": 2, "b": (None, None, 3, False)}, [("901", "902")]),
        ({"a": 2, "b": None}, {"a": 1, "b": 1}, []),
    ],
)
def test_dominance_asks_for_all_figures_and_one_sure_difference(first, second, pairs) -> None:
    assert composite(rows_of({"901": first, "902": second}), {"a": 9, "b": 1}).dominance == pairs


@pytest.mark.parametrize(
    ("weights", "scored"),
    [
        ({"a": 79, "b": 21}, False),
        ({"a": 80, "b": 20}, True),
        ({"a": 81, "b": 19}, True),
        ({"a": 0.8, "b": 0.1, "c": 0.1}, True),
        ({"a": 0.7999, "b": 0.2001}, False),
        ({"a": 1, "b": 0}, True),
    ],
)
def test_a_city_needs_figures_for_80_percent_of_the_weight(weights, scored) -> None:
    result = composite(rows_of({"901": {"a": 5, "b": None, "c": None}}), weights)
    share = pytest.approx(weights["a"] / sum(weights.values()))
    assert result.bands == ([Band("901", share, 1, 1, 1, 0.5, 0.5)] if scored else [])
    assert result.excluded == ([] if scored else [Excluded("901", share)])


def test_the_same_question_has_one_answer_in_whatever_order_it_is_put() -> None:
    rows = rows_of({f"9{place:02}": {"a": (place, 2 * place + 3), "b": (9 - place, None)} for place in range(9)})
    answer = composite(rows, {"a": 1, "b": 3})
    assert answer == composite(rows[::-1], {"b": 30, "a": 10})
    assert answer != composite(rows, {"a": 1, "b": 3}, seed=1)


@pytest.mark.parametrize(
    ("first", "second", "ranks"),
    [
        (5, 4, ((1, 1, 1), (2, 2, 2))),
        ((0, 10), 5, ((1, 1, 2), (1, 2, 2))),
        ((0, 100), 1, ((1, 1, 1), (2, 2, 2))),  # 99 draws of 100
        ((None, 100), 99, ((2, 2, 2), (1, 1, 1))),  # a missing lower end is 0
        ((1000, None), 1000, ((1, 1, 1), (1, 1, 1))),  # nobody states more than 1,000
    ],
)
def test_a_band_leaves_out_what_one_draw_in_twenty_says(first, second, ranks) -> None:
    found = spans(composite(rows_of({"901": {"a": first}, "902": {"a": second}}), {"a": 1}, seed=8))
    assert all(ranks[place][0] == found[city][0] and ranks[place][2] == found[city][2] for place, city in enumerate(found))


def test_a_missing_upper_end_reaches_the_largest_bound_that_anyone_states() -> None:
    rows = rows_of({"901": {"a": (1000, None)}, "902": {"a": (0, 3000)}, "903": {"a": 0}, "904": {"a": 3000}})
    band = next(band for band in composite(rows, {"a": 1}).bands if band.ref_area == "901")
    assert band.score_low == pytest.approx(1 / 3 + 0.05 * 2 / 3, abs=0.02)
    assert band.score_high == pytest.approx(1 / 3 + 0.95 * 2 / 3, abs=0.02)
