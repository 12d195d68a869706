"""No hidden figure can be worked out, and not everything is hidden."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.roster.events import AFTER
from etl.roster.suppress import WAYS, City, Hidden, hide
from tests.etl.roster.attacker import puzzle


def with_totals(cells: np.ndarray) -> np.ndarray:
    """Put the sums over rows and columns in place 0."""
    months, height, width = cells.shape
    table = np.zeros((months, height + 1, width + 1), dtype=np.int64)
    table[:, 1:, 1:] = cells
    table[:, 0, 1:] = cells.sum(axis=1)
    table[:, :, 0] = table[:, :, 1:].sum(axis=2)
    return table


def random_city(seed: int, months: int, height: int, width: int, density: float) -> City:
    """A city where `density` teams of 1 to 4 people come to a cell in a month, and as many leave in the long run."""
    luck = np.random.default_rng(seed)
    weight = luck.choice([0.1, 1, 4], size=(height, width)) * density
    entered = luck.poisson(weight, size=(months, height, width))
    entered[0] += luck.poisson(weight * 8)
    left, active = np.zeros_like(entered), np.zeros_like(entered)
    stock = np.zeros((height, width), dtype=np.int64)
    for month in range(months):
        stock = stock + entered[month]
        left[month] = luck.binomial(stock, 0.15)
        stock = stock - left[month]
        active[month] = stock
    cohort, stayed = {}, {}
    for after in AFTER:
        earlier = np.zeros_like(entered)
        earlier[after:] = entered[:-after] if after < months else 0
        stayed[after] = with_totals(luck.binomial(earlier, 0.7))
        cohort[after] = with_totals(earlier)
    people = random_people(luck, entered, left)
    counts = [with_totals(table) for table in (active, entered, left, people)]
    there = np.cumsum(counts[1], axis=0) > 0
    return City(there, *counts, cohort, stayed)


def cities(
    months: int = 8, height: tuple[int, int] = (1, 4), width: tuple[int, int] = (1, 3), most: float = 10
) -> st.SearchStrategy[City]:
    """Invented cities of at most so many months, and of so many districts and sectors."""
    return st.builds(
        random_city,
        seed=st.integers(0, 2**32),
        months=st.integers(1, months),
        height=st.integers(*height),
        width=st.integers(*width),
        density=st.sampled_from([density for density in (0.05, 0.3, 1, 3, 10) if density <= most]),
    )


def random_people(luck: np.random.Generator, entered: np.ndarray, left: np.ndarray) -> np.ndarray:
    """The people of teams of 1 to 4; who leaves is drawn among those there."""
    headcount = np.zeros_like(entered)
    for row, column in np.ndindex(entered.shape[1:]):
        teams = np.zeros(0, dtype=np.int64)
        for month in range(len(entered)):
            teams = np.append(teams, luck.integers(1, 5, size=entered[month, row, column]))
            teams = luck.permutation(teams)[left[month, row, column] :]
            headcount[month, row, column] = teams.sum()
    return headcount


def bare(city: City, min_cell: int) -> Hidden:
    """Only small counts hidden, which is what the rules of `suppress` add to."""
    stock, entered, left = ((counts > 0) & (counts < min_cell) for counts in (city.active, city.entered, city.left))
    survival = {after: np.zeros_like(stock) for after in AFTER}
    return Hidden(stock, entered | left, survival)


def is_small_survival(city: City, name: tuple[str, int, int, int], min_cell: int) -> bool:
    after = int(name[0].rsplit("_", 1)[1])
    stayed, cohort = city.stayed[after][name[1:]], city.cohort[after][name[1:]]
    return 0 < stayed < min_cell or 0 < cohort - stayed < min_cell


def worked_out(city: City, hidden: Hidden, min_cell: int) -> set:
    """The hidden stocks and flows, and the small survivals, that an attacker finds."""
    asked = puzzle(city, hidden)
    found = asked.solved() | {name for name, (low, high) in asked.narrowed().items() if high - low < 1e-9}
    counts = {name for name in found if name[0] in ("active", "entered", "left")}
    shares = {name for name in found if name[0].startswith(("stayed", "gone"))}
    return counts | {name for name in shares if is_small_survival(city, name, min_cell)}


@settings(deadline=None, max_examples=40)
@given(city=cities(), min_cell=st.integers(3, 6))
def test_nothing_hidden_can_be_worked_out(city, min_cell):
    hidden = hide(city, min_cell)
    for counts, mask in ((city.active, hidden.stock), (city.entered, hidden.flow), (city.left, hidden.flow)):
        assert not (city.there & (counts > 0) & (counts < min_cell) & ~mask).any()
    assert worked_out(city, hidden, min_cell) == set()


@settings(deadline=None, max_examples=40)
@given(city=cities(months=7, height=(2, 4), width=(2, 3), most=3))
def test_nothing_small_can_be_worked_out_where_no_cell_is_shown(city):
    counts = {"active": city.active, "entered": city.entered, "left": city.left}
    found = [name for name in worked_out(city, hide(city, 3, cells=False), 3) if name[0] in counts]
    # A large cell may be known; a total that is hidden is hidden for a small one.
    assert [name for name in found if 0 in name[2:] or 0 < counts[name[0]][name[1:]] < 3] == []


def could_be(city: City, changes: list) -> bool:
    """Whether there could be a city with these changes (table, month, row, column, by how much) in its cells."""
    tables = {"entered": city.entered, "left": city.left, "beyond": city.headcount - city.active}
    tables = {name: table.copy() for name, table in tables.items()}
    for name, month, row, column, change in changes:
        if month < len(city.active):
            tables[name][month, row, column] += change
    entered, left, beyond = (table[:, 1:, 1:] for table in tables.values())
    active = np.cumsum(entered - left, axis=0)
    moved = np.diff(beyond, axis=0, prepend=0)
    began = np.diff(city.there[:, 1:, 1:].astype(int), axis=0, prepend=0) > 0
    sound = min(table.min() for table in (entered, left, active, beyond)) >= 0
    alone = (active > 0) | (beyond == 0)
    return bool(sound and (alone & ((entered > 0) | ((moved <= 0) & ~began)) & ((left > 0) | (moved >= 0))).all())


def is_open(city: City, hidden: Hidden, place: tuple) -> bool:
    """Whether some rectangle of hidden stocks holds the figure and could be otherwise, with its people."""
    month, row, column = place
    mask = hidden.stock[month]
    flows = [("entered", 0), ("left", 0), ("entered", 1), ("left", 1)]
    for other_row, other_column in np.argwhere(mask):
        rows, columns = (row, other_row), (column, other_column)
        if row == other_row or column == other_column or not mask[np.ix_(rows, columns)].all():
            continue
        cells = [(r, c, 1 if (r == row) == (c == column) else -1) for r in rows for c in columns if r and c]
        for step, way, people in product((1, -1), WAYS, sorted(range(-40, 41), key=abs)):
            changes = [("beyond", month, r, c, step * sign * people) for r, c, sign in cells]
            for (name, later), change in zip(flows, way, strict=True):
                changes += [(name, month + later, r, c, step * sign * change) for r, c, sign in cells]
            if could_be(city, changes):
                return True
    return False


@settings(deadline=None, max_examples=25)
@given(
    seed=st.integers(0, 2**32), months=st.integers(1, 4), height=st.integers(1, 2), density=st.sampled_from([0.1, 1])
)
def test_each_hidden_stock_could_be_another_with_the_same_people_before_and_after(seed, months, height, density):
    city = random_city(seed, months, height, 3, density)
    hidden = hide(city, 3)
    assert [place for place in map(tuple, np.argwhere(hidden.stock)) if not is_open(city, hidden, place)] == []


def flows(entered: list, left: list, beyond: list | int = 0) -> City:
    """A city of a few months, told by its cells; its series begin with their first entry.

    `beyond`: the people beyond the first of each team.
    """
    come, gone = np.array(entered), np.array(left)
    nobody = {after: np.zeros_like(with_totals(come)) for after in AFTER}
    active = with_totals((come - gone).cumsum(axis=0))
    there = with_totals(come).cumsum(axis=0) > 0
    headcount = active + with_totals(np.zeros_like(come) + beyond)
    return City(there, active, with_totals(come), with_totals(gone), headcount, nobody, nobody)


MANY = [[20, 30], [40, 50]]
NONE = [[0, 0], [0, 0]]
# What a reader could do, and the month, row and column that it would give away.
ATTACKS = {
    "a total minus its other part": (flows([[[2, 30], [40, 50]]], [NONE]), ("active", 0, 1, 1)),
    "this month minus last month": (flows([MANY, NONE], [NONE, [[1, 6], [7, 8]]]), ("left", 1, 1, 1)),
    "a drop where nobody came": (flows([MANY, NONE, MANY], [NONE, [[2, 0], [9, 0]], NONE]), ("left", 1, 1, 1)),
    "one team in each cell where all series begin": (
        flows([[[1, 1], [1, 1]], NONE], [[[1, 1], [1, 1]], NONE]),
        ("entered", 0, 1, 1),
    ),
    "one team in each sector where all series begin": (
        flows([[[1, 1, 1]], [[0, 0, 0]]], [[[1, 1, 1]], [[0, 0, 0]]]),
        ("entered", 0, 1, 2),
    ),
    "between two months": (
        flows([[[2, 30], [40, 50]], [[30, 9], [8, 7]]], [NONE, [[5, 5], [5, 5]]]),
        ("active", 0, 1, 1),
    ),
    "fewer people in more teams, so one left": (
        flows([[[6, 6, 6, 5]], [[0, 0, 2, 3]]], [[[0, 0, 0, 0]], [[1, 1, 1, 0]]], [[[0, 0, 8, 0]], [[0, 0, 0, 0]]]),
        ("left", 1, 1, 3),
    ),
    "more people in fewer teams, so one came": (
        flows([[[6, 6, 6, 9]], [[1, 1, 1, 0]]], [[[0, 0, 0, 0]], [[0, 0, 2, 3]]], [[[0, 0, 0, 0]], [[0, 0, 8, 0]]]),
        ("entered", 1, 1, 3),
    ),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_that_works_on_bare_suppression_fails(attack):
    city, target = ATTACKS[attack]
    assert target in worked_out(city, bare(city, 3), 3)
    assert worked_out(city, hide(city, 3), 3) == set()


def test_nothing_small_nothing_hidden():
    city = flows([MANY, MANY], [NONE, [[5, 6], [7, 8]]])
    hidden = hide(city, 3)
    assert not hidden.stock.any()
    assert not hidden.flow.any()


def test_a_small_cell_takes_the_cheapest_rectangle_with_it():
    city = flows([[[2, 10, 90], [20, 30, 40], [50, 60, 70]]], [[[0] * 3] * 3])
    assert np.argwhere(hide(city, 3).stock[0]).tolist() == [[1, 1], [1, 2], [2, 1], [2, 2]]


def test_of_one_and_two_the_same_is_hidden():
    """Who knows the rules would learn from another rectangle which of them it is."""
    one, two = (hide(flows([[[0, 9]], [[few, 0]]], [[[0, 0]], [[0, 0]]]), 3) for few in (1, 2))
    assert np.array_equal(one.stock, two.stock)
    assert np.array_equal(one.flow, two.flow)


def test_a_limit_of_one_hides_nothing():
    assert not hide(random_city(1, 6, 3, 3, 0.3), 1).flow.any()


def test_a_share_of_a_hidden_cohort_is_hidden_whether_anybody_was_in_it_or_not():
    city = random_city(3, 20, 3, 3, 0.3)
    hidden = hide(city, 3)
    for after in AFTER:
        of_hidden = hidden.flow[:-after]
        assert (of_hidden & (city.entered[:-after] == 0)).any()
        assert hidden.survival[after][after:][of_hidden].all()


def test_what_is_hidden_is_null_in_the_file(roster, roll):
    many = [
        {"district": d, "sector": s}
        for d in ("合成东区", "合成西区")
        for s in ("合成软件", "合成设计")
        for _ in range(9)
    ]
    few = [{"district": "合成南区", "left_on": "2024-02-10"}, {"district": "合成南区"}]
    result = roll(roster([*many, *few]), min_cell=3)
    assert result.report["rows_suppressed"] == sum(row["is_suppressed"] for row in result.table.to_pylist())
    small = [row for row in result.rows("district") if row["district"] == "合成南区"]
    assert {row[name] for row in small[:2] for name in ("active", "entered", "left", "median_stay_days")} == {None}
    open_rows = [row for row in result.table.to_pylist() if not row["is_suppressed"]]
    assert open_rows
    assert all(row[name] is not None for row in open_rows for name in ("active", "entered", "left", "headcount"))
    whole = roll(roster([*many, *few]), min_cell=1)
    assert not any(row["is_suppressed"] for row in whole.table.to_pylist())
