"""What is counted one by one, and what is measured: a count is written in whole numbers, whatever its bounds are."""

from typing import Any

from opc.wording import rounding

# What is measured and not counted has one word for any number.
MEASURES = ("m2", "percent", "CNY", "statement")
# Of these there are parts: half a month.
DIVISIBLE = (*MEASURES, "month")
# What 家 counts where that is no team, by what is counted: English has no word for all of them.
NOUNS = {
    "all_companies": "company", "ai_companies": "company", "ai_opc": "company", "ai_startups": "company",
    "tech_opc": "company", "legal_one_person": "company", "registered_opc": "company", "entities": "entity",
    "entities_served": "entity", "projects": "project",
}  # fmt: skip


def unit(row: dict[str, Any]) -> str:
    """The unit that says what a figure counts: Nanjing's 突破百个 are projects, and no teams."""
    return NOUNS.get(row.get("counts") or "", row["unit"]) if row["unit"] == "team" else row["unit"]


def is_counted(unit: str, per: str | None) -> bool:
    """Whether a number of this unit is a whole one; what comes a day or falls to each district need not be."""
    return unit not in DIVISIBLE and per is None


def in_whole_numbers(row: dict[str, Any], at: str) -> dict[str, Any]:
    """A row with the whole numbers that its bounds leave: about 3 is usually 2.7 to 3.3, and of communities 3.

    An end that was moved belongs to what is left; `at` is what the names of the columns begin with.
    """
    low, high = (row.get(f"{at}{end}") for end in ("low", "high"))
    first, last = rounding.inward(low, high)
    ends = {f"{at}low": first, f"{at}high": last}
    return (
        row
        | ends
        | {f"{at}{end}_closed": True for end, moved in (("low", first != low), ("high", last != high)) if moved}
    )
