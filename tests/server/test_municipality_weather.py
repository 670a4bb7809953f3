"""Weather on the way to the municipality is waited for, a no is not; and what answers is not believed on its word."""

from __future__ import annotations

import httpx
import pytest
from municipality_register import SECRET
from municipality_server import Municipality

from server.municipality_world import CONTENT, document, register, sent
from sync_server.municipality import delivering, text_nl
from sync_server.municipality.calls import Stopped, Weather
from sync_server.municipality.delivering import deliver, patiently


def test_pauses_grow_and_the_api_may_ask_for_longer(town: Municipality) -> None:
    town.troubles = [503] * 4
    assert sent(town)[1] == [1.0, 2.0, 4.0, 8.0]
    with pytest.raises(Weather):
        town.troubles = [503] * 7
        sent(town, document(b"%PDF-other"))
    asked: list[float] = []
    tries = iter([Weather(30.0), Weather(3.0), None])

    def work() -> str:
        if (trouble := next(tries)) is not None:
            raise trouble
        return "done"

    assert patiently(work, asked.append) == "done"
    assert asked == [30.0, 3.0]
    with pytest.raises(Weather):
        patiently(lambda: (_ for _ in ()).throw(Weather(3600.0)), asked.append)
    assert len(asked) == 2, "who asks for an hour is tried again by hand"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 410, 415, 422])
def test_a_no_is_not_asked_again_and_told_in_the_apis_own_words(town: Municipality, status: int) -> None:
    town.troubles = [None, None, status]
    with pytest.raises(Stopped) as no:
        sent(town)
    assert town.asked.count("POST enkelvoudiginformatieobjecten") == 1
    assert len(town.seen) == 3
    told = text_nl.stopped(no.value)
    assert "told-to" in told and str(status) in told
    assert "told-to told-to" not in str(no.value) and "titel" not in str(no.value), "a log gets the code, not the words"


def stubborn(work: object, wait: object) -> None:
    """Planted: asks again after a no as well."""
    for _ in range(3):
        try:
            work()  # type: ignore[operator]  # a planted fault
        except (Weather, Stopped):
            wait(1.0)  # type: ignore[operator]  # a planted fault


def test_planted_who_asks_again_after_a_no_is_seen(town: Municipality) -> None:
    town.troubles = [None, None, 400, None, None, 400, None, None, 400]
    with register(town) as there:
        stubborn(lambda: deliver(document(), there), lambda _: None)
    assert town.asked.count("POST enkelvoudiginformatieobjecten") == 3, "which the test above would not pass"


def test_a_wrong_secret_an_unknown_zaak_and_another_file_are_told_apart(town: Municipality) -> None:
    with register(town, secret=SECRET[::-1]) as there, pytest.raises(Stopped) as no:
        deliver(document(), there)
    assert no.value.status == 403 and "rechten" in text_nl.stopped(no.value)
    with pytest.raises(Stopped) as no:
        sent(town, document(case_number="ZAAK-UNKNOWN"))
    assert no.value.code == "case-unknown" and "--zaak" in text_nl.stopped(no.value)
    assert town.register.kept.documents == {}, "no document without a zaak"
    sent(town)
    next(iter(town.register.kept.documents.values()))["bestandsomvang"] += 1
    with pytest.raises(Stopped) as no:
        sent(town)
    assert no.value.code == "document-differs"


@pytest.mark.parametrize("answer", ["<html>login</html>", "[1, 2]", '{"results": "x"}', '{"results": [1]}', ""])
def test_an_answer_that_is_none_of_the_api_stops(town: Municipality, answer: str) -> None:
    with register(town) as there:
        strange = httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(200, text=answer)))
        there.cases._web = strange
        with pytest.raises(Stopped) as no:
            deliver(document(), there)
    assert no.value.code == "unexpected-answer"


def test_an_address_that_leads_elsewhere_is_never_called(town: Municipality) -> None:
    """A register that is broken, or not what it seems, could send our pass to any host."""
    with register(town, whole_up_to=100) as there:
        sent(town, document(b"%PDF-first" * 30), whole_up_to=100)
        made = delivering._described(document(), there.zgw, None)
        town.register.answer("POST", "/documenten/api/v1/enkelvoudiginformatieobjecten", {}, dict(made))
        newest = list(town.register.kept.documents.values())[-1]
        newest["bestandsdelen"][0]["url"] = "http://127.0.0.1:1/elsewhere/" + newest["bestandsdelen"][0]["url"].rpartition("/")[2]
        deliver(document(), there)
        newest["bestandsdelen"], newest["locked"] = (
            [{"url": "http://127.0.0.1:1/../x", "volgnummer": 1, "omvang": len(CONTENT), "lock": "l"}],
            True,
        )
        with pytest.raises(Stopped):
            deliver(document(), there)
