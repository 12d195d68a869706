"""All that is known of one city as tables: figures, policies, events."""

from opc import wording
from opc.columns import code, pick
from opc.tables import Column
from opc.text import t
from opc.view import View


def city_figures(view: View) -> list[Column]:
    """Columns of the figures of one city."""
    return pick(
        view, "indicator", "scenario", "figure", "bounds", "area", "counts", "earmark", "date", "reached", "source",
        "note",
    )  # fmt: skip


def province_targets(view: View) -> list[Column]:
    """Columns of the targets of a province."""
    lang = view.lang
    return [
        *pick(view, "indicator", "figure", "counts"),
        Column(
            t("table.deadline", lang),
            lambda r: wording.deadline(r["deadline"], r["deadline_precision"], lang),
            whole=True,
        ),
        *pick(view, "evidence", "source", "note"),
    ]


def policies(view: View) -> list[Column]:
    """Columns of the instruments of one city."""
    lang = view.lang
    return [
        Column(t("table.instrument", lang), lambda r: code(r, "instrument", "instrument", view), whole=lang == "zh"),
        Column(t("table.offer", lang), lambda r: wording.offer(r, lang), fair=lang == "en"),
        *pick(view, "area"),
        Column(t("table.date", lang), lambda r: wording.when(r["valid_from"], lang), whole=True),
        *pick(view, "evidence", "source", "note"),
    ]


def events(view: View) -> list[Column]:
    """Columns of the timeline of one city."""
    lang = view.lang
    return [
        Column(t("table.date", lang), lambda r: wording.when(r["happened_on"], lang), whole=True),
        Column(t("table.event", lang), lambda r: view.name(r, "title"), wide=True),
        Column(t("table.kind", lang), lambda r: code(r, "kind", "event_kind", view)),
        *pick(view, "area", "evidence", "source", "note"),
    ]
