"""Named queries as a reader asks them: which there are, their parameters, and values read from text.

A query file says this itself, in the comment lines at its head:

    -- One row per city …                                     the grain, in words for readers
    -- $indicator indicator = resident_teams: what is measured
    -- $scenario one of actual target = actual: which figures
    -- $cities cities = all: codes of cities, separated by commas
    --
    -- How it is kept fast …                                  for who changes the query, after an empty line

Every query also takes `evidence` and `known_on`. The kinds are those of values.py.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import cache
from itertools import takewhile
from typing import Any

from opc import versions, warehouse
from opc.questions.values import Parameter, QuestionError, read
from opc.view import View
from opc.warehouse import TEXTS, Row

# One time all year round; the data of all time zones would take longer to load than the first page.
CHINA = timezone(timedelta(hours=8))
HEAD = re.compile(r"-- \$(?P<name>\w+) (?P<kind>[^=]+?) = (?P<default>\S*): (?P<meaning>.+)")
COMMON = (
    ("evidence", "one of A B C D", "C", "the least class of evidence"),
    ("known_on", "day", "today", "only what was public by that day"),
)


@dataclass(frozen=True, slots=True)
class Question:
    """One named query: its grain and its parameters."""

    name: str
    grain: str
    parameters: tuple[Parameter, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question understood: its query, its view, its values, and all of them in the words that would ask it again."""

    name: str
    view: View
    values: dict[str, Any]
    words: dict[str, str]

    def rows(self) -> list[Row]:
        """The rows that the pages draw. They are kept and shared: read them, never change them."""
        rows = warehouse.query(self.name, self.view, **self.values)
        if not rows:
            self._refuse_unknown_figures()
        return rows

    def _refuse_unknown_figures(self) -> None:
        """Say which number is of no figure: too many are known to look each up before it is asked for."""
        for parameter in questions()[self.name].parameters:
            number = self.words[parameter.name]
            if parameter.kind == "figure" and not warehouse.query("grade", self.view, first=number, second=number):
                message = (
                    f"{parameter.name}: '{number}' is not a figure known on such evidence by that day — the query "
                    "observations lists those"
                )
                raise QuestionError(message, parameter.name, number, ("an observation_id of the query observations",))

    def columns(self) -> list[str]:
        """The names of their columns. Rows bring them; only where there are none they need to be asked for."""
        rows = self.rows()
        return list(rows[0]) if rows else list(warehouse.columns(self.name, self.view, **self.values))


@cache
def questions() -> dict[str, Question]:
    """All queries whose files say what they take."""
    found = (_head(name) for name in sorted(TEXTS) if name != "macros")
    return {question.name: question for question in found}


def _head(name: str) -> Question:
    head = list(takewhile(lambda line: line.startswith("-- "), TEXTS[name].splitlines()))
    grain = list(takewhile(lambda line: not line.startswith("-- $"), head))
    own = [_parameter(name, line) for line in head[len(grain) :]]
    common = [Parameter(*each) for each in COMMON]
    return Question(name, " ".join(line[3:] for line in grain), (*own, *common))


def _parameter(name: str, line: str) -> Parameter:
    found = HEAD.fullmatch(line)
    if not found:
        raise ValueError(f"{name}.sql: '{line}' is not a parameter — notes stand below an empty comment line")
    return Parameter(**found.groupdict())


def today() -> date:
    """The day in China, where the readers are."""
    return datetime.now(CHINA).date()


def ask(name: str, given: dict[str, str], today: date) -> list[Row]:
    """Answer a question put in text, with the rows that the pages draw."""
    return understand(name, given, today).rows()


def understand(name: str, given: dict[str, str], today: date, version: str | None = None) -> Asked:
    """Read a question put in text, on a version of the warehouse or the one in service; what is not said is default."""
    if name not in questions():
        known = list(questions())
        raise QuestionError(f"'{name}' is not a query — choose one of {', '.join(known)}", None, name, known)
    parameters = {parameter.name: parameter for parameter in questions()[name].parameters}
    unknown = [key for key in given if key not in parameters]
    if unknown:
        message = f"{name} takes no '{unknown[0]}' — it takes {', '.join(parameters)}"
        raise QuestionError(message, unknown[0], given[unknown[0]], list(parameters))
    words = {key: given.get(key, parameter.default).strip() for key, parameter in parameters.items()}
    evidence = read(parameters.pop("evidence"), words["evidence"], None, today)
    known_on = read(parameters.pop("known_on"), words["known_on"], None, today)
    view = View("", "zh", evidence, known_on, version or versions.current())
    values = {key: read(parameter, words[key], view, today) for key, parameter in parameters.items()}
    return Asked(name, view, values, words | {"known_on": known_on.isoformat()})
