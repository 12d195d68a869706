"""Query rows as marks of a chart: which words stand beside each mark, and what it draws."""

from opc.marks.cities import comparison, ranks
from opc.marks.disclosing import ages, shares
from opc.marks.funds import EARMARK_STYLE, composition, funds_of, money, per_team, teams_of
from opc.marks.saying import (
    SEPARATOR,
    area_name,
    cautions,
    context,
    counted,
    described,
    is_whole,
    published,
    reasons,
)
from opc.marks.scoring import bands
from opc.marks.targets import (
    ahead,
    attained,
    counts_caution,
    days_left,
    gained,
    goal,
    is_nearly_due,
    latest,
    needed,
    progress,
    quantified,
    state_words,
)

__all__ = [
    "EARMARK_STYLE",
    "SEPARATOR",
    "ages",
    "ahead",
    "area_name",
    "attained",
    "bands",
    "cautions",
    "comparison",
    "composition",
    "context",
    "counted",
    "counts_caution",
    "days_left",
    "described",
    "funds_of",
    "gained",
    "goal",
    "is_nearly_due",
    "is_whole",
    "latest",
    "money",
    "needed",
    "per_team",
    "progress",
    "published",
    "quantified",
    "ranks",
    "reasons",
    "shares",
    "state_words",
    "teams_of",
]
