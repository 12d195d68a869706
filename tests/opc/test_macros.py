"""Interval arithmetic of macros.sql, held against a slow reference that is written from the definition.

An operation on two intervals gives the set of all results of their inner points. Whether a value belongs to that set
can be decided exactly, with fractions and without any rule about corners: v is a quotient of A and B if some y of B
other than 0 has v · y in A. The ends of the set are found by asking for every value at which it could begin or end,
and for one value between each two of them. All cases are evaluated by DuckDB in one query.
"""

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import duckdb
import pyarrow
import pytest

from etl.derive import schema

MACROS = Path(__file__).resolve().parents[2] / "opc" / "queries" / "macros.sql"
ENDS = ("low", "low_closed", "high", "high_closed")
RANDOM_PAIRS = 10_000
# Each operation, and the macro's text over two intervals a and b.
EXPRESSIONS = {
    "negative": "negative(a)",
    "not_negative": "not_negative(a)",
    "scaled": "scaled(a, 2.5)",
    "total": "total(a, b)",
    "difference": "difference(a, b)",
    "ratio": "ratio(a, b)",
}
BINARY = ("total", "difference", "ratio")
FACTOR = Fraction(5, 2)
NEAR = 1 / 64


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers between two ends. None is unbounded; an end that is closed belongs to the interval."""

    low: Fraction | float | None = None
    low_closed: bool | None = None
    high: Fraction | float | None = None
    high_closed: bool | None = None

    def __contains__(self, value: Fraction | float) -> bool:
        above = self.low is None or value > self.low or (value == self.low and self.low_closed)
        below = self.high is None or value < self.high or (value == self.high and self.high_closed)
        return bool(above and below)

    def is_empty(self) -> bool:
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and not (self.low_closed and self.high_closed))

    def meets(self, other: "Interval") -> bool:
        """Whether the two share a number."""
        return not self.and_also(other).is_empty()

    def and_also(self, other: "Interval") -> "Interval":
        """The numbers that belong to both."""
        lows = [(i.low, not i.low_closed) for i in (self, other) if i.low is not None]
        highs = [(i.high, bool(i.high_closed)) for i in (self, other) if i.high is not None]
        low, low_open = max(lows, default=(None, None))
        high, high_closed = min(highs, default=(None, None))
        return Interval(low, None if low is None else not low_open, high, high_closed)

    def mapped(self, onto: Callable[[Fraction], Fraction], falling: bool) -> "Interval":
        """The interval of onto(x), where onto is a line that rises, or falls, and does not break."""
        ends = [
            (None if end is None else onto(end), closed)
            for end, closed in ((self.low, self.low_closed), (self.high, self.high_closed))
        ]
        (low, low_closed), (high, high_closed) = reversed(ends) if falling else ends
        return Interval(low, low_closed, high, high_closed)

    def ends(self) -> list[Fraction]:
        return [end for end in (self.low, self.high) if end is not None]

    def in_doubles(self) -> "Interval":
        """The same with its ends rounded to doubles, as one operation on doubles rounds them."""
        low, high = (None if end is None else float(end) for end in (self.low, self.high))
        return Interval(low, self.low_closed, high, self.high_closed)

    def inner_points(self) -> list[float]:
        """Some numbers of the interval: its ends or numbers just inside them, and one far out or in the middle."""
        if self.low is None or self.high is None:
            end, outwards = (self.high, -1) if self.low is None else (self.low, 1)
            end = end or 0.0
            tried = {end, end + NEAR * outwards, end + 7 * outwards}
        else:
            tried = {self.low, self.low + NEAR, (self.low + self.high) / 2, self.high - NEAR, self.high}
        return [value for value in tried if value in self]


EVERYTHING = Interval()


def image(candidates: Iterable[Fraction], is_reached: Callable[[Fraction], bool]) -> Interval | None:
    """The interval of the values that are reached, whose ends are among the candidates; None where none is."""
    values = sorted(set(candidates))
    probes: list[Fraction] = [values[0] - 1]
    for left, right in pairwise(values):
        probes += [left, (left + right) / 2]
    probes += [values[-1], values[-1] + 1]
    reached = [place for place, value in enumerate(probes) if is_reached(value)]
    if not reached:
        return None
    first, last = reached[0], reached[-1]
    assert reached == list(range(first, last + 1)), "the results of an operation that does not break are connected"
    # Candidates stand at odd places; a value between two of them stands for all that lie there.
    low = None if first == 0 else probes[first] if first % 2 else probes[first - 1]
    high = None if last == len(probes) - 1 else probes[last] if last % 2 else probes[last + 1]
    return Interval(low, None if low is None else bool(first % 2), high, None if high is None else bool(last % 2))


def negative(a: Interval) -> Interval | None:
    return image([-end for end in a.ends()] + [Fraction(0)], lambda v: -v in a)


def not_negative(a: Interval) -> Interval | None:
    return image([*a.ends(), Fraction(0)], lambda v: v >= 0 and v in a)


def scaled(a: Interval) -> Interval | None:
    return image([end * FACTOR for end in a.ends()] + [Fraction(0)], lambda v: v / FACTOR in a)


def total(a: Interval, b: Interval) -> Interval | None:
    """Every v for which some y of b leaves v − y in a."""
    sums = [x + y for x, y in product(a.ends(), b.ends())]
    return image([*sums, Fraction(0)], lambda v: a.meets(b.mapped(lambda y: v - y, falling=True)))


def difference(a: Interval, b: Interval) -> Interval | None:
    """Every v for which some y of b has v + y in a."""
    gaps = [x - y for x, y in product(a.ends(), b.ends())]
    return image([*gaps, Fraction(0)], lambda v: a.meets(b.mapped(lambda y: v + y, falling=False)))


POSITIVE, NEGATIVE = Interval(low=Fraction(0), low_closed=False), Interval(high=Fraction(0), high_closed=False)


def ratio(a: Interval, b: Interval) -> Interval | None:
    """Every v for which some y of b other than 0 has v · y in a.

    A denominator that may lie on either side of 0, or is 0, says nothing by rule: unbounded on both sides.
    """
    sides = [side for side in (POSITIVE, NEGATIVE) if b.meets(side)]
    if len(sides) != 1:
        return EVERYTHING
    divisors = b.and_also(sides[0])

    def is_reached(v: Fraction) -> bool:
        if v == 0:
            return Fraction(0) in a
        return a.meets(divisors.mapped(lambda y: v * y, falling=v < 0))

    quotients = [x / y for x, y in product(a.ends(), divisors.ends()) if y]
    return image([*quotients, Fraction(0)], is_reached)


REFERENCE = {
    "negative": lambda a, b: negative(a),
    "not_negative": lambda a, b: not_negative(a),
    "scaled": lambda a, b: scaled(a),
    "total": total,
    "difference": difference,
    "ratio": ratio,
}
POINTWISE = {
    "negative": lambda x, y: -x,
    "not_negative": lambda x, y: x if x >= 0 else None,
    "scaled": lambda x, y: x * float(FACTOR),
    "total": lambda x, y: x + y,
    "difference": lambda x, y: x - y,
    "ratio": lambda x, y: x / y if y else None,
}


def every_shape() -> list[Interval]:
    """One interval of every shape: each end below, at or above 0, open, closed or unbounded; and single points."""
    lows = [(None, None), *product(map(Fraction, (-3, 0, 2)), (True, False))]
    highs = [(None, None), *product(map(Fraction, (-1, 0, 3)), (True, False))]
    shapes = [Interval(*low, *high) for low, high in product(lows, highs)]
    points = [Interval(point, True, point, True) for point in map(Fraction, (-2, 1))]
    return [shape for shape in shapes if not shape.is_empty()] + points


def random_interval(chance: random.Random) -> Interval:
    """An interval between quarters, so that a double holds each end exactly."""
    while True:
        low, high = sorted(Fraction(chance.randint(-12, 24), 4) for _ in range(2))
        closed = [chance.random() < 0.5 for _ in range(2)]
        unbounded = [chance.random() < 0.2 for _ in range(2)]
        lower = (None, None) if unbounded[0] else (low, closed[0])
        upper = (None, None) if unbounded[1] else (high, closed[1])
        found = Interval(*lower, *upper)
        if not found.is_empty():
            return found


@cache
def all_pairs() -> list[tuple[Interval, Interval]]:
    """Every shape with every shape, then random pairs, always the same."""
    shapes, chance = every_shape(), random.Random(20260205)
    return [*product(shapes, shapes), *zip(_many(chance), _many(chance), strict=True)]


def _many(chance: random.Random) -> list[Interval]:
    return [random_interval(chance) for _ in range(RANDOM_PAIRS)]


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database with the macros, and the tables that some of them read."""
    with duckdb.connect(":memory:") as memory:
        memory.execute(schema())
        memory.execute(MACROS.read_text(encoding="utf-8"))
        yield memory


