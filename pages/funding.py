"""Money and teams: funds by city and earmark, and fund per team with its bounds."""

from opc import charts, marks, messages, twins, ui, warehouse
from opc.charts import legends
from opc.text import t

with ui.page("funding") as view:
    warehouse.ahead(view, ("cities", {}))

    top = ui.slot()
    with ui.controls():
        earmarks = ui.pick_earmarks(view)
        cities = ui.pick_cities(view)
        teams = ui.pick_number(view, "teams")
        basis = ui.pick_basis(view, enabled=not teams)
        assumed = ui.switch(view, "assumed")
    ui.need(view, cities, top)

    # All kinds of money are asked for at once: the ratios keep to what the reader counts, the composition shows all.
    every = list(marks.EARMARK_STYLE)
    asked = {"cities": cities, "earmark": every, "basis": basis, "teams": teams, "assumed": assumed}
    warehouse.ahead(view, ("fund_per_team", asked))
    funds = warehouse.query("funds", view, cities=cities)
    pots = marks.summed(warehouse.query("fund_per_team", view, **asked), funds)
    ratios = [row for row in pots if row["earmark"] in earmarks]
    with top:
        ui.heading(*messages.money_per_team(funds, ratios, view))
    if not funds:
        ui.empty(view, "empty_rows", "cities")
        ui.stop()

    ui.section(t("funding.per_team", view.lang), t("funding.per_team_subtitle", view.lang))
    if any(map(marks.is_divided, ratios)):
        drawn = marks.per_team(ratios, view)
        title = t("funding.per_team", view.lang)
        spec = charts.interval_dots(drawn, t("axis.per_team", view.lang), view)
        ui.legend(view, *legends.figures(drawn, spec))
        ui.chart(view, spec, title, drawn)
    elif earmarks:
        ui.paragraph(t("funding.per_team_none", view.lang))
    else:
        ui.empty(view, "empty_earmarks", "earmarks")
    if ratios:
        ui.files(view, "fund_per_team", dict(asked, earmark=earmarks))
    ui.explained("money", view.lang)
    if ratios:
        if not teams:
            ui.sources(view, ratios, lead="sources_of_teams")
        ui.sources(view, ratios, "fund", "sources_of_funds")
        ui.table(view, ratios, twins.per_team, t("funding.per_team", view.lang), asked=asked)

    if pots:
        title = t("funding.composition", view.lang)
        ui.section(title, t("funding.composition_subtitle", view.lang))
        drawn = marks.composition(pots, view)
        ui.legend(view, *legends.parts(drawn))
        ui.chart(view, charts.composition(drawn, t("axis.money", view.lang), view), title, drawn)
        ui.files(view, "fund_per_team", asked, "composition")
        ui.sources(view, pots, "fund", "sources_of_funds")
        ui.table(view, pots, twins.composition, title, asked=None)

    drawn = marks.money(funds, view)
    title = t("funding.funds", view.lang)
    spec = charts.interval_dots(drawn, t("axis.money", view.lang), view)
    ui.section(title)
    ui.legend(view, *legends.figures(drawn, spec))
    ui.chart(view, spec, title, drawn)
    ui.files(view, "funds", {"cities": cities})
    ui.sources(view, funds)
    ui.table(view, funds, twins.funds, title)
