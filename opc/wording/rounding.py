"""How fine a number is written that was worked out, and which way it is rounded.

What is published is written as it is, digit by digit. What follows from it is rounded: an exact value to the nearest,
bounds away from each other, so that they say no more than the figures bear. “More than 0.2938” is more than 0.29, and
not more than 0.3.
"""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from typing import NamedTuple


class Fineness(NamedTuple):
    """So many significant digits, and so many places at least; without places, tens and thousands are rounded too."""

    digits: int
    places: int | None = None


# What is worked out from a census of ten years ago has so many digits, and no more.
RATE = Fineness(3)
MONEY = Fineness(4)
# Months, percentages and what comes or is needed a month. Small ones have two digits: “at least 0” would say nothing.
TENTHS = Fineness(2, 1)
# What was published in another unit, as 50亩 in m², is no number of its own digits.
CONVERTED = Fineness(4, 0)
# The digits of a double beyond these are the noise of arithmetic.
TRUE_DIGITS = 12
NOISELESS = Context(TRUE_DIGITS, ROUND_HALF_EVEN)


def nearest(value: float | Decimal, fine: Fineness | None = None) -> Decimal:
    """A value as fine as asked for; as it was published where nothing is."""
    return _rounded(value, fine, ROUND_HALF_EVEN, None)


def outward(
    low: float | None, high: float | None, fine: Fineness | None = None, whole: int | None = None
) -> tuple[Decimal | None, Decimal | None]:
    """Bounds rounded away from each other; ends that are alike are one value, and rounded to the nearest.

    What is not `whole`, as 99.96 of 100 percent, does not become it: it is written finer.
    """
    is_one = None not in (low, high) and _true(low) == _true(high)
    down, up = (ROUND_HALF_EVEN, ROUND_HALF_EVEN) if is_one else (ROUND_FLOOR, ROUND_CEILING)
    first = None if low is None else _rounded(low, fine, down, whole)
    return first, first if is_one else None if high is None else _rounded(high, fine, up, whole)


def inward(low: float | None, high: float | None) -> tuple[Decimal | float | None, Decimal | float | None]:
    """The whole numbers within bounds: of 2.7 to 3.3 only 3. Bounds that hold none stay as they are."""
    first = None if low is None else _true(low).to_integral_value(ROUND_CEILING)
    last = None if high is None else _true(high).to_integral_value(ROUND_FLOOR)
    return (low, high) if None not in (first, last) and first > last else (first, last)


def _true(value: float | Decimal) -> Decimal:
    return NOISELESS.create_decimal(str(value))


def _rounded(value: float | Decimal, fine: Fineness | None, way: str, whole: int | None) -> Decimal:
    exact = Decimal(str(value))
    if fine is None:
        if len(exact.normalize().as_tuple().digits) <= TRUE_DIGITS or exact == exact.to_integral_value():
            return exact
        fine = CONVERTED
    exact = _true(value)
    if exact == 0:
        return exact
    places = fine.digits - 1 - exact.adjusted()
    places = places if fine.places is None else max(places, fine.places)
    finer = (exact.quantize(Decimal(1).scaleb(-at), way) for at in range(places, places + TRUE_DIGITS))
    return next((rounded for rounded in finer if rounded == exact or rounded != whole), exact)
