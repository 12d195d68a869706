"""Published dates, read as precisely as they are known and never more so.

A source may say 5 February 2026, February 2026, the first quarter, "early 2026" or just 2026. Each is a
period with a first and a last day; nothing here turns "2026" into a day.
"""

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta


class PeriodError(ValueError):
    """A text that is no date; the message is a sentence that says what was expected."""


@dataclass(frozen=True)
class Period:
    """A published date: its text in the one spelling kept, its precision, and its first and last day."""

    text: str | None
    precision: str
    start: date | None
    end: date | None


UNKNOWN = Period(None, "unknown", None, None)

# Months that a season may mean, bounds included. They overlap on purpose: "early" is said of any time up to
# spring and "late" of any time from autumn on; a narrower reading would claim what the source does not say.
# The seasons themselves are the meteorological ones, as Chinese weather services count them.
SEASONS = {
    "early": (1, 4),
    "spring": (3, 5),
    "mid": (5, 8),
    "summer": (6, 8),
    "autumn": (9, 11),
    "late": (9, 12),
}

# Outside these years a "date" is a slip of the keyboard or the day number of a spreadsheet.
FIRST_YEAR, LAST_YEAR = 1900, 2100
# Day 0 of Excel's numbers, for days after February 1900.
FIRST_OF_SPREADSHEETS = date(1899, 12, 30)

_DAY = re.compile(r"([0-9]{4})([-/.年])([0-9]{1,2})([-/.月])([0-9]{1,2})(日?)")
_MONTH = re.compile(r"([0-9]{4})([-/年])([0-9]{1,2})(月?)")
_QUARTER = re.compile(r"([0-9]{4})-[Qq]([1-4])")
_SEASON = re.compile(rf"([0-9]{{4}})-({'|'.join(SEASONS)})", re.IGNORECASE)
_YEAR = re.compile(r"([0-9]{4})年?")
# 2026-2/5 is a slip. 2026.2 is refused too: a spreadsheet turns 2026.10 into it.
_DAY_SIGNS = {"--", "//", "..", "年月日"}
_MONTH_SIGNS = {"-", "/", "年月"}


def read(text: str | None) -> Period:
    """Read a date such as 2026-02-05, 2026-02, 2026-Q1, 2026-early, 2026, 2026/2/5; '' is unknown."""
    folded = unicodedata.normalize("NFKC", text or "").strip()
    if not folded:
        return UNKNOWN
    if match := _DAY.fullmatch(folded):
        year, sign, month, next_sign, day, last_sign = match.groups()
        if sign + next_sign + last_sign in _DAY_SIGNS:
            return _day(int(year), int(month), int(day), folded)
    if match := _MONTH.fullmatch(folded):
        year, sign, month, last_sign = match.groups()
        if sign + last_sign in _MONTH_SIGNS:
            return _months(int(year), int(month), int(month), "month", f"{year}-{int(month):02}", folded)
    if match := _QUARTER.fullmatch(folded):
        year, quarter = int(match[1]), int(match[2])
        return _months(year, quarter * 3 - 2, quarter * 3, "quarter", f"{year}-Q{quarter}", folded)
    if match := _SEASON.fullmatch(folded):
        name = match[2].lower()
        return _months(int(match[1]), *SEASONS[name], "season", f"{match[1]}-{name}", folded)
    if match := _YEAR.fullmatch(folded):
        return _months(int(match[1]), 1, 12, "year", match[1], folded)
    if re.fullmatch("[3-6][0-9]{4}", folded):
        day = FIRST_OF_SPREADSHEETS + timedelta(days=int(folded))
        raise PeriodError(
            f"{text!r} is the day number by which a spreadsheet keeps a date, perhaps {day} — "
            "format the column as text and write the date"
        )
    raise PeriodError(
        f"{text!r} is not a date — write 2026-02-05, 2026-02, 2026-Q1, 2026, "
        f"or a year with {', '.join(SEASONS)} such as 2026-early"
    )


def _day(year: int, month: int, day: int, found: str) -> Period:
    whole = _months(year, month, month, "day", "", found)
    if not 1 <= day <= whole.end.day:
        raise PeriodError(f"{found!r} is no day of the calendar — correct the day or leave it out")
    exact = date(year, month, day)
    return Period(exact.isoformat(), "day", exact, exact)


def _months(year: int, first: int, last: int, precision: str, text: str, found: str) -> Period:
    """Build the period from the first day of one month to the last day of another."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise PeriodError(f"{found!r} lies outside {FIRST_YEAR}–{LAST_YEAR} — correct the year")
    if not 1 <= first <= 12:
        raise PeriodError(f"{found!r} has no month of the calendar — write a month from 01 to 12")
    return Period(text, precision, date(year, first, 1), date(year, last, monthrange(year, last)[1]))
