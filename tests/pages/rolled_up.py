"""A warehouse with an invented roll-up of a roster: the real data has none, and Trends is a few sentences then."""

from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from etl.build import build
from etl.series import COLUMNS, NAME
from tests.conftest import ROOT

CITY, MONTHS = "370100", 14
RAW = ROOT / "tests" / "etl" / "fixtures" / "good"
PARTS = [("city", None, None), ("district", "合成东区", None), ("district", "", None), ("sector", None, "合成软件")]


def _months(level: str, district: str | None, sector: str | None) -> list[dict]:
    """Month ends of 2025 and 2026; the stock of the third month is hidden, and all flows of the sector are."""
    ends = [date(2025 + n // 12, n % 12 + 1, 1) - timedelta(days=1) for n in range(1, MONTHS + 1)]
    part = {"ref_area": CITY, "level": level, "district": district, "sector": sector}
    return [
        part
        | {
            "month_end": end,
            "active": None if n == 2 else 10 + n,
            "entered": None if level == "sector" else 4,
            "left": None if level == "sector" else 3,
            "headcount": None if n == 2 else 30,
            "median_stay_days": 90.0,
            "survival_6": 0.75 if n > 6 else None,
            "survival_12": 0.5 if n > 12 else None,
            "is_suppressed": n == 2 or level == "sector",
        }
        for n, end in enumerate(ends)
    ]


def _untold(row: dict) -> dict:
    """The same row without a figure."""
    return {
        name: value if name in ("ref_area", "level", "district", "sector", "month_end") else None
        for name, value in row.items()
    } | {"is_suppressed": True}


def build_rolled_up(place: Path, parts: list[tuple] = PARTS, hidden: list[tuple] | None = None) -> Path:
    """A warehouse of the fixture with the invented roll-up of some parts, and of others that are hidden altogether."""
    schema = pa.schema([(name, pa.type_for_alias(kind)) for name, kind in COLUMNS.items()])
    rows = [row for part in parts for row in _months(*part)]
    rows += [_untold(row) for part in hidden or () for row in _months(*part)]
    pq.write_table(pa.Table.from_pylist(rows, schema), place / NAME)
    build(RAW, place / "warehouse", roster=place)
    return place / "warehouse"
