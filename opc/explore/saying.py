"""What is said of an answer, and why a query got none."""

from opc.explore import limits
from opc.explore.result import Answer
from opc.explore.statement import RefusedError
from opc.text import t
from opc.view import View

# What sentences name that no refusal carries along: how the two values are written, and a day, a time of day and text.
WRITTEN = {
    "evidence": "$evidence", "known_on": "$known_on", "day": "::date", "time": "::timestamp", "words": "::varchar",
}  # fmt: skip


def sentence(refusal: RefusedError, lang: str) -> str:
    """What was found, and what to do."""
    values = WRITTEN | {"megabytes": limits.MEMORY // 2**20} | refusal.values
    return t(f"explore.refused.{refusal.code}", lang, **values)


def extent(answer: Answer, view: View) -> str:
    """How much an answer is, how long it took, and from which data."""
    values = {"count": f"{answer.count:,}", "columns": len(answer.columns), "seconds": f"{answer.seconds:.2f}"}
    return t("explore.count", view.lang, version=view.version, **values)


def cuts(answer: Answer, shown: int, lang: str) -> list[str]:
    """What an answer leaves out, and what of it the page leaves out; `shown` is the number of rows on the page."""
    said = []
    if answer.cut:
        said.append(t(f"explore.cut_{answer.cut}", lang, most=f"{limits.MOST_ROWS:,}", count=f"{answer.count:,}"))
    if answer.clipped:
        said.append(t("explore.clipped", lang, count=f"{answer.clipped:,}", most=f"{limits.MOST_CELL:,}"))
    if shown < answer.count:
        said.append(t("explore.shown", lang, most=f"{shown:,}", count=f"{answer.count:,}"))
    return said
