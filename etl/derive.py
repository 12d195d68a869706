"""Step 4, derive: records → a warehouse file with schema, comments and what follows from several tables."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from etl import places, series
from etl.layout import FILES, TABLES
from etl.normalise import Records
from etl.problem import Problem, Reject, StructuralError
from opc import catalogue
from opc.form import form
from opc.quantity import lexicon

HERE = Path(__file__).parent
# The rules that queries share live in the warehouse, so that whoever opens the file has them too.
MACROS = HERE.parent / "opc" / "queries" / "macros.sql"
# Nothing is fetched from anywhere, and no local variable can stand in for a table by its name.
SETTINGS = {
    "python_enable_replacements": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
# Up to so many figures one thread builds; from so many on blocks are large.
FEW, MANY = 2_000, 50_000
# Every column gets the type of its table: pandas would make floats of integers with gaps.
DTYPES = {
    "VARCHAR": "string",
    "DOUBLE": "Float64",
    "BIGINT": "Int64",
    "INTEGER": "Int64",
    "BOOLEAN": "boolean",
    "DATE": "date32[day][pyarrow]",
}
# Columns that derive.sql fills.
DERIVED = {
    "observation": ("area_level", "known_from", "preference"),
    "policy": ("known_from",),
    "event": ("known_from",),
    "left_out": ("known_from",),
}
INDICATOR_COLUMNS = ("family", "kind", "unit", "per", "better", "core", "position")


def derive(
    path: Path,
    records: Records,
    inputs: Mapping[str, bytes],
    counts: Mapping[str, int],
    roster: pa.Table,
    version: str,
) -> None:
    """Build the warehouse file at `path`.

    `counts` says how many rows were read from each raw file; `roster` is what series.table gives.
    """
    with duckdb.connect(path, config=settings(counts["figures.csv"])) as connection:
        # One transaction: some three hundred statements that each write to the disk take twice as long.
        connection.begin()
        connection.execute(schema())
        for table, rows in _tables(records, inputs, counts, len(roster), version).items():
            connection.register(f"incoming_{table}", _frame(connection, table, rows))
        connection.register("incoming_roster", roster)
        try:
            fill(connection)
        except duckdb.Error as error:
            found = f"the tables do not take the rows ({' '.join(str(error).split())})"
            do = "correct the row named, or schema.sql"
            raise StructuralError([Problem(path.name, None, None, found, do)]) from error
        connection.execute("checkpoint")


def fill(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill the tables from those that come in, and commit the open transaction."""
    connection.execute(MACROS.read_text(encoding="utf-8"))
    connection.execute((HERE / "derive.sql").read_text(encoding="utf-8"))
    # DuckDB 2.0.0 finds no row of a large table again within the transaction that has written it.
    connection.commit()
    for name in ("targets.sql", "funds.sql"):
        connection.execute((HERE / name).read_text(encoding="utf-8"))


def settings(figures: int) -> dict[str, str]:
    """How a warehouse of so many figures is written.

    In the usual blocks of 256 kB a column, a few hundred rows would take 7 MB and not 0.6; many rows in small blocks
    take twice the place, and twice the time to read.
    """
    return SETTINGS | {"default_block_size": "262144" if figures > MANY else "16384"}


def schema() -> str:
    """The schema with the code lists written into its checks: {evidence} becomes 'A', 'B', 'C', 'D'."""

    # What observations are in is said by the indicators and by the grammar of phrases.
    lists = {"unit": sorted({one.unit for one in catalogue.indicators().values()}), "per": lexicon.PER_WORDS}

    def codes(match: re.Match[str]) -> str:
        allowed = lists.get(match[1]) or catalogue.codelist(match[1])
        return ", ".join("'" + code.replace("'", "''") + "'" for code in allowed)

    text = re.sub(r"\{(\w+)\}", codes, (HERE / "schema.sql").read_text(encoding="utf-8"))
    return "\n".join([text, *_shared(text), f"create macro warehouse_form() as '{form()}';"])


def _shared(text: str) -> Iterator[str]:
    """The comments that described_observation and target_progress take over: a column means the same there."""
    described = re.findall(r"(?m)^comment on column observation\.(\w+) is (.*)$", text)
    words = re.findall(r"(?m)^comment on column described_observation\.(\w+) is (.*)$", text)
    taken = set(re.findall(r"\btarget\.(\w+)", text)) - {"known_from"}
    yield from (f"comment on column described_observation.{name} is {said}" for name, said in described)
    yield from (
        f"comment on column target_progress.{name} is {said}" for name, said in described + words if name in taken
    )


def _tables(
    records: Records, inputs: Mapping[str, bytes], counts: Mapping[str, int], rows_of_roster: int, version: str
) -> dict[str, list[dict[str, object]]]:
    """The rows of every table."""
    tables = {TABLES[name]: [record for _, record in pairs] for name, pairs in records.kept.items()}
    tables["area"] += [places.whole_city(city) for city in tables["city"]]
    tables["indicator"] = _indicators()
    tables["reject"] = [_reject(reject) for reject in records.rejects]
    tables["build"] = [_input(version, name, inputs[name], counts[name], len(records.kept[name])) for name in FILES]
    if series.NAME in inputs:
        tables["build"].append(_input(version, series.NAME, inputs[series.NAME], rows_of_roster, rows_of_roster))
    return tables


def _input(version: str, name: str, content: bytes, read: int, used: int) -> dict[str, object]:
    return {
        "version": version,
        "file": name,
        "sha256": hashlib.sha256(content).hexdigest(),
        "rows_read": read,
        "rows_used": used,
        "rows_rejected": read - used,
    }


def _indicators() -> list[dict[str, object]]:
    return [
        {
            "indicator": indicator.code,
            **{column: getattr(indicator, column) for column in INDICATOR_COLUMNS},
            **{f"name_{lang}": indicator.name[lang] for lang in catalogue.LANGUAGES},
            **{f"definition_{lang}": indicator.definition[lang] for lang in catalogue.LANGUAGES},
        }
        for indicator in catalogue.indicators().values()
    ]


def _reject(reject: Reject) -> dict[str, object]:
    row = asdict(reject)
    return {**row, "column_name": row.pop("column"), "value": reject.value or None}


def _frame(connection: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, object]]) -> pd.DataFrame:
    """Put rows into a frame with the columns and types of their table."""
    types = connection.table(table)
    return pd.DataFrame(
        {
            column: pd.array([_plain(row.get(column)) for row in rows], dtype=DTYPES[str(dtype)])
            for column, dtype in zip(types.columns, types.types, strict=True)
            if column not in DERIVED.get(table, ())
        }
    )


def _plain(value: object) -> object:
    """Exact decimals become the doubles that the tables hold, at the very end and once."""
    return float(value) if isinstance(value, Decimal) else value
