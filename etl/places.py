"""Rows of cities.csv and areas.csv → cities and areas.

A city is referred to by every figure on it, so a bad optional cell costs the cell and not the row: the cell
stays empty and the defect is reported.
"""

from etl.cells import Cells, area_code
from opc.period import FIRST_YEAR, LAST_YEAR


def city(cells: Cells) -> dict[str, object]:
    """Build the city."""
    return {
        "ref_area": cells.ref_area(),
        "name_zh": cells.required("name_zh"),
        "name_en": cells.required("name_en"),
        "province_zh": cells.required("province_zh"),
        "province_en": cells.required("province_en"),
        "latitude": cells.number("latitude", -90, 90),
        "longitude": cells.number("longitude", -180, 180),
        "county_level_units": cells.number("county_level_units", 1, 1000, whole=True),
        "population": cells.number("population", 1, 10**9, whole=True),
        "population_date": cells.past("population_date", keep=True).end,
        "population_source_id": cells.text("population_source_id"),
        "position_source_id": cells.text("position_source_id"),
        "gdp_cny": cells.number("gdp_cny", 1, 10**16),
        "gdp_year": cells.number("gdp_year", FIRST_YEAR, LAST_YEAR, whole=True),
        "gdp_source": cells.text("gdp_source"),
    }


def area(cells: Cells) -> dict[str, object]:
    """Build the area."""
    return {
        "ref_area": cells.ref_area(),
        "area": cells.required("area"),
        "name_zh": cells.required("name_zh"),
        "name_en": cells.required("name_en"),
        "area_level": cells.code("area_level", "area_level"),
        "district": cells.text("district"),
    }


def whole_city(city_row: dict[str, str]) -> dict[str, object]:
    """The area that a figure on the whole city covers; the city's Chinese name is its code."""
    return {
        "ref_area": area_code(city_row["ref_area"]),
        "area": city_row["name_zh"],
        "name_zh": city_row["name_zh"],
        "name_en": city_row["name_en"],
        "area_level": "city",
    }
