"""The published warehouse: readers follow the pointer, and what is not in order is said in a sentence."""

import random
import shutil
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import duckdb
import pytest

from opc import questions, versions, warehouse
from opc.catalogue import ROOT
from opc.versions import NoWarehouseError
from tests.opc.conftest import CODES, view

# On some of them something was published, on most of them not.
DAYS = [date(2025, 4, 1) + timedelta(days=ahead) for ahead in range(600)]
NAME = "opc-0123456789ab.duckdb"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which the product looks for a warehouse."""
    monkeypatch.setenv("OPC_WAREHOUSE", str(tmp_path))
    return tmp_path


def test_the_folder_is_that_of_the_environment_else_the_one_beside_the_raw_files(folder, monkeypatch) -> None:
    assert versions.directory() == folder
    monkeypatch.delenv("OPC_WAREHOUSE")
    assert versions.directory() == ROOT / "data" / "warehouse"


def test_the_version_in_service_is_the_one_that_the_pointer_names(small) -> None:
    named = (small.folder / "current").read_text(encoding="utf-8")
    assert named == f"opc-{versions.current()}.duckdb"
    assert small.ask("build")[0]["version"] == versions.current()


def test_a_pointer_may_end_in_a_line_break(folder, small_folder) -> None:
    (good,) = small_folder.glob("opc-*.duckdb")
    shutil.copy(good, folder / NAME)
    (folder / "current").write_text(f"{NAME}\r\n", encoding="utf-8")
    assert versions.current() == "0123456789ab"


def _sentence(error: pytest.ExceptionInfo[NoWarehouseError], folder: Path) -> None:
    """The message is one readable line that says where it was looked."""
    message = str(error.value)
    assert str(folder) in message
    assert " " in message.replace(str(folder), "").strip()
    assert len(message) < 500


@pytest.mark.parametrize("missing", ["folder", "pointer"])
def test_without_a_pointer_there_is_no_warehouse(missing, folder, monkeypatch) -> None:
    if missing == "folder":
        folder = folder / "nowhere"
        monkeypatch.setenv("OPC_WAREHOUSE", str(folder))
    with pytest.raises(NoWarehouseError) as error:
        versions.current()
    _sentence(error, folder)


def test_a_pointer_that_is_a_folder_is_no_pointer(folder) -> None:
    (folder / "current").mkdir()
    with pytest.raises(NoWarehouseError) as error:
        versions.current()
    _sentence(error, folder)


def test_a_pointer_to_a_file_that_is_not_there_leads_to_no_warehouse(folder) -> None:
    (folder / "current").write_text(NAME, encoding="utf-8")
    with pytest.raises(NoWarehouseError, match=NAME) as error:
        versions.current()
    _sentence(error, folder)
    (folder / NAME).mkdir()
    with pytest.raises(NoWarehouseError, match=NAME):
        versions.current()


CORRUPT = [
    b"",
    b"\n",
    b"opc-.duckdb",
    b"opc-0123456789ab",
    b"opc-0123456789ab.duckdb.old",
    b"opc-0123456789AB.duckdb",
    b"opc-0123456789ab.duckdb\nopc-0123456789ab.duckdb",
    b"../opc-0123456789ab.duckdb",
    b"opc-../0123456789ab.duckdb",
    b"/etc/hostname",
    b"\xff\xfe\x00\x01",
    b"opc-0123\x00.duckdb",
    b"<b>opc</b>",
    "opc-零.duckdb".encode(),
    b"x" * 100_000,
]


@pytest.mark.parametrize("content", CORRUPT, ids=[repr(content[:24]) for content in CORRUPT])
def test_a_pointer_that_names_no_version_leads_to_no_warehouse(content, folder) -> None:
    (folder / NAME).touch()
    (folder / "current").write_bytes(content)
    with pytest.raises(NoWarehouseError) as error:
        versions.current()
    _sentence(error, folder)


def _serve(folder: Path, content: bytes) -> None:
    (folder / NAME).write_bytes(content)
    (folder / "current").write_text(NAME, encoding="utf-8")


DAMAGED = {
    "no database at all": lambda good: b"this is no database",
    "zeros": lambda good: bytes(20_000),
    "its first half": lambda good: good[: len(good) // 2],
    "its first kilobyte": lambda good: good[:1024],
    "a damaged header": lambda good: bytes(100) + good[100:],
    "nonsense behind the header": lambda good: good[:12_288] + b"\x5a" * (len(good) - 12_288),
}


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_file_is_no_warehouse_and_the_sentence_names_it(damage, folder, small_folder) -> None:
    (good,) = small_folder.glob("opc-*.duckdb")
    _serve(folder, DAMAGED[damage](good.read_bytes()))
    with pytest.raises(NoWarehouseError, match=NAME) as error:
        warehouse.query("cities", view(version=versions.current()))
    assert " " in str(error.value)


def test_an_empty_file_is_no_warehouse(folder) -> None:
    _serve(folder, b"")
    with pytest.raises(NoWarehouseError, match=NAME):
        warehouse.query("cities", view(version=versions.current()))


def test_a_version_that_was_removed_while_a_page_was_open_is_said_in_a_sentence(folder) -> None:
    with pytest.raises(NoWarehouseError, match=r"opc-ffffffffffff\.duckdb"):
        warehouse.query("cities", view(version="ffffffffffff"))


def test_a_page_ends_on_the_version_it_began_with_and_the_next_one_has_the_new(make_small, folder) -> None:
    row = "figure_id,city,indicator,figure\none,甲市,resident_teams,{}家\n"
    first, second = (make_small(figures=row.format(teams)) for teams in (50, 60))

    def put(source: Path) -> str:
        for path in source.iterdir():
            shutil.copy(path, folder)
        return versions.current()

    def teams(version: str) -> float:
        return warehouse.query("city_figures", view(version=version), city=CODES["甲市"])[0]["low"]

    began = put(first)
    assert teams(began) == 50
    after = put(second)
    assert after != began
    assert (teams(began), teams(after)) == (50, 60)


def test_the_same_question_is_answered_once(small) -> None:
    reader = small.view()
    found = warehouse.query("cities", reader)
    assert warehouse.query("cities", small.view(page="other", lang="en", theme="dark")) is found
    assert warehouse.query("cities", small.view(evidence="D")) is not found
    assert warehouse.query("cities", small.view(known_on=date(2025, 1, 1))) is not found


def test_between_two_publications_the_answer_is_the_same_one(small) -> None:
    (first, *_, last) = days = warehouse.publications(versions.file(versions.current()))
    assert days == sorted(set(days))
    for day, later in pairwise([*days, last + timedelta(days=400)]):
        found = warehouse.query("cities", small.view(known_on=day))
        assert warehouse.query("cities", small.view(known_on=later - timedelta(days=1))) is found
    assert not any(row["figures"] for row in warehouse.query("cities", small.view(known_on=first - timedelta(days=1))))


def test_no_day_of_publication_is_left_out(real_warehouse) -> None:
    path = versions.file(versions.current())
    cursor = versions.connection(path).cursor()
    find = "select table_name from duckdb_columns() where column_name = 'known_from' and not internal"
    tables = cursor.execute(find).fetchall()
    assert tables
    for (table,) in tables:
        days = {day for (day,) in cursor.execute(f"select distinct known_from from {table}").fetchall()}
        assert days <= set(warehouse.publications(path)), table


@pytest.mark.parametrize("name", sorted(questions.questions()))
def test_the_day_of_the_last_publication_stands_for_the_days_after_it(name, real_warehouse) -> None:
    path = versions.file(versions.current())
    statement, wanted = warehouse._statement(path, name)
    for day in random.Random(name).sample(DAYS, 4):
        asked = questions.understand(name, {}, day)
        given = {"evidence": "C", "known_on": day, "day": day} | asked.values
        cursor = versions.connection(path).cursor()
        rows = cursor.execute(statement, {key: value for key, value in given.items() if key in wanted}).fetchall()
        found = warehouse.query(name, asked.view, **asked.values)
        assert [tuple(row.values()) for row in found] == rows


def test_a_parameter_that_a_query_does_not_use_is_ignored(small) -> None:
    reader = small.view()
    found = warehouse.query("cities", reader)
    assert warehouse.query("cities", reader, indicator="floor_area", nonsense=[1, 2]) == found
    assert warehouse.query("rejects", reader) == []


def test_a_parameter_that_a_query_needs_is_not_made_up(small) -> None:
    with pytest.raises(duckdb.Error, match="city"):
        warehouse.query("city_figures", small.view())


def test_a_parameter_is_a_value_and_never_a_piece_of_the_query(small) -> None:
    for words in ("' or '1' = '1", "甲市'; drop table city; --", "$evidence"):
        assert warehouse.query("city_figures", small.view(), city=words) == []
    assert len(small.ask("cities")) == 10


def test_a_query_that_does_not_exist_is_an_error(small) -> None:
    with pytest.raises(KeyError):
        warehouse.query("no_such_query", small.view())


@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_csv('/etc/hostname')",
        "select * from read_text('/etc/hostname')",
        "copy city to '{place}/out.csv'",
        "attach '{place}/out.duckdb'",
        "install httpfs",
        "set enable_external_access = true",
        "delete from city",
        "create table t (i integer)",
    ],
)
def test_nothing_but_the_warehouse_is_reached_through_it(sql, small, monkeypatch, tmp_path) -> None:
    monkeypatch.setitem(warehouse.TEXTS, "hostile", sql.format(place=tmp_path))
    warehouse._statement.cache_clear()
    try:
        with pytest.raises(duckdb.Error):
            warehouse.query("hostile", small.view())
    finally:
        warehouse._statement.cache_clear()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", sorted(questions.questions()))
def test_every_query_runs_on_a_small_warehouse(name, small) -> None:
    parameters = questions.questions()[name].parameters
    of = {"city": CODES["甲市"], "figure": "exact"}
    given = {parameter.name: of[parameter.kind] for parameter in parameters if parameter.kind in of}
    assert isinstance(small.ask(name, **given), list)
