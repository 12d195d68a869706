"""What every page, picture and paper says at its foot: on what evidence, as of which day, from which documents."""

from functools import lru_cache

from opc.documents import known
from opc.text import t
from opc.view import View

# So much of a version tells it from any other, and can be read aloud.
SHORT = 12


def stamp(view: View) -> str:
    """Evidence floor, day as known on, until when documents were collected, and the version of the data."""
    return t(
        "briefing.stamp", view.lang, evidence=view.evidence, day=view.known_on.isoformat(),
        collected=collected(view.version), version=view.version[:SHORT],
    )  # fmt: skip


def limit(view: View) -> str:
    """That what was published after a month is not in yet, so that silence says nothing; blank for days before it."""
    month = collected(view.version)
    return "" if view.known_on.isoformat()[:7] < month else t("overview.collected", view.lang, month=month)


@lru_cache(maxsize=4)
def collected(version: str) -> str:
    """The month in which documents were last looked for: of what was published after it nothing is known."""
    months = (row["retrieved"] for row in known(version).values() if row["file"] == "sources.csv")
    return max(months, default="—")[:7]
