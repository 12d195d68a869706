"""How much of what would be expected was found, and of whom nothing."""

from collections.abc import Sequence

from opc import marks, typeset
from opc.sharing.kept import kept
from opc.stamp import limit
from opc.tables import Link
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
    names = [view.name(row) for row in _silent(rows)]
    if not names:
        return ""
    listed = typeset.joined(names, view.lang)
    return t("disclosure.silent", view.lang, count=len(names), names=listed, targets=aiming(rows, view))


def silent_cities(rows: Sequence[Row], view: View) -> list[Link]:
    """The same cities, each leading to its profile."""
    return [marks.city_link(row, view) for row in _silent(rows)]


def aiming(rows: Sequence[Row], view: View) -> str:
    """Which of them have published targets, as a sentence; nothing where none has."""
    names = typeset.joined((view.name(row) for row in _silent(rows) if row["targets_of_city"]), view.lang)
    return t("disclosure.silent_targets", view.lang, names=names) if names else ""


def _silent(rows: Sequence[Row]) -> list[Row]:
    """A row of each city of which no current core figure was found."""
    return list({row["ref_area"]: row for row in rows if row["disclosed_of_city"] == 0}.values())
