"""Sources and data: the ledger of documents and statements, searchable; what was left out and what was rejected."""

from opc import ui, warehouse
from opc.content import ledger
from opc.stamp import limit
from opc.text import t

with ui.page("sources") as view:
    top = ui.slot()
    with ui.controls():
        part = ui.pick_part(view)
        kind = ui.pick_kind(view) if part == "statements" else []
        is_dated = part in ("statements", "documents")
        since = ui.pick_since(view) if is_dated else None
        search = ui.search_box(view) if is_dated else None
        documents = ui.pick_documents(view) if part == "documents" else []

    query, asked = ledger.question(part, kind, search, documents, since)
    rows = warehouse.query(query, view, cities=[], most=ledger.MOST, **asked)
    with top:
        ui.heading(*ledger.title(warehouse.query("build", view)[0], view))

    if part == "rejects" and not rows:
        ui.paragraph(t("sources.no_rejects", view.lang))
    elif not rows:
        key = "empty_search" if search else "empty_since" if since else "empty_rows"
        said = {"search": search, "day": since, "limit": limit(view)}
        ui.empty(view, key, "search", "kind", "documents", "since", **said)
    else:
        if shown := ledger.how_many(rows, view):
            ui.paragraph(shown)
        if since:
            ui.paragraph(t("sources.since", view.lang, day=since))
            ui.among(view, "sources.since_places", ledger.places(rows, since, view))
        ui.files(view, query, asked)
        ui.table(view, rows, ledger.COLUMNS[part], t(f"sources.tab_{part}", view.lang), folded=False)

    ui.whole(view)

    ui.section(t("sources.evidence_legend", view.lang))
    for words in ledger.classes(view):
        ui.paragraph(words)
    ui.explained("evidence", view.lang)
