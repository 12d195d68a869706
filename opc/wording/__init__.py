"""Numbers, bounds, phrases and dates in a reader's words."""

from opc.wording.dates import deadline, due, spelled, when
from opc.wording.numbers import RATE, a_team, amount, bounds, number, per_resident, place, rank, unit
from opc.wording.phrases import figure, offer, phrase, title, titled

__all__ = [
    "RATE",
    "a_team",
    "amount",
    "bounds",
    "deadline",
    "due",
    "figure",
    "number",
    "offer",
    "per_resident",
    "phrase",
    "place",
    "rank",
    "spelled",
    "title",
    "titled",
    "unit",
    "when",
]
