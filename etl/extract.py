"""Step 1, extract: the raw files → rows that know their file and line. No value is interpreted here."""

import csv
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from etl.decode import DecodeError, decode
from etl.header import DELIMITERS, PADDING, delimiter, no_header, read_header, tells_delimiter
from etl.layout import CODES, FILES
from etl.problem import Problem

# A cell holds so many characters at most; more is a quote that was left open.
CELL = 131_072
# The columns by which rows are told apart and placed.
IDENTIFYING = ("ref_area", "area", "area_level", "name_zh", "name_en", "source_id")


@dataclass(frozen=True)
class Row:
    """One record of a raw file; `line` is the line it starts on, the header being line 1."""

    file: str
    line: int
    cells: dict[str, str]


@dataclass
class Extract:
    """All rows by file, and the problems met on the way. A file that cannot be read has no rows entry."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_inputs(raw: Path) -> dict[str, bytes | None]:
    """Read every raw file once, so that what is hashed is what is parsed. None: it cannot be opened."""
    contents: dict[str, bytes | None] = {}
    for name in FILES:
        try:
            contents[name] = (raw / name).read_bytes()
        except OSError:
            contents[name] = None
    return contents


def extract(raw: Path, contents: dict[str, bytes | None]) -> Extract:
    """Turn the bytes of the raw files into rows."""
    result = Extract()
    if not raw.is_dir():
        found = "is a file and no folder" if raw.exists() else "there is no such folder"
        problem = Problem(str(raw), None, None, found, "check what --raw names")
        result.problems.append(problem)
        return result
    for name, content in contents.items():
        if content is None:
            result.problems.append(_unopened(raw / name))
            continue
        try:
            rows, problems = read_table(name, decode(content))
        except DecodeError as error:
            do = "the file is damaged or no CSV; save it anew as CSV UTF-8"
            result.problems.append(Problem(name, error.line, None, str(error), do))
            continue
        result.problems += problems
        if rows is not None:
            result.rows[name] = rows
    return result


def read_table(name: str, text: str) -> tuple[list[Row] | None, list[Problem]]:
    """Read the text of one file; no rows where its quotes are not in order, or the columns that tell rows apart."""
    try:
        records = list(_records(text))
    except _CellError as error:
        return None, [Problem(name, error.line, None, str(error), error.do)]
    if records and tells_delimiter(records[0][1]):
        del records[0]
    if not records:
        do = f"write the header in line 1: {','.join(FILES[name].columns)}"
        return None, [Problem(name, 1, None, "the file is empty", do)]
    if problem := no_header(name, records):
        return None, [problem]
    columns, problems = read_header(name, *records[0])
    # Without them nothing can be said of the rows; with them, all that is wrong is said at once.
    if {*FILES[name].key, *IDENTIFYING} & {problem.column for problem in problems}:
        return None, problems
    rows = []
    for line, cells in records[1:]:
        if _trimmed(cells) == _trimmed(records[0][1]):
            problems.append(Problem(name, line, None, "the header stands here again", "remove the row"))
            continue
        problems += [Problem(name, line, None, *fault) for fault in _faults(columns, cells)]
        values = dict(zip(columns, cells, strict=False))
        rows.append(Row(name, line, {column: _cell(column, values) for column in FILES[name].columns}))
    return rows, problems


def _trimmed(cells: list[str]) -> list[str]:
    """The cells without the empty ones at the end."""
    filled = [index for index, cell in enumerate(cells, 1) if cell]
    return cells[: filled[-1]]


def _faults(columns: list[str], cells: list[str]) -> Iterator[tuple[str, str]]:
    """Why the cells of a record may not be those of its columns, and what to do."""
    if swallowed := next((cell for cell in cells if _holds_rows(cell, len(columns))), None):
        found = f"a cell that begins {swallowed[:20]!r} holds whole rows: its quotes close lines below"
        yield found, 'take the stray " away'
    headings = columns + [""] * len(cells)
    nameless = [cell for cell, heading in zip(cells, headings, strict=False) if cell and not heading]
    if nameless:
        found = f"{nameless[0]!r} stands in a column without a heading"
        yield found, "put a cell that holds a comma in quotes, or give the column a heading"


def _cell(column: str, values: dict[str, str]) -> str:
    """The cell of a column; Ｄ０１ is the number D01."""
    text = values.get(column, "")
    return unicodedata.normalize("NFKC", text) if column in CODES else text


def _holds_rows(cell: str, columns: int) -> bool:
    """Whether a cell breaks lines and has as many separators in one of them as a row: quotes that were left open."""
    lines = cell.splitlines()
    return len(lines) > 1 and any(line.count(sign) >= columns - 1 > 0 for line in lines for sign in DELIMITERS)


class _CellError(ValueError):
    """Where cells cannot be told apart: the line on which their record starts, and what to do."""

    def __init__(self, line: int, reason: str) -> None:
        if "field limit" in reason:
            super().__init__(f"a cell holds over {CELL:,} characters")
            self.do = 'shorten it, or close the " that a row left open'
        else:
            super().__init__(f"the quotes do not close properly ({reason})")
            self.do = 'close the quotes, and double each " within a cell'
        self.line = line


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the first line and the stripped cells of each record that is not empty."""
    # The limit is of the whole process: another library may have lifted it.
    csv.field_size_limit(CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(text), strict=True)
    start = 1
    try:
        for record in reader:
            cells = [cell.strip(PADDING) for cell in record]
            if any(cells):
                yield start, cells
            start = reader.line_num + 1
    except csv.Error as error:
        raise _CellError(start, str(error)) from error


def _unopened(path: Path) -> Problem:
    if not path.exists():
        return Problem(path.name, None, None, f"the file is missing in {path.parent}", "put it there")
    return Problem(path.name, None, None, "the file cannot be opened", "check that it is a file you may read")
