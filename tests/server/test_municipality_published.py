"""All that we send, and all that our stand-in answers, is as the published Documenten API and Zaken API say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from municipality_register import CASES
from municipality_server import Exchange, Municipality

from server.municipality_world import document, sent
from server.published_api import PublishedApi, published
from sync_server.municipality.calls import Stopped


@pytest.fixture(scope="module")
def apis() -> dict[bool, PublishedApi]:
    """The published documents: of zaken, and of documents."""
    return {True: published("zaken-api"), False: published("documenten-api")}


@pytest.fixture(scope="module")
def seen() -> Iterator[list[Exchange]]:
    """Every kind of sending: in one, in parts, again, and refused."""
    town = Municipality()
    sent(town)
    sent(town)
    sent(town, document(b"%PDF-large" * 300), whole_up_to=100)
    for step, status in ((0, 401), (1, 403), (2, 400), (4, 400)):
        town.troubles = [*[None] * step, status]
        with pytest.raises(Stopped):
            sent(town, document(f"%PDF-{step}".encode()))
    yield town.seen
    town.close()


def complaints(apis: dict[bool, PublishedApi], exchange: Exchange) -> list[str]:
    return apis[exchange.path.startswith(CASES)].complaints(exchange)


def test_every_request_and_every_answer_is_as_published(apis: dict[bool, PublishedApi], seen: list[Exchange]) -> None:
    wrong = {f"{each.verb} {each.path} {each.status}": found for each in seen if (found := complaints(apis, each))}
    assert wrong == {}
    assert len(seen) >= 25
    assert apis[False].held >= {
        "GET /enkelvoudiginformatieobjecten 200",
        "POST /enkelvoudiginformatieobjecten 201",
        "POST /enkelvoudiginformatieobjecten 400",
        "PUT /bestandsdelen/{uuid} 200",
        "POST /enkelvoudiginformatieobjecten/{uuid}/unlock 204",
    }
    assert apis[True].held >= {
        "GET /zaken 200",
        "GET /zaken 401",
        "GET /zaakinformatieobjecten 200",
        "POST /zaakinformatieobjecten 201",
    }


def without(name: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda found: {key: value for key, value in found.items() if key != name}


FAULTS: dict[str, Callable[[Exchange], Exchange]] = {
    "a field is missing": lambda each: replace(each, body=without("titel")(each.body)),
    "a field is misspelt": lambda each: replace(each, body={**each.body, "title": "x"}),
    "a word is none of theirs": lambda each: replace(each, body={**each.body, "status": "final"}),
    "a number is a text": lambda each: replace(each, body={**each.body, "bestandsomvang": "12"}),
    "a text is too long": lambda each: replace(each, body={**each.body, "identificatie": "x" * 41}),
    "a date is none": lambda each: replace(each, body={**each.body, "creatiedatum": "02-11-2026"}),
    "another verb": lambda each: replace(each, verb="PATCH"),
    "another type": lambda each: replace(each, headers={**each.headers, "content-type": "text/plain"}),
    "an unknown parameter": lambda each: replace(each, query={"number": "1"}),
    "an unknown status": lambda each: replace(each, status=418),
    "an answer lacks a field": lambda each: replace(each, answer=without("url")(each.answer)),
    "an answer lacks a header": lambda each: replace(each, answer_headers=without("API-version")(each.answer_headers)),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found_out(apis: dict[bool, PublishedApi], seen: list[Exchange], fault: str) -> None:
    made = next(each for each in seen if each.verb == "POST" and each.status == 201)
    assert complaints(apis, made) == []
    assert complaints(apis, FAULTS[fault](made))


def test_a_request_about_zaken_without_its_coordinates_is_found_out(apis: dict[bool, PublishedApi], seen: list[Exchange]) -> None:
    asked = next(each for each in seen if each.path.endswith("/zaken"))
    for name in ("accept-crs", "content-crs"):
        assert complaints(apis, replace(asked, headers=without(name)(asked.headers)))
