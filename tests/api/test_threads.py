"""What the event loop does itself and what it leaves to threads: it also carries the pages of all readers."""

import shutil
import threading
from pathlib import Path

import pytest

from opc import versions
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
