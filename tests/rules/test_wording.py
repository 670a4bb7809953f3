"""The wording check points at conclusions and special data, leaves plain facts alone, and never stands in the way."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from people import at, judged, look

from field_app.rules import text_nl
from field_app.rules.commands import RecordObservation
from field_app.rules.look import FactLine
from field_app.rules.vocabulary import FactKind, Result
from field_app.rules.wording import Concern, Hint, hints

#: A sentence, and the words at which must be pointed, in order.
POINTED_AT = (
    ("Partner is weer thuis.", [("Partner", Concern.CONCLUSION), ("is weer thuis", Concern.CONCLUSION)]),
    ("Zij woont  samen met haar vriend", [("woont  samen", Concern.CONCLUSION), ("haar vriend", Concern.CONCLUSION)]),
    ("HIJ WERKT ZWART", [("WERKT ZWART", Concern.CONCLUSION)]),
    ("Betrokkene was niet thuis", [("niet thuis", Concern.ABSENCE)]),
    ("Er was weer niemand thuis", [("niemand thuis", Concern.ABSENCE)]),
    ("man van Marokkaanse afkomst", [("Marokkaanse", Concern.SPECIAL_DATA)]),
    ("een Turkse man", [("Turkse", Concern.SPECIAL_DATA)]),
    ("man met een handicap", [("handicap", Concern.SPECIAL_DATA)]),
    ("een gehandicapte vrouw", [("gehandicapte", Concern.SPECIAL_DATA)]),
    ("vrouw met hoofddoek, lichte huid", [("hoofddoek", Concern.SPECIAL_DATA), ("lichte huid", Concern.SPECIAL_DATA)]),
    ("verdachte auto bij een louche pand", [("verdachte", Concern.JUDGEMENT), ("louche", Concern.JUDGEMENT)]),
    ("Met de dashcam gefilmd", [("dashcam", Concern.TECHNICAL_MEANS), ("gefilmd", Concern.TECHNICAL_MEANS)]),
    ("Vermoedelijk is zij ziek", [("Vermoedelijk", Concern.CONCLUSION), ("ziek", Concern.SPECIAL_DATA)]),
)

#: What an officer should write; nothing in it may be pointed at.
FACTS = (
    "07.12: grijze VW Golf, kenteken XX-123-Y, staat op de oprit van nr. 14. Motor uit. Niemand in of bij de auto gezien.",
    "Man, ca. 40 jaar, lang postuur, donkere jas, opent voordeur met sleutel.",
    "Herkend van dossierfoto, bekeken op 12 maart.",
    "Geen licht zichtbaar aan de straatzijde.",
    "Gordijnen dicht op de begane grond, gordijn open op de verdieping.",
    "Twee vuilcontainers aan de weg, brievenbus vol.",
    "Vrouw B brengt kind naar school en komt om 08.41 terug.",
    "Geluid van een radio hoorbaar vanaf de openbare weg.",
    "Witte bestelbus met opschrift, twee mannen laden tegels uit.",
    "Fiets met blauwe kinderzitje tegen de gevel.",
    "Weg afgesloten door werkzaamheden, zicht niet mogelijk.",
    "Door het weer niet goed zicht op de voordeur.",
    "Vrouw in een turkooizen jas, donker haar.",
    "Auto staat op de gehandicaptenparkeerplaats voor nr. 12.",
    "Man op een bank leest een roman.",
    "Auto geparkeerd in de Surinamestraat, tegenover het Afrikaanderplein.",
    "Ziekenauto rijdt voorbij.",
    "Bord naast de deur: huisarts, eerste verdieping.",
    "De muur is homogeen grijs.",
    "Betrokkene draagt werkkleding met een opschrift.",
    "",
)


def false_hits(check: Callable[[str], tuple[Hint, ...]]) -> list[str]:
    """The words in plain facts at which this check points."""
    return [hint.word for fact in FACTS for hint in check(fact)]


@pytest.mark.parametrize(("sentence", "words"), POINTED_AT, ids=[each[0] for each in POINTED_AT])
def test_each_conclusion_is_pointed_at_in_order(sentence: str, words: list[tuple[str, Concern]]) -> None:
    assert [(hint.word, hint.concern) for hint in hints(sentence)] == words


@pytest.mark.parametrize("fact", FACTS)
def test_a_plain_fact_is_left_alone(fact: str) -> None:
    assert [hint.word for hint in hints(fact)] == []


def test_a_check_that_looks_inside_words_is_found_out() -> None:
    def inside_words(text: str) -> tuple[Hint, ...]:
        found = []
        for name, (patterns, advice) in text_nl.WORDING.items():
            for match in re.finditer("|".join(patterns), text, re.IGNORECASE):
                found.append(Hint(match.group(), Concern(name), advice))
        return tuple(found)

    assert false_hits(hints) == []
    assert false_hits(inside_words)


def test_every_concern_has_words_and_an_advice_and_occurs_above() -> None:
    assert set(text_nl.WORDING) == {each.value for each in Concern}
    assert {concern for _, words in POINTED_AT for _, concern in words} == set(Concern)
    assert all(hint.advice for sentence, _ in POINTED_AT for hint in hints(sentence))


def test_the_words_never_block_a_look() -> None:
    for sentence, _ in POINTED_AT:
        line = FactLine(at("06:12"), FactKind.ACTIVITY, sentence)
        assert judged(RecordObservation(look(result=Result.SEEN, facts=(line,), interpretation=sentence))).flags == ()


def test_the_longest_text_of_the_worst_words_is_read_to_its_end() -> None:
    text = ("woont " * 600 + "samen")[:4000]
    assert hints(text)[-1].word == "woont samen"
