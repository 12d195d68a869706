"""The citation of a document: GB/T 7714—2015 in Chinese, author, title and date in English.

Dates are written no more precisely than they are known. A document without an address is none of the net ([Z]).
"""

from datetime import date
from functools import lru_cache

from opc import warehouse, wording
from opc.text import t
from opc.view import View
from opc.warehouse import Row


def citation(row: Row, view: View, stem: str = "") -> str:
    """The document of a row; `stem` is "fund" or "latest" for the documents of those. Empty where the row has none."""
    at = f"{stem}_" if stem else ""
    if not row.get(f"{at}title"):
        return ""
    code = row[f"{at}source_id"]
    publisher, title = row[f"{at}publisher"], wording.title(row[f"{at}title"], view.lang)
    published, url = row.get(f"{at}published"), row.get(f"{at}url")
    if view.lang == "zh":
        day, taken = f"({wording.when(published, 'zh')})" if published else "", _retrieved(view.version).get(code)
        parts = (publisher, f"{title}{'[EB/OL]' if url else '[Z]'}", f"{day}[{taken}]" if taken else day, url)
        return ". ".join(filter(None, parts))
    day = wording.spelled(published, "en") if published else t("figure.undated", "en")
    named = _quoted(title) if title == row[f"{at}title"] else f"{title}."
    return " ".join(filter(None, (f"{publisher}.", named, f"{day[0].upper()}{day[1:]}.", url)))


def _quoted(title: str) -> str:
    """A title in quotation marks, with single ones within."""
    quoted = title.translate(str.maketrans("“”", "‘’"))
    return f"“{quoted}{'' if quoted.endswith(tuple('.?!。？！')) else '.'}”"


@lru_cache(maxsize=4)
def _retrieved(version: str) -> dict[str, str]:
    """When each document was collected, by its number."""
    rows = warehouse.query("retrieval", View("", "zh", "D", date.max, version))
    return {row["source_id"]: row["retrieved"] for row in rows}
