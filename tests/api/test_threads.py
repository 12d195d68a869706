"""What the event loop does itself and what it leaves to threads: it also carries the pages of all readers."""

import shutil
import threading
from pathlib import Path

import anyio
import httpx
import pytest
from anyio.to_thread import current_default_thread_limiter
from starlette.applications import Starlette

from opc import api, versions
from opc.api import resources
from opc.api.answer import Answer, document
from opc.api.request import Request
from tests import synthetic


@pytest.fixture
def looked_up(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each look-up of the version in service, which may open a warehouse, was made on the event loop."""
    found: list[bool] = []
    real = versions.in_service

    def in_service() -> versions.Service:
        # The reader of these tests has its loop in the main thread.
        found.append(threading.current_thread() is threading.main_thread())
        return real()

    monkeypatch.setattr(versions, "in_service", in_service)
    return found


@pytest.mark.parametrize("path", ["/api/v1/cities", "/api/v1/cities?evidence=E", "/api/v1/openapi.json", "/healthz"])
def test_the_version_is_looked_up_in_a_thread(reader, looked_up, path):
    reader.send("GET", path)
    assert looked_up
    assert not any(looked_up)


def test_a_kept_answer_needs_no_look_up(reader, looked_up):
    first = reader.get("cities")
    looked_up.clear()
    assert reader.get("cities").content == first.content
    assert looked_up == []


def _new_version(folder: Path, before: str) -> None:
    synthetic.build(folder / "opc-synthetic.duckdb", 3, 3, 3)


def _no_pointer(folder: Path, before: str) -> None:
    synthetic.build(folder / "opc-synthetic.duckdb", 3, 3, 3)
    (folder / "current").unlink()


def _file_gone(folder: Path, before: str) -> None:
    synthetic.build(folder / "opc-synthetic.duckdb", 3, 3, 3)
    (folder / "current").write_text(f"opc-{before}.duckdb", encoding="utf-8")
    (folder / f"opc-{before}.duckdb").unlink()


@pytest.mark.parametrize("change", [_new_version, _no_pointer, _file_gone])
def test_a_change_is_seen_by_the_next_request(reader_of, real_warehouse, tmp_path, change):
    folder = tmp_path / "warehouse"
    reader = reader_of(shutil.copytree(real_warehouse, folder))
    before = reader.get("cities").json()["meta"]["version"]
    reader.get("cities")
    change(folder, before)
    assert reader.get("cities").json()["meta"]["version"] == "synthetic"


def test_what_is_served_in_place_of_another_gives_way_to_it(reader_of, real_warehouse, tmp_path):
    folder = tmp_path / "warehouse"
    reader = reader_of(shutil.copytree(real_warehouse, folder))
    version = versions.current()
    (folder / "current").write_text("opc-synthetic.duckdb", encoding="utf-8")
    for _ in range(2):
        assert reader.get("cities").json()["meta"]["version"] == version
    synthetic.build(folder / "opc-synthetic.duckdb", 3, 3, 3)
    assert reader.get("cities").json()["meta"]["version"] == "synthetic"


# More than there are threads, whoever counts them.
MANY = 80


@pytest.fixture
def stuck(real_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Starlette, threading.Event, threading.Event]:
    """An interface whose answers, once begun, come only when they are let go."""
    begun, let_go = threading.Event(), threading.Event()

    def answer(request: Request) -> Answer:
        begun.set()
        let_go.wait()
        return document({"query": request.query})

    monkeypatch.setattr(resources, "answer", answer)
    return Starlette(routes=api.routes()), begun, let_go


def test_health_and_pages_have_threads_however_many_ask_the_interface(stuck):
    app, begun, let_go = stuck
    found: list[int] = []

    async def ask() -> None:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://a.example") as client:

            async def data(number: int) -> None:
                found.append((await client.get(f"/api/v1/observations?page={number}")).status_code)

            async with anyio.create_task_group() as readers:
                try:
                    for number in range(1, MANY + 1):
                        readers.start_soon(data, number)
                    await anyio.to_thread.run_sync(begun.wait)
                    # Not how long it takes, but whether it comes at all: nothing else will until they are let go.
                    with anyio.fail_after(20):
                        assert (await client.get("/healthz")).json()["status"] == "ok"
                    assert current_default_thread_limiter().borrowed_tokens == 0
                finally:
                    let_go.set()

    anyio.run(ask)
    assert found == [200] * MANY
