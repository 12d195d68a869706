"""What is kept is given again for the very same rows and equal values, and for nothing else."""

import pytest

from opc.sharing.kept import Store, _Same, kept


@pytest.fixture
def asked():
    """A function that is kept, and every call that reached it."""
    calls = []

    @kept
    def words(rows: list, given: object) -> str:
        calls.append((rows, given))
        return f"{rows} {given}"

    return words, calls


@pytest.mark.parametrize("given", [None, "zh", 3, {"cities": ["a", "b"], "assumed": False}])
def test_the_same_rows_in_another_list_are_worked_out_once(asked, given):
    words, calls = asked
    rows = [{"low": 1}, {"low": 2}]
    first = words(rows, given)
    again = words(list(rows), dict(given) if isinstance(given, dict) else given)
    assert first is again
    assert calls == [(rows, given)]


@pytest.mark.parametrize(
    ("rows", "given"),
    [
        pytest.param([{"low": 1}], "zh", id="equal rows that are other objects"),
        pytest.param([], "zh", id="no rows"),
        pytest.param(None, "en", id="another value"),
        pytest.param(None, {"cities": ["a"]}, id="other words asked for"),
    ],
)
def test_anything_else_is_worked_out_anew(asked, rows, given):
    words, calls = asked
    kept_rows = [{"low": 1}]
    words(kept_rows, "zh")
    words(kept_rows if rows is None else rows, given)
    assert len(calls) == 2


def test_the_order_of_rows_counts_and_that_of_names_does_not(asked):
    words, calls = asked
    first, second = {"low": 1}, {"low": 2}
    words([first, second], {"a": 1, "b": 2})
    words([first, second], {"b": 2, "a": 1})
    assert len(calls) == 1
    words([second, first], {"a": 1, "b": 2})
    assert len(calls) == 2


def test_no_other_rows_are_taken_for_those_that_were_kept_and_dropped(asked):
    words, _ = asked
    # Python gives the place of a dropped object to the next one at once.
    answers = [words([{"low": number}], None) for number in range(100)]
    assert answers == [f"[{{'low': {number}}}] None" for number in range(100)]


def test_as_much_is_kept_as_may_weigh_together_and_the_oldest_goes_first():
    store, row, made = Store(1000), {"low": 1}, []

    def get(name: str, rows: int = 300, weight: int = 0) -> str:
        return store.get((name, _Same([row] * rows)), lambda: made.append(name) or name, lambda result: weight)

    for name in "abacab":
        assert get(name) == name
    assert made == ["a", "b", "c", "b"]
    assert get("too much", 1000) == "too much"
    assert get("a") == "a"
    assert made == ["a", "b", "c", "b", "too much"]
    # What is made from values alone weighs by itself.
    assert get("large", 0, 700) == "large"
    assert get("a") == "a"
    assert made == ["a", "b", "c", "b", "too much", "large", "a"]
