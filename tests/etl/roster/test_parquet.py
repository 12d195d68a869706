"""Values of Parquet as other programs store them."""

from datetime import UTC, date, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from etl.roster.files import find
from tests.etl.roster.conftest import GOOD


def stored(folder, **cells):
    """A roster of one row, with these cells of Arrow."""
    path = folder / "synthetic.parquet"
    pq.write_table(pa.table({name: pa.array([value]) for name, value in GOOD.items()} | cells), path)
    return path


@pytest.mark.parametrize("totals", [False, True])
@pytest.mark.parametrize(("area", "is_known"), [(900100.0, True), (900100.5, False), (None, False)])
def test_a_code_that_pandas_stores_as_a_float(tmp_path, roll, totals, area, is_known):
    one, two = pa.array([900100.0, area], pa.float64()), pa.array(["SYN1", "SYN2"])
    rest = {name: pa.array([value] * 2) for name, value in GOOD.items()}
    path = tmp_path / "synthetic.parquet"
    pq.write_table(pa.table(rest | {"ref_area": one, "team_id": two}), path)
    assert roll(path, totals=totals).report["rejects"] == ({} if is_known else {"unknown_city": 1})


@pytest.mark.parametrize("zone", ["UTC", "America/New_York"])
def test_an_instant_is_the_day_that_it_was_in_china(tmp_path, roll, monkeypatch, zone):
    monkeypatch.setenv("TZ", "America/New_York")
    # Half past midnight of 1 February in China.
    entered = pa.array([datetime(2024, 1, 31, 16, 30, tzinfo=UTC)], pa.timestamp("us", zone))
    assert roll(stored(tmp_path, entered_on=entered)).rows("city")[0]["month_end"] == date(2024, 2, 29)


def test_a_time_without_a_zone_is_the_day_that_is_written(tmp_path, roll):
    entered = pa.array([datetime(2024, 1, 31, 23, 30)], pa.timestamp("us"))
    assert roll(stored(tmp_path, entered_on=entered)).rows("city")[0]["month_end"] == date(2024, 1, 31)


FAR, NEAR = date(9999, 12, 31), date(2024, 3, 1)
# The exits of one group of rows after the other, whether statistics are kept, and whether a day may stand for never.
EXITS = {
    "never in the second group": ([[NEAR], [FAR]], True, True),
    "no day that late": ([[NEAR], [None, NEAR]], True, False),
    "nobody left in one group": ([[None, None], [NEAR]], True, False),
    "no statistics": ([[NEAR], [NEAR]], False, True),
}


@pytest.mark.parametrize("case", EXITS)
def test_a_day_that_stands_for_never_is_looked_for_where_it_may_be(case, tmp_path, roll):
    groups, is_told, may_be = EXITS[case]
    days = [day for group in groups for day in group]
    path, size = tmp_path / "synthetic.parquet", len(days)
    cells = {name: pa.array([value] * size) for name, value in GOOD.items()}
    cells |= {"team_id": pa.array([f"SYN{n}" for n in range(size)]), "left_on": pa.array(days, pa.date32())}
    with pq.ParquetWriter(path, pa.table(cells).schema, write_statistics=is_told) as writer:
        start = 0
        for group in groups:
            writer.write_table(pa.table(cells).slice(start, len(group)))
            start += len(group)
    assert [source.may_be_never for source in find([str(path)])] == [may_be]
    rows = roll(path).rows("city")
    assert rows[-1]["active"] == sum(day in (None, FAR) for day in days)
    assert sum(row["left"] for row in rows) == days.count(NEAR)
