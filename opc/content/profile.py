"""The words of one city's profile."""

from collections.abc import Iterator, Sequence

from opc import citation, marks, messages, typeset, warehouse, wording
from opc.catalogue import indicators, label
from opc.content.overview import Fact
from opc.tables import Link, page_address
from opc.text import t
from opc.view import FLOOR_OF_LEADS, View
from opc.warehouse import Question, Row


def title(city: Row, figures: Sequence[Row], view: View) -> tuple[str, str]:
    """What the city has published of its teams; below it its size, and how much is known of it."""
    counts = {"count": city["figures"], "policies": city["policies"], "events": city["events"]}
    known, province = t("city.known", view.lang, **counts), view.name(city, "province")
    if city["population"] is None:
        size = t("city.size_unknown", view.lang, province=province)
    else:
        people = wording.number(city["population"], view.lang, 4 if view.lang == "zh" else 3, spelled_out=True)
        size = t("city.size", view.lang, province=province, population=people)
    return message(figures, view.name(city), view), marks.SEPARATOR.join((size, known))


def message(figures: Sequence[Row], city: str, view: View) -> str:
    """How many teams the city `city` has and wants, as it has published them; the preferred figures come first."""
    if not figures:
        return t("city.message_none", view.lang, city=city)
    claims: dict[str, Row] = {}
    for row in figures:
        if row["indicator"] == "resident_teams":
            claims.setdefault(row["scenario"], row)
    kind = "both" if len(claims) > 1 else next(iter(claims), "other")
    # A first batch is no stock: the title says so in words, and the figure need not say it again.
    first = "_first" if "actual" in claims and claims["actual"]["is_partial"] else ""
    said = {scenario: _claimed(row, view) for scenario, row in claims.items()}
    return t(f"city.message_{kind}{first}", view.lang, city=city, count=len(figures), **said)


def _claimed(row: Row, view: View) -> str:
    """A figure in a sentence; where it is of a part of the city, or counts something else, of which and what."""
    figure = wording.figure(row, view.lang)
    if row["is_partial"] and row["scenario"] == "actual":
        figure = wording.bounds(row, row["unit"], view.lang, row["per"])
    part = "" if marks.is_whole(row) else t("city.only", view.lang, area=typeset.inside(marks.area_name(row, view)))
    return messages.limited(figure, view, part, marks.counts_caution(row, view))


def places(rows: Sequence[Row], usual: Sequence[Row], view: View) -> Iterator[Fact]:
    """The places that the city may have by each core indicator; each leads to the comparison, its figure is to copy.

    `usual` are the same where 余, 多, 近 and 约 are read as usual: what that says beyond the bounds stands below them.
    """
    narrower = {row["indicator"]: row for row in usual}
    for row in rows:
        words = wording.rank(row["rank_best"], row["rank_worst"], view.lang)
        if (row["rank_best"], row["rank_worst"]) == (1, row["disclosed"]) != (1, 1):
            words = t("rank.anywhere", view.lang, place=words)
        address = page_address("compare", **dict(view.carried) | {"indicator": row["indicator"], "shown": "ranks"})
        count = t("overview.leader_of", view.lang, count=row["disclosed"])
        context = marks.SEPARATOR.join((wording.figure(row, view.lang), marks.context(row, view)))
        caution = marks.below(marks.cautions(row, view) if row["reasons"] else "")
        said = f"{_as_usual(row, narrower[row['indicator']], view)}{context}\n{count}{caution}"
        yield view.name(row, "indicator"), Link(words, address), said, citation.button(row, view)


def _as_usual(row: Row, usual: Row, view: View) -> str:
    """The places by the usual reading, on a line of their own; nothing where the bounds say as much."""
    best, worst = usual["rank_best"], usual["rank_worst"]
    if (best, worst) == (row["rank_best"], row["rank_worst"]):
        return ""
    return t("rank.usual", view.lang, place=typeset.within(wording.rank(best, worst, view.lang))) + "\n"


def by_family(figures: Sequence[Row]) -> dict[str, list[Row]]:
    """The figures by family of indicators, in the order of the catalogue."""
    found: dict[str, list[Row]] = {}
    for row in figures:
        found.setdefault(row["family"], []).append(row)
    return found


def family_name(family: str, view: View) -> str:
    """The name of a family."""
    return label("family", family, view.lang)


def facts(rows: Sequence[Row], view: View) -> Iterator[Fact]:
    """The preferred figure of each indicator and scenario, with how many others are published."""
    claims: dict[tuple[str, str, str | None], list[Row]] = {}
    for row in rows:
        # Two funds are not two claims about one.
        item = row["item_zh"] if row["earmark"] else None
        claims.setdefault((row["indicator"], row["scenario"], item), []).append(row)
    for first, *others in claims.values():
        what = marks.SEPARATOR.join(
            (view.name(first, "indicator"), marks.scenario(first, first["indicator"], view.lang))
        )
        context = [marks.context(first, view)]
        if first["earmark"]:
            context[:0] = [view.name(first, "item"), label("earmark", first["earmark"], view.lang)]
        if others:
            context.append(t("compare.claims", view.lang, count=len(others)))
        source = t("link.source", view.lang, title=wording.title(first["title"], view.lang))
        link = Link(wording.figure(first, view.lang), first["url"], source)
        words = marks.SEPARATOR.join(filter(None, context)) + marks.below(marks.counts_caution(first, view))
        yield what, link, words, citation.button(first, view)


def asks_province(city: str) -> Question:
    """What its province has published as targets: by GB/T 2260 the code of a city begins with that of its province."""
    province = f"{city[:2]}0000"
    # A municipality is its own: its targets are among those of the city.
    asked = [] if province == city else ["target"]
    return "observations", {"city": [province], "indicator": [], "scenario": asked, "page": 1, "page_size": 1000}


def province_title(city: Row, view: View) -> tuple[str, str]:
    """That targets are those of the province of a city, and none of the city itself."""
    names = {"province": view.name(city, "province"), "city": view.name(city)}
    return t("city.province", view.lang, **names), t("city.province_subtitle", view.lang, **names)


def weaker(view: View) -> str:
    """What is said below the evidence floor: leads alone, or what rests on weaker evidence. The key of its words."""
    return "leads" if view.evidence == FLOOR_OF_LEADS else "weaker"


def leads(city: str, view: View) -> int:
    """How much more is said of a city where unverified leads are let in."""
    firm, loose = (
        next(row for row in warehouse.query("cities", each) if row["ref_area"] == city)
        for each in (view, view.loosest())
    )
    return sum(loose[kind] - firm[kind] for kind in ("figures", "policies", "events"))


def silent(figures: Sequence[Row], view: View) -> str:
    """The indicators that the city does not disclose, by name, and of which it has said what it aims at."""
    known, aimed = ({row["indicator"] for row in figures if row["scenario"] == kind} for kind in ("actual", "target"))
    missing = [item for item in indicators().values() if item.core and item.code not in known]
    names = []
    for item in missing:
        name = typeset.within(item.label(view.lang))
        names.append(t("city.only_target", view.lang, name=name) if item.code in aimed else name)
    return t("city.undisclosed", view.lang, names=typeset.joined(names, view.lang)) if names else ""
