"""The controls of the page of trends, and the commands that fill it."""

import html
from collections.abc import Mapping, Sequence

from opc.content import trends
from opc.text import t
from opc.ui import markup
from opc.ui.choices import pick_one
from opc.view import View
from opc.warehouse import Row


def pick_roster_city(view: View, cities: Sequence[Row]) -> Row:
    """The city, of those that have a roster; by default the reader's own where it has one."""
    rows = {row["ref_area"]: row for row in cities}
    options = {code: view.name(row) for code, row in rows.items()}
    first = view.home if view.home in options else next(iter(options))
    return rows[pick_one(view, "city", t("controls.city", view.lang), options, first)]


def pick_level(view: View, city: Row) -> str:
    """The whole city, or its districts or sectors, as far as its roster was rolled up by them."""
    options = {code: t(f"trends.level_{code}", view.lang) for code in trends.levels(city)}
    return pick_one(view, "level", t("trends.level", view.lang), options, "city", 150)


def pick_series(view: View, names: Mapping[str, str]) -> str:
    """Which district or sector to look at."""
    return pick_one(view, "series", t("trends.series", view.lang), names, next(iter(names)))


def for_operators(heading: str, words: str, lines: Sequence[str]) -> None:
    """What whoever runs the site types in a shell, line by line: folded away from all other readers."""
    said = f'<p>{html.escape(words)}</p><pre class="opc-commands">{html.escape(chr(10).join(lines))}</pre>'
    markup.write(f'<details class="opc-fold"><summary>{html.escape(heading)}</summary>{said}</details>')
