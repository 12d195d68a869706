"""Paths → the files of a roster, each with its kind, columns and types. Nothing but headers and schemas is read."""

import codecs
import csv
import gzip
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from etl.decode import DecodeError, decode
from etl.problem import Problem, StructuralError
from etl.roster.header import delimiter_of, headings_of, no_csv, no_header
from etl.roster.headings import columns_of
from etl.roster.listing import CSV, PARQUET, Listing, listed, unknown
from etl.roster.statistics import may_be_never

# So much of a CSV file is looked at for its encoding and its header.
HEAD_BYTES = 1 << 20


@dataclass(frozen=True)
class Source:
    """One file. `columns` holds what each of its columns is (None: not ours), `types` how it is stored.

    Types are text, date, day (a date in the form of CSV that DuckDB reads best), time (of day, as written), instant
    (with a time zone), whole and float; CSV holds text.
    """

    path: Path
    kind: str
    columns: tuple[str | None, ...]
    types: tuple[str, ...]
    names: tuple[str, ...]
    delimiter: str = ","
    encoding: str = "utf-8"
    # Whether an exit may be one of the days that stand for never.
    may_be_never: bool = True

    @property
    def layout(self) -> tuple:
        """Files of the same layout are read as one."""
        names = self.names if self.kind == "parquet" else ()
        return self.kind, self.columns, self.types, names, self.delimiter, self.may_be_never


def find(paths: Iterable[str]) -> list[Source]:
    """The files that paths, folders and patterns name. Raises StructuralError as `opened` does."""
    return opened(listed(paths))


def opened(listing: Listing) -> list[Source]:
    """The files as sources. Raises StructuralError with everything that is wrong with any of them."""
    sources, problems = [], list(listing.problems)
    for path in listing.files:
        try:
            source, found = _open(path)
        except (OSError, EOFError, csv.Error, pa.ArrowException, DecodeError) as error:
            do = "check that it is a readable CSV or Parquet file"
            found, source = [Problem(str(path), None, None, f"the file cannot be read ({error})", do)], None
        problems += found
        sources += [source] if source else []
    if problems:
        raise StructuralError(problems)
    return sources


def in_utf_8(sources: Iterable[Source], work: Path) -> list[Source]:
    """The same files with copies in UTF-8 of those in another encoding, which engines read badly or not at all."""
    return [_copied(source, work, number) for number, source in enumerate(sources)]


def _open(path: Path) -> tuple[Source | None, list[Problem]]:
    if path.name.lower().endswith(PARQUET):
        return _parquet(path)
    if path.name.lower().endswith(CSV):
        return _csv(path)
    return None, [unknown(path)]


def _parquet(path: Path) -> tuple[Source | None, list[Problem]]:
    schema = pq.read_schema(path)
    columns, problems = columns_of(str(path), schema.names)
    types = []
    for column, item in zip(columns, schema, strict=True):
        types.append(_type(item.type))
        if column and not types[-1]:
            do = "store it as text, whole number or date"
            problems.append(Problem(str(path), None, column, f"the type {item.type} cannot be read", do))
    source = Source(path, "parquet", tuple(columns), tuple(types), tuple(schema.names))
    exits = [name for name, column in zip(schema.names, columns, strict=True) if column == "left_on"]
    return replace(source, may_be_never=any(may_be_never(path, name) for name in exits)), problems


def _type(kind: pa.DataType) -> str:
    if pa.types.is_dictionary(kind):
        return _type(kind.value_type)
    if pa.types.is_timestamp(kind) and kind.tz:
        return "instant"
    checks = {
        "text": (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view, pa.types.is_null),
        "date": (pa.types.is_date,),
        "time": (pa.types.is_timestamp,),
        "whole": (pa.types.is_integer,),
        "float": (pa.types.is_floating, pa.types.is_decimal),
    }
    return next((name for name, kinds in checks.items() if any(check(kind) for check in kinds)), "")


def _csv(path: Path) -> tuple[Source | None, list[Problem]]:
    head, encoding = _head(path)
    lines = _text(head, encoding).lstrip("\ufeff").splitlines(keepends=True)
    if problem := no_csv(str(path), head) or no_header(str(path), lines):
        return None, [problem]
    columns, problems = columns_of(str(path), headings_of(lines))
    size = len(columns)
    names = tuple(column or f"other_{number}" for number, column in enumerate(columns))
    return Source(
        path, "csv", tuple(columns), ("text",) * size, names, delimiter_of(lines[0].rstrip("\r\n")), encoding
    ), problems


def _head(path: Path) -> tuple[bytes, str]:
    """The beginning of a file, and its encoding."""
    opener = gzip.open if path.name.lower().endswith(".gz") else open
    with opener(path, "rb") as file:
        head = file.read(HEAD_BYTES)
        return head, _encoding(_telling(file, head))


def _telling(file: BinaryIO, head: bytes) -> bytes:
    """The first whole lines that are not ASCII alone, which says nothing of an encoding; all are read where need be."""
    piece, more = b"", head
    while more:
        piece = piece.rpartition(b"\n")[2] + more
        lines = piece[: piece.rfind(b"\n") + 1]
        if not lines.isascii():
            return lines
        more = file.read(HEAD_BYTES)
    return piece


def _encoding(lines: bytes) -> str:
    if lines.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        lines.decode("utf-8")
    except UnicodeDecodeError:
        try:
            decode(lines)
        except DecodeError:
            # Damaged UTF-8: the damaged rows will be rejected one by one.
            return "utf-8"
        return "gb18030"
    return "utf-8"


def _text(head: bytes, encoding: str) -> str:
    return codecs.getincrementaldecoder(encoding)(errors="replace").decode(head)


def _copied(source: Source, work: Path, number: int) -> Source:
    if source.encoding == "utf-8":
        return source
    copy = work / f"utf-8-{number}.csv"
    opener = gzip.open if source.path.name.lower().endswith(".gz") else open
    # What cannot be read becomes U+FFFD in its cell, and the row goes on as any other.
    with (
        opener(source.path, "rt", encoding=source.encoding, errors="replace", newline="") as old,
        copy.open("w", encoding="utf-8", newline="") as new,
    ):
        shutil.copyfileobj(old, new, 1 << 20)
    return replace(source, path=copy, encoding="utf-8")


def layouts(sources: Iterable[Source]) -> Iterator[list[Source]]:
    """Files grouped by layout, in their order."""
    groups: dict[tuple, list[Source]] = {}
    for source in sources:
        groups.setdefault(source.layout, []).append(source)
    yield from groups.values()
