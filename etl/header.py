"""The header of a raw file: which sign parts the cells, whether there is a header at all, and which column is which."""

import re
from collections.abc import Iterable, Sequence

from etl.layout import FILES, column_name
from etl.problem import Problem, did_you_mean

# Excel separates by tab when it writes UTF-16, and by semicolon in some locales.
DELIMITERS = ",\t;"
# What spreadsheets leave around a cell: spaces, also full-width and non-breaking ones, and invisible marks.
PADDING = " \t\r\n\u00a0\u3000\ufeff\u200b"
# What is to be done where a column is missing.
ADD_COLUMN = "add it to the header"
# A line with which Excel is told the sign. It stands above the header.
_SEPARATOR = re.compile(r"sep=(.)\1*", re.IGNORECASE)


def delimiter(text: str) -> str:
    """The sign that parts the cells of a file."""
    first = next(iter(text.lstrip(PADDING).splitlines()), "")
    if told := _SEPARATOR.fullmatch(first):
        return told[1]
    return max(DELIMITERS, key=first.count)


def tells_delimiter(cells: Sequence[str]) -> bool:
    """Whether a record is the line that tells the sign, and none of the table."""
    return cells[0].lower() == "sep=" and not any(cells[1:])


def no_header(name: str, records: Sequence[tuple[int, list[str]]]) -> Problem | None:
    """What is wrong where the first record of a file is no header: one sentence, and not one a column."""
    line, first = records[0]
    if _is_header(name, first):
        return None
    below = next((other for other, cells in records[1:10] if _is_header(name, cells)), None)
    if below:
        return Problem(name, line, None, f"this is no header, it stands in line {below}", "remove what is above it")
    if _is_header(name, re.split(r"\W", " ".join(first))):
        do = "save the file anew as CSV UTF-8, cells parted by commas and no row in quotes as a whole"
        return Problem(name, line, None, "the whole header stands in one cell", do)
    do = f"write above the rows: {','.join(FILES[name].columns)}"
    return Problem(name, line, None, f"this is no header: it begins with {next(filter(None, first))[:20]!r}", do)


def _is_header(name: str, cells: Iterable[str]) -> bool:
    """Whether at least half of the columns are there: of a header that only lacks some, each is named."""
    columns = FILES[name].columns
    return 2 * len({column_name(cell) for cell in cells} & {*columns}) >= len(columns)


def read_header(name: str, line: int, header: list[str]) -> tuple[list[str], list[Problem]]:
    """Read the header. Columns that the layout does not know are let through and not used."""
    columns = [column_name(cell) for cell in header]
    while columns and not columns[-1]:
        columns.pop()
    problems = []
    for column in FILES[name].columns:
        if column not in columns:
            unknown = [other for other in columns if other and other not in FILES[name].columns]
            meant = did_you_mean(column, unknown).replace("did you mean", "is it")
            # A heading that is misspelt is not one that is left out.
            if column in FILES[name].optional and not meant:
                continue
            found = f"the column is missing; found {', '.join(filter(None, columns))}"
            do = f"{ADD_COLUMN}{meant}"
            problems.append(Problem(name, line, column, found, do))
        elif columns.count(column) > 1:
            found = f"the heading stands {columns.count(column)} times"
            problems.append(Problem(name, line, column, found, "keep one of them"))
    return columns, problems
