"""The roll-up: files → monthly series, on any engine. No figure is hidden yet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import narwhals as nw
import pyarrow as pa

from etl.roster.cells import Cells
from etl.roster.engine import Engine
from etl.roster.events import COUNTS, by_key, events
from etl.roster.files import Source
from etl.roster.monthly import by_series, monthly
from etl.roster.outcome import count, faults, outcome, sampled
from etl.roster.rows import STAY, Noticed, Roster
from etl.roster.stays import ended, medians, spans

STEPS = ("read", "events", "duplicates", "rejects", "months", "medians", "suppress")


@dataclass(frozen=True)
class RollUp:
    """The series by month, the medians by key, and what became of the rows: rejected by number of the reason.

    `after_last` of those that count enter after the last month, and are in no figure.
    """

    cells: Cells
    monthly: pa.Table
    medians: pa.Table
    rows_in: int
    rows_counted: int
    after_last: int
    rejected: dict[int, int]
    sampled: list[dict[str, object]]


def roll_up(
    engine: Engine,
    sources: Sequence[Source],
    cities: Mapping[str, int],
    *,
    until: int,
    totals: bool = False,
    step: Callable[[str], None] = lambda name: None,
) -> RollUp:
    """Roll up all rows to months, up to the last month with an entry or exit but not after `until`.

    With `totals`, only the totals by city. `step` is told which of STEPS begins.
    """
    step("read")
    roster = Roster(engine, sources, cities, totals=totals)
    step("events")
    summed = engine.keep(by_key(roster.events()))
    faulty = faults(engine, summed)
    step("duplicates")
    noticed = roster.noticed(sum(faulty.values()))
    added = engine.keep(_without(summed, noticed.extra))
    by_month, rejected = outcome(roster, added, noticed, faulty)
    step("rejects")
    sample = sampled(roster, noticed, rejected)
    step("months")
    last = min(max(by_month, default=0), until)
    in_series = engine.keep(by_series(added, roster.all_members()))
    series = engine.table(monthly(in_series, roster.months(last)).sort("series", "month"))
    step("medians")
    exits = {month: left for month, (_, left) in by_month.items() if month <= last and left}
    days = _medians(roster, noticed, exits)
    rows_in = count(engine, roster.stays) + engine.malformed()
    counted = sum(entered for entered, _ in by_month.values())
    after = sum(entered for month, (entered, _) in by_month.items() if month > last)
    return RollUp(roster.cells, series, days, rows_in, counted, after, rejected, sample)


def _without(summed: nw.LazyFrame, extra: nw.LazyFrame | None) -> nw.LazyFrame:
    """Take the events of duplicates off the sums."""
    if extra is None:
        return summed
    return by_key(nw.concat([summed, events(extra).with_columns(-nw.col(*COUNTS))], how="vertical"))


def _medians(roster: Roster, noticed: Noticed, exits: Mapping[int, int]) -> pa.Table:
    """The medians of all levels; `exits` says how many left in each month."""
    engine = roster.engine
    finished = engine.keep(ended(_clean(roster.stays, noticed)))
    found = [
        engine.table(medians(finished, members, start, end))
        for members in roster.members.values()
        for start, end in spans(exits, engine.most_values)
    ]
    schema = pa.schema([("key", pa.int64()), ("median_stay_days", pa.float64())])
    return pa.concat_tables([table.cast(schema) for table in found]) if found else schema.empty_table()


def _clean(stays: nw.LazyFrame, noticed: Noticed) -> nw.LazyFrame:
    """The countable rows without duplicates: medians, unlike sums, cannot be corrected afterwards."""
    if noticed.suspects is None:
        return stays
    columns = [nw.col(name) for name in STAY]
    first = noticed.suspects.filter(~nw.col("is_duplicate")).select(*columns)
    once = stays.select(*columns).join(noticed.twice, on="team_key", how="anti")
    return nw.concat([once, first], how="vertical")
