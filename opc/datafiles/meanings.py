"""What each column of a file means: from the comments of the warehouse, else from data/derived.yml, else composed.

`attainment_low` is the lower bound of `attainment`; `latest_period` is the period of the latest observation.
"""

from collections.abc import Sequence
from functools import cache

from opc import warehouse, yamlfile
from opc.catalogue import DATA
from opc.typeset import within
from opc.view import View

ENDS = {
    "_low_closed": "whether the lower bound belongs to the interval",
    "_high_closed": "whether the upper bound belongs to the interval",
    "_low": "lower bound; unbounded where only the upper one is given",
    "_high": "upper bound; unbounded where only the lower one is given",
}


@cache
def _derived() -> dict[str, dict[str, str]]:
    return yamlfile.read(DATA / "derived.yml")


def meanings(columns: Sequence[str], view: View) -> dict[str, str]:
    """The meaning of each column; KeyError names one that nothing explains."""
    comments: dict[str, str] = {}
    for row in warehouse.query("dictionary", view):
        comments.setdefault(row["column_name"], row["meaning"])
    return {name: _meaning(name, comments) for name in columns}


def _meaning(name: str, comments: dict[str, str]) -> str:
    known = comments | _derived()["columns"]
    if name in known:
        return known[name]
    for end, words in ENDS.items():
        stem = name.removesuffix(end)
        if stem != name and stem in known:
            return f"{known[stem]}: {words}"
    start, _, rest = name.partition("_")
    if start in _derived()["beginnings"] and rest:
        return f"{_derived()['beginnings'][start]}: {within(_meaning(rest, comments))}"
    raise KeyError(f"no meaning of the column '{name}' — add it to data/derived.yml")
