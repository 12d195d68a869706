"""City profile: all that is known about one city, each figure with its source, date and evidence."""

from opc import marks, twins, ui, warehouse
from opc.content import profile
from opc.text import t
from opc.ui import standing

with ui.page("city") as view:
    top = ui.slot()
    with ui.controls():
        city = ui.pick_city(view)

    about = {"city": city["ref_area"]}
    figures = warehouse.query("city_figures", view, **about)
    with top:
        ui.heading(*profile.title(city, figures, view))
        standing.leads(view, city["ref_area"])
        if not marks.is_home(city, view):
            ui.link_to("city", t("city.make_home", view.lang), city=city["ref_area"], home=city["ref_area"])

    disputed = {"cities": [city["ref_area"]]}
    warehouse.ahead(view, *standing.questions(city["ref_area"], view), ("conflicts", disputed))
    of_province = profile.asks_province(city["ref_area"])
    warehouse.ahead(view, ("city_events", about), ("city_policies", about), of_province)
    place = ui.slot()
    for family, rows in profile.by_family(figures).items():
        ui.section(profile.family_name(family, view))
        ui.facts(profile.facts(rows, view))
    if figures:
        words = t("city.all_figures", view.lang, count=len(figures))
        ui.table(view, figures, twins.city_figures, words, summary=words)
        ui.files(view, "city_figures", about)
    else:
        ui.empty(view, "empty_rows", leads=profile.leads(city["ref_area"], view) > 0)
    ui.paragraph(profile.silent(figures, view))

    with place:
        standing.standing(view, city["ref_area"], t("city.standing", view.lang))

    name, asked = of_province
    targets = warehouse.query(name, view, **asked)
    if targets:
        title, below = profile.province_title(city, view)
        ui.section(title, below)
        ui.table(view, targets, twins.province_targets, title, folded=False)

    conflicts = warehouse.query("conflicts", view, **disputed)
    if conflicts:
        ui.section(t("conflict.title", view.lang), t("conflict.subtitle", view.lang))
        ui.table(view, conflicts, twins.conflicts, t("conflict.title", view.lang), folded=False)

    ui.section(t("city.events", view.lang))
    events = warehouse.query("city_events", view, **about)
    if events:
        ui.table(view, events, twins.events, t("city.events", view.lang), folded=False)
        ui.files(view, "city_events", about)
    else:
        ui.paragraph(t("city.no_events", view.lang))

    ui.section(t("city.policies", view.lang))
    policies = warehouse.query("city_policies", view, **about)
    if policies:
        ui.table(view, policies, twins.policies, t("city.policies", view.lang), folded=False)
        ui.files(view, "city_policies", about)
    else:
        ui.paragraph(t("city.no_policies", view.lang))

    ui.section(t("overview.next", view.lang))
    ui.link_to("briefing", t("briefing.made", view.lang), city=city["ref_area"], peer_of=city["ref_area"])
    ui.link_to("compare", t("city.compare", view.lang), **ui.including(city))
    standing.to_targets(view, city["ref_area"], t("city.progress", view.lang))
