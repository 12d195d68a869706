"""Rows as a JSON document that says what they are: the question, its parameters, the version, and how to read them."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from opc.questions import questions
from opc.view import View
from opc.warehouse import Row

READING = (
    "low and high are hard bounds in base units; *_closed says whether the bound itself belongs to the interval. Where "
    "only one of the two is given, the other is unbounded; where neither is, nothing is disclosed or it does not "
    "apply. assumed_* are customary readings and were not published."
)
LICENCE = "Facts compiled from the public documents named in each row; cite the document."


def plain(value: Any) -> Any:
    """A value as JSON holds it."""
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def json_document(
    name: str, values: Mapping[str, str], rows: Sequence[Row], version: str, view: View
) -> dict[str, Any]:
    """`meta` says what was asked of which version, `data` holds the rows as the pages draw them."""
    question = questions().get(name)
    return {
        "meta": {
            "query": name,
            "grain": question.grain if question else "",
            "parameters": dict(values),
            "evidence": view.evidence,
            "known_on": view.known_on.isoformat(),
            "version": version,
            "count": len(rows),
            "reading": READING,
            "licence": LICENCE,
        },
        "data": [{key: plain(value) for key, value in row.items()} for row in rows],
    }
