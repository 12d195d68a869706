"""The way out where weights rank no city, or one alone: the most indicators by which at least two can be ranked.

The rule of score.py stays as it is, that a city has figures for 80 % of the weight. What changes are weights, and
those are the reader's: this only finds which of them could be taken away.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from opc.composite.score import LEAST_AVAILABILITY, available, is_disclosed, shares_of

FEWEST = 2  # one city alone makes no order, and a figure that one city alone has tells it from no other


@dataclass(frozen=True, slots=True)
class Rankable:
    """Indicators, and the cities that they rank."""

    indicators: tuple[str, ...]
    cities: tuple[str, ...]


def largest(rows: Iterable[Mapping[str, Any]], weights: Mapping[str, float]) -> Rankable | None:
    """The most of the indicators weighed, all above 0, by which at least two cities are ranked; None where none do.

    Each of them is published by at least two of the cities that it helps to rank. Of several sets as large it is the
    one that ranks the most cities, and of those the one whose indicators come first in `weights`.
    """
    known: dict[str, set[str]] = {}
    for row in rows:
        if is_disclosed(row):
            known.setdefault(row["ref_area"], set()).add(row["indicator"])
    for size in range(len(weights), 0, -1):
        found = [_ranked(chosen, known, weights) for chosen in combinations(weights, size)]
        if ranking := [each for each in found if _compares(each, known)]:
            return max(ranking, key=lambda each: len(each.cities))
    return None


def _ranked(chosen: tuple[str, ...], known: Mapping[str, set[str]], weights: Mapping[str, float]) -> Rankable:
    shares = shares_of({indicator: weights[indicator] for indicator in chosen})
    cities = sorted(city for city, had in known.items() if available(had, shares) >= LEAST_AVAILABILITY)
    return Rankable(chosen, tuple(cities))


def _compares(each: Rankable, known: Mapping[str, set[str]]) -> bool:
    return all(sum(code in known[city] for city in each.cities) >= FEWEST for code in each.indicators)
