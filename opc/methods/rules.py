"""Rules that stand one below the other: money over teams, the day of a figure, and what is to be done about errors."""

import os

from opc.text import t

MONEY = ("divided", "funds", "summed", "teams", "apart")
KNOWN = ("published", "vague", "undated", "roster")
ERRORS = ("data", "others", "cite", "wrong", "failed", "hole")
# Whose the positions of cities are, and under which licence: see the README.
POSITIONS = "GeoNames, CC BY 4.0"


def money(lang: str) -> list[str]:
    """How money is divided by teams."""
    return [t(f"methods.money.{rule}", lang) for rule in MONEY]


def known(lang: str) -> list[str]:
    """From which day on a figure counts as known."""
    return [t(f"methods.known.{rule}", lang) for rule in KNOWN]


def errors(lang: str) -> list[str]:
    """Where data come from, how they are cited, and who is to be told what is wrong."""
    # Whoever runs the site says so; the atlas itself is nobody's office.
    contact = " ".join(os.environ.get("OPC_CONTACT", "").split())
    named = {"sources": t("nav.sources", lang), "cite": t("take.cite", lang), "places": POSITIONS}
    said = [t(f"methods.errors.{rule}", lang, **named) for rule in ERRORS]
    return [*said, t("methods.errors.contact", lang, contact=contact)] if contact else said
