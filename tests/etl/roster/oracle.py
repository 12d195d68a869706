"""The roll-up again, as slow and as plain as its definition: what the expressions are held against."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from statistics import median

LEVELS = {"city": (False, False), "district": (True, False), "sector": (False, True), "cell": (True, True)}


def month_ends(first: date, last: date) -> Iterator[date]:
    """The last days of all months from that of `first` to that of `last`."""
    day = first.replace(day=1)
    while day <= last:
        day = (day + timedelta(days=31)).replace(day=1)
        yield day - timedelta(days=1)


def months_before(end: date, months: int) -> tuple[int, int]:
    """Year and month so many months before."""
    number = end.year * 12 + end.month - 1 - months
    return number // 12, number % 12 + 1


def series(stays: Iterable[Mapping[str, object]], last: date) -> dict[tuple, dict[str, object]]:
    """Figures by (level, ref_area, district, sector, month end). Stays have dates and a whole headcount."""
    groups: dict[tuple, list[Mapping[str, object]]] = {}
    for stay in stays:
        for level, (by_district, by_sector) in LEVELS.items():
            district = stay["district"] if by_district else None
            sector = stay["sector"] if by_sector else None
            groups.setdefault((level, stay["ref_area"], district, sector), []).append(stay)
    result = {}
    for key, members in groups.items():
        for end in month_ends(min(stay["entered_on"] for stay in members), last):
            result[(*key, end)] = _figures(members, end)
    return result


def _figures(stays: list[Mapping[str, object]], end: date) -> dict[str, object]:
    def is_active(stay: Mapping[str, object], day: date) -> bool:
        return stay["entered_on"] <= day and (stay["left_on"] is None or stay["left_on"] > day)

    def in_month(day: date | None, months: int = 0) -> bool:
        return day is not None and (day.year, day.month) == months_before(end, months)

    gone = [stay for stay in stays if in_month(stay["left_on"])]
    figures = {
        "active": sum(is_active(stay, end) for stay in stays),
        "headcount": sum(stay["headcount"] for stay in stays if is_active(stay, end)),
        "entered": sum(in_month(stay["entered_on"]) for stay in stays),
        "left": len(gone),
        "median_stay_days": median((s["left_on"] - s["entered_on"]).days for s in gone) if gone else None,
    }
    for after in (6, 12):
        cohort = [stay for stay in stays if in_month(stay["entered_on"], after)]
        stayed = sum(is_active(stay, end) for stay in cohort)
        figures[f"survival_{after}"] = round(stayed / len(cohort), 4) if cohort else None
    return figures
