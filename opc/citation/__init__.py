"""What a reader quotes: a sentence for a row, the citations of its documents, and the button that copies both."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from opc import tables, typeset
from opc.citation.document import citation, citations
from opc.citation.sentence import AS_PUBLISHED, has_own_teams, sentence
from opc.sharing.kept import kept
from opc.tables import Column, Copy
from opc.text import t
from opc.view import View
from opc.warehouse import Row

__all__ = ["AS_PUBLISHED", "button", "citation", "citations", "quote", "sentence", "table"]


# A phrase as published behind its figure (figure.quoted of text.yml, in English).
PHRASE = re.compile(r" \(“[^”]*”\)")


def quote(row: Row, view: View, asked: Mapping[str, Any] = AS_PUBLISHED) -> str:
    """What a click copies: the sentence, and below it the citations. Empty for a row that has nothing to quote.

    `asked` holds what the reader asked of the figures: `per`, `assumed`, `teams`.
    """
    said = sentence(row, view, asked)
    # The row of a document has nothing to say but its citation.
    if not said and "retrieved" not in row:
        return ""
    stems = ("fund", "latest") if has_own_teams(row) else ("", "fund", "latest")
    lines = (said, *(words for stem in stems for words in citations(row, view, stem)))
    return "\n".join(dict.fromkeys(filter(None, lines)))


def button(row: Row, view: View, asked: Mapping[str, Any] = AS_PUBLISHED) -> Copy | None:
    """The button that copies what a row has to quote, or none."""
    text = quote(row, view, asked)
    if not text:
        return None
    # What is heard is in the language of the page; the phrases as published are in what is copied.
    spoken = PHRASE.sub("", text)
    title = t("take.copy_of", view.lang, words=typeset.shortened(spoken[:81], 80))
    return Copy(t("take.copy", view.lang), text, t("take.copied", view.lang), title)


@kept
def table(
    rows: list[Row],
    columns: Callable[[View], Sequence[Column]],
    caption: str,
    asked: Mapping[str, Any] | None,
    view: View,
) -> str:
    """Rows as a table in HTML, each with its citation to copy; without them where `asked` is None.

    `columns` gives the columns in the language of a view.
    """
    if asked is None:
        return tables.table(rows, columns(view), caption)
    cite = Column(t("take.cite", view.lang), lambda row: button(row, view, asked), whole=True)
    quotable = any(quote(row, view, asked) for row in rows)
    return tables.table(rows, [*columns(view), cite] if quotable else columns(view), caption)
