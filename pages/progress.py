"""Progress: every published target, how far it is, what is missing, and what a pace or deadline of your own makes."""

from opc import charts, marks, messages, twins, ui, warehouse
from opc.charts import legends
from opc.content import overview
from opc.tables import matrix
from opc.text import t

with ui.page("progress") as view:
    warehouse.ahead(view, ("cities", {}))

    top = ui.slot()
    with ui.controls():
        indicator = ui.pick_indicator(view, "target", any_indicator=True)
        cities = ui.pick_cities(view)
        pace = ui.pick_pace(view, indicator)
        due = ui.pick_due(view)
        assumed = ui.switch(view, "assumed")
    ui.need(view, cities, top)

    about = {"indicator": [indicator.code] if indicator else [], "cities": cities, "assumed": assumed, "pace": pace}
    rows = warehouse.query("progress", view, **about, numbers="all")
    targets = marks.supposed(marks.own_group_first(marks.quantified(rows), view, "indicator"), due, view)
    title, subtitle = messages.progress(targets, view, ui.own_city(view, cities))
    with top:
        ui.heading(title, f"{subtitle}{messages.supposed(targets, due, view)}")

    if targets:
        ui.counts(messages.states_counted(targets, view), "progress.counted", view)
        drawn = marks.progress(targets, view)
        ui.explained("states", view.lang)
        ui.legend(view, *legends.targets(drawn))
        ui.chart(view, charts.bullets(drawn, view), title, drawn)
        # The files of each table hold its own rows.
        ui.files(view, "progress", dict(about, numbers="with"))
        ui.sources(view, targets)
        ui.sources(view, targets, "latest", "sources_of_latest")
        ui.table(view, targets, twins.progress, title, asked=about)
        ui.section(t("progress.standing", view.lang))
        ui.grid(matrix(overview.standing(targets, view), t("progress.standing", view.lang), "zero"))
    else:
        ui.empty(view, "empty_rows", "indicator", "cities")

    statements = [row for row in rows if row["state"] == "unquantified"]
    if statements:
        ui.section(t("progress.statements", view.lang))
        ui.table(view, statements, twins.statements, t("progress.statements", view.lang), folded=False)
        ui.files(view, "progress", dict(about, numbers="without"))
