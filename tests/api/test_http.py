"""How the interface speaks HTTP: caches, methods, other origins, errors, health."""

import gzip
import os
import shutil

import pytest

from opc import questions
from opc.api import interface
from tests import synthetic


def test_what_a_reader_has_already_is_not_sent_again(reader):
    first = reader.get("compare?evidence=B")
    assert first.headers["cache-control"] == "public, max-age=60"
    again = reader.get("compare?evidence=B", headers={"If-None-Match": f'"other", {first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    other = reader.get("compare?evidence=B", headers={"If-None-Match": '"other"'})
    assert (other.status_code, other.content) == (200, first.content)


def test_a_tag_names_the_question_the_form_the_day_and_the_version(reader, reader_of, monkeypatch, tmp_path):
    tags = [reader.get(path).headers["etag"] for path in ("cities", "cities.csv", "cities?evidence=B", "query/cities")]
    assert len(set(tags)) == len(tags)
    assert reader.get("cities?evidence=C").headers["etag"] == tags[0], "the same question in other words"
    tomorrow = questions.today().replace(year=questions.today().year + 1)
    monkeypatch.setattr(interface, "today", lambda: tomorrow)
    assert reader.get("cities").headers["etag"] != tags[0]
    synthetic.build(tmp_path / "opc-synthetic.duckdb", 3, 3, 3)
    monkeypatch.undo()
    assert reader_of(tmp_path).get("cities").headers["etag"] != tags[0]


@pytest.mark.parametrize(
    "path", [f"/api/v1/{name}" for name in ("compare", "compare.csv", "warehouse.duckdb", "none")] + ["/healthz"]
)
def test_head_says_what_get_says_without_a_body(reader, path):
    full, head = reader.send("GET", path), reader.send("HEAD", path)
    assert head.content == b""
    assert head.status_code == full.status_code
    assert dict(head.headers) == dict(full.headers)


def test_answers_are_compressed_for_those_who_accept_it(reader):
    plain = reader.get("compare", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    for accepted, packed in (("gzip", True), ("br, gzip;q=0.5", True), ("gzip;q=0", False)):
        answer = reader.get("compare", headers={"Accept-Encoding": accepted})
        assert (answer.headers.get("content-encoding") == "gzip") == packed
        assert answer.headers["vary"] == "Accept-Encoding"
        assert answer.content == plain.content
    assert int(reader.get("compare").headers["content-length"]) == len(gzip.compress(plain.content, 5, mtime=0))


@pytest.mark.parametrize("path", ["/api/v1/cities", "/api/v1/cities?evidence=E", "/api/v1/none", "/healthz"])
def test_pages_of_other_origins_may_read(reader, path):
    answer = reader.send("GET", path, headers={"Origin": "https://elsewhere.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "GET"}
    preflight = reader.send("OPTIONS", path, headers=asked)
    assert preflight.status_code == 204
    assert preflight.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"])
@pytest.mark.parametrize("path", ["/api/v1/cities", "/api/v1/none", "/healthz"])
def test_nothing_can_be_written(reader, method, path):
    answer = reader.send(method, path)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert answer.json()["error"]["found"] == method


NOWHERE = """
/api /api/ /api/v1 /api/v1/ /api/v2/cities /api/v1/none /api/v1/cities.xml /api/v1/cities.json /api/v1/cities/
/api/v1/query/ /api/v1/query/macros /api/v1/query/../macros /api/v1/.csv /api/v1/%00 /api/v1/query/cities.csv.csv
/api/v1/warehouse.duckdb.csv
"""


@pytest.mark.parametrize("path", NOWHERE.split())
def test_an_address_where_nothing_stands_says_so(reader, path):
    answer = reader.send("GET", path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/json"
    assert "/api/v1/cities" in answer.json()["error"]["allowed"]


WRONG = [
    ("compare", "colour=red", "colour", "red", "indicator"),
    ("compare", "evidence=E", "evidence", "E", "D"),
    ("compare", "evidence=", "evidence", "", "A"),
    ("compare.csv", "evidence=c", "evidence", "c", "C"),
    ("compare", "known_on=yesterday", "known_on", "yesterday", "today"),
    ("compare", "known_on=20260630", "known_on", "20260630", "today"),
    ("compare", "known_on=2026-02-30", "known_on", "2026-02-30", "today"),
    ("progress", "known_on=2999-01-01", "known_on", "2999-01-01", "a day up to "),
    ("compare", "cities=999999", "cities", "999999", "370100"),
    ("compare", "cities=370100,all", "cities", "all", "370100"),
    ("compare", "indicator=happiness", "indicator", "happiness", "resident_teams"),
    ("compare", "per=hectare", "per", "hectare", "resident"),
    ("compare", "assumed=perhaps", "assumed", "perhaps", "true"),
    ("compare", "evidence=A&evidence=B", "evidence", "B", "one value"),
    ("progress", "pace=-1", "pace", "-1", "a whole number from 0 to 999999999"),
    ("progress.zip", "pace=1e3", "pace", "1e3", "a whole number from 0 to 999999999"),
    ("fund-per-team", "basis=never", "basis", "never", "targeted"),
    ("fund-per-team", "earmark=opc,gold", "earmark", "gold", "ai"),
    ("observations", "page=0", "page", "0", "a whole number from 1 to 999999999"),
    ("observations", "page_size=1001", "page_size", "1001", "a whole number from 1 to 1000"),
    ("observations", "page_size=٣", "page_size", "٣", "a whole number from 1 to 1000"),
    ("observations", "indicator=communities,happiness", "indicator", "happiness", "communities"),
    ("query/ranks", "peers=moon:370100", "peers", "moon", "province"),
    ("query/ranks", "peers=province:", "peers", "province:", "370100"),
    ("query/peers", "city=", "city", "", "370100"),
    ("query/grade", "second=S999", "second", "S999", "an observation_id of the query observations"),
    ("query/grade.csv", "evidence=A", "first", "S003", "an observation_id of the query observations"),
    ("query/ledger", "kind=foo", "kind", "foo", "figure"),
    ("query/ledger.xlsx", "kind=figure,foo", "kind", "foo", "policy"),
    ("sources", "documents=ZZZ", "documents", "ZZZ", "a source_id of the query retrieval"),
    ("sources.zip", "documents=D001,D999", "documents", "D999", "a source_id of the query retrieval"),
    ("compare", "cities=%2C", "cities", ",", "codes parted by commas"),
    ("query/peers", "city=370100,320500", "city", "370100,320500", "370100"),
    ("query/peers", "city=all", "city", "all", "370100"),
]


@pytest.mark.parametrize(("address", "query", "parameter", "found", "allowed"), WRONG)
def test_what_is_not_allowed_names_the_parameter_and_what_is(reader, address, query, parameter, found, allowed):
    answer = reader.get(f"{address}?{query}")
    assert answer.status_code == 400
    assert answer.headers["cache-control"] == "no-store"
    error = answer.json()["error"]
    assert (error["parameter"], error["found"]) == (parameter, found)
    # A day that is over while the tests run is still the one that was meant.
    assert any(words == allowed or (allowed.endswith(" ") and words.startswith(allowed)) for words in error["allowed"])
    assert error["message"].startswith((parameter, f"{address.removeprefix('query/')} takes no"))


@pytest.mark.parametrize("path", ["openapi.json", "dataset.jsonld", "warehouse.duckdb", "warehouse.parquet.zip"])
def test_an_address_without_parameters_takes_none(reader, path):
    assert reader.get(f"{path}?evidence=A").json()["error"]["parameter"] == "evidence"


def test_health_says_the_version_and_its_age(reader_of, real_warehouse, tmp_path):
    reader = reader_of(shutil.copytree(real_warehouse, tmp_path / "warehouse"))
    answer = reader.send("GET", "/healthz?at=now")
    version = reader.get("cities").json()["meta"]["version"]
    os.utime(tmp_path / "warehouse" / f"opc-{version}.duckdb", (0, 0))
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json()["version"] == version
    assert reader.send("GET", "/healthz").json()["age_seconds"] > 10**9


@pytest.mark.parametrize("pointer", [None, "opc-gone.duckdb", "opc-broken.duckdb"])
def test_without_a_warehouse_everything_says_so(reader_of, tmp_path, pointer):
    if pointer:
        (tmp_path / "current").write_text(pointer, encoding="utf-8")
    (tmp_path / "opc-broken.duckdb").write_bytes(b"nothing that DuckDB reads")
    reader = reader_of(tmp_path)
    health = reader.send("GET", "/healthz")
    assert (health.status_code, health.json()) == (503, {"status": "no warehouse"})
    for path in ("cities", "cities.csv", "observations?city=370100", "openapi.json", "dataset.jsonld"):
        answer = reader.get(path)
        assert answer.status_code == 503
        assert str(tmp_path) not in answer.text
