"""How much of what would be expected was found, and of whom nothing."""

from collections.abc import Sequence

from opc import marks, typeset
from opc.sharing.kept import kept
from opc.stamp import limit
from opc.text import t
from opc.view import View
from opc.warehouse import Row


@kept
def disclosure(rows: Sequence[Row], view: View) -> tuple[str, str]:
    """How much of what would be expected was found."""
    cells, found = len(rows), sum(row["disclosed"] for row in rows)
    cities, core = ({row[column] for row in rows} for column in ("ref_area", "indicator"))
    share = round(100 * found / cells) if cells else 0
    title = t("disclosure.title", view.lang, share=share, cities=len(cities), core=len(core), evidence=view.evidence)
    said = [t("disclosure.subtitle", view.lang, found=found, cells=cells)]
    if own := marks.mine(rows, view):
        counts = {"found": own[0]["disclosed_of_city"], "cells": own[0]["expected_of_city"]}
        said.insert(0, t("disclosure.own", view.lang, city=view.name(own[0]), **counts))
    return title, typeset.sentences((*said, limit(view)), view.lang)


@kept
def silent(rows: Sequence[Row], view: View) -> str:
    """The cities of which no current core figure was found, by name, and which of them have published targets."""
    names = {view.name(row): row["targets_of_city"] for row in rows if row["disclosed_of_city"] == 0}
    if not names:
        return ""
    aiming = typeset.joined((name for name, targets in names.items() if targets), view.lang)
    targets = t("disclosure.silent_targets", view.lang, names=aiming) if aiming else ""
    listed = typeset.joined(names, view.lang)
    return t("disclosure.silent", view.lang, count=len(names), names=listed, targets=targets)
