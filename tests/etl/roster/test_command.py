"""`python -m etl roster` as people and programs call it."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from etl.__main__ import main
from etl.roster.months import last_finished

ROOT = Path(__file__).resolve().parents[3]


def call_a_process(*arguments: object) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "etl", "roster", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, encoding="utf-8", capture_output=True, check=False)


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Callable[..., subprocess.CompletedProcess]:
    """The command in this process; two tests start it as a shell does."""

    def called(*arguments: object) -> subprocess.CompletedProcess:
        try:
            code = main(["roster", *map(str, arguments)])
        except SystemExit as end:
            code = end.code
        said = capsys.readouterr()
        return subprocess.CompletedProcess(arguments, code, said.out, said.err)

    return called


def test_it_writes_three_files_and_says_what_became_of_the_rows(tmp_path, roster, cities):
    path = roster([{}, {}, {"left_on": "2024-01-01"}])
    out = tmp_path / "out"
    done = call_a_process(path, "--out", out, "--raw", cities, "--progress", "lines")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert lines[:3] == ["step 1/7 read", "step 2/7 events", "step 3/7 duplicates"]
    assert "rows in 3 = counted 2 + rejected 1" in lines
    assert "rejects exit_before_entry 1" in lines
    private = "report.json and rejects.csv stay with who holds the roster"
    assert lines[-1] == f"{out}/roster.parquet is for publication; {private}"
    assert sorted(file.name for file in out.iterdir()) == ["rejects.csv", "report.json", "roster.parquet"]
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert {name: report[name] for name in ("rows_in", "rows_counted", "rows_rejected", "engine", "min_cell")} == {
        "rows_in": 3,
        "rows_counted": 2,
        "rows_rejected": 1,
        "engine": "duckdb",
        "min_cell": 3,
    }
    assert report["seconds"] > 0


def test_a_problem_leaves_the_last_results_as_they_are(tmp_path, roster, cities, call):
    out = tmp_path / "out"
    assert call(roster([{}]), "--out", out, "--raw", cities).returncode == 0
    before = {file.name: file.read_bytes() for file in out.iterdir()}
    done = call(roster([], name="other.csv", columns=["team_id"]), "--out", out, "--raw", cities)
    assert done.returncode == 1
    assert "other.csv line 1 headcount: the column (人数) is missing; found team_id" in done.stderr
    assert done.stderr.splitlines()[-1].startswith("nothing was written")
    assert {file.name: file.read_bytes() for file in out.iterdir()} == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--min-cell", "0"], "'0' is no whole number from 1"),
        (["--min-cell", "2"], "2 hides only counts of 1, so a hidden count would be a 1"),
        (["--until", "2026-13"], "'2026-13' is no month"),
        (["--master", "spark://host:7077"], "add --engine spark, or leave it out"),
        (["--engine", "pandas"], "invalid choice"),
        ([], "are required: PATH"),
    ],
)
def test_a_wrong_argument_is_told(arguments, message, call):
    done = (call if arguments else call_a_process)(*(["x.csv", *arguments] if arguments else []))
    assert done.returncode == 2
    assert message in done.stderr


def test_what_is_no_place_for_a_roster_or_its_results_is_told(tmp_path, roster, cities, call):
    path = roster([{}])
    empty = call("", "--out", tmp_path / "out", "--raw", cities)
    assert empty.stderr.startswith("PATH: a name is empty — name a file, a folder or a pattern with .csv")
    taken = call(path, "--out", path, "--raw", cities)
    assert taken.stderr.startswith(f"{path}: is a file — name a folder for the results\nnothing was written")
    headings = call(roster([], name="bare.csv"), "--out", tmp_path / "out", "--raw", cities)
    assert ": there are headings and no rows — export the roster anew" in headings.stderr
    assert (empty.returncode, taken.returncode, headings.returncode) == (1, 1, 1)


def test_a_roster_in_which_nothing_counts_is_told(tmp_path, roster, cities, call):
    done = call(roster([{"ref_area": "999900"}]), "--out", tmp_path / "out", "--raw", cities)
    assert done.returncode == 1
    assert "none of the 1 rows can be counted (unknown_city 1)" in done.stderr
    assert done.stderr.splitlines()[-1].startswith("only report.json and rejects.csv were written")
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert (report["rows_in"], report["rows_counted"], report["rejects"]) == (1, 0, {"unknown_city": 1})
    assert not (tmp_path / "out" / "roster.parquet").exists()
    assert "'999900' is no city of cities.csv" in (tmp_path / "out" / "rejects.csv").read_text(encoding="utf-8-sig")


def test_a_roster_of_which_all_is_later_is_told_with_the_month(tmp_path, roster, cities, call):
    path = roster([{"entered_on": "2074-01-05"}, {"entered_on": "2074-02-05"}])
    done = call(path, "--out", tmp_path / "out", "--raw", cities)
    assert done.returncode == 1
    last = f"{last_finished():%Y-%m}"
    found = f"--until: nobody had moved in by {last}; all 2 entries are later — name a later month"
    assert done.stderr.splitlines()[0] == found


def test_files_that_were_kept_on_the_way_are_gone(tmp_path, roster, cities, call):
    out = tmp_path / "out"
    assert call(roster([{}, {"team_id": "SYN0"}]), "--out", out, "--raw", cities).returncode == 0
    assert [file.name for file in out.iterdir() if file.name.startswith(".")] == []
