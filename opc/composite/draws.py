"""Monte Carlo over values and weights: steps 5 to 7 of the composite score (see score.py), cell by cell in numpy."""

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

# How firmly drawn weights keep to the reader's: of four equal ones each lies, nine times in ten, between 16 and 35 %.
CONCENTRATION = 50.0
DECIMALS = 12  # scores are told apart to so many, so that the order of summation breaks no tie


Bounds = tuple[float, float, bool, bool]  # low, high (infinite where there is none), whether each is open
Figures = dict[str, dict[str, Bounds]]  # by city, by indicator


def scores(
    cities: list[str], figures: Figures, shares: Mapping[str, float], draws: int, seed: int, concentration: float
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


def _cap(indicator: str, figures: Figures) -> float:
    """The largest finite bound among all cities: what an unbounded figure is taken to reach."""
    return max(end for city in figures.values() for end in city.get(indicator, ())[:2] if end < math.inf)


def _values(bounds: list[Bounds], cap: float, within: "np.ndarray") -> "np.ndarray":
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


def ranks(scores: "np.ndarray") -> "np.ndarray":
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
