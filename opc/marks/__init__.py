"""Query rows as marks of a chart: which words stand beside each mark, and what it draws."""

from opc.marks.cities import comparison, ranks
from opc.marks.disclosing import ages, no_age, shares
from opc.marks.funds import EARMARK_STYLE, composition, funds_of, is_divided, money, per_team, summed, teams_of
from opc.marks.grading import below, cautions, cautions_together, grade
from opc.marks.home import city_name, home_first, is_home, own_group_first
from opc.marks.rates import ahead, days_left, gained, is_due, is_nearly_due, missing, needed, so_far
from opc.marks.saying import (
    SEPARATOR,
    absence,
    area_name,
    as_published,
    context,
    counted,
    described,
    is_whole,
    published,
    quoted,
)
from opc.marks.scoring import bands
from opc.marks.targets import (
    attained,
    counts_caution,
    is_late,
    latest,
    progress,
    quantified,
    share,
    standing,
    state_words,
)

__all__ = [
    "EARMARK_STYLE",
    "SEPARATOR",
    "absence",
    "ages",
    "ahead",
    "area_name",
    "as_published",
    "attained",
    "bands",
    "below",
    "cautions",
    "cautions_together",
    "city_name",
    "comparison",
    "composition",
    "context",
    "counted",
    "counts_caution",
    "days_left",
    "described",
    "funds_of",
    "gained",
    "grade",
    "home_first",
    "is_divided",
    "is_due",
    "is_home",
    "is_late",
    "is_nearly_due",
    "is_whole",
    "latest",
    "missing",
    "money",
    "needed",
    "no_age",
    "own_group_first",
    "per_team",
    "progress",
    "published",
    "quantified",
    "quoted",
    "ranks",
    "share",
    "shares",
    "so_far",
    "standing",
    "state_words",
    "summed",
    "teams_of",
]
