"""The controls that pages share, each of a kind (choices.py)."""

from datetime import date, timedelta

import streamlit as st

from opc import warehouse
from opc.catalogue import Indicator, codelist, indicators
from opc.documents import known
from opc.questions.values import written_day
from opc.text import t
from opc.ui import address, markup
from opc.ui.choices import pick_many, pick_number, pick_one
from opc.ui.sidebar import FIRST_DAY
from opc.view import View

# A deadline that is further away is no plan.
YEARS_AHEAD = 10


def pick_indicator(view: View, *scenarios: str, any_indicator: bool = False, ranked: bool = False) -> Indicator | None:
    """The indicator to look at, of those with figures of any of the scenarios; None for all of them.

    Each with the number of cities that disclose it in the first scenario. What is `ranked` is no money: what funds are
    for differs.
    """
    rows = [row for row in warehouse.query("indicators_in_use", view) if not (ranked and row["family"] == "funds")]
    used = [row for row in rows if any(row[f"cities_{scenario}"] for scenario in scenarios)] or rows
    # What the first scenario has comes first, so that the page begins with something to see.
    cities = f"cities_{scenarios[0]}"
    options = {
        row["indicator"]: f"{view.name(row)} ({row[cities]})" for row in sorted(used, key=lambda row: not row[cities])
    }
    if any_indicator:
        options = {"all": t("controls.all_indicators", view.lang)} | options
    width = 210 if view.lang == "zh" else 275
    code = pick_one(view, "indicator", t("controls.indicator", view.lang), options, next(iter(options)), width)
    return None if code == "all" else indicators()[code]


def search_box(view: View) -> str | None:
    """A free search; None where nothing is typed."""
    now = address.value("search", "", None, view.lang)
    address.widget(
        st.text_input, t("controls.search", view.lang), name="search", now=now, default="", max_chars=80, width=360,
        placeholder=t("controls.search_placeholder", view.lang),
    )  # fmt: skip
    return now.strip()[:80] or None


def pick_since(view: View) -> date | None:
    """The day after which something has to have become public; None for the first of all, which leaves nothing out."""
    given = address.value("since", FIRST_DAY.isoformat(), None, view.lang)
    now = written_day(given)
    if now is None or not FIRST_DAY <= now <= view.known_on:
        address.notice("since", given, view.lang)
        now = FIRST_DAY
    # Without a day Streamlit would write yyyy-mm-dd, in English.
    address.widget(
        st.date_input, t("controls.since", view.lang), name="since", now=now, default=FIRST_DAY, write=date.isoformat,
        min_value=FIRST_DAY, max_value=view.known_on, format="YYYY-MM-DD", width=170,
        help=t("controls.since_help", view.lang),
    )  # fmt: skip
    return None if now == FIRST_DAY else now


def pick_documents(view: View) -> list[str]:
    """The documents that a chart has led here for, and the way back to all of them; none where no chart has."""
    given = address.values("documents", [], known(view.version), view.lang)
    if not given:
        return []
    words = t("controls.documents", view.lang, count=len(given))
    markup.draw(st.button, words, on_click=address.clear, args=("documents",), key="all_documents")
    return given


def pick_per(view: View, indicator: Indicator) -> str:
    """As published, or per million residents; a share is as it is."""
    options = {"none": t("controls.per_none", view.lang), "resident": t("controls.per_resident", view.lang)}
    width, is_share = 126 if view.lang == "zh" else 196, indicator.unit == "percent"
    per = pick_one(view, "per", t("controls.per", view.lang), options, "none", width, enabled=not is_share)
    return "none" if is_share else per


def pick_shown(view: View) -> str:
    """Figures of one indicator, the places that they allow, or all core indicators."""
    options = {code: t(f"controls.shown_{code}", view.lang) for code in ("values", "ranks", "glance")}
    return pick_one(view, "shown", t("controls.shown", view.lang), options, "values", 112 if view.lang == "zh" else 150)