@pytest.fixture(scope="module")
def cases_of_pairs(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """All pairs as rows of a table `pairs`, in their order."""
    types = dict(zip(ENDS, (pyarrow.float64(), pyarrow.bool_()) * 2, strict=True))
    columns: dict[str, Any] = {"place": pyarrow.array(range(len(all_pairs())))}
    for side, name in enumerate("ab"):
        for end in ENDS:
            cells = [getattr(pair[side].in_doubles(), end) for pair in all_pairs()]
            columns[f"{name}_{end}"] = pyarrow.array(cells, types[end])
    connection.register("cases", pyarrow.table(columns))
    sides = ", ".join(f"bounds({', '.join(f'{name}_{end}' for end in ENDS)}) as {name}" for name in "ab")
    connection.execute(f"create table pairs as select place, {sides} from cases")
    return connection


@pytest.fixture(scope="module")
def answers(cases_of_pairs: duckdb.DuckDBPyConnection) -> dict[str, list[Interval]]:
    """What the macros make of all pairs in one query, each operation in the order of the pairs."""
    asked = ", ".join(f"{text} as {name}" for name, text in EXPRESSIONS.items())
    ends = ", ".join(f"{name}.{end}" for name in EXPRESSIONS for end in ENDS)
    rows = cases_of_pairs.execute(
        f"with answers as (select place, {asked} from pairs) select {ends} from answers order by place"
    ).fetchall()
    return {
        name: [Interval(*row[start : start + 4]) for row in rows]
        for name, start in zip(EXPRESSIONS, range(0, 4 * len(EXPRESSIONS), 4), strict=True)
    }


def cases(operation: str) -> Iterator[tuple[int, Interval, Interval, Interval]]:
    """Place, both intervals, and what the definition gives; without those that have no result at all."""
    for place, (a, b) in enumerate(all_pairs()):
        expected = REFERENCE[operation](a, b)
        if expected is not None:
            yield place, a, b, expected


@pytest.mark.parametrize("operation", EXPRESSIONS)
def test_bounds_are_those_of_all_results_of_inner_points_no_wider_and_no_narrower(operation, answers) -> None:
    wrong = [
        f"{operation} of {a} and {b}: expected {expected}, got {answers[operation][place]}"
        for place, a, b, expected in cases(operation)
        if _without_idle_flags(answers[operation][place]) != expected.in_doubles()
    ]
    assert wrong[:3] == []


def _without_idle_flags(found: Interval) -> Interval:
    """The flag of an end that is unbounded says nothing; a test of its own holds it."""
    low_closed = None if found.low is None else found.low_closed
    return Interval(found.low, low_closed, found.high, None if found.high is None else found.high_closed)


@pytest.mark.parametrize("operation", EXPRESSIONS)
def test_every_result_of_inner_points_lies_within_the_bounds(operation, answers) -> None:
    compute, outside = POINTWISE[operation], []
    for place, (a, b) in enumerate(all_pairs()):
        found = answers[operation][place]
        others = b.in_doubles().inner_points() if operation in BINARY else [0.0]
        for x, y in product(a.in_doubles().inner_points(), others):
            value = compute(x, y)
            if value is not None and value not in found:
                outside.append(f"{operation} of {x} in {a} and {y} in {b} is {value}, not in {found}")
    assert outside[:3] == []


@pytest.mark.parametrize("operation", EXPRESSIONS)
def test_an_unbounded_end_has_no_flag_and_a_bound_has_one(operation, answers) -> None:
    wrong = [
        f"{operation} of {all_pairs()[place]}: {found}"
        for place, found in enumerate(answers[operation])
        if (found.low is None) != (found.low_closed is None) or (found.high is None) != (found.high_closed is None)
    ]
    assert wrong[:3] == []


RATIOS = [
    # 51 of 超1000 is under 5.1 %, and nothing is known of how far under.
    ("[51, 51]", "(1000, )", "(0, 0.051)"),
    ("[5000000000, 5000000000]", "(1000, )", "(0, 5000000)"),
    ("[51, 51]", "[1000, )", "(0, 0.051]"),
    ("[51, 51]", "[1000, 1000]", "[0.051, 0.051]"),
    ("(10, )", "(5, )", "(0, )"),
    ("[6, 6]", "[0, 2]", "[3, )"),
    ("[6, 6]", "(0, 2)", "(3, )"),
    ("[0, 0]", "(5, )", "[0, 0]"),
    ("[0, 6)", "[2, )", "[0, 3)"),
    ("[-6, -2]", "[2, 4]", "[-3, -0.5]"),
    ("[2, 6]", "[-4, -2]", "[-3, -0.5]"),
    ("[-6, -2]", "[-4, -2]", "[0.5, 3]"),
    ("[2, 6]", "[-1, 1]", "(, )"),
    ("[0, 0]", "[-1, 1]", "(, )"),
    ("[2, 6]", "[0, 0]", "(, )"),
    ("[2, 6]", "(, )", "(, )"),
    ("(, )", "[2, 4]", "(, )"),
    ("(, 6]", "[2, 4]", "(, 3]"),
]


def written(text: str) -> Interval:
    """Read an interval such as [0, 6) or (1000, )."""
    low, high = (Fraction(end) if end else None for end in text[1:-1].replace(" ", "").split(","))
    low_closed, high_closed = text[0] == "[", text[-1] == "]"
    return Interval(low, None if low is None else low_closed, high, None if high is None else high_closed)


@pytest.mark.parametrize(("a", "b", "quotient"), RATIOS)
def test_a_ratio_of_bounds_reads_as_its_words_do(a, b, quotient, connection) -> None:
    assert ratio(written(a), written(b)).in_doubles() == written(quotient).in_doubles()
    literals = [
        "bounds({}, {}, {}, {})".format(*("null" if end is None else end for end in _ends(written(side).in_doubles())))
        for side in (a, b)
    ]
    found = connection.execute(f"select ratio({', '.join(literals)})").fetchone()[0]
    assert Interval(**found) == written(quotient).in_doubles()


def _ends(interval: Interval) -> tuple:
    return tuple(getattr(interval, end) for end in ENDS)


def test_one_interval_lies_surely_above_another_only_where_every_number_of_it_does(cases_of_pairs) -> None:
    answers = cases_of_pairs.execute("select surely_above(a, b), contradict(a, b) from pairs order by place").fetchall()
    wrong = []
    for (a, b), (above, apart) in zip(all_pairs()[:5000], answers, strict=False):
        gap = difference(a, b)
        expected = gap.low is not None and (gap.low > 0 or (gap.low == 0 and not gap.low_closed))
        if (above, apart) != (expected, not a.meets(b)):
            wrong.append(f"{a} and {b}: above {above}, expected {expected}; apart {apart}, expected {not a.meets(b)}")
    assert wrong[:3] == []


# Name, level and district of two areas of one city, and whether they are apart.
AREAS = [
    (("杭州", "city", None), ("未来数智港", "community", "上城区"), False),
    (("上城区", "district", "上城区"), ("余杭区", "district", "余杭区"), True),
    (("上城区", "district", "上城区"), ("未来数智港", "community", "上城区"), False),
    (("余杭区", "district", "余杭区"), ("未来数智港", "community", "上城区"), True),
    (("未来数智港", "community", "上城区"), ("未来数智港", "community", "上城区"), False),
    (("琶洲元创", "community", "海珠区"), ("琶洲模方", "community", "海珠区"), True),
    (("零界魔方", "community", None), ("零界魔方二期", "community", None), True),
    (("航城街道", "subdistrict", "宝安区"), ("新安街道", "subdistrict", "宝安区"), True),
    (("白云街道", "subdistrict", "海曙区"), ("AiOPC社区", "community", "海曙区"), False),
    (("华强北", "subdistrict", "福田区"), ("模力营", "community", "南山区"), True),
    (("太仓市", "county", "太仓市"), ("吴江区", "district", "吴江区"), True),
    (("临港新片区", "new_area", None), ("徐汇区", "district", "徐汇区"), False),
    (("锡东新城", "new_area", "锡山区"), ("EAST+", "community", "锡山区"), False),
    (("锡东新城", "new_area", "锡山区"), ("梁溪区", "district", "梁溪区"), True),
    (("上城区", "district", None), ("余杭区", "district", None), False),
    (("山东省", "province", None), ("崂山区", "district", "崂山区"), False),
]


@pytest.mark.parametrize(("one", "other", "are_apart"), AREAS, ids=[f"{a[0]} and {b[0]}" for a, b, _ in AREAS])
def test_areas_are_apart_where_neither_can_contain_the_other(one, other, are_apart, connection) -> None:
    for sides in ([*one, *other], [*other, *one]):
        assert connection.execute("select areas_apart($1, $2, $3, $4, $5, $6)", sides).fetchone() == (are_apart,)


SERIES = [
    (("opc", "OPC 创投基金"), ("opc", "OPC 创投基金"), True),
    (("opc", "OPC 创投基金"), ("ai", "人工智能子基金群"), False),
    (("opc", "OPC 创投基金"), ("ai", "OPC 创投基金"), False),
    (("opc", "OPC 创投基金"), ("opc", "OPC 基金"), False),
    (("opc", "OPC 创投基金"), ("opc", None), False),
    (("opc", None), ("opc", None), True),
    ((None, None), (None, None), True),
]


@pytest.mark.parametrize(("one", "other", "is_same"), SERIES)
def test_claims_of_one_series_are_of_the_same_money(one, other, is_same, connection) -> None:
    assert connection.execute("select same_series($1, $2, $3, $4)", [*one, *other]).fetchone() == (is_same,)
