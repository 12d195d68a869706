"""Named queries as a reader asks them: which there are, their parameters, and values read from text.

A query file says this itself, in the comment lines at its head:

    -- One row per city …                                     the grain
    -- $indicator indicator = resident_teams: what is measured
    -- $scenario one of actual target = actual: which figures
    -- $cities cities = all: codes of cities, separated by commas

Every query also takes `evidence` and `known_on`.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from opc import warehouse
from opc.catalogue import indicators
from opc.view import View
from opc.warehouse import QUERIES, Row

HEAD = re.compile(r"-- \$(?P<name>\w+) (?P<kind>[^=]+?) = (?P<default>\S*): (?P<meaning>.+)")
COMMON = (
    ("evidence", "one of A B C D", "C", "the least class of evidence"),
    ("known_on", "day", "today", "only what was public by that day"),
)


class QuestionError(ValueError):
    """A question that cannot be answered as asked; the message says what was found and what is allowed."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: its name, its kind in words, its default as text, what it means."""

    name: str
    kind: str
    default: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Question:
    """One named query: its grain and its parameters."""

    name: str
    grain: str
    parameters: tuple[Parameter, ...]


@cache
def questions() -> dict[str, Question]:
    """All queries whose files say what they take."""
    found = (_read(path) for path in sorted(QUERIES.glob("*.sql")) if path.stem != "macros")
    return {question.name: question for question in found}


def _read(path: Path) -> Question:
    lines = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("--"):
            break
        lines.append(line)
    grain = " ".join(line[3:] for line in lines if not line.startswith("-- $"))
    own = [Parameter(**match.groupdict()) for line in lines if (match := HEAD.fullmatch(line))]
    return Question(path.stem, grain, (*own, *(Parameter(*common) for common in COMMON)))


def ask(name: str, given: dict[str, str], today: date) -> list[Row]:
    """Answer a question put in text, with the rows that the pages draw."""
    if name not in questions():
        raise QuestionError(f"'{name}' is not a query — choose one of {', '.join(questions())}")
    parameters = {parameter.name: parameter for parameter in questions()[name].parameters}
    unknown = [key for key in given if key not in parameters]
    if unknown:
        raise QuestionError(f"{name} takes no '{unknown[0]}' — it takes {', '.join(parameters)}")
    evidence = _value(parameters.pop("evidence"), given.get("evidence"), None, today)
    known_on = _value(parameters.pop("known_on"), given.get("known_on"), None, today)
    view = View("", "zh", evidence, known_on, warehouse.current())
    values = {key: _value(parameter, given.get(key), view, today) for key, parameter in parameters.items()}
    return warehouse.query(name, view, **values)


def _value(parameter: Parameter, text: str | None, view: View | None, today: date) -> Any:
    """Read one value; `view` is needed only where the value names cities."""
    text = parameter.default if text is None else text.strip()
    kind = parameter.kind
    if kind.startswith("one of "):
        return _allowed(parameter, text, kind.removeprefix("one of ").split())
    if kind.startswith("list of "):
        choices = kind.removeprefix("list of ").split()
        return [_allowed(parameter, item, choices) for item in _items(text)]
    readers = {"day": _day, "flag": _flag, "indicator": _indicator, "number": _number, "text": _text}
    if kind in readers:
        return readers[kind](parameter, text, today)
    if kind == "peers" and ":" in text:
        return _peers(parameter, text, view)
    return _cities(parameter, text, view)


def _allowed(parameter: Parameter, text: str, choices: list[str]) -> str:
    if text not in choices:
        raise QuestionError(f"{parameter.name}: '{text}' is not allowed — choose from {', '.join(choices)}")
    return text


def _items(text: str) -> list[str]:
    return [item.strip() for item in text.split(",") if item.strip()]


def _day(parameter: Parameter, text: str, today: date) -> date:
    if text == "today":
        return today
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise QuestionError(f"{parameter.name}: '{text}' is not a day — write it as 2026-06-30") from None


def _flag(parameter: Parameter, text: str, _: date) -> bool:
    return _allowed(parameter, text.lower(), ["true", "false"]) == "true"


def _indicator(parameter: Parameter, text: str, _: date) -> str:
    return _allowed(parameter, text, list(indicators()))


def _number(parameter: Parameter, text: str, _: date) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise QuestionError(f"{parameter.name}: '{text}' is not a whole number")
    return int(text)


def _text(_: Parameter, text: str, __: date) -> str | None:
    return text or None


def _peers(parameter: Parameter, text: str, view: View | None) -> list[str]:
    """The peer group of a city, as in province:370100."""
    group, _, city = text.partition(":")
    _allowed(parameter, group, ["province", "population", "stage"])
    codes = _cities(parameter, city.strip() or "?", view)
    return [row["ref_area"] for row in warehouse.query("peers", view, city=codes[0], group=group)]


def _cities(parameter: Parameter, text: str, view: View | None) -> list[str] | str:
    """Codes or names of cities; `all` for all of them. A parameter of kind `city` takes one."""
    rows = warehouse.query("cities", view)
    codes = {row["ref_area"]: row["ref_area"] for row in rows}
    codes |= {row[f"name_{lang}"]: row["ref_area"] for row in rows for lang in ("zh", "en")}
    asked = [row["ref_area"] for row in rows] if text == "all" else _items(text)
    for item in asked:
        if item not in codes:
            raise QuestionError(f"{parameter.name}: '{item}' is not a city of ours — write a code such as 370100")
    found = [codes[item] for item in asked]
    return found[0] if parameter.kind == "city" and found else found
