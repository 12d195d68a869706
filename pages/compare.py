"""Compare cities on one indicator."""

from opc import charts, marks, messages, twins, ui, warehouse

view = ui.frame("compare")

top = ui.slot()
with ui.controls():
    indicator = ui.pick_indicator(view)
    cities = ui.pick_cities(view)
    per = ui.pick_per(view, indicator)
    scenario = ui.pick_scenario(view)

if not cities:
    ui.empty(view, "empty_cities", "cities")
    ui.stop()

rows = warehouse.query("compare", view, indicator=indicator.code, cities=cities, per=per, scenario=scenario)
title, subtitle = messages.comparison(rows, indicator, per, scenario, view)
with top:
    ui.heading(title, subtitle)

drawn = marks.comparison(rows, view, per)
ui.chart(charts.interval_dots(drawn, messages.axis_title(indicator, per, view), view), title, drawn)
ui.legend(view, "exact", "at_least", "at_most", "range", "about", "missing")
ui.sources(view, rows)
ui.table(view, rows, twins.comparison(view, per), title)
