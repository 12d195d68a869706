"""What rows refer to: documents, cities and areas."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from etl.cells import area_code
from etl.problem import did_you_mean, same_number
from opc import catalogue

SOURCE_COLUMNS = ("source_id", "population_source_id", "position_source_id")
PLACED = ("figures.csv", "policies.csv", "events.csv")


@dataclass(frozen=True)
class Reference:
    """A cell that refers to something that is not there."""

    column: str
    value: str
    found: str
    do: str


class Known:
    """The documents, cities and areas that there are; a file that could not be read knows everything."""

    def __init__(self, files: Mapping[str, Iterable[Mapping[str, object]]]) -> None:
        cities, areas, sources = (files.get(f"{name}.csv") for name in ("cities", "areas", "sources"))
        self.sources = None if sources is None else {str(row["source_id"]) for row in sources}
        self.cities = None if cities is None else {_code(row): str(row["name_zh"]) for row in cities}
        self.areas: dict[str, set[str]] | None = None
        if self.cities is not None and areas is not None:
            self.areas = {code: {name} for code, name in self.cities.items()}
            for row in areas:
                self.areas.setdefault(_code(row), set()).add(str(row["area"]))

    def missing(self, file: str, cells: Mapping[str, str]) -> Iterator[Reference]:
        """Yield every cell of a row that refers to something unknown. An empty cell refers to nothing."""
        if file != "sources.csv" and self.sources is not None:
            yield from self._missing_sources(cells)
        if file == "areas.csv" and self.cities is not None:
            yield from self._missing_city(cells)
        elif file in PLACED or file == "left_out.csv":
            yield from self._missing_place(cells)

    def _missing_sources(self, cells: Mapping[str, str]) -> Iterator[Reference]:
        for column in SOURCE_COLUMNS:
            number = cells.get(column, "")
            if number and number not in self.sources:
                found = f"{number!r} is not in sources.csv"
                do = f"add the document or correct the number{same_number(number, self.sources)}"
                yield Reference(column, number, found, do)

    def _missing_city(self, cells: Mapping[str, str]) -> Iterator[Reference]:
        value, level = cells["ref_area"], cells["area_level"]
        part_of_city = level in catalogue.codelist("area_level") and level not in catalogue.ABOVE_CITIES
        if value and part_of_city and area_code(value) not in self.cities:
            found = f"{value!r} is not in cities.csv"
            yield Reference("ref_area", value, found, "add the city or correct the code")

    def _missing_place(self, cells: Mapping[str, str]) -> Iterator[Reference]:
        value, area = cells["ref_area"], cells.get("area", "")
        if self.areas is None or not value:
            return
        code = area_code(value)
        names = self.areas.get(code)
        if not names:
            found = f"{value!r} is not in cities.csv or areas.csv"
            yield Reference("ref_area", value, found, f"add the city or correct the code{self._meant(value)}")
        elif area and area not in names:
            do = f"add it to areas.csv or correct the name{did_you_mean(area, names)}"
            yield Reference("area", area, f"{area!r} is no area of {code}", do)

    def _meant(self, value: str) -> str:
        """The code that is meant by 济南, 济南市, 370100.0 and 370100000000, as the tail of a remedy."""
        named = (code for code, name in self.cities.items() if value in (name, f"{name}市"))
        code = next(named, value[:6] if not value[6:].strip(".0") else "")
        return f"; did you mean {code!r}?" if code in self.areas else ""


def _code(row: Mapping[str, object]) -> str:
    return area_code(str(row["ref_area"] or ""))
