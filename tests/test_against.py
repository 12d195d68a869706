"""The apps that speed is compared with show what our pages show: the same rows, and the bare route the same charts."""

import asyncio
import io
import json
import re
import shutil
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb
import psutil
import pyarrow as pa
import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.against import browser, load, ratios, readers, views
from benchmarks.against.apps import serving

# Rows of each table of a view, charts, and for ours and the bare route the tables and charts themselves.
Shown = tuple[list[int], int, list[str], list[Any]]
COMPARED = ("usual", "dash", "bare")


async def _visit_all(name: str, port: int) -> dict[str, Shown]:
    found = {}
    async with readers.reading(name, port) as reader:
        for view in views.VIEWS:
            visit = await reader.visit(view, views.usual_address())
            found[view] = (*READ[name](reader), visit.charts)
    return {view: (rows, charts, texts, specs) for view, (rows, texts, specs, charts) in found.items()}


def _of_ours(reader: readers.StreamlitReader) -> tuple[list[int], list[str], list[Any]]:
    page = "\n".join(element.html.body for element in _elements(reader, "html"))
    tables = re.findall(r'<div class="opc-table.*?</table></div>', page, re.DOTALL)
    counts = [_rows(table) for table in tables]
    if facts := page.split('<div class="opc-facts">')[1:]:
        # The overview: what leads stands as numbers, what is newest would be a table elsewhere.
        counts.append(facts[-1].count('<div class="opc-fact">'))
    return counts, tables, [json.loads(element.plotly_chart.spec) for element in _elements(reader, "plotly_chart")]


def _of_usual(reader: readers.StreamlitReader) -> tuple[list[int], list[str], list[Any]]:
    tables = [element.dataframe.arrow_data.data for element in _elements(reader, "dataframe")]
    return [pa.ipc.open_stream(io.BytesIO(table)).read_all().num_rows for table in tables], [], []


def _of_dash(reader: readers.HttpReader) -> tuple[list[int], list[str], list[Any]]:
    parts = json.loads(reader.body)["response"]["_pages_content"]["children"]["props"]["children"]
    return [len(part["props"]["data"]) for part in parts if part["type"] == "DataTable"], [], []


def _of_bare(reader: readers.HttpReader) -> tuple[list[int], list[str], list[Any]]:
    content = json.loads(reader.body)
    counts = [_rows(table) for table in content["tables"]]
    return counts + ([len(content["newest"])] if content["newest"] else []), content["tables"], content["charts"]


def _elements(reader: readers.StreamlitReader, kind: str) -> list[Any]:
    """The elements of a kind as they stand on the page from top to bottom."""
    deltas = [message for message in reader.messages if message.WhichOneof("type") == "delta"]
    deltas.sort(key=lambda message: tuple(message.metadata.delta_path))
    return [m.delta.new_element for m in deltas if m.delta.new_element.WhichOneof("type") == kind]


def _rows(table: str) -> int:
    return len(re.findall("<tr", table.partition("<tbody>")[2]))


READ = {"ours": _of_ours, "usual": _of_usual, "dash": _of_dash, "bare": _of_bare}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("place")


@pytest.fixture(scope="module")
def ours(warehouse_directory: Path, place: Path) -> dict[str, Shown]:
    with serving("ours", warehouse_directory, place) as app:
        return asyncio.run(_visit_all("ours", app.port))


@pytest.mark.parametrize("kept", [False, True], ids=["uncached", "cached"])
@pytest.mark.parametrize("name", COMPARED)
def test_a_compared_app_shows_the_rows_and_charts_of_ours(name, kept, ours, warehouse_directory, place):
    with serving(name, warehouse_directory, place, kept) as app:
        theirs = asyncio.run(_visit_all(name, app.port))
    assert {view: shown[:2] for view, shown in theirs.items()} == {view: shown[:2] for view, shown in ours.items()}
    if name == "bare":
        assert theirs == ours


def test_each_view_shows_rows_and_the_charts_that_the_browser_waits_for(ours):
    assert all(sum(rows) for rows, *_ in ours.values())
    assert {view: charts for view, (_, charts, *_) in ours.items()} == {"overview": 0} | browser.CHARTS


@pytest.mark.parametrize("view", views.VIEWS)
def test_new_addresses_ask_every_query_anew(view):
    days = [date(2026, 11, 1) - timedelta(days=ago) for ago in range(50)]
    many = len(days) * len(views.FLOORS)
    asked: dict[str, set[str]] = {}
    for given in islice(views.new_addresses(days), many):
        at = views.read(given, date(2026, 11, 1))
        for name, values in views.questions(view, at, ["370100"], "resident_teams").items():
            asked.setdefault(name, set()).add(repr(values))
    assert {name: len(found) for name, found in asked.items()} == dict.fromkeys(asked, many)


def test_a_load_counts_what_it_did_and_ends_its_processes(warehouse_directory, place):
    before = set(psutil.Process().children(recursive=True))
    found = load.without_pause("bare", warehouse_directory, place, False, 2, 0.5)
    assert found.errors == ()
    assert len(found.times) >= 2
    assert found.rate == pytest.approx(len(found.times) / found.whole)
    assert min(found.times) <= found.middle <= max(found.times) < found.whole
    assert found.memory > 10 * 2**20
    assert found.busy > 0
    assert set(psutil.Process().children(recursive=True)) <= before


def test_an_exception_on_a_page_is_an_error_of_the_visit():
    message = ForwardMsg()
    message.delta.new_element.exception.message = "synthetic"
    with pytest.raises(readers.PageError, match="compare: synthetic"):
        readers.StreamlitReader(0)._note(message, "delta", "compare")


def test_what_our_pages_say_of_a_failure_is_an_error_of_the_visit(warehouse_directory, place, tmp_path):
    damaged = Path(shutil.copytree(warehouse_directory, tmp_path / "warehouse"))
    with duckdb.connect(damaged / (damaged / "current").read_text(encoding="utf-8").strip()) as connection:
        connection.execute("drop table contradiction")
    with serving("ours", damaged, place) as app, pytest.raises(readers.PageError, match="opc-empty"):
        asyncio.run(_visit_all("ours", app.port))


def _load(rate: float) -> load.Load:
    return load.Load((0.1,) * 10, 10 / rate, 10 / rate, 0.1, (), 100 * 2**20)


def test_ratios_are_medians_of_runs_side_by_side_held_to_their_limits():
    # The machine drifts between the runs: twice as fast in the second one.
    crowds = {case: [_load(10), _load(20), _load(10)] for case in ratios.CASES}
    crowds["ours", False] = [_load(120), _load(240), _load(100)]
    found = {limit.what: limit for limit in ratios.ratios(crowds)}
    limit = found["views/s, new addresses, to usual, new addresses"]
    assert (limit.measured, limit.met) == ("12.00 × (CPU 12.00 ×)", True)
    limit = found["views/s, same address, to usual, same address"]
    assert (limit.measured, limit.met) == ("1.00 × (CPU 1.00 ×)", False)
