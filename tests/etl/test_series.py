"""A roll-up of a roster as an input of the build: figures of class R, the table roster, and what stops it."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from etl.build import build
from etl.problem import StructuralError
from etl.report import Report
from opc.__main__ import main
from tests.conftest import ROOT

# Invented stays in a city of the fixture: 4 teams in January, 7 in February.
STAYS = [("SYN1", "01-05", ""), ("SYN2", "01-06", ""), ("SYN3", "01-07", ""), ("SYN4", "01-08", ""),
         ("SYN5", "02-05", ""), ("SYN6", "02-06", ""), ("SYN7", "02-07", ""), ]  # fmt: skip
CITY = "370100"
RAW = ROOT / "tests" / "etl" / "fixtures" / "good"


@pytest.fixture(scope="module")
def rolled_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `python -m etl roster` writes for STAYS."""
    place = tmp_path_factory.mktemp("roster")
    lines = [
        f"{team},{CITY},合成区,合成社区,合成赛道,2026-{came},{went and f'2026-{went}'},2" for team, came, went in STAYS
    ]
    header = "team_id,ref_area,district,community,sector,entered_on,left_on,headcount"
    (place / "合成.csv").write_text("\n".join([header, *lines]), encoding="utf-8")
    command = [sys.executable, "-m", "etl", "roster", str(place / "合成.csv"), "--raw", str(RAW)]
    command += ["--out", str(place / "out"), "--until", "2026-03", "--progress", "none"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return place / "out"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, rolled_up: Path) -> Report:
    """A build with the roll-up, which tests only read."""
    return build(RAW, tmp_path_factory.mktemp("counted"), roster=rolled_up)


@pytest.fixture
def ask(
    built: Report, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., list[dict]]:
    """Asks named queries of that build, as the command does."""
    monkeypatch.setenv("OPC_WAREHOUSE", str(built.path.parent))

    def rows(*words: str) -> list[dict]:
        assert main(["query", *words]) == 0
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return rows


@pytest.mark.parametrize("floor", ["A", "D"])
def test_the_stock_of_the_city_is_the_preferred_figure_on_every_floor_of_evidence(ask, floor):
    (row,) = (row for row in ask("compare", f"evidence={floor}", f"cities={CITY}") if row["ref_area"] == CITY)
    assert (row["obs_text"], row["low"], row["high"]) == ("7家", 7, 7)
    assert (row["evidence"], row["time_period"], row["counts"]) == ("R", "2026-02-28", "teams")
    assert "evidence" not in row["reasons"]


def test_a_month_is_known_from_its_end(ask):
    stock = {
        day: ask("trends", f"city={CITY}", f"known_on={day}") for day in ("2026-01-30", "2026-01-31", "2026-02-28")
    }
    assert [[row["active"] for row in rows] for rows in stock.values()] == [[], [4], [4, 7]]


def test_progress_goes_by_the_roster(ask):
    seen = [row for row in ask("progress") if row["ref_area"] == CITY and row["indicator"] == "resident_teams"]
    ((text, evidence, pace),) = (
        (row["latest_text"], row["latest_evidence"], row["observed_per_month_low"]) for row in seen
    )
    assert (text, evidence) == ("7家", "R")
    assert pace == pytest.approx((7 - 4) / 28 * 30.44)


def test_the_document_of_the_roster_is_its_hash(ask, rolled_up):
    (document,) = (row for row in ask("sources") if row["source_id"] == "R001")
    assert hashlib.sha256((rolled_up / "roster.parquet").read_bytes()).hexdigest()[:12] in document["publisher"]
    assert (document["best_evidence"], document["url"]) == ("R", None)


def test_the_document_of_the_roster_says_no_more_than_was_known(ask):
    for day, statements in (("2026-01-31", 1), ("2026-02-28", 2)):
        (document,) = (row for row in ask("sources", f"known_on={day}") if row["source_id"] == "R001")
        assert document["statements"] == statements


def test_the_version_follows_the_roster(tmp_path, rolled_up):
    without = build(RAW, tmp_path / "warehouse")
    with_it = build(RAW, tmp_path / "warehouse", roster=rolled_up)
    assert without.version != with_it.version
    assert with_it.observations == without.observations + 2
    assert build(RAW, tmp_path / "warehouse", roster=rolled_up).up_to_date


def test_no_identifier_of_a_team_is_in_the_warehouse(built):
    assert b"SYN" not in built.path.read_bytes()


@pytest.mark.parametrize("damage", ["no file of ours", "unknown city"])
def test_a_damaged_roll_up_stops_the_build_with_a_sentence(tmp_path, rolled_up, damage):
    folder = tmp_path / "roster"
    folder.mkdir()
    if damage == "unknown city":
        source = f"select * replace ('999900' as ref_area) from '{rolled_up}/roster.parquet'"
        duckdb.sql(f"copy ({source}) to '{folder}/roster.parquet' (format parquet)")
    else:
        (folder / "roster.parquet").write_bytes(b"none")
    with pytest.raises(StructuralError) as error:
        build(RAW, tmp_path / "warehouse", roster=folder)
    assert str(error.value).startswith("roster.parquet")
    assert " — write it anew with python -m etl roster" in str(error.value)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("update stays set active = -5", "counts less than nothing in active"),
        ("update stays set month_end = month_end - 1", "has days in month_end that end no month"),
        ("insert into stays select * from stays limit 1", "has a series and month twice"),
    ],
)
def test_a_roll_up_that_was_changed_by_hand_stops_the_build_with_a_sentence(tmp_path, rolled_up, change, words):
    file = tmp_path / "roster.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"create table stays as from '{rolled_up / file.name}'")
        connection.execute(change)
        connection.execute(f"copy stays to '{file}'")
    with pytest.raises(StructuralError, match=f"roster.parquet: {words} — write it anew"):
        build(RAW, tmp_path / "warehouse", roster=tmp_path)


def test_a_published_figure_cannot_claim_to_be_counted(tmp_path):
    raw = tmp_path / "raw"
    raw.mkdir()
    for path in RAW.glob("*.csv"):
        (raw / path.name).write_bytes(path.read_bytes())
    figures = (raw / "figures.csv").read_text(encoding="utf-8").splitlines()
    place = figures[0].split(",").index("evidence")
    cells = figures[1].split(",")
    cells[place] = "R"
    (raw / "figures.csv").write_text("\n".join([figures[0], ",".join(cells), *figures[2:]]), encoding="utf-8")
    report = build(raw, tmp_path / "warehouse")
    assert [(reject[0], reject[2], reject[3]) for reject in report.rejects] == [
        ("figures.csv", "evidence", "unknown_code")
    ]
