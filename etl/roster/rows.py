"""One roster on its way: what is read of its rows, and what is kept of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import narwhals as nw
import pyarrow as pa

from etl.roster.cells import Cells, cells_of, city_cells
from etl.roster.duplicates import judged, repeated
from etl.roster.engine import Engine
from etl.roster.events import checked, events, events_by_each, keyed
from etl.roster.files import Source

PLACE = ["ref_area", "district", "sector"]
# What the sums need of a row, and what medians and the search for duplicates need besides.
SUMMED = ["entry_key", "exit_key", "has_left", "headcount"]
STAY = [*SUMMED, "stay_days", "team_key"]
# Up to so many rows with a fault are kept with all that is written in them; more are read in a scan of their own.
FEW = 1_000_000


@dataclass(frozen=True)
class Noticed:
    """Rows with all that is written in them: `suspects` are those of teams that occur twice, by their `team_key` among
    `twice`, with `is_duplicate`; all that have a fault are among `faulty`. None where there are none."""

    twice: nw.LazyFrame
    suspects: nw.LazyFrame | None
    faulty: nw.LazyFrame | None

    @property
    def extra(self) -> nw.LazyFrame | None:
        """The duplicates."""
        return None if self.suspects is None else self.suspects.filter(nw.col("is_duplicate"))


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

    def noticed(self, faulty: int) -> Noticed:
        """The rows that are looked at closely, so many of which have a fault; one scan for both kinds."""
        twice, few = self.engine.keep(repeated(self.stays)), 0 < faulty <= FEW
        is_twice = self.engine.table(twice.head(1)).num_rows > 0
        seen = self._seen(twice, few) if few or is_twice else None
        suspects = self._suspects(seen) if seen is not None and is_twice else None
        return Noticed(twice, suspects, seen if few else self.placed() if faulty else None)

    def _seen(self, twice: nw.LazyFrame, faulty: bool) -> nw.LazyFrame:
        rows = self.placed().join(twice.with_columns(is_again=nw.lit(value=True)), on="team_key", how="left")
        wanted = ~nw.col("is_again").is_null()
        return self.engine.keep(rows.filter(wanted | (nw.col("entry_key") < 0) if faulty else wanted))

    def _suspects(self, seen: nw.LazyFrame) -> nw.LazyFrame:
        again = seen.filter(~nw.col("is_again").is_null() & (nw.col("entry_key") >= 0))
        return self.engine.keep(judged(again.join(self.known, on="area", how="semi")))

    def months(self, last: int) -> nw.LazyFrame:
        """All months up to the last one."""
        return self.engine.frame(pa.table({"month": pa.array(range(last + 1), pa.int64())}))

    def all_members(self) -> nw.LazyFrame:
        """The members of the series of all levels."""
        return self.engine.frame(pa.concat_tables(self.cells.members.values()))
