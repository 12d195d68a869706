"""The frame of every page: its settings, its style, the side bar, and the warehouse that the run reads."""

import base64
import html
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from functools import cache
from pathlib import Path

import streamlit as st

from opc import tables, versions
from opc.sharing import turn
from opc.text import LANGUAGES, t
from opc.theme import THEMES
from opc.ui import address, markup, navigation, room, sidebar, taking
from opc.ui.navigation import PAGES
from opc.view import View

HERE = Path(__file__).parent
# Parts of Streamlit whose names page.js gives in the language of the page.
SPOKEN = ("sidebar", "collapse", "expand", "date", "open", "clear", "selected", "increment", "decrement", "skip",
          "help", "remove", "year", "month", "day", "empty", "unset")  # fmt: skip


@contextmanager
def page(name: str) -> Iterator[View]:
    """A page in its turn: draw what all pages share, and give the view that the reader has chosen."""
    with turn.taken(), markup.gathered():
        markup.begin()
        address.begin()
        view = _frame(name)
        # An embedded page has all of this above it.
        if not st.context.is_embedded:
            navigation.on_phone(view)
            navigation.foot(view)
        yield view
        markup.end()


def _frame(page: str) -> View:
    lang = address.given("lang") or "zh"
    lang = lang if lang in LANGUAGES else "zh"
    # The icon comes with page.js: Streamlit would load NumPy and Pillow for it, and read it anew with each run.
    st.set_page_config(page_title=f"{t(f'nav.{page}', lang)} · {t('app.name', lang)}", layout="wide")
    theme = "dark" if st.context.theme.type == "dark" else "light"
    markup.draw(markup.html, _style(theme, lang))
    wide = room.wide(page, lang)
    markup.draw(markup.html, _script_tag(lang), unsafe_allow_javascript=True)
    found = _in_service()
    if st.context.is_embedded:
        evidence, known_on = sidebar.evidence(lang), sidebar.known_on(lang)
        _way_out(page, lang, evidence, known_on)
    else:
        with markup.Place(st.sidebar):
            navigation.links(page, lang)
            if found:
                sidebar.pick_home(found.version, lang)
            evidence, known_on, lang = sidebar.controls(lang)
            taking.share({"lang": lang, "evidence": evidence, "known_on": known_on.isoformat()}, lang)
    # The server leads here from a page that there is not.
    address.value("page", page, PAGES, lang)
    version = _version(found, lang)
    home = sidebar.home(version, lang)
    return View(page, lang, evidence, known_on, version, theme, tuple(address.shared().items()), wide, home)


def scripts() -> list[str]:
    """The inline scripts of all pages, ours and those of Streamlit's own frame; the server lets no other run."""
    shell = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    return [*re.findall(r"<script>(.*?)</script>", shell, re.DOTALL), *(_script(lang) for lang in LANGUAGES)]


@cache
def _script(lang: str) -> str:
    (other,) = set(LANGUAGES) - {lang}
    # Patterns and what stands in their place; what Streamlit sets in, the name of a control, is kept.
    spoken = [(_pattern(t(f"spoken.{part}", other)), t(f"spoken.{part}", lang, name="$1")) for part in SPOKEN]
    spoken += [(_pattern(_month(number, other)), _month(number, lang)) for number in range(1, 13)]
    names = json.dumps(spoken, ensure_ascii=False)
    parts = [(HERE / name).read_text(encoding="utf-8") for name in ("page.js", "picture.js")]
    dark = json.dumps(dict(zip(THEMES["dark"].values(), THEMES["light"].values(), strict=True)))
    icon = base64.b64encode((HERE / "icon.png").read_bytes()).decode()
    begin = f'document.documentElement.lang = "{_tag(lang)}";\nwindow.opcSpoken = {names};\nwindow.opcPaper = {dark};'
    begin += f'\nwindow.opcIcon = "data:image/png;base64,{icon}";'
    return "\n".join([begin, *parts])


@cache
def _script_tag(lang: str) -> str:
    return f"<script>{_script(lang)}</script>"


def _pattern(words: str) -> str:
    """Words as a regular expression; a name set into them is its group."""
    before, name, after = words.partition("{name}")
    return f"^{re.escape(before)}{'(.+)' if name else ''}{re.escape(after)}$"


def _month(number: int, lang: str) -> str:
    words = t(f"cite.month.{number:02}", lang)
    return words if lang == "zh" else f"{number} – {words}"


def _tag(lang: str) -> str:
    return "zh-CN" if lang == "zh" else "en"


@cache
def _style(theme: str, lang: str) -> str:
    names = f"{_colours(theme)}--none-found:'{t('controls.none_found', lang)}';"
    # Paper is light, whatever the screen is.
    paper = f"@media print{{:root{{{_colours('light')}}}}}\n" if theme != "light" else ""
    return f"<style>:root{{{names}}}\n{paper}{(HERE / 'style.css').read_text(encoding='utf-8')}</style>"


def _colours(theme: str) -> str:
    return "".join(f"--{name}:{colour};" for name, colour in THEMES[theme].items())


def _way_out(page: str, lang: str, evidence: str, known_on: date) -> None:
    """Above an embedded page: whose it is, its evidence floor and day, and the way to the full one."""
    given = {name: said for name, said in address.everything().items() if name not in ("embed", "page")}
    link = tables.Link(t("take.full_view", lang), tables.page_address(page, **given))
    stamp = t("take.embedded", lang, evidence=evidence, day=known_on.isoformat())
    name = f'{html.escape(t("app.name", lang))} · <span class="opc-stamp">{html.escape(stamp)}</span>'
    # A frame shows the full page in a window of its own.
    anchor = tables.anchor(link).replace('target="_self"', 'target="_blank"')
    markup.write(f'<p class="opc-sources opc-embedded">{name} · {anchor}</p>')


def _in_service() -> versions.Service | None:
    with suppress(versions.NoWarehouseError):
        return versions.in_service()
    return None


def _version(found: versions.Service | None, lang: str) -> str:
    """The version that the run reads; where there is none in service it is built now."""
    if not found:
        with turn.given_up():
            _build(lang)
        found = _built(lang)
    if found.trouble:
        markup.draw(st.warning, t("notice.last_good", lang, version=found.version))
    return found.version


def _built(lang: str) -> versions.Service:
    try:
        return versions.in_service()
    except versions.NoWarehouseError:
        markup.draw(st.error, t("notice.no_warehouse", lang))
        markup.stop()


def _build(lang: str) -> None:
    bar = markup.draw(st.progress, 0.0, t("notice.building", lang))
    for step, steps, name in versions.build():
        words = t("notice.building_step", lang, step=step, steps=steps, name=t(f"step.{name}", lang))
        bar.progress(step / (steps + 1), words)
    bar.empty()


def controls() -> markup.Place:
    """One line for the controls of a page; it wraps where the screen is narrow."""
    return markup.place(st.container, horizontal=True, vertical_alignment="bottom", key="controls")


def slot() -> markup.Place:
    """A place above the controls for the message, which is known only after the query."""
    return markup.place(st.container)
