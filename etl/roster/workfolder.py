"""The folder for what is kept on the way: beside the results, for this user alone, and gone at the end of the run.

A run that is killed leaves its folder with copies of the roster. Who works in a folder holds a lock in it, which the
system takes away with the process: a later run removes those that nobody holds.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

_PREFIX, _LOCK = ".roster-", ".lock"


@contextmanager
def work_folder(out: Path) -> Iterator[Path]:
    """A new folder in `out`, so that a cluster that sees the results also sees what is kept on the way."""
    for old in out.glob(f"{_PREFIX}*/"):
        _sweep(old)
    work = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=out))
    lock = FileLock(work / _LOCK)
    try:
        # Some disks know no locks; there nothing is swept either.
        with suppress(OSError, NotImplementedError):
            lock.acquire()
        yield work
    finally:
        # Windows removes no file that is open.
        lock.release()
        shutil.rmtree(work, ignore_errors=True)


def _sweep(old: Path) -> None:
    """Remove a folder that nobody holds. One with nothing in it yet may be another's that has just been made."""
    with suppress(Timeout, OSError, NotImplementedError):
        if any(file.name != _LOCK for file in old.iterdir()):
            FileLock(old / _LOCK).acquire(timeout=0).lock.release()
            shutil.rmtree(old, ignore_errors=True)
