"""What the sections of a briefing are made from: the city, its peers, the view, and the documents cited so far."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from opc import marks, warehouse, wording
from opc.briefing.content import Section, Source, Table
from opc.columns import absent, link_to
from opc.documents import documents
from opc.tables import Cell, Column, said
from opc.text import t
from opc.view import View
from opc.warehouse import Question, Row


@dataclass(slots=True)
class Material:
    """One briefing in the making. Documents are numbered in the order in which they are first cited.

    `cities` are the city and its peers in the order of the page, so that other pages and other cities' briefings ask
    for the same list and share the answers.
    """

    city: Row
    cities: list[str]
    view: View
    documents: dict[str, Source] = field(default_factory=dict)
    indicators: dict[str, None] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name of the city."""
        return self.view.name(self.city)

    @property
    def peers(self) -> list[str]:
        """The cities without the one that the briefing is about."""
        return [code for code in self.cities if code != self.city["ref_area"]]

    def rows(self, question: Question) -> list[Row]:
        """The rows that answer a question."""
        name, parameters = question
        return warehouse.query(name, self.view, **parameters)

    def own(self, rows: Iterable[Row]) -> list[Row]:
        """The rows of the city itself."""
        return [row for row in rows if row["ref_area"] == self.city["ref_area"]]

    def say(self, key: str, **values: object) -> str:
        """The words of the briefing for `key`; the name of the city is always at hand."""
        return t(f"briefing.{key}", self.view.lang, **{"city": self.name} | values)

    def _cite(self, document: Row) -> int:
        code, lang = document["source_id"], self.view.lang
        if code not in self.documents:
            words = self.say(
                "citation",
                publisher=document["publisher"],
                title=wording.titled(document["title"], lang),
                date=wording.when(document["published"], lang),
            )
            brief = link_to(document, self.view).text
            self.documents[code] = Source(len(self.documents) + 1, words, document["url"], brief)
        return self.documents[code].number

    def cited(self, rows: Iterable[Row], *stems: str) -> tuple[int, ...]:
        """The numbers of all documents of some rows; those that are cited for the first time get theirs."""
        found = (each for row in rows for stem in stems or ("",) for each in documents(row, self.view, stem))
        return tuple(sorted(set(map(self._cite, found))))

    def reference(self, *stems: str) -> Column:
        """A column of the numbers of the documents: [1] [3]."""

        def cell(row: Row) -> Cell:
            return " ".join(f"[{number}]" for number in self.cited([row], *stems))

        return Column(self.say("sources"), cell)

    def defined(self, rows: Iterable[Row]) -> None:
        """Note the indicators of some rows, so that the briefing defines them."""
        self.indicators |= {row["indicator"]: None for row in rows if row.get("indicator")}

    def grid(self, caption: str, columns: Sequence[Column], rows: Sequence[Row], ends: Sequence[Column] = ()) -> Table:
        """Rows as a table of words; a workbook has the ends of their bounds beside them.

        A column that says nothing of any row is left out.
        """
        words = {column: [said(column.cell(row)) for row in rows] for column in columns}
        telling = [column for column in columns if any(words[column]) or not rows]
        return Table(
            caption,
            tuple(column.heading for column in telling),
            tuple(zip(*(words[column] for column in telling), strict=True)),
            tuple(column.numeric for column in telling),
            tuple(column.heading for column in ends),
            tuple(tuple(column.cell(row) for column in ends) for row in rows),
        )

    def silence(self, key: str, title: str) -> Section:
        """A section that says that there is nothing to say."""
        return Section(key, title, "", (self.say("nothing"),), None, None, ())


def figure_column(view: View) -> Column:
    """The figure as a reader says it, or why there is none."""
    return Column(t("table.figure", view.lang), lambda r: figure_words(r, view))


def figure_words(row: Row, view: View) -> Cell:
    """A figure as a reader says it; in place of a figure that is not there, why."""
    if not row.get("obs_text"):
        return absent(row, view) or t("figure.not_disclosed", view.lang)
    return wording.figure(row, view.lang)


def where_column(view: View) -> Column:
    """Area, date and evidence in one."""
    return Column(
        t("briefing.where", view.lang),
        lambda r: (
            marks.SEPARATOR.join(
                (marks.area_name(r, view), wording.when(r.get("time_period"), view.lang), r["evidence"])
            )
            if r.get("obs_text")
            else ""
        ),
    )


def graded(row: Row, view: View, reasons: str) -> str:
    """The grade of a comparison, with its reasons in words."""
    grade = marks.grade(row, view)
    return t("briefing.graded", view.lang, grade=grade, reasons=reasons) if reasons else grade
