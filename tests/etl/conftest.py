"""A small folder of good raw files that each test damages in its own way, and the warehouse of the real data."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from etl.build import build
from etl.report import Report

GOOD = Path(__file__).parent / "fixtures" / "good"


@dataclass(frozen=True)
class Folder:
    """Raw files and the warehouse that is built from them."""

    raw: Path
    warehouse: Path

    def change(self, file: str, old: str, new: str) -> None:
        """Replace a text that must be there."""
        path = self.raw / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new), encoding="utf-8", newline="")

    def write(self, file: str, content: bytes) -> None:
        """Replace a whole file."""
        (self.raw / file).write_bytes(content)

    def text(self, file: str) -> str:
        """A whole file."""
        return (self.raw / file).read_text(encoding="utf-8")

    def build(self, **options: bool) -> Report:
        """Build the warehouse."""
        return build(self.raw, self.warehouse, **options)

    def served(self) -> Path:
        """The file that the pointer names."""
        return self.warehouse / (self.warehouse / "current").read_text(encoding="utf-8")

    def query(self, sql: str) -> list[tuple]:
        """Ask the warehouse in service."""
        with duckdb.connect(self.served(), read_only=True) as connection:
            return connection.execute(sql).fetchall()


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A folder without a defect."""
    shutil.copytree(GOOD, tmp_path / "raw")
    return Folder(tmp_path / "raw", tmp_path / "warehouse")


@pytest.fixture(scope="session")
def good_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The warehouse of the good files, built once."""
    place = tmp_path_factory.mktemp("good") / "warehouse"
    build(GOOD, place)
    return place


@pytest.fixture
def built(folder: Folder, good_warehouse: Path) -> Folder:
    """A folder without a defect, and its warehouse in service."""
    shutil.copytree(good_warehouse, folder.warehouse)
    return folder


@pytest.fixture(scope="session")
def real_report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The build of the real data."""
    return build(warehouse=tmp_path_factory.mktemp("real"))


@pytest.fixture(scope="session")
def real(real_report: Report) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse of the real data."""
    with duckdb.connect(real_report.path, read_only=True) as connection:
        yield connection
