"""Days as they are written in a roster → dates, in SQL that DuckDB and Spark both understand."""

from etl.roster.dialect import Dialect, as_text
from etl.roster.width import folded

# In a time of day, what tells that it is one of a zone.
ZONE = ":.*[A-Za-z+-]"
_INSTANT = "^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})$"
# The longest day with a time of day that cannot have a zone.
_NO_ZONE = 13


def read_day(name: str, kind: str, dialect: Dialect) -> str:
    """The day in a cell, in China where it is a moment with its zone; null where there is none."""
    if kind in ("date", "day"):
        return name
    if kind == "time":
        return f"cast({name} as date)"
    if kind == "instant":
        return _day_in_china(name)
    text = as_text(name, kind)
    day = f"coalesce({dialect.plain_date(text)}, {dialect.plain_date(_tidy_date(text, dialect))})"
    # What is short is a day alone and is not searched for a time zone.
    has_zone = f"length({text}) > {_NO_ZONE} and regexp_extract({text}, '{ZONE}', 0) <> ''"
    return f"case when {has_zone} then {_day_in_china(_instant(text, dialect))} else {day} end"


def _day_in_china(instant: str) -> str:
    """The day that it was in China, whatever the time zone of this machine: engines hold it, and count, in UTC."""
    return f"cast({instant} + interval '8' hour as date)"


def _instant(text: str, dialect: Dialect) -> str:
    """2025-02-28T16:00:00.000Z, 2025/2/28 16:00+08 and the like as a moment; null for other names of zones."""
    tidy = f"replace(upper(trim({folded(text)})), '/', '-')"
    one, two = (f"{dialect.group}{number}" for number in (1, 2))
    # Engines read seconds and an offset as in 16:00:00+08:00 alike, and what is shorter each in its own way.
    forms = {
        " ?([+-][0-9]{2})$": f"{one}:00",
        " ?([+-][0-9]{2}):?([0-9]{2})$": f"{one}:{two}",
        "([ T][0-9]{1,2}:[0-9]{2})([Z+-])": f"{one}:00{two}",
    }
    for form, written in forms.items():
        tidy = f"regexp_replace({tidy}, '{form}', '{written}')"
    return f"try_cast(regexp_extract({tidy}, '{_INSTANT}', 0) as {dialect.instant})"


def _tidy_date(text: str, dialect: Dialect) -> str:
    """2026年2月5日, 2026.2.5, 20260205 and ２０２６-02-05 as dates with hyphens. Reached only by what is no plain date.

    No part of it may occur twice: engines compute a repeated part beforehand, for every row.
    """
    tidy = f"trim({folded(text)})"
    for old, new in (("年", "-"), ("月", "-"), ("日", ""), (".", "-")):
        tidy = f"replace({tidy}, '{old}', '{new}')"
    one, two, three = (f"{dialect.group}{number}" for number in (1, 2, 3))
    return f"regexp_replace({tidy}, '^([0-9]{{4}})([0-9]{{2}})([0-9]{{2}})$', '{one}-{two}-{three}')"
