"""Which version of the warehouse is in service, and the connection to it.

Readers follow the pointer file `current`. A version is a file that never changes, so a page that has begun on one
version ends on it. Where the pointer leads nowhere, to a damaged file or to one that other code built, the newest other
version that is whole and fits is served in its place.
"""

import logging
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import duckdb

from opc.catalogue import ROOT
from opc.directory import POINTER, directory
from opc.form import form

# Nothing but the warehouse itself may be reached through it, and nothing may be loaded from elsewhere.
SETTINGS = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "python_enable_replacements": False,
}

# In a file of less, a query has no work for a second core: handing it over takes longer than doing it.
LARGE = 8 * 2**20
REMEDY = "run `python -m etl --force`"
# Seconds after which a file that could not be read is looked at again: the machine, not the file, may have failed.
AGAIN = 15
# What `python -m etl` ends with where it published nothing.
FAILED = 1
# That of the code which runs, whatever lies on the disk by now.
FORM = form()

_log = logging.getLogger(__name__)
_opening, _building = threading.Lock(), threading.Lock()
# When the last build that published nothing ended.
_failed_at = 0.0


class NoWarehouseError(Exception):
    """There is no whole warehouse to read; the message says where it was looked for, what was found, what to do."""


@dataclass(frozen=True, slots=True)
class Service:
    """The version in service. `trouble` says in a sentence why it is not the one that the pointer should name."""

    version: str
    trouble: str = ""


def current() -> str:
    """The version that is in service; NoWarehouseError where there is none."""
    return in_service().version


def in_service() -> Service:
    """The version that the pointer names, else the newest other one that is whole; NoWarehouseError without either."""
    named, fault = _named()
    if named and not (fault := _fault(named)):
        return Service(named.stem.removeprefix("opc-"))
    for path in _newest_first():
        if path != named and not _fault(path):
            trouble = f"{fault} — {path.name} is served in its place; {REMEDY}"
            _warn_once(trouble)
            return Service(path.stem.removeprefix("opc-"), trouble)
    raise NoWarehouseError(f"{fault} — {REMEDY}")


def _named() -> tuple[Path | None, str]:
    """The file that the pointer names, or what is wrong with the pointer."""
    pointer = directory() / POINTER
    try:
        name = pointer.read_text(encoding="utf-8").strip()
    except UnicodeDecodeError:
        return None, f"{pointer} is not text"
    except OSError as error:
        return None, f"{pointer} cannot be read ({error.strerror})"
    if not re.fullmatch(r"opc-[0-9a-z]+\.duckdb", name):
        return None, f"{pointer} says {name[:80]!r}, which is no name of a version"
    return directory() / name, ""


def _newest_first() -> list[Path]:
    # A build publishes, and thereby removes old ones, while this looks.
    found = {path: identity(path) for path in directory().glob("opc-*.duckdb")}
    return sorted((path for path, seen in found.items() if seen), key=lambda path: found[path], reverse=True)


def identity(path: Path) -> tuple[int, ...]:
    """What tells a file from another of the same name: when it was written, its number and its size."""
    try:
        seen = path.stat()
    except OSError:
        return ()
    return seen.st_mtime_ns, seen.st_ino, seen.st_size


def _fault(path: Path) -> str:
    """Why a file cannot be served, in words; nothing where it can."""
    seen = identity(path)
    return _fault_of(path, seen, int(time.monotonic() // AGAIN)) if seen else f"{path} is not there"


@lru_cache(maxsize=16)
def _fault_of(path: Path, seen: tuple[int, ...], moment: int) -> str:
    # The last two are there for the cache: another file, or another time, is another answer. Of readers who come
    # at once, one opens a new version.
    try:
        with _opening:
            connection(path)
    except NoWarehouseError as error:
        return str(error)
    return ""


@lru_cache(maxsize=64)
def _warn_once(trouble: str) -> None:
    _log.warning(trouble)


@lru_cache(maxsize=4)
def connection(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection to a version that is whole, kept open."""
    opened = None
    try:
        alone = {"threads": 1} if path.stat().st_size < LARGE else {}
        opened = duckdb.connect(str(path), read_only=True, config=SETTINGS | alone)
        _read_all(opened)
        if _form(opened) != FORM:
            opened.close()
            raise NoWarehouseError(
                f"{path} was built by other code than serves here; after an upgrade start the server anew"
            )
        return opened
    except (duckdb.Error, OSError) as error:
        if opened:
            opened.close()
        raise NoWarehouseError(f"{path} is damaged ({' '.join(str(error).split())[:200]})") from error


def _read_all(opened: duckdb.DuckDBPyConnection) -> None:
    """Read every row once: DuckDB holds the checksum of a block against it only when it reads the block.

    What is read stays in memory, so that damage done later does not reach readers of this process.
    """
    tables = opened.execute("select table_name from duckdb_tables() where not internal").fetchall()
    if not tables:
        raise duckdb.CatalogException("it holds no table")
    each = (f'select bit_xor(hash(row)) from "{table}" as row' for (table,) in tables)
    opened.execute(" union all ".join(each)).fetchall()


def _form(opened: duckdb.DuckDBPyConnection) -> str:
    """The form of a warehouse; nothing where it does not say."""
    try:
        return opened.execute("select warehouse_form()").fetchall()[0][0]
    except duckdb.CatalogException:
        return ""


def file(version: str) -> Path:
    """The file of a version."""
    return _file(directory(), version)


@lru_cache
def _file(folder: Path, version: str) -> Path:
    # The same object each time, which answers are kept by: it works out its hash once.
    return folder / f"opc-{version}.duckdb"


def build() -> Iterator[tuple[int, int, str]]:
    """Build the warehouse in a process of its own and give each step as it begins: number, of how many, name.

    A process of its own because reading does not depend on building, and so that its memory is given back. Of readers
    who ask at once one builds, and the others wait for it; where it fails, it has failed for them too.
    """
    global _failed_at
    asked_at = time.monotonic()
    # What is there cannot be read, so it is built whether or not it seems to be up to date.
    command = [sys.executable, "-m", "etl", "--force", "--progress", "lines", "--warehouse", str(directory())]
    with _building:
        with suppress(NoWarehouseError):
            in_service()
            return
        if _failed_at > asked_at:
            return
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        with process:
            for line in process.stdout or ():
                if step := re.match(r"step (\d+)/(\d+) (\w+)", line):
                    yield int(step[1]), int(step[2]), step[3]
        if process.returncode == FAILED:
            _failed_at = time.monotonic()
        # What was found before the build is out of date.
        _fault_of.cache_clear()
