"""Marks of the composite score: a band of places for each city that has one."""

from collections.abc import Sequence

from opc import wording
from opc.charts.mark import Group, Mark
from opc.composite import Composite
from opc.marks.grading import cautions_together
from opc.marks.home import city_name
from opc.marks.saying import told
from opc.text import t
from opc.view import View
from opc.warehouse import Row


def bands(result: Composite, rows: Sequence[Row], view: View) -> list[Mark | Group]:
    """One mark a city: the places that it has in nine of ten draws of weights and values."""
    names = {row["ref_area"]: city_name(row, view) for row in rows}
    cautions = {city: cautions_together((row for row in rows if row["ref_area"] == city), view) for city in names}
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
