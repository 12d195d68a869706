"""The rows of a chart: marks, each with its words and bounds, and the headings between them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """One row of a chart: its words, and its bounds in the unit of the axis.

    `lead` says what else there is, and `lead_href` on which page of ours. What is not drawn is a row in grey words;
    `absence` says why, as the key of the legend.
    """

    label: str
    value: str
    note: str = ""
    caution: str = ""
    graded: str | None = None
    state: str = ""
    href: str | None = None
    lead: str = ""
    lead_href: str = ""
    low: float | None = None
    high: float | None = None
    about: bool = False
    drawn: bool = True
    absence: str = "missing"
    is_target: bool = True
    colour: str = "accent"
    symbol: str = "circle"
    elapsed: float | None = None
    forecast: float | None = None
    parts: tuple[tuple[str, float], ...] = ()
    hover: str = ""

    @property
    def shape(self) -> str | None:
        """How its bounds are drawn, as the key of the legend. A lower bound of 0 says nothing, but 0 itself does."""
        if self.low is not None and self.low == self.high:
            return "about" if self.about else "exact"
        if self.low:
            return "at_least" if self.high is None else "range"
        return None if self.high is None else "at_most"


@dataclass(frozen=True, slots=True)
class Group:
    """A heading between rows."""

    label: str
