"""What goes wrong on Spark is a sentence and no stack trace."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.server import free_port
from tests.conftest import ROOT
from tests.synthetic_roster import write_cities, write_roster

pytestmark = pytest.mark.spark

# The file is there when it is looked for, and gone when a worker wants to read it, as where workers have other disks.
GONE = """
import sys
from pathlib import Path

from etl.problem import StructuralError
from etl.roster.files import find
from etl.roster.spark import Spark

path = Path(sys.argv[1])
engine = Spark()
rows = engine.rows(find([str(path)]))
path.unlink()
try:
    engine.table(rows)
except StructuralError as error:
    print(error)
finally:
    engine.close()
"""


def test_a_file_that_workers_do_not_see_is_told(tmp_path: Path) -> None:
    path = write_roster(tmp_path / "synthetic.csv", 100)
    done = subprocess.run(
        [sys.executable, "-c", GONE, str(path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert f"{path}: a worker of local[*] does not see this file — put rosters" in done.stdout, done.stderr
    assert done.returncode == 0


def test_a_master_that_is_not_there_ends_the_command(tmp_path: Path) -> None:
    path = write_roster(tmp_path / "synthetic.csv", 100)
    command = [sys.executable, "-m", "etl", "roster", str(path), "--out", str(tmp_path / "out")]
    command += ["--raw", str(write_cities(tmp_path / "cities"))]
    command += ["--engine", "spark", "--master", f"spark://127.0.0.1:{free_port()}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "nothing answers at 127.0.0.1:" in done.stderr
    assert "Traceback" not in done.stderr
    assert list((tmp_path / "out").iterdir()) == []
