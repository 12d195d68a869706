"""Query rows as marks of a chart: which words stand beside each mark, and what it draws."""

from collections.abc import Callable, Iterable, Sequence

from opc import wording
from opc.catalogue import label
from opc.sheet import Group, Mark
from opc.text import t
from opc.view import View
from opc.warehouse import Row

EARMARK_STYLE = {"opc": ("accent", "circle"), "ai": ("second", "square"), "general": ("third", "diamond")}
SEPARATOR = " · "
ROOM = 50


def area_name(row: Row, view: View) -> str:
    """The area that a figure covers; the level where it is the whole city."""
    if row["area_level"] in ("city", "province", "country"):
        return label("area_level", row["area_level"], view.lang)
    return (row.get("area_en") if view.lang == "en" else row["area"]) or row["area"]


def _context(row: Row, view: View) -> str:
    """Area, date and evidence of a figure in one line."""
    area = wording.shortened(area_name(row, view), 24)
    return SEPARATOR.join((area, wording.when(row["time_period"], view.lang), row["evidence"]))


def _hover(row: Row, view: View) -> str:
    """Everything about one figure: phrase, area, what is counted, note, document."""
    counts = label("counts", row["counts"], view.lang) if row.get("counts") else ""
    lines = (
        f"{view.name(row)} {row['obs_text']}",
        SEPARATOR.join(filter(None, (area_name(row, view), counts))),
        SEPARATOR.join((wording.when(row["time_period"], view.lang), label("evidence", row["evidence"], view.lang))),
        view.note(row),
        f"{row['title']} — {row['publisher']}",
    )
    return "<br>".join(line.replace("<", "‹").replace(">", "›") for line in map(_wrapped, lines) if line)


def _wrapped(line: str) -> str:
    return wording.shortened(line, 84)


def comparison(rows: Sequence[Row], view: View, per: str | None) -> list[Mark | Group]:
    """One mark a city: its preferred figure, or grey words where nothing is disclosed."""
    return [_compared(row, view, per) if row["status"] == "disclosed" else _missing(row, view) for row in rows]


def _compared(row: Row, view: View, per: str | None) -> Mark:
    value = wording.figure(row, view.lang)
    if per == "resident":
        value = wording.bounds(row, row["unit"], view.lang, "million_residents")
    return Mark(
        label=view.name(row),
        value=value,
        note=_context(row, view),
        href=row["url"],
        low=row["low"],
        high=row["high"],
        about=row["comparator"] == "~",
        hover=_hover(row, view),
        caution=t("figure.partial", view.lang) if row["is_partial"] else "",
    )


def _missing(row: Row, view: View) -> Mark:
    words = t(f"figure.{row['status']}", view.lang)
    note = t("figure.lead", view.lang, count=row["leads"]) if row["leads"] and row["status"] == "not_disclosed" else ""
    return Mark(view.name(row), words, note=note, drawn=False)


def progress(rows: Sequence[Row], view: View) -> list[Mark | Group]:
    """One mark a target, under a heading for each indicator; targets without a number stay out of the picture."""
    numbered = [row for row in rows if row["state"] != "unquantified"]
    return _grouped(numbered, lambda row: view.name(row, "indicator"), lambda row: _target(row, view))


def _target(row: Row, view: View) -> Mark:
    seen = row["attainment_low"] is not None or row["attainment_high"] is not None
    goal = t("figure.target", view.lang, figure=wording.figure(row, view.lang))
    limit = wording.deadline(row["deadline"], row["deadline_precision"], view.lang)
    area = wording.shortened(area_name(row, view), 20)
    return Mark(
        label=view.name(row),
        value=wording.shortened(goal, 34),
        href=row["url"],
        note=SEPARATOR.join((area, limit, row["evidence"])),
        state=state_words(row, view),
        low=(row["attainment_low"] or 0) * 100 if seen else None,
        high=row["attainment_high"] * 100 if row["attainment_high"] is not None else None,
        elapsed=row["time_gone"] if row["deadline"] else None,
        hover=_target_hover(row, view),
    )


def state_words(row: Row, view: View) -> str:
    """The state of a target, with the attainment and the run rate where there are any."""
    words = [t(f"progress.state.{row['state']}", view.lang)]
    share = attained(row, view)
    if share != "—":
        words.append(t("progress.attained", view.lang, share=share))
    rate = needed(row, view)
    if rate != "—":
        words.append(t("progress.needed", view.lang, rate=rate))
    return SEPARATOR.join(words)


