"""The closing report, read from the warehouse: a build that was not needed reports like one that was."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import duckdb

from etl.remarks import attach, warnings

# More would push the report off the screen; the warehouse has them all.
SHOWN = 20
# File, line, column, reason and message of a reject.
Told = tuple[str, int, str, str, str]


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
    rejects: tuple[Told, ...]
    warnings: tuple[str, ...]

    @property
    def exit_code(self) -> int:
        """0, or 2 where rejects are asked to be an error."""
        return 2 if self.strict and self.rejects else 0

    def lines(self) -> Iterator[str]:
        """The report as it is printed."""
        if self.up_to_date:
            yield "up to date"
        yield f"{'file':<14}{'read':>8}{'used':>8}{'rejected':>10}"
        for count in self.files:
            yield f"{count.file:<14}{count.rows_read:>8}{count.rows_used:>8}{count.rows_rejected:>10}"
        yield f"observations {self.observations}, policies {self.policies}, events {self.events}"
        yield from reject_lines(self.rejects)
        yield from (f"warning {warning}" for warning in self.warnings)
        yield f"{self.seconds:.2f} seconds, version {self.version}"
        yield str(self.path)


def reject_lines(rejects: Sequence[Told], place: str = " in the table reject") -> Iterator[str]:
    """The rejects as they are printed: how many by file and reason, and the first of them; `place` holds the others."""
    if not rejects:
        yield "rejects none"
    for (file, reason), count in Counter((file, reason) for file, _, _, reason, _ in rejects).items():
        yield f"rejects {file} {reason} {count}"
    for file, line, column, _, message in rejects[:SHOWN]:
        yield f"  {file} line {line} {column}: {message}"
    if len(rejects) > SHOWN:
        yield f"  … and {len(rejects) - SHOWN} more{place}"


def read_report(path: Path, *, started: float, up_to_date: bool, strict: bool, replaced: Path | None = None) -> Report:
    """Read the report of a warehouse; `started` is the perf_counter of the beginning, `replaced` the file before it."""
    with duckdb.connect() as connection:
        attach(connection, path, "warehouse")
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
            warnings=tuple(warnings(connection, replaced)),
        )
