"""Pages take turns: one at a time, and nobody waits for one that waits itself."""

import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from opc.sharing import turn
from opc.sharing.answers import Answers

LONG = 10


def together(*pages):
    """Run pages at once, each in a thread of its own; whatever one of them raises is raised here."""
    with ThreadPoolExecutor(len(pages)) as threads:
        return [page.result(LONG) for page in [threads.submit(page) for page in pages]]


def test_two_pages_never_run_at_the_same_time():
    running, most = [], []

    def page():
        for _ in range(20):
            with turn.taken():
                running.append(1)
                most.append(len(running))
                time.sleep(0.0005)
                running.pop()

    together(*[page] * 8)
    assert len(most) == 160
    assert max(most) == 1


def test_a_page_that_waits_for_an_answer_lets_others_go_on():
    asked, other_was_here = threading.Event(), threading.Event()

    def slow(key):
        asked.set()
        assert other_was_here.wait(LONG)
        return key * 2

    answers = Answers(slow, 4)

    def waits():
        with turn.taken():
            return answers.get(21)

    def goes_on():
        assert asked.wait(LONG)
        with turn.taken():
            other_was_here.set()

    assert together(waits, goes_on)[0] == 42


def test_two_pages_that_ask_the_same_both_get_it():
    both, work = threading.Barrier(2), []

    def answer(key):
        work.append(key)
        time.sleep(0.05)
        return key

    answers = Answers(answer, 4)

    def page():
        both.wait(LONG)
        with turn.taken():
            return answers.get("same")

    assert together(page, page) == ["same", "same"]
    assert work == ["same"]


def test_after_a_wait_the_turn_is_had_again():
    inside = []

    def page():
        with turn.taken():
            with turn.given_up():
                time.sleep(0.001)
            inside.append(1)
            assert len(inside) == 1
            time.sleep(0.001)
            inside.pop()

    together(*[page] * 8)


def test_who_has_no_turn_gives_up_none():
    with turn.given_up():
        pass
    with turn.taken():
        with turn.given_up(), turn.given_up():
            pass
        assert not _free()
    assert _free()


@pytest.mark.parametrize("failure", [ValueError, SystemExit, KeyboardInterrupt])
def test_a_page_that_fails_ends_its_turn(failure):
    with pytest.raises(failure), turn.taken():
        raise failure
    assert _free()


def test_a_page_that_hangs_holds_others_only_so_long(monkeypatch):
    monkeypatch.setattr(turn, "PATIENCE", 0.05)
    held, over = threading.Event(), Future()

    def hangs():
        with turn.taken():
            held.set()
            over.result(LONG)

    def others():
        assert held.wait(LONG)
        for _ in range(2):
            with turn.taken():
                pass
        over.set_result(None)

    together(hangs, others)
    assert _free()


def _free() -> bool:
    """Whether another thread gets a turn at once."""

    def tries():
        started = time.perf_counter()
        with turn.taken():
            return time.perf_counter() - started < turn.PATIENCE / 2

    original, turn.PATIENCE = turn.PATIENCE, 0.2
    try:
        return together(tries)[0]
    finally:
        turn.PATIENCE = original
