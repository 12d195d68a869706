"""Cells as written → values, in SQL that DuckDB and Spark both understand. A cell that cannot be read is null.

What differs between the two is in a Dialect. Everything after this is narwhals.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from etl.roster.codes import bad_code
from etl.roster.files import Source
from etl.roster.width import folded


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
    # The value of a key in a map given as lists of keys and values; null where it is not among them.
    looked_up: Callable[[str, str, str], str]
    # Days from the second to the first date.
    days_between: Callable[[str, str], str]


def query(source: Source, scan: str, dialect: Dialect, cities: Mapping[str, int] | None) -> str:
    """The query that reads files laid out as `source`, `scan` being what the engine scans them with.

    Its columns: is_malformed, team, ref_area, district and sector as written ('' for nothing), entered_on, left_on,
    left_written (a cell that is text, to see whether it is blank), headcount, headcount_is_whole, code_is_bad,
    stay_days, and what the sample of rejects shows.

    With `cities`, `area` and `cell` are the code of the city; without, the engine joins them later.
    """
    cells = {
        column: (f"{dialect.quote}{name}{dialect.quote}", kind)
        for column, name, kind in zip(source.columns, source.names, source.types, strict=True)
        if column
    }
    entered, left = (_date(*cells[name], dialect) for name in ("entered_on", "left_on"))
    values = {
        "is_malformed": dialect.is_malformed if source.kind == "csv" else "false",
        "team": f"nullif(trim({_text(*cells['team_id'])}), '')",
        "ref_area": f"coalesce({_code(*cells['ref_area'])}, '')",
        **{name: f"coalesce({_text(*cells[name])}, '')" for name in ("district", "sector")},
        "entered_on": entered,
        "left_on": left,
        "left_written": _written(*cells["left_on"]),
        "headcount": f"try_cast({_number(*cells['headcount'], dialect)} as integer)",
        "headcount_is_whole": _is_whole(*cells["headcount"], dialect),
        "code_is_bad": bad_code(_text(*cells["credit_code"])) if "credit_code" in cells else "false",
        # As written, for the sample of rejects; engines leave these out where nobody asks for them.
        "entered_text": _text(*cells["entered_on"]),
        "left_text": _text(*cells["left_on"]),
        "headcount_text": _text(*cells["headcount"]),
        "code_text": _text(*cells["credit_code"]) if "credit_code" in cells else "cast(null as varchar(64))",
        "file": dialect.file,
    }
    if cities is not None:
        values |= {"area": _area(*cells["ref_area"], cities, dialect)}
    columns = ", ".join(f"{expression} as {name}" for name, expression in values.items())
    extra = ", area as cell" if cities is not None else ""
    days = dialect.days_between("left_on", "entered_on")
    return f"select *, cast({days} as integer) as stay_days{extra} from (select {columns} from {scan}) as read"


def _text(name: str, kind: str) -> str:
    return name if kind == "text" else f"cast({name} as varchar(64))"


def _written(name: str, kind: str) -> str:
    """A cell of text, where a space of full width is blank too; nothing for other types."""
    return f"case when {name} = '\u3000' then '' else {name} end" if kind == "text" else "''"


def _date(name: str, kind: str, dialect: Dialect) -> str:
    if kind == "date":
        return name
    if kind == "time":
        return f"cast({name} as date)"
    if kind == "instant":
        # The day that it was in China, whatever the time zone of this machine: engines hold it, and count, in UTC.
        return f"cast({name} + interval '8' hour as date)"
    text = _text(name, kind)
    return f"coalesce({dialect.plain_date(text)}, {dialect.plain_date(_tidy_date(text, dialect))})"


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
    """A headcount as it is, so that 3.6 can be told from 4 and is never rounded; full width and 1,200 where need be."""
    if kind != "text":
        return name
    grouped = f"'{dialect.group}1{dialect.group}2'"
    tidy = f"regexp_replace(trim({folded(name)}), '^([0-9]{{1,3}}),([0-9]{{3}})$', {grouped})"
    return f"coalesce(try_cast({name} as double), try_cast({tidy} as double))"


def _is_whole(name: str, kind: str, dialect: Dialect) -> str:
    number = _number(name, kind, dialect)
    return "true" if kind == "whole" else f"{number} = floor({number})"


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
    names = {spelling: area for spelling, area in cities.items() if not spelling.isdecimal()}
    # Spark casts no 370100.0 to a whole number.
    names |= {f"{area}.0": area for area in cities.values()}
    spellings = ", ".join("'" + name.replace("'", "''") + "'" for name in names)
    named = dialect.looked_up(f"lower(trim({text}))", spellings, ", ".join(map(str, names.values())))
    return f"coalesce(try_cast({text} as integer), {named})"
