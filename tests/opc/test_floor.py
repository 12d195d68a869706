"""The evidence floor: what is below it is in no answer, whatever is asked."""

import re
from collections import Counter
from pathlib import Path

import pytest

from opc import questions, warehouse
from tests.opc.conftest import Small


@pytest.fixture
def real(real_warehouse: Path) -> Small:
    return Small(real_warehouse)


@pytest.mark.parametrize("name", sorted(warehouse.TEXTS))
def test_no_query_compares_classes_of_evidence_by_their_letters(name) -> None:
    """Counts from a roster (R) reach every floor: the macro `reaches` knows, the letter does not."""
    assert not re.search(r"evidence\s*[<>]", re.sub(r"--.*", "", warehouse.TEXTS[name]))


@pytest.mark.parametrize("name", sorted(questions.questions()))
def test_every_query_leaves_out_what_is_below_the_floor(name, real) -> None:
    rows = real.ask(name, evidence="B")
    classes = {value for row in rows for column, value in row.items() if column.endswith("evidence")}
    assert classes <= {None, "A", "B", "R"}


def test_the_floor_holds_for_what_is_not_used_as_for_all_else(real) -> None:
    found = {floor: Counter(row["evidence"] for row in real.ask("left_out", evidence=floor)) for floor in "ABCD"}
    assert set(found["D"]) == set("ABCD")
    for floor, classes in found.items():
        assert classes == {code: count for code, count in found["D"].items() if code <= floor}
