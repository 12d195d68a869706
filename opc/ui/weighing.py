"""The way out of weights that rank no city, or one alone."""

from collections.abc import Mapping
from typing import Any

from opc import composite, warehouse
from opc.catalogue import indicators
from opc.ui.drawing import paragraph
from opc.ui.navigation import link_here
from opc.view import View


def way_out(view: View, weights: Mapping[str, float], asked: Mapping[str, Any], place: str) -> None:
    """By which core indicators cities can be ranked, and a link that weighs these alone; or that there are none.

    `weights` are those above 0, `asked` what was asked of the composite, and `place` where it stands on the page. Who
    has weighed an indicator keeps its weight; what had none and is needed has that of the beginning again.
    """
    core = {code: weights.get(code, 1) for code, item in indicators().items() if item.core}
    rows = warehouse.query("composite_inputs", view, **dict(asked, indicators=list(core)))
    found = composite.largest(rows, core)
    paragraph(composite.way_out(found, rows, view))
    if found:
        kept = {code: core[code] if code in found.indicators else 0 for code in core}
        changes = {f"w_{code}": None if weight == 1 else str(weight) for code, weight in kept.items()}
        link_here(view, composite.these_alone(found, view), place, **changes)
