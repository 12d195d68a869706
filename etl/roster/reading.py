"""Cells as written → values, in SQL that DuckDB and Spark both understand. A cell that cannot be read is null.

What differs between the two is in a Dialect. Everything after this is narwhals.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from etl.roster.blank import LONGEST, NEVER, NOTHING, STILL_HERE, says_nothing
from etl.roster.codes import bad_code
from etl.roster.files import Source
from etl.roster.width import folded

# In a time of day, what tells that it is one of a zone.
ZONE = ":.*[A-Za-z+-]"
_INSTANT = "^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})$"
# The longest day with a time of day that cannot have a zone.
_NO_ZONE = 13

_NO_TEXT = "cast(null as varchar(64))"
# Letters of either width, and what parts digits in programs.
_NO_DIGITS = "[A-Za-zＡ-Ｚａ-ｚ_]"
# So many names of a city are usual: with and without 市, and in English.
_USUAL = 3


@dataclass(frozen=True)
class Dialect:
    """How an engine says what SQL has no common words for."""

    quote: str
    # Whether a row of CSV could not be taken apart, where such rows are among those read.
    is_malformed: str
    # The file that a row comes from.
    file: str
    # What stands before the number of a group in the replacement of a regular expression.
    group: str
    # A date as 2026-2-5 or 2026/02/05, perhaps with a time of day: text → date or null.
    plain_date: Callable[[str], str]
    # The name of the type for a moment of time, whatever the zone in which it was written.
    instant: str
    # The value of a key in a map given as lists of keys and values; null where it is not among them.
    looked_up: Callable[[str, str, str], str]
    # Days from the second to the first date.
    days_between: Callable[[str, str], str]


def query(source: Source, scan: str, dialect: Dialect, cities: Mapping[str, int] | None) -> str:
    """The query that reads files laid out as `source`, `scan` being what the engine scans them with.

    Its columns: is_malformed, team, ref_area, district and sector as written ('' for nothing), entered_on, left_on,
    left_is_unread (something is written as the exit that is neither a day nor a word for nothing), headcount,
    headcount_is_whole, code_is_bad, stay_days, and what the sample of rejects shows.

    With `cities`, `area` and `cell` are the code of the city; without, the engine joins them later.
    """
    cells = {
        column: (f"{dialect.quote}{name}{dialect.quote}", kind)
        for column, name, kind in zip(source.columns, source.names, source.types, strict=True)
        if column
    }
    values = {"is_malformed": dialect.is_malformed if source.kind == "csv" else "false", **_values(cells, dialect)}
    judged = _judged(dialect, left_is_text=cells["left_on"][1] == "text", may_be_never=source.may_be_never)
    if cities is not None:
        values |= {"area": _area(*cells["ref_area"], cities, dialect)}
        judged |= {"cell": "area"}
    columns, more = (", ".join(f"{what} as {name}" for name, what in each.items()) for each in (values, judged))
    return f"select *, {more} from (select {columns} from {scan}) as read"


def _values(cells: Mapping[str, tuple[str, str]], dialect: Dialect) -> dict[str, str]:
    """What is read of the cells of a row, which are given with their types."""
    left_is_text = cells["left_on"][1] == "text"
    return {
        "team_written": f"trim({_text(*cells['team_id'])})",
        "ref_area": f"coalesce({_code(*cells['ref_area'])}, '')",
        **{name: f"coalesce({_text(*cells[name])}, '')" for name in ("district", "sector")},
        "entered_on": _date(*cells["entered_on"], dialect),
        "left_read": _date(*cells["left_on"], dialect),
        "left_written": cells["left_on"][0] if left_is_text else _NO_TEXT,
        "headcount": _headcount(*cells["headcount"], dialect),
        "headcount_is_whole": _is_whole(*cells["headcount"], dialect),
        "code_is_bad": bad_code(_text(*cells["credit_code"])) if "credit_code" in cells else "false",
        # As written, for the sample of rejects; engines leave these out where nobody asks for them.
        "entered_text": _text(*cells["entered_on"]),
        "left_text": _text(*cells["left_on"]),
        "headcount_text": _text(*cells["headcount"]),
        "code_text": _text(*cells["credit_code"]) if "credit_code" in cells else _NO_TEXT,
        "file": dialect.file,
    }


def _judged(dialect: Dialect, *, left_is_text: bool, may_be_never: bool) -> dict[str, str]:
    """What follows from what was read."""
    never = ", ".join(f"date '{day}'" for day in NEVER)
    # One comparison, and the days themselves for what is so late.
    is_never = f"left_read >= date '{min(NEVER)}' and left_read in ({never})"
    return {
        "team": _named("team_written"),
        "left_on": f"case when {is_never} then null else left_read end" if may_be_never else "left_read",
        "left_is_unread": _is_unread("left_read", "left_written") if left_is_text else "false",
        "stay_days": f"cast({dialect.days_between('left_read', 'entered_on')} as integer)",
    }


def _named(written: str) -> str:
    """The number of a team, trimmed; null where nothing is said."""
    # No such word is long, or begins or ends with a digit: almost no number of a team has to be looked up.
    plain = (
        f"length({written}) > {LONGEST} or {written} between '0' and '9~' or right({written}, 1) between '0' and '9'"
    )
    return f"case when {plain} or not {says_nothing(written)} then {written} end"


def _is_unread(left: str, written: str) -> str:
    """Whether something is written as the exit that is no day; never null, and cheap where a day or nothing is."""
    blank = says_nothing(written, NOTHING + STILL_HERE)
    return f"case when {left} is not null or coalesce({written}, '') = '' then false else not {blank} end"


def _text(name: str, kind: str) -> str:
    return name if kind == "text" else f"cast({name} as varchar(64))"


def _date(name: str, kind: str, dialect: Dialect) -> str:
    if kind in ("date", "day"):
        return name
    if kind == "time":
        return f"cast({name} as date)"
    if kind == "instant":
        return _day_in_china(name)
    text = _text(name, kind)
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


def _number(name: str, kind: str, dialect: Dialect) -> str:
    """A headcount as it is, so that 3.6 can be told from 4 and is never rounded; full width and 1,200 where need be.

    Engines read 1e3, 1_000 and 5d as numbers, too, which nobody writes of people. Most headcounts are a single sign, of
    which that need not be asked.
    """
    if kind != "text":
        return name
    grouped = f"'{dialect.group}1{dialect.group}2'"
    tidy = f"regexp_replace(trim({folded(name)}), '^([0-9]{{1,3}}),([0-9]{{3}})$', {grouped})"
    odd = f"length({name}) > 1 and regexp_extract({name}, '{_NO_DIGITS}', 0) <> ''"
    return f"case when {odd} then null else coalesce(try_cast({name} as double), try_cast({tidy} as double)) end"


def _headcount(name: str, kind: str, dialect: Dialect) -> str:
    return f"try_cast({_number(name, kind, dialect)} as integer)"


def _is_whole(name: str, kind: str, dialect: Dialect) -> str:
    """Whether a headcount is what became of it; null where nothing did. A remainder takes three times as long."""
    return "true" if kind == "whole" else f"{_headcount(name, kind, dialect)} = {_number(name, kind, dialect)}"


def _code(name: str, kind: str) -> str:
    """The code of a city as text; pandas stores a column of whole numbers with gaps as 370100.0."""
    return f"cast({_whole(name)} as varchar(64))" if kind == "float" else _text(name, kind)


def _whole(name: str) -> str:
    return f"case when {name} = floor({name}) then try_cast({name} as integer) end"


def _area(name: str, kind: str, cities: Mapping[str, int], dialect: Dialect) -> str:
    """The code of a city written as code or as name. A name is looked up only where there is no code."""
    if kind in ("whole", "float"):
        return _whole(name) if kind == "float" else f"try_cast({name} as integer)"
    text = _text(name, kind)
    usual, others = _by_use({spelling: area for spelling, area in cities.items() if not spelling.isdecimal()})
    # Spark casts no 370100.0 to a whole number.
    usual |= {f"{area}.0": area for area in cities.values()}
    # Said in two ways: what engines find twice they compute beforehand, for every row.
    named = _looked_up(f"lower(trim({text}))", usual, dialect)
    return f"coalesce(try_cast({text} as integer), {named}, {_looked_up(f'trim(lower({text}))', others, dialect)})"


def _by_use(names: Mapping[str, int]) -> tuple[dict[str, int], dict[str, int]]:
    """The names of cities without their provinces, and the many with them: names are looked up one after the other."""
    shortest: dict[int, list[str]] = {}
    for name, area in sorted(names.items(), key=lambda pair: len(pair[0])):
        shortest.setdefault(area, []).append(name)
    usual = {name: area for area, found in shortest.items() for name in found[:_USUAL]}
    return usual, {name: area for name, area in names.items() if name not in usual}


def _looked_up(key: str, names: Mapping[str, int], dialect: Dialect) -> str:
    if not names:
        return "null"
    spellings = ", ".join("'" + name.replace("'", "''") + "'" for name in names)
    return dialect.looked_up(key, spellings, ", ".join(map(str, names.values())))
