"""Compare cities: one indicator as figures side by side or as places that bounds allow, or all at a glance."""

from opc import charts, composite, marks, messages, twins, ui, warehouse
from opc.charts import legends
from opc.content import glance
from opc.text import t
from opc.ui import weighing

with ui.page("compare") as view:
    warehouse.ahead(view, ("cities", {}))

    top = ui.slot()
    with ui.controls():
        shown = ui.pick_shown(view)
        indicator = ui.pick_indicator(view, *ui.scenarios(view), ranked=shown == "ranks") if shown != "glance" else None
        cities = ui.pick_cities(view)
        scenario = ui.pick_scenario(view) if indicator else "actual"
        per = ui.pick_per(view, indicator) if shown == "values" else "none"
        assumed = ui.switch(view, "assumed")
        like = ui.switch(view, "like") if shown == "values" else False
    ui.need(view, cities, top)
    warehouse.ahead(view, ("conflicts", {"cities": cities}))

    if shown == "glance":
        name, asked = glance.question(cities, assumed)
        rows = glance.rows(warehouse.query("cities", view), warehouse.query(name, view, **asked))
        rows = marks.home_first(rows, view)
        with top:
            ui.heading(*glance.title(rows, view))
        ui.table(view, rows, glance.columns, t("nav.compare", view.lang), folded=False, asked=None)
        ui.files(view, name, asked)
        ui.explained("grades", view.lang)
        ui.sources(view, glance.published(rows))
        ui.stop()

    asked = {"indicator": indicator.code, "scenario": scenario, "assumed": assumed}
    if shown == "values":
        asked = dict(asked, cities=cities, per=per, like=like)
        rows = warehouse.query("compare", view, **asked)
        title, subtitle = messages.comparison(rows, indicator, per, scenario, view, like, ui.unlisted(view, cities))
        drawn = marks.comparison(rows, view, per)
        columns = twins.comparison(per, indicator.family == "funds", scenario)
        draw, legend, axis = charts.interval_dots, legends.figures, messages.axis_title(indicator, per, view)
        rules = "grades"
    else:
        asked = dict(asked, peers=cities)
        rows = warehouse.query("ranks", view, **asked)
        title, subtitle = messages.ranks(rows, indicator, view)
        drawn, columns = marks.ranks(rows, view), twins.ranks
        draw, legend, axis, rules = charts.ranks, legends.ranks, t("rank.axis", view.lang), "ranks"
    with top:
        ui.heading(title, subtitle)

    if not rows:
        ui.empty(view, "empty_rows", "cities", "indicator", "scenario")
        ui.stop()
    spec = draw(drawn, axis, view)
    ui.legend(view, *legend(drawn, spec))
    ui.chart(view, spec, title, drawn)
    ui.files(view, "compare" if shown == "values" else "ranks", asked)
    ui.explained(rules, view.lang)
    ui.sources(view, rows)
    ui.table(view, rows, columns, title, asked=asked)

    conflicts = warehouse.query("conflicts", view, cities=cities)
    if conflicts:
        ui.section(t("conflict.title", view.lang), t("conflict.subtitle", view.lang))
        ui.table(view, conflicts, twins.conflicts, t("conflict.title", view.lang), folded=False)
        ui.files(view, "conflicts", {"cities": cities})

    if not ui.is_offered(view, "composite"):
        ui.stop()
    ui.section(t("composite.title", view.lang), t("composite.subtitle", view.lang), "composite")
    if ui.switch(view, "composite"):
        weights = ui.pick_weights(view)
        asked = {"indicators": list(weights), "cities": cities, "assumed": assumed}
        inputs = warehouse.query("composite_inputs", view, **asked)
        result = composite.composite(inputs, weights)
        if result.is_ranking:
            bands = marks.bands(result, inputs, view)
            title, axis = t("composite.title", view.lang), t("rank.axis", view.lang)
            spec = charts.ranks(bands, axis, view)
            ui.legend(view, *legends.ranks(bands, spec))
            ui.chart(view, spec, title, bands)
            ui.table(view, composite.banded(result, inputs), twins.composite, title, asked=None)
        for words in composite.said(result, inputs, view):
            ui.paragraph(words)
        if not result.is_ranking:
            weighing.way_out(view, weights, asked, "composite")
        ui.sources(view, composite.ranked(result, inputs))
        ui.files(view, "composite_inputs", asked, worded=False)
