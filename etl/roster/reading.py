"""Cells as written → values, in SQL that DuckDB and Spark both understand. A cell that cannot be read is null.

What differs between the two is in a Dialect. Everything after this is narwhals.
"""

from collections.abc import Mapping

from etl.roster.blank import LONGEST, NEVER, NOTHING, STILL_HERE, says_nothing
from etl.roster.codes import bad_code
from etl.roster.days import read_day
from etl.roster.dialect import Dialect, as_text
from etl.roster.files import Source
from etl.roster.width import folded

_NO_TEXT = "cast(null as varchar(64))"
# Letters of either width, and what parts digits in programs.
_NO_DIGITS = "[A-Za-zＡ-Ｚａ-ｚ_]"
# So many names of a city are usual: with and without 市, and in English.
_USUAL = 3


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
        "team_written": f"trim({as_text(*cells['team_id'])})",
        "ref_area": f"coalesce({_code(*cells['ref_area'])}, '')",
        **{name: f"coalesce({as_text(*cells[name])}, '')" for name in ("district", "sector")},
        "entered_on": read_day(*cells["entered_on"], dialect),
        "left_read": read_day(*cells["left_on"], dialect),
        "left_written": cells["left_on"][0] if left_is_text else _NO_TEXT,
        "headcount": _headcount(*cells["headcount"], dialect),
        "headcount_is_whole": _is_whole(*cells["headcount"], dialect),
        "code_is_bad": bad_code(as_text(*cells["credit_code"])) if "credit_code" in cells else "false",
        # As written, for the sample of rejects; engines leave these out where nobody asks for them.
        "entered_text": as_text(*cells["entered_on"]),
        "left_text": as_text(*cells["left_on"]),
        "headcount_text": as_text(*cells["headcount"]),
        "code_text": as_text(*cells["credit_code"]) if "credit_code" in cells else _NO_TEXT,
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
    return f"cast({_whole(name)} as varchar(64))" if kind == "float" else as_text(name, kind)


def _whole(name: str) -> str:
    return f"case when {name} = floor({name}) then try_cast({name} as integer) end"


def _area(name: str, kind: str, cities: Mapping[str, int], dialect: Dialect) -> str:
    """The code of a city written as code or as name. A name is looked up only where there is no code."""
    if kind in ("whole", "float"):
        return _whole(name) if kind == "float" else f"try_cast({name} as integer)"
    text = as_text(name, kind)
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
