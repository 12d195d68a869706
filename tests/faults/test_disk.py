"""A disk that is full or may not be written: a sentence says so, and what was in service stays so."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.client import PageError
from benchmarks.server import serving
from etl.__main__ import main
from opc import versions
from opc.text import t
from tests.etl.conftest import Folder
from tests.faults.conftest import ROOT, Watcher, assert_whole, remount, touch

resource = pytest.importorskip("resource", reason="Windows has neither small disks to mount nor limits to a file")

STAYS = "nothing was published; the last good warehouse stays in service, if there is one"
# Of a build of some 600 kB: nothing, the beginning, the draft but not its log, all but the last pages.
FREE = [0, 4, 16, 64, 150, 300, 450, 600, 750]


def _build(folder: Folder) -> int:
    return main(["--raw", str(folder.raw), "--warehouse", str(folder.warehouse), "--progress", "none"])


def _fill(disk: Path, free: int) -> None:
    """Leave so many kilobytes."""
    left = os.statvfs(disk)
    (disk / "filler").write_bytes(bytes(max(0, left.f_bavail * left.f_frsize - free * 1024)))


def test_a_full_disk_is_said_and_the_last_good_version_is_served(
    make_folder: Callable[[str], Folder], tmpfs: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    disk = tmpfs("6m")
    folder = Folder(make_folder("read").raw, disk)
    folder.build()
    good, failed = assert_whole(folder), 0
    for free in FREE:
        touch(folder, free)
        _fill(disk, free)
        code, said = _build(folder), capsys.readouterr().err
        (disk / "filler").unlink()
        if code == 0:
            good = assert_whole(folder)
            continue
        failed += 1
        assert said.splitlines() == [f"{disk}: No space left on device — check the folder and its disk", STAYS], free
        assert assert_whole(folder) == good
        assert not list(disk.glob(".building*")), free
    assert failed >= len(FREE) - 2
    touch(folder, 1)
    assert _build(folder) == 0
    assert assert_whole(folder) != good


def test_a_limit_to_the_size_of_files_is_said(make_folder: Callable[[str], Folder]) -> None:
    folder = make_folder("read")
    good = assert_whole(folder)
    touch(folder, 1)
    command = [sys.executable, "-m", "etl", "--raw", str(folder.raw), "--warehouse", str(folder.warehouse)]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        encoding="utf-8",
        capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000)),
    )
    assert done.returncode == 1
    assert done.stderr.splitlines() == [f"{folder.warehouse}: File too large — check the folder and its disk", STAYS]
    assert assert_whole(folder) == good


def test_a_folder_that_may_only_be_read_is_served_and_a_build_says_so(
    make_folder: Callable[[str], Folder],
    tmpfs: Callable[[str], Path],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    disk = tmpfs("6m")
    folder = Folder(make_folder("read").raw, disk)
    folder.build()
    good = assert_whole(folder)
    remount(disk, "ro")
    assert _build(folder) == 0
    assert capsys.readouterr().out.startswith("up to date")
    touch(folder, 1)
    assert _build(folder) == 1
    said = capsys.readouterr().err.splitlines()
    assert said == [f"{disk / '.lock'}: Read-only file system — check the folder and its disk", STAYS]
    monkeypatch.setenv("OPC_WAREHOUSE", str(disk))
    assert versions.in_service() == versions.Service(good)


@pytest.mark.filterwarnings("ignore:connect:DeprecationWarning")
def test_a_page_without_a_warehouse_on_a_disk_that_may_only_be_read_says_what_to_do(
    tmpfs: Callable[[str], Path],
) -> None:
    disk = tmpfs("1m,ro")
    with serving(ROOT / "server.py", disk) as server, Watcher(server.port) as reader:
        for lang in ("zh", "en"):
            with pytest.raises(PageError) as error:
                reader.see(query=f"lang={lang}")
            assert t("notice.no_warehouse", lang) in str(error.value)
