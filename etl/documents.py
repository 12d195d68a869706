"""Rows of sources.csv, events.csv and left_out.csv → sources, events and statements left out.

Figures refer to their source, so a bad address or date of publication costs the cell and not the row: the
cell stays empty and the defect is reported. A source without title, publisher or day of retrieval cannot be
kept, and neither can the rows that refer to it.
"""

from urllib.parse import urlsplit

from etl.cells import Cells


def source(cells: Cells) -> dict[str, object]:
    """Build the source. It was surely public at the end of the period published, or else when we had it."""
    published = cells.period("published", keep=True)
    cells.required("retrieved")
    retrieved = cells.period("retrieved")
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
    happened = cells.period("happened_on")
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
