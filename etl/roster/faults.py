"""Why a row cannot be counted. Each row has one reason: the first of the list that applies to it.

The expressions are narwhals over the columns that an engine reads: is_malformed, team, area, entered_on, left_on,
left_unread, headcount, code_is_bad.
"""

from dataclasses import dataclass

import narwhals as nw

from etl.roster.months import FIRST_DAY, LAST_DAY

# A team of a one-person company is small; more is a slip of the pen, such as a date or a sum of money.
MOST_PEOPLE = 100_000


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
    Reason(3, "unknown_city", "ref_area", "is no city of cities.csv", "write its code or Chinese name, or add it"),
    Reason(4, "bad_entry", "entered_on", "is no date from 1990 to 2074", "write the day as 2026-02-05"),
    Reason(5, "bad_exit", "left_on", "is no date from 1990 to 2074", "write the day as 2026-02-05, or nothing"),
    Reason(6, "exit_before_entry", "left_on", "lies before the entry", "correct one of the two days"),
    Reason(7, "bad_headcount", "headcount", f"is no whole number from 1 to {MOST_PEOPLE}", "write it in digits"),
    Reason(8, "bad_code", "credit_code", "is no valid code after GB 32100", "correct the code, or leave it empty"),
    Reason(
        9,
        "duplicate_team",
        "team_id",
        "is in this city already during that time",
        "keep one row for each stay, or close the earlier one",
    ),
)
NUMBER = {reason.name: reason.number for reason in REASONS}
BY_NUMBER = {reason.number: reason for reason in REASONS}


def fault(*, identity: bool) -> nw.Expr:
    """The number of the reason for which a row cannot be counted, 0 for none; duplicates come later.

    With `identity`, the number of the team and the code of the company are looked at too.
    """
    entered, left, people = nw.col("entered_on"), nw.col("left_on"), nw.col("headcount")
    rules: list[tuple[str, nw.Expr]] = [
        ("unknown_city", nw.col("area").is_null()),
        ("bad_entry", entered.is_null() | ~_is_plausible(entered)),
        ("bad_exit", nw.col("left_unread") | (~left.is_null() & ~_is_plausible(left))),
        ("exit_before_entry", ~left.is_null() & (left < entered)),
        ("bad_headcount", people.is_null() | (people < 1) | (people > MOST_PEOPLE)),
    ]
    if identity:
        rules = [("no_team", nw.col("team").is_null()), *rules, ("bad_code", nw.col("code_is_bad"))]
    rules = [("malformed", nw.col("is_malformed")), *rules]
    expression: nw.Expr = nw.lit(0)
    for name, applies in reversed(rules):
        expression = nw.when(applies).then(nw.lit(NUMBER[name])).otherwise(expression)
    return expression


def _is_plausible(day: nw.Expr) -> nw.Expr:
    return (day >= nw.lit(FIRST_DAY)) & (day <= nw.lit(LAST_DAY))
