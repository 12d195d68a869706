"""The data set in the words of schema.org (JSON-LD), for search engines and catalogues of data."""

from datetime import date
from typing import Any

from opc.api.request import ROOT
from opc.datafiles.documents import LICENCE
from opc.questions import understand
from opc.text import LANGUAGES, t

TAGS = {"zh": "zh-CN", "en": "en"}
DISTRIBUTION = {
    "observations.csv": "text/csv",
    "observations": "application/json",
    "observations.zip": "application/zip",
    "warehouse.duckdb": "application/vnd.duckdb",
    "warehouse.parquet.zip": "application/zip",
}
# What is not ours and not a fact of a public document; the README names the same.
POSITIONS = {
    "@type": "Dataset",
    "name": "GeoNames",
    "description": "Positions of cities: latitude and longitude.",
    "url": "https://www.geonames.org/",
    "license": "https://creativecommons.org/licenses/by/4.0/",
}


def dataset_document(base: str, version: str, today: date) -> dict[str, Any]:
    """The data set of a version, with addresses below `base`, as https://example.org/."""
    root = f"{base.rstrip('/')}{ROOT}"
    indicators = understand("indicators", {}, today, version).rows()
    extent = understand("extent", {}, today, version).rows()[0]
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": f"{root}/dataset.jsonld",
        "name": _both("app.name"),
        "description": _both("app.description"),
        "url": base,
        "version": version,
        "inLanguage": list(TAGS.values()),
        "isAccessibleForFree": True,
        "license": {"@type": "CreativeWork", "name": LICENCE, "url": f"{root}/sources"},
        "isBasedOn": [POSITIONS],
        "spatialCoverage": {"@type": "Place", "name": "China", "identifier": "CN"},
        **_time(extent),
        "variableMeasured": [_variable(row) for row in indicators if row["kind"] != "statement"],
        "distribution": [
            {"@type": "DataDownload", "name": address, "contentUrl": f"{root}/{address}", "encodingFormat": media}
            for address, media in DISTRIBUTION.items()
        ],
    }


def _both(key: str) -> list[dict[str, str]]:
    return [_said(t(key, lang), lang) for lang in LANGUAGES]


def _said(words: str, lang: str) -> dict[str, str]:
    return {"@value": words, "@language": TAGS[lang]}


def _variable(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "@type": "PropertyValue",
        "propertyID": row["indicator"],
        "name": [_said(row[f"name_{lang}"], lang) for lang in LANGUAGES],
        "description": [_said(row[f"definition_{lang}"], lang) for lang in LANGUAGES],
        "unitText": row["unit"],
    }


def _time(extent: dict[str, Any]) -> dict[str, str]:
    """The days that the figures describe; nothing where no figure has a date."""
    first, last = extent["first_day"], extent["last_day"]
    return {"temporalCoverage": f"{first}/{last}"} if first and last else {}
