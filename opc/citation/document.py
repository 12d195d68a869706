"""The citation of a document: GB/T 7714—2015 in Chinese, author, title and date in English.

Dates are written no more precisely than they are known. A document without an address is none of the net ([Z]).
"""

from opc import wording
from opc.documents import documents, known
from opc.text import t
from opc.view import View
from opc.warehouse import Row


def citations(row: Row, view: View, stem: str = "") -> list[str]:
    """The documents of a row; `stem` is "fund" or "latest" for the documents of those."""
    return [citation(document, view) for document in documents(row, view, stem)]


def citation(document: Row, view: View) -> str:
    """One document; any row that names one by title, publisher, day and address will do. Empty where it names none."""
    if not document.get("title"):
        return ""
    publisher, title = document["publisher"], wording.title(document["title"], view.lang)
    published, url = document.get("published"), document.get("url")
    if view.lang == "zh":
        day = f"({wording.when(published, 'zh')})" if published else ""
        taken = known(view.version).get(document["source_id"], {}).get("retrieved")
        parts = (publisher, f"{title}{'[EB/OL]' if url else '[Z]'}", f"{day}[{taken}]" if taken else day, url)
        return ". ".join(filter(None, parts))
    day = wording.spelled(published, "en") if published else t("figure.undated", "en")
    named = _quoted(title) if title == document["title"] else f"{title}."
    return " ".join(filter(None, (f"{publisher}.", named, f"{day[0].upper()}{day[1:]}.", url)))


def _quoted(title: str) -> str:
    """A title in quotation marks, with single ones within."""
    quoted = title.translate(str.maketrans("“”", "‘’"))
    return f"“{quoted}{'' if quoted.endswith(tuple('.?!。？！')) else '.'}”"
