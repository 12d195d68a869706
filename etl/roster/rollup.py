"""The roll-up: files → monthly series, on any engine. No figure is hidden yet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import narwhals as nw
import pyarrow as pa
import pyarrow.compute as pc

from etl.roster.cells import Cells, cells_of, city_cells
from etl.roster.duplicates import judged, repeated
from etl.roster.engine import Engine
from etl.roster.events import COUNTS, checked, events, events_by_each, keyed
from etl.roster.faults import NUMBER
from etl.roster.files import Source
from etl.roster.monthly import by_series, monthly
from etl.roster.months import MONTHS
from etl.roster.rejects import SAMPLED, sample
from etl.roster.stays import ended, medians, spans

PLACE = ["ref_area", "district", "sector"]
# What the sums need of a row, and what medians and the search for duplicates need besides.
SUMMED = ["entry_key", "exit_key", "has_left", "headcount"]
STAY = [*SUMMED, "stay_days", "team_key"]
STEPS = ("read", "duplicates", "events", "rejects", "months", "medians", "suppress")


@dataclass(frozen=True)
class RollUp:
    """The series by month, the medians by key, and what became of the rows: rejected by number of the reason."""

    cells: Cells
    monthly: pa.Table
    medians: pa.Table
    rows_in: int
    rows_counted: int
    rejected: dict[int, int]
    sampled: list[dict[str, object]]


class Roster:
    """One roll-up in progress, on one engine. `stays` are all rows with STAY.

    Without `identity` nobody looks at numbers of teams and codes of companies: `stays` have SUMMED only, and where only
    totals are asked for nothing is kept of them but their sums.
    """

    def __init__(
        self,
        engine: Engine,
        sources: Sequence[Source],
        cities: Mapping[str, int],
        *,
        totals: bool,
        identity: bool = True,
    ) -> None:
        self.engine, self.sources, self.totals, self.identity = engine, sources, totals, identity
        self._cities = cities if totals else None
        self._spellings: nw.LazyFrame | None = None
        areas = pa.table({"area": pa.array(sorted(set(cities.values())), pa.int64())})
        self.known = engine.frame(areas)
        self.cells = city_cells(cities) if totals else self._cells(cities)
        if not totals:
            self._spellings = engine.frame(self.cells.spellings)
        self._is_plain = totals and not identity
        self.stays = engine.kept_rows(sources, self._cities, self._counted)
        self.members = {level: engine.frame(table) for level, table in self.cells.members.items()}

    def _cells(self, cities: Mapping[str, int]) -> Cells:
        """A scan of its own: to keep what is written in each row until it is known costs more, and much memory."""
        # Not `unique`, which numbers all rows for it.
        written = self.engine.rows(self.sources).group_by(*PLACE).agg(rows=nw.len()).select(*PLACE)
        return cells_of(self.engine.table(written), cities)

    def _stays(self, rows: nw.LazyFrame) -> nw.LazyFrame:
        return self._placed(rows).select(*(nw.col(name) for name in (STAY if self.identity else SUMMED)))

    def _counted(self, rows: nw.LazyFrame) -> nw.LazyFrame:
        stays = self._stays(rows)
        return self.engine.by_each(stays, ("entry_key", "exit_key")) if self._is_plain else stays

    def events(self) -> nw.LazyFrame:
        """COUNTS by key, see `events.events`."""
        return events_by_each(self.stays) if self._is_plain else events(self.stays)

    def placed(self) -> nw.LazyFrame:
        """All rows, checked, with area, cell, keys and team_key."""
        return self._placed(self.engine.rows(self.sources, self._cities))

    def _placed(self, rows: nw.LazyFrame) -> nw.LazyFrame:
        rows = checked(rows, identity=self.identity)
        if self._spellings is not None:
            rows = rows.join(self._spellings, on=PLACE, how="left")
        # The same number in another city is another team.
        hashed = self.engine.hashed(rows, "team_key", ["area", "team"]) if self.identity else rows
        return keyed(hashed, identity=self.identity)

    def duplicates(self) -> tuple[nw.LazyFrame, nw.LazyFrame | None]:
        """The hashes that occur twice, and the rows behind them with `is_duplicate`; no rows where there are none."""
        twice = self.engine.keep(repeated(self.stays))
        if not _count(self.engine, twice):
            return twice, None
        suspects = self.placed().filter(nw.col("entry_key") >= 0).join(twice, on="team_key", how="semi")
        return twice, self.engine.keep(judged(suspects.join(self.known, on="area", how="semi")))

    def months(self, last: int) -> nw.LazyFrame:
        """All months up to the last one."""
        return self.engine.frame(pa.table({"month": pa.array(range(last + 1), pa.int64())}))

    def all_members(self) -> nw.LazyFrame:
        """The members of the series of all levels."""
        return self.engine.frame(pa.concat_tables(self.cells.members.values()))


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
    stays = roster.stays
    step("duplicates")
    twice, suspects = roster.duplicates()
    step("events")
    extra = None if suspects is None else suspects.filter(nw.col("is_duplicate"))
    added = engine.keep(_without(roster.events(), extra))
    by_month, rejected = _outcome(roster, added, extra)
    step("rejects")
    sampled = _sample(roster, extra, rejected)
    step("months")
    last = min(max(by_month, default=0), until)
    summed = engine.keep(by_series(added, roster.all_members()))
    series = engine.table(monthly(summed, roster.months(last)).sort("series", "month"))
    step("medians")
    finished = engine.keep(ended(_clean(stays, twice, suspects)))
    exits = {month: left for month, (_, left) in by_month.items() if month <= last and left}
    found = [
        engine.table(medians(finished, members, start, end))
        for members in roster.members.values()
        for start, end in spans(exits, engine.most_values)
    ]
    rows_in = _count(engine, stays) + engine.malformed()
    counted = sum(entered for entered, _ in by_month.values())
    schema = pa.schema([("key", pa.int64()), ("median_stay_days", pa.float64())])
    days = pa.concat_tables([table.cast(schema) for table in found]) if found else schema.empty_table()
    return RollUp(roster.cells, series, days, rows_in, counted, rejected, sampled)


def _without(added: nw.LazyFrame, extra: nw.LazyFrame | None) -> nw.LazyFrame:
    """Take the events of duplicates off the sums."""
    if extra is None:
        return added
    less = events(extra).with_columns(-nw.col(*COUNTS))
    return nw.concat([added, less], how="vertical").group_by("key").agg(*(nw.col(name).sum() for name in COUNTS))


def _clean(stays: nw.LazyFrame, twice: nw.LazyFrame, suspects: nw.LazyFrame | None) -> nw.LazyFrame:
    """The countable rows without duplicates: medians, unlike sums, cannot be corrected afterwards."""
    if suspects is None:
        return stays
    columns = [nw.col(name) for name in STAY]
    first = suspects.filter(~nw.col("is_duplicate")).select(*columns)
    return nw.concat([stays.select(*columns).join(twice, on="team_key", how="anti"), first], how="vertical")


def _outcome(
    roster: Roster, added: nw.LazyFrame, extra: nw.LazyFrame | None
) -> tuple[dict[int, tuple[int, int]], dict[int, int]]:
    """Entries and exits by month of the rows that count, and the rejected rows by number of the reason."""
    engine = roster.engine
    faulty = engine.table(added.filter(nw.col("key") < 0).select("key", "entered")).to_pylist()
    rejected = {-row["key"]: int(row["entered"]) for row in faulty}
    counted = added.filter(nw.col("key") >= 0).with_columns(cell=nw.col("key") // MONTHS, month=nw.col("key") % MONTHS)
    city = roster.members["city"]
    # With totals only, a code that no city has is found here, once a code instead of once a row.
    unknown = counted.join(city, on="cell", how="anti").select(nw.col("entered").sum())
    rejected[NUMBER["unknown_city"]] = rejected.get(NUMBER["unknown_city"], 0) + _number(engine, unknown)
    rejected[NUMBER["malformed"]] = rejected.get(NUMBER["malformed"], 0) + engine.malformed()
    rejected[NUMBER["duplicate_team"]] = 0 if extra is None else _count(engine, extra)
    months = counted.join(city, on="cell", how="inner").group_by("month")
    sums = engine.table(months.agg(nw.col("entered").sum(), nw.col("left").sum())).to_pylist()
    by_month = {int(row["month"]): (int(row["entered"]), int(row["left"])) for row in sums}
    return by_month, {number: rows for number, rows in sorted(rejected.items()) if rows}


def _sample(roster: Roster, extra: nw.LazyFrame | None, rejected: Mapping[int, int]) -> list[dict[str, object]]:
    places = roster.engine.malformed_places(SAMPLED)
    found: list[dict[str, object]] = [
        {"fault": NUMBER["malformed"], "file": file, "line": line} for file, line in places
    ]
    if set(rejected) - {NUMBER["duplicate_team"]} and len(places) < sum(rejected.values()):
        faulty = roster.placed().filter(nw.col("entry_key") < 0).with_columns(fault=-nw.col("entry_key"))
        found += roster.engine.table(sample(faulty)).to_pylist()
    if roster.totals and NUMBER["unknown_city"] in rejected:
        unknown = roster.placed().filter(nw.col("entry_key") >= 0).join(roster.known, on="area", how="anti")
        marked = unknown.with_columns(fault=nw.lit(NUMBER["unknown_city"]))
        found += roster.engine.table(sample(marked)).to_pylist()
    if extra is not None:
        marked = extra.with_columns(fault=nw.lit(NUMBER["duplicate_team"]))
        found += roster.engine.table(sample(marked)).to_pylist()
    return found


def _count(engine: Engine, frame: nw.LazyFrame) -> int:
    return _number(engine, frame.select(nw.len()))


def _number(engine: Engine, frame: nw.LazyFrame) -> int:
    return int(pc.sum(engine.table(frame).column(0)).as_py() or 0)
