"""Totals without a look at who it is, which both engines add up in one pass, are the same on both."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.synthetic_roster import write_cities, write_roster

pytestmark = pytest.mark.spark

TOTALS = """
import sys
from pathlib import Path

from etl.roster.cities import known_cities
from etl.roster.duck import Duck
from etl.roster.files import find
from etl.roster.rows import Roster
from etl.roster.spark import Spark

path, cities, work = map(Path, sys.argv[1:])
for engine in (Duck(work), Spark()):
    roster = Roster(engine, find([str(path)]), known_cities(cities), totals=True, identity=False)
    print(sorted(tuple(row.values()) for row in engine.table(roster.events()).to_pylist()))
    engine.close()
"""


def test_both_engines_add_up_alike(tmp_path: Path) -> None:
    path = write_roster(tmp_path / "synthetic.csv", 2000, dirty=True)
    command = [sys.executable, "-c", TOTALS, str(path), str(write_cities(tmp_path / "cities")), str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    duck, spark = done.stdout.splitlines()
    assert duck == spark
    assert len(duck) > 1000
