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
    targets = marks.supposed(marks.quantified(rows), due, view)
    title, subtitle = messages.progress(targets, view, ui.own_city(view, cities))
    with top:
        ui.heading(title, f"{subtitle}{messages.supposed(targets, due, view)}")

    if len(counted := messages.states_counted(targets, view)) > 1:
        ui.counts(counted, "progress.counted", view)
    if targets:
        ui.explained("states", view.lang)
    else:
        ui.empty(view, "empty_rows", "indicator", "cities")
    if seen := marks.own_group_first(marks.seen(targets), view, "indicator"):
        drawn = marks.progress(seen, view)
        ui.legend(view, *legends.targets(drawn))
        ui.chart(view, charts.bullets(drawn, view), title, drawn)
        # The files of each table hold its own rows.
        ui.files(view, "progress", dict(about, numbers="seen"))
        ui.sources(view, seen)
        ui.sources(view, seen, "latest", "sources_of_latest")
        ui.table(view, seen, twins.progress, title, asked=about)
    if unseen := marks.unseen(targets, view):
        count = len(marks.distinct(unseen))
        ui.section(t("progress.unseen", view.lang, count=count), t("progress.unseen_subtitle", view.lang))
        ui.table(view, unseen, twins.unseen, t("progress.unseen", view.lang, count=count), folded=False)
        ui.sources(view, unseen)
        ui.files(view, "progress", dict(about, numbers="unseen"))
    if len({row["ref_area"] for row in targets}) > 1:
        ui.section(t("progress.standing", view.lang))
        ui.grid(matrix(overview.standing(targets, view), t("progress.standing", view.lang), "zero"))

    statements = [row for row in rows if row["state"] == "unquantified"]
    if statements:
        ui.section(t("progress.statements", view.lang))
        ui.table(view, statements, twins.statements, t("progress.statements", view.lang), folded=False)
        ui.files(view, "progress", dict(about, numbers="without"))
