"""A composite score whose weights the reader sets: for each city a band of ranks, and the pairs that stay in order.

After the OECD/JRC Handbook on Constructing Composite Indicators (2008), whose steps are named below:

Step 2, data selection    the indicators that the reader gives a weight; for each of them more is better.
Step 3, missing data      nothing is imputed. A city with figures for less than 80 % of the weight gets no score; one
                          that lacks less is scored on what it has, with the weights of that brought back to a sum of 1.
Step 5, normalisation     min-max within a draw, over the cities scored; 0.5 where all of them are equal.
Step 6, aggregation       linear: the weighted mean of the normalised values, from 0 to 1.
Step 7, uncertainty       Monte Carlo over values and weights; the band runs from the 5th to the 95th percentile.
Step 10, presentation     a band and never a bare rank; excluded cities are listed, each with its availability.

Assumptions, for a page to repeat. A value is equally likely anywhere within its bounds. A missing lower end is 0. A
missing upper end is the largest finite bound that any of the cities has in that indicator: "more than 1,000" is
1,000 itself where nobody states more, which is the least that it can be. Weights follow a Dirichlet distribution
around those of the reader. A score depends on the cities beside it and means nothing apart from them.
"""

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from opc.composite.draws import CONCENTRATION, DECIMALS, Figures, ranks, scores

if TYPE_CHECKING:
    import numpy as np

LEAST_AVAILABILITY = 0.8  # the least share of the weight that a city must have figures for
PERCENTILES = (0.05, 0.5, 0.95)  # the best, the middle and the worst rank; each is a rank that did occur


@dataclass(frozen=True, slots=True)
class Band:
    """The ranks of one city: 5th percentile, median, 95th."""

    ref_area: str
    availability: float
    rank_best: int
    rank_median: int
    rank_worst: int


@dataclass(frozen=True, slots=True)
class Excluded:
    """A city without a score: it has figures for too little of the weight."""

    ref_area: str
    availability: float


@dataclass(frozen=True, slots=True)
class Composite:
    """Cities with a band, best first; those without; and pairs whose first is never ranked below the second."""

    bands: list[Band]
    excluded: list[Excluded]
    dominance: list[tuple[str, str]]

    @property
    def is_ranking(self) -> bool:
        """Whether it puts anything in order: one city alone would be the first of itself."""
        return len(self.bands) > 1


def ranked(result: Composite, rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The rows of composite_inputs that the order of cities rests on."""
    cities = {band.ref_area for band in result.bands} if result.is_ranking else set()
    return [row for row in rows if row["ref_area"] in cities]


def banded(result: Composite, rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One row a band: the names of its city, its ranks, the share of the data that it rests on, and its figures."""
    cities: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        cities.setdefault(row["ref_area"], []).append(row)
    named = {city: {name: of[0][name] for name in ("name_zh", "name_en")} | {"of": of} for city, of in cities.items()}
    return [asdict(band) | named[band.ref_area] for band in result.bands]


def composite(
    rows: Iterable[Mapping[str, Any]],
    weights: Mapping[str, float],
    draws: int = 2000,
    seed: int = 20260205,
    concentration: float = CONCENTRATION,
) -> Composite:
    """Score and rank cities from rows of composite_inputs; the same input and seed give the same answer.

    Indicators without a weight above 0 are left out. An infinite `concentration` makes the weights certain.
    ValueError where a weight is negative, all are zero, or nothing would be drawn.
    """
    if draws < 1 or not concentration > 0:
        raise ValueError(f"draws {draws} and concentration {concentration} — both are to be above 0")
    shares = shares_of(weights)
    figures = _figures(rows, shares)
    availability = {city: available(had, shares) for city, had in figures.items()}
    cities = [city for city, available in availability.items() if available >= LEAST_AVAILABILITY]
    excluded = [Excluded(*item) for item in availability.items() if item[1] < LEAST_AVAILABILITY]
    excluded.sort(key=lambda city: (-city.availability, city.ref_area))
    if not cities:
        return Composite([], excluded, [])
    drawn = scores(cities, figures, shares, draws, seed, concentration)
    return Composite(_bands(availability, cities, drawn), excluded, _dominance(cities, figures, shares))


def shares_of(weights: Mapping[str, float]) -> dict[str, float]:
    """Step 6, weighting: the weights brought to a sum of 1, always in the same order; those of 0 are left out."""
    for indicator, weight in weights.items():
        if not (math.isfinite(weight) and weight >= 0):
            raise ValueError(f"the weight of {indicator} is {weight} — a weight is a number from 0 upwards")
    largest = max(weights.values(), default=0)
    if largest == 0:
        raise ValueError("no indicator has a weight — give at least one of them a weight above 0")
    total = math.fsum(weight / largest for weight in weights.values())
    shares = {indicator: weights[indicator] / largest / total for indicator in sorted(weights)}
    return {indicator: share for indicator, share in shares.items() if share > 0}


def available(had: Collection[str], shares: Mapping[str, float]) -> float:
    """Step 3, missing data: the share of the weight for which a city has figures."""
    return round(math.fsum(share for indicator, share in shares.items() if indicator in had), DECIMALS)


def is_disclosed(row: Mapping[str, Any]) -> bool:
    """Whether a row of composite_inputs holds a figure: one without any bound discloses nothing."""
    return not (row["low"] is None and row["high"] is None)


def _figures(rows: Iterable[Mapping[str, Any]], shares: Mapping[str, float]) -> Figures:
    """What each city discloses of the indicators with a weight; a city that discloses nothing is kept, empty."""
    figures: Figures = {}
    for row in rows:
        city = figures.setdefault(row["ref_area"], {})
        low, high = row["low"], row["high"]
        if row["indicator"] in shares and is_disclosed(row):
            ends = (low or 0.0, math.inf if high is None else high)
            city[row["indicator"]] = (*ends, row.get("low_closed") is False, row.get("high_closed") is False)
    return dict(sorted(figures.items()))


def _bands(availability: Mapping[str, float], cities: list[str], scores: "np.ndarray") -> list[Band]:
    """Step 7, uncertainty: the ranks without the outermost draws; best first."""
    import numpy as np

    percentiles = np.quantile(ranks(scores), PERCENTILES, axis=1, method="inverted_cdf").T.tolist()
    bands = [Band(city, availability[city], *three) for city, three in zip(cities, percentiles, strict=True)]
    return sorted(bands, key=lambda band: (band.rank_best + band.rank_worst, band.rank_median, band.ref_area))


def _dominance(cities: list[str], figures: Figures, shares: Mapping[str, float]) -> list[tuple[str, str]]:
    """Pairs of cities with all figures where the first lies nowhere below the second, and surely above it somewhere."""
    import numpy as np

    full = [city for city in cities if len(figures[city]) == len(shares)]
    cells = [figures[city][indicator] for city in full for indicator in shares]
    table = np.array(cells, dtype=float).reshape(len(full), len(shares), 4)
    low, high, low_open, high_open = table.transpose(2, 0, 1)
    mine, other = low[:, None], high[None]
    above = (mine > other) | ((mine == other) & ((low_open[:, None] > 0) | (high_open[None] > 0)))
    pairs = np.argwhere((mine >= other).all(axis=2) & above.any(axis=2))
    return [(full[first], full[second]) for first, second in pairs]
