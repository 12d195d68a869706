"""A line of the log: an object, with what an operator needs and nothing of a reader's."""

import json
import logging
from pathlib import Path

import pytest

from opc.serving.logs import JsonLines, _worth
from opc.ui.failure import reference

PRIVATE = "13800001111"


def line(name: str, level: int, message: str, *args: object, error: BaseException | None = None) -> dict:
    caught = (type(error), error, error.__traceback__) if error else None
    record = logging.getLogger(name).makeRecord(name, level, "file.py", 1, message, args, caught)
    written = JsonLines().format(record)
    assert "\n" not in written
    return json.loads(written)


def failure() -> Exception:
    try:
        try:
            int(PRIVATE + "x")
        except ValueError as cause:
            raise KeyError(PRIVATE) from cause
    except KeyError as error:
        return error


def test_an_error_is_told_by_kind_and_place_but_not_by_what_it_quotes():
    error = failure()
    told = line("streamlit.error_util", logging.ERROR, "Uncaught app execution", error=error)
    assert told["error"] == "KeyError < ValueError"
    assert any(place.startswith("tests/serving/test_logs.py:") for place in told["places"])
    assert told["reference"] == reference(error)
    assert PRIVATE not in json.dumps(told)
    assert str(Path(__file__).parents[2]) not in json.dumps(told)


def test_an_operator_may_let_the_words_in(monkeypatch):
    monkeypatch.setenv("OPC_LOG_DETAIL", "1")
    assert PRIVATE in line("x", logging.ERROR, "failed", error=failure())["detail"]


def test_of_a_library_only_the_template_is_kept():
    told = line("uvicorn.error", logging.WARNING, '%s - "WebSocket %s"', "10.1.2.3", "/?search=" + PRIVATE)
    assert told["event"] == '%s - "WebSocket %s"'


@pytest.mark.parametrize(
    ("name", "level", "kept"),
    [
        ("uvicorn.error", logging.INFO, False),
        ("uvicorn.error", logging.ERROR, True),
        ("streamlit.x", logging.WARNING, True),
        ("opc.requests", logging.INFO, True),
        ("opcode", logging.INFO, False),
    ],
)
def test_libraries_are_heard_from_warnings_on(name, level, kept):
    assert _worth(logging.getLogger(name).makeRecord(name, level, "f", 1, "m", (), None)) is kept


def test_a_reference_stays_with_its_error():
    first, second = failure(), failure()
    assert reference(first) == reference(first) != reference(second)
