"""Marks of the composite score: a band of places for each city that has one."""

from collections.abc import Sequence

from opc import wording
from opc.catalogue import label
from opc.charts.sheet import Group, Mark
from opc.composite import Composite
from opc.marks.saying import SEPARATOR, is_whole, told
from opc.text import t
from opc.view import View
from opc.warehouse import Row


def bands(result: Composite, rows: Sequence[Row], view: View) -> list[Mark | Group]:
    """One mark a city: the places that it has in nine of ten draws of weights and values."""
    names = {row["ref_area"]: view.name(row) for row in rows}
    cautions = {city: _cautions([row for row in rows if row["ref_area"] == city], view) for city in names}
    return [
        Mark(
            label=names[band.ref_area],
            value=wording.rank(band.rank_best, band.rank_worst, view.lang),
            note=t("composite.available", view.lang, share=round(100 * band.availability)),
            low=band.rank_best,
            high=band.rank_worst,
            hover=told(
                (names[band.ref_area], t("composite.title", view.lang)),
                (wording.rank(band.rank_best, band.rank_worst, view.lang),),
                (t("composite.available", view.lang, share=round(100 * band.availability)),),
            ),
            graded="caution" if cautions[band.ref_area] else "like_for_like",
            caution=cautions[band.ref_area],
        )
        for band in result.bands
    ]


def _cautions(figures: Sequence[Row], view: View) -> str:
    """Why the figures that a band rests on are to be compared with caution: of a part of the city, or a first batch."""
    found = {
        "area": any(row["obs_text"] and not is_whole(row) for row in figures),
        "partial": any(row["is_partial"] for row in figures),
    }
    return SEPARATOR.join(label("reason", reason, view.lang) for reason, holds in found.items() if holds)
