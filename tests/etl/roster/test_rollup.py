"""The figures are those of the definition, from CSV and Parquet, for one file and for many."""

import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from etl.roster import months
from etl.roster.run import Options, report_lines
from tests.etl.roster.oracle import series
from tests.synthetic_roster import write_roster

LAST = date(2026, 10, 31)
FIGURES = ("active", "entered", "left", "headcount", "median_stay_days", "survival_6", "survival_12")


def random_stays(count: int, seed: int) -> list[dict]:
    luck = random.Random(seed)
    stays = []
    for _ in range(count):
        entered = date(2024, 1, 1) + timedelta(days=luck.randrange(900))
        left = entered + timedelta(days=luck.choice([0, 1, 20, 180, 365, 800]) + luck.randrange(20))
        stays.append(
            {
                "ref_area": luck.choice(["900100", "900200"]),
                "district": luck.choice(["合成东区", "合成西区", ""]),
                "sector": luck.choice(["合成软件", "合成设计"]),
                "entered_on": entered,
                "left_on": left if luck.random() < 0.6 else None,
                "headcount": luck.randrange(1, 9),
            }
        )
    return stays


def found(table) -> dict[tuple, dict]:
    return {
        (row["level"], row["ref_area"], row["district"], row["sector"], row["month_end"]): {
            name: row[name] for name in FIGURES
        }
        for row in table.to_pylist()
    }


@pytest.mark.parametrize("seed", range(3))
def test_all_figures_are_those_of_the_definition(roster, roll, seed):
    stays = random_stays(300, seed)
    result = roll(roster(stays))
    assert found(result.table) == series(stays, LAST)
    assert result.report["rows_counted"] == 300


def test_totals_alone_are_the_totals_of_all(roster, roll):
    stays = random_stays(200, 7)
    path = roster(stays)
    totals = found(roll(path, totals=True).table)
    assert totals == {key: row for key, row in found(roll(path).table).items() if key[0] == "city"}
    assert totals


def test_parquet_and_many_files_give_what_one_csv_gives(tmp_path, roster, roll):
    stays = random_stays(200, 3)
    whole = roll(roster(stays)).table
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(3):
        part = [{**stay, "team_id": f"P{number}-{i}"} for i, stay in enumerate(stays[number::3])]
        path = roster(part, name=f"many/part{number}.csv")
        if number == 1:
            # Typed and with columns in another order, as a database exports it.
            with duckdb.connect() as connection:
                read = f"select * from read_csv('{path}', types = {{'ref_area': 'varchar'}})"
                connection.execute(f"copy (select headcount, * exclude (headcount) from ({read})) to '{path}.parquet'")
            path.unlink()
    assert roll(folder).table.equals(whole)
    assert roll(f"{folder}/*").table.equals(whole)


def test_months_end_where_they_are_asked_to_end(roster, roll):
    stays = [{"entered_on": "2024-01-15", "left_on": "2030-01-01"}, {"entered_on": "2027-05-01"}]
    rows = roll(roster(stays), until=date(2024, 3, 31)).rows("city")
    assert [(row["month_end"], row["active"]) for row in rows] == [
        (date(2024, 1, 31), 1),
        (date(2024, 2, 29), 1),
        (date(2024, 3, 31), 1),
    ]


def test_entries_after_the_last_month_are_counted_and_said(roster, roll, capsys):
    result = roll(roster([{}, {"entered_on": "2024-04-01"}, {"entered_on": "2024-05-01"}]), until=date(2024, 3, 31))
    assert (result.report["rows_counted"], result.report["entries_after_last_month"]) == (3, 2)
    assert "2 entries lie after 2024-03 and are in no figure" in report_lines(result.report, result.out)
    assert roll(roster([{}])).report["entries_after_last_month"] == 0


def test_a_month_of_duplicates_alone_is_not_the_last_one(roster, roll):
    rows = [{"team_id": "SYN1"}, {"team_id": "SYN1", "entered_on": "2024-06-01"}, {"entered_on": "2024-03-01"}]
    result = roll(roster(rows))
    assert (result.report["rejects"], result.report["last_month"]) == ({"duplicate_team": 1}, "2024-03-31")


@pytest.mark.parametrize(
    ("now", "last"),
    [
        (datetime(2026, 10, 31, 15, 59, tzinfo=UTC), date(2026, 9, 30)),
        (datetime(2026, 10, 31, 16, 0, tzinfo=UTC), date(2026, 10, 31)),
        (datetime(2027, 1, 15, tzinfo=UTC), date(2026, 12, 31)),
    ],
)
def test_the_last_month_is_the_last_finished_one_in_china(monkeypatch, now, last):
    monkeypatch.setattr(months, "datetime", type("Clock", (), {"now": staticmethod(now.astimezone)}))
    assert months.last_finished() == last
    assert Options([], raw=Path(), out=Path()).until == last


def test_a_team_that_leaves_on_the_last_day_is_not_active_on_it(roster, roll):
    stays = [
        {"entered_on": "2024-01-31", "left_on": "2024-02-29"},
        {"entered_on": "2024-02-01", "left_on": "2024-02-01"},
    ]
    rows = roll(roster(stays)).rows("city")
    assert [(row["active"], row["entered"], row["left"]) for row in rows] == [(1, 1, 0), (0, 1, 2)]


def test_a_synthetic_roster_with_defects_adds_up(tmp_path, roll, cities):
    path = write_roster(tmp_path / "dirty.csv", 30_000, dirty=True)
    result = roll(path, until=date(2029, 12, 31))
    with path.open(encoding="utf-8") as file:
        lines = sum(1 for _ in file) - 1
    report = result.report
    assert report["rows_in"] == lines == 30_000
    assert report["rows_in"] == report["rows_counted"] + report["rows_rejected"]
    assert report["rows_rejected"] == sum(report["rejects"].values())
    assert report["rejects"]["duplicate_team"] == 30
    # Entered and left over all months, and what is there in the end, are those who were counted.
    city = result.rows("city")
    last = max(row["month_end"] for row in city)
    assert sum(row["entered"] for row in city) == report["rows_counted"]
    assert sum(r["entered"] - r["left"] for r in city) == sum(r["active"] for r in city if r["month_end"] == last)


def test_the_columns_of_the_file_are_those_of_the_contract(roster, roll):
    schema = pq.read_schema(roll(roster([{}])).out / "roster.parquet")
    assert [f"{field.name} {field.type}" for field in schema] == [
        "ref_area string",
        "district string",
        "sector string",
        "level string",
        "month_end date32[day]",
        "active int64",
        "entered int64",
        "left int64",
        "headcount int64",
        "median_stay_days double",
        "survival_6 double",
        "survival_12 double",
        "is_suppressed bool",
    ]
