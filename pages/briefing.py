"""Briefing: all that is said of one city among its peers, as slides, document, workbook and print."""

from opc import ui
from opc.briefing.compose import compose
from opc.text import t
from opc.ui.briefing import downloads, pick_sections, preview, view_address

with ui.page("briefing") as view:
    top = ui.slot()
    with ui.controls():
        city = ui.pick_city(view)
        peers = ui.pick_cities(view, called="against", beside=city["ref_area"])
        sections = pick_sections(view)
    if not sections:
        with top:
            ui.heading(t("briefing.title", view.lang, city=view.name(city)))
        ui.empty(view, "empty_sections", "sections")
        ui.stop()

    briefing = compose(city["ref_area"], peers, sections, view, view_address(view, city["ref_area"]))
    with top:
        ui.heading(briefing.title, briefing.subtitle)

    downloads(briefing)
    preview(view, briefing)
