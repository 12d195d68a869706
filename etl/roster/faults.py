"""Why a row cannot be counted. Each row has one reason: the first of the list that applies to it.

The expressions are narwhals over the columns that an engine reads (see `reading.query`).
"""

from dataclasses import dataclass

import narwhals as nw

from etl.roster.cells import PRIVATE
from etl.roster.months import FIRST_DAY, LAST_DAY

# A team of a one-person company is small; more is a slip of the pen, such as a date or a sum of money.
MOST_PEOPLE = 100_000
# Codes of GB/T 2260 have six digits.
AREAS = (100_000, 999_999)


@dataclass(frozen=True)
class Reason:
    """A reason in the words of the report: the column, what is wrong, what to do."""

    number: int
    name: str
    column: str
    found: str
    do: str


REASONS = (
    Reason(1, "malformed", "", "the row has not as many cells as the header, or is no UTF-8 text", "mend the row"),
    Reason(2, "no_team", "team_id", "the cell is empty", "give the team its number"),
    Reason(3, "bad_entry", "entered_on", "is no date from 1990 to 2074", "write the day as 2026-02-05"),
    Reason(4, "bad_exit", "left_on", "is no date from 1990 to 2074", "write the day as 2026-02-05, or nothing"),
    Reason(5, "exit_before_entry", "left_on", "lies before the entry", "correct one of the two days"),
    Reason(6, "bad_headcount", "headcount", f"is no whole number from 1 to {MOST_PEOPLE}", "write it in digits"),
    Reason(7, "bad_code", "credit_code", "is no valid code after GB 32100", "correct the code, or leave it empty"),
    Reason(8, "unknown_city", "ref_area", "is no city of cities.csv", "write its code or Chinese name, or add it"),
    Reason(
        9,
        "duplicate_team",
        "team_id",
        "is in this city already during that time",
        "keep one row for each stay, or close the earlier one",
    ),
    Reason(
        10,
        "identifier_in_label",
        "district",
        "holds the number of a company or a person",
        "write the name of the district or sector alone",
    ),
)
NUMBER = {reason.name: reason.number for reason in REASONS}
# What is known by looking at who it is, not at what is counted.
IDENTITY = frozenset({"no_team", "bad_code"})
BY_NUMBER = {reason.number: reason for reason in REASONS}


def last_known() -> nw.Expr:
    """The day of the exit, or that of the entry where the team has not left.

    DuckDB takes five times as long over a day that is null, and chooses a little faster than it coalesces.
    """
    return nw.when(nw.col("left_on").is_null()).then(nw.col("entered_on")).otherwise(nw.col("left_on"))


def is_sound(*, identity: bool) -> nw.Expr:
    """True only for rows without a fault; cities and duplicates come later.

    Almost all rows are sound: one test for them, and the ladder of reasons for the rest, halves the time. With
    `identity`, the number of the team and the code of the company are looked at too.
    """
    entered, people, reach = nw.col("entered_on"), nw.col("headcount"), last_known()
    sound = (entered >= nw.lit(FIRST_DAY)) & (reach >= entered) & (reach <= nw.lit(LAST_DAY))
    sound &= ~nw.col("left_is_unread")
    sound &= (people >= 1) & (people <= MOST_PEOPLE) & nw.col("headcount_is_whole")
    sound &= ~nw.col("is_malformed")
    return sound & ~nw.col("team").is_null() & ~nw.col("code_is_bad") if identity else sound


def first_reason(*, identity: bool) -> nw.Expr:
    """The number of the reason for which a row cannot be counted; an unknown city where there is no other."""
    entered, left, people = (nw.col(name) for name in ("entered_on", "left_on", "headcount"))
    rules: list[tuple[str, nw.Expr]] = [
        ("malformed", nw.col("is_malformed")),
        ("no_team", nw.col("team").is_null()),
        ("bad_entry", ~_is_plausible(entered)),
        ("bad_exit", nw.col("left_is_unread") | (~left.is_null() & ~_is_plausible(left))),
        ("exit_before_entry", ~left.is_null() & (left < entered)),
        ("bad_headcount", people.is_null() | (people < 1) | (people > MOST_PEOPLE) | ~nw.col("headcount_is_whole")),
        ("bad_code", nw.col("code_is_bad")),
        ("identifier_in_label", nw.col("cell") == PRIVATE),
    ]
    expression: nw.Expr = nw.lit(NUMBER["unknown_city"])
    for name, applies in reversed(rules):
        if identity or name not in IDENTITY:
            expression = nw.when(applies).then(nw.lit(NUMBER[name])).otherwise(expression)
    return expression


def is_area() -> nw.Expr:
    """Whether a row's area can be the code of a city; null where there is none."""
    area = nw.col("area")
    return (area >= AREAS[0]) & (area <= AREAS[1])


def _is_plausible(day: nw.Expr) -> nw.Expr:
    return ~day.is_null() & (day >= nw.lit(FIRST_DAY)) & (day <= nw.lit(LAST_DAY))
