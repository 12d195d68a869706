"""The forms in which the rows of a query are had: their media types, and what one of them takes beside the question."""

from opc.api.answer import JSON, XLSX, ZIP
from opc.questions.values import Parameter
from opc.text import LANGUAGES

MEDIA = {"json": JSON, "csv": "text/csv", "zip": ZIP, "xlsx": XLSX}
# What is written for people, in one language.
SPOKEN = ("xlsx",)
LANG = Parameter("lang", f"one of {' '.join(LANGUAGES)}", LANGUAGES[0], "the language of the words")


def has_form(query: str, form: str) -> bool:
    """Whether the rows of a query are had in a form: as a workbook only where they have words."""
    if form not in SPOKEN:
        return form in MEDIA
    # Brings the words of all pages, which are not needed before.
    from opc.datafiles.worded import TABLES

    return query in TABLES
