"""Photos are few, each with a reason, if the plan allows them; what was made unseen stays so, an original needs two people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from people import KARIN, LINDE, LINDE_PLAN, NADIA, RUBEN, WORLD, KeptRows, at, done, judged, look, rows_of

from field_app.rules import photos
from field_app.rules.cases.blurring import unseen
from field_app.rules.commands import CorrectObservation, RecordObservation, WithdrawObservation
from field_app.rules.dossier.photo_commands import AllowOriginal, AskOriginal, BlurPhoto
from field_app.rules.dossier.photo_records import Blur, Original
from field_app.rules.facts import Change
from field_app.rules.look import Area, Photo
from field_app.rules.records import Officer
from field_app.rules.refusals import Code, Refused
from field_app.rules.row_facts import RowFacts
from field_app.rules.vocabulary import CaseStatus, Flag, Kind, Role
from field_app.rules.wire import decode

SHA = "ab" * 32
AREA, OTHER = Area(0, 0, 100, 100), Area(500, 500, 500, 500)
SAMIRA = Officer("samira", "Samira Haddad", (Role.SECOND_READER,))
PLANNER = Officer("piet", "Piet Vos", (Role.PLANNER,))
LATER = at("06:20")


def photo(number: int = 0, **changes: Any) -> Photo:
    """One of Nadia's photos, complete; `changes` by field name."""
    usual = Photo(f"{number:064x}", 900_000, at("06:13"), "stand van de auto", "grijze auto op de oprit", 4_000, 3_000)
    return replace(usual, **changes)


def world(allowed: int = 3, *more: Any) -> KeptRows:
    return rows_of(*WORLD, SAMIRA, PLANNER, replace(LINDE_PLAN, photos=allowed), *more)


def no_to(command: Any, rows: KeptRows | None = None, by: Officer = NADIA, **how: Any) -> tuple[Code, dict[str, Any]]:
    with pytest.raises(Refused) as no:
        judged(command, rows or world(), by, **how)
    return no.value.code, no.value.details


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reason": " "}, Code.REASON_MISSING),
        ({"shows": ""}, Code.PHOTO_SHOWS_MISSING),
        ({"sha256": ""}, Code.PHOTO_INVALID),
        ({"sha256": "AB" * 32}, Code.PHOTO_INVALID),
        ({"sha256": "../" + "a" * 61}, Code.PHOTO_INVALID),
        ({"size": 0}, Code.PHOTO_INVALID),
        ({"size": photos.MOST_BYTES + 1}, Code.PHOTO_INVALID),
        ({"width": 0}, Code.PHOTO_INVALID),
        ({"width": 40_000_001, "height": 1}, Code.PHOTO_INVALID),
        ({"blurs": (Area(-1, 0, 10, 10),)}, Code.PHOTO_INVALID),
        ({"blurs": (Area(0, 0, 0, 10),)}, Code.PHOTO_INVALID),
        ({"blurs": (Area(0, 991, 10, 10),)}, Code.PHOTO_INVALID),
        ({"blurs": (AREA,) * (photos.MOST_AREAS + 1)}, Code.PHOTO_INVALID),
    ],
)
def test_what_depends_on_the_photo_alone_refuses_it(changes: dict[str, Any], code: Code) -> None:
    judged(RecordObservation(look(photos=(photo(),))), world())
    assert no_to(RecordObservation(look(photos=(photo(**changes),))))[0] is code


def test_ten_photos_are_a_look_and_eleven_are_none_and_none_counts_twice() -> None:
    ten = tuple(map(photo, range(10)))
    judged(RecordObservation(look(photos=ten)), world(10))
    assert no_to(RecordObservation(look(photos=(*ten, photo(10)))))[0] is Code.PHOTOS_TOO_MANY
    assert no_to(RecordObservation(look(photos=(photo(), photo(reason="nog eens")))))[0] is Code.PHOTO_TWICE


def flags_with(rows: KeptRows, many: int = 1) -> set[str]:
    return set(judged(RecordObservation(look(photos=tuple(map(photo, range(many))))), rows).flags)


def test_what_depends_on_the_plan_only_flags_a_photo() -> None:
    assert flags_with(world(3), 3) == set()
    assert flags_with(world(3), 4) == {Flag.PHOTOS_OVER_PLAN}
    assert flags_with(world(0)) == {Flag.PHOTO_NOT_IN_PLAN}
    assert flags_with(world(0), 0) == set()
    unapproved = replace(LINDE_PLAN, photos=3, approved_at=None, approved_by=None)
    assert flags_with(world(3, unapproved)) == {Flag.NO_APPROVED_PLAN, Flag.PHOTO_NOT_IN_PLAN}


