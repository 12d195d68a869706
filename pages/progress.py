"""Progress: every published target, how far it is, and what is missing."""

from opc import charts, marks, messages, twins, ui, warehouse
from opc.text import t

view = ui.frame("progress")

top = ui.slot()
with ui.controls():
    indicator = ui.pick_indicator(view, "target", any_indicator=True)
    cities = ui.pick_cities(view)

if not cities:
    ui.empty(view, "empty_cities", "cities")
    ui.stop()

rows = warehouse.query("progress", view, cities=cities)
targets = [row for row in rows if row["state"] != "unquantified" and indicator in (None, row["indicator"])]
title, subtitle = messages.progress(targets, view)
with top:
    ui.heading(title, subtitle)

if targets:
    drawn = marks.progress(targets, view)
    ui.chart(charts.bullets(drawn, view), title, drawn)
    ui.legend(view, "solid", "hatched", "target", "time")
    ui.sources(view, targets)
    ui.table(view, targets, twins.progress(view), title)
else:
    ui.empty(view, "empty_rows", "indicator", "cities")

statements = [row for row in rows if row["state"] == "unquantified"]
if statements:
    ui.section(t("progress.statements", view.lang))
    ui.table(view, statements, twins.statements(view), t("progress.statements", view.lang), folded=False)
