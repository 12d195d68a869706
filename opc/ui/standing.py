"""Where one city stands among others: the places it may have by each core indicator, and what its targets need."""

from opc import messages, typeset, warehouse
from opc.content import profile
from opc.text import t
from opc.ui import address
from opc.ui.drawing import facts, section, sources
from opc.ui.navigation import explained, link_to
from opc.view import LOOSEST, View
from opc.warehouse import Question, Row


def questions(city: str, view: View) -> list[Question]:
    """What `standing` asks, to be begun ahead: bounds as on the pages it leads to, and places also as usual."""
    targets = {"cities": [city], "indicator": [], "numbers": "with", "assumed": _as_usual(view), "pace": 0}
    places = [("city_places", {"city": city, "assumed": assumed}) for assumed in (_as_usual(view), True)]
    return [*places, ("progress", targets)]


def _as_usual(view: View) -> bool:
    return address.value("assumed", "off", ("on", "off"), view.lang) == "on"


def standing(view: View, city: str, title: str, always: bool = False) -> None:
    """Its places below a title, and its targets; the title alone only where it is `always` said."""
    places, usual, targets = (warehouse.query(name, view, **asked) for name, asked in questions(city, view))
    if places or always:
        said = [t("city.standing_subtitle", view.lang)] if places else []
        said += [t("city.standing_as_usual", view.lang)] if _as_usual(view) else []
        section(title, typeset.sentences(said, view.lang))
    if places:
        facts(profile.places(places, usual, view))
        sources(view, places)
        explained("ranks", view.lang)
    if targets:
        to_targets(view, city, messages.progress(targets, view)[0])


def to_targets(view: View, city: str, words: str) -> None:
    """The way to the targets of a city: alone, but for the reader's own, with which progress begins as it is."""
    link_to("progress", words, cities=None if city == view.home else city)


def home(view: View, city: Row) -> None:
    """The reader's own city on a page of all: what it has published of its teams, where it stands, and the ways on."""
    code = city["ref_area"]
    warehouse.ahead(view, *questions(code, view))
    figures = warehouse.query("city_figures", view, city=code)
    standing(view, code, profile.message(figures, view.name(city), view), always=True)
    link_to("city", t("overview.home_profile", view.lang), city=code)
    leads(view, code)
    link_to("briefing", t("briefing.made", view.lang), city=code)


def leads(view: View, city: str) -> None:
    """How much more is said of a city on weaker evidence, and the way there; nothing where there is no more."""
    if more := profile.leads(city, view):
        words = t(f"city.{profile.weaker(view)}", view.lang, count=more)
        link_to("city", words, evidence=LOOSEST, city=city)
