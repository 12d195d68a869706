"""Step 5, publish: a finished file takes its final name, then the pointer moves to it.

The order is what makes a killed build harmless: readers follow the pointer, and the pointer is the last thing
that changes. What a killed build leaves behind has a name that nobody reads; the next build clears it away.
"""

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import pairwise
from pathlib import Path

import duckdb

from etl.problem import Problem, StructuralError
from opc.directory import POINTER

DRAFTS = ".building-"
# Readers finish on the version they started with: the last few stay, and for these seconds each that was in service.
KEPT = 3
LINGER = 60
# How DuckDB tells that the disk, and not the data, is at fault: by the system's words within its own.
DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO)


class Warehouse:
    """The folder with the versions of the warehouse and the pointer to the one in service."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def file(self, version: str) -> Path:
        """Where a version is, or will be."""
        return self.folder / f"opc-{version}.duckdb"

    def served(self) -> Path | None:
        """The file that the pointer names, if both are there."""
        try:
            named = (self.folder / POINTER).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return None
        return next((path for path in self.folder.glob("opc-*.duckdb") if path.name == named), None)

    def serves(self, version: str) -> bool:
        """Whether this version is in service."""
        return self.served() == self.file(version)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Let one build at a time into the folder. The lock ends with the process, however it ends."""
        from filelock import FileLock, Timeout

        self.folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.folder / ".lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            print(f"another build is at work in {self.folder} — waiting", file=sys.stderr, flush=True)
            lock.acquire()
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def draft(self) -> Iterator[Path]:
        """A file to build in, under a name that no reader opens. Call it with the lock held.

        Raises OSError where the disk does not take it.
        """
        self._clear_drafts()
        try:
            yield self.folder / f"{DRAFTS}{os.getpid()}.duckdb"
        except (duckdb.Error, StructuralError) as error:
            if code := _fault_of_disk(error):
                raise OSError(code, os.strerror(code), str(self.folder)) from error
            raise
        finally:
            self._clear_drafts()

    def publish(self, draft: Path, version: str) -> Path:
        """Check the draft, give it its name and point to it."""
        verify(draft)
        _sync(draft)
        target = self.file(version)
        os.replace(draft, target)
        self._point_to(target)
        self._remove_old(target)
        return target

    def _point_to(self, target: Path) -> None:
        pointer = self.folder / f"{DRAFTS}{POINTER}"
        pointer.write_text(target.name, encoding="utf-8")
        _sync(pointer)
        os.replace(pointer, self.folder / POINTER)
        _sync(self.folder)

    def _remove_old(self, current: Path) -> None:
        by_age = sorted((path.stat().st_mtime, path) for path in self.folder.glob("opc-*.duckdb"))
        # A version is in service until the next one is written.
        for (_, path), (replaced, _) in list(pairwise(by_age))[: 1 - KEPT]:
            if path != current and time.time() - replaced > LINGER:
                # Windows does not remove a file that a reader still has open; the next build will.
                with suppress(OSError):
                    path.unlink()

    def _clear_drafts(self) -> None:
        for path in self.folder.glob(f"{DRAFTS}*"):
            with suppress(OSError):
                path.unlink()


def verify(path: Path) -> None:
    """Run the checks of verify.sql in a finished file; any fault stops the build."""
    query = Path(__file__).with_name("verify.sql").read_text(encoding="utf-8")
    with duckdb.connect(path, read_only=True) as connection:
        faults = connection.execute(query).fetchall()
    if faults:
        raise StructuralError(Problem(name, None, None, found, remedy) for name, found, remedy in faults)


def _fault_of_disk(error: duckdb.Error | StructuralError) -> int | None:
    """The number of the system's error behind one of DuckDB, if it is one of the disk."""
    found = error.__cause__ if isinstance(error, StructuralError) else error
    if not isinstance(found, duckdb.Error):
        return None
    code = next((code for code in DISK if os.strerror(code) in str(found)), None)
    return code or (errno.EIO if isinstance(found, duckdb.IOException) else None)


def _sync(path: Path) -> None:
    """Wait until the disk has it. Windows cannot do this for folders, and needs a file opened for writing."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
