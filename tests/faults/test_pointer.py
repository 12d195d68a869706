"""A pointer that leads nowhere, a file that is damaged: the newest whole version is served, and a sentence says why."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from benchmarks.server import serving
from opc import versions, warehouse
from opc.__main__ import main
from opc.text import t
from tests.etl.conftest import Folder
from tests.faults.conftest import ROOT, Watcher, assert_whole, touch

REMEDY = "run `python -m etl --force`"


def _damage_end(path: Path) -> None:
    """Nonsense in the last quarter; the headers are in order."""
    content = path.read_bytes()
    path.write_bytes(content[: -len(content) // 4] + b"\x5a" * (len(content) // 4))


def _bend(path: Path, place: float) -> None:
    """One bit of one byte."""
    content = bytearray(path.read_bytes())
    content[int(len(content) * place)] ^= 1
    path.write_bytes(content)


def _reform(path: Path, change: str) -> None:
    """A file as other code builds it: whole, and of another form than the queries of this code ask."""
    with duckdb.connect(path) as connection:
        connection.execute(change)


# What happens to the pointer or to the file that it names, and a word of the sentence that tells of it.
FAULTS: dict[str, tuple[Callable[[Path, Path], object], str]] = {
    "no pointer": (lambda pointer, file: pointer.unlink(), "cannot be read"),
    "an empty pointer": (lambda pointer, file: pointer.write_bytes(b""), "no name of a version"),
    "a pointer of zeros": (lambda pointer, file: pointer.write_bytes(bytes(23)), "no name of a version"),
    "a pointer that is no text": (lambda pointer, file: pointer.write_bytes(b"\xff\xfe\x00"), "is not text"),
    "half a pointer": (lambda pointer, file: pointer.write_text(file.name[:9]), "no name of a version"),
    "a pointer to nothing": (lambda pointer, file: pointer.write_text("opc-ffffffffffff.duckdb"), "is not there"),
    "a pointer out of the folder": (lambda pointer, file: pointer.write_text("../x.duckdb"), "no name of a version"),
    "a pointer that is a folder": (lambda pointer, file: (pointer.unlink(), pointer.mkdir()), "cannot be read"),
    "no file": (lambda pointer, file: file.unlink(), "is not there"),
    "an empty file": (lambda pointer, file: file.write_bytes(b""), "is damaged"),
    "a file of zeros": (lambda pointer, file: file.write_bytes(bytes(file.stat().st_size)), "is damaged"),
    "half a file": (lambda pointer, file: file.write_bytes(file.read_bytes()[:300_000]), "is damaged"),
    "a file with a damaged end": (lambda pointer, file: _damage_end(file), "is damaged"),
    "a file of other code": (
        lambda pointer, file: _reform(file, "create or replace macro warehouse_form() as 'another'"),
        "built by other code",
    ),
    "a file of older code": (lambda pointer, file: _reform(file, "drop macro warehouse_form"), "built by other code"),
    "another file": (lambda pointer, file: file.write_text("<html>503</html>"), "is damaged"),
}


@pytest.fixture(scope="module")
def two_versions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """A folder with two versions, and their names: the older one and the one in service."""
    place = tmp_path_factory.mktemp("versions")
    shutil.copytree(ROOT / "tests" / "etl" / "fixtures" / "good", place / "raw")
    folder = Folder(place / "raw", place / "warehouse")
    older = folder.build().version
    touch(folder, 1)
    return folder.warehouse, older, folder.build().version


@pytest.fixture
def served(two_versions: tuple[Path, str, str], tmp_path: Path) -> tuple[Path, str, str]:
    """A copy of that folder to spoil."""
    shutil.copytree(two_versions[0], tmp_path / "served")
    return tmp_path / "served", *two_versions[1:]


def _ask_a_process(folder: Path) -> tuple[int, str, str]:
    """A process that has not read the warehouse before asks for its version."""
    done = subprocess.run(
        [sys.executable, "-m", "opc", "query", "build"],
        cwd=ROOT,
        env=os.environ | {"OPC_WAREHOUSE": str(folder), "PYTHONIOENCODING": "utf-8"},
        encoding="utf-8",
        capture_output=True,
    )
    return done.returncode, done.stdout, done.stderr.strip()


@pytest.fixture
def ask(monkeypatch, capsys, caplog) -> Callable[[Path], tuple[int, str, str]]:
    """The same within this process, which has not read this folder before: each test has one of its own."""

    def asked(folder: Path) -> tuple[int, str, str]:
        monkeypatch.setenv("OPC_WAREHOUSE", str(folder))
        code = main(["query", "build"])
        return code, capsys.readouterr().out, "\n".join(caplog.messages)

    return asked


@pytest.mark.parametrize("fault", FAULTS)
def test_the_last_good_version_is_served_and_the_sentence_names_the_way_out(fault, served, ask) -> None:
    folder, older, newer = served
    spoil, word = FAULTS[fault]
    spoil(folder / "current", folder / f"opc-{newer}.duckdb")
    # One fault of the pointer and one of the file are told by the command as a process too.
    code, out, said = (_ask_a_process if fault in ("no pointer", "half a file") else ask)(folder)
    # Where only the pointer is damaged, the version that it named is the newest one that is whole.
    expected = newer if "pointer" in fault else older
    assert code == 0, said
    assert f'"version": "{expected}"' in out
    assert said.splitlines() == [said]
    assert word in said
    assert said.endswith(f"— opc-{expected}.duckdb is served in its place; {REMEDY}")


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if "pointer" not in fault])
def test_without_another_version_the_sentence_names_the_way_out_and_the_way_leads_out(
    fault, served, monkeypatch
) -> None:
    folder, older, newer = served
    spoil, word = FAULTS[fault]
    (folder / f"opc-{older}.duckdb").unlink()
    spoil(folder / "current", folder / f"opc-{newer}.duckdb")
    monkeypatch.setenv("OPC_WAREHOUSE", str(folder))
    with pytest.raises(versions.NoWarehouseError) as error:
        versions.current()
    assert word in str(error.value)
    assert str(error.value).endswith(f"— {REMEDY}")


def test_the_way_out_leads_out(make_folder, monkeypatch) -> None:
    folder = make_folder("read")
    good = assert_whole(folder)
    _damage_end(folder.served())
    monkeypatch.setenv("OPC_WAREHOUSE", str(folder.warehouse))
    with pytest.raises(versions.NoWarehouseError):
        versions.current()
    folder.build(force=True)
    # The same process, the same name, another file.
    assert versions.in_service() == versions.Service(good)


@pytest.fixture(scope="module")
def whole(two_versions: tuple[Path, str, str]) -> dict[str, bytes]:
    """All tables of the version in service, as they are without damage."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OPC_WAREHOUSE", str(two_versions[0]))
        return warehouse.parquet(two_versions[2])


