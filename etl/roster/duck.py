"""DuckDB as the engine: one process, streaming, in bounded memory."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import duckdb
import narwhals as nw
import pyarrow as pa

from etl.problem import Problem, StructuralError
from etl.roster.damage import damaged
from etl.roster.dialect import Dialect
from etl.roster.engine import Shape
from etl.roster.faults import NUMBER
from etl.roster.files import Source, layouts
from etl.roster.reading import query
from etl.roster.scans import MOST_ODD, NOTED, SCANS, TYPES, UNCLOSED, misfits, scan, typed

# DuckDB's share; what does not fit goes to files in the work folder. The whole process stays under 1 GB.
MEMORY_MB = 600
BAD_EXIT = NUMBER["bad_exit"]
# Exits whose days a median holds at once, 4 bytes each and as much again while growing.
MEDIAN_VALUES = 20_000_000

DIALECT = Dialect(
    quote='"',
    is_malformed="false",
    file="filename",
    group="\\",
    plain_date=lambda text: f"try_cast({text} as date)",
    instant="timestamptz",
    looked_up=lambda key, keys, values: f"map([{keys}], [{values}])[{key}]",
    days_between=lambda later, earlier: f"({later} - {earlier})",
)


class Duck:
    """An engine (see `etl.roster.engine`) whose files lie in `work`."""

    name = "duckdb"
    most_values: int | None = MEDIAN_VALUES

    def __init__(self, work: Path, *, memory_mb: int = MEMORY_MB, threads: int | None = None) -> None:
        settings = {
            "memory_limit": f"{memory_mb}MB",
            "threads": threads or os.cpu_count() or 1,
            "temp_directory": str(work / "spill"),
            "preserve_insertion_order": False,
            # Joins are written with the small table on the right. DuckDB does not know how many rows a CSV has, and
            # would put the roster there: the full roll-up would take twice as long.
            "disabled_optimizers": "join_order,build_side_probe_side",
            "autoinstall_known_extensions": False,
            "TimeZone": "UTC",
        }
        self.connection = duckdb.connect(config=settings)
        self._kept = 0
        self._read: set[Source] = set()

    def rows(self, sources: Sequence[Source], cities: Mapping[str, int] | None = None) -> nw.LazyFrame:
        """See `Engine`."""
        return self._rows(layouts(sources), cities, note=False)

    def kept_rows(self, sources: Sequence[Source], cities: Mapping[str, int] | None, shape: Shape) -> nw.LazyFrame:
        """See `Engine`. Files of CSV are first read with types, and as if no exit stood for never: where a cell has not
        its type, or an exit is out of all bounds, they are read anew."""
        groups = list(layouts(sources))
        better = [self._typed(group, cities) for group in groups]
        hoped = [
            [replace(source, may_be_never=False) for source in group] if group[0].kind == "csv" else group
            for group in better
        ]
        kept = self.keep(shape(self._rows(hoped, cities, note=True)))
        if better != groups and self._has_odd():
            kept = self._kept_anew(shape(self._rows(groups, cities, note=True)))
        elif hoped != better and self._one(f"select count(*) from kept_{self._kept} where entry_key = -{BAD_EXIT}"):
            kept = self._kept_anew(shape(self._rows(better, cities, note=True)))
        self._check_quotes()
        return kept

    def _kept_anew(self, frame: nw.LazyFrame) -> nw.LazyFrame:
        """Keep rows in place of those that were kept last, and of what was noted on the way."""
        for name in (f"kept_{self._kept}", NOTED, SCANS):
            self.connection.execute(f"drop table {name}")
        return self.keep(frame)

    def _check_quotes(self) -> None:
        """Raise StructuralError where a quote that is not closed has made many rows one."""
        places = self.connection.execute(UNCLOSED).fetchall() if self._has_noted() else []
        found, do = "the quotes do not close properly", 'close the quotes, and double each " within a cell'
        if places:
            raise StructuralError([Problem(file, line, None, found, do) for file, line in places])

    def _typed(self, group: Sequence[Source], cities: Mapping[str, int] | None) -> Sequence[Source]:
        """Files of CSV with a type for each column whose first cells have it; a city stays text where it is joined."""
        if group[0].kind != "csv":
            return group
        worth = [column for column in TYPES if column in group[0].columns and (cities or column != "ref_area")]
        with self._problems_told():
            found = self.connection.execute(misfits(group, worth)).fetchone() or ()
        fit = [not unfit for unfit in found]
        plain = [column for column, is_plain in zip(worth, fit[len(worth) :], strict=True) if is_plain]
        return typed(group, [column for column, is_fit in zip(worth, fit, strict=False) if is_fit], plain)

    def _rows(
        self, groups: Iterable[Sequence[Source]], cities: Mapping[str, int] | None, *, note: bool
    ) -> nw.LazyFrame:
        groups = list(groups)
        self._read.update(source for group in groups for source in group)
        parts = [query(group[0], scan(group, note=note), DIALECT, cities) for group in groups]
        return nw.from_native(self.connection.sql("\nunion all\n".join(parts)))

    def _one(self, query: str) -> int:
        with self._problems_told():
            return self.connection.execute(query).fetchall()[0][0]

    def _has_odd(self) -> bool:
        """Whether rows were left out for a cell, or so many that there is no knowing."""
        odd = "error_type = 'CAST'"
        most = f"select max(rows) from (select count(*) as rows from {NOTED} group by scan_id, file_id)"
        return bool(self._one(f"select count(*) from {NOTED} where {odd}")) or (self._one(most) or 0) >= MOST_ODD

    def malformed(self) -> int:
        """See `Engine`."""
        if not self._has_noted():
            return 0
        return self._one(f"select count(distinct (scan_id, file_id, line)) from {NOTED}")

    def malformed_places(self, most: int) -> list[tuple[str, int | None]]:
        """See `Engine`."""
        if not self._has_noted():
            return []
        places = f"select distinct file_path, line from {NOTED} join {SCANS} using (scan_id, file_id)"
        return self.connection.execute(f"{places} order by all limit {most}").fetchall()

    def _has_noted(self) -> bool:
        return bool(self._one(f"select count(*) from duckdb_tables() where table_name = '{NOTED}'"))

    def hashed(self, frame: nw.LazyFrame, name: str, columns: Sequence[str]) -> nw.LazyFrame:
        """See `Engine`."""
        return nw.from_native(frame.to_native().select(f"*, hash({', '.join(columns)}) as {name}"))

    def by_each(self, stays: nw.LazyFrame, keys: Sequence[str]) -> nw.LazyFrame:
        """See `Engine`."""
        sums = f"{', '.join(keys)}, count(*) as teams, sum(headcount) as people"
        sets = ", ".join(f"({key})" for key in keys)
        return nw.from_native(stays.to_native().aggregate(sums, f"grouping sets ({sets})"))

    def keep(self, frame: nw.LazyFrame) -> nw.LazyFrame:
        """See `Engine`."""
        return self._kept_as(frame.to_native().sql_query())

    def frame(self, table: pa.Table) -> nw.LazyFrame:
        """See `Engine`."""
        self.connection.register("handed_over", table)
        try:
            return self._kept_as("select * from handed_over")
        finally:
            self.connection.unregister("handed_over")

    def _kept_as(self, query: str) -> nw.LazyFrame:
        """A temporary table: in memory, and in the work folder once that is full."""
        self._kept += 1
        name = f"kept_{self._kept}"
        with self._problems_told():
            self.connection.execute(f"create temp table {name} as {query}")
        return nw.from_native(self.connection.table(name))

    def table(self, frame: nw.LazyFrame) -> pa.Table:
        """See `Engine`."""
        with self._problems_told():
            return frame.collect("pyarrow").to_native()

    def close(self) -> None:
        """See `Engine`."""
        self.connection.close()

    @contextmanager
    def _problems_told(self) -> Iterator[None]:
        """What only shows while a file is read, in the words of the other problems."""
        try:
            yield
        except duckdb.InterruptException:
            raise
        except duckdb.Error as error:
            if problems := _problems(error) or damaged(sorted(self._read, key=lambda source: source.path)):
                raise StructuralError(problems) from None
            raise


def _problems(error: duckdb.Error) -> list[Problem]:
    """What DuckDB says itself that can be told to who holds the roster."""
    found = str(error).splitlines()[0]
    file = re.search(r"file = (.*)", str(error))
    if isinstance(error, duckdb.OutOfMemoryException):
        return [Problem("roster", None, None, found, "free disk space in the folder of results, or use --engine spark")]
    if isinstance(error, duckdb.InvalidInputException) and file:
        do = "save the file anew as CSV UTF-8"
        if "state machine" in found:
            found, do = "line ends of two kinds are mixed", "save the file anew with line ends of one kind"
        return [Problem(file[1], None, None, found, do)]
    return []
