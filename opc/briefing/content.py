"""What a briefing says, before it has a format: messages, charts, tables and sources, all in one language.

A writer (slides, document, workbook, print) draws this and decides nothing: every word, number and bound is here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Source:
    """A document: its number in this briefing from 1, its citation as a reader would write it, and that in brief."""

    number: int
    citation: str
    url: str | None
    brief: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a chart: bounds in the unit of the chart, None where there is no bound, and the same in words.

    `low == high` is exact; `is_own` marks the row of the city that the briefing is about; `caution` says why one is to
    be compared with caution. `note` is where and when a figure is from, or why it cannot be compared; `url` is the
    address of its document.
    """

    label: str
    words: str
    low: float | None
    high: float | None
    is_own: bool = False
    caution: str = ""
    note: str = ""
    url: str | None = None

    @property
    def name(self) -> str:
        """What the row is of, with the sign of caution before it: charts of office programs have no room beside it."""
        return f"◐ {self.label}" if self.caution else self.label


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars on one axis in one unit; `description` says the same for who cannot see it."""

    title: str
    unit: str
    bars: tuple[Bar, ...]
    description: str

    @property
    def reach(self) -> float:
        """Where the axis ends at least: at the highest bound, of shares at the whole."""
        ends = [end for bar in self.bars for end in (bar.low, bar.high) if end is not None]
        return max([100 if self.unit == "%" else 0, *ends])


@dataclass(frozen=True, slots=True)
class Table:
    """Cells as words, bounds kept ("超1000家"); `numeric` says which columns stand at the right.

    `numbers` are further columns for a workbook: name and one value a row, as low, high, whether they are closed, unit.
    `notes` say of each cell why it is to be compared with caution, where no column says it: for who has room for it.
    `own` is what the row of the city itself is called, where that is more than its name. `silent` says of each row
    whether it is of another city that discloses nothing: a sentence of the section names them all.
    """

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    number_headings: tuple[str, ...] = ()
    numbers: tuple[tuple[float | str | bool | None, ...], ...] = ()
    notes: tuple[tuple[str, ...], ...] = ()
    own: str = ""
    silent: tuple[bool, ...] = ()

    @property
    def telling(self) -> "Table":
        """The table without its silent rows: for who has no room to say the same twice."""
        kept = [place for place in range(len(self.rows)) if not (self.silent and self.silent[place])]

        def of(cells: tuple[Any, ...]) -> tuple[Any, ...]:
            return tuple(cells[place] for place in kept) if cells else ()

        return replace(self, rows=of(self.rows), numbers=of(self.numbers), notes=of(self.notes), silent=())

    def is_of(self, city: str, cells: Sequence[str]) -> bool:
        """Whether a row is of the city that the briefing is about; one of its first two cells names it."""
        return any(cell in (city, self.own) for cell in cells[:2] if cell)

    def fitting(self, own: str, room: int, height: Callable[[tuple[str, ...]], int]) -> list[tuple[str, ...]]:
        """The rows that have room, one at least, in their order; those of the city `own` are the last to be cut."""
        used, kept = 0, set()
        for place in sorted(range(len(self.rows)), key=lambda place: not self.is_of(own, self.rows[place])):
            used += height(self.rows[place])
            if used > room and kept:
                break
            kept.add(place)
        return [self.rows[place] for place in sorted(kept)]


@dataclass(frozen=True, slots=True)
class Section:
    """One message with what proves it. `sources` are numbers of Briefing.sources."""

    key: str
    title: str
    subtitle: str
    paragraphs: tuple[str, ...]
    chart: Chart | None
    table: Table | None
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Briefing:
    """A briefing on one city: `stamp` names evidence floor, as-known-on day and data version, `link` the view.

    `single` says that all that is known of the city rests on one document, where it does: it stands before all else.
    """

    lang: str
    city: str
    title: str
    subtitle: str
    stamp: str
    link: str
    made_on: str
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    definitions: tuple[tuple[str, str], ...]
    single: str = ""
