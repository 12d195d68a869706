"""One measurement of rosters in a process of its own: `python -m benchmarks.roster_tasks TASK FILE CITIES WORK`.

It prints seconds by the clock and of the processor, peak memory in MB and a checksum (teams active at the end of the
last month) as JSON. Imports are not in the seconds; reading the file always is.
"""

import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from etl.progress import Progress
from etl.roster.cities import known_cities
from etl.roster.duck import Duck
from etl.roster.faults import MOST_PEOPLE
from etl.roster.files import find
from etl.roster.monthly import by_series, monthly
from etl.roster.months import BASE_YEAR, FIRST_DAY, LAST_DAY, month_number
from etl.roster.rows import Roster
from etl.roster.run import Options, run

LAST = date(2026, 10, 31)


def count(file: Path, cities: Path, work: Path) -> int:
    """DuckDB's own count(*), as it comes."""
    import duckdb

    return duckdb.sql(f"select count(*) from '{file}'").fetchall()[0][0]


def plain(file: Path, cities: Path, work: Path) -> int:
    """Teams and headcount by city and month.

    Within the time: dates and headcount read and checked, exit before entry, cities known or not, malformed rows. Not
    within it: empty and repeated team numbers, codes of companies, medians.
    """
    return _roll(file, cities, work, totals=True)


def full(file: Path, cities: Path, work: Path) -> int:
    """City × district × sector with all totals: teams, flows, headcount, survival; checks as in `plain`."""
    return _roll(file, cities, work, totals=False)


def _roll(file: Path, cities: Path, work: Path, *, totals: bool) -> int:
    engine = Duck(work)
    roster = Roster(engine, find([str(file)]), known_cities(cities), totals=totals, identity=False)
    added = engine.keep(roster.events())
    summed = engine.keep(by_series(added, roster.all_members()))
    table = engine.table(monthly(summed, roster.months(month_number(LAST))))
    cities_only = pa.array([n for n, series in enumerate(roster.cells.series) if series.level == "city"])
    is_last = pc.equal(table["month"], month_number(LAST))
    at_end = table.filter(pc.and_(is_last, pc.is_in(table["series"], cities_only)))
    return pc.sum(at_end["active"]).as_py()


def whole(file: Path, cities: Path, work: Path) -> int:
    """The command itself: every check, duplicates, medians, suppression, files written."""
    report = run(Options([str(file)], raw=cities, out=work, until=LAST), Progress())
    return int(str(report["rows_counted"]))


def polars(file: Path, cities: Path, work: Path) -> int:
    """The plain roll-up in polars: lazy, streaming, types given, the same union of two group-bys, the same checks."""
    import polars as pl

    if file.suffix == ".csv":
        types = {"ref_area": pl.Int32, "entered_on": pl.Date, "left_on": pl.Date, "headcount": pl.Int32}
        rows = pl.scan_csv(file, schema_overrides=types)
    else:
        rows = pl.scan_parquet(file).with_columns(pl.col("ref_area").cast(pl.Int32))
    entered, reach = pl.col("entered_on"), pl.coalesce("left_on", "entered_on")
    sound = (entered >= FIRST_DAY) & (reach >= entered) & (reach <= LAST_DAY)
    sound &= pl.col("headcount").is_between(1, MOST_PEOPLE) & pl.col("ref_area").is_in(_codes(cities))

    def flow(day: str, sign: int) -> pl.LazyFrame:
        month = (pl.col(day).dt.year() - BASE_YEAR) * 12 + pl.col(day).dt.month() - 1
        sums = [(pl.len() * sign).cast(pl.Int64).alias("teams"), (pl.col("headcount").sum() * sign).alias("people")]
        return rows.filter(sound & pl.col(day).is_not_null()).group_by("ref_area", month.alias("month")).agg(sums)

    both = pl.concat([flow("entered_on", 1), flow("left_on", -1)])
    added = both.group_by("ref_area", "month").agg(pl.col("teams", "people").sum()).collect(engine="streaming")
    running = added.sort("month").with_columns(pl.col("teams", "people").cum_sum().over("ref_area"))
    until = running.filter(pl.col("month") <= month_number(LAST))
    return until.group_by("ref_area").agg(pl.col("teams").last())["teams"].sum()


def pandas(file: Path, cities: Path, work: Path) -> int:
    """The plain roll-up in pandas, with the columns needed and no others, and the same checks."""
    import pandas as pd

    columns = ["ref_area", "entered_on", "left_on", "headcount"]
    if file.suffix == ".csv":
        rows = pd.read_csv(file, usecols=columns, parse_dates=["entered_on", "left_on"])
    else:
        rows = pd.read_parquet(file, columns=columns)
        rows["entered_on"], rows["left_on"] = pd.to_datetime(rows["entered_on"]), pd.to_datetime(rows["left_on"])
        rows["ref_area"] = rows["ref_area"].astype("int32")
    entered, reach = rows["entered_on"], rows["left_on"].fillna(rows["entered_on"])
    sound = (entered >= pd.Timestamp(FIRST_DAY)) & (reach >= entered) & (reach <= pd.Timestamp(LAST_DAY))
    sound &= rows["headcount"].between(1, MOST_PEOPLE) & rows["ref_area"].isin(_codes(cities))
    rows = rows[sound]

    def flow(day: str, sign: int) -> pd.DataFrame:
        some = rows[rows[day].notna()]
        month = (some[day].dt.year - BASE_YEAR) * 12 + some[day].dt.month - 1
        return some.groupby(["ref_area", month.rename("month")])["headcount"].agg(["size", "sum"]) * sign

    added = flow("entered_on", 1).add(flow("left_on", -1), fill_value=0).sort_index()
    until = added[added.index.get_level_values("month") <= month_number(LAST)]
    return int(until["size"].sum())


def _codes(cities: Path) -> list[int]:
    return sorted(set(known_cities(cities).values()))


def _peak() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10


TASKS: dict[str, Callable[[Path, Path, Path], int]] = {
    task.__name__: task for task in (count, plain, full, whole, polars, pandas)
}


def main(arguments: Sequence[str]) -> int:
    """Run one task and print what it took."""
    task, file, cities, work = arguments
    # pyarrow, which hands small tables to DuckDB, brings pandas in at its first use.
    for module in ("polars",) if task == "polars" else ("pandas", "duckdb"):
        import_module(module)
    started, processor = time.perf_counter(), time.process_time()
    checksum = TASKS[task](Path(file), Path(cities), Path(work))
    seconds = time.perf_counter() - started
    took = {"seconds": seconds, "processor": time.process_time() - processor, "megabytes": _peak()}
    print(json.dumps(took | {"checksum": checksum}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