def pick_pace(view: View, indicator: Indicator | None) -> int:
    """How many a month the reader assumes, in the unit of one indicator: no number is of teams and floors alike."""
    width = 196 if view.lang == "zh" else 330
    if indicator is None:
        pick_number(view, "pace", t("controls.pace_first", view.lang), width, enabled=False)
        return 0
    return pick_number(view, "pace", t(f"unit.{indicator.unit}", view.lang), width)


def pick_due(view: View) -> date | None:
    """The day by which the reader supposes a target without a deadline to be due; None where none is supposed."""
    first, last = view.known_on + timedelta(days=1), date(view.known_on.year + YEARS_AHEAD, 12, 31)
    given = address.value("due", "", None, view.lang)
    now = written_day(given)
    if given and (now is None or not first <= now <= last):
        address.notice("due", given, view.lang)
        now = None
    # Without a day Streamlit writes yyyy-mm-dd, for which style.css has Chinese. It offers to take a day out again only
    # where a control begins without one: a session that begins with a day runs anew.
    is_fresh = address.is_fresh("due")
    address.widget(
        st.date_input, t("controls.due", view.lang), name="due", now=now, default=None, write=date.isoformat,
        min_value=first, max_value=last, format="YYYY-MM-DD", width=170, help=t("controls.due_help", view.lang),
        value=None,
    )  # fmt: skip
    if is_fresh and now:
        st.rerun()
    return now


def scenarios(view: View) -> list[str]:
    """Actual and target, the one chosen first."""
    codes = list(codelist("scenario"))
    chosen = address.value("scenario", "actual", codes, view.lang)
    return sorted(codes, key=lambda code: code != chosen)


def pick_scenario(view: View) -> str:
    """Actual or target."""
    options = {code: words[view.lang] for code, words in codelist("scenario").items()}
    return pick_one(
        view, "scenario", t("controls.scenario", view.lang), options, "actual", 110 if view.lang == "zh" else 136
    )


def pick_basis(view: View, enabled: bool = True) -> str:
    """Teams now, or teams targeted; not to be changed where the reader's own number stands for them."""
    options = {code: t(f"controls.basis_{code}", view.lang) for code in ("now", "targeted")}
    width = 130 if view.lang == "zh" else 164
    return pick_one(view, "basis", t("controls.basis", view.lang), options, "now", width, enabled)


def pick_earmarks(view: View) -> list[str]:
    """The kinds of money that count; only money for OPCs by default."""
    options = {code: words[view.lang] for code, words in codelist("earmark").items()}
    words = t("controls.earmarks", view.lang)
    # As wide as all of them side by side.
    width, hint = 348 if view.lang == "zh" else 396, t("controls.earmarks_placeholder", view.lang)
    return pick_many(view, "earmarks", words, options, ["opc"], hint, width)


def pick_part(view: View) -> str:
    """Which part of the ledger to read."""
    options = {code: t(f"sources.tab_{code}", view.lang) for code in ("statements", "documents", "left_out", "rejects")}
    return pick_one(view, "part", t("controls.part", view.lang), options, "statements", 150)


def pick_kind(view: View) -> list[str]:
    """Figures, policies or events; none for all of them."""
    options = {code: t(f"controls.kind_{code}", view.lang) for code in ("all", "figure", "policy", "event")}
    kind = pick_one(view, "kind", t("controls.kind", view.lang), options, "all", 130)
    return [] if kind == "all" else [kind]


def pick_weights(view: View) -> dict[str, float]:
    """The core indicators that a reader gives a weight, from 1 to 10; the first alone where all are 0."""
    core = {code: item.label(view.lang) for code, item in indicators().items() if item.core}
    digits = [str(number) for number in range(11)]
    weights = {code: int(address.value(f"w_{code}", "1", digits, view.lang)) for code in core}
    with markup.place(st.container, horizontal=True, key="weights"):
        for code, words in core.items():
            address.widget(st.slider, words, 0, 10, name=f"w_{code}", now=weights[code], default=1, width=150)
    return {code: weight for code, weight in weights.items() if weight} or {next(iter(core)): 1}
