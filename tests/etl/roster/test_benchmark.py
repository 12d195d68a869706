"""The measurement of rosters measures, on a few invented rows: no time is held to anything here."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def test_all_tasks_agree_and_each_ratio_stands_beside_its_limit(tmp_path):
    command = [sys.executable, "-m", "benchmarks.roster", "--rows", "3000", "--small", "2000", "--large", "4000"]
    command += ["--runs", "1", "--work", str(tmp_path), "--without", "whole"]
    done = subprocess.run(command, cwd=ROOT, encoding="utf-8", capture_output=True, check=False)
    # 1 would say that DuckDB, polars and pandas have counted different teams.
    assert done.returncode == 0, done.stderr
    rows = [line.strip("| ").split(" | ") for line in done.stdout.splitlines() if line.startswith("|")]
    assert {tuple(row[:3]) for row in rows} >= {
        ("plain", "3,000", "csv"),
        ("polars", "3,000", "parquet"),
        ("full", "2,000", "csv"),
        ("full", "4,000", "parquet"),
    }
    limits = [row[3] for row in rows if row[0].startswith(("CSV, ", "Parquet, "))]
    assert limits == ["2.20×", "0.70×", "1.33×", "1.00×", "0.33×", "0.33×", "3.00×", "3.00×"]
    assert list(tmp_path.iterdir()) == []
