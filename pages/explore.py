"""Explore: a reader's own SELECT over the published tables, with its answer as table, chart and files."""

from opc import ui
from opc.ui.answer import answer_shown
from opc.ui.explore import answered, pick_query, query_examples, query_heading, tables_to_ask

with ui.page("explore") as view:
    query_heading(view)
    sql = pick_query(view)
    # A place of its own, so that what stands below stays as it is opened when an answer comes.
    with ui.slot():
        answer = answered(view, sql)
        if answer:
            answer_shown(view, sql, answer)
    query_examples(view)
    tables_to_ask(view)
