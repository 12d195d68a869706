"""Rosters of invented teams, as large as wanted, for tests and measurements: `python -m tests.synthetic_roster`.

Nothing in them can be taken for real: every name says 合成, team numbers begin with SYN, the codes of the cities begin
with 9, which no division of China has, and the folder of the data is refused as a place.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import duckdb

from opc import catalogue

CITIES = 58
# One row in so many is an exact copy of the row before it, or has a defect, where defects are asked for.
COPY, DEFECT = 997, 499

# A row depends on its number alone. 387420489 has no factor in common with 10^9, so that team numbers stay unique.
ROWS = """
select
    printf('SYN%09d', (n * 387420489) % 1000000000) as team_id,
    printf('9%05d', 100 * (1 + luck % 58)) as ref_area,
    '合成' || ['东', '西', '南', '北', '中', '高新', '经开', '滨海'][1 + luck // 58 % 8] || '区' as district,
    '合成社区' || luck // 464 % 40 as community,
    '合成' || ['智能', '电商', '内容', '软件', '设计', '咨询', '教育', '硬件'][1 + luck // 20000 % 8] as sector,
    entered_on,
    case when luck // 7919 % 100 < 55 then entered_on + (luck // 104729 % 900)::integer end as left_on,
    (1 + luck // 1299709 % 5)::integer as headcount
from (
    select n, (hash(n) >> 1)::bigint as luck, date '2017-01-01' + (hash(n, 1) % 3530)::integer as entered_on
    from (
        select case when $copies and line % $copy = 0 then line - 1 else line end as n
        from range(1, $rows + 1) as lines (line)
    )
)
"""
# The defects, in turn: an unknown city, a day that does not exist, an exit before the entry, no people, no number.
DEFECTS = """
select
    case when defect = 5 then '' else team_id end as team_id,
    case when defect = 1 then '999900' else ref_area end as ref_area, district, community, sector,
    case when defect = 2 then '2024-02-30' else entered_on::varchar end as entered_on,
    case when defect = 3 then (entered_on - 1)::varchar else left_on::varchar end as left_on,
    case when defect = 4 then '0' else headcount::varchar end as headcount
from (select *, case when place % $defect = 0 then 1 + place // $defect % 5 else 0 end as defect
    from (select *, row_number() over () as place from ({rows})))
"""


def write_roster(path: Path, rows: int, *, dirty: bool = False) -> Path:
    """Write a roster to a .csv or .parquet file; a dirty one has copies of rows and defects."""
    _refuse_data(path)
    settings = {"rows": rows, "copies": dirty, "copy": COPY} | ({"defect": DEFECT} if dirty else {})
    query = DEFECTS.format(rows=ROWS) if dirty else ROWS
    for name, value in settings.items():
        query = query.replace(f"${name} ", f"{str(value).lower()} ").replace(f"${name})", f"{str(value).lower()})")
    form = "format csv, header" if path.suffix == ".csv" else "format parquet, compression zstd"
    with duckdb.connect(config={"memory_limit": "2GB"}) as connection:
        connection.execute(f"copy ({query.replace('$rows', str(rows))}) to '{path}' ({form})")
    return path


def write_cities(folder: Path) -> Path:
    """Write the cities.csv of these rosters into a folder, and give the folder."""
    _refuse_data(folder)
    header = (Path(catalogue.ROOT) / "data" / "raw" / "cities.csv").read_text(encoding="utf-8").splitlines()[0]
    empty = "," * (header.count(",") - 2)
    lines = [f"{900000 + 100 * n},合成市{n:02d},Synthetic {n:02d}{empty}" for n in range(1, CITIES + 1)]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "cities.csv").write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return folder


def _refuse_data(path: Path) -> None:
    data = (Path(catalogue.ROOT) / "data").resolve()
    if data in [path.resolve(), *path.resolve().parents]:
        raise ValueError(f"{path} lies in the folder of the real data — name another one")


def main(arguments: Sequence[str]) -> int:
    """Write a roster and its cities.csv."""
    parser = argparse.ArgumentParser(prog="python -m tests.synthetic_roster", description=__doc__)
    parser.add_argument("rows", type=int)
    parser.add_argument("path", type=Path, help="a .csv or .parquet file")
    parser.add_argument("--dirty", action="store_true", help="with copies of rows and defects")
    asked = parser.parse_args(arguments)
    print(write_roster(asked.path, asked.rows, dirty=asked.dirty), write_cities(asked.path.parent / "cities"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
