"""One raw row, read cell by cell. What cannot be read is written down as a reject; reading goes on."""

import re
import unicodedata
from collections.abc import Collection
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from etl.extract import Row
from etl.problem import Reject, did_you_mean
from opc import catalogue, period, quantity
from opc.period import Period
from opc.quantity import Quantity

# Who adds a figure may forget to say anew when its document was collected; 2062 for 2026 is a slip.
SLACK = timedelta(days=366)


class Cells:
    """The cells of a row. `rejects` holds all defects; `usable` is false once one of them costs the row.

    `collected` is the last day on which documents were collected, None where it is not known.
    """

    def __init__(self, row: Row, collected: date | None = None) -> None:
        self.row = row
        self.collected = collected
        self.rejects: list[Reject] = []
        self.usable = True

    def text(self, column: str) -> str | None:
        """The cell, None where it is empty."""
        return self.row.cells[column] or None

    def required(self, column: str) -> str | None:
        """A cell that must not be empty."""
        if not self.row.cells[column]:
            self.reject(column, "missing_value", "the cell is empty — fill it in")
        return self.text(column)

    def code(self, column: str, list_name: str, *, optional: bool = False) -> str | None:
        """A code of a code list."""
        return self.choice(column, catalogue.codelist(list_name), "codelists.yml", optional=optional)

    def evidence(self) -> str | None:
        """The class of evidence of something published."""
        return self.choice("evidence", catalogue.floors(), "codelists.yml")

    def choice(self, column: str, known: Collection[str], where: str, *, optional: bool = False) -> str | None:
        """One of the known words."""
        text = self.text(column) if optional else self.required(column)
        if text is None or text in known:
            return text
        remedy = f"correct the code{did_you_mean(text, known)}"
        self.reject(column, "unknown_code", f"{text!r} is not in {where} — {remedy}")
        return None

    def ref_area(self) -> str | None:
        """The code of a city, a province or the country."""
        return area_code(self.required("ref_area") or "") or None

    def period(self, column: str, *, keep: bool = False) -> Period:
        """A date. With `keep`, one that cannot be read costs the cell and not the row."""
        try:
            return period.read(self.text(column))
        except period.PeriodError as error:
            self.reject(column, "bad_date", str(error), keep=keep)
            return period.UNKNOWN

    def past(self, column: str, *, keep: bool = False) -> Period:
        """A date of what has been seen: it cannot begin long after the day on which the last document was collected."""
        found = self.period(column, keep=keep)
        if not (self.collected and found.start and found.start > self.collected + SLACK):
            return found
        when = f"{self.collected}, when the last document was collected"
        message = f"{found.text!r} is over a year after {when} — correct the date"
        self.reject(column, "bad_date", message, keep=keep)
        return period.UNKNOWN

    def in_order(self, column: str, end: Period, start: Period, what: str) -> None:
        """See that a date, which is read already, does not lie before the one that it follows."""
        if end.end and start.start and end.end < start.start:
            message = f"{end.text!r} is before {start.text!r}, {what} — correct one of the two"
            self.reject(column, "bad_date", message)

    def number(self, column: str, least: int, most: int, *, whole: bool = False) -> Decimal | None:
        """A plain number within limits. One that cannot be read costs the cell and not the row."""
        text = self.text(column)
        if text is None:
            return None
        folded = unicodedata.normalize("NFKC", text)
        if re.fullmatch(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", folded):
            folded = folded.replace(",", "")
        # A spreadsheet writes 1671946000000 as 1.67195E+12: the digits that it has cut off are lost.
        if re.fullmatch(r"[+-]?[0-9.]+[eE][+-]?[0-9]+", folded):
            message = f"{text!r} is the short form of a spreadsheet, which has lost digits — write all of them"
            self.reject(column, "bad_number", message, keep=True)
            return None
        try:
            number = Decimal(folded)
        except InvalidOperation:
            number = Decimal("nan")
        if not number.is_finite() or not least <= number <= most or (whole and number != int(number)):
            kind = f"{'whole ' if whole else ''}number from {least} to {most}"
            self.reject(column, "bad_number", f"{text!r} is not a {kind} — write it in digits", keep=True)
            return None
        return number

    def quantity(self, column: str) -> Quantity | None:
        """A figure phrase."""
        text = self.text(column)
        if text is None:
            return None
        try:
            return quantity.parse(text)
        except quantity.QuantityError as error:
            self.reject(column, "not_a_quantity", str(error))
            return None

    def reject(self, column: str, reason: str, message: str, *, keep: bool = False) -> None:
        """Write down a defect. With `keep` the row is used all the same, without this cell."""
        value = self.row.cells[column]
        self.rejects.append(Reject(self.row.file, self.row.line, column, value, reason, message))
        self.usable = self.usable and keep


def area_code(text: str) -> str:
    """The code as it is, but for the country, of whose 000000 a spreadsheet makes 0. No other code begins with 0."""
    return "000000" if text and not text.strip("0") else text


def bounds(found: Quantity | None, prefix: str = "") -> dict[str, object]:
    """The bounds of a quantity as columns of a table; all null where there is none."""
    if found is None:
        names = ("low", "low_closed", "high", "high_closed", "comparator")
        return {f"{prefix}{name}": None for name in names}
    return {
        f"{prefix}low": found.low,
        f"{prefix}low_closed": None if found.low is None else found.low_closed,
        f"{prefix}high": found.high,
        f"{prefix}high_closed": None if found.high is None else found.high_closed,
        f"{prefix}comparator": found.comparator,
    }
