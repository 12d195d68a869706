"""Where weights rank no city, or one alone, the page says by which indicators cities can be ranked, and leads there."""

import html
import re
from urllib.parse import parse_qsl

import pytest

from opc.text import t
from tests.app import opened, words

pytestmark = pytest.mark.usefixtures("real_warehouse")
DAY = {"known_on": "2026-11-23"}
# Of these none has more than four of the six core indicators at the evidence floor C.
FIVE = DAY | {"composite": "on", "cities": "370100,320500,440300,310000,330100"}
LINK = re.compile(r'<p class="opc-next"><a href="\./compare\?([^"#]*)#composite"[^>]*>(.*?)</a>')


def of_the_composite(**address: str) -> str:
    said = words(opened("compare", **address))
    return said[said.index('id="composite"') :]


@pytest.mark.parametrize(
    ("lang", "names", "ranked"),
    [("zh", "OPC 团队、空间面积", "上海、济南"), ("en", "OPC teams, floor area", "Shanghai, Jinan")],
)
def test_the_message_that_nobody_is_ranked_names_what_would_rank_most_and_leads_there(lang, names, ranked):
    said = of_the_composite(lang=lang, per="resident", **FIVE)
    counts = {"count": 2, "cities": 2, "names": names, "ranked": ranked}
    assert t("composite.nobody", lang, count=5) in said
    assert t("composite.way_out", lang, **counts) in said
    query, link = LINK.search(said).groups()
    assert link == t("composite.these_alone", lang, names=names)
    there = dict(parse_qsl(html.unescape(query)))
    without = {f"w_{code}": "0" for code in ("resident_people", "communities", "desks", "fund_size")}
    # What the reader has chosen is kept.
    assert there == {"lang": lang, "per": "resident", **FIVE, **without}


def test_what_the_link_leads_to_ranks_the_cities_that_were_named():
    there = dict(parse_qsl(html.unescape(LINK.search(of_the_composite(**FIVE))[1])))
    app = opened("compare", **there)
    assert not app.exception
    assert app.slider(key="address_w_desks").value == 0
    assert app.slider(key="address_w_floor_area").value == 1
    *_, composite = app.get("plotly_chart")
    assert all(city in composite.proto.alt for city in ("上海", "济南"))
    assert LINK.search(words(app)) is None


def test_one_city_alone_is_given_no_rank():
    said = of_the_composite(composite="on", evidence="D", **DAY)
    assert t("composite.alone", "zh", name="杭州") in said
    assert "<table>" not in said
    assert dict(parse_qsl(html.unescape(LINK.search(said)[1])))["w_fund_size"] == "0"


def test_weights_that_the_reader_has_set_stay_and_one_taken_away_comes_back_where_it_is_needed():
    said = of_the_composite(w_resident_teams="3", w_floor_area="0", **FIVE)
    there = dict(parse_qsl(html.unescape(LINK.search(said)[1])))
    assert there["w_resident_teams"] == "3"
    assert "w_floor_area" not in there


@pytest.mark.parametrize(
    ("address", "key"),
    [({"cities": "320500,330100"}, "no_way"), ({"cities": "370100"}, "one_city"), ({"evidence": "A"}, "no_way")],
)
def test_where_no_weights_would_rank_two_cities_it_is_said_in_words(address, key):
    said = of_the_composite(**FIVE | address)
    assert t(f"composite.{key}", "zh") in said
    assert (t("notice.looser", "zh").partition("宽到")[0] in said) == (key == "no_way")
    assert LINK.search(said) is None
