"""The folder for what is kept on the way: beside the results, for this user alone, and gone at the end of the run.

A run that is killed leaves its folder with copies of the roster. Who works in a folder holds a lock on it, which the
system takes away with the process: a later run removes those that nobody holds.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path

_PREFIX = ".roster-"


@contextmanager
def work_folder(out: Path) -> Iterator[Path]:
    """A new folder in `out`, so that a cluster that sees the results also sees what is kept on the way."""
    # One after the other: between a folder and its lock no other run may take it for an old one.
    with _held(out, LOCK_EX) as is_held:
        if is_held:
            _sweep(out)
        work = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=out))
        mine = ExitStack()
        mine.enter_context(_held(work, LOCK_EX | LOCK_NB))
    with mine:
        try:
            yield work
        finally:
            shutil.rmtree(work, ignore_errors=True)


def _sweep(out: Path) -> None:
    for old in out.glob(f"{_PREFIX}*/"):
        with suppress(OSError), _held(old, LOCK_EX | LOCK_NB) as is_held:
            if is_held:
                shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _held(folder: Path, how: int) -> Iterator[bool]:
    """Hold a lock on a folder. False where another process has it, or the disk knows no locks."""
    opened = os.open(folder, os.O_RDONLY)
    is_held = False
    try:
        with suppress(OSError):
            flock(opened, how)
            is_held = True
        yield is_held
    finally:
        os.close(opened)
