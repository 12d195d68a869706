"""What pages are made of: the frame, the controls, and how charts, tables and sources are put on a page.

Only this package and the pages import Streamlit.
"""

from opc.ui.answer import answer_shown
from opc.ui.briefing import downloads, pick_sections, preview, view_address
from opc.ui.controls import (
    pick_basis,
    pick_cities,
    pick_city,
    pick_earmarks,
    pick_indicator,
    pick_kind,
    pick_number,
    pick_part,
    pick_per,
    pick_scenario,
    pick_shown,
    pick_weights,
    search_box,
    switch,
)
from opc.ui.drawing import chart, empty, facts, grid, heading, legend, need, paragraph, plot, section, sources, table
from opc.ui.explore import answered, pick_query, query_examples, query_heading, tables_to_ask
from opc.ui.failure import failed
from opc.ui.frame import controls, frame, link_to, scripts, slot, stop
from opc.ui.taking import files, whole
from opc.ui.trends import commands, pick_level, pick_roster_city, pick_series

__all__ = [
    "answer_shown",
    "answered",
    "chart",
    "commands",
    "controls",
    "downloads",
    "empty",
    "facts",
    "failed",
    "files",
    "frame",
    "grid",
    "heading",
    "legend",
    "link_to",
    "need",
    "paragraph",
    "pick_basis",
    "pick_cities",
    "pick_city",
    "pick_earmarks",
    "pick_indicator",
    "pick_kind",
    "pick_level",
    "pick_number",
    "pick_part",
    "pick_per",
    "pick_query",
    "pick_roster_city",
    "pick_scenario",
    "pick_sections",
    "pick_series",
    "pick_shown",
    "pick_weights",
    "plot",
    "preview",
    "query_examples",
    "query_heading",
    "scripts",
    "search_box",
    "section",
    "slot",
    "sources",
    "stop",
    "switch",
    "table",
    "tables_to_ask",
    "view_address",
    "whole",
]
