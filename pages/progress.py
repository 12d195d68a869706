"""Progress: every published target, how far it is, what is missing, and what a pace of your own would do."""

from opc import charts, marks, messages, overview, twins, ui, warehouse
from opc.tables import matrix
from opc.text import t

with ui.page("progress") as view:
    warehouse.ahead(view, ("cities", {}))

    top = ui.slot()
    with ui.controls():
        indicator = ui.pick_indicator(view, "target", any_indicator=True)
        cities = ui.pick_cities(view)
        pace = ui.pick_pace(view, indicator)
        assumed = ui.switch(view, "assumed")
    ui.need(view, cities, top)

    about = {"indicator": [indicator.code] if indicator else [], "cities": cities, "assumed": assumed, "pace": pace}
    asked, in_words = dict(about, numbers="with"), dict(about, numbers="without")
    warehouse.ahead(view, ("progress", in_words))
    targets = warehouse.query("progress", view, **asked)
    title, subtitle = messages.progress(targets, view)
    with top:
        ui.heading(title, subtitle)

    if targets:
        ui.counts(messages.states_counted(targets, view), "progress.counted", view)
        drawn = marks.progress(targets, view)
        ui.chart(charts.bullets(drawn, view), title, drawn)
        ui.legend(view, "solid", "hatched", "target", "time", *(("forecast",) if pace else ()))
        ui.sources(view, targets)
        ui.table(view, targets, twins.progress, title, asked=asked)
        ui.files(view, "progress", asked)
        ui.section(t("progress.standing", view.lang))
        ui.grid(matrix(overview.standing(targets, view), t("progress.standing", view.lang), "zero"))
    else:
        ui.empty(view, "empty_rows", "indicator", "cities")

    statements = warehouse.query("progress", view, **in_words)
    if statements:
        ui.section(t("progress.statements", view.lang))
        ui.table(view, statements, twins.statements, t("progress.statements", view.lang), folded=False)
        ui.files(view, "progress", in_words)
