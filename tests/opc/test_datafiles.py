"""What a reader takes away: CSV that a spreadsheet reads as it is meant, JSON, a valid package, the whole warehouse."""

import csv
import io
import json
import zipfile
from datetime import date

import duckdb
import frictionless
import pyarrow.parquet
import pytest

from opc import datafiles, versions, yamlfile
from opc.catalogue import DATA
from opc.questions import ask, questions
from opc.view import View

DAY = date(2026, 11, 20)


@pytest.fixture
def view(real_warehouse) -> View:
    return View("", "zh", "C", DAY, versions.current())


def read(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+86", "'+86"),
        ("-", "'-"),
        ("@sum", "'@sum"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("  =1", "'  =1"),
        ("＝1", "'＝1"),
        ("　＠a", "'　＠a"),
        ("\u200b=1", "'\u200b=1"),
        ("\ufeff+1", "'\ufeff+1"),
        ("\xa0-1", "'\xa0-1"),
        ("\u200b \u2060\x00@a", "'\u200b \u2060\x00@a"),
        ("\u3164＝1", "'\u3164＝1"),
        ("\u2028\ufe0f=1", "'\u2028\ufe0f=1"),
        ("\u200b超1000家", "\u200b超1000家"),
        ("\xa0", "\xa0"),
        ("超1000家", "超1000家"),
        ("a=b", "a=b"),
        (-5.0, "-5"),
        (1e9, "1000000000"),
        (0.051, "0.051"),
        (5e-8, "0.00000005"),
        (71428571.42857143, "71428571.42857143"),
        (True, "true"),
        (0, "0"),
        (date(2026, 2, 5), "2026-02-05"),
        (["=a", "b"], "'=a;b"),
        (None, "not applicable"),
        ([], "not applicable"),
        ("", "not applicable"),
    ],
)
def test_a_cell_is_harmless_exact_and_never_empty(value, cell):
    assert read(datafiles.csv_bytes([{"it": value}]))[0]["it"] == cell


def test_bounds_say_whether_they_are_unbounded_or_nothing_is_known():
    row = {"low": 1000.0, "low_closed": False, "high": None, "high_closed": None, "money_low": None, "money_high": 5}
    cells = read(datafiles.csv_bytes([row]))[0]
    assert (cells["high"], cells["money_low"], cells["high_closed"]) == ("unbounded", "unbounded", "not applicable")
    silent = {"status": "not_disclosed", "obs_text": None, "low": None, "high": None, "deadline": None}
    cells = read(datafiles.csv_bytes([silent]))[0]
    assert cells["obs_text"] == cells["low"] == cells["high"] == "not disclosed"
    assert cells["deadline"] == "not applicable"


def test_what_a_ratio_or_a_target_lacks_is_not_disclosed(view):
    cells = read(datafiles.csv_bytes(ask("progress", {}, DAY)))
    unseen = [row for row in cells if row["state"] == "no_observation"]
    assert unseen
    assert {row[name] for row in unseen for name in ("latest_text", "latest_low", "attainment_low")} == {
        "not disclosed"
    }
    rows = read(datafiles.csv_bytes(ask("fund_per_team", {"earmark": "opc,ai,general", "evidence": "D"}, DAY)))
    silent = [row for row in rows if row["has_teams"] == "false"]
    assert silent
    assert {row[name] for row in silent for name in ("low", "high", "teams_text", "teams_low")} == {"not disclosed"}


def test_no_rows_still_have_a_heading():
    assert datafiles.csv_bytes([], ["a", "b"]) == b"\xef\xbb\xbfa,b\r\n"


@pytest.mark.parametrize("name", list(questions()))
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_files_of_every_query_hold_its_rows(name, view, tmp_path):
    rows = ask(name, {}, DAY)
    cells = read(datafiles.csv_bytes(rows))
    assert len(cells) == len(rows)
    assert not [cell for row in cells for cell in row.values() if cell == ""]
    document = json.loads(json.dumps(datafiles.json_document(name, {}, rows, view.version, view)))
    assert len(document["data"]) == document["meta"]["count"] == len(rows)
    assert document["meta"]["version"] == view.version
    zipfile.ZipFile(io.BytesIO(datafiles.package_zip(name, {"cities": "all"}, rows, view))).extractall(tmp_path)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["fieldName", "rowNumber", "note"])[:3]
    assert {"README.md", "dictionary.csv", "sources.csv"} <= {path.name for path in tmp_path.iterdir()}
    assert view.version in (tmp_path / "README.md").read_text(encoding="utf-8")


def test_a_package_names_every_document_of_its_rows(view, tmp_path):
    rows = ask("progress", {}, DAY)
    zipfile.ZipFile(io.BytesIO(datafiles.package_zip("progress", {}, rows, view))).extractall(tmp_path)
    named = {row["source_id"] for row in read((tmp_path / "sources.csv").read_bytes())}
    assert named == {row[key] for row in rows for key in ("source_id", "latest_source_id") if row[key]}


def test_a_column_that_nothing_explains_is_an_error(view):
    with pytest.raises(KeyError, match=r"derived\.yml"):
        datafiles.package_zip("compare", {}, [{"never_heard_of": 1}], view)


def test_what_the_warehouse_explains_itself_is_explained_nowhere_else(view):
    explained = {row["column_name"] for row in ask("dictionary", {}, DAY)}
    assert set(yamlfile.read(DATA / "derived.yml")["columns"]) & explained == set()


def test_the_same_rows_give_the_same_bytes(view):
    rows = ask("compare", {}, DAY)
    assert datafiles.package_zip("compare", {}, rows, view) == datafiles.package_zip("compare", {}, rows, view)


def test_the_whole_warehouse_as_parquet_is_that_of_the_file(view, tmp_path):
    zipfile.ZipFile(io.BytesIO(datafiles.parquet_zip(view.version))).extractall(tmp_path)
    assert view.version in (tmp_path / "README.md").read_text(encoding="utf-8")
    assert {row["table_name"] for row in read((tmp_path / "dictionary.csv").read_bytes())} > {"observation", "source"}
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(datafiles.whole_database(view.version).read_bytes())
    with duckdb.connect(copy, read_only=True) as connection:
        tables = [row[0] for row in connection.execute("select table_name from duckdb_tables()").fetchall()]
        for table in tables:
            rows = connection.execute(f"select count(*) from {table}").fetchone()[0]
            assert pyarrow.parquet.read_table(tmp_path / f"{table}.parquet").num_rows == rows
