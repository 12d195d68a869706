"""What pages are made of: the frame, the controls, and how charts, tables and sources are put on a page.

Of opc/ only this package imports Streamlit. What one page alone needs it imports itself (`opc.ui.answer`,
`opc.ui.briefing`, `opc.ui.explore`, `opc.ui.methods`, `opc.ui.standing`, `opc.ui.trends`), so that the first page of a
server does not wait for it.
"""

from opc.ui.choices import is_offered, pick_number, switch
from opc.ui.cities import including, own_city, pick_cities, pick_city, unlisted
from opc.ui.controls import (
    pick_basis,
    pick_documents,
    pick_due,
    pick_earmarks,
    pick_indicator,
    pick_kind,
    pick_pace,
    pick_part,
    pick_per,
    pick_scenario,
    pick_shown,
    pick_since,
    pick_weights,
    scenarios,
    search_box,
)
from opc.ui.drawing import (
    among,
    chart,
    counts,
    empty,
    facts,
    grid,
    heading,
    legend,
    need,
    paragraph,
    plot,
    section,
    sources,
    table,
)
from opc.ui.failure import failed
from opc.ui.frame import controls, page, scripts, slot
from opc.ui.markup import stop
from opc.ui.navigation import explained, link_to
from opc.ui.taking import files, whole

__all__ = [
    "among",
    "chart",
    "controls",
    "counts",
    "empty",
    "explained",
    "facts",
    "failed",
    "files",
    "grid",
    "heading",
    "including",
    "is_offered",
    "legend",
    "link_to",
    "need",
    "own_city",
    "page",
    "paragraph",
    "pick_basis",
    "pick_cities",
    "pick_city",
    "pick_documents",
    "pick_due",
    "pick_earmarks",
    "pick_indicator",
    "pick_kind",
    "pick_number",
    "pick_pace",
    "pick_part",
    "pick_per",
    "pick_scenario",
    "pick_shown",
    "pick_since",
    "pick_weights",
    "plot",
    "scenarios",
    "scripts",
    "search_box",
    "section",
    "slot",
    "sources",
    "stop",
    "switch",
    "table",
    "unlisted",
    "whole",
]
