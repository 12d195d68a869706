"""The closing report, read from the warehouse: a build that was not needed reports like one that was."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import duckdb

# More would push the report off the screen; the warehouse has them all.
SHOWN = 20


@dataclass(frozen=True)
class FileCount:
    """What became of the rows of one raw file."""

    file: str
    rows_read: int
    rows_used: int
    rows_rejected: int


@dataclass(frozen=True)
class Report:
    """What a build did. `up_to_date` says that nothing had to be built."""

    version: str
    path: Path
    seconds: float
    up_to_date: bool
    strict: bool
    files: tuple[FileCount, ...]
    observations: int
    policies: int
    events: int
    rejects: tuple[tuple[str, int, str, str, str], ...]

    @property
    def exit_code(self) -> int:
        """0, or 2 where rejects are asked to be an error."""
        return 2 if self.strict and self.rejects else 0

    @property
    def rejects_by_reason(self) -> Counter[tuple[str, str]]:
        """How many defects, by file and reason."""
        return Counter((file, reason) for file, _, _, reason, _ in self.rejects)

    def lines(self) -> Iterator[str]:
        """The report as it is printed."""
        if self.up_to_date:
            yield "up to date"
        yield f"{'file':<14}{'read':>8}{'used':>8}{'rejected':>10}"
        for count in self.files:
            yield f"{count.file:<14}{count.rows_read:>8}{count.rows_used:>8}{count.rows_rejected:>10}"
        yield f"observations {self.observations}, policies {self.policies}, events {self.events}"
        yield from self._reject_lines()
        yield f"{self.seconds:.2f} seconds, version {self.version}"
        yield str(self.path)

    def _reject_lines(self) -> Iterator[str]:
        if not self.rejects:
            yield "rejects none"
        for (file, reason), count in self.rejects_by_reason.items():
            yield f"rejects {file} {reason} {count}"
        for file, line, column, _, message in self.rejects[:SHOWN]:
            yield f"  {file} line {line} {column}: {message}"
        if len(self.rejects) > SHOWN:
            yield f"  … and {len(self.rejects) - SHOWN} more in the table reject"


def read_report(path: Path, *, started: float, up_to_date: bool, strict: bool) -> Report:
    """Read the report of a warehouse; `started` is the perf_counter of the beginning."""
    # Attached and not opened: DuckDB refuses to open a file twice in a process with different settings, and a
    # page of this process may have it open.
    with duckdb.connect() as connection:
        connection.execute(f"attach '{str(path).replace(chr(39), chr(39) * 2)}' as warehouse (read_only)")
        connection.execute("use warehouse")

        def rows(table: str, columns: str) -> list[tuple]:
            return connection.table(table).project(columns).fetchall()

        def count(table: str) -> int:
            return connection.table(table).count("*").fetchall()[0][0]

        build = rows("build", "version, file, rows_read, rows_used, rows_rejected")
        return Report(
            version=build[0][0],
            path=path,
            seconds=perf_counter() - started,
            up_to_date=up_to_date,
            strict=strict,
            files=tuple(FileCount(*row[1:]) for row in build),
            observations=count("observation"),
            policies=count("policy"),
            events=count("event"),
            rejects=tuple(rows("reject", "file, line, column_name, reason, message")),
        )
