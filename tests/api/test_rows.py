"""The interface gives the rows that the pages draw, in every form, each exactly once."""

import csv
import io
import json
import zipfile
from datetime import date

import pytest

from opc import questions
from opc.api.resources import NAMED
from opc.datafiles import plain
from tests import synthetic

DAY = "2026-10-01"
SAME = [
    ("compare", {"indicator": "resident_teams"}),
    ("compare", {"indicator": "floor_area", "per": "resident", "evidence": "D", "assumed": "true"}),
    ("compare", {"cities": "370100,320500", "like": "true"}),
    ("progress", {}),
    ("progress", {"cities": "济南,苏州", "pace": "40", "evidence": "D"}),
    ("progress", {"indicator": "communities,floor_area", "numbers": "with", "evidence": "D"}),
    ("fund-per-team", {}),
    ("fund-per-team", {"basis": "targeted", "earmark": "opc,ai,general", "evidence": "D"}),
    ("cities", {}),
    ("indicators", {"evidence": "D"}),
    ("sources", {"search": "OPC"}),
    ("query/ranks", {"peers": "province:320500"}),
]


def as_json(rows: list[dict]) -> list[dict]:
    return [{key: plain(value) for key, value in row.items()} for row in rows]


@pytest.mark.parametrize(("address", "given"), SAME)
def test_the_rows_are_those_of_the_shell_and_the_pages(reader, address, given):
    name = NAMED.get(address) or address.removeprefix("query/")
    expected = questions.ask(name, given | {"known_on": DAY}, date.fromisoformat(DAY))
    assert reader.rows(address, known_on=DAY, **given) == as_json(expected)


@pytest.mark.parametrize("name", sorted(questions.questions()))
def test_every_query_is_served_in_every_form(reader, name):
    found = reader.get(f"query/{name}").json()
    meta = found["meta"]
    assert meta["query"] == name
    assert meta["count"] == len(found["data"])
    assert set(meta["parameters"]) == {parameter.name for parameter in questions.questions()[name].parameters}
    table = list(csv.reader(io.StringIO(reader.get(f"query/{name}.csv").content.decode("utf-8-sig"))))
    assert len(table) == len(found["data"]) + 1
    with zipfile.ZipFile(io.BytesIO(reader.get(f"query/{name}.zip").content)) as packed:
        assert "datapackage.json" in packed.namelist()


def test_what_was_not_said_is_said_in_the_answer(reader):
    meta = reader.get("compare").json()["meta"]
    assert meta["parameters"]["indicator"] == "resident_teams"
    assert meta["parameters"]["known_on"] == questions.today().isoformat()
    assert "public documents" in meta["licence"]


@pytest.mark.parametrize("size", ["17", "100", "1000"])
def test_pages_hold_every_figure_exactly_once(reader, size):
    whole = reader.rows("observations", evidence="D", page_size="1000")
    first = reader.get("observations", params={"evidence": "D", "page_size": size})
    assert first.json()["meta"]["total"] == len(whole)
    found, answer = first.json()["data"], first
    while "next" in answer.links:
        answer = reader.get("observations" + answer.links["next"]["url"])
        found += answer.json()["data"]
    assert found == whole
    assert len({row["observation_id"] for row in found}) == len(whole)


def test_beyond_the_last_page_there_are_no_rows_but_their_number(reader):
    answer = reader.get("observations?page=999999")
    assert answer.json()["data"] == []
    assert answer.json()["meta"]["total"] > 0
    assert set(answer.links) == {"prev"}


def test_figures_are_filtered_by_city_indicator_and_scenario(reader):
    rows = reader.rows("observations", city="370100,苏州", indicator="resident_teams,communities", scenario="target")
    assert rows
    assert {row["ref_area"] for row in rows} <= {"370100", "320500"}
    assert {row["indicator"] for row in rows} <= {"resident_teams", "communities"}
    assert {row["scenario"] for row in rows} == {"target"}
    before = reader.rows("observations", known_on="2026-01-31")
    assert len(before) < len(reader.rows("observations"))


def test_csv_has_a_byte_order_mark_markers_and_a_file_name(reader):
    answer = reader.get("compare.csv", params={"known_on": DAY})
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"].startswith('attachment; filename="opc-compare-')
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert [row["ref_area"] for row in rows] == [row["ref_area"] for row in reader.rows("compare", known_on=DAY)]
    assert all(value for row in rows for value in row.values())
    assert {row["obs_text"] for row in rows if row["status"] == "not_disclosed"} == {"not disclosed"}


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r"])
def test_csv_holds_no_formula(reader, monkeypatch, begins):
    name = questions.Asked
    monkeypatch.setattr(name, "rows", lambda self: [{"title": f"{begins}cmd|' /C calc'!A0", "low": -1.5}])
    content = reader.get("query/sources.csv").content.decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(content, newline="")))
    assert row["title"].startswith(f"'{begins}")
    assert row["low"] == "-1.5"


def test_a_large_warehouse_is_paged_too(reader_of, tmp_path):
    synthetic.build(tmp_path / "opc-synthetic.duckdb", 20, 10, 12)
    reader = reader_of(tmp_path)
    first, second = (reader.get(f"observations?page_size=1000&page={page}").json() for page in (1, 2))
    assert len(first["data"]) == 1000
    assert first["meta"]["total"] > 2000
    assert not {row["observation_id"] for row in first["data"]} & {row["observation_id"] for row in second["data"]}


def test_the_whole_warehouse_comes_as_duckdb_and_as_parquet(reader, real_warehouse):
    version = reader.get("cities").json()["meta"]["version"]
    assert reader.get("warehouse.duckdb").content == (real_warehouse / f"opc-{version}.duckdb").read_bytes()
    with zipfile.ZipFile(io.BytesIO(reader.get("warehouse.parquet.zip").content)) as packed:
        assert "observation.parquet" in packed.namelist()


def test_the_data_set_describes_itself_to_search_engines(reader):
    answer = reader.get("dataset.jsonld")
    assert answer.headers["content-type"] == "application/ld+json"
    found = json.loads(answer.content)
    assert found["@type"] == "Dataset"
    assert {name["@language"]: name["@value"] for name in found["name"]} == {
        "zh-CN": "一人公司城市观察",
        "en": "OPC City Atlas",
    }
    first, last = found["temporalCoverage"].split("/")
    assert date(2020, 1, 1) < date.fromisoformat(first) < date.fromisoformat(last) <= questions.today()
    assert "resident_teams" in {variable["propertyID"] for variable in found["variableMeasured"]}
    assert "public documents" in found["license"]["name"]
    for part in found["distribution"]:
        address = part["contentUrl"].removeprefix("http://atlas.example/api/v1/")
        answer = reader.send("HEAD", f"/api/v1/{address}")
        assert answer.status_code == 200
        assert answer.headers["content-type"].split(";")[0] == part["encodingFormat"]
