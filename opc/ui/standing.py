"""Where one city stands among others: the places it may have by each core indicator, and what its targets need."""

from opc import messages, profile, warehouse
from opc.text import t
from opc.ui.drawing import facts, section
from opc.ui.navigation import explained, link_to
from opc.view import LOOSEST, View
from opc.warehouse import Question, Row


def questions(city: str) -> list[Question]:
    """What `standing` asks, to be begun ahead."""
    targets = {"cities": [city], "indicator": [], "numbers": "with", "assumed": False, "pace": 0}
    return [("city_places", {"city": city}), ("progress", targets)]


def standing(view: View, city: str, title: str, always: bool = False) -> None:
    """Its places and its targets below a title; nothing where there are neither, unless the title is `always` said."""
    places, targets = (warehouse.query(name, view, **asked) for name, asked in questions(city))
    if places or targets or always:
        section(title, t("city.standing_subtitle", view.lang) if places else "")
    if places:
        facts(profile.places(places, view))
        explained("ranks", view.lang)
    if targets:
        link_to("progress", messages.progress(targets, view)[0], cities=city)


def home(view: View, city: Row) -> None:
    """The reader's own city on a page of all: what it has published of its teams, where it stands, and the ways on."""
    code = city["ref_area"]
    warehouse.ahead(view, *questions(code))
    figures = warehouse.query("city_figures", view, city=code)
    standing(view, code, profile.message(figures, view.name(city), view), always=True)
    link_to("city", t("overview.home_profile", view.lang), city=code)
    if more := profile.leads(code, view):
        link_to("city", t("city.leads", view.lang, count=more), evidence=LOOSEST, city=code)
    link_to("briefing", t("briefing.made", view.lang), city=code)