def attained(row: Row, view: View) -> str:
    """Attainment in percent with its bounds."""
    percent = {
        f"{end}": row[f"attainment_{end}"] * 100 if row[f"attainment_{end}"] is not None else None
        for end in ("low", "high")
    }
    rounded = {end: round(value, 1) if value is not None else None for end, value in percent.items()}
    closed = {f"{end}_closed": row[f"attainment_{end}_closed"] for end in ("low", "high")}
    return wording.bounds(rounded | closed, "percent", view.lang)


def needed(row: Row, view: View, stem: str = "required_per_month") -> str:
    """A run rate a month, with its bounds rounded to tenths."""
    ends = {end: row[f"{stem}_{end}"] for end in ("low", "high", "low_closed", "high_closed")}
    rounded = {end: round(value, 1) if isinstance(value, float) else value for end, value in ends.items()}
    return wording.bounds(rounded, row["unit"], view.lang)


def _target_hover(row: Row, view: View) -> str:
    lines = [t("figure.target", view.lang, figure=wording.figure(row, view.lang)), view.note(row)]
    if row["latest_text"]:
        date = wording.when(row["latest_period"], view.lang)
        lines.insert(1, t("progress.now", view.lang, figure=row["latest_text"], date=date))
    elif row["parts_observed"]:
        lines.append(t("progress.parts", view.lang))
    return "<br>".join(_wrapped(line) for line in [f"{view.name(row)} {row['obs_text']}", *lines] if line)


def money(rows: Sequence[Row], view: View) -> list[Mark | Group]:
    """One mark a fund, budget or credit line, under a heading for each kind of money and earmark."""

    def heading(row: Row) -> str:
        return SEPARATOR.join((view.name(row, "indicator"), label("earmark", row["earmark"], view.lang)))

    def mark(row: Row) -> Mark:
        colour, symbol = EARMARK_STYLE[row["earmark"]]
        place = SEPARATOR.join((wording.shortened(view.name(row, "item"), 24), _context(row, view)))
        return Mark(
            label=view.name(row),
            value=wording.figure(row, view.lang),
            note=wording.shortened(place, ROOM),
            href=row["url"],
            low=row["low"],
            high=row["high"],
            colour=colour,
            symbol=symbol,
            hover=_hover(row, view),
            caution=t("figure.partial", view.lang) if row["is_partial"] else "",
        )

    return _grouped(rows, heading, mark)


def per_team(rows: Sequence[Row], view: View) -> list[Mark | Group]:
    """One mark a city and earmark: money over teams; grey words where the teams are not disclosed."""

    def mark(row: Row) -> Mark:
        if row["teams_id"] is None:
            return Mark(view.name(row), t("funding.no_teams", view.lang), note=row["funds_text"], drawn=False)
        colour, symbol = EARMARK_STYLE[row["earmark"]]
        terms = t("funding.over", view.lang, funds=row["funds_text"], teams=teams_of(row, view))
        return Mark(
            label=view.name(row),
            value=wording.bounds(row, "CNY", view.lang, "team"),
            note=wording.shortened(terms, ROOM),
            href=row["url"],
            low=row["low"],
            high=row["high"],
            colour=colour,
            symbol=symbol,
            hover=terms,
        )

    return _grouped(rows, lambda row: label("earmark", row["earmark"], view.lang), mark)


def teams_of(row: Row, view: View) -> str:
    """The team count that a ratio divides by, with the area it covers."""
    count = wording.figure(
        {
            "obs_text": row["teams_text"],
            "low": row["teams_low"],
            "low_closed": row["teams_low_closed"],
            "high": row["teams_high"],
            "high_closed": row["teams_high_closed"],
            "unit": "team",
            "comparator": row["teams_comparator"],
            "is_partial": row["teams_is_partial"],
        },
        view.lang,
    )
    level = {"area_level": row["teams_level"], "area": row["teams_area"], "area_en": row["area_en"]}
    return f"{count}（{area_name(level, view)}）" if view.lang == "zh" else f"{count} ({area_name(level, view)})"


def _grouped(rows: Iterable[Row], heading: Callable[[Row], str], mark: Callable[[Row], Mark]) -> list[Mark | Group]:
    marks: list[Mark | Group] = []
    last = None
    for row in rows:
        if (words := heading(row)) != last:
            marks.append(Group(words))
            last = words
        marks.append(mark(row))
    return marks


def described(title: str, marks: Sequence[Mark | Group], room: int = 900) -> str:
    """A chart in words, for who cannot see it: its message, then each row as far as there is room."""
    rows = "; ".join(f"{m.label} {m.value}" for m in marks if isinstance(m, Mark))
    return f"{title}. {rows}"[:room]