def test_photos_of_earlier_looks_count_against_the_plan_and_on_the_meter() -> None:
    rows = world(3)
    done(rows, RecordObservation(look(photos=(photo(1), photo(2)))), command_id="first")
    assert flags_with(rows) == set()
    done(rows, RecordObservation(look(photos=(photo(3),))), command_id="second")
    assert Flag.PHOTOS_OVER_PLAN in flags_with(rows)
    assert photos.made(LINDE.id, RowFacts(rows)) == 3
    done(rows, CorrectObservation("first", "typefout", look(photos=(photo(1),))), command_id="third")
    done(rows, WithdrawObservation("second", "verkeerde zaak"), command_id="fourth")
    assert photos.made(LINDE.id, RowFacts(rows)) == 3, "what was made was made, corrected and withdrawn or not"


def test_a_flag_that_is_forgotten_would_be_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photos, "flags", lambda *_: iter(()))
    assert flags_with(world(0)) == set()


def recorded(rows: KeptRows, *made: Photo) -> KeptRows:
    done(rows, RecordObservation(look(photos=made)), command_id="seen")
    return rows


@pytest.mark.parametrize(
    ("after", "code"),
    [
        ((photo(9),), Code.PHOTO_IN_CORRECTION),
        ((photo(1, blurs=(AREA,)), photo(2)), Code.PHOTO_IN_CORRECTION),
        ((photo(1, size=7),), Code.PHOTO_IN_CORRECTION),
        ((photo(1, taken_at=LATER),), Code.PHOTO_IN_CORRECTION),
        ((photo(1, blurs=()),), Code.AREA_MISSING),
        ((photo(1, blurs=(OTHER,)),), Code.AREA_MISSING),
    ],
)
def test_a_correction_adds_no_photo_and_shows_nothing_again(after: tuple[Photo, ...], code: Code) -> None:
    rows = recorded(world(), photo(1, blurs=(AREA,)))
    assert no_to(CorrectObservation("seen", "beter", look(photos=after)), rows)[0] is code


@pytest.mark.parametrize("after", [(), (photo(1, blurs=(AREA,)),), (photo(1, blurs=(OTHER, AREA), shows="auto", reason="stand"),)])
def test_a_correction_may_keep_photos_leave_them_out_and_say_them_better(after: tuple[Photo, ...]) -> None:
    rows = recorded(world(), photo(1, blurs=(AREA,)))
    assert judged(CorrectObservation("seen", "beter", look(photos=after)), rows).flags == ()


def blur(**changes: Any) -> BlurPhoto:
    return replace(BlurPhoto("seen", SHA, (AREA,), "voorbijganger"), **changes)


@pytest.mark.parametrize("by", [NADIA, RUBEN, KARIN, SAMIRA], ids=lambda each: each.id)
def test_who_made_it_owns_the_case_leads_or_reads_along_may_blur_it(by: Officer) -> None:
    rows = recorded(world(), photo(sha256=SHA))
    done(rows, blur(), by, command_id="blur", received_at=LATER)
    kept = decode(Blur, {**(rows.row(Kind.BLUR, "blur") or {}), "id": "blur"})
    assert (kept.case_id, kept.areas, kept.officer_id, kept.at) == (LINDE.id, (AREA,), by.id, LATER)


@pytest.mark.parametrize(
    ("command", "by", "code"),
    [
        (blur(), Officer("omar", "Omar", (Role.OFFICER,)), Code.NOT_PERMITTED),
        (blur(), PLANNER, Code.NOT_PERMITTED),
        (blur(reason=" "), NADIA, Code.REASON_MISSING),
        (blur(areas=()), NADIA, Code.AREA_MISSING),
        (blur(areas=(Area(0, 0, 1001, 1),)), NADIA, Code.PHOTO_INVALID),
        (blur(sha256="cd" * 32), NADIA, Code.PHOTO_UNKNOWN),
        (blur(observation_id="gone"), NADIA, Code.OBSERVATION_UNKNOWN),
    ],
)
def test_a_blur_that_is_nobodys_or_says_too_little_is_refused(command: BlurPhoto, by: Officer, code: Code) -> None:
    rows = recorded(world(3, Officer("omar", "Omar", (Role.OFFICER,))), photo(sha256=SHA))
    assert no_to(command, rows, by)[0] is code


