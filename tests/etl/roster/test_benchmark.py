"""The measurement of rosters measures, on a few invented rows: no time is held to anything here."""

import duckdb
import pytest

from benchmarks import roster, roster_tasks
from tests.synthetic_roster import write_cities


def test_all_tasks_agree_and_each_ratio_stands_beside_its_limit(tmp_path, capsys):
    sizes = ["--rows", "3000", "--small", "2000", "--large", "4000"]
    code = roster.main([*sizes, "--runs", "1", "--work", str(tmp_path), "--without", "whole"])
    done = capsys.readouterr()
    # 1 would say that DuckDB, polars and pandas have counted different teams.
    assert code == 0, done.err
    rows = [line.strip("| ").split(" | ") for line in done.out.splitlines() if line.startswith("|")]
    assert {tuple(row[:3]) for row in rows} >= {
        ("plain", "3,000", "csv"),
        ("polars", "3,000", "parquet"),
        ("full", "2,000", "csv"),
        ("full", "4,000", "parquet"),
    }
    limits = [row[3] for row in rows if row[0].startswith(("CSV, ", "Parquet, "))]
    assert limits == ["2.20×", "0.70×", "1.33×", "1.00×", "0.33×", "0.33×", "3.00×", "3.00×"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["csv", "parquet"])
@pytest.mark.parametrize("task", ["plain", "full", "polars", "pandas"])
def test_every_task_leaves_out_the_same_rows(tmp_path, task, kind):
    # Two that count, one of them gone; then an exit before the entry, nobody, no city, and a day too early.
    rows = """
        (1, '900100', '2024-01-05', null, 2), (2, '900100', '2024-01-06', '2024-03-01', 2),
        (3, '900100', '2024-02-05', '2024-02-04', 2), (4, '900100', '2024-02-05', null, 0),
        (5, '123456', '2024-02-05', null, 2), (6, '900100', '1980-02-05', null, 2)
    """
    columns = "team_id::varchar as team_id, ref_area, '合成区' as district, '合成社区' as community, '合成' as sector"
    file = tmp_path / f"synthetic.{kind}"
    duckdb.sql(
        f"copy (select {columns}, entered_on::date as entered_on, left_on::date as left_on, headcount from "
        f"(values {rows}) as rows (team_id, ref_area, entered_on, left_on, headcount)) to '{file}'"
    )
    write_cities(tmp_path / "cities")
    assert roster_tasks.TASKS[task](file, tmp_path / "cities", tmp_path) == 1
