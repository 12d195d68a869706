"""A reader who wants to know what is hidden, and uses all that is published: which figures can be worked out?

The relations: the parts of a table add up to its totals, this month's stock is last month's plus entries minus exits,
and those of a cohort stayed or left. One attack solves the linear equations, another also uses that no count is below
zero, that a team came where a series begins, and that people beyond the first of each team become more or fewer only
where a team came or left, and narrows each hidden figure to an interval, over and over.
"""

from dataclasses import dataclass, field

import numpy as np

from etl.roster.events import AFTER
from etl.roster.suppress import City, Hidden

Name = tuple[str, int, int, int]


@dataclass
class Puzzle:
    """Equations sum(factor · figure) = 0 over figures by name, those that are published, what others are at least.

    `rises`: (a, b, c) where a can be above b (above 0, without b) only if c is at least 1.
    """

    equations: list[dict[Name, int]] = field(default_factory=list)
    known: dict[Name, int] = field(default_factory=dict)
    least: dict[Name, int] = field(default_factory=dict)
    rises: list[tuple[Name, Name | None, Name]] = field(default_factory=list)

    def unknown(self) -> list[Name]:
        """The hidden figures that occur in an equation."""
        return sorted({name for equation in self.equations for name in equation} - set(self.known))

    def _matrix(self) -> tuple[np.ndarray, np.ndarray, list[Name]]:
        names = self.unknown()
        place = {name: number for number, name in enumerate(names)}
        matrix, target = np.zeros((len(self.equations), len(names))), np.zeros(len(self.equations))
        for row, equation in enumerate(self.equations):
            for name, factor in equation.items():
                if name in place:
                    matrix[row, place[name]] += factor
                else:
                    target[row] -= factor * self.known[name]
        used = np.abs(matrix).sum(axis=1) > 0
        return matrix[used], target[used], names

    def solved(self) -> set[Name]:
        """Figures that every solution of the equations agrees on."""
        matrix, _, names = self._matrix()
        if not names:
            return set()
        _, sizes, rows = np.linalg.svd(matrix)
        rank = int((sizes > 1e-8).sum())
        free = np.abs(rows[rank:]).max(axis=0) if rank < len(names) else np.zeros(len(names))
        return {name for name, freedom in zip(names, free, strict=True) if freedom < 1e-8}

    def narrowed(self) -> dict[Name, tuple[float, float]]:
        """The interval that is left of each hidden figure."""
        matrix, target, names = self._matrix()
        bounds = Bounds(names, self.known, self.least)
        equations = [
            (np.flatnonzero(factors), factors[factors != 0], total)
            for factors, total in zip(np.concatenate([matrix, -matrix]), np.concatenate([target, -target]), strict=True)
        ]
        while True:
            before = bounds.low.copy(), bounds.high.copy()
            for places, factors, total in equations:
                bounds.add_up(places, factors, total)
            for rise in self.rises:
                bounds.rise(*rise)
            if np.array_equal(before[0], bounds.low) and np.array_equal(before[1], bounds.high):
                return {name: (bounds.low[place], bounds.high[place]) for place, name in enumerate(names)}


