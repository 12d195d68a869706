"""Trends: what a city's own roster of teams counts month by month, by city, district and sector."""

from opc import ui, warehouse
from opc.charts import plots
from opc.content import trends
from opc.text import t
from opc.ui.trends import for_operators, pick_level, pick_roster_city, pick_series

with ui.page("trends") as view:
    top = ui.slot()
    cities = warehouse.query("roster_cities", view)
    if not cities:
        with top:
            ui.heading(t("trends.title_none", view.lang), t("trends.purpose", view.lang))
        ui.paragraph(t("trends.who", view.lang))
        for_operators(t("trends.staff", view.lang), t("trends.how", view.lang), trends.COMMANDS)
        ui.stop()

    with ui.controls():
        city = pick_roster_city(view, cities)
        level = pick_level(view, city)
        asked = {"city": city["ref_area"], "level": level}
        rows = warehouse.query("trends", view, **asked)
        parts = trends.series(rows, level)
        part = "" if level == "city" else pick_series(view, trends.part_names(list(parts), view))
    shown = parts[part]

    heading, subtitle = trends.title(shown, level, view)
    with top:
        ui.heading(heading, subtitle)

    for name, columns, unit in (
        ("stock", ("active",), "team"),
        ("flows", ("entered", "left"), "team"),
        ("survival", ("survival_6", "survival_12"), "percent"),
    ):
        ui.section(t(f"trends.{name}", view.lang), trends.said_of(name, shown, columns, view))
        spec = trends.curves(shown, columns, unit, view)
        if spec:
            ui.legend(view, *(columns if len(columns) > 1 else ()))
            ui.plot(view, spec, trends.described(t(f"trends.{name}", view.lang), shown, columns, unit, view))
        else:
            ui.paragraph(t("trends.nothing", view.lang))

    if level != "city":
        month = f"{rows[-1]['month_end']:%Y-%m}"
        ui.section(t("trends.parts", view.lang), t("trends.parts_subtitle", view.lang, month=month))
        latest = trends.latest(parts)
        ui.plot(view, plots.bars(trends.points(latest, view), view), trends.parts_described(latest, view))
        ui.table(view, latest, trends.part_columns, t("trends.parts", view.lang), asked=None)

    ui.sources(view, shown)
    ui.table(view, shown, trends.columns, t("trends.table", view.lang))
    ui.files(view, "trends", asked)
