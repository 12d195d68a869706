"""The real data in the warehouse: what must hold whatever figures are added."""

import csv
import re
from collections import Counter
from pathlib import Path

import duckdb
import pytest

from etl.build import RAW
from etl.report import Report
from opc import catalogue

LEDGER = Path(__file__).with_name("ledger_fact_ids.txt")

Connection = duckdb.DuckDBPyConnection


def test_no_row_is_rejected(real_report: Report) -> None:
    assert [reject[4] for reject in real_report.rejects] == []


def test_every_statement_of_the_ledger_ends_in_exactly_one_place() -> None:
    places: dict[str, set[str]] = {}
    for name in ("figures", "policies", "events", "left_out"):
        with (RAW / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                places.setdefault(row["fact_id"], set()).add(name)
    ledger = LEDGER.read_text(encoding="utf-8").split()
    assert len(ledger) == len(set(ledger))
    assert {fact: found for fact, found in places.items() if len(found) > 1} == {}
    assert set(places) == set(ledger)


def test_the_number_of_a_row_is_that_of_its_statement_or_a_part_of_it(real: Connection) -> None:
    rows = real.execute(
        "select observation_id, fact_id from observation union all select policy_id, fact_id from policy"
    ).fetchall()
    for number, fact in rows:
        assert re.fullmatch(rf"{fact}(\.\d+)?", number)
    once = Counter(fact for _, fact in rows)
    assert {number for number, fact in rows if number == fact and once[fact] > 1} == set()


NEVER = {
    "a province or the country at the level of cities": """
        select * from observation where area_level = 'city' and ref_area not in (select ref_area from city)""",
    "a part of a city passed off as the city": """
        select * from observation join city using (ref_area)
        where (area_level = 'city') <> (area = city.name_zh)""",
    "a province whose code is a city": """
        select * from area where area_level in ('province', 'country') and ref_area in (from city select ref_area)""",
    "a district within another": """
        select * from area
        where area_level in ('district', 'county') and not contains(area, coalesce(district, '?'))""",
    "a place above districts that lies in one": """
        select * from area where area_level in ('city', 'province', 'country') and district is not null""",
    "a city that is no city": "select * from city where ref_area like '%0000' and name_zh like '%省'",
    "a deadline on an actual figure": "select * from observation where scenario = 'actual' and deadline is not null",
    "a deadline before its announcement": "select * from observation where deadline < period_start",
    "bounds that cross": "select * from observation where low > high or assumed_low > assumed_high",
    "a negative figure": "select * from observation where low < 0",
    "a figure in another unit than its indicator": """
        select * from observation join indicator using (indicator) where observation.unit <> indicator.unit""",
    "an exact figure with two values": "select * from observation where comparator = '=' and low <> high",
    "a bounded figure without its bound": """
        select * from observation where comparator in ('>', '>=') and (low is null or high is not null)
        union all
        select * from observation where comparator in ('<', '<=') and high is null""",
    "an open end on an exact figure": """
        select * from observation where comparator = '=' and not (low_closed and high_closed)""",
    "words with a number": """
        select * from observation join indicator using (indicator)
        where (kind = 'statement') <> (comparator = 'none')""",
    "a year that became a day": """
        select * from observation where time_precision <> 'day' and period_start = period_end""",
    "money of a fund without saying what it is for": """
        select * from observation join indicator using (indicator) where family = 'funds' and earmark is null""",
    "a figure known before its document": """
        select * from observation join source using (source_id)
        where observation.known_from <> source.known_from""",
    "a document known after we had it": "select * from source where known_from > date '2026-09-30'",
    "an offer of money without a currency": """
        select * from policy where instrument in ('loan', 'equity', 'award', 'startup_grant')
            and amount_high is not null and amount_unit is null""",
    "what is added in a period passed off as a stock": """
        select * from observation where note like '%是流量%' and indicator not like 'new%'""",
    "public money set aside passed off as a fund": """
        select * from observation where indicator = 'fund_size' and item_zh like '%专项资金%'""",
    "a draft that is in force": "select * from policy where note like '%征求意见稿%' and valid_from is not null",
    "a rate outside 0 to 100": "select * from policy where rate_high > 100 or rate_low < 0",
    "a document named twice": """
        select title, url, publisher, published from source group by all having count(*) > 1""",
    "an address that is no web address": "select * from source where url not similar to 'https?://.+'",
}


@pytest.mark.parametrize("fault", NEVER)
def test_never(real: Connection, fault: str) -> None:
    assert real.execute(NEVER[fault]).fetchall() == []


def test_every_table_has_rows_but_those_of_rejects_and_of_a_roster(real: Connection) -> None:
    tables = [row[0] for row in real.execute("select table_name from duckdb_tables()").fetchall()]
    empty = {table for table in tables if not real.execute(f"select 1 from {table} limit 1").fetchall()}
    assert empty == {"reject", "roster"}


def test_every_table_and_column_has_a_comment(real: Connection) -> None:
    for function in ("duckdb_tables", "duckdb_columns"):
        bare = real.execute(f"select * from {function}() where not internal and comment is null").fetchall()
        assert bare == []


def _one(connection: Connection, number: str, columns: str) -> tuple:
    rows = connection.execute(f"select {columns} from observation where observation_id = $1", [number]).fetchall()
    assert len(rows) == 1
    return rows[0]


def test_the_official_target_of_shenzhen_counts_ai_startups(real: Connection) -> None:
    assert _one(real, "F004", "counts, comparator, low, low_closed, high, deadline::text, evidence") == (
        "ai_startups", ">", 1000.0, False, None, "2027-12-31", "A"
    )  # fmt: skip


def test_jinan_has_a_first_batch_and_a_target_without_deadline(real: Connection) -> None:
    assert _one(real, "S003", "comparator, low, high, is_partial, unit, counts") == (
        "=", 51.0, 51.0, True, "team", "companies"
    )  # fmt: skip
    assert _one(real, "S002", "low, low_closed, high, deadline, time_precision") == (
        1000.0, False, None, None, "day"
    )  # fmt: skip


def test_early_2026_is_a_season_and_not_a_day(real: Connection) -> None:
    columns = "time_period, time_precision, period_start::text, period_end::text"
    assert _one(real, "F022", columns) == ("2026-early", "season", "2026-01-01", "2026-04-30")


def test_an_excess_keeps_its_open_end_and_what_it_is_commonly_read_as(real: Connection) -> None:
    columns = "low, low_closed, high, assumed_high, unit, area_level"
    assert _one(real, "S006", columns) == (20000.0, False, None, 30000.0, "m2", "city")


def test_money_is_in_yuan_and_by_the_year_where_it_says_so(real: Connection) -> None:
    assert _one(real, "S015", "low, high, unit, per, earmark") == (5e9, 5e9, "CNY", None, "ai")
    assert _one(real, "F095", "low, unit, per") == (1e8, "CNY", "year")
    assert _one(real, "F094", "low, unit, earmark, area_level") == (1e9, "CNY", "opc", "district")


def test_a_goal_in_words_has_no_bounds(real: Connection) -> None:
    assert _one(real, "S018", "comparator, low, high, unit, obs_text") == (
        "none", None, None, "statement", "北方OPC先行示范城"
    )  # fmt: skip


def test_a_source_is_known_from_the_end_of_its_period_and_never_after_we_had_it(real: Connection) -> None:
    known = dict(real.execute("select source_id, known_from::text from source").fetchall())
    assert known["D002"] == "2026-01-15"
    assert known["D001"] == "2026-02-28"
    assert known["D110"] == "2026-09-30", "published in 2026, had in September"
    assert known["D005"] == "2026-09-30", "no date stated"


@pytest.mark.parametrize(
    ("table", "column", "list_name"),
    [
        ("observation", "scenario", "scenario"),
        ("observation", "counts", "counts"),
        ("observation", "earmark", "earmark"),
        ("observation", "comparator", "comparator"),
        ("area", "area_level", "area_level"),
        ("policy", "instrument", "instrument"),
        ("event", "kind", "event_kind"),
        ("left_out", "reason", "left_out_reason"),
        ("source", "published_precision", "time_precision"),
    ],
)
def test_every_code_of_the_warehouse_has_words(real: Connection, table: str, column: str, list_name: str) -> None:
    rows = real.execute(f"select distinct {column} from {table} where {column} is not null").fetchall()
    for (code,) in rows:
        for lang in catalogue.LANGUAGES:
            assert catalogue.label(list_name, code, lang)


def test_every_indicator_is_used(real: Connection) -> None:
    used = {row[0] for row in real.execute("select distinct indicator from observation").fetchall()}
    assert used == set(catalogue.indicators())
