"""A row of figures.csv → an observation."""

from etl.cells import Cells, bounds
from opc import catalogue
from opc.catalogue import Indicator
from opc.period import Period
from opc.quantity import Quantity

# Yuan; less without its unit is a number of 万 or 亿.
LEAST_FUND = 10_000


def observation(cells: Cells) -> dict[str, object]:
    """Build the observation. area_level and known_from follow from other tables and are derived later."""
    indicator = catalogue.indicators().get(cells.choice("indicator", catalogue.indicators(), "indicators.yml") or "")
    scenario = cells.code("scenario", "scenario")
    time, deadline = cells.past("time_period"), _deadline(cells, scenario)
    cells.in_order("deadline", deadline, time, "when the target was set")
    found = _quantity(cells, indicator)
    return {
        "observation_id": cells.required("figure_id"),
        "fact_id": cells.required("fact_id"),
        "ref_area": cells.ref_area(),
        "area": cells.required("area"),
        "indicator": indicator and indicator.code,
        "scenario": scenario,
        "time_period": time.text,
        "time_precision": time.precision,
        "period_start": time.start,
        "period_end": time.end,
        "deadline": deadline.end,
        "deadline_precision": deadline.precision if deadline.end else None,
        "obs_text": cells.required("figure"),
        **_measure(found, indicator),
        "counts": _counts(cells, indicator),
        "earmark": _earmark(cells, indicator),
        "item_zh": cells.text("item_zh"),
        "item_en": cells.text("item_en"),
        "evidence": cells.evidence(),
        "reached": cells.code("reached", "reached"),
        "source_id": cells.required("source_id"),
        "note": cells.text("note_zh"),
        "note_en": cells.text("note_en"),
    }


def _quantity(cells: Cells, indicator: Indicator | None) -> Quantity | None:
    """Read the phrase, unless the goal is words, and see that it measures what the indicator does."""
    if indicator is not None and indicator.kind == "statement":
        return None
    found = cells.quantity("figure")
    if found and indicator and found.unit not in indicator.phrase_units:
        allowed = ", ".join(unit or "a bare number" for unit in indicator.phrase_units)
        message = (
            f"{found.text!r} is in {found.unit or 'no unit'}, {indicator.code} takes {allowed} — "
            "correct the figure or the indicator"
        )
        cells.reject("figure", "wrong_unit", message)
    elif found and found.per and indicator and found.per not in (indicator.per, *indicator.phrase_per):
        message = (
            f"{found.text!r} is so much per {found.per}, {indicator.code} is not — correct the figure or the indicator"
        )
        cells.reject("figure", "wrong_unit", message)
    elif found and indicator and (doubt := _doubt(found, indicator)):
        cells.reject("figure", "wrong_unit", f"{found.text!r} {doubt}")
    return found


def _doubt(found: Quantity, indicator: Indicator) -> str | None:
    """Why a bare number is none of its indicator: there are no 0.95 teams, and a fund of 50 is one of 50 亿元."""
    if found.unit is not None:
        return None
    ends = [end for end in (found.low, found.high) if end is not None]
    if indicator.unit == "CNY":
        return "is no sum of a fund — write 万元 or 亿元 behind it" if max(ends) < LEAST_FUND else None
    is_whole = all(end == int(end) for end in ends)
    return None if is_whole or found.per else "counts a part of a thing — write a whole number, or its unit"


def _measure(found: Quantity | None, indicator: Indicator | None) -> dict[str, object]:
    """The bounds in the unit of the indicator: a bare 个 or 家 takes its unit from what is counted."""
    measure = bounds(found)
    if found is None:
        measure["comparator"] = "none"
    return measure | {
        "assumed_low": found and found.assumed_low,
        "assumed_high": found and found.assumed_high,
        "unit": indicator and indicator.unit,
        "per": (found and found.per) or (indicator and indicator.per),
        "is_partial": found is not None and "partial" in found.flags,
        "is_vague": found is not None and "vague" in found.flags,
    }


def _deadline(cells: Cells, scenario: str | None) -> Period:
    deadline = cells.period("deadline")
    if deadline.end and scenario == "actual":
        message = f"{deadline.text!r} is a deadline on an actual figure — remove it or make it a target"
        cells.reject("deadline", "bad_date", message)
    return deadline


def _earmark(cells: Cells, indicator: Indicator | None) -> str | None:
    """What money is for: without it, money is in no sum and in no comparison, and nobody would see that it is not."""
    if indicator and indicator.family == "funds" and not cells.text("earmark"):
        codes = ", ".join(catalogue.codelist("earmark"))
        cells.reject("earmark", "missing_value", f"the cell is empty — say what the money is for: {codes}")
    return cells.code("earmark", "earmark", optional=True)


def _counts(cells: Cells, indicator: Indicator | None) -> str | None:
    """What is counted must be a code, and one that this indicator may count."""
    counts = cells.code("counts", "counts", optional=True)
    if counts and indicator and counts not in indicator.counts:
        allowed = ", ".join(indicator.counts) or "nothing: leave the cell empty"
        message = f"{indicator.code} does not count {counts!r} — it counts {allowed}"
        cells.reject("counts", "unknown_code", message)
    return counts
