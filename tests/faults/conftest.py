"""What can go wrong around the product, made to go wrong: builders to kill, disks to fill, readers who notice."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.client import PageError, Reader
from etl.publish import verify
from tests.etl.conftest import GOOD, Folder

ROOT = Path(__file__).resolve().parents[2]


class Watcher(Reader):
    """A reader who takes an error box for an error, and keeps what was shown."""

    def __init__(self, port: int) -> None:
        super().__init__(port)
        self.shown = b""

    def see(self, page: str = "", query: str = "") -> bytes:
        """Everything that a page shows, in full; PageError if one of it is an error."""
        self.kept.clear()
        self.shown = b""
        self.visit(page, query)
        return self.shown

    def _check(self, message: ForwardMsg, page: str) -> None:
        Reader._check(message, page)
        alert = message.delta.new_element.alert
        if alert.format == Alert.ERROR:
            raise PageError(f"{page or 'the entry'}: {alert.body}")
        self.shown += message.SerializeToString()


class Builder:
    """Asks tests/faults/builder.py for builds."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.faults.builder"]
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def build(self, folder: Folder, **kill: float) -> dict:
        """Build a folder; seconds=… or step=… says when to kill it."""
        assert self._process.stdin
        assert self._process.stdout
        asked = {"raw": str(folder.raw), "warehouse": str(folder.warehouse), **kill}
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        """No more builds."""
        self._process.kill()
        self._process.communicate()


@pytest.fixture
def make_builder() -> Iterator[Callable[[], Builder]]:
    """Makes builders, and ends them with the test."""
    if not hasattr(os, "fork"):
        pytest.skip("this system cannot copy a process (fork)")
    made: list[Builder] = []

    def make() -> Builder:
        made.append(Builder())
        return made[-1]

    yield make
    for builder in made:
        builder.close()


@pytest.fixture(scope="session")
def good_folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Good raw files with their warehouse, built once."""
    place = tmp_path_factory.mktemp("good")
    shutil.copytree(GOOD, place / "raw")
    folder = Folder(place / "raw", place / "warehouse")
    folder.build()
    return folder


@pytest.fixture
def make_folder(tmp_path: Path, good_folder: Folder) -> Callable[[str], Folder]:
    """Makes folders of good raw files with a warehouse in service."""

    def make(name: str) -> Folder:
        folder = Folder(tmp_path / name / "raw", tmp_path / name / "warehouse")
        shutil.copytree(good_folder.raw, folder.raw)
        shutil.copytree(good_folder.warehouse, folder.warehouse)
        return folder

    return make


def touch(folder: Folder, number: int) -> None:
    """Another raw file, so that the next build is another version."""
    text = re.sub("Twice[0-9]*", f"Twice{number}", folder.text("left_out.csv"))
    folder.write("left_out.csv", text.encode())


def assert_whole(folder: Folder) -> str:
    """The pointer names a complete, checked warehouse; its version."""
    served = folder.served()
    verify(served)
    with duckdb.connect(served, read_only=True) as connection:
        assert connection.execute("select count(*) from observation").fetchall() == [(5,)]
        ((version,),) = connection.execute("select distinct version from build").fetchall()
    assert served.name == f"opc-{version}.duckdb"
    return version


@pytest.fixture
def tmpfs(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mounts small disks in memory; `mount` is for root, and some containers do not let even root do it."""
    mounted: list[Path] = []

    def mount(size: str) -> Path:
        place = tmp_path / f"disk{len(mounted)}"
        place.mkdir()
        done = _mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place))
        if done != "":
            pytest.skip(f"no disk can be mounted here: {done}")
        mounted.append(place)
        return place

    yield mount
    for place in mounted:
        subprocess.run(["umount", "-l", str(place)], check=True)


def remount(place: Path, options: str) -> None:
    """Change a disk: its size, or whether it may be written."""
    assert _mount("-o", f"remount,{options}", str(place)) == ""


def _mount(*arguments: str) -> str:
    """What `mount` complains of."""
    try:
        done = subprocess.run(["mount", *arguments], capture_output=True, text=True)
    except OSError as error:
        return str(error)
    return (done.stderr.strip() or f"exit code {done.returncode}") if done.returncode else ""
