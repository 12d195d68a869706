"""The heads of the query files: what readers of the shell, the interface and the packages are told of a query."""

import re

import pytest

from opc import questions, warehouse

QUERIES = sorted(questions.questions())
# Words of the engine and of the build. Readers are told what a row is, not how it is kept fast.
INTERNAL = re.compile(
    r"\$|duckdb|rowid|struct|\bplan|\bindex\b|\bmacro|build time|etl/|\.sql|rest of their columns", re.I
)
# What the view of a reader gives to every query.
OF_THE_VIEW = {"evidence", "known_on", "day"}


@pytest.mark.parametrize("name", QUERIES)
def test_a_grain_says_what_one_row_is_in_words_for_readers(name) -> None:
    grain = questions.questions()[name].grain
    assert re.match(r"One row( per |:)", grain)
    assert grain.endswith(".")
    assert not INTERNAL.search(grain)


@pytest.mark.parametrize("name", QUERIES)
def test_what_a_query_takes_is_what_its_head_explains(name) -> None:
    explained = [parameter.name for parameter in questions.questions()[name].parameters]
    assert len(explained) == len(set(explained))
    assert {"evidence", "known_on"} <= set(explained)
    code = re.sub(r"--.*", "", warehouse.TEXTS[name])
    assert set(re.findall(r"\$(\w+)", code)) - OF_THE_VIEW == set(explained) - OF_THE_VIEW


@pytest.fixture
def head(monkeypatch):
    def read(*lines: str) -> questions.Question:
        monkeypatch.setitem(warehouse.TEXTS, "tried", "\n".join([*lines, "select $most"]))
        return questions._head("tried")

    return read


def test_the_grain_is_the_first_paragraph_and_notes_stand_below_an_empty_line(head) -> None:
    found = head(
        "-- One row: what it", "-- holds.", "-- $most number = 5: how many", "--", "-- Kept fast.", "-- $most is bound."
    )
    assert found.grain == "One row: what it holds."
    assert [parameter.name for parameter in found.parameters] == ["most", "evidence", "known_on"]
    assert found.parameters[0].meaning == "how many"


@pytest.mark.parametrize("lost", ["-- $most leaves out the rest.", "-- Kept fast."])
def test_words_among_the_parameters_are_an_error_and_never_lost(lost, head) -> None:
    with pytest.raises(ValueError, match=r"tried\.sql: .* is not a parameter"):
        head("-- One row: what it holds.", "-- $most number = 5: how many", lost)