def test_what_is_unseen_only_grows() -> None:
    blurs = [
        Blur("a", LINDE.id, "seen", SHA, (OTHER,), "x", NADIA.id, LATER),
        Blur("b", "olm", "x", "cd" * 32, (AREA,), "x", "y", LATER),
    ]
    versions = (photo(sha256=SHA, blurs=(AREA,)), photo(sha256=SHA), photo(7, blurs=(Area(1, 1, 1, 1),)))
    assert set(unseen(SHA, versions, blurs)) == {AREA, OTHER}
    assert unseen(SHA, (), ()) == ()


def asked(rows: KeptRows) -> KeptRows:
    done(rows, AskOriginal("seen", SHA, "de rechtbank vraagt het"), RUBEN, command_id="ask", received_at=LATER)
    return rows


def test_the_owner_asks_and_a_second_reader_allows_for_a_day() -> None:
    rows = asked(recorded(world(), photo(sha256=SHA)))
    done(rows, AllowOriginal("ask", "alleen voor de zitting"), SAMIRA, command_id="allow", received_at=LATER + timedelta(hours=1))
    kept = decode(Original, {**(rows.row(Kind.ORIGINAL, "ask") or {}), "id": "ask"})
    assert (kept.asked_by, kept.allowed_by, kept.sha256) == (RUBEN.id, SAMIRA.id, SHA)
    allowed = LATER + timedelta(hours=1)
    moments = [allowed - timedelta(seconds=1), allowed, allowed + timedelta(hours=23, minutes=59), allowed + timedelta(hours=24)]
    assert [kept.is_open(each) for each in moments] == [False, True, True, False]
    assert no_to(AllowOriginal("ask", "nog eens"), rows, SAMIRA)[0] is Code.ORIGINAL_ALLOWED


BOTH = Officer("ruben", "Ruben Aalders", (Role.OFFICER, Role.SECOND_READER))


@pytest.mark.parametrize(
    ("command", "by", "code"),
    [
        (AskOriginal("seen", SHA, "waarom"), NADIA, Code.NOT_YOUR_CASE),
        (AskOriginal("seen", SHA, "waarom"), KARIN, Code.NOT_YOUR_CASE),
        (AskOriginal("seen", SHA, " "), RUBEN, Code.REASON_MISSING),
        (AskOriginal("seen", "cd" * 32, "waarom"), RUBEN, Code.PHOTO_UNKNOWN),
        (AllowOriginal("ask", "goed"), KARIN, Code.NOT_PERMITTED),
        (AllowOriginal("ask", "goed"), BOTH, Code.SAME_PERSON),
        (AllowOriginal("ask", ""), SAMIRA, Code.REASON_MISSING),
        (AllowOriginal("gone", "goed"), SAMIRA, Code.ORIGINAL_UNKNOWN),
    ],
)
def test_an_original_is_asked_and_allowed_by_nobody_else(command: Any, by: Officer, code: Code) -> None:
    rows = asked(recorded(world(3, BOTH), photo(sha256=SHA)))
    assert no_to(command, rows, by)[0] is code


@pytest.mark.parametrize("command", [blur(), AskOriginal("seen", SHA, "waarom"), AllowOriginal("ask", "goed")])
def test_of_a_closed_case_no_photo_is_touched(command: Any) -> None:
    rows = asked(recorded(world(3, replace(SAMIRA, roles=(Role.SECOND_READER,))), photo(sha256=SHA)))
    by = SAMIRA if isinstance(command, AllowOriginal) else RUBEN
    judged(command, rows, by)
    rows.keep(Change(Kind.CASE, LINDE.id, {**(rows.row(Kind.CASE, LINDE.id) or {}), "status": CaseStatus.CLOSED.value}))
    assert no_to(command, rows, by)[0] is Code.CASE_CLOSED


@pytest.mark.parametrize("fault", ["check", "check_kept"])
def test_a_rule_that_looks_at_nothing_would_be_found_out(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def blind(*_: Any) -> None: ...

    monkeypatch.setattr(photos, fault, blind)
    rows = recorded(world(), photo(1))
    command: Callable[[], Any] = {
        "check": lambda: RecordObservation(look(photos=(photo(shows=""),))),
        "check_kept": lambda: CorrectObservation("seen", "beter", look(photos=(photo(9),))),
    }[fault]
    judged(command(), rows)
