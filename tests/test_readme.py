"""README and docs say what is true: commands exist, links lead somewhere, the dictionary is that of the tables."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from etl.dictionary import contents, dictionary
from opc import versions
from opc.__main__ import main as opc
from opc.explore.pool import Pool
from opc.questions import ask, today
from opc.view import View
from tests.explore.attacks import REFUSED, STOPPED
from tests.faults.test_killed import KILLS
from tests.faults.test_pointer import FAULTS
from tests.faults.test_publications import SESSIONS, VERSIONS
from tests.test_architecture import LAYERS

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
# All that a reader is told, file by file, and at once.
PAGES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in (ROOT / "README.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").glob("*.md")))
}
GUIDE = "\n".join(PAGES.values())
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
# What is there once a warehouse is built, or a roster rolled up.
MADE = {"data/warehouse", "data/roster"}


def each(pattern: str, text: str = GUIDE) -> list[str]:
    """What a pattern finds, each once: a pattern that finds nothing would leave its test without a case."""
    found = sorted(set(re.findall(pattern, text, re.MULTILINE | re.DOTALL)))
    assert found, pattern
    return found


def prose(text: str) -> str:
    """A page without its blocks of code, in which neither a # nor a bracket means anything."""
    return re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)


def anchors(text: str) -> set[str]:
    """The anchors that GitHub gives to the headings of a page; of two alike the second gets a number."""
    found: list[str] = []
    for heading in re.findall(r"^#+ (.+)$", prose(text), re.MULTILINE):
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).strip().lower()
        found.append(re.sub(r"[^\w\- ]", "", words).replace(" ", "-"))
    return {name if not (before := found[:at].count(name)) else f"{name}-{before}" for at, name in enumerate(found)}


def links(picture: bool) -> list[tuple[str, str]]:
    """(page, address) of every link that is not to another host, or of every picture."""
    mark = r"!\[[^\]]*\]" if picture else r"(?<!!)\[[^\]]+\]"
    found = [
        (page, address)
        for page, text in PAGES.items()
        for address in re.findall(rf"{mark}\(([^)\s]+)\)", prose(text))
        if not re.match(r"[a-z]+:", address)
    ]
    assert found
    return sorted(set(found))


def test_the_data_dictionary_is_that_of_the_tables():
    assert PAGES["docs/dictionary.md"] == dictionary(), "run: python -m etl dictionary >docs/dictionary.md"


def test_the_readme_lists_the_tables_of_the_dictionary():
    written = README.split("<!-- tables -->")[1].split("<!-- /tables -->")[0]
    assert written.strip() == contents(), f"write between the marks:\n{contents()}"


def test_the_readme_names_every_room_of_the_product_in_the_order_of_the_layers():
    tree = README.split("\nopc/ ")[1].split("\netl/ ")[0]
    rooms = re.findall(r"^  (\w+)/ ", tree, re.MULTILINE)
    assert set(rooms) == {path.parent.name for path in (ROOT / "opc").glob("*/__init__.py")}
    order = {room: number for number, layer in enumerate(LAYERS) for room in layer}
    assert [order[room] for room in rooms] == sorted(order[room] for room in rooms)


@pytest.mark.parametrize("target", each(r"(?:`|^)make ([a-z-]+)"))
def test_a_make_target_exists(target):
    assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE)


FOLDERS = "data|opc|etl|tests|pages|docs|benchmarks|deploy"


@pytest.mark.parametrize("path", each(rf"\b((?:{FOLDERS})/[\w/.*-]*\w)"))
def test_a_path_exists(path):
    assert path in MADE or list(ROOT.glob(path)), path


@pytest.mark.parametrize(("page", "picture"), links(picture=True))
def test_a_picture_is_there(page, picture):
    assert ((ROOT / page).parent / picture).stat().st_size > 10_000


@pytest.mark.parametrize(("page", "address"), links(picture=False))
def test_a_link_leads_somewhere(page, address):
    file, _, anchor = address.partition("#")
    goal = ((ROOT / page).parent / file).resolve() if file else ROOT / page
    assert goal.exists()
    assert goal.is_relative_to(ROOT)
    assert not anchor or anchor in anchors(goal.read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", sorted(set(PAGES) - {"README.md"}))
def test_every_page_is_reached_from_the_readme(page):
    assert ("README.md", page) in links(picture=False)


def test_anchors_are_those_of_github():
    page = "# One & two, *three*\n```sh\n# four\n```\n## `make` it\n## Twice\n### Twice\n## [Five](six.md) 总览 a-b\n"
    assert anchors(page) == {"one--two-three", "make-it", "twice", "twice-1", "five-总览-a-b"}


COMMAND = r"-m ((?:etl|opc|benchmarks|deploy)(?:\.\w+)*(?: roster| query)?)\b"


@pytest.mark.parametrize("command", each(COMMAND, GUIDE + MAKEFILE))
def test_a_command_answers(command):
    done = subprocess.run(
        [sys.executable, "-m", *command.split(), "--help"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert "usage" in done.stdout.lower()


@pytest.mark.parametrize("line", each(r"^python -m opc (query [^\n]*)"))
def test_a_query_of_the_shell_gives_rows(line, real_warehouse, capsys):
    assert opc(shlex.split(line, comments=True)) == 0
    lines = capsys.readouterr().out.splitlines()
    # CSV begins with the names of its columns.
    assert len(lines) > ("--csv" in line)


@pytest.mark.parametrize("sql", each(r"```sql\n(.*?)```"))
def test_an_example_in_sql_gives_rows(sql, real_warehouse):
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
def test_what_is_tested_is_counted_as_it_is_wherever_it_is_told(said):
    assert each(re.sub(r"\d+", r"\\d+", said), " ".join(GUIDE.split())) == [said]


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
