"""Values of a question, read from text by the kind that the query file names.

A kind is `day`, `flag`, `text`, `number` (also `number from 1 to 1000`), `indicator`, `indicators`, `figure`,
`documents`, `city`, `cities`, `peers`, `one of A B C` or `list of A B C`.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from opc import warehouse
from opc.catalogue import indicators
from opc.documents import known
from opc.view import View

# More digits than any count here has, and few enough for DuckDB's integers.
LARGEST = 999_999_999
GROUPS = ("province", "population", "stage")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class QuestionError(ValueError):
    """A question that cannot be answered as asked; the message says what was found and what is allowed.

    `parameter` is the one at fault, `found` what it said, `allowed` the values it takes; for a name that is not known,
    the names that are.
    """

    def __init__(
        self, message: str, parameter: str | None = None, found: str | None = None, allowed: Sequence[str] = ()
    ) -> None:
        super().__init__(message)
        self.parameter, self.found, self.allowed = parameter, found, tuple(allowed)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: its name, its kind in words, its default as text, what it means."""

    name: str
    kind: str
    default: str
    meaning: str


def read(parameter: Parameter, text: str, view: View | None, today: date) -> Any:
    """Read one value; `view` is needed only where the value names cities or documents."""
    kind = parameter.kind
    if kind.startswith("one of "):
        return _allowed(parameter, text, choices(kind))
    if kind.startswith("list of ") or kind == "indicators":
        return [_allowed(parameter, item, choices(kind)) for item in _items(parameter, text)]
    if kind.startswith("number"):
        return _number(parameter, text)
    readers: dict[str, Callable[[Parameter, str, date], Any]] = {
        "day": _day,
        "flag": _flag,
        "indicator": _indicator,
        "text": _text,
        "figure": _text,
    }
    if kind in readers:
        return readers[kind](parameter, text, today)
    if kind == "documents":
        return _documents(parameter, text, view)
    if kind == "peers" and (text in GROUPS or re.search("[:：]", text)):
        return _peers(parameter, text, view)
    return _cities(parameter, text, view)


def choices(kind: str) -> list[str]:
    """The codes that a kind takes, where it names them or the catalogue does."""
    if kind in ("indicator", "indicators"):
        return list(indicators())
    return re.sub("^(one|list) of ", "", kind).split()


def span(kind: str) -> tuple[int, int]:
    """The least and the greatest number that a kind of number takes."""
    found = re.fullmatch(r"number(?: from (\d+))?(?: to (\d+))?", kind)
    if not found:
        raise ValueError(f"'{kind}' is not a kind of value")
    return int(found[1] or 0), int(found[2] or LARGEST)


def _allowed(parameter: Parameter, text: str, allowed: list[str]) -> str:
    if text not in allowed:
        message = f"{parameter.name}: '{text}' is not allowed — choose from {', '.join(allowed)}"
        raise QuestionError(message, parameter.name, text, allowed)
    return text


def _items(parameter: Parameter, text: str) -> list[str]:
    """The items of a list: who writes Chinese parts them by ， or 、 too. Commas alone are a slip and no empty list."""
    items = [item.strip() for item in re.split("[,，、]", text) if item.strip()]
    if text and not items:
        message = f"{parameter.name}: '{text}' holds commas alone — write codes between them, or leave it out"
        raise QuestionError(message, parameter.name, text, ("codes parted by commas",))
    return items


def _day(parameter: Parameter, text: str, today: date) -> date:
    if text == "today":
        return today
    day = written_day(text)
    if day and day <= today:
        return day
    # Of a day to come nobody knows what will be public, nor which deadlines will have been met by then.
    if day:
        message = f"{parameter.name}: '{text}' is still to come — write today or a day before, up to {today}"
        raise QuestionError(message, parameter.name, text, ("today", f"a day up to {today}"))
    message = f"{parameter.name}: '{text}' is not a day — write it as 2026-06-30"
    raise QuestionError(message, parameter.name, text, ("today", "a day such as 2026-06-30"))


def written_day(text: str) -> date | None:
    """The day that a text such as 2026-06-30 writes; None for any other.

    Other spellings that Python reads, as 20260630, would make two addresses of one answer.
    """
    try:
        return date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        return None


def _flag(parameter: Parameter, text: str, _: date) -> bool:
    return _allowed(parameter, text.lower(), ["true", "false"]) == "true"


def _indicator(parameter: Parameter, text: str, _: date) -> str:
    return _allowed(parameter, text, choices("indicator"))


def _number(parameter: Parameter, text: str) -> int:
    least, most = span(parameter.kind)
    allowed = f"a whole number from {least} to {most}"
    if not text.isascii() or not text.isdigit() or len(text) > len(str(LARGEST)):
        message = f"{parameter.name}: '{text}' is not a whole number — write {allowed}"
        raise QuestionError(message, parameter.name, text, (allowed,))
    if not least <= int(text) <= most:
        raise QuestionError(
            f"{parameter.name}: '{text}' is not allowed — write {allowed}", parameter.name, text, (allowed,)
        )
    return int(text)


def _text(_: Parameter, text: str, __: date) -> str | None:
    return text or None


def _documents(parameter: Parameter, text: str, view: View | None) -> list[str]:
    """Codes of documents. One on which nothing rests by the day of the reader is known all the same."""
    items = _items(parameter, text)
    for item in items:
        if item not in known(view.version):
            message = f"{parameter.name}: '{item}' is not a document of ours — the query retrieval lists their codes"
            raise QuestionError(message, parameter.name, item, ("a source_id of the query retrieval",))
    return items


def _peers(parameter: Parameter, text: str, view: View | None) -> list[str]:
    """The peer group of a city, as in province:370100."""
    group, _, city = text.replace("：", ":").partition(":")
    _allowed(parameter, group, list(GROUPS))
    if not city.strip():
        message = f"{parameter.name}: '{text}' names no city — write its code behind the group, as in province:370100"
        codes = sorted(row["ref_area"] for row in warehouse.query("cities", view))
        raise QuestionError(message, parameter.name, text, codes)
    code = _cities(Parameter(parameter.name, "city", "", parameter.meaning), city.strip(), view)
    return [row["ref_area"] for row in warehouse.query("peers", view, city=code, group=group)]


def _cities(parameter: Parameter, text: str, view: View | None) -> list[str] | str:
    """Codes or names of cities, such as 济南市; `all` for all of them. A parameter of kind `city` takes exactly one."""
    items = [text] if parameter.kind == "city" else _items(parameter, text)
    if not items:
        return []
    rows = warehouse.query("cities", view)
    codes = {row["ref_area"]: row["ref_area"] for row in rows}
    if text == "all" and parameter.kind != "city":
        return list(codes)
    named = {name: row["ref_area"] for row in rows for name in (row["name_zh"], f"{row['name_zh']}市", row["name_en"])}
    names = codes | named
    for item in items:
        if item not in names:
            message = f"{parameter.name}: '{item}' is not a city of ours — write a code such as 370100"
            raise QuestionError(message, parameter.name, item, sorted(codes))
    found = [names[item] for item in items]
    return found[0] if parameter.kind == "city" else found
