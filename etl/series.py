"""The roll-up of a roster, which `python -m etl roster` writes, as an input of the build like the raw files."""

from __future__ import annotations

import io
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from etl.problem import Problem, StructuralError

if TYPE_CHECKING:
    import pyarrow as pa

NAME = "roster.parquet"
COUNTS = ("active", "entered", "left", "headcount")
KEYS = ["ref_area", "district", "sector", "level", "month_end"]
# The contract of the package etl.roster: names and types of Arrow.
COLUMNS = {
    **dict.fromkeys(("ref_area", "district", "sector", "level"), "string"),
    "month_end": "date32",
    **dict.fromkeys(COUNTS, "int64"),
    **dict.fromkeys(("median_stay_days", "survival_6", "survival_12"), "double"),
    "is_suppressed": "bool",
}


def read(folder: Path) -> dict[str, bytes]:
    """The file as it stands, by its name; nothing where no roster was rolled up."""
    path = folder / NAME
    return {NAME: path.read_bytes()} if path.is_file() else {}


def table(contents: Mapping[str, bytes], cities: Collection[str]) -> pa.Table:
    """The monthly series, one row a series and month; no rows without a roster.

    Raises StructuralError where the file is none of ours, or names cities that cities.csv does not.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([(name, pa.type_for_alias(kind)) for name, kind in COLUMNS.items()])
    if NAME not in contents:
        return schema.empty_table()
    try:
        # In one thread: one that still reads while a stopped build ends would take the process down with it.
        found = pq.read_table(io.BytesIO(contents[NAME]), use_threads=False).select(schema.names).cast(schema)
    except (pa.ArrowException, KeyError, OSError) as error:
        reason = " ".join(str(error).split())[:120]
        raise _problem(f"is no roll-up of a roster ({reason})", "or remove it") from error
    if unknown := sorted({city for city in found["ref_area"].to_pylist() if city not in cities}):
        raise _problem(f"counts cities that cities.csv does not hold: {', '.join(unknown)}", "or add them there")
    if wrong := _impossible(found):
        raise _problem(wrong, "or remove it")
    return found


def _impossible(found: pa.Table) -> str | None:
    """What no roll-up of ours can hold, and a file that was changed by hand may."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if negative := [name for name in COUNTS if (pc.min(found[name]).as_py() or 0) < 0]:
        return f"counts less than nothing in {', '.join(negative)}"
    day_after = pc.cast(pc.add(pc.cast(found["month_end"], pa.int32()), pa.scalar(1, pa.int32())), pa.date32())
    if len(found) and pc.max(pc.day(day_after)).as_py() != 1:
        return "has days in month_end that end no month"
    if found.group_by(KEYS).aggregate([([], "count_all")]).num_rows < len(found):
        return "has a series and month twice"
    return None


def _problem(found: str, otherwise: str) -> StructuralError:
    return StructuralError([Problem(NAME, None, None, found, f"write it anew with python -m etl roster, {otherwise}")])
