"""How many cities disclose an indicator, how many of them like for like, and who may be first."""

from collections.abc import Sequence

from opc import marks, typeset, wording
from opc.catalogue import Indicator
from opc.text import t
from opc.view import View
from opc.warehouse import Row

# Cities that a title names; of more it says how many they are.
MOST_NAMED = 3


def comparison(
    rows: Sequence[Row],
    indicator: Indicator,
    per: str,
    scenario: str,
    view: View,
    like: bool = False,
    unlisted: int = 0,
) -> tuple[str, str]:
    """How many of the cities disclose the indicator, what it measures, and how many cities are not among them."""
    name = typeset.within(indicator.label(view.lang))
    if scenario == "target":
        name = t("compare.target_of", view.lang, indicator=name)
    title = _disclosing(rows, name, view)
    key = "compare.subtitle_like" if like else "compare.subtitle"
    own = marks.mine(rows, view)
    said = [t("compare.own", view.lang, city=view.name(row), said=_own(row, per, view)) for row in own]
    said += [t("compare.subtitle_target", view.lang)] if scenario == "target" else []
    said.append(t(key, view.lang, definition=indicator.definition[view.lang]))
    if per == "resident":
        said.append(t("compare.subtitle_resident", view.lang))
    said.append(_others(rows, view))
    if unlisted:
        said.append(t("compare.unlisted", view.lang, count=unlisted))
    return title, typeset.sentences(said, view.lang)


def _own(row: Row, per: str, view: View) -> str:
    """What a city has published, or why there is nothing to compare."""
    if row["status"] != "disclosed":
        return marks.absence(row, view)
    figure = wording.per_resident(row, view.lang) if per == "resident" else wording.figure(row, view.lang)
    return marks.SEPARATOR.join((figure, marks.context(row, view)))


def _disclosing(rows: Sequence[Row], name: str, view: View) -> str:
    """How many disclose, and how many of them are like for like: without that, a number invites to compare.

    Some are not drawn: left out as not like for like, or without a population to divide by.
    """
    published = [row for row in rows if row["status"] in ("disclosed", "no_population", "left_out")]
    if not published:
        return t("compare.title_none", view.lang, indicator=name)
    unscaled = sum(row["status"] == "no_population" for row in published)
    said = {
        "unscaled": t("compare.unscaled", view.lang, count=unscaled) if unscaled else "",
        "alike": alike([row["grade"] == "like_for_like" for row in published], view),
    }
    return t("compare.title", view.lang, indicator=name, disclosed=len(published), **said)


def alike(figures: Sequence[bool], view: View) -> str:
    """How many figures are like for like; of one alone, only that it is not."""
    if len(figures) == 1:
        return "" if figures[0] else t("compare.unlike", view.lang)
    key = "all_alike" if all(figures) else "some_alike" if any(figures) else "none_alike"
    return t(f"compare.{key}", view.lang, count=sum(figures))


def _others(rows: Sequence[Row], view: View) -> str:
    """Who of those asked for discloses nothing, and who something that cannot be compared, which is not silence."""
    silent = sum(row["status"] == "not_disclosed" for row in rows)
    missing = t("compare.missing", view.lang, count=silent) if silent else ""
    blocked = _blocked([view.name(row) for row in rows if row["status"] == "blocked"], view)
    said = typeset.clauses((missing, blocked), view.lang)
    return t("compare.others", view.lang, said=said) if said else ""


def _blocked(names: Sequence[str], view: View) -> str:
    """Whose figures cannot be compared: a few by name, for a number alone leaves a reader to look for them."""
    if not names:
        return ""
    key = "blocked" if len(names) <= MOST_NAMED else "blocked_many"
    return t(f"compare.{key}", view.lang, count=len(names), names=typeset.joined(names, view.lang))


def ranks(rows: Sequence[Row], indicator: Indicator, view: View) -> tuple[str, str]:
    """Who may be first within the bounds, and how many figures are not like for like."""
    if not rows:
        return t("rank.none", view.lang), ""
    unlike = sum(row["grade"] != "like_for_like" for row in rows)
    caution = t("rank.caution", view.lang, count=unlike) if unlike else ""
    said = [
        t("compare.own", view.lang, city=view.name(row), said=wording.place(row, view.lang))
        for row in marks.mine(rows, view)
    ]
    return _first(rows, indicator, view), typeset.sentences(
        (*said, t("rank.subtitle", view.lang, caution=caution)), view.lang
    )


def _first(rows: Sequence[Row], indicator: Indicator, view: View) -> str:
    """The city that leads, or those of which each may: what a reader asks first of ranks."""
    first = [row for row in rows if row["rank_best"] == 1]
    is_decided = all(row["rank_worst"] == 1 for row in first)
    many = "title_many" if len(first) > MOST_NAMED else "title_open"
    key = "title_alone" if len(rows) == 1 else many if not is_decided else "title" if len(first) == 1 else "title_tied"
    names = typeset.joined(map(view.name, first), view.lang)
    name = typeset.within(indicator.label(view.lang))
    return t(f"rank.{key}", view.lang, indicator=name, names=names, count=len(first))


def axis_title(indicator: Indicator, per: str, view: View) -> str:
    """What an axis counts, and its unit."""
    per_resident = t("axis.per_resident", view.lang) if per == "resident" else ""
    return t(f"axis.{indicator.unit}", view.lang, name=indicator.label(view.lang), per=per_resident)
