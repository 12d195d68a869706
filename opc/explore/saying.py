"""Why a query got no answer, in words for its reader."""

from opc.explore import limits
from opc.explore.statement import RefusedError
from opc.text import t

# What sentences name that no refusal carries along: how the two values are written, and a day and a time of day.
WRITTEN = {"evidence": "$evidence", "known_on": "$known_on", "day": "::date", "time": "::timestamp"}


def sentence(refusal: RefusedError, lang: str) -> str:
    """What was found, and what to do."""
    values = WRITTEN | {"megabytes": limits.MEMORY // 2**20} | refusal.values
    return t(f"explore.refused.{refusal.code}", lang, **values)
