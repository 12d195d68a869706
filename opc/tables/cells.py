"""What may stand in a table: cells, the columns that read them from rows, and where a link may lead."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from opc.typeset import SEPARATOR
from opc.warehouse import Row


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads somewhere: an address outside, or a page of ours with its query."""

    text: str
    href: str | None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """A button that copies a text; `done` is what it says afterwards, `title` names it for who cannot see it."""

    words: str
    text: str
    done: str
    title: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a page writes it, 1,234, and as a workbook holds it."""

    words: str
    value: float


@dataclass(frozen=True, slots=True)
class Absent:
    """The words for what is not there, in grey among figures."""

    words: str


@dataclass(frozen=True, slots=True)
class Strong:
    """The words that say which row of many a table is about."""

    words: str


# Several links are the documents of a sum.
Cell = str | int | float | Link | tuple[Link, ...] | Copy | Number | Absent | Strong | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, how a cell is read from a row, and how it is set: numbers, wide, fairly wide, unbroken."""

    heading: str
    cell: Callable[[Row], Cell]
    numeric: bool = False
    wide: bool = False
    fair: bool = False
    whole: bool = False


@lru_cache(maxsize=4096)
def page_address(page: str, /, **parameters: str | None) -> str:
    """The address of a page of ours, relative, with the parameters that are given; the overview is the root."""
    path = "" if page == "overview" else page
    given = {key: value for key, value in parameters.items() if value}
    # A comma stays as it is: in the words of a chart Plotly would encode it a second time.
    return f"./{path}?{urlencode(given, safe=',')}" if given else f"./{path}"


def is_web_address(href: str | None) -> bool:
    """Whether an address may become a link."""
    return bool(href) and href.startswith(("http://", "https://"))


def said(cell: Cell) -> str:
    """The words of a cell, without where they lead."""
    if isinstance(cell, Link):
        return cell.text
    if isinstance(cell, tuple):
        return SEPARATOR.join(map(said, cell))
    return cell.words if isinstance(cell, Number | Absent | Strong) else "" if cell is None else str(cell)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row of a matrix: its heading, its words, and how full each cell is. The first row holds the headings."""

    heading: Cell
    cells: Sequence[str]
    counts: Sequence[int] = ()
