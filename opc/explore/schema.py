"""The tables and columns to ask: in English as the warehouse comments them, in Chinese as data/columns.yml says."""

from dataclasses import dataclass
from functools import cache
from itertools import groupby

from opc import warehouse, yamlfile
from opc.catalogue import DATA
from opc.text import entries
from opc.view import View


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a table: its name, its type in DuckDB and what it means."""

    name: str
    kind: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """A published table: its name, what its rows are, and its columns."""

    name: str
    meaning: str
    fields: tuple[Field, ...]


@cache
def chinese() -> dict[str, str]:
    """What columns mean, by column or table.column."""
    return yamlfile.read(DATA / "columns.yml")


def tables(view: View) -> list[Table]:
    """Every table of the warehouse. Where Chinese words are missing, the comment of the warehouse stands."""
    found = []
    for name, rows in groupby(warehouse.query("dictionary", view), lambda row: row["table_name"]):
        columns = list(rows)
        fields = tuple(
            Field(row["column_name"], row["data_type"], _meaning(name, row["column_name"], row["meaning"], view.lang))
            for row in columns
        )
        words = entries().get(f"explore.meaning.{name}", {}).get(view.lang) or columns[0]["table_meaning"]
        found.append(Table(name, words, fields))
    return found


def _meaning(table: str, column: str, comment: str, lang: str) -> str:
    if lang != "zh":
        return comment
    return chinese().get(f"{table}.{column}") or chinese().get(column) or comment
