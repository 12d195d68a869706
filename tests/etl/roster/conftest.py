"""Small synthetic rosters, and a run on them as the command line takes it."""

import csv
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from etl.progress import Progress
from etl.roster.run import Options, run
from tests.synthetic_roster import write_cities

COLUMNS = ["team_id", "ref_area", "district", "community", "sector", "entered_on", "left_on", "headcount"]
GOOD = {
    "team_id": "SYN1",
    "ref_area": "900100",
    "district": "合成东区",
    "community": "合成社区",
    "sector": "合成软件",
    "entered_on": "2024-01-15",
    "left_on": "",
    "headcount": "2",
}


@dataclass(frozen=True)
class Result:
    """What a run wrote."""

    report: dict
    table: pa.Table
    rejects: list[dict]
    out: Path

    def rows(self, level: str = "cell") -> list[dict]:
        """The rows of one level."""
        return self.table.filter(pc.field("level") == level).to_pylist()


@pytest.fixture(scope="session")
def cities(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the cities.csv of synthetic rosters."""
    return write_cities(tmp_path_factory.mktemp("cities"))


@pytest.fixture
def roll(tmp_path: Path, cities: Path) -> Callable[..., Result]:
    """Run on files; nothing is hidden unless a test asks for it."""

    def do(*paths: Path, **options: object) -> Result:
        out = tmp_path / "out"
        settings = {"min_cell": 1, "until": date(2026, 10, 31), "raw": cities} | options
        report = run(Options([str(path) for path in paths], out=out, **settings), Progress())
        with (out / "rejects.csv").open(encoding="utf-8-sig", newline="") as file:
            return Result(report, pq.read_table(out / "roster.parquet"), list(csv.DictReader(file)), out)

    return do


@pytest.fixture
def roster(tmp_path: Path) -> Callable[..., Path]:
    """Write rows to a CSV file: what a row does not say is as in GOOD, and every row has a team of its own."""

    def write(
        rows: Iterable[Mapping[str, object]], name: str = "synthetic.csv", columns: list[str] | None = None
    ) -> Path:
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns or COLUMNS, "", "ignore", lineterminator="\n")
            writer.writeheader()
            writer.writerows({**GOOD, "team_id": f"SYN{number}", **row} for number, row in enumerate(rows))
        return path

    return write
