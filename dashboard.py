"""Overview: what is known of the cities' OPC ecosystems and what is not. The entry: `streamlit run dashboard.py`."""

from opc import ui, warehouse
from opc.content import overview
from opc.tables import matrix
from opc.text import t

with ui.page("overview") as view:
    warehouse.ahead(view, ("extent", {}), ("leaders", {}), ("newest", {"count": 8}))
    coverage = warehouse.query("coverage", view)
    extent = warehouse.query("extent", view)[0]
    ui.heading(*overview.title(coverage, extent, view))
    ui.paragraph(t("overview.what", view.lang))

    if view.home:
        # The first page of a server does not wait for what draws one city.
        from opc.ui import standing

        standing.home(view, overview.home(coverage, view))
    else:
        ui.link_to("city", t("overview.choose_home", view.lang))

    leaders = warehouse.query("leaders", view)
    ui.section(t("overview.leaders", view.lang), t("overview.leaders_subtitle", view.lang))
    if leaders:
        ui.facts(overview.facts(leaders, view))
    elif extent["figures"]:
        ui.paragraph(t("overview.no_leaders", view.lang))
    else:
        ui.empty(view, "empty_rows")

    ui.section(t("overview.matrix", view.lang), t("overview.matrix_subtitle", view.lang))
    heading, *known = overview.matrix(coverage, view)
    if known:
        ui.grid(matrix([heading, *known], t("overview.matrix_caption", view.lang)))
    ui.among(view, "overview.nothing", overview.silent(coverage, view))
    ui.files(view, "coverage", {})

    if newest := warehouse.query("newest", view, count=8):
        ui.section(t("overview.newest", view.lang))
        ui.facts(overview.newest(newest, view))
    if since := overview.lately(extent):
        ui.link_to("sources", t("overview.lately", view.lang, day=since), since=since.isoformat())

    ui.section(t("overview.next", view.lang))
    ui.link_to("compare", t("overview.next_glance", view.lang), shown="glance")
    for page in ("compare", "progress", "funding", "disclosure", "methods", "sources"):
        ui.link_to(page, t(f"overview.next_{page}", view.lang))
