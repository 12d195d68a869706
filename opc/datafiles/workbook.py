"""The rows of a query as a workbook (XLSX) in a reader's language: the table, its documents, and how to read it."""

from opc import citation, methods
from opc.catalogue import codelist, indicators
from opc.datafiles.worded import Worded, worded
from opc.documents import documents
from opc.questions import Asked
from opc.stamp import stamp
from opc.text import t
from opc.view import View
from opc.workbook import Book

# What a workbook is for is read by people. Excel takes ten times as many.
MOST_ROWS = 100_000


class TooLongError(ValueError):
    """A table has more rows than a workbook is made of."""


def workbook_bytes(asked: Asked) -> bytes:
    """The workbook in the language of `asked.view`: the table with its message, its sources, and how to read it.

    TooLongError where it would be longer than MOST_ROWS.
    """
    found, view = worded(asked), asked.view
    if len(found.rows) > MOST_ROWS:
        raise TooLongError(f"{len(found.rows)} rows are more than the {MOST_ROWS} of a workbook — take the CSV")
    book = Book(found.title, stamp(view), view.lang, made=view.known_on)
    _table(book, found, view)
    book.sources(_documents(found, view))
    book.terms(t("paper.read_me", view.lang), t("paper.row", view.lang), _terms(found, view))
    return book.bytes()


def _table(book: Book, found: Worded, view: View) -> None:
    sheet = book.sheet(t("table.open", book.lang))
    for row, (words, look) in enumerate(((found.title, "title"), (found.subtitle, "grey"), (stamp(view), "grey"))):
        book.words(sheet, row, 0, words, look)
    columns = (*found.columns, *found.ends)
    rows = [tuple(column.cell(row) for column in columns) for row in found.rows]
    bottom = book.table(sheet, 4, [column.heading for column in columns], rows, len(found.columns))
    # On paper the numbers, which the words say too, would press them into a type that nobody can read.
    sheet.print_area(0, 0, bottom - 1, len(found.columns) - 1)


def _documents(found: Worded, view: View) -> list[tuple[str, str, str | None]]:
    """Each document that a row rests on, once: its number, its citation, its address."""
    made: dict[str, tuple[str, str, str | None]] = {}
    for row in found.rows:
        for stem in found.stems:
            for document in documents(row, view, stem):
                code = document["source_id"]
                made[code] = code, citation.citation(document, view), document["url"]
    return list(made.values())


def _terms(found: Worded, view: View) -> list[tuple[str, str]]:
    """How bounds and what is missing are to be read, what the indicators count, and the classes of evidence."""
    lang, known, meanings = view.lang, indicators(), codelist("evidence_meaning")
    said = [(t("table.bounds", lang), t("paper.bounds", lang))] if found.ends else []
    said.append((t("figure.not_disclosed", lang), t("paper.missing", lang)))
    codes = dict.fromkeys(row["indicator"] for row in found.rows if row.get("indicator") in known)
    said += [(known[code].label(lang), known[code].definition[lang]) for code in codes]
    if any(row.get("grade") for row in found.rows):
        said += [(term.word, term.meaning) for term in methods.grades(lang)]
    return said + [(words[lang], meanings[code][lang]) for code, words in codelist("evidence").items()]
