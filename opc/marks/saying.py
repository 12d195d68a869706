"""What marks say beside a figure: its area, date, evidence, document."""

from collections.abc import Callable, Iterable, Sequence

from opc import typeset, wording
from opc.catalogue import indicators, label
from opc.charts.mark import Group, Mark
from opc.documents import documents
from opc.sharing.kept import kept
from opc.text import t
from opc.typeset import SEPARATOR
from opc.view import View
from opc.warehouse import Row


def is_whole(row: Row) -> bool:
    """Whether a figure covers a whole city, a whole province or the country."""
    return row["area_level"] in ("city", "province", "country")


def absence(row: Row, view: View) -> str:
    """Why a row has no figure that can be compared."""
    if row["status"] in ("blocked", "left_out"):
        return label("grade", row["grade"], view.lang)
    return t(f"figure.{row['status']}", view.lang)


def scenario(row: Row, indicator: str, lang: str) -> str:
    """Whether a figure is actual or a target; a threshold of today counts nothing that is there, it is in force."""
    if row["scenario"] == "actual" and indicators()[indicator].kind == "threshold":
        return t("figure.in_force", lang)
    return label("scenario", row["scenario"], lang)


def area_name(row: Row, view: View) -> str:
    """The area that a figure covers; the level where it is the whole city."""
    if is_whole(row):
        return label("area_level", row["area_level"], view.lang)
    return (row.get("area_en") if view.lang == "en" else row["area"]) or row["area"]


def context(row: Row, view: View, *before: str) -> str:
    """Area, date and evidence of a figure in one line; of a target its deadline, and the day of its publication."""
    day = wording.when(row["time_period"], view.lang)
    if row.get("scenario") != "target":
        return with_evidence((*before, area_name(row, view), day), row, view)
    limit = wording.due(row["deadline"], row["deadline_precision"], view.lang)
    return with_evidence((*before, area_name(row, view), limit, t("figure.published", view.lang, date=day)), row, view)


def with_evidence(parts: Sequence[str], row: Row, view: View) -> str:
    """Parts and the class of evidence, with the word for it: a letter alone has to be guessed."""
    return SEPARATOR.join((*parts, t("figure.evidence", view.lang, evidence=row["evidence"])))


def hover(row: Row, view: View) -> str:
    """Everything about one figure: city and what, the phrase and what it counts where, date, note, document."""
    what = view.name(row, "item") if row.get("item_zh") else indicators()[row["indicator"]].label(view.lang)
    return told(
        (view.name(row), what),
        (row["obs_text"], area_name(row, view), counted(row, view)),
        (wording.when(row["time_period"], view.lang), label("evidence", row["evidence"], view.lang)),
        (view.note(row),),
        (document(row, view),),
    )


def told(*lines: Iterable[str | None]) -> str:
    """The lines of a hover label, in the order that all have: city and what, value, date, source."""
    joined = (SEPARATOR.join(filter(None, parts)) for parts in lines)
    return "\n".join(wrapped(line) for line in joined if line)


def document(row: Row, view: View, stem: str = "") -> str:
    """The documents of a row by title, publisher and day, or nothing where there is none."""
    return typeset.joined((_document(each, view) for each in documents(row, view, stem)), view.lang)


def _document(row: Row, view: View) -> str:
    published = row["published"]
    by = f"{row['publisher']} {wording.when(published, view.lang) if published else ''}".strip()
    return f"{wording.title(row['title'], view.lang)} — {by}"


def wrapped(line: str) -> str:
    """One line of a hover label, cut to what it has room for."""
    return typeset.shortened(line, 84)


def published(row: Row) -> Row:
    """A row with the bounds that were published, where those asked for are left out or could not be worked out."""
    ends = ("low", "low_closed", "high", "high_closed")
    return row | {end: row[f"published_{end}"] for end in ends}


def as_published(row: Row, lang: str) -> str:
    """A published figure in the reader's language, and its phrase itself where that is in another."""
    return quoted(wording.figure(row, lang), row["obs_text"], lang)


def quoted(words: str, phrase: str | None, lang: str) -> str:
    """Words of ours, and the phrase that they stand for where it is not among them."""
    return words if not phrase or phrase in words else t("figure.quoted", lang, figure=words, phrase=phrase)


def counted(row: Row, view: View) -> str | None:
    """What a figure counts, in words."""
    return label("counts", row["counts"], view.lang) if row.get("counts") else None


def grouped(rows: Iterable[Row], heading: Callable[[Row], str], mark: Callable[[Row], Mark]) -> list[Mark | Group]:
    """Marks under headings; rows of one heading follow one another."""
    marks: list[Mark | Group] = []
    last = None
    for row in rows:
        if (words := heading(row)) != last:
            marks.append(Group(words))
            last = words
        marks.append(mark(row))
    return marks


@kept
def described(title: str, marks: Sequence[Mark | Group], lang: str) -> str:
    """A chart in words, for who cannot see it: its message, then each row; parts of a whole stand in their note."""
    return typeset.listed(title, (f"{m.label} {m.value or m.note}" for m in marks if isinstance(m, Mark)), lang)
