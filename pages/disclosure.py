"""Disclosure: what share of the core figures each city publishes, by whom, and how fresh they are."""

from opc import charts, marks, messages, twins, ui, warehouse
from opc.text import t

with ui.page("disclosure") as view:
    top = ui.slot()
    with ui.controls():
        cities = ui.pick_cities(view, everyone=True)
    ui.need(view, cities, top)

    rows = warehouse.query("disclosure", view, cities=cities)
    title, subtitle = messages.disclosure(rows, view)
    with top:
        ui.heading(title, subtitle)

    ui.section(t("disclosure.shares", view.lang), t("disclosure.shares_subtitle", view.lang))
    shares = marks.shares(rows, view)
    ui.chart(view, charts.bullets(shares, view), t("disclosure.shares", view.lang), shares)

    ui.section(t("disclosure.freshness", view.lang), t("disclosure.freshness_subtitle", view.lang))
    ages = marks.ages(rows, view)
    if ages:
        ui.chart(
            view,
            charts.interval_dots(ages, t("disclosure.axis", view.lang), view),
            t("disclosure.freshness", view.lang),
            ages,
        )
    else:
        ui.empty(view, "empty_rows", "cities")
    ui.among(view, "disclosure.silent", messages.silent_cities(rows, view), targets=messages.aiming(rows, view))
    ui.files(view, "disclosure", {"cities": cities})
    ui.explained("counted", view.lang)
    ui.sources(view, rows)
    ui.table(view, rows, twins.disclosure, title)
