"""What is asked of the interface, and the errors of asking."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl

from opc.questions import QuestionError

ROOT = "/api/v1"
# Far more than any query takes.
MOST_PARAMETERS = 50
# All cities by their Chinese names take a sixth of it. Requests are kept, so that their length is memory.
MOST_CHARACTERS = 8_000


class NotFoundError(LookupError):
    """There is nothing at this address; `allowed` are addresses where there is."""

    def __init__(self, path: str, allowed: Sequence[str]) -> None:
        super().__init__(f"there is nothing at {path} — {ROOT}/openapi.json describes what there is")
        self.found, self.allowed = path, list(allowed)


@dataclass(frozen=True, slots=True)
class Request:
    """A request for reading: `path` below the root of the interface, and the raw query.

    `base` is where the server is by the name it was asked under; nothing where the answer names no such place.
    """

    path: str
    query: str
    base: str
    version: str
    today: date


def given(query: str) -> dict[str, str]:
    """The parameters of a raw query. One that is given twice is an error, because one of the two would be ignored."""
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
    except ValueError:
        raise QuestionError(f"more than {MOST_PARAMETERS} parameters — give each once") from None
    found: dict[str, str] = {}
    for key, value in pairs:
        if key in found:
            message = f"{key}: given twice, as '{found[key]}' and '{value}' — give it once, lists with commas"
            raise QuestionError(message, key, value, ("one value",))
        found[key] = value
    return found


def not_endless(query: str) -> None:
    """Refuse a raw query that is longer than any question."""
    if len(query) > MOST_CHARACTERS:
        raise QuestionError(f"more than {MOST_CHARACTERS} characters — no question takes so many")


def nothing_given(query: str) -> None:
    """Refuse parameters where none are taken."""
    for key, value in given(query).items():
        raise QuestionError(f"this address takes no '{key}' — it takes no parameters", key, value)
