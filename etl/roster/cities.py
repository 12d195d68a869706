"""The cities that the product knows, by every way a roster may write them."""

import unicodedata
from pathlib import Path

from etl.cells import area_code
from etl.decode import decode
from etl.extract import read_table
from etl.problem import StructuralError


def known_cities(raw: Path) -> dict[str, int]:
    """Code, Chinese name with and without 市, and English name in lower case → code of the city.

    Raises StructuralError where cities.csv cannot be read.
    """
    name = "cities.csv"
    rows, problems = read_table(name, decode((raw / name).read_bytes()))
    if problems or rows is None:
        raise StructuralError(problems)
    spelled: dict[str, int] = {}
    for row in rows:
        code = area_code(row.cells["ref_area"])
        chinese = unicodedata.normalize("NFKC", row.cells["name_zh"])
        for spelling in (code, chinese, f"{chinese}市", row.cells["name_en"].lower()):
            spelled[spelling] = int(code)
    return spelled
