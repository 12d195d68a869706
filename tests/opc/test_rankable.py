"""By which indicators cities can be ranked: known answers, and the composite itself, which has to rank them so."""

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opc.composite import Rankable, composite, largest

CODES = "abcdef"
CITY = st.text(CODES, max_size=6).map(lambda had: "".join(sorted(set(had))))
CITIES = st.lists(CITY, max_size=5).map(lambda cities: dict(zip("56789", cities, strict=False)))
WEIGHTS = st.fixed_dictionaries(dict.fromkeys(CODES, st.integers(1, 10)))


def rows_of(cities: dict[str, str]) -> list[dict[str, Any]]:
    """A row for each city and indicator; a city has a figure of those whose letters it is given."""
    ends = {True: (1, None), False: (None, None)}
    return [
        {"ref_area": city, "indicator": code, **dict(zip(("low", "high"), ends[code in had], strict=True))}
        for city, had in cities.items()
        for code in CODES
    ]


@pytest.mark.parametrize(
    ("cities", "indicators", "ranked"),
    [
        # Five cities at the evidence floor C: two have teams and floor area, four have teams.
        ({"310": "abd", "320": "bc", "330": "af", "370": "acd", "440": "a"}, "ad", "310 370"),
        # Of five indicators four are enough, of four all are needed.
        ({"1": "abcde", "2": "abcd", "3": "abce"}, "abcde", "1 2 3"),
        ({"1": "abcd", "2": "abc"}, "abc", "1 2"),
        # What one city alone publishes would be enough for the share of the weight, and tells it from no other.
        ({"1": "abcde", "2": "abcdf"}, "abcd", "1 2"),
        # The most indicators come before the most cities, and the most cities before the order of the indicators.
        ({"1": "abc", "2": "abc", "3": "bc"}, "abc", "1 2"),
        ({"1": "ab", "2": "ab", "3": "cd", "4": "cd", "5": "cd"}, "cd", "3 4 5"),
        ({"1": "ef", "2": "ef", "3": "cd", "4": "cd"}, "cd", "3 4"),
        # One in common is enough.
        ({"1": "ab", "2": "bc", "3": "cd", "4": "b"}, "b", "1 2 4"),
    ],
)
def test_the_most_indicators_that_rank_two_cities(cities, indicators, ranked) -> None:
    found = largest(rows_of(cities), dict.fromkeys(CODES, 1))
    assert found == Rankable(tuple(indicators), tuple(ranked.split()))


@pytest.mark.parametrize("cities", [{}, {"1": ""}, {"1": "abcdef"}, {"1": "abc", "2": "def"}, {"1": "abc", "2": ""}])
def test_where_no_two_cities_publish_the_same_there_is_no_way(cities) -> None:
    assert largest(rows_of(cities), dict.fromkeys(CODES, 1)) is None


def test_the_weights_of_the_reader_say_what_is_enough() -> None:
    cities = {"1": "ab", "2": "ab", "3": "a"}
    assert largest(rows_of(cities), dict.fromkeys("ab", 1)) == Rankable(("a", "b"), ("1", "2"))
    assert largest(rows_of(cities), {"a": 8, "b": 2}) == Rankable(("a", "b"), ("1", "2", "3"))


@settings(max_examples=60, deadline=None)
@given(CITIES, WEIGHTS)
def test_the_composite_ranks_the_cities_that_were_named_and_no_larger_set_ranks_two(cities, weights) -> None:
    rows, found = rows_of(cities), largest(rows_of(cities), weights)
    if found:
        result = composite(rows, {code: weights[code] for code in found.indicators}, draws=1)
        assert tuple(sorted(band.ref_area for band in result.bands)) == found.cities
        assert result.is_ranking
    for size in range(len(found.indicators) + 1 if found else 1, len(CODES) + 1):
        for chosen in combinations(CODES, size):
            result = composite(rows, {code: weights[code] for code in chosen}, draws=1)
            ranked = [cities[band.ref_area] for band in result.bands]
            assert any(sum(code in had for had in ranked) < 2 for code in chosen), chosen
