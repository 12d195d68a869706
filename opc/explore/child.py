"""The process that answers readers' queries: `python -I -c … FILE` with a socket as its standard input.

It copies the published tables into memory, locks DuckDB, and then does nothing but make a copy of itself (fork) for
each query. A copy takes from the kernel all that it does not need, answers one query and ends: no state passes from
one reader to the next, and a new copy is there in a millisecond. Nothing of the product is imported here but the rules
of what may be asked.
"""

import contextlib
import ctypes
import json
import os
import resource
import signal
import socket
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb

from opc.explore import limits
from opc.explore.result import encoded, refused
from opc.explore.statement import RefusedError, check, check_text, explained

# No thread beside the main one: a copy of a process has no others, and would wait for them.
PREPARE = {"threads": 1, "async_threads": 0, "temp_directory": ""}
# Once locked, none of them can be set back.
LOCKS = {
    "enable_external_access": "false",
    "python_enable_replacements": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "allow_persistent_secrets": "false",
    "secret_directory": "''",
    "enable_logging": "false",
    "TimeZone": "'Asia/Shanghai'",
    "lock_configuration": "true",
}
# What a first query would load from files, which a copy can no longer open.
REHEARSAL = (
    "select 1, 1.5, 1.5::decimal(9, 2), 'a', date '2026-01-01', timestamp '2026-01-01', (interval 1 day)::varchar, "
    "uuid(), time '12:00', 'a'::blob, [1], {'a': 1}, map {'a': 1}, 1::hugeint, random(), $evidence, $known_on",
    "select ref_area, count(*) from known_observation($evidence, $known_on) group by all order by 2 desc",
)
NO_NEW_PRIVILEGES = 38


class Engine:
    """DuckDB with the published tables in memory, and everything else locked away."""

    def __init__(self, file: Path) -> None:
        self.connection = duckdb.connect(":memory:", config=PREPARE)
        place = str(file).replace("'", "''")
        self.connection.execute(f"attach '{place}' as published (read_only)")
        self.connection.execute("copy from database published to memory")
        self.connection.execute("detach published")
        used = self.connection.execute("select sum(memory_usage_bytes) from duckdb_memory()").fetchone()[0]
        self.connection.execute(f"set memory_limit = '{used + limits.MEMORY}B'")
        for name, value in LOCKS.items():
            self.connection.execute(f"set {name} = {value}")
        self.tables = self._names("select table_name from duckdb_tables() where not internal")
        self.macros = self._names(
            "select function_name from duckdb_functions() where function_type = 'table_macro' and not internal"
        )
        for sql in REHEARSAL:
            self.answer({"sql": sql, "evidence": "A", "known_on": "2026-01-01"})

    def _names(self, sql: str) -> set[str]:
        return {name.lower() for (name,) in self.connection.execute(sql).fetchall()}

    def answer(self, asked: dict[str, str]) -> bytes:
        """Check a query and run it; gives rows or a refusal, encoded."""
        try:
            check_text(asked["sql"], limits.MOST_CHARACTERS)
            check(asked["sql"], self.connection, self.tables, self.macros)
            return self.run(asked)
        except RefusedError as refusal:
            return refused(refusal)
        except (duckdb.OutOfMemoryException, MemoryError):
            return refused(RefusedError("memory"))
        except RecursionError:
            return refused(RefusedError("too_deep"))
        except (duckdb.Error, RuntimeError, ValueError, OverflowError) as error:
            return refused(explained("engine", asked["sql"], str(error)))

    def run(self, asked: dict[str, str]) -> bytes:
        """Run one statement with the values that it names."""
        statements = self.connection.extract_statements(asked["sql"])
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            raise RefusedError("not_select")
        given = {"evidence": asked["evidence"], "known_on": date.fromisoformat(asked["known_on"])}
        named = {name: given[name] for name in statements[0].named_parameters}
        return encoded(self.connection.execute(statements[0], named))


def confine(seconds: int) -> None:
    """Take away what answering a query does not need. None of it can be taken back."""
    if sys.platform == "linux":
        # Where memory runs out all the same, the kernel ends a child and not the server.
        with contextlib.suppress(OSError):
            Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
        ctypes.CDLL(None).prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        _limit(resource.RLIMIT_AS, _address_space() + limits.ADDRESS_SPACE)
    os.nice(limits.NICENESS)
    _limit(resource.RLIMIT_CPU, seconds)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_NPROC, 0)
    # No file and no socket can be opened: both need a number below this limit.
    _limit(resource.RLIMIT_NOFILE, 0)


def _limit(kind: int, value: int) -> None:
    resource.setrlimit(kind, (value, value))


def _address_space() -> int:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()


def serve(control: socket.socket, answer: Callable[[dict[str, str]], bytes], seconds: int) -> None:
    """Make a copy of this process for each socket that comes over `control`, until it is closed."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    control.sendall(b"r")
    while True:
        message, received, _, _ = socket.recv_fds(control, 1, 1)
        if not message:
            return
        for number in received:
            if os.fork() == 0:
                # The kernel ends the copy at that time, whatever it is doing.
                signal.setitimer(signal.ITIMER_REAL, seconds)
                control.close()
                _answer_one(number, answer, seconds)
            os.close(number)


def _answer_one(number: int, answer: Callable[[dict[str, str]], bytes], seconds: int) -> None:
    """In the copy: confine, read the query to its end, answer, and end without any clean-up."""
    try:
        confine(seconds)
        asked = json.loads(b"".join(iter(lambda: os.read(number, 65536), b"")))
        words = memoryview(answer(asked))
        while words:
            words = words[os.write(number, words) :]
    finally:
        os._exit(0)


def main() -> None:
    """Load the file that the first argument names and serve; the second is the seconds that a query may take."""
    control = socket.socket(fileno=0)
    os.chdir("/")
    serve(control, Engine(Path(sys.argv[1])).answer, int(sys.argv[2]))
