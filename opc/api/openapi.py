"""The description of the interface (OpenAPI 3.1), made from the heads of the query files and the columns they give."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from opc import datafiles, warehouse
from opc.api.answer import JSON
from opc.api.forms import LANG, MEDIA, SPOKEN, has_form
from opc.api.request import ROOT
from opc.api.schemas import ERROR, HEALTH, META, UNHEALTHY, Schema, envelope, parameter_schema, row_schema
from opc.datafiles.meanings import meanings
from opc.questions import Question, questions, understand
from opc.text import t

# The version of the interface: addresses and names; what stands in them has the version of the warehouse.
VERSION = "1.0.0"
BINARY = {"type": "string", "contentMediaType": "application/octet-stream"}
FILES = {
    "openapi.json": ("application/json", {"type": "object"}, "This description."),
    "dataset.jsonld": ("application/ld+json", {"type": "object"}, "The data set in the words of schema.org."),
    "warehouse.duckdb": ("application/vnd.duckdb", BINARY, "The whole warehouse as a DuckDB file."),
    "warehouse.parquet.zip": ("application/zip", BINARY, "All its tables as Parquet."),
}


def openapi_document(named: Mapping[str, str], version: str, today: date) -> dict[str, Any]:
    """The description, for a version of the warehouse."""
    cities = sorted(row["ref_area"] for row in understand("cities", {}, today, version).rows())
    paths = {"/healthz": {"get": _health()}}
    for address, name in [*named.items(), *((f"query/{name}", name) for name in questions())]:
        for form in filter(partial(has_form, name), MEDIA):
            path = address if form == "json" else f"{address}.{form}"
            paths[f"{ROOT}/{path}"] = {"get": _operation(path, form, questions()[name], cities, today)}
    for address, (media, schema, words) in FILES.items():
        responses = {"200": _content(words, media, schema)} | _errors()
        paths[f"{ROOT}/{address}"] = {"get": _summary(address, words) | {"responses": responses}}
    schemas = {"Meta": META, "Error": ERROR} | {name: _row(name, version, today) for name in questions()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": t("app.name", "en"),
            "version": VERSION,
            "summary": t("app.description", "en"),
            "description": f"{datafiles.documents.READING}\n\n{datafiles.documents.LICENCE}",
            "x-warehouse-version": version,
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {"schemas": schemas},
    }


def _operation(path: str, form: str, question: Question, cities: list[str], today: date) -> dict[str, Any]:
    schema = {"json": envelope(f"#/components/schemas/{question.name}"), "csv": {"type": "string"}}.get(form, BINARY)
    parameters = [
        {
            "name": parameter.name,
            "in": "query",
            "description": parameter.meaning,
            "schema": parameter_schema(parameter, cities, today),
        }
        for parameter in (*question.parameters, *((LANG,) if form in SPOKEN else ()))
    ]
    responses = {"200": _content(question.grain, MEDIA[form], schema)} | _errors()
    return _summary(path, question.grain) | {"parameters": parameters, "responses": responses}


def _summary(address: str, words: str) -> dict[str, str]:
    return {"operationId": address.replace("/", "_").replace(".", "_").replace("-", "_"), "summary": words}


def _row(name: str, version: str, today: date) -> Schema:
    asked = understand(name, {}, today, version)
    columns = warehouse.columns(name, asked.view, **asked.values)
    return row_schema(columns, meanings(list(columns), asked.view))


def _content(words: str, media: str, schema: Schema) -> dict[str, Any]:
    return {"description": words, "content": {media: {"schema": schema}}}


def _errors() -> dict[str, Any]:
    error = {"$ref": "#/components/schemas/Error"}
    return {
        "304": {"description": "What If-None-Match names is still right."},
        "400": _content("A parameter that is not known, or a value that is not allowed.", JSON, error),
        "503": _content("There is no warehouse in service.", JSON, error),
    }


def _health() -> dict[str, Any]:
    return _summary("healthz", "Whether there is data to serve, which, and of what age.") | {
        "responses": {
            "200": _content("There is.", "application/json", HEALTH),
            "503": _content("There is none.", "application/json", UNHEALTHY),
        }
    }
