"""Cells and series: city × district × sector as whole numbers, and the totals that each cell counts towards."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from etl.extract import DELIMITERS
from etl.problem import Problem, StructuralError
from etl.roster.blank import is_blank
from etl.roster.headings import REQUIRED
from etl.roster.identifiers import holds_identifier

LEVELS = ("city", "district", "sector", "cell")
# More different districts and sectors than this are no districts and sectors.
MOST_CELLS = 1_000_000
# The cells of rows that have none: their city is not known, or a label holds the number of a company or a person.
UNKNOWN, PRIVATE = -1, -2


@dataclass(frozen=True)
class Series:
    """What a line of the result is about; None is a total over all districts or all sectors."""

    ref_area: str
    district: str | None
    sector: str | None

    @property
    def level(self) -> str:
        """city, district, sector or cell."""
        return LEVELS[(self.district is not None) + 2 * (self.sector is not None)]


@dataclass
class Cells:
    """`spellings`: ref_area, district, sector as written → cell, area. `members`: level → cells and their series."""

    series: list[Series] = field(default_factory=list)
    spellings: pa.Table | None = None
    members: dict[str, pa.Table] = field(default_factory=dict)


def city_cells(cities: Mapping[str, int]) -> Cells:
    """One cell and one series a city; the cell is the code itself, so that nothing has to be looked up."""
    codes = sorted(set(cities.values()))
    members = pa.table({"cell": pa.array(codes, pa.int64()), "series": pa.array(range(len(codes)), pa.int64())})
    return Cells([Series(f"{code:06d}", None, None) for code in codes], None, {"city": members})


def cells_of(written: pa.Table, cities: Mapping[str, int]) -> Cells:
    """Number the cells of the combinations that a roster holds; rows without a cell get no area."""
    if len(written) > MOST_CELLS:
        found = f"the roster has {len(written):,} different combinations of city, district and sector"
        raise StructuralError([Problem("roster", None, "district", found, "check which column holds what")])
    _check_quotes(written)
    rows = [(_tidy(a), _tidy(d), _tidy(s)) for a, d, s in zip(*(column.to_pylist() for column in written), strict=True)]
    placed = [(cities.get(area.lower().removesuffix(".0")), district, sector) for area, district, sector in rows]
    private = {place for place in set(placed) if any(map(holds_identifier, place[1:]))}
    placed = [(None, *place[1:]) if place in private else place for place in placed]
    numbers = {place: number for number, place in enumerate(sorted({p for p in placed if p[0] is not None}))}
    numbers |= {(None, *place[1:]): PRIVATE for place in private}
    spellings = written.append_column("cell", pa.array([numbers.get(place, UNKNOWN) for place in placed], pa.int64()))
    spellings = spellings.append_column("area", pa.array([place[0] for place in placed], pa.int64()))
    return _with_totals({place: number for place, number in numbers.items() if number >= 0}, spellings)


def _check_quotes(written: pa.Table) -> None:
    """Raise StructuralError where a cell holds lines of a roster: a quote opened in one row and closed in another."""
    for column in written.column_names:
        for text in filter(None, written[column].to_pylist()):
            if "\n" in text and max(map(text.count, DELIMITERS)) >= len(REQUIRED) - 1:
                first, *more = text.splitlines()
                found = f"the quotes do not close properly: a cell that begins {first[:40]!r} takes {len(more)} lines"
                raise StructuralError([Problem("roster", None, column, found, "close the quotes in its first row")])


def _with_totals(numbers: Mapping[tuple[int, str, str], int], spellings: pa.Table) -> Cells:
    result = Cells(spellings=spellings)
    series: dict[Series, int] = {}
    for level in LEVELS:
        pairs = []
        for (area, district, sector), cell in numbers.items():
            wanted = Series(
                f"{area:06d}",
                district if level in ("district", "cell") else None,
                sector if level in ("sector", "cell") else None,
            )
            pairs.append((cell, series.setdefault(wanted, len(series))))
        result.members[level] = pa.table(_columns(pairs), pa.schema([("cell", pa.int64()), ("series", pa.int64())]))
    result.series = list(series)
    return result


def _columns(pairs: Iterable[tuple[int, int]]) -> dict[str, list[int]]:
    pairs = list(pairs)
    return {"cell": [cell for cell, _ in pairs], "series": [number for _, number in pairs]}


def _tidy(text: str | None) -> str:
    """Full width, doubled spaces and spaces at the ends are no difference; nor are words for nothing from nothing."""
    tidy = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text or "")).strip()
    return "" if is_blank(tidy) else tidy
