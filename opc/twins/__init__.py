"""The table twin of each chart: which columns, and how those of its own read."""

from opc.twins.cities import comparison, composite, conflicts, ranks
from opc.twins.disclosing import disclosure, glance
from opc.twins.money import composition, funds, per_team
from opc.twins.profile import city_figures, events, policies, province_targets
from opc.twins.targets import progress, statements, unseen

__all__ = [
    "city_figures",
    "comparison",
    "composite",
    "composition",
    "conflicts",
    "disclosure",
    "events",
    "funds",
    "glance",
    "per_team",
    "policies",
    "progress",
    "province_targets",
    "ranks",
    "statements",
    "unseen",
]