class Bounds:
    """What each figure is at least and at most: the hidden ones first, then those that are known."""

    def __init__(self, hidden: list[Name], known: dict[Name, int], least: dict[Name, int]) -> None:
        self.place = {name: number for number, name in enumerate([*hidden, *known])}
        values = list(known.values())
        self.low = np.array([least.get(name, 0) for name in hidden] + values, dtype=float)
        self.high = np.array([np.inf] * len(hidden) + values, dtype=float)

    def add_up(self, places: np.ndarray, factors: np.ndarray, total: float) -> None:
        """Where sum = total, a figure with a positive factor is at most total minus the least of the others."""
        least = np.where(factors > 0, factors * self.low[places], factors * self.high[places])
        unbounded = np.isinf(least)
        if unbounded.sum() > 1:
            return
        narrowed = unbounded if unbounded.any() else ~unbounded
        others = least[~unbounded].sum() - np.where(unbounded, 0, least)
        limits = (total - others) / factors
        up, down = narrowed & (factors > 0), narrowed & (factors < 0)
        self.high[places[up]] = np.minimum(self.high[places[up]], limits[up])
        self.low[places[down]] = np.maximum(self.low[places[down]], limits[down])

    def rise(self, upper: Name, lower: Name | None, needed: Name) -> None:
        """`upper` is above `lower`, or 0, only if `needed` is at least 1."""
        above, cause = self.place[upper], self.place[needed]
        below = None if lower is None else self.place[lower]
        if self.low[above] > (0 if below is None else self.high[below]):
            self.low[cause] = max(self.low[cause], 1)
        if self.high[cause] < 1:
            self.high[above] = min(self.high[above], 0 if below is None else self.high[below])
            if below is not None:
                self.low[below] = max(self.low[below], self.low[above])


def puzzle(city: City, hidden: Hidden) -> Puzzle:
    """What is published of a city, as equations."""
    result = Puzzle()
    for name, counts, mask in (
        ("active", city.active, hidden.stock),
        ("entered", city.entered, hidden.flow),
        ("left", city.left, hidden.flow),
        ("beyond", city.headcount - city.active, hidden.stock),
    ):
        _publish(result, name, counts, mask)
        _add_up(result, name, counts.shape)
    for month, row, column in np.ndindex(city.active.shape):
        equation = {
            ("active", month, row, column): 1,
            ("entered", month, row, column): -1,
            ("left", month, row, column): 1,
        }
        if month:
            equation[("active", month - 1, row, column)] = -1
        result.equations.append(equation)
        _people(result, (month, row, column))
    begins = city.there.copy()
    begins[1:] &= ~city.there[:-1]
    result.least |= {("entered", *map(int, place)): 1 for place in np.argwhere(begins)}
    for after in AFTER:
        _survival(result, city, hidden, after)
    return result


def _publish(result: Puzzle, name: str, counts: np.ndarray, mask: np.ndarray) -> None:
    for place in np.ndindex(counts.shape):
        if not mask[place]:
            result.known[(name, *place)] = int(counts[place])


def _add_up(result: Puzzle, name: str, shape: tuple[int, ...]) -> None:
    months, height, width = shape
    for month in range(months):
        for column in range(width):
            parts = {(name, month, row, column): 1 for row in range(1, height)}
            result.equations.append(parts | {(name, month, 0, column): -1})
        for row in range(height):
            parts = {(name, month, row, column): 1 for column in range(1, width)}
            result.equations.append(parts | {(name, month, row, 0): -1})


def _people(result: Puzzle, place: tuple[int, int, int]) -> None:
    """People beyond the first of each team come with a team, leave with one, and are in one."""
    month, row, column = place
    earlier = ("beyond", month - 1, row, column) if month else None
    result.rises.append((("beyond", *place), earlier, ("entered", *place)))
    if earlier:
        result.rises.append((earlier, ("beyond", *place), ("left", *place)))
    result.rises.append((("beyond", *place), None, ("active", *place)))


def _survival(result: Puzzle, city: City, hidden: Hidden, after: int) -> None:
    stayed, gone = f"stayed_{after}", f"gone_{after}"
    unknown = hidden.survival[after].copy()
    # A share of a hidden cohort is hidden; where the cohort is published as nobody, nobody stayed.
    unknown[after:] |= hidden.flow[:-after]
    _publish(result, stayed, city.stayed[after], unknown)
    _add_up(result, stayed, city.active.shape)
    for month, row, column in np.ndindex(city.active.shape):
        equation = {(stayed, month, row, column): 1, (gone, month, row, column): 1}
        if month >= after:
            equation[("entered", month - after, row, column)] = -1
        result.equations.append(equation)
