"""DuckDB as the engine: one process, streaming, in bounded memory."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import narwhals as nw
import pyarrow as pa

from etl.problem import Problem, StructuralError
from etl.roster.files import Source, layouts
from etl.roster.reading import Dialect, query

# DuckDB's share; what does not fit goes to files in the work folder. The whole process stays under 1 GB.
MEMORY_MB = 600
# Exits whose days a median holds at once, 4 bytes each and as much again while growing.
MEDIAN_VALUES = 20_000_000

DIALECT = Dialect(
    quote='"',
    is_malformed="false",
    file="filename",
    group="\\",
    plain_date=lambda text: f"try_cast({text} as date)",
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
            "autoinstall_known_extensions": False,
        }
        self.connection = duckdb.connect(config=settings)
        self._kept = 0

    def rows(
        self, sources: Sequence[Source], cities: Mapping[str, int] | None = None, *, note: bool = False
    ) -> nw.LazyFrame:
        """See `Engine`."""
        parts = [query(group[0], _scan(group, note=note), DIALECT, cities) for group in layouts(sources)]
        return nw.from_native(self.connection.sql("\nunion all\n".join(parts)))

    def malformed(self) -> int:
        """See `Engine`."""
        if not self._has_noted():
            return 0
        count = "select count(distinct (scan_id, file_id, line)) from malformed"
        return self.connection.execute(count).fetchall()[0][0]

    def malformed_places(self, most: int) -> list[tuple[str, int | None]]:
        """See `Engine`."""
        if not self._has_noted():
            return []
        places = "select distinct file_path, line from malformed join malformed_scan using (scan_id, file_id)"
        return self.connection.execute(f"{places} order by all limit {most}").fetchall()

    def _has_noted(self) -> bool:
        noted = "select 1 from duckdb_tables() where table_name = 'malformed'"
        return bool(self.connection.execute(noted).fetchall())

    def hashed(self, frame: nw.LazyFrame, name: str, columns: Sequence[str]) -> nw.LazyFrame:
        """See `Engine`."""
        return nw.from_native(frame.to_native().select(f"*, hash({', '.join(columns)}) as {name}"))

    def is_cheap(self, sources: Sequence[Source]) -> bool:
        """See `Engine`."""
        return all(source.kind == "parquet" for source in sources)

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
        with _problems_told():
            self.connection.execute(f"create temp table {name} as {query}")
        return nw.from_native(self.connection.table(name))

    def table(self, frame: nw.LazyFrame) -> pa.Table:
        """See `Engine`."""
        with _problems_told():
            return frame.collect("pyarrow").to_native()

    def close(self) -> None:
        """See `Engine`."""
        self.connection.close()


@contextmanager
def _problems_told() -> Iterator[None]:
    """What only shows while a file is read, in the words of the other problems."""
    try:
        yield
    except duckdb.InvalidInputException as error:
        file = re.search(r"file = (.*)", str(error))
        if file is None:
            raise
        found = str(error).splitlines()[0]
        do = "save the file anew as CSV UTF-8"
        if "state machine" in found:
            found, do = "line ends of two kinds are mixed", "save the file anew with line ends of one kind"
        raise StructuralError([Problem(file[1], None, None, found, do)]) from None
    except duckdb.OutOfMemoryException as error:
        found, do = str(error).splitlines()[0], "free disk space in the folder of results, or use --engine spark"
        raise StructuralError([Problem("roster", None, None, found, do)]) from None


def _scan(group: Sequence[Source], *, note: bool) -> str:
    """The scan of files of one layout. All cells of CSV are text, so that only its shape can be malformed."""
    paths = ", ".join(_literal(str(source.path)) for source in group)
    if group[0].kind == "parquet":
        return f"read_parquet([{paths}], filename = true)"
    columns = ", ".join(f"{_literal(name)}: 'varchar'" for name in group[0].names)
    stored = ", store_rejects = true, rejects_table = 'malformed', rejects_scan = 'malformed_scan', rejects_limit = 0"
    noting = stored if note else ""
    options = f"header = true, auto_detect = false, delim = {_literal(group[0].delimiter)}, quote = '\"', escape = '\"'"
    return f"read_csv([{paths}], {options}, columns = {{{columns}}}, ignore_errors = true, filename = true{noting})"


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
