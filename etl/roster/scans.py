"""How DuckDB scans the files of a roster: as text, or faster with the types of columns where all cells have them."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from etl.roster.days import ZONE
from etl.roster.files import Source

# What a column of CSV may be read as; whatever of it is not fit is found by the reading as text. The headcount is not
# among them: with a type, 1e3 and 1_000 would be numbers.
TYPES = {"ref_area": "whole", "entered_on": "date", "left_on": "date"}
_SQL = {"text": "varchar", "date": "date", "day": "date", "whole": "integer"}
# How a day is written in a column of the type day, to which nothing else is one. To DuckDB a moment in UTC is a date,
# too, and not that of China: such a cell, however far down, has the files read as text.
_DAY = "%Y-%m-%d"
# The tables in which DuckDB writes down the rows that it left out, and so many of a file that is read with types.
NOTED, SCANS = "malformed", "malformed_scan"
MOST_ODD = 1000
# A quote that is not closed takes all lines up to the next one, or to the end of the file, into one row, and that row
# alone is written down. One that was left out and goes on over several lines stands for rows that nobody counts.
UNCLOSED = f"""
select file_path, min(line) from {NOTED} join {SCANS} using (scan_id, file_id)
where regexp_matches(trim(csv_line, chr(13) || chr(10)), '[\\r\\n]') group by file_path order by file_path
"""
# So many rows are looked at to see whether types are worth a try.
HEAD_ROWS = 10_000


def typed(group: Sequence[Source], columns: Collection[str], plain: Collection[str]) -> list[Source]:
    """The same files of CSV with types for some columns, in which their cells are hoped to be.

    Dates become days where all of them were found `plain`: one form holds for all columns of a file.
    """
    dates = {column for column in columns if TYPES[column] == "date"}
    kinds = {column: "day" if column in dates <= set(plain) else TYPES[column] for column in columns}
    types = tuple(kinds.get(column or "", "text") for column in group[0].columns)
    return [replace(source, types=types) for source in group]


def scan(group: Sequence[Source], *, note: bool = False) -> str:
    """The scan of files of one layout. Rows of CSV that are not as told are left out, and written down with `note`."""
    paths = ", ".join(_path(source) for source in group)
    first = group[0]
    if first.kind == "parquet":
        return _named(group, f"read_parquet([{paths}], hive_partitioning = false")
    columns = ", ".join(f"{literal(name)}: '{_SQL[kind]}'" for name, kind in zip(first.names, first.types, strict=True))
    limit = MOST_ODD if set(first.types) > {"text"} else 0
    # Where nothing is to be written down, one row is: without, DuckDB leaves out all rows after one with odd quotes.
    noted, scans, most = (NOTED, SCANS, limit) if note else (f"{NOTED}_again", f"{SCANS}_again", 1)
    stored = f"store_rejects = true, rejects_table = '{noted}', rejects_scan = '{scans}', rejects_limit = {most}"
    options = f"header = true, auto_detect = false, delim = {literal(first.delimiter)}, quote = '\"', escape = '\"'"
    options += ", ignore_errors = true, hive_partitioning = false"
    options += f", dateformat = '{_DAY}'" if "day" in first.types else ""
    reader = f"read_csv([{paths}], {options}, columns = {{{columns}}}, {stored}"
    return _named(group, reader)


def _path(source: Source) -> str:
    """The path as SQL, of this file and no other: DuckDB would take what is in brackets, * and ? for a pattern."""
    return literal(re.sub(r"[*?[]", r"[\g<0>]", str(source.path)))


def _named(group: Sequence[Source], reader: str) -> str:
    """Rows with the file that they come from. One file is said once: beside each row it costs a twentieth."""
    if len(group) > 1:
        return f"{reader}, filename = true)"
    return f"(select *, {literal(str(group[0].path))} as filename from {reader}))"


def misfits(group: Sequence[Source], columns: Iterable[str]) -> str:
    """The query that counts, for each of the columns, the cells in the first rows that are not of its type, and then
    those that are no plain day."""
    names = dict(zip(group[0].columns, group[0].names, strict=True))
    head = {column: f'"{names[column]}"' for column in columns}
    unfit = [f"count({cell}) - count({_fitting(cell, TYPES[column])})" for column, cell in head.items()]
    unfit += [f"count({cell}) - count(try_strptime({cell}, '{_DAY}'))" for cell in head.values()]
    return f"select {', '.join(unfit)} from (select {', '.join(head.values())} from {scan(group)} limit {HEAD_ROWS})"


def _fitting(cell: str, kind: str) -> str:
    value = f"try_cast({cell} as {_SQL[kind]})"
    return f"case when not regexp_matches({cell}, '{ZONE}') then {value} end" if kind == "date" else value


def literal(text: str) -> str:
    """Text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"
