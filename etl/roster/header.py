"""The first line of a CSV file: which sign parts its cells, and what is wrong where it is no header at all."""

import csv
import io
from collections.abc import Sequence

from etl.extract import DELIMITERS
from etl.problem import Problem
from etl.roster.headings import REQUIRED, SYNONYMS, column_of

# What files begin with that are no CSV, what they are, and what to do with them.
_MAGIC = {
    b"PAR1": ("it is Parquet", "name it .parquet"),
    b"PK\x03\x04": ("it is a workbook or an archive", "save the table as CSV UTF-8"),
    b"\xd0\xcf\x11\xe0": ("it is a workbook", "save it as CSV UTF-8"),
    b"\x1f\x8b": ("it is packed", "name it .csv.gz"),
}
# A header stands in one of so many lines, or nowhere.
_SEARCHED = 10
_WIDE_COMMA = "，"


def no_csv(file: str, head: bytes) -> Problem | None:
    """What is wrong with a file that is no CSV by its first bytes, or has none."""
    for magic, (found, do) in _MAGIC.items():
        if head.startswith(magic):
            return Problem(file, None, None, f"by its name it is CSV, but {found}", do)
    if not head.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        return Problem(file, None, None, "the file is empty", "export the roster anew, or leave the file out")
    return None


def delimiter_of(line: str) -> str:
    """The sign that parts the cells of a line."""
    return max(DELIMITERS, key=line.count)


def headings_of(lines: Sequence[str]) -> list[str]:
    """The cells of the first record."""
    delimiter = delimiter_of(lines[0].rstrip("\r\n")) if lines else ","
    return next(csv.reader(io.StringIO("".join(lines), newline=""), delimiter=delimiter), [])


def no_header(file: str, lines: Sequence[str]) -> Problem | None:
    """What is wrong where the first line is no header: one sentence, and not one a column."""
    first = headings_of(lines)
    if any(map(column_of, first)):
        return None
    if _is_header((lines[0] if lines else "").split(_WIDE_COMMA)):
        found = f"the cells are parted by {_WIDE_COMMA}"
        return Problem(file, 1, None, found, "save the file anew as CSV UTF-8, parted by , and not by hand")
    for line in range(1, min(len(lines), _SEARCHED)):
        if _is_header(headings_of(lines[line:])):
            found = f"line 1 is not the header, it stands in line {line + 1}"
            return Problem(file, 1, None, found, "remove what is above it")
    begins = next(filter(None, first), "")[:20]
    found = f"line 1 is not the header: it {f'begins with {begins!r}' if begins else 'is blank'}"
    columns = ",".join(SYNONYMS[column].split()[0] for column in REQUIRED)
    return Problem(file, 1, None, found, f"write above the rows: {columns}")


def _is_header(cells: Sequence[str]) -> bool:
    """Whether at least half of the columns are there."""
    return 2 * len({column_of(cell) for cell in cells} - {None}) >= len(REQUIRED)
