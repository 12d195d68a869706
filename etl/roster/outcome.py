"""What became of the rows: how many count, by month, and how many do not, by reason, with a sample of these."""

from collections.abc import Mapping

import narwhals as nw
import pyarrow.compute as pc

from etl.roster.engine import Engine
from etl.roster.faults import NUMBER
from etl.roster.months import MONTHS
from etl.roster.rejects import SAMPLED, sample
from etl.roster.rows import Noticed, Roster


def faults(engine: Engine, added: nw.LazyFrame) -> dict[int, int]:
    """How many rows have a fault, by the number of its reason, from what was added up by key."""
    faulty = engine.table(added.filter(nw.col("key") < 0).select("key", "entered")).to_pylist()
    return {-row["key"]: int(row["entered"]) for row in faulty}


def outcome(
    roster: Roster, added: nw.LazyFrame, noticed: Noticed, faulty: Mapping[int, int]
) -> tuple[dict[int, tuple[int, int]], dict[int, int]]:
    """Entries and exits by month of the rows that count, and the rejected rows by number of the reason.

    The duplicates are already taken off what was `added` up; `faulty` is what `faults` gives.
    """
    engine, rejected = roster.engine, dict(faulty)
    counted = added.filter(nw.col("key") >= 0).with_columns(cell=nw.col("key") // MONTHS, month=nw.col("key") % MONTHS)
    city = roster.members["city"]
    # With totals only, a code that no city has is found here, once a code instead of once a row.
    unknown = counted.join(city, on="cell", how="anti").select(nw.col("entered").sum())
    rejected[NUMBER["unknown_city"]] = rejected.get(NUMBER["unknown_city"], 0) + _number(engine, unknown)
    rejected[NUMBER["malformed"]] = rejected.get(NUMBER["malformed"], 0) + engine.malformed()
    rejected[NUMBER["duplicate_team"]] = 0 if noticed.extra is None else count(engine, noticed.extra)
    months = counted.join(city, on="cell", how="inner").group_by("month")
    sums = engine.table(months.agg(nw.col("entered").sum(), nw.col("left").sum())).to_pylist()
    by_month = {int(row["month"]): (int(row["entered"]), int(row["left"])) for row in sums}
    # A month in which all were duplicates is one in which nothing happened.
    by_month = {month: flows for month, flows in by_month.items() if any(flows)}
    return by_month, {number: rows for number, rows in sorted(rejected.items()) if rows}


def sampled(roster: Roster, noticed: Noticed, rejected: Mapping[int, int]) -> list[dict[str, object]]:
    """Some rejected rows of each reason."""
    places = roster.engine.malformed_places(SAMPLED)
    found: list[dict[str, object]] = [
        {"fault": NUMBER["malformed"], "file": file, "line": line} for file, line in places
    ]
    marked = []
    if noticed.faulty is not None:
        marked.append(noticed.faulty.filter(nw.col("entry_key") < 0).with_columns(fault=-nw.col("entry_key")))
    if roster.totals and NUMBER["unknown_city"] in rejected:
        unknown = roster.placed().filter(nw.col("entry_key") >= 0).join(roster.known, on="area", how="anti")
        marked.append(unknown.with_columns(fault=nw.lit(NUMBER["unknown_city"])))
    if noticed.extra is not None:
        marked.append(noticed.extra.with_columns(fault=nw.lit(NUMBER["duplicate_team"])))
    for rows in marked:
        found += roster.engine.table(sample(rows)).to_pylist()
    return found


def count(engine: Engine, frame: nw.LazyFrame) -> int:
    """How many rows a frame has."""
    return _number(engine, frame.select(nw.len()))


def _number(engine: Engine, frame: nw.LazyFrame) -> int:
    return int(pc.sum(engine.table(frame).column(0)).as_py() or 0)
