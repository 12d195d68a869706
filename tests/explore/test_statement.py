"""What may be asked: one SELECT in any of its forms, and nothing that speaks of the engine."""

from collections.abc import Iterator

import duckdb
import pytest

from opc.explore.limits import MOST_CHARACTERS
from opc.explore.statement import FUNCTIONS, RefusedError, check, check_text

TABLES, MACROS = {"city", "observation"}, {"known_observation"}
# Functions that are let in: they differ from call to call and tell nothing about the server.
HARMLESS = {
    "random", "uuid", "uuidv4", "uuidv7", "gen_random_uuid", "current_date", "today", "now", "transaction_timestamp",
    "get_current_time", "get_current_timestamp", "current_localtime", "current_localtimestamp", "error",
}  # fmt: skip
ALLOWED = {
    "the shortest": "from city",
    "with an end": "select 1;",
    "with comments": "-- what\nselect /* ; drop table city */ 1 -- ;",
    "a text that looks harmful": "select 'copy city to ''/tmp/x''; drop table city'",
    "values": "values (1), (2)",
    "a table": "table city",
    "with its schema": "from main.city",
    "with its database": "from memory.main.city",
    "in capitals": "SELECT * FROM CITY",
    "quoted": 'select * from "city"',
    "a named query": "with a as (from city), b as materialized (from a) from b",
    "a named query inside another": "with a as (with b as (from city) from b) from a",
    "a recursion": "with recursive t as (select 1 as n union all select n + 1 from t where n < 9) from t",
    "a recursion with a key": "with recursive t(n, m) using key (n) as "
                              "(select 1, 1 union select n, m + 1 from t where m < 9) from t",
    "a union": "from city union all by name from city",
    "a pivot with its values": "pivot city on name_zh in ('a') using count(*)",
    "an unpivot": "unpivot city on name_zh",
    "a window": "select name_zh, row_number() over (order by name_zh) from city qualify row_number() over () = 1",
    "an asof join": "from observation a asof join observation b on a.low >= b.low",
    "a lateral join": "from city, lateral (select name_zh) t(x)",
    "lists": "select unnest([1, 2]), [x * 2 for x in [1, 2] if x > 1], list_sum([1]), {'a': 1}.a",
    "a macro of the warehouse": "from known_observation($evidence, $known_on)",
    "a value": "select $evidence, $known_on",
    "a series": "from range(3), generate_series(1, 2)",
    "days": "select current_date - interval 3 day, date_trunc('month', today()), make_date(2026, 1, 1)",
    "chance": "select random(), uuid()",
    "full-width signs in texts": "select '济南，（青岛）' as \"名称：\" -- 。",
    "text": "select regexp_replace(name_zh, '市$', ''), name_zh.lower().trim(), printf('%d', 1) from city",
    "JSON": """select '{"a": 1}'::json -> 'a'""",
    "a column of the name of a function": "select t.user, 1 as current_role from (select 2 as user) t",
    "a sample": "from city using sample 10%",
    "the description of a table": "describe city",
    "the description of a query": "describe select 1",
    "a summary": "summarize city",
    "the tables": "show tables",
    "columns by pattern": "select columns('name_.*') from city",
    "grouping sets": "select name_zh, count(*) from city group by cube (name_zh)",
}  # fmt: skip


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as made:
        yield made


@pytest.mark.parametrize("sql", [pytest.param(sql, id=name) for name, sql in ALLOWED.items()])
def test_a_select_is_allowed_in_any_form(sql, connection):
    check_text(sql, MOST_CHARACTERS)
    check(sql, connection, TABLES, MACROS)


@pytest.mark.parametrize(
    ("sql", "code", "named"),
    [
        ("select 1; select 2; select 3", "several", {"found": 3}),
        ("from town", "table", {"name": "town"}),
        ("from other.city", "table", {"name": "city"}),
        ("from system.main.city", "table", {"name": "city"}),
        ("from read_text('x')", "table_function", {"name": "read_text"}),
        ("select current_setting('x')", "function", {"name": "current_setting"}),
        ("select system.main.current_setting('x')", "function", {"name": "current_setting"}),
        ("select __internal_decompress_string(1)", "function", {"name": "__internal_decompress_string"}),
        ("select user", "function", {"name": "user"}),
        ('select 1 as x order by "Current_User"', "function", {"name": "current_user"}),
        ("select current_catalog || 1", "function", {"name": "current_catalog"}),
        ("select 1 where session_user = 'a'", "function", {"name": "session_user"}),
        ("select $day", "parameter", {"name": "day"}),
        ("select $EVIDENCE", "parameter", {"name": "EVIDENCE"}),
        ("select $1", "parameter", {"name": "1"}),
        ("show city", "show", {}),
        ("show all tables", "show", {}),
        ("with x as (delete from city returning *) from x", "not_select", {}),
        ("select 1 from", "syntax", {}),
        ("select '，' /* （ */ from -- 。", "syntax", {}),
        (f"from {'x' * 500}", "table", {"name": "x" * 80}),
    ],
)
def test_a_refusal_names_what_it_is_about(sql, code, named, connection):
    with pytest.raises(RefusedError) as caught:
        check(sql, connection, TABLES, MACROS)
    assert (caught.value.code, caught.value.values) == (code, named)


@pytest.mark.parametrize(("length", "fits"), [(MOST_CHARACTERS, True), (MOST_CHARACTERS + 1, False)])
def test_the_length_is_counted_in_characters(length, fits):
    sql = "select 1 --".ljust(length, "济")
    if fits:
        check_text(sql, MOST_CHARACTERS)
    else:
        with pytest.raises(RefusedError, match="too_long"):
            check_text(sql, MOST_CHARACTERS)


def test_every_function_that_looks_beyond_its_arguments_has_been_judged(connection):
    """A new DuckDB may bring more of them: put each into FUNCTIONS of opc/explore/statement.py, or into HARMLESS."""
    sql = "select distinct function_name from duckdb_functions() where stability <> 'CONSISTENT' or has_side_effects"
    found = {name for (name,) in connection.execute(sql).fetchall() if not name.startswith("__")}
    assert found - FUNCTIONS - HARMLESS == set()


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_without_brackets_it_is_a_function_all_the_same(name, connection):
    """A new DuckDB may give more of them so: put each into WITHOUT_BRACKETS."""
    try:
        connection.execute(f"select {name}")
    except duckdb.Error:
        return
    with pytest.raises(RefusedError, match="function"):
        check(f"select {name}", connection, TABLES, MACROS)
