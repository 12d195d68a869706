"""A view as a Frictionless data package: the rows, their meaning, their documents, and a readme in both languages."""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from opc.datafiles.cells import MISSING, NOT_APPLICABLE, NOT_DISCLOSED, UNBOUNDED, csv_bytes
from opc.datafiles.documents import LICENCE, READING
from opc.datafiles.meanings import meanings
from opc.documents import documents
from opc.questions import questions
from opc.stamp import stamp
from opc.text import LANGUAGES, t
from opc.view import View
from opc.warehouse import Row

# One moment for all files: the same rows give the same bytes.
MOMENT = (2026, 1, 1, 0, 0, 0)
TYPES = {bool: "boolean", int: "integer", float: "number", date: "date"}
CELLS = {"not_disclosed": NOT_DISCLOSED, "unbounded": UNBOUNDED, "not_applicable": NOT_APPLICABLE}
SOURCE_COLUMNS = ("source_id", "publisher", "title", "published", "url")


def package_zip(name: str, values: Mapping[str, str], rows: Sequence[Row], view: View) -> bytes:
    """data.csv, dictionary.csv, sources.csv, README.md and datapackage.json in one archive."""
    explained = meanings(list(rows[0]) if rows else [], view)
    dictionary = [
        {"column": column, "type": _type(rows, column), "meaning": said} for column, said in explained.items()
    ]
    sources = _sources(rows, view)
    tables = {
        "data": (csv_bytes(rows, list(explained)), dictionary),
        "dictionary": (csv_bytes(dictionary, ("column", "type", "meaning")), _text("column", "type", "meaning")),
        "sources": (csv_bytes(sources, SOURCE_COLUMNS), _text(*SOURCE_COLUMNS)),
    }
    if not rows:
        del tables["data"]
    files = {f"{table}.csv": content for table, (content, _) in tables.items()}
    files["README.md"] = _readme(name, values, rows, view).encode("utf-8")
    described = {table: fields for table, (_, fields) in tables.items()}
    files["datapackage.json"] = json.dumps(_descriptor(name, described, view), ensure_ascii=False, indent=2).encode()
    return archive(files)


def archive(files: Mapping[str, bytes]) -> bytes:
    """Files as a zip whose bytes depend on nothing but their content."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for path, content in files.items():
            packed.writestr(zipfile.ZipInfo(path, MOMENT), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _type(rows: Sequence[Row], column: str) -> str:
    found = {TYPES.get(type(row[column]), "string") for row in rows if row[column] is not None}
    if found == {"integer", "number"}:
        return "number"
    return found.pop() if len(found) == 1 else "string"


def _text(*columns: str) -> list[dict[str, str]]:
    return [{"column": column, "type": "string", "meaning": ""} for column in columns]


def _sources(rows: Sequence[Row], view: View) -> list[Row]:
    """Each document of the rows once, whatever the column that names it begins with."""
    stems = [
        key.removesuffix("source_id").removesuffix("_") for key in next(iter(rows), {}) if key.endswith("source_id")
    ]
    found = {each["source_id"]: each for row in rows for stem in stems for each in documents(row, view, stem)}
    return [{column: found[code][column] for column in SOURCE_COLUMNS} for code in sorted(found)]


def _descriptor(name: str, tables: Mapping[str, Sequence[Mapping[str, str]]], view: View) -> dict[str, Any]:
    return {
        "$schema": "https://datapackage.org/profiles/1.0/datapackage.json",
        "name": f"opc-city-atlas-{name.replace('_', '-')}",
        "title": f"{t('app.name', 'en')}: {name}",
        "description": LICENCE,
        "version": view.version,
        "resources": [_resource(table, fields) for table, fields in tables.items()],
    }


def _resource(table: str, fields: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    described = [
        {"name": f["column"], "type": f["type"], **({"description": f["meaning"]} if f["meaning"] else {})}
        for f in fields
    ]
    return {
        "name": table, "path": f"{table}.csv", "type": "table", "scheme": "file", "format": "csv",
        "mediatype": "text/csv", "encoding": "utf-8-sig", "dialect": {"csv": {"delimiter": ","}},
        "schema": {"fields": described, "missingValues": list(MISSING)},
    }  # fmt: skip


def _readme(name: str, values: Mapping[str, str], rows: Sequence[Row], view: View) -> str:
    question = questions().get(name)
    asked = "".join(f"- `{key}` = `{value}`\n" for key, value in values.items() if value)
    said = [
        t(f"take.readme_{part}", lang, stamp=stamp(replace(view, lang=lang)), count=len(rows), **CELLS)
        for lang in LANGUAGES
        for part in ("stamp", "cells")
    ]
    head = f"# {t('app.name', 'zh')} · {t('app.name', 'en')}: {name}\n\n{question.grain if question else ''}\n\n{asked}"
    return "\n\n".join([head, *said, READING, LICENCE]) + "\n"
