"""The README says what is true: its commands exist, its pictures are there, its dictionary is that of the tables."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from etl.dictionary import dictionary
from opc import versions
from opc.__main__ import main as opc
from opc.explore.pool import Pool
from opc.questions import ask, today
from opc.view import View
from tests.explore.attacks import REFUSED, STOPPED
from tests.faults.test_killed import KILLS
from tests.faults.test_pointer import FAULTS
from tests.faults.test_publications import SESSIONS, VERSIONS

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
# What is there once a warehouse is built, or a roster rolled up.
MADE = {"data/warehouse", "data/roster"}


def test_the_data_dictionary_is_that_of_the_tables():
    written = README.split("<!-- dictionary -->")[1].split("<!-- /dictionary -->")[0]
    assert written.strip() == dictionary().strip(), "run: python -m etl dictionary, and put it into the README"


@pytest.mark.parametrize("target", sorted(set(re.findall(r"(?:`|^)make ([a-z-]+)", README, re.MULTILINE))))
def test_a_make_target_exists(target):
    assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE)


FOLDERS = "data|opc|etl|tests|pages|docs|benchmarks|deploy"


@pytest.mark.parametrize("path", sorted(set(re.findall(rf"\b((?:{FOLDERS})/[\w/.*-]*\w)", README))))
def test_a_path_exists(path):
    assert path in MADE or list(ROOT.glob(path)), path


@pytest.mark.parametrize("picture", re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README))
def test_a_picture_is_there(picture):
    assert (ROOT / picture).stat().st_size > 10_000


COMMAND = re.compile(r"-m ((?:etl|opc|benchmarks|deploy)(?:\.\w+)*(?: roster| query)?)\b")


@pytest.mark.parametrize("command", sorted(set(COMMAND.findall(README + MAKEFILE))))
def test_a_command_answers(command):
    done = subprocess.run(
        [sys.executable, "-m", *command.split(), "--help"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert "usage" in done.stdout.lower()


@pytest.mark.parametrize("line", re.findall(r"(?m)^python -m opc (query .*)", README))
def test_a_query_of_the_shell_gives_rows(line, real_warehouse, capsys):
    assert opc(shlex.split(line, comments=True)) == 0
    lines = capsys.readouterr().out.splitlines()
    # CSV begins with the names of its columns.
    assert len(lines) > ("--csv" in line)


def test_the_example_in_sql_gives_rows(real_warehouse):
    (sql,) = re.findall(r"```sql\n(.*?)```", README, re.DOTALL)
    pool = Pool(seconds=30)
    try:
        assert pool.ask(sql, View("explore", "zh", "C", today(), versions.current()), "reader").count > 10
    finally:
        pool.close()


@pytest.mark.parametrize(
    "said",
    [
        f"lists {sum(map(len, (REFUSED | STOPPED).values()))} attacks",
        f"{KILLS} builds killed",
        f"{len(FAULTS)} ways to spoil",
        f"{VERSIONS} publications under {SESSIONS} readers",
    ],
)
def test_what_is_tested_is_counted_as_it_is(said):
    assert said in " ".join(README.split())


def test_the_cities_of_which_something_is_known_are_counted_as_they_are(real_warehouse):
    def known(floor: str) -> int:
        cities = ask("cities", {"evidence": floor}, today())
        return sum(1 for city in cities if city["figures"] + city["policies"] + city["events"])

    total = len(ask("cities", {}, today()))
    said = (
        f"It lists {total} cities. Of {known('D')} of them a figure, a policy or an event is known, of {known('C')} at"
    )
    assert said in " ".join(README.split())


def test_every_direct_dependency_is_explained():
    names = []
    for file in ("requirements.in", "requirements-test.in"):
        lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
        names += [re.split(r"[=<>\[ ;]", line)[0] for line in lines if re.match(r"[A-Za-z]", line)]
    explained = README.split("## Dependencies")[1].split("\n## ")[0]
    assert [name for name in names if name not in explained] == []


def test_every_pin_is_exact():
    for file in ("requirements.txt", "requirements-test.txt"):
        for line in (ROOT / file).read_text(encoding="utf-8").splitlines():
            if re.match(r"[A-Za-z]", line):
                assert re.match(r"[\w.\[\]-]+==[\w.]+", line), f"{file}: {line}"
