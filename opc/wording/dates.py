"""Dates in a reader's words, as precise as they are known."""

from datetime import date

from opc.text import t


def when(period: str | None, lang: str) -> str:
    """A date as precise as it is known."""
    if not period:
        return t("figure.undated", lang)
    year, _, rest = period.partition("-")
    return t(f"date.{rest}", lang, year=year) if rest.isalpha() else period


def spelled(period: str | None, lang: str) -> str:
    """A date within a sentence, as precise as it is known: 2026年2月5日, 5 February 2026."""
    year, *rest = (period or "").split("-")
    if not year or not all(part.isdigit() for part in rest):
        return when(period, lang)
    values = {"year": year} | {name: int(part) for name, part in zip(("month", "day"), rest, strict=False)}
    if rest:
        values["month"] = t(f"cite.month.{rest[0]}", lang)
    return t(f"cite.of_{('year', 'month', 'day')[len(rest)]}", lang, **values)


def due(day: date | None, precision: str | None, lang: str) -> str:
    """A deadline that is said to be one."""
    words = deadline(day, precision, lang)
    is_said = day is None or (precision == "year" and lang == "en")
    return words if is_said else t("figure.deadline", lang, date=words)


def deadline(day: date | None, precision: str | None, lang: str) -> str:
    """A deadline as precise as it was stated, or the words for none."""
    if day is None:
        return t("figure.no_deadline", lang)
    if precision == "year":
        return t("figure.by_end", lang, year=day.year)
    return f"{day:%Y-%m}" if precision == "month" else f"{day:%Y-%m-%d}"
