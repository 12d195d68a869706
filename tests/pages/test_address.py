"""The address holds codes, whatever a browser sends."""

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1.element_tree import Multiselect, Selectbox

from tests.app import opened


def repeats(monkeypatch, kind: type, name: str, sent: dict[str, object]) -> None:
    """From now on the browser sends this for a control, whatever the server has set it to."""
    own = kind._widget_state.fget

    def late(element) -> WidgetState:
        return WidgetState(id=element.id, **sent) if element.key == f"address_{name}" else own(element)

    monkeypatch.setattr(kind, "_widget_state", property(late))


@pytest.mark.usefixtures("real_warehouse")
@pytest.mark.parametrize(
    ("kind", "name", "sent"),
    [
        (Selectbox, "evidence", {"string_value": "D · 未核实的线索"}),
        (Selectbox, "scenario", {"string_value": "目标"}),
        (Multiselect, "cities", {"string_array_value": {"data": ["深圳"]}}),
    ],
)
def test_a_label_of_the_language_that_the_page_had_before_does_not_come_into_the_address(
    kind, name, sent, monkeypatch
) -> None:
    app = opened("compare", lang="en", evidence="B", cities="440300,370100")
    before = dict(app.query_params)
    repeats(monkeypatch, kind, name, sent)
    app.run()
    assert not app.exception
    assert dict(app.query_params) == before
    monkeypatch.undo()
    app.run()
    assert dict(app.query_params) == before


@pytest.mark.usefixtures("real_warehouse")
@pytest.mark.parametrize("steps", [1, 2, 3])
def test_a_browser_behind_several_steps_back_makes_no_choice(steps, monkeypatch) -> None:
    visited = ["440300", "370100", "330100", "310000"]
    app = opened("overview", home=visited[0])
    # The browser holds its last word while the reader steps back.
    repeats(monkeypatch, Selectbox, "home", {"string_value": "深圳"})
    for code in visited[1 : steps + 1]:
        app.query_params["home"] = code
        app.run()
        assert not app.exception
        assert dict(app.query_params) == {"home": code}
    # What it held is chosen by hand where the address stands still.
    app.run()
    assert dict(app.query_params) == {"home": visited[0]}
