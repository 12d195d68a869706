"""What a build promises: same input, same version; nothing done twice; the last good version stays."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from etl import version
from etl.__main__ import main
from etl.layout import FILES
from etl.problem import StructuralError
from etl.publish import KEPT
from tests.etl.conftest import Folder


def _everything(path: Path) -> dict[str, list[tuple]]:
    with duckdb.connect(path, read_only=True) as connection:
        tables = [row[0] for row in connection.execute("select table_name from duckdb_tables()").fetchall()]
        return {table: connection.execute(f"select * from {table}").fetchall() for table in sorted(tables)}


def _versions(folder: Folder) -> set[str]:
    return {path.name for path in folder.warehouse.glob("*.duckdb")}


def test_the_pointer_names_the_version_and_the_file_is_there(folder: Folder) -> None:
    report = folder.build()
    assert (folder.warehouse / "current").read_text() == f"opc-{report.version}.duckdb"
    assert folder.served() == report.path
    assert len(report.version) == 12
    assert folder.query("select distinct version from build") == [(report.version,)]
    assert sorted(path.name for path in folder.warehouse.iterdir()) == [".lock", "current", report.path.name]


def test_the_same_input_gives_the_same_version_and_the_same_rows(built: Folder, tmp_path: Path) -> None:
    twin = Folder(tmp_path / "elsewhere" / "raw", tmp_path / "elsewhere" / "warehouse")
    shutil.copytree(built.raw, twin.raw)
    first, second = built.build(), twin.build()
    assert first.version == second.version
    assert _everything(first.path) == _everything(second.path)


def test_the_real_data_built_twice_gives_the_same_rows(real_report, tmp_path: Path) -> None:
    again = Folder(version.ROOT / "data" / "raw", tmp_path).build()
    assert again.version == real_report.version
    assert _everything(again.path) == _everything(real_report.path)


def test_every_input_changes_the_version(folder: Folder) -> None:
    contents = {name: (folder.raw / name).read_bytes() for name in FILES}
    versions = {version.warehouse_version(contents)}
    versions |= {version.warehouse_version(contents | {name: contents[name] + b"\n"}) for name in FILES}
    assert len(versions) == 1 + len(FILES)


def test_the_version_covers_every_module_that_the_etl_imports() -> None:
    import ast

    shaping = {path for pattern in version.SHAPING for path in version.ROOT.glob(pattern)}
    seen, waiting = set(), list((version.ROOT / "etl").glob("*.py"))
    while waiting:
        path = waiting.pop()
        # parse.py prints readings and fills no table; what it alone imports does not shape the warehouse.
        if path in seen or path.name == "parse.py":
            continue
        seen.add(path)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module] + [f"{node.module}.{alias.name}" for alias in node.names]
            files = [version.ROOT / f"{name.replace('.', '/')}.py" for name in names]
            waiting += [file for file in files if file.exists()]
    assert seen <= shaping


def test_a_second_build_is_up_to_date_and_reports_the_same(folder: Folder) -> None:
    folder.change("figures.csv", "首批51家", "若干家")
    first = folder.build()
    stamp = first.path.stat().st_mtime_ns
    second = folder.build()
    assert (first.up_to_date, second.up_to_date) == (False, True)
    assert next(second.lines()) == "up to date"
    assert list(second.lines())[1:-2] == list(first.lines())[:-2]
    assert second.path.stat().st_mtime_ns == stamp


def test_force_builds_again(built: Folder) -> None:
    stamp = built.build().path.stat().st_mtime_ns
    again = built.build(force=True)
    assert not again.up_to_date
    assert again.path.stat().st_mtime_ns > stamp


def test_a_build_is_up_to_date_also_while_a_page_has_the_warehouse_open(built: Folder) -> None:
    path = built.build().path
    with duckdb.connect(path, read_only=True, config={"enable_external_access": False}):
        assert built.build().up_to_date


@pytest.mark.parametrize("damage", ["file_gone", "file_damaged", "pointer_gone", "pointer_elsewhere"])
def test_a_damaged_warehouse_is_built_anew(built: Folder, damage: str) -> None:
    path, pointer = built.served(), built.warehouse / "current"
    {
        "file_gone": path.unlink,
        "file_damaged": lambda: path.write_bytes(b"no database"),
        "pointer_gone": pointer.unlink,
        "pointer_elsewhere": lambda: pointer.write_text("opc-0.duckdb"),
    }[damage]()
    assert not built.build().up_to_date
    assert built.query("select count(*) from observation") == [(5,)]


def test_the_last_good_version_stays_after_a_structural_defect(built: Folder) -> None:
    good = built.served()
    before = (built.warehouse / "current").stat().st_mtime_ns
    built.change("figures.csv", "S1,S1,370100", "S1,S1,379999")
    with pytest.raises(StructuralError):
        built.build()
    assert built.served() == good
    assert (built.warehouse / "current").stat().st_mtime_ns == before
    assert _versions(built) == {good.name}
    assert built.query("select count(*) from observation") == [(5,)]


def test_the_last_versions_are_kept_and_older_ones_removed_when_no_page_can_be_on_them(built: Folder) -> None:
    names = [built.served().name]

    def build_another() -> None:
        built.change("left_out.csv", "Twice" + "!" * (len(names) - 1), "Twice" + "!" * len(names))
        names.append(built.build().path.name)

    while len(names) < KEPT + 2:
        build_another()
    # A page that was opened a moment ago may be on any of them.
    assert _versions(built) == set(names)
    for path in built.warehouse.glob("opc-*"):
        written = path.stat().st_mtime - 120
        os.utime(path, (written, written))
    build_another()
    assert _versions(built) == set(names[-KEPT:])


def test_what_a_killed_build_left_behind_is_cleared_away(folder: Folder) -> None:
    folder.warehouse.mkdir()
    for name in (".building-1.duckdb", ".building-1.duckdb.wal", ".building-current"):
        (folder.warehouse / name).write_bytes(b"half")
    folder.build()
    assert not list(folder.warehouse.glob(".building*"))


def test_rows_read_are_used_or_rejected(real_report) -> None:
    assert {count.file for count in real_report.files} == set(FILES)
    for count in real_report.files:
        assert count.rows_read == count.rows_used + count.rows_rejected


def test_a_bare_number_is_money_where_the_instrument_hands_out_money(built: Folder) -> None:
    assert built.query("select amount_high, amount_unit from policy where policy_id = 'P2'") == [(1e7, "CNY")]
    built.change("policies.csv", "startup_grant", "compute_supply")
    built.build()
    assert built.query("select amount_unit from policy where policy_id = 'P2'") == [(None,)]


def _main(folder: Folder, *options: str) -> int:
    return main(["--raw", str(folder.raw), "--warehouse", str(folder.warehouse), *options])


def test_the_command_prints_steps_and_a_report(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    folder.change("figures.csv", "首批51家", "若干家")
    assert _main(folder, "--progress", "lines") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:5] == [
        "step 1/5 extract",
        "step 2/5 normalise",
        "step 3/5 check",
        "step 4/5 derive",
        "step 5/5 publish",
    ]
    assert "figures.csv          5       4         1" in lines
    assert "observations 4, policies 2, events 1" in lines
    assert "rejects figures.csv not_a_quantity 1" in lines
    assert any(line.startswith("  figures.csv line 2 figure: '若干家'") for line in lines)
    assert f"version {folder.served().stem.removeprefix('opc-')}" in lines[-2]
    assert lines[-1] == str(folder.served())


def test_the_command_shows_a_bar_where_it_is_asked_for(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    assert _main(folder, "--progress", "bar") == 0
    assert "publish" in capsys.readouterr().err


def test_the_command_exits_with_2_for_rejects_when_strict(folder: Folder) -> None:
    folder.change("figures.csv", "首批51家", "若干家")
    assert _main(folder, "--strict") == 2
    assert _main(folder, "--strict") == 2, "up to date, and still not clean"
    assert _main(folder) == 0


def test_the_command_lists_problems_and_exits_with_1(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    folder.change("figures.csv", "S1,S1,370100", "S1,S1,379999")
    assert _main(folder) == 1
    captured = capsys.readouterr()
    assert captured.err.splitlines()[0] == (
        "figures.csv line 2 ref_area: '379999' is not in cities.csv or areas.csv — add the city or correct the code"
    )
    assert captured.out == ""


def test_a_warehouse_folder_that_cannot_be_made_is_said_in_a_sentence(
    folder: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.warehouse.write_text("a file is in the way")
    assert _main(folder) == 1
    assert f"{folder.warehouse}: File exists — check the folder and its disk" in capsys.readouterr().err


NAMES = {"": "the name is empty — name a folder", "/x/\udcff": "the name holds bytes that are no text — name a folder"}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("said", ["--raw", "--warehouse", "--roster", "roster x.csv --raw", "roster x.csv --out"])
def test_what_is_no_name_of_a_folder_is_told(said: str, name: str, capsys) -> None:
    *command, option = said.split()
    with pytest.raises(SystemExit) as end:
        main([*command, option, name])
    assert end.value.code == 2
    assert f"{option}: {NAMES[name]}" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["missing", "empty", "file"])
def test_a_roster_that_is_named_and_not_there_is_told(kind: str, folder: Folder, tmp_path: Path, capsys) -> None:
    place = tmp_path / kind
    if kind == "empty":
        place.mkdir()
    elif kind == "file":
        place.touch()
    assert _main(folder, "--roster", str(place)) == 1
    assert capsys.readouterr().err.startswith(f"{place}: no roster.parquet is there — roll one up with")
    assert not folder.warehouse.exists()


def test_the_dictionary_takes_nothing(capsys) -> None:
    assert main(["dictionary", "city"]) == 2
    captured = capsys.readouterr()
    assert (captured.out, captured.err[:35]) == ("", "'city': dictionary takes nothing — ")


@pytest.mark.parametrize("command", [["dictionary"], ["parse", "51家"], []])
def test_who_reads_nothing_gets_no_complaint(command: list[str], folder: Folder) -> None:
    options = [] if command else ["--raw", str(folder.raw), "--warehouse", str(folder.warehouse)]
    words = [sys.executable, "-m", "etl", *command, *options]
    with subprocess.Popen(words, cwd=version.ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_the_command_lists_bad_rows_beside_the_problems(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    folder.change("figures.csv", "首批51家", "若干家")
    (folder.raw / "events.csv").unlink()
    assert main(["--raw", str(folder.raw), "--warehouse", str(folder.warehouse)]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith("events.csv: the file is missing")
    assert any(line.startswith("  figures.csv line 2 figure: '若干家' is not a quantity") for line in lines)
