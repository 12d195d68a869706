"""JSON schemas of what the interface takes and gives, from the kinds of parameters and the types of columns."""

import re
from datetime import date
from typing import Any

from opc.questions.values import GROUPS, Parameter, choices, span

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
TYPES = {"DOUBLE": "number", "FLOAT": "number", "BOOLEAN": "boolean"}
WHOLE = re.compile(r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?")


def parameter_schema(parameter: Parameter, cities: list[str], today: date) -> Schema:
    """What values a parameter takes. Names of cities are read too; the codes are what the interface promises."""
    kind = parameter.kind
    if kind.startswith("number"):
        least, most = span(kind)
        return {"type": "integer", "minimum": least, "maximum": most, "default": int(parameter.default)}
    if kind == "flag":
        return {"type": "boolean", "default": parameter.default == "true"}
    fixed: dict[str, Schema] = {
        "day": {"anyOf": [{"const": "today"}, TEXT | {"format": "date", "pattern": _up_to(today)}]},
        "text": TEXT,
        # Which there are is data, and there may be hundreds of thousands.
        "figure": TEXT,
        "documents": TEXT,
        "city": TEXT | {"enum": cities},
        "cities": TEXT | {"pattern": f"^(all|{_list(cities)})?$"},
        "peers": TEXT | {"pattern": f"^(all|{_list(cities)}|({'|'.join(GROUPS)}):({'|'.join(cities)}))?$"},
    }
    schema = fixed.get(kind)
    if schema is None:
        codes = choices(kind)
        single = kind == "indicator" or kind.startswith("one of ")
        schema = TEXT | ({"enum": codes} if single else {"pattern": f"^({_list(codes)})?$"})
    return schema | {"default": parameter.default}


def _up_to(day: date) -> str:
    """A pattern of the days up to one: JSON schema knows no greatest text. They agree with it up to a smaller digit."""
    written = day.isoformat()
    before = (
        f"{written[:place]}[0-{int(digit) - 1}]{re.sub('[0-9]', '[0-9]', written[place + 1 :])}"
        for place, digit in enumerate(written)
        if digit.isdigit() and digit != "0"
    )
    return f"^({'|'.join((*before, written))})$"


def _list(codes: list[str]) -> str:
    one = f"({'|'.join(codes)})"
    return f"{one}(,{one})*"


def row_schema(columns: dict[str, str], meanings: dict[str, str]) -> Schema:
    """The schema of one row; every column is there in every row."""
    properties = {
        name: column_schema(kind) | ({"description": meanings[name]} if name in meanings else {})
        for name, kind in columns.items()
    }
    return {"type": "object", "properties": properties, "required": list(columns), "additionalProperties": False}


def column_schema(kind: str) -> Schema:
    """The schema of one value. Any may be null: not disclosed, unbounded or not applicable."""
    if kind.endswith("[]"):
        return {"type": ["array", "null"], "items": column_schema(kind.removesuffix("[]"))}
    if kind == "DATE":
        return {"type": ["string", "null"], "format": "date"}
    name = "integer" if WHOLE.fullmatch(kind) else TYPES.get(kind, "number" if "DECIMAL" in kind else "string")
    return {"type": [name, "null"]}


def _closed(**properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


COUNT: Schema = {"type": "integer", "minimum": 0}
WORDS = dict.fromkeys(("query", "grain", "evidence", "known_on", "version", "reading", "licence"), TEXT)
META: Schema = {
    "type": "object",
    "properties": {
        **WORDS,
        "parameters": {"type": "object", "additionalProperties": TEXT},
        "count": COUNT,
        **dict.fromkeys(("total", "page", "page_size", "pages"), COUNT),
    },
    "required": [*WORDS, "parameters", "count"],
}
ERROR = _closed(
    error=_closed(
        status={"type": "integer"},
        message=TEXT,
        parameter={"type": ["string", "null"]},
        found={"type": ["string", "null"]},
        allowed={"type": "array", "items": TEXT},
    )
)
HEALTH = _closed(status={"const": "ok"}, version=TEXT, age_seconds=COUNT)
UNHEALTHY = _closed(status={"const": "no warehouse"})


def envelope(row: str) -> Schema:
    """The document around the rows of a schema."""
    return _closed(meta={"$ref": "#/components/schemas/Meta"}, data={"type": "array", "items": {"$ref": row}})
