"""The kinds of control: a choice of one or of several, a number, a switch. Each lives in the address."""

import re
from collections.abc import Mapping, Sequence

import streamlit as st

from opc.text import t
from opc.ui import address, navigation
from opc.view import View

MOST = 1_000_000


def pick_one(
    view: View, name: str, label: str, options: Mapping[str, str], default: str, width: int = 190, enabled: bool = True
) -> str:
    """A choice of one; `options` gives the words of each code."""
    chosen = address.value(name, default, options, view.lang)
    address.widget(
        st.selectbox, label, list(options), name=name, now=chosen, default=default,
        begin=address.place(list(options), chosen), format_func=lambda code: options.get(code, code), width=width,
        filter_mode="contains", placeholder=t("controls.none_found", view.lang), disabled=not enabled,
    )  # fmt: skip
    return chosen


def pick_many(
    view: View,
    name: str,
    label: str,
    options: Mapping[str, str],
    default: Sequence[str],
    placeholder: str,
    width: int = 420,
) -> list[str]:
    """A choice of several; `options` gives the words of each code."""
    chosen = address.values(name, default, options, view.lang)
    address.widget(
        st.multiselect, label, list(options), name=name, now=chosen, default=list(default), begin={"default": chosen},
        write=address.SEPARATOR.join, format_func=lambda code: options.get(code, code), width=width, select_all=False,
        placeholder=placeholder, filter_mode="contains",
    )  # fmt: skip
    return chosen


def pick_number(view: View, name: str, kind: str = "", width: int = 206, enabled: bool = True) -> int:
    """A number of the reader's own; 0 for none. `kind` is what its label says more, in brackets."""
    given = address.value(name, "0", None, view.lang)
    now = int(given) if re.fullmatch(r"[0-9]{1,7}", given) and int(given) <= MOST else 0
    if str(now) != given:
        address.notice(name, given, view.lang)
    label = t(f"controls.{name}", view.lang)
    if kind:
        label = t("controls.of_kind", view.lang, label=label, kind=kind)
    address.widget(
        st.number_input, label, name=name, now=now, default=0, min_value=0, max_value=MOST, step=10, width=width,
        disabled=not enabled, help=t(f"controls.{name}_help", view.lang),
    )  # fmt: skip
    return now


def switch(view: View, name: str) -> bool:
    """A switch that is off by default."""
    now = address.value(name, "off", ("on", "off"), view.lang) == "on"
    address.widget(
        st.toggle, t(f"controls.{name}", view.lang), name=name, now=now, default=False,
        write=lambda on: "on" if on else "off", help=navigation.help_of(name, view.lang),
    )  # fmt: skip
    return now


def is_offered(view: View, name: str) -> bool:
    """Whether what a switch opens has a place: embedded there are no switches, and only what the address opens."""
    return not st.context.is_embedded or address.value(name, "off", ("on", "off"), view.lang) == "on"
