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

if TYPE_CHECKING:
    import numpy as np

LEAST_AVAILABILITY = 0.8  # the least share of the weight that a city must have figures for
# How firmly drawn weights keep to the reader's: of four equal ones each lies, nine times in ten, between 16 and 35 %.
CONCENTRATION = 50.0
PERCENTILES = (0.05, 0.5, 0.95)  # the best, the middle and the worst rank; each is a rank that did occur
DECIMALS = 12  # scores are told apart to so many, so that the order of summation breaks no tie


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


_Bounds = tuple[float, float, bool, bool]  # low, high (infinite where there is none), whether each is open
_Figures = dict[str, dict[str, _Bounds]]  # by city, by indicator


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
    scores = _scores(cities, figures, shares, draws, seed, concentration)
    return Composite(_bands(availability, cities, scores), excluded, _dominance(cities, figures, shares))


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


def _figures(rows: Iterable[Mapping[str, Any]], shares: Mapping[str, float]) -> _Figures:
    """What each city discloses of the indicators with a weight; a city that discloses nothing is kept, empty."""
    figures: _Figures = {}
    for row in rows:
        city = figures.setdefault(row["ref_area"], {})
        low, high = row["low"], row["high"]
        if row["indicator"] in shares and is_disclosed(row):
            ends = (low or 0.0, math.inf if high is None else high)
            city[row["indicator"]] = (*ends, row.get("low_closed") is False, row.get("high_closed") is False)
    return dict(sorted(figures.items()))


def _scores(
    cities: list[str], figures: _Figures, shares: Mapping[str, float], draws: int, seed: int, concentration: float
) -> "np.ndarray":
    """Steps 6 and 7: a row of scores for each city, a column for each draw.

    One indicator after the other, each step cell by cell: a city that is nowhere below another stays so when rounded.
    """
    import numpy as np

    random, centre = np.random.default_rng(seed), np.array([*shares.values()])
    certain = math.isinf(concentration)
    weights = np.tile(centre, (draws, 1)) if certain else random.dirichlet(concentration * centre, draws)
    total, weight = np.zeros((len(cities), draws)), np.zeros((len(cities), draws))
    for indicator, drawn in zip(shares, weights.T.copy(), strict=True):
        having = [place for place, city in enumerate(cities) if indicator in figures[city]]
        if having:
            bounds = [figures[cities[place]][indicator] for place in having]
            total[having] += _values(bounds, _cap(indicator, figures), random.random((len(having), draws))) * drawn
            weight[having] += drawn
    # Where weights are hardly held, a draw may give all its weight to what a city lacks: nothing is known of it then.
    return np.divide(total, weight, out=np.full_like(total, 0.5), where=weight > 0).round(DECIMALS)


def _cap(indicator: str, figures: _Figures) -> float:
    """The largest finite bound among all cities: what an unbounded figure is taken to reach."""
    return max(end for city in figures.values() for end in city.get(indicator, ())[:2] if end < math.inf)


def _values(bounds: list[_Bounds], cap: float, within: "np.ndarray") -> "np.ndarray":
    """Step 5, normalisation: the values `within` (0 to 1) their bounds, min-max in each draw. Done in place."""
    import numpy as np

    low, high = np.array([one[:2] for one in bounds]).T[:, :, None]
    high = np.minimum(high, cap)
    within *= high - low
    within += low
    np.minimum(within, high, out=within)
    within -= within.min(axis=0)
    spread = within.max(axis=0)
    within /= np.where(spread > 0, spread, 1)
    within[:, spread == 0] = 0.5
    return within


def _ranks(scores: "np.ndarray") -> "np.ndarray":
    """The place of each city in each draw, from 1; equal scores share the best one."""
    import numpy as np

    falling = -scores.T
    order = falling.argsort(axis=1)
    ordered = np.take_along_axis(falling, order, axis=1)
    places = np.tile(np.arange(1, len(scores) + 1), (len(falling), 1))
    places[:, 1:][ordered[:, 1:] == ordered[:, :-1]] = 1
    ranks = np.empty_like(places)
    np.put_along_axis(ranks, order, np.maximum.accumulate(places, axis=1), axis=1)
    return ranks.T


def _bands(availability: Mapping[str, float], cities: list[str], scores: "np.ndarray") -> list[Band]:
    """Step 7, uncertainty: the ranks without the outermost draws; best first."""
    import numpy as np

    ranks = np.quantile(_ranks(scores), PERCENTILES, axis=1, method="inverted_cdf").T.tolist()
    bands = [Band(city, availability[city], *rank) for city, rank in zip(cities, ranks, strict=True)]
    return sorted(bands, key=lambda band: (band.rank_best + band.rank_worst, band.rank_median, band.ref_area))


def _dominance(cities: list[str], figures: _Figures, shares: Mapping[str, float]) -> list[tuple[str, str]]:
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
