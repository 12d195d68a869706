"""Tables: what may stand in them, and how it is written as HTML."""

from opc.tables.cells import (
    Absent,
    Cell,
    Column,
    Copy,
    Link,
    MatrixRow,
    Number,
    Strong,
    is_web_address,
    page_address,
    said,
)
from opc.tables.markup import BETWEEN, SHORT, anchor, button, figure, headline, is_short, matrix, table, together, words

__all__ = [
    "BETWEEN",
    "SHORT",
    "Absent",
    "Cell",
    "Column",
    "Copy",
    "Link",
    "MatrixRow",
    "Number",
    "Strong",
    "anchor",
    "button",
    "figure",
    "headline",
    "is_short",
    "is_web_address",
    "matrix",
    "page_address",
    "said",
    "table",
    "together",
    "words",
]
