"""What a reader needs to know before quoting: the parts of the page of methods, each from the home of its rules."""

from opc.methods.comparing import grades, preferred, reasons
from opc.methods.counting import evidence, evidence_day, indicator_columns, not_counted
from opc.methods.parts import PAGE, PARTS, Term, address, contents, part
from opc.methods.phrases import kind, phrase_columns, readings
from opc.methods.progress import MONTH, formulas, states
from opc.methods.rules import errors, known, money

__all__ = [
    "MONTH",
    "PAGE",
    "PARTS",
    "Term",
    "address",
    "contents",
    "errors",
    "evidence",
    "evidence_day",
    "formulas",
    "grades",
    "indicator_columns",
    "kind",
    "known",
    "money",
    "not_counted",
    "part",
    "phrase_columns",
    "preferred",
    "readings",
    "reasons",
    "states",
]
