"""The address holds codes, whatever a browser sends."""

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1.element_tree import Multiselect, Selectbox

from tests.app import opened


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
    before, own = dict(app.query_params), kind._widget_state.fget

    def late(element) -> WidgetState:
        state = own(element)
        return WidgetState(id=state.id, **sent) if element.key == f"address_{name}" else state

    monkeypatch.setattr(kind, "_widget_state", property(late))
    app.run()
    assert not app.exception
    assert dict(app.query_params) == before
    monkeypatch.undo()
    app.run()
    assert dict(app.query_params) == before
