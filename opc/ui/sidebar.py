"""The controls of the side bar, which every page answers to. Each lives in the address."""

from datetime import date

import streamlit as st

from opc import warehouse
from opc.catalogue import floors
from opc.questions import today
from opc.questions.values import written_day
from opc.text import LANGUAGES, t
from opc.ui import address, navigation
from opc.view import LOOSEST, View

FIRST_DAY = date(2025, 5, 1)
NO_HOME = ""


def evidence(lang: str) -> str:
    """The evidence floor that the address asks for."""
    return address.value("evidence", "C", floors(), lang)


def known_on(lang: str) -> date:
    """The day that the address asks for."""
    last = today()
    return _day(address.value("known_on", last.isoformat(), None, lang), last, lang)


def home(version: str, lang: str) -> str:
    """The reader's own city as the address has it; blank where none is chosen."""
    return address.value("home", NO_HOME, _cities(version, lang), lang)


def pick_home(version: str, lang: str) -> None:
    """The reader's own city, which pages name as such; none by default."""
    options = {NO_HOME: t("controls.home_none", lang)} | _cities(version, lang)
    now = home(version, lang)
    address.widget(
        st.selectbox, t("controls.home", lang), list(options), name="home", now=now, default=NO_HOME,
        begin=address.place(list(options), now), format_func=lambda code: options.get(code, code),
        filter_mode="contains", placeholder=t("controls.none_found", lang), help=navigation.help_of("home", lang),
    )  # fmt: skip


def _cities(version: str, lang: str) -> dict[str, str]:
    """The names of all cities: the same whatever floor and day are asked for, so that one answer serves everybody."""
    view = View("", lang, LOOSEST, date.max, version)
    return {row["ref_area"]: view.name(row) for row in warehouse.query("cities", view)}


def controls(lang: str) -> tuple[str, date, str]:
    """Evidence floor, as-known-on day and language."""
    classes = floors()
    floor = evidence(lang)
    address.widget(
        st.selectbox, t("controls.evidence", lang), list(classes), name="evidence", now=floor, default="C",
        begin=address.place(list(classes), floor), format_func=lambda code: classes[code][lang],
        help=navigation.help_of("evidence", lang), filter_mode=None, placeholder=t("controls.evidence", lang),
    )  # fmt: skip
    last, day = today(), known_on(lang)
    address.widget(
        st.date_input, t("controls.known_on", lang), name="known_on", now=day, default=last, write=date.isoformat,
        min_value=FIRST_DAY, max_value=last, format="YYYY-MM-DD",
        help=navigation.help_of("known_on", lang),
    )  # fmt: skip
    chosen = address.value("lang", "zh", LANGUAGES, lang)
    address.widget(
        st.segmented_control, t("controls.language", lang), LANGUAGES, name="lang", now=chosen, default="zh",
        begin={"default": chosen}, format_func=lambda code: t("app.language", code), required=True,
    )  # fmt: skip
    return floor, day, chosen


def _day(given: str, last: date, lang: str) -> date:
    day = written_day(given)
    if day is None or day > last:
        address.notice("known_on", given, lang)
        return last
    if day < FIRST_DAY:
        # Who asks for so early a day wants to know little, not all.
        address.notice("known_on", given, lang, "too_early")
    return max(day, FIRST_DAY)
