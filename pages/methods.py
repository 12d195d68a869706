"""Methods: what a reader needs to know before quoting, each rule from the place where the product keeps it."""

from opc import methods, ui, warehouse
from opc.text import t
from opc.ui.methods import contents, formulas, part, rules, terms

with ui.page("methods") as view:
    lang = view.lang
    ui.heading(t("methods.title", lang), t("methods.subtitle", lang))
    contents(view)

    part(view, "counted", t("methods.counted", lang))
    name = t("methods.part.counted", lang)
    ui.table(view, warehouse.query("indicators", view), methods.indicator_columns, name, folded=False)
    ui.files(view, "indicators", {})
    ui.paragraph(methods.not_counted(warehouse.query("left_out", view.loosest()), view))
    ui.link_to("sources", t("methods.see_left_out", lang), part="left_out", evidence="D")

    part(view, "evidence", methods.evidence_day(view))
    terms(methods.evidence(warehouse.query("evidence_classes", view.loosest()), view))

    part(view, "phrases", t("methods.phrases", lang, switch=t("controls.assumed", lang)))
    phrases = warehouse.query("phrases", view, most=3)
    if phrases:
        terms(methods.readings(phrases, view))
        ui.paragraph(t("methods.examples", lang))
        ui.table(view, phrases, methods.phrase_columns, t("methods.examples_caption", lang), folded=False)
        ui.files(view, "phrases", {"most": 3})
    else:
        ui.empty(view, "empty_rows")

    part(view, "preferred", t("methods.preferred", lang))
    rules(methods.preferred(lang), ordered=True)
    ui.paragraph(t("methods.others", lang, conflicts=t("conflict.title", lang)))

    part(view, "grades", t("methods.grades", lang))
    terms(methods.grades(lang))
    ui.paragraph(t("methods.reasons", lang))
    terms(methods.reasons(lang))

    part(view, "ranks", t("methods.ranks", lang))

    part(view, "states", t("methods.states", lang, month=methods.MONTH))
    terms(methods.states(lang))
    formulas(methods.formulas(lang))
    ui.paragraph(t("methods.second", lang))

    part(view, "money")
    rules(methods.money(lang))

    part(view, "known")
    rules(methods.known(lang))
    ui.paragraph(t("methods.known_why", lang, switch=t("controls.known_on", lang)))

    part(view, "errors")
    rules(methods.errors(lang))