@pytest.mark.parametrize("place", [number / 23 for number in range(1, 23)])
def test_a_single_bit_is_noticed_or_harmless(place, served, whole, monkeypatch) -> None:
    folder, older, newer = served
    monkeypatch.setenv("OPC_WAREHOUSE", str(folder))
    _bend(folder / f"opc-{newer}.duckdb", place)
    found = versions.current()
    assert found in (older, newer)
    # What is served is served in full: no page of this version can come upon the damage later.
    if found == newer:
        assert warehouse.parquet(newer) == whole


@pytest.mark.filterwarnings("ignore:connect:DeprecationWarning")
def test_pages_go_on_through_every_fault_and_follow_what_is_mended(served) -> None:
    folder, older, newer = served
    pristine = folder.with_name("pristine")
    shutil.copytree(folder, pristine)
    with serving(ROOT / "server.py", folder) as server, Watcher(server.port) as reader:
        reader.see()
        for number, (fault, (spoil, _)) in enumerate(FAULTS.items()):
            spoil(folder / "current", folder / f"opc-{newer}.duckdb")
            shown = reader.see(("", "sources")[number % 2]).decode(errors="ignore")
            # What this process has read before is in its memory, and damage to the file does not reach it.
            told = t("notice.last_good", "zh", version=newer if "pointer" in fault else older) in shown
            assert told == ("pointer" in fault or fault == "no file"), fault
            shutil.rmtree(folder)
            shutil.copytree(pristine, folder)


@pytest.mark.filterwarnings("ignore:connect:DeprecationWarning")
def test_a_page_builds_what_it_cannot_read(served) -> None:
    folder, older, newer = served
    (folder / f"opc-{older}.duckdb").unlink()
    _damage_end(folder / f"opc-{newer}.duckdb")
    with serving(ROOT / "server.py", folder) as server, Watcher(server.port) as reader:
        assert "济南".encode() in reader.see()
    assert _ask_a_process(folder)[0] == 0


def _build_at_once(readers: int) -> list[int]:
    """How many steps of a build each of some readers saw who asked for it at once."""
    steps: list[int] = []
    threads = [threading.Thread(target=lambda: steps.append(len(list(versions.build())))) for _ in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(steps)


def test_of_readers_who_come_at_once_one_builds(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("OPC_WAREHOUSE", str(tmp_path))
    assert _build_at_once(5) == [0, 0, 0, 0, 5]


def test_a_build_that_fails_has_failed_for_all_who_waited_and_is_tried_again_later(tmp_path, monkeypatch) -> None:
    # Where the folder should be there is a file.
    (tmp_path / "occupied").write_text("")
    monkeypatch.setenv("OPC_WAREHOUSE", str(tmp_path / "occupied"))
    begun, process = [], versions.subprocess.Popen
    monkeypatch.setattr(versions.subprocess, "Popen", lambda *a, **k: begun.append(a) or process(*a, **k))
    _build_at_once(5)
    assert len(begun) == 1
    _build_at_once(1)
    assert len(begun) == 2
