"""The words of the overview: what leads, what is known, what is not."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from opc import citation, marks, typeset, wording
from opc.catalogue import label
from opc.columns import pick
from opc.sharing.kept import kept
from opc.stamp import limit
from opc.tables import Column, Copy, Link, MatrixRow, page_address
from opc.text import t
from opc.view import LOOSEST, View
from opc.warehouse import Row

LATELY = timedelta(days=30)
# What is measured (leading on to it where it leads anywhere), the figure, the words below it, and its citation.
Fact = tuple[str | Link, Link, str, Copy | None]


@kept
def title(coverage: Sequence[Row], extent: Row, view: View) -> tuple[str, str]:
    """The message: of how many cities something can be traced, and in how many documents."""
    cities = {row["ref_area"] for row in coverage}
    disclosing = {row["ref_area"] for row in coverage if row["figures_of_city"]}
    key = "title_leads" if view.evidence == LOOSEST else "title"
    message = t(f"overview.{key}", view.lang, cities=len(cities), disclosing=len(disclosing))
    if not extent["figures"]:
        return message, t("overview.subtitle_none", view.lang)
    # Where no document says its day of publication, none is the newest.
    newest = t("overview.subtitle_newest", view.lang, day=extent["newest"]) if extent["newest"] else ""
    of_cities = sum(row["figures"] for row in coverage)
    known = t(
        "overview.subtitle", view.lang, figures=extent["figures"], sources=extent["sources"], newest=newest,
        of_cities=of_cities,
    )  # fmt: skip
    return message, typeset.sentences((known, limit(view)), view.lang)


@kept
def facts(leaders: Sequence[Row], view: View) -> list[Fact]:
    """The highest figure of each leading indicator, with who discloses it and how many do."""
    found = []
    for row in leaders:
        context = marks.SEPARATOR.join((view.name(row), marks.context(row, view)))
        # Money is that for OPCs alone, which both the name of the tile and its count have to say.
        what, key, page = view.name(row, "indicator"), "overview.leader_of", "compare"
        if row["earmark"]:
            what, key, page = t("overview.leader_fund", view.lang), "overview.leader_of_fund", "funding"
        asked = dict(view.carried) | ({"indicator": row["indicator"]} if page == "compare" else {})
        all_cities = Link(what, page_address(page, **asked), t(f"overview.next_{page}", view.lang))
        count = t(key, view.lang, count=row["disclosing"])
        words = f"{context}\n{_later(row, view)}{count}{marks.below(marks.cautions(row, view))}"
        found.append((all_cities, _figure(row, view), words, citation.button(row, view)))
    return found


def _later(row: Row, view: View) -> str:
    """What the same city has published since, on a line of its own: the highest is not always the last."""
    if not row["latest_text"]:
        return ""
    date = wording.when(row["latest_period"], view.lang)
    return t("overview.latest", view.lang, figure=marks.latest(row, view), date=date) + "\n"


@kept
def newest(rows: Sequence[Row], view: View) -> list[Fact]:
    """The figures that became public last."""
    found = []
    for row in rows:
        what = marks.SEPARATOR.join(
            (view.name(row), view.name(row, "indicator"), marks.scenario(row, row["indicator"], view.lang))
        )
        day = wording.when(row["published"], view.lang) if row["published"] else ""
        public = t("figure.published", view.lang, date=day) if day else wording.when(row["time_period"], view.lang)
        place = marks.with_evidence((marks.area_name(row, view), public), row, view)
        words = marks.SEPARATOR.join((place, row["publisher"])) + marks.below(marks.counts_caution(row, view))
        found.append((what, _figure(row, view), words, citation.button(row, view)))
    return found


def lately(extent: Row) -> date | None:
    """A month before the newest document; None where none says its day of publication."""
    return extent["newest"] and extent["newest"] - LATELY


def _figure(row: Row, view: View) -> Link:
    return Link(wording.figure(row, view.lang), row["url"], t("link.source", view.lang, title=row["title"]))


@kept
def matrix(coverage: Sequence[Row], view: View) -> list[MatrixRow]:
    """Cities that disclose anything and the reader's own, by family: how many figures, and their best evidence."""
    coverage = marks.home_first(coverage, view)
    families = list(dict.fromkeys(row["family"] for row in coverage))
    heading = MatrixRow(
        t("table.city", view.lang), [label("family", f, view.lang) for f in families] + [t("city.policies", view.lang)]
    )
    rows = [heading]
    for _, cells in groupby(coverage, lambda row: row["ref_area"]):
        by_family = {row["family"]: row for row in cells}
        first = next(iter(by_family.values()))
        if _is_silent(first, view):
            continue
        counts = [by_family[f]["figures"] for f in families]
        words = [
            f"{row['figures']} {row['best_evidence']}" if row["figures"] else ""
            for row in (by_family[f] for f in families)
        ]
        rows.append(
            MatrixRow(
                marks.city_link(first, view), [*words, str(first["policies"] or "")], [*counts, first["policies"]]
            )
        )
    return rows


def coverage_columns(view: View) -> list[Column]:
    """The same as a table: figures of each family, how many are targets, their best evidence, the latest day."""
    lang = view.lang
    return [
        *pick(view, "city"),
        Column(t("methods.family", lang), lambda r: label("family", r["family"], lang)),
        Column(t("methods.figures", lang), lambda r: r["figures"], numeric=True),
        Column(t("overview.targets", lang), lambda r: r["targets"], numeric=True),
        Column(t("table.evidence", lang), lambda r: r["best_evidence"]),
        Column(t("table.date", lang), lambda r: r["latest"] and r["latest"].isoformat()),
    ]


@kept
def standing(targets: Sequence[Row], view: View) -> list[MatrixRow]:
    """Targets by city and state: how many of each."""
    states = list(dict.fromkeys(row["state"] for row in targets))
    rows = [MatrixRow(t("table.city", view.lang), [t(f"progress.state.{state}", view.lang) for state in states])]
    cities: dict[str, list[Row]] = {}
    for row in marks.distinct(targets):
        cities.setdefault(row["ref_area"], []).append(row)
    for found in sorted(cities.values(), key=lambda found: (not marks.is_home(found[0], view), -len(found))):
        counts = [sum(row["state"] == state for row in found) for state in states]
        rows.append(MatrixRow(marks.city_link(found[0], view), [str(count or "") for count in counts], counts))
    return rows


def home(coverage: Sequence[Row], view: View) -> Row:
    """The first row of the reader's own city."""
    return next(row for row in coverage if marks.is_home(row, view))


@kept
def silent(coverage: Sequence[Row], view: View) -> list[Link]:
    """The cities of which nothing can be traced, each leading to its profile."""
    nothing = {row["ref_area"]: row for row in coverage if _is_silent(row, view)}
    return [marks.city_link(row, view) for row in nothing.values()]


def _is_silent(city: Row, view: View) -> bool:
    """Whether nothing can be traced of a city; the reader's own has a row all the same."""
    return not (city["figures_of_city"] or city["policies"] or marks.is_home(city, view))
