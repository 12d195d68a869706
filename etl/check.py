"""Step 3, check: do the files fit together? What they refer to must exist, or nothing is published."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from etl.cells import area_code
from etl.extract import Row
from etl.header import ADD_COLUMN
from etl.layout import FILES
from etl.normalise import Records
from etl.problem import Problem, Reject, StructuralError
from etl.references import Known
from opc.catalogue import ABOVE_CITIES

# Without a row of these there is nothing to build. Policies, events and parts of cities may be still to come.
NEEDED = ("sources.csv", "cities.csv", "figures.csv")


def problems(rows: dict[str, list[Row]], *, roster: bool) -> list[Problem]:
    """Find everything across the files that stops the build. With a roster there are figures without figures.csv."""
    bare = [name for name in NEEDED if rows.get(name) == [] and not (roster and name == "figures.csv")]
    do = "put its rows back: the last good file has them"
    found = [Problem(name, None, None, "the file has a header and no rows", do) for name in bare]
    # Nothing is said of each cell that refers to a row of a file that has none.
    known = Known({name: [row.cells for row in file_rows] for name, file_rows in rows.items() if name not in bare})
    # A city with a faulty code is missed by all rows that are about it: causes stand above what follows from them.
    for name, file_rows in rows.items():
        if FILES[name].reference:
            found += _duplicates(name, file_rows)
    found += _confused(rows.get("cities.csv", []))
    for row in rows.get("cities.csv", []):
        found += _miscoded(row)
        found += _unnamed(row)
    for row in rows.get("areas.csv", []):
        found += _miscoded(row)
        found += _misplaced(row, known)
    missing = [
        Problem(name, row.line, gap.column, gap.found, gap.do)
        for name, file_rows in rows.items()
        for row in file_rows
        for gap in known.missing(name, row.cells)
    ]
    # By itself such a row is a bad one among good ones, and is rejected later.
    nameless = (
        [problem for name, file_rows in rows.items() for problem in _nameless(name, file_rows)] if missing else []
    )
    return found + nameless + missing


def beside(problems: list[Problem], rejects: list[Reject]) -> list[Reject]:
    """The rejects that no problem explains: not the empty cells of a missing column, nor those of a row out of step."""
    told = {(problem.file, problem.line, problem.column) for problem in problems}
    missing = {(problem.file, problem.column) for problem in problems if problem.do.startswith(ADD_COLUMN)}
    return [
        reject
        for reject in rejects
        if (reject.file, reject.column) not in missing
        and told.isdisjoint({(reject.file, reject.line, None), (reject.file, reject.line, reject.column)})
    ]


def require_rows(records: Records, *, roster: bool) -> None:
    """Raise StructuralError with all rejects where no row is left of a file that the build needs."""
    bare = [name for name in NEEDED if not records.kept[name] and not (roster and name == "figures.csv")]
    if bare:
        found, do = "none of its rows could be used", "mend the rows that are listed below"
        raise StructuralError([Problem(name, None, None, found, do) for name in bare], records.rejects)


def drop_orphans(records: Records) -> None:
    """Reject rows whose document, city or area was itself rejected; a city only loses the cell."""
    for name in FILES:
        if name == "sources.csv":
            continue
        known = Known({file: [record for _, record in pairs] for file, pairs in records.kept.items()})
        kept = []
        for row, record in records.kept.get(name, []):
            gaps = list(known.missing(name, row.cells))
            for gap in gaps:
                message = f"{gap.value!r} was rejected itself — mend its own row first"
                reason = "missing_value"
                records.rejects.append(Reject(name, row.line, gap.column, gap.value, reason, message))
            if not gaps:
                kept.append((row, record))
            elif name == "cities.csv":
                kept.append((row, record | {gap.column: None for gap in gaps}))
        records.kept[name] = kept
    places = {name: place for place, name in enumerate(FILES)}
    records.rejects.sort(key=lambda reject: (places[reject.file], reject.line))


def _nameless(name: str, rows: list[Row]) -> Iterator[Problem]:
    """Rows of a reference file that nothing can refer to; what means them is told that they are not there."""
    for row in rows if FILES[name].reference else ():
        for column in FILES[name].key:
            # A city without a code is told of its code.
            if not row.cells[column] and column != "ref_area":
                yield Problem(name, row.line, column, "the cell is empty", "fill it in")


def _duplicates(name: str, rows: list[Row]) -> Iterator[Problem]:
    """A number of a reference file that stands twice leaves open which of the two rows is meant."""
    first: dict[tuple[str, ...], int] = {}
    columns = FILES[name].key
    for row in rows:
        key = tuple(area_code(row.cells[c]) if c == "ref_area" else row.cells[c] for c in columns)
        if not all(key):
            continue
        if key in first:
            found = f"{' '.join(key)!r} stands in line {first[key]} already"
            do = "remove one of the two rows or correct its number"
            yield Problem(name, row.line, columns[-1], found, do)
        first.setdefault(key, row.line)


def _miscoded(row: Row) -> Iterator[Problem]:
    code = row.cells["ref_area"]
    if not re.fullmatch("[0-9]{6}", area_code(code)):
        found = f"{code!r} is not a code of six digits"
        yield Problem(row.file, row.line, "ref_area", found, "write the GB/T 2260 code")


def _unnamed(row: Row) -> Iterator[Problem]:
    for column in ("name_zh", "name_en"):
        if not row.cells[column]:
            yield Problem(row.file, row.line, column, "the city has no name", "write it")


def _confused(cities: list[Row]) -> Iterator[Problem]:
    """Two cities of one name, and a city that is in another province than those whose code begins alike."""
    first: dict[str, Row] = {}
    provinces: dict[str, Counter[str]] = defaultdict(Counter)
    for row in cities:
        provinces[row.cells["ref_area"][:2]][row.cells["province_zh"]] += 1
    for row in cities:
        code, name, province = (row.cells[column] for column in ("ref_area", "name_zh", "province_zh"))
        same = first.setdefault(name, row)
        if name and same.cells["ref_area"] != code:
            found = f"{name!r} is the name of {same.cells['ref_area']} in line {same.line} already"
            yield Problem(row.file, row.line, "name_zh", found, "correct the name or the code")
        others, cities_there = provinces[code[:2]].most_common(1)[0]
        # Of two cities that differ it is open which one is wrong.
        if re.fullmatch("[0-9]{6}", code) and province and others and province != others and cities_there > 1:
            found = f"{province!r}, but other cities whose code begins with {code[:2]} are in {others!r}"
            yield Problem(row.file, row.line, "province_zh", found, "correct the province or the code")


def _misplaced(row: Row, known: Known) -> Iterator[Problem]:
    """Whole cities come from cities.csv alone, and no city is a province."""
    code, level = area_code(row.cells["ref_area"]), row.cells["area_level"]
    cities = known.cities or {}
    if level == "city" or cities.get(code) == row.cells["area"]:
        found = f"{row.cells['area']!r} is a whole city"
        yield Problem(row.file, row.line, "area_level", found, "remove the row: cities.csv has the cities")
    elif level in ABOVE_CITIES and code in cities:
        found = f"{level!r}, but {code} is a city of cities.csv"
        yield Problem(row.file, row.line, "area_level", found, "correct the level or the code")
