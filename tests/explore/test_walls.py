"""Each wall holds alone: DuckDB's locks without the check of the statement, and the kernel's limits without either.

Each test runs in a process of its own, started as the product starts the child.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from opc import versions
from opc.catalogue import ROOT
from opc.explore.pool import SUPPORTED
from tests.explore.attacks import REFUSED

pytestmark = pytest.mark.skipif(not SUPPORTED, reason="the kernel cannot confine a process here")
# What the locked engine lets through, because it touches nothing but the copy's own memory.
WITHIN_MEMORY = {"checkpoint", "in describe", "explain"}
START = "import sys; sys.path.insert(0, sys.argv.pop(1))\n"
LOCKED = (
    START
    + """
import json
from pathlib import Path
from opc.explore.child import Engine
engine, found = Engine(Path(sys.argv[1])), {}
for name, sql in json.load(sys.stdin).items():
    try:
        engine.connection.execute(sql).fetchmany(3)
        found[name] = "ran"
    except Exception as error:
        found[name] = type(error).__name__
print(json.dumps(found))
"""
)
CONFINED = (
    START
    + """
import duckdb, os, resource, signal, socket
from opc.explore.child import confine
number = os.open(sys.argv[1], os.O_RDONLY)
connection = duckdb.connect(config={"threads": 1, "async_threads": 0})
connection.execute("select 1").fetchall()
confine(1)
def attempt():
    %s
try:
    print("did it", attempt())
except (OSError, MemoryError, duckdb.Error) as error:
    print("could not:", error)
"""
)


def run(script: str, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-c", script, str(ROOT), *arguments]
    return subprocess.run(command, input=given, env={}, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("kind", ["files", "replacement scans", "network", "settings"])
def test_the_locked_engine_refuses_without_the_check(kind):
    allowed = WITHIN_MEMORY | (harmless_settings() if kind == "settings" else set())
    done = run(LOCKED, str(versions.file(versions.current())), given=json.dumps(REFUSED[kind]))
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert set(found) == set(REFUSED[kind])
    assert {name for name, what in found.items() if what == "ran"} - allowed == set()


def harmless_settings() -> set[str]:
    """What changes nothing but the copy that is thrown away: a variable, a log in memory, a seed."""
    return {"use", "set a variable", "a log", "a seed", "pragma", "pragma of logs", "call"}


@pytest.mark.parametrize(
    "attempt",
    [
        "return open('/etc/passwd').read()",
        "return open('/dev/null', 'w')",
        "return os.open('/tmp', os.O_RDONLY)",
        "return os.listdir('/')",
        "return socket.socket()",
        "return socket.create_connection(('127.0.0.1', 80))",
        "return os.pipe()",
        "return os.dup(0)",
        "return connection.execute(\"from read_text('/etc/passwd')\").fetchall()",
        "return connection.execute(\"copy (select 1) to '/tmp/stolen.csv'\").fetchall()",
        "return connection.execute(\"attach '/tmp/stolen.duckdb' as x\").fetchall()",
        "return resource.setrlimit(resource.RLIMIT_FSIZE, (1, 1)) if os.getuid() else os.open('/', 0)",
        "return os.fork() if os.getuid() else os.open('/', 0)",
    ],
)
def test_the_confined_process_opens_nothing(attempt, tmp_path):
    done = run(CONFINED % attempt, str(tmp_path))
    assert done.stdout.startswith("could not:") or "RLIMIT" in attempt, (done.stdout, done.stderr)
    assert "did it" not in done.stdout
    assert not Path("/tmp/stolen.csv").exists()
    assert not Path("/tmp/stolen.duckdb").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="macOS does not hold to the limit of address space")
@pytest.mark.parametrize(
    "attempt",
    [
        "return len(bytearray(2 ** 31))",
        "return connection.execute(\"select length(repeat('x', 2000000000))\").fetchall()",
    ],
)
def test_the_confined_process_gets_no_more_memory(attempt, tmp_path):
    assert run(CONFINED % attempt, str(tmp_path)).stdout.startswith("could not:")


def test_the_confined_process_is_ended_by_the_kernel_when_it_computes_too_long(tmp_path):
    done = run(CONFINED % "\n    while True: pass", str(tmp_path))
    assert done.returncode < 0
    assert "did it" not in done.stdout


def test_the_child_knows_nothing_of_the_product_but_what_may_be_asked():
    script = START + "from opc.explore import child\nprint(*sorted(name for name in sys.modules if '.' not in name))\n"
    script += "print(*sorted(name for name in sys.modules if name.startswith('opc.')))"
    done = run(script)
    modules, ours = done.stdout.splitlines()
    assert not set(modules.split()) & {"streamlit", "pandas", "numpy", "pyarrow", "plotly", "yaml"}
    assert ours.split() == [
        "opc.explore", "opc.explore.child", "opc.explore.limits", "opc.explore.result", "opc.explore.statement",
    ]  # fmt: skip
