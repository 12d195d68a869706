"""The controls that choose cities: a group of them, or one. Each lives in the address."""

from collections.abc import Mapping, Sequence

import streamlit as st

from opc import marks, warehouse
from opc.text import t
from opc.ui import address, markup
from opc.ui.choices import pick_many, pick_one
from opc.view import View
from opc.warehouse import Row

# The city that pages begin with for who has chosen none.
FIRST = "370100"
PEERS = ("own", "province", "population", "stage")


def pick_cities(view: View, everyone: bool = False, called: str = "cities", beside: str = "") -> list[str]:
    """The cities to look at: a peer group, or the reader's own choice; `called` is the text that names them.

    Where they are held against one city, `beside` is its code: it is not counted among them.
    By default all that disclose anything at this evidence floor and the reader's own, or all there are.
    """
    rows = warehouse.query("cities", view)
    default = [row["ref_area"] for row in rows if everyone or _is_listed(row, view)]
    options = {row["ref_area"]: view.name(row) for row in rows}
    words = t(f"controls.{called}", view.lang)
    group = address.value("peers", "own", PEERS, view.lang)
    chosen = _peers(view, group, options) if group != "own" else address.values("cities", default, options, view.lang)
    count = sum(code != beside for code in chosen)
    with markup.place(st.popover, t(f"controls.{called}_chosen", view.lang, count=count), key="cities"):
        groups = {code: t(f"controls.peers_{code}", view.lang) for code in PEERS}
        pick_one(view, "peers", t("controls.peers", view.lang), groups, "own", 300)
        if group == "own":
            pick_many(view, "cities", words, options, default, t("controls.cities_placeholder", view.lang))
        else:
            pick_one(view, "peer_of", t("controls.peer_of", view.lang), options, view.home or FIRST, 300)
        if len(chosen) < len(options):
            everybody = t("controls.cities_all", view.lang, count=len(options))
            markup.draw(
                st.button, everybody, on_click=address.every, args=("cities", "peers", "peer_of"), key="all_cities"
            )
        if group != "own" or chosen != default:
            markup.draw(
                st.button, t("controls.reset", view.lang), on_click=address.clear, args=("cities", "peers", "peer_of")
            )
    return chosen


def _is_known(city: Row) -> bool:
    return bool(city["figures"] or city["policies"] or city["events"])


def _is_listed(city: Row, view: View) -> bool:
    return _is_known(city) or marks.is_home(city, view)


def including(city: Row) -> dict[str, str]:
    """What a link to a page of many cities says so that this one is among them."""
    chosen = address.given("cities") or ""
    if not chosen:
        return {} if _is_known(city) else {"cities": address.EVERY}
    listed = [*chosen.split(address.SEPARATOR), city["ref_area"]]
    return {} if chosen == address.EVERY else {"cities": address.SEPARATOR.join(dict.fromkeys(listed))}


def own_city(view: View, cities: Sequence[str]) -> str:
    """The name of the reader's own city where it is among these; else nothing."""
    found = (row for row in warehouse.query("cities", view) if marks.is_home(row, view) and row["ref_area"] in cities)
    return next((view.name(row) for row in found), "")


def unlisted(view: View, cities: Sequence[str]) -> int:
    """How many cities the default leaves out, for nothing is known of them; none where a reader has chosen."""
    rows = warehouse.query("cities", view)
    listed = [row["ref_area"] for row in rows if _is_listed(row, view)]
    return len(rows) - len(listed) if list(cities) == listed else 0


def _peers(view: View, group: str, options: Mapping[str, str]) -> list[str]:
    city = address.value("peer_of", view.home or FIRST, options, view.lang)
    return [row["ref_area"] for row in warehouse.query("peers", view, city=city, group=group)]


def pick_city(view: View) -> Row:
    """The one city to look at; by default the reader's own."""
    rows = warehouse.query("cities", view)
    options = {row["ref_area"]: view.name(row) for row in rows}
    code = pick_one(view, "city", t("controls.city", view.lang), options, view.home or FIRST)
    return next(row for row in rows if row["ref_area"] == code)
