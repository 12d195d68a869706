"""A row of policies.csv → a policy."""

from etl.cells import Cells, bounds
from opc.quantity import Quantity

# What these instruments hand out is money, so that a bare 最高1000万 is a sum in CNY. Elsewhere (flats, floor
# space, computing cards, data, lists of measures) a bare number stays without a unit.
MONETARY = {
    "housing",
    "talent_subsidy",
    "talent_programme",
    "internship",
    "compute_subsidy",
    "voucher",
    "compute_voucher",
    "model_voucher",
    "corpus_voucher",
    "startup_grant",
    "award",
    "project_support",
    "equity",
    "loan",
    "interest_subsidy",
    "operator_support",
}
DURATION_UNITS = ("day", "month", "year")


def policy(cells: Cells) -> dict[str, object]:
    """Build the policy. known_from follows from the source and is derived later."""
    instrument = cells.code("instrument", "instrument")
    terms = _terms(cells, instrument)
    valid_from, valid_until = cells.period("valid_from"), cells.period("valid_until")
    cells.in_order("valid_until", valid_until, valid_from, "when it begins")
    return {
        "policy_id": cells.required("policy_id"),
        "fact_id": cells.required("fact_id"),
        "ref_area": cells.ref_area(),
        "area": cells.required("area"),
        "instrument": instrument,
        "offer": cells.required("offer"),
        **terms,
        "recipient": cells.code("recipient", "recipient", optional=True),
        "valid_from": valid_from.text,
        "valid_from_precision": valid_from.precision,
        "valid_until": valid_until.end,
        "evidence": cells.evidence(),
        "reached": cells.code("reached", "reached"),
        "source_id": cells.required("source_id"),
        "note": cells.text("note_zh"),
        "note_en": cells.text("note_en"),
    }


def _terms(cells: Cells, instrument: str | None) -> dict[str, object]:
    """What is offered, in numbers: the amount, the rate, and for how long."""
    amount = cells.quantity("amount")
    rate = _quantity_in(cells, "rate", ("percent",))
    duration = _quantity_in(cells, "duration", DURATION_UNITS)
    return {
        "amount_text": cells.text("amount"),
        **bounds(amount, "amount_"),
        "amount_unit": amount and amount_unit(amount, instrument),
        "amount_per": amount and amount.per,
        "rate_text": cells.text("rate"),
        "rate_low": rate and rate.low,
        "rate_high": rate and rate.high,
        "duration_text": cells.text("duration"),
        "duration_low": duration and duration.low,
        "duration_high": duration and duration.high,
        "duration_unit": duration and duration.unit,
    }


def amount_unit(amount: Quantity, instrument: str | None) -> str | None:
    """The unit stated, or CNY for a bare number where the instrument hands out money."""
    return amount.unit or ("CNY" if instrument in MONETARY else None)


def _quantity_in(cells: Cells, column: str, units: tuple[str, ...]) -> Quantity | None:
    found = cells.quantity(column)
    if found and found.unit not in units:
        message = f"{found.text!r} is in {found.unit or 'no unit'} — state it in {' or '.join(units)}"
        cells.reject(column, "wrong_unit", message)
    return found
