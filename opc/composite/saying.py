"""What is said of the composite: who has no rank, which orders hold, and by which indicators cities can be ranked."""

from collections.abc import Iterable, Sequence

from opc import typeset
from opc.catalogue import indicators
from opc.composite.rankable import Rankable
from opc.composite.score import Composite
from opc.questions import today
from opc.text import t
from opc.view import LOOSEST, View
from opc.warehouse import Row

MOST_PAIRS = 16


def said(result: Composite, rows: Sequence[Row], view: View) -> list[str]:
    """Who has no score, and which orders no weighting can reverse."""
    if not result.bands:
        return [t("composite.nobody", view.lang, count=len(result.excluded))]
    words = []
    if not result.is_ranking:
        words.append(t("composite.alone", view.lang, name=_named(rows, [result.bands[0].ref_area], view)))
    if result.excluded:
        listed = _named(rows, [city.ref_area for city in result.excluded], view)
        words.append(t("composite.excluded", view.lang, count=len(result.excluded), names=listed))
    if result.dominance:
        names = _names(rows, view)
        pairs = [f"{names[first]} > {names[second]}" for first, second in result.dominance[:MOST_PAIRS]]
        listed = typeset.joined(pairs, view.lang)
        key = "dominance_some" if len(pairs) < len(result.dominance) else "dominance"
        words.append(t(f"composite.{key}", view.lang, count=len(result.dominance), pairs=listed))
    return words


def way_out(found: Rankable | None, rows: Sequence[Row], view: View) -> str:
    """By which indicators at least two of the cities can be ranked, and which; or that no weights would do it."""
    if len(_names(rows, view)) == 1:
        return t("composite.one_city", view.lang)
    if not found:
        ways = [t("composite.no_way", view.lang)]
        ways += [t("notice.looser", view.lang)] if view.evidence != LOOSEST else []
        ways += [t("notice.later", view.lang)] if view.known_on < today() else []
        return typeset.sentences(ways, view.lang)
    key = "way_out" if len(found.indicators) > 1 else "way_out_one"
    counts = {"count": len(found.indicators), "cities": len(found.cities)}
    ranked = _named(rows, found.cities, view)
    return typeset.spaced(t(f"composite.{key}", view.lang, names=_indicators(found, view), ranked=ranked, **counts))


def these_alone(found: Rankable, view: View) -> str:
    """The words of the link that takes the weight of all other indicators away."""
    return t("composite.these_alone", view.lang, names=_indicators(found, view))


def _indicators(found: Rankable, view: View) -> str:
    labels = (typeset.within(indicators()[code].label(view.lang)) for code in found.indicators)
    return typeset.joined(labels, view.lang)


def _names(rows: Iterable[Row], view: View) -> dict[str, str]:
    return {row["ref_area"]: view.name(row) for row in rows}


def _named(rows: Iterable[Row], cities: Iterable[str], view: View) -> str:
    names = _names(rows, view)
    return typeset.joined((names[city] for city in cities), view.lang)
