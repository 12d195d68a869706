"""One question has many wordings, and one answer, which is worked out and kept once."""

import pytest
from starlette.applications import Starlette

from opc import api
from opc.api import resources
from opc.api.answer import Answer
from opc.api.request import MOST_CHARACTERS, Request
from tests.api.conftest import Reader

SAME = [
    (
        "compare",
        ["", "evidence=C", "evidence=C&known_on=today", "known_on=today&evidence=C", "evidence=%43&", "per=none"],
    ),
    ("compare.csv", ["cities=370100,320500", "cities=370100%2C320500", "cities=+370100,320500+"]),
    ("observations", ["page=2&page_size=5", "page_size=5&page=2"]),
    ("openapi.json", ["", "&"]),
]


@pytest.fixture
def made(real_warehouse, monkeypatch) -> list[Request]:
    """What was worked out."""
    found: list[Request] = []
    real = resources.answer

    def answer(request: Request) -> Answer:
        found.append(request)
        return real(request)

    monkeypatch.setattr(resources, "answer", answer)
    return found


@pytest.fixture
def reader(made) -> Reader:
    return Reader(Starlette(routes=api.routes()))


@pytest.mark.parametrize(("path", "wordings"), SAME)
def test_all_wordings_of_a_question_share_one_answer(reader, made, path, wordings):
    found = [reader.get(f"{path}?{wording}") for wording in wordings for _ in range(2)]
    assert {answer.status_code for answer in found} == {200}
    assert len({answer.content for answer in found}) == 1
    assert len(made) == 1


@pytest.mark.parametrize("path", ["cities", "cities.csv", "query/ranks", "openapi.json", "warehouse.duckdb"])
def test_the_name_of_the_server_makes_no_other_answer(reader, made, path):
    for host in ("atlas.example", "other.example", "10.0.0.1:8501"):
        assert reader.get(path, headers={"Host": host}).status_code == 200
    assert len(made) == 1


def test_what_says_where_the_server_is_says_it_to_each(reader, made):
    for host in ("atlas.example", "other.example:8501", "atlas.example"):
        assert reader.get("dataset.jsonld", headers={"Host": host}).json()["url"] == f"http://{host}/"
    assert len(made) == 2


@pytest.mark.parametrize(("length", "status"), [(MOST_CHARACTERS, 200), (MOST_CHARACTERS + 1, 400)])
@pytest.mark.parametrize("path", ["sources", "sources.csv"])
def test_a_question_longer_than_any_is_refused(reader, path, length, status):
    answer = reader.get(f"{path}?{'search=none'.ljust(length, 'x')}")
    assert answer.status_code == status
    assert status == 200 or str(MOST_CHARACTERS) in answer.json()["error"]["message"]
