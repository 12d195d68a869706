"""Rows of sources.csv, events.csv and left_out.csv → sources, events and statements left out.

Figures refer to their source, so a bad address or date of publication costs the cell and not the row: the
cell stays empty and the defect is reported. A source without title, publisher or day of retrieval cannot be
kept, and neither can the rows that refer to it.

What lies in the future is a slip of the keyboard. It is told by the days on which the documents were collected and
not by the clock: the same files give the same rows on any day.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from urllib.parse import urlsplit

from etl.cells import Cells
from etl.extract import Row
from opc.period import UNKNOWN, Period

# Nobody who collects documents pauses for so long: a document that was had later still was not had at all.
PAUSE = timedelta(days=5 * 366)


def collected(sources: Iterable[Row]) -> date | None:
    """The last day on which documents were collected, leaving aside those said to have been had years after the rest.

    Counted on from the document in the middle, so that a year too early cannot cut off all that follow it.
    """
    days = sorted(end for row in sources if (end := Cells(row).period("retrieved").end))
    rest = days[len(days) // 2 :]
    return next((day for day, later in pairwise(rest) if later - day > PAUSE), rest[-1] if rest else None)


def source(cells: Cells) -> dict[str, object]:
    """Build the source. It was surely public at the end of the period published, or else when we had it."""
    cells.required("retrieved")
    retrieved = cells.past("retrieved")
    published = _published(cells, retrieved)
    ends = [end for end in (published.end, retrieved.end) if end]
    return {
        "source_id": cells.required("source_id"),
        "title": cells.required("title"),
        "publisher": cells.required("publisher"),
        "published": published.text,
        "published_precision": published.precision,
        "known_from": min(ends, default=None),
        "url": _address(cells),
        "retrieved": retrieved.text,
    }


def event(cells: Cells) -> dict[str, object]:
    """Build the event."""
    cells.required("happened_on")
    happened = cells.past("happened_on")
    return {
        "event_id": cells.required("event_id"),
        "fact_id": cells.required("fact_id"),
        "ref_area": cells.ref_area(),
        "area": cells.required("area"),
        "kind": cells.code("kind", "event_kind"),
        "happened_on": happened.text,
        "time_precision": happened.precision,
        "period_start": happened.start,
        "period_end": happened.end,
        "title_zh": cells.required("title_zh"),
        "title_en": cells.required("title_en"),
        "subject": cells.text("subject"),
        "evidence": cells.evidence(),
        "reached": cells.code("reached", "reached"),
        "source_id": cells.required("source_id"),
        "note": cells.text("note_zh"),
        "note_en": cells.text("note_en"),
    }


def left_out(cells: Cells) -> dict[str, object]:
    """Build the statement that is not used."""
    return {
        "fact_id": cells.required("fact_id"),
        "ref_area": cells.ref_area(),
        "reason": cells.code("reason", "left_out_reason"),
        "obs_text": cells.required("figure"),
        "evidence": cells.evidence(),
        "source_id": cells.required("source_id"),
        "note": cells.text("note_zh"),
        "note_en": cells.text("note_en"),
    }


def _published(cells: Cells, retrieved: Period) -> Period:
    """When it was published; nobody has a document before that."""
    published = cells.period("published", keep=True)
    if not (retrieved.end and published.start and published.start > retrieved.end):
        return published
    message = f"{published.text!r} is after {retrieved.text!r}, when it was retrieved — correct one of the two"
    cells.reject("published", "bad_date", message, keep=True)
    return UNKNOWN


def _address(cells: Cells) -> str | None:
    """Only http and https become links on a page; anything else might be a script."""
    text = cells.text("url")
    if text is None:
        return None
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and not set(text) & set(' <>"\n')
    except ValueError:
        usable = False
    if not usable:
        message = f"{text!r} is not a web address — write one that begins with http:// or https://"
        cells.reject("url", "bad_address", message, keep=True)
    return text if usable else None
