"""The cities that the product knows, by every way a roster may write them."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from etl.cells import area_code
from etl.decode import decode
from etl.extract import read_table
from etl.problem import StructuralError


def known_cities(raw: Path) -> dict[str, int]:
    """Code, English name in lower case and Chinese name as `spellings` has it → code of the city.

    What two cities might be called means neither. Raises StructuralError where cities.csv cannot be read.
    """
    name = "cities.csv"
    rows, problems = read_table(name, decode((raw / name).read_bytes()))
    if problems or rows is None:
        raise StructuralError(problems)
    meant: dict[str, set[int]] = {}
    for row in rows:
        code = area_code(row.cells["ref_area"])
        chinese = spellings(code, row.cells["name_zh"], row.cells["province_zh"])
        for spelling in (code, row.cells["name_en"].lower(), *chinese):
            meant.setdefault(spelling, set()).add(int(code))
    return {spelling: codes.pop() for spelling, codes in meant.items() if len(codes) == 1}


def spellings(code: str, name: str, province: str) -> Iterator[str]:
    """A city in Chinese with and without what it is, and after its province: 济南, 济南市, 山东济南, 山东省济南市."""
    name, province = (unicodedata.normalize("NFKC", text) for text in (name, province))
    names = [name, *(f"{name}{suffix}" for suffix in _suffixes(code))]
    # However much of it is said: 广西 and 广西壮族自治区, 黑龙江 and 黑龙江省.
    before = ["", *(province[:length] for length in range(2, len(province) + 1))]
    # The usual ones first, as where they are looked up one after the other.
    yield from (f"{said}{name}" for said in before for name in names)


def _suffixes(code: str) -> Iterator[str]:
    """What follows the name: GB/T 2260 numbers counties in the last two digits, and in the middle ones from 21 to 50
    what is no city but lies beside them, as 雄安新区 does."""
    yield "市"
    if not code.endswith("00"):
        yield "县"
    elif "21" <= code[2:4] <= "50":
        yield "新区"
