"""A whole run: find the files, roll up, hide, write. The folder of results is changed only at the end."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from time import perf_counter

import pyarrow as pa
import pyarrow.parquet as pq

from etl.problem import Problem, StructuralError
from etl.progress import Progress
from etl.roster.cities import known_cities
from etl.roster.engine import Engine
from etl.roster.faults import BY_NUMBER
from etl.roster.files import Source, in_utf_8, opened
from etl.roster.listing import REJECTS, REPORT, ROSTER, Listing, listed
from etl.roster.months import last_finished, month_end, month_number
from etl.roster.places import located
from etl.roster.publish import published, suppressed_figures, without_parts
from etl.roster.rejects import lines, write
from etl.roster.rollup import RollUp, roll_up
from etl.roster.workfolder import work_folder


@dataclass(frozen=True)
class Options:
    """What a run is asked to do; no month after that of the day `until` is shown."""

    paths: Sequence[str]
    raw: Path
    out: Path
    engine: str = "duckdb"
    master: str | None = None
    min_cell: int = 3
    until: date = field(default_factory=last_finished)
    totals: bool = False


class NothingCountsError(StructuralError):
    """Not one row can be counted: the report and the sample of rejects are written, and no series."""


def run(options: Options, progress: Progress) -> dict[str, object]:
    """Do it, and give the report. Raises StructuralError with everything for which nothing can be written."""
    started = perf_counter()
    cities = known_cities(options.raw)
    if options.out.is_file():
        raise StructuralError([Problem(str(options.out), None, None, "is a file", "name a folder for the results")])
    options.out.mkdir(parents=True, exist_ok=True)
    with work_folder(options.out) as work:
        listing = listed(options.paths, options.out)
        sources = opened(listing)
        readable = in_utf_8(sources, work)
        names = _names(sources, readable)
        rolled = _rolled(options, readable, names, cities, work, progress)
        sampled = lines(located(rolled.sampled, readable), names)
        progress.step("suppress")
        table = published(rolled.monthly, rolled.medians, rolled.cells.series, options.min_cell)
        report = _report(options, listing, rolled, table, perf_counter() - started)
        if not rolled.rows_counted:
            _write(options.out, work, None, report, sampled)
            raise NothingCountsError([_nothing(options, rolled)])
        if report["last_month"] is None:
            found = f"nobody had moved in by {options.until:%Y-%m}; all {rolled.after_last:,} entries are later"
            raise StructuralError([Problem("--until", None, None, found, "name a later month")])
        _write(options.out, work, table, report, sampled)
    return report


def _nothing(options: Options, rolled: RollUp) -> Problem:
    if not rolled.rows_in:
        found, do = "there are headings and no rows", "export the roster anew, or name other files"
        return Problem(" ".join(options.paths), None, None, found, do)
    reasons = ", ".join(f"{BY_NUMBER[number].name} {rows:,}" for number, rows in rolled.rejected.items())
    found = f"none of the {rolled.rows_in:,} rows can be counted ({reasons})"
    return Problem(" ".join(options.paths), None, None, found, f"see {options.out / REJECTS} for a sample")


def _engine(options: Options, work: Path) -> Engine:
    if options.engine == "spark":
        from etl.roster.spark import Spark

        return Spark(options.master)
    from etl.roster.duck import Duck

    return Duck(work)


def _report(options: Options, listing: Listing, rolled: RollUp, table: pa.Table, seconds: float) -> dict[str, object]:
    rejected = sum(rolled.rejected.values())
    if rolled.rows_in != rolled.rows_counted + rejected:
        raise AssertionError(f"{rolled.rows_in} rows in, {rolled.rows_counted} counted and {rejected} rejected")
    months = rolled.monthly["month"].to_pylist()
    return {
        "engine": options.engine,
        "files": len(listing.files),
        "files_skipped": [str(path) for path in listing.skipped],
        "rows_in": rolled.rows_in,
        "rows_counted": rolled.rows_counted,
        "rows_rejected": rejected,
        "rejects": {BY_NUMBER[number].name: rows for number, rows in rolled.rejected.items()},
        "first_month": month_end(min(months)).isoformat() if months else None,
        "last_month": month_end(max(months)).isoformat() if months else None,
        "entries_after_last_month": rolled.after_last,
        "min_cell": options.min_cell,
        "rows_out": len(table),
        "rows_suppressed": suppressed_figures(table),
        **({} if options.totals else without_parts(table)),
        "seconds": round(seconds, 2),
    }


def _rolled(
    options: Options,
    readable: Sequence[Source],
    names: Mapping[str, str],
    cities: Mapping[str, int],
    work: Path,
    progress: Progress,
) -> RollUp:
    until = month_number(options.until)
    engine = _engine(options, work)
    try:
        return roll_up(engine, readable, cities, until=until, totals=options.totals, step=progress.step)
    except StructuralError as error:
        told = [replace(problem, file=names.get(problem.file, problem.file)) for problem in error.problems]
        raise StructuralError(told) from None
    finally:
        engine.close()


def _names(sources: Sequence[Source], readable: Sequence[Source]) -> dict[str, str]:
    """The files as the user named them, by the path under which an engine read them."""
    names = {}
    for named, read in zip(sources, readable, strict=True):
        names |= {str(read.path): str(named.path), str(read.path.resolve()): str(named.path)}
    return names


def _write(
    out: Path, work: Path, table: pa.Table | None, report: dict[str, object], sampled: list[dict[str, object]]
) -> None:
    names = [REJECTS, REPORT]
    if table is not None:
        pq.write_table(table, work / ROSTER, compression="zstd")
        names.insert(1, ROSTER)
    (work / REPORT).write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    write(work / REJECTS, sampled)
    for name in names:
        os.replace(work / name, out / name)


def report_lines(report: dict[str, object], out: Path) -> Iterator[str]:
    """The report as it is printed."""
    rejects, skipped = report["rejects"], report["files_skipped"]
    assert isinstance(rejects, dict)
    assert isinstance(skipped, list)
    for path in skipped:
        yield f"skipped {path}: a workbook is not read — save it as CSV UTF-8"
    yield f"rows in {report['rows_in']:,} = counted {report['rows_counted']:,} + rejected {report['rows_rejected']:,}"
    for name, rows in rejects.items():
        yield f"rejects {name} {rows:,}"
    if not rejects:
        yield "rejects none"
    else:
        yield f"a sample with what to do: {out / REJECTS}"
    yield f"months {report['first_month']} to {report['last_month']}, {report['rows_out']:,} rows out"
    if after := report["entries_after_last_month"]:
        yield f"{after:,} entries lie after {str(report['last_month'])[:7]} and are in no figure"
    yield f"{report['rows_suppressed']:,} of them hide a figure (counts under {report['min_cell']})"
    if cities := report.get("cities_without_cells"):
        only = f"; of {report['cities_totals_only']} of them all parts"
        yield f"cells that would hide the totals of their city are hidden altogether in {cities} cities{only}"
    yield f"{report['seconds']:.2f} seconds, engine {report['engine']}"
    yield f"{out / ROSTER} is for publication; {REPORT} and {REJECTS} stay with who holds the roster"
