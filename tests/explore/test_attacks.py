"""Each attack is turned away or stopped with a sentence, and the server and its other readers do not notice."""

import re
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest

from opc.catalogue import ROOT
from opc.explore import limits
from opc.explore.pool import Pool
from opc.explore.saying import sentence
from opc.explore.statement import RefusedError
from opc.text import LANGUAGES
from opc.view import View
from tests.explore.attacks import REFUSED, STOPPED

BEFORE_IT_RUNS = {
    "empty", "too_long", "character", "several", "not_select", "syntax", "table", "table_function", "function", "show",
    "parameter",
}  # fmt: skip
LIMITS = {"time", "memory", "died", "engine", "too_deep", "columns", "moment", "kind", "table"}
OF_THE_SERVER = (
    str(ROOT),
    "/root",
    "/home",
    "/usr",
    "/tmp",
    "/proc",
    "python",
    "Traceback",
    "Stack Trace",
    "0x",
    ".duckdb",
)
HONEST = "select count(*) from city"
# Bytes: less than any of the attacks asks for.
UNNOTICED = 40 * 2**20


def table(attacks: dict[str, dict[str, str]]) -> list:
    return [pytest.param(sql, id=f"{kind}: {name}") for kind, group in attacks.items() for name, sql in group.items()]


def refusal(pool: Pool, sql: str, view: View) -> RefusedError:
    with pytest.raises(RefusedError) as caught:
        pool.ask(sql, view, "attacker")
    return caught.value


def assert_said_well(refused: RefusedError, sql: str) -> None:
    """A sentence in each language, and no word about the server beyond the reader's own."""
    for lang in LANGUAGES:
        assert re.search(r"[。.）)]$", sentence(refused, lang))
    told = refused.said + str(refused.values)
    assert [word for word in OF_THE_SERVER if word in told and word not in sql] == []
    assert len(refused.said) <= 501


def test_there_are_enough_attacks():
    assert len(table(REFUSED)) + len(table(STOPPED)) >= 180


@pytest.mark.parametrize("sql", table(REFUSED))
def test_an_attack_is_refused_before_it_runs(sql, pool, view):
    found = refusal(pool, sql, view)
    assert found.code in BEFORE_IT_RUNS
    assert_said_well(found, sql)


@pytest.fixture(scope="module")
def stopped(hasty: Pool, view: View) -> Iterator[Callable[[str], RefusedError]]:
    """What stopped an attack. As many run at once as the pool lets run, for most last until they are stopped."""
    attacks = [sql for group in STOPPED.values() for sql in group.values()]
    asker = iter(range(len(attacks)))
    with ThreadPoolExecutor(limits.RUNNING) as attackers:
        asked = {sql: attackers.submit(hasty.ask, sql, view, f"attacker {next(asker)}") for sql in attacks}
        yield lambda sql: asked[sql].exception()


@pytest.mark.parametrize("sql", table(STOPPED))
def test_an_attack_is_stopped(sql, stopped):
    found = stopped(sql)
    assert isinstance(found, RefusedError)
    assert found.code in LIMITS
    assert_said_well(found, sql)


def test_the_server_does_not_grow_and_other_readers_are_answered(pool, view):
    """While attackers keep half of the pool busy, an honest reader gets each answer, and memory stays where it was."""
    pool.ask(HONEST, view, "honest")
    server, failures = psutil.Process(), []
    before = server.memory_info().rss
    bombs = [STOPPED["memory"][name] for name in ("repeat", "a list", "gathering", "joining words", "printf", "a map")]

    def attack() -> None:
        for sql in bombs:
            try:
                pool.ask(sql, view, "attacker")
            except RefusedError as stopped:
                failures.append(stopped.code)

    attacker = threading.Thread(target=attack)
    attacker.start()
    answers = []
    while attacker.is_alive():
        answers.append(pool.ask(HONEST, view, "honest").cells())
    attacker.join()
    assert len(failures) == len(bombs)
    assert answers
    assert all(cells == answers[0] for cells in answers)
    assert server.memory_info().rss - before < UNNOTICED


def test_a_copy_after_an_attack_knows_nothing_of_it(pool, view):
    """What one reader does to the tables in his copy would be gone with it; the next one has the published ones."""
    first = pool.ask("select sum(hash(city)) from city", view, "one").cells()
    for sql in REFUSED["not one SELECT"].values():
        refusal(pool, sql, view)
    assert pool.ask("select sum(hash(city)) from city", view, "two").cells() == first
