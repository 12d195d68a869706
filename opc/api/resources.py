"""What stands at each address below /api/v1: rows of a named query in four forms, whole files, descriptions."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlencode

from opc import datafiles, warehouse
from opc.api.answer import ZIP, Answer, document, download, finished
from opc.api.dataset import dataset_document
from opc.api.forms import LANG, MEDIA, SPOKEN, has_form
from opc.api.openapi import openapi_document
from opc.api.request import ROOT, NotFoundError, Request, given, not_endless, nothing_given
from opc.questions import Asked, questions, understand
from opc.questions.values import QuestionError, read

# Short addresses of the queries that most readers want; every query has one below /query/ too.
NAMED = {
    "cities": "cities",
    "indicators": "indicators",
    "sources": "sources",
    "observations": "observations",
    "compare": "compare",
    "progress": "progress",
    "fund-per-team": "fund_per_team",
}


def answer(request: Request) -> Answer:
    """Answer a request, or raise QuestionError, NotFoundError or NoWarehouseError."""
    if request.path in WHOLE:
        nothing_given(request.query)
        return WHOLE[request.path](request)
    asked, suffix = _understood(request)
    return FORMS[suffix](request, asked)


def plainest(request: Request) -> Request:
    """The same request in the one wording that all others of it share; raises what `answer` raises."""
    not_endless(request.query)
    if request.path in WHOLE:
        nothing_given(request.query)
        return replace(request, query="")
    asked, _ = _understood(request)
    return replace(request, query=urlencode(sorted(asked.words.items())))


def _understood(request: Request) -> tuple[Asked, str]:
    """The question and the form of the answer."""
    address, dot, suffix = request.path.rpartition(".")
    address, suffix = (address, suffix) if dot else (request.path, "json")
    name = _query(address)
    # The bare address is the JSON; a second address for it would be a second copy in every cache.
    if name is None or (dot and suffix == "json") or not has_form(name, suffix):
        raise NotFoundError(f"{ROOT}/{request.path}", addresses())
    words = given(request.query)
    lang = _language(words.pop(LANG.name, LANG.default), request) if suffix in SPOKEN else ""
    asked = understand(name, words, request.today, request.version)
    if lang:
        asked = replace(asked, view=replace(asked.view, lang=lang), words=asked.words | {LANG.name: lang})
    return asked, suffix


def _language(text: str, request: Request) -> str:
    return read(LANG, text.strip(), None, request.today)


def addresses() -> list[str]:
    """Every address, without the suffixes."""
    rows = [*NAMED, *(f"query/{name}" for name in questions())]
    return [f"{ROOT}/{address}" for address in (*rows, *WHOLE)]


def _query(address: str) -> str | None:
    if address in NAMED:
        return NAMED[address]
    folder, _, name = address.partition("/")
    return name if folder == "query" and name in questions() else None


def _identity(request: Request, asked: Asked) -> tuple[str, ...]:
    """All that the bytes depend on; the day is in the words, as the day known on."""
    return request.version, request.path, urlencode(sorted(asked.words.items()))


def _json(request: Request, asked: Asked) -> Answer:
    rows = asked.rows()
    content = datafiles.json_document(asked.name, asked.words, rows, request.version, asked.view)
    pages = _pages(asked) if "page" in asked.values else {}
    content["meta"] |= pages
    return document(content, *_identity(request, asked), **_links(asked, pages))


def _csv(request: Request, asked: Asked) -> Answer:
    body = datafiles.csv_bytes(asked.rows(), asked.columns())
    pages = _pages(asked) if "page" in asked.values else {}
    headers = _links(asked, pages)
    return finished(body, MEDIA["csv"], *_identity(request, asked), name=_name(asked, "csv"), **headers)


def _zip(request: Request, asked: Asked) -> Answer:
    body = datafiles.package_zip(asked.name, asked.words, asked.rows(), asked.view)
    return finished(body, MEDIA["zip"], *_identity(request, asked), name=_name(asked, "zip"))


def _xlsx(request: Request, asked: Asked) -> Answer:
    from opc.datafiles.workbook import TooLongError, workbook_bytes

    try:
        body = workbook_bytes(asked)
    except TooLongError as wrong:
        raise QuestionError(str(wrong)) from None
    return finished(body, MEDIA["xlsx"], *_identity(request, asked), name=_name(asked, "xlsx"))


def _name(asked: Asked, suffix: str) -> str:
    return f"opc-{asked.name.replace('_', '-')}-{asked.view.version}.{suffix}"


def _pages(asked: Asked) -> dict[str, int]:
    """Which page of how many; beyond the last page there are no rows to say how many match."""
    page, size = asked.values["page"], asked.values["page_size"]
    rows = asked.rows() or warehouse.query(asked.name, asked.view, **asked.values | {"page": 1, "page_size": 1})
    total = rows[0]["matching"] if rows else 0
    return {"total": total, "page": page, "page_size": size, "pages": -(-total // size)}


def _links(asked: Asked, pages: dict[str, int]) -> dict[str, str]:
    """The neighbours of a page, relative to its own address (RFC 8288)."""
    if not pages:
        return {}
    near = {"prev": min(pages["page"] - 1, pages["pages"]), "next": pages["page"] + 1}
    links = [
        f'<?{urlencode(asked.words | {"page": number})}>; rel="{name}"'
        for name, number in near.items()
        if 1 <= number <= pages["pages"]
    ]
    return {"link": ", ".join(links)} if links else {}


def _openapi(request: Request) -> Answer:
    content = openapi_document(NAMED, request.version, request.today)
    return document(content, request.version, request.path, request.today.isoformat())


def _dataset(request: Request) -> Answer:
    content = dataset_document(request.base, request.version, request.today)
    identity = request.version, request.path, request.base, request.today.isoformat()
    return document(content, *identity, media="application/ld+json")


def _database(request: Request) -> Answer:
    path = datafiles.whole_database(request.version)
    return download(path, "application/vnd.duckdb", request.version, request.path, name=path.name)


def _parquet(request: Request) -> Answer:
    body, name = datafiles.parquet_zip(request.version), f"opc-{request.version}.parquet.zip"
    return finished(body, ZIP, request.version, request.path, name=name)


FORMS: dict[str, Callable[[Request, Asked], Answer]] = {"json": _json, "csv": _csv, "zip": _zip, "xlsx": _xlsx}
# What says where the server is; all else is the same under every name.
PLACED = {"dataset.jsonld"}
WHOLE: dict[str, Callable[[Request], Answer]] = {
    "openapi.json": _openapi,
    "dataset.jsonld": _dataset,
    "warehouse.duckdb": _database,
    "warehouse.parquet.zip": _parquet,
}
