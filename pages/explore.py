"""Explore: a reader's own SELECT over the published tables, with its answer as table, chart and files."""

from opc import ui

view = ui.frame("explore")

ui.query_heading(view)
sql = ui.pick_query(view)
# A place of its own, so that what stands below stays as it is opened when an answer comes.
with ui.slot():
    answer = ui.answered(view, sql)
    if answer:
        ui.answer_shown(view, sql, answer)
ui.query_examples(view)
ui.tables_to_ask(view)
