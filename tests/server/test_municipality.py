"""A report arrives in the municipality's register once and whole, and at its zaak, whatever the network does meanwhile."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import product

import jwt
import pytest
from municipality_register import CASES, SECRET, ZAAK
from municipality_server import Municipality

from server.municipality_world import CONTENT, document, register, sent
from sync_server.municipality import delivering
from sync_server.municipality.calls import Weather
from sync_server.municipality.delivering import PAUSES, Register, deliver, patiently
from sync_server.municipality.document import Document, identification_of

TROUBLES: tuple[int | str | None, ...] = ("before", "after", 503, 429)


def stands_once(town: Municipality, content: bytes = CONTENT) -> bool:
    """One document, whole and free, linked once to its zaak."""
    kept = town.register.kept
    if len(kept.documents) != 1 or len(kept.links) != 1:
        return False
    ((document_id, found),) = kept.documents.items()
    is_free = not found["locked"] and kept.links[0]["informatieobject"] == found["url"]
    return is_free and kept.whole(document_id) == content and kept.links[0]["zaak"] == town.register.zaak(ZAAK)["url"]


# ---- what is asked, in which order and how


def test_a_small_document_goes_in_one_request_after_looking_whether_it_is_there(town: Municipality) -> None:
    url, pauses = sent(town)
    assert stands_once(town)
    assert pauses == []
    assert url.startswith(town.address)
    assert town.asked == [
        "GET zaken", "GET enkelvoudiginformatieobjecten", "POST enkelvoudiginformatieobjecten",
        "GET zaakinformatieobjecten", "POST zaakinformatieobjecten",
    ]  # fmt: skip
    body = town.seen[2].body
    assert (body["titel"], body["taal"], body["status"]) == ("Rapport van bevindingen Linde", "dut", "definitief")
    assert body["integriteit"] == {"algoritme": "sha_256", "waarde": document().sha256, "datum": "2026-11-02"}
    assert body["vertrouwelijkheidaanduiding"] == "zaakvertrouwelijk"
    assert body["identificatie"] == identification_of(CONTENT) and len(body["identificatie"]) == 40


def test_a_large_document_goes_in_the_parts_that_the_api_asks_for(town: Municipality) -> None:
    sent(town, whole_up_to=100)
    assert stands_once(town)
    assert town.asked[2:7] == ["POST enkelvoudiginformatieobjecten", *["PUT bestandsdelen"] * 3, "POST unlock"]
    assert [len(each.body["inhoud"]) for each in town.seen[3:6]] == [1000, 1000, 569]


def test_a_document_that_is_too_large_in_one_goes_in_parts_after_all() -> None:
    town = Municipality(most_bytes=3_000)
    sent(town)
    assert [each.status for each in town.seen].count(413) == 1
    assert stands_once(town)
    town.close()


def test_every_request_bears_a_fresh_pass_of_this_application_and_only_zaken_hears_of_coordinates(town: Municipality) -> None:
    sent(town, whole_up_to=100)
    for each in town.seen:
        claims = jwt.decode(each.headers["authorization"].removeprefix("Bearer "), SECRET, algorithms=["HS256"])
        assert claims.keys() == {"iss", "iat", "client_id", "user_id", "user_representation"}
        assert (claims["client_id"], claims["user_representation"]) == ("ronde", "Karin Bos")
        assert ("accept-crs" in each.headers) == ("content-crs" in each.headers) == each.path.startswith(CASES)


# ---- once, whatever happens


def test_sending_again_makes_nothing_new(town: Municipality) -> None:
    first, second = sent(town)[0], sent(town)[0]
    assert first == second
    assert stands_once(town)


@pytest.mark.parametrize("whole_up_to", [10_000, 100])
@pytest.mark.parametrize("is_strict", [True, False])
def test_whatever_breaks_once_at_whatever_step_it_stands_there_once(whole_up_to: int, is_strict: bool) -> None:
    reached = 0
    for step, trouble in product(range(9), TROUBLES):
        town = Municipality()
        town.register.is_strict = is_strict
        town.troubles = [None] * step + [trouble]
        _, pauses = sent(town, whole_up_to=whole_up_to)
        assert stands_once(town), (step, trouble)
        reached += len(pauses)
        town.close()
    assert reached >= 4 * 5


def test_storms_and_processes_that_die_halfway_leave_one_document() -> None:
    """Whole runs give up in the middle and others begin anew, as after `kill -9`: all that counts is what stands over there."""
    chance, cut, given_up = random.Random(7), 0, 0  # noqa: S311  # chance for a test
    for _ in range(8):
        town = Municipality()
        while not stands_once(town):
            town.troubles = [chance.choice([*TROUBLES, *[None] * 10]) for _ in range(12)]
            cut += sum(each is not None for each in town.troubles)
            try:
                with register(town, whole_up_to=100) as there:
                    patiently(partial(deliver, document(), there), list[float]().append, PAUSES[: chance.randrange(3)])
            except Weather:
                given_up += 1
        town.troubles = []
        sent(town, whole_up_to=100)
        assert stands_once(town)
        town.close()
    assert cut > 25 and given_up > 10, (cut, given_up)


@pytest.mark.parametrize("step", range(5))
def test_two_that_send_at_once_make_one_and_both_hear_that_it_is_there(town: Municipality, step: int) -> None:
    """One is held at a step, after its look, while the other does all of it."""
    town.troubles = [*[None] * step, "hang"]
    with ThreadPoolExecutor(1) as beside:
        held = beside.submit(sent, town)
        assert town.hangs.wait(30)
        url, _ = sent(town)
        town.goes_on.set()
        assert held.result()[0] == url
    assert stands_once(town)
    assert (400 in [each.status for each in town.seen]) == (step in (2, 4)), "refused where it would have been made twice"


def careless(what: Document, there: Register) -> str:
    """Planted: makes the document without looking whether it is there."""
    case = delivering.zaak(what.case_number, there)
    found = delivering._made(what, there)
    delivering._fill(found, what, there)
    delivering._link(case, str(found["url"]), what, there)
    return str(found["url"])


def test_planted_who_does_not_look_first_makes_two(town: Municipality) -> None:
    town.register.is_strict = False
    town.troubles = [None, "after"]
    sent(town, by=careless)
    assert len(town.register.kept.documents) == 2 and not stands_once(town)


def test_the_same_document_for_another_zaak_is_linked_there_too(town: Municipality) -> None:
    town.register.zaken.append("ZAAK-2")
    sent(town)
    sent(town, document(case_number="ZAAK-2"))
    assert (len(town.register.kept.documents), len(town.register.kept.links)) == (1, 2)
