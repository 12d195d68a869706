"""How far a target is: the states and the formulas, as etl/targets.sql computes them."""

from opc import marks
from opc.methods.parts import Term
from opc.text import entries, t

# As etl/targets.sql has them: a pace that is on track, one that is somewhat behind, the days of a month.
ON_TRACK, MODERATE, MONTH = "0.95", "0.6", str(marks.MONTH)
FORMULAS = ("attained", "pace", "ahead", "observed", "needed", "from_day")
STATE = "progress.state."


def formulas(lang: str) -> list[str]:
    """What is worked out of a target, in the order in which it is shown."""
    return [t(f"methods.formula.{name}", lang, month=MONTH) for name in FORMULAS]


def states(lang: str) -> list[Term]:
    """Each state and what it means."""
    codes = [key.removeprefix(STATE) for key in entries() if key.startswith(STATE)]
    return [
        Term(
            f"state-{code}",
            t(f"progress.state.{code}", lang),
            t(f"methods.state.{code}", lang, track=ON_TRACK, moderate=MODERATE),
        )
        for code in codes
    ]
