"""The interface keeps what its own description promises: schemathesis reads the one and asks the other."""

import os
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import hypothesis
import pytest
import schemathesis
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.applications import Starlette

from opc import api, questions
from opc.api.resources import NAMED, addresses
from opc.api.schemas import parameter_schema

# What says which figures and documents are wanted is described as text, for which there are is data; a text that names
# none is refused. test_http.py has what it is told.
NAME_DATA = {"first", "second", "documents"}
# Of each of a hundred operations, most of which take the same parameters.
EXAMPLES = 2


@pytest.fixture(scope="module")
def described(warehouse_directory: Path) -> Iterator[schemathesis.BaseSchema]:
    """The interface as its description says that it is, in this process."""
    before = os.environ.get("OPC_WAREHOUSE")
    os.environ["OPC_WAREHOUSE"] = str(warehouse_directory)
    app = Starlette(routes=api.routes())
    yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    if before is None:
        del os.environ["OPC_WAREHOUSE"]
    else:
        os.environ["OPC_WAREHOUSE"] = before


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode))
def test_answers_are_as_described(described, mode):
    """Values that are allowed are answered as described, others are refused as described."""
    for result in described.get_all_operations():
        operation = result.ok()
        if mode is schemathesis.GenerationMode.POSITIVE or operation.query:
            _try(operation, mode)


def _try(operation: schemathesis.APIOperation, mode: schemathesis.GenerationMode) -> None:
    # The loop and not schemathesis' own parametrisation, which does not work with this pytest.
    @hypothesis.given(case=operation.as_strategy(mode))
    @hypothesis.settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None)
    def ask(case: schemathesis.Case) -> None:
        names_data = set(case.query) & NAME_DATA
        case.call_and_validate(excluded_checks=[positive_data_acceptance] if names_data else [])

    ask()


@pytest.mark.parametrize("day", ["2026-01-01", "2026-11-26", "2029-12-31", "2030-02-28"])
def test_a_day_is_described_up_to_today(day):
    last = date.fromisoformat(day)
    described = parameter_schema(questions.Parameter(*questions.COMMON[1]), [], last)["anyOf"][1]["pattern"]
    for near in (*range(-800, 800), -40_000, 40_000):
        other = last + timedelta(days=near)
        assert bool(re.search(described, other.isoformat())) == (other <= last)


def test_every_address_and_every_parameter_is_described(reader):
    found = reader.get("openapi.json").json()
    assert found["openapi"] == "3.1.0"
    assert set(addresses()) | {"/healthz"} <= set(found["paths"])
    operations = [operation["get"]["operationId"] for operation in found["paths"].values()]
    assert len(set(operations)) == len(operations)
    for address, name in NAMED.items():
        for suffix in ("", ".csv", ".zip"):
            taken = found["paths"][f"/api/v1/{address}{suffix}"]["get"]["parameters"]
            assert [p["name"] for p in taken] == [p.name for p in questions.questions()[name].parameters]
            assert all(p["description"] and "default" in p["schema"] for p in taken)
    for name in questions.questions():
        columns = found["components"]["schemas"][name]["properties"]
        assert all(column["description"] for column in columns.values()), name
