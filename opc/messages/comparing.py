"""How many cities disclose an indicator, and which of their places the bounds leave undecided."""

from collections import Counter
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
    title = _disclosing(rows, name, like, view)
    key = "compare.subtitle_like" if like else "compare.subtitle"
    own = marks.mine(rows, view)
    said = [t("compare.own", view.lang, city=view.name(row), said=_own(row, per, view)) for row in own]
    said += [t("compare.subtitle_target", view.lang)] if scenario == "target" else []
    said.append(t(key, view.lang, definition=indicator.definition[view.lang]))
    if per == "resident":
        said.append(t("compare.subtitle_resident", view.lang))
    if unlisted:
        said.append(t("compare.unlisted", view.lang, count=unlisted))
    return title, typeset.sentences(said, view.lang)


def _own(row: Row, per: str, view: View) -> str:
    """What a city has published, or why there is nothing to compare."""
    if row["status"] != "disclosed":
        return marks.absence(row, view)
    figure = wording.per_resident(row, view.lang) if per == "resident" else wording.figure(row, view.lang)
    return marks.SEPARATOR.join((figure, marks.context(row, view)))


def _disclosing(rows: Sequence[Row], name: str, like: bool, view: View) -> str:
    """How many disclose, of whom some are not drawn: not like for like, or without a population to divide by.

    Who publishes something that cannot be compared has not published this, and is not silent either.
    """
    states = Counter(row["status"] for row in rows)
    alike = states["disclosed"] + states["no_population"]
    disclosed = alike + states["left_out"]
    key = "title" if not like else "title_like" if alike else "title_unlike"
    others = {"unscaled": "no_population", "missing": "not_disclosed"}
    said = {
        word: t(f"compare.{word}", view.lang, count=states[status]) if states[status] else ""
        for word, status in others.items()
    }
    said["blocked"] = _blocked([view.name(row) for row in rows if row["status"] == "blocked"], view)
    key = key if disclosed else "title_none"
    counts = {"cities": states.total(), "disclosed": disclosed, "alike": alike}
    return t(f"compare.{key}", view.lang, indicator=name, **counts, **said)


def _blocked(names: Sequence[str], view: View) -> str:
    """Whose figures cannot be compared: a few by name, for a number alone leaves a reader to look for them."""
    if not names:
        return ""
    key = "blocked" if len(names) <= MOST_NAMED else "blocked_many"
    return t(f"compare.{key}", view.lang, count=len(names), names=typeset.joined(names, view.lang))


def ranks(rows: Sequence[Row], indicator: Indicator, view: View) -> tuple[str, str]:
    """How many neighbours the bounds leave undecided, and how many figures are not like for like."""
    if not rows:
        return t("rank.none", view.lang), ""
    undecided = sum(row["order_decided"] is False for row in rows)
    key = "rank.title" if undecided else "rank.title_decided"
    unlike = sum(row["grade"] != "like_for_like" for row in rows)
    caution = t("rank.caution", view.lang, count=unlike) if unlike else ""
    title = t(key, view.lang, indicator=typeset.within(indicator.label(view.lang)), open=undecided)
    said = [
        t("compare.own", view.lang, city=view.name(row), said=wording.place(row, view.lang))
        for row in marks.mine(rows, view)
    ]
    return title, typeset.sentences((*said, t("rank.subtitle", view.lang, caution=caution)), view.lang)


def axis_title(indicator: Indicator, per: str, view: View) -> str:
    """What an axis counts, and its unit."""
    per_resident = t("axis.per_resident", view.lang) if per == "resident" else ""
    return t(f"axis.{indicator.unit}", view.lang, name=indicator.label(view.lang), per=per_resident)
