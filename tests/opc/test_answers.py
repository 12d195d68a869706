"""An answer is worked out once, whoever asks and when; what fails is told to all who wait, and asked anew."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from opc.sharing.answers import Answers


class Slow:
    """Answers that come only when they are let go, and how often each was worked out."""

    def __init__(self) -> None:
        self.go, self.begun = threading.Event(), threading.Event()
        self.asked: list[int] = []

    def __call__(self, number: int) -> str:
        self.asked.append(number)
        self.begun.set()
        assert self.go.wait(10)
        return f"answer {number}"


def test_those_who_ask_at_the_same_time_share_one_answer():
    slow = Slow()
    answers = Answers(slow, 8)
    with ThreadPoolExecutor(4) as readers:
        waiting = [readers.submit(answers.get, 7) for _ in range(4)]
        assert slow.begun.wait(10)
        slow.go.set()
        found = [reader.result(10) for reader in waiting]
    assert slow.asked == [7]
    assert found == ["answer 7"] * 4
    assert found[0] is found[3]


def test_what_is_begun_ahead_is_waited_for_and_not_begun_again():
    slow = Slow()
    answers = Answers(slow, 8)
    answers.begin(1)
    assert slow.begun.wait(10)
    answers.begin(1)
    slow.go.set()
    assert answers.get(1) == "answer 1"
    assert slow.asked == [1]


def test_what_fails_ahead_is_told_to_who_waits_and_asked_anew():
    go, asked = threading.Event(), []

    def once(number: int) -> int:
        asked.append(number)
        assert go.wait(10)
        if len(asked) == 1:
            raise OSError("the disk is away")
        return number

    answers = Answers(once, 8)
    answers.begin(3)
    with ThreadPoolExecutor(1) as readers:
        waiting = readers.submit(answers.get, 3)
        while not waiting.running():
            pass
        go.set()
        # Who comes when the failure is over is answered anew.
        assert waiting.exception(10) is None or str(waiting.exception(10)) == "the disk is away"
    assert answers.get(3) == 3
    assert asked == [3, 3]


def test_what_fails_here_is_not_kept():
    answers = Answers({3: "three"}.__getitem__, 8)
    for _ in range(2):
        with pytest.raises(KeyError):
            answers.get(4)
    assert answers.get(3) == "three"


def test_the_answers_asked_for_last_are_kept():
    asked = []
    answers = Answers(lambda number: asked.append(number) or number, 2)
    for number in (1, 2, 1, 3, 1, 2):
        assert answers.get(number) == number
    assert asked == [1, 2, 3, 2]
    answers.forget()
    answers.get(1)
    assert asked == [1, 2, 3, 2, 1]


def test_as_much_is_kept_as_may_weigh_together_and_the_oldest_goes_first():
    answers = Answers(lambda size: "x" * size, 100, len)
    for size in (40, 39, 40, 41):
        answers.get(size)
    assert answers.weight == 81
    assert [size for size in (39, 40, 41) if answers.found(size)] == [40, 41]
    assert answers.get(101) == "x" * 101
    assert answers.found(101) is None
    assert answers.weight == 81
    answers.forget()
    assert answers.weight == 0


def test_what_is_not_there_yet_is_not_found_and_asks_for_nothing():
    slow = Slow()
    answers = Answers(slow, 8)
    assert answers.found(1) is None
    assert slow.asked == []
    answers.begin(1)
    assert slow.begun.wait(10)
    assert answers.found(1) is None
    slow.go.set()
    assert answers.get(1) == "answer 1"
    assert answers.found(1) == "answer 1"
