"""A hundred earlier looks of the demo, each made in the shift, slot and place that its plan gave."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from field_app.rules.daylight import light_at
from field_app.rules.dossier.case_records import Case
from field_app.rules.look import FactLine, Look
from field_app.rules.records import Shift
from field_app.rules.vocabulary import Certainty, FactKind, Light, Result, Sightline, UnableReason, Vantage
from sync_server.demo import sights
from sync_server.demo.sights import Sight
from sync_server.demo.stage import Stage, begins, ends, wall_clock
from sync_server.demo.visits import Told, Visit, told

PLACE = ("place_id", "own_position", "is_public_place", "vantage", "sightline")
FROM_THE_PLAN = (*PLACE, "light", "street_lighting", "slot", "shift_id")
WEATHER = ("droog", "bewolkt", "lichte regen", "helder", None)
#: The first stop of a slot begins so long after it, at the earliest; the rest of the slot is shared by so many stops at most.
DRIVE = timedelta(minutes=20)
MOST_STOPS = 4
ONE_IN_SO_MANY_ON_FOOT = 8


@dataclass(frozen=True, slots=True)
class DemoLook:
    """A look, who made it, when it was sealed, and the pictures of its photos as they were taken."""

    officer_id: str
    at: datetime
    look: Look
    pictures: tuple[bytes, ...] = ()


def looks(stage: Stage, cases: tuple[Case, ...], shifts: tuple[Shift, ...]) -> tuple[DemoLook, ...]:
    """Give all looks of the shifts that ended, in the order in which they were sealed."""
    return tuple(sorted((_made(stage, each) for each in told(stage, cases, shifts)), key=lambda each: each.at))


def _made(stage: Stage, of: Told) -> DemoLook:
    visit = of.visit
    slot = visit.stop.slot
    chance = stage.chance("look", visit.shift.id, visit.case.id, slot.moment)
    sight = _sight(of)
    began, length = _times(visit, sight, chance)
    weather = stage.chance("weather", slot.on.isoformat(), slot.moment).choice(WEATHER)
    look = _with_result(_bare(visit, began, length, chance), of, sight, weather)
    return DemoLook(visit.shift.officer_id or "", look.ended_at + timedelta(seconds=chance.randint(4, 52)), look)


def _sight(of: Told) -> Sight | None:
    if of.result is not Result.SEEN:
        return None
    pool = sights.SEEN[of.visit.sketch.code_name][of.visit.rank]
    return pool[of.before % len(pool)]


def _times(visit: Visit, sight: Sight | None, chance: Random) -> tuple[datetime, timedelta]:
    """Choose when the look began and how long it took: within this stop's share of the slot, or around what was to be seen."""
    slot = visit.stop.slot
    if sight and sight.at:
        before, after = chance.randint(70, 350), chance.randint(60, 115)
        return wall_clock(slot.on, sight.at) - timedelta(seconds=before), timedelta(seconds=before + after)
    share = (ends(slot) - begins(slot) - DRIVE) / MOST_STOPS
    began = begins(slot) + DRIVE + share * visit.turn + timedelta(seconds=chance.randint(10 * 60, 40 * 60))
    return began, timedelta(seconds=chance.randint(125, 715 if sight else 500))


def _bare(visit: Visit, began: datetime, length: timedelta, chance: Random) -> Look:
    """Fill in the look as plan, shift and hour give it, with nothing seen yet."""
    place = visit.case.places[0]
    light = light_at(began)
    return Look(
        case_id=visit.case.id,
        began_at=began,
        ended_at=began + length,
        place_id=place.id,
        own_position=place.viewpoint.text,
        is_public_place=place.viewpoint.is_public_place,
        sightline=place.viewpoint.sightline,
        light=light,
        result=Result.NOTHING_SEEN,
        is_exculpatory=False,
        shift_id=visit.shift.id,
        slot=visit.stop.slot,
        vantage=Vantage.IN_VEHICLE if chance.randrange(ONE_IN_SO_MANY_ON_FOOT) else Vantage.ON_FOOT,
        street_lighting=None if light is Light.DAYLIGHT else place.viewpoint.street_lighting,
    )


def _with_result(look: Look, of: Told, sight: Sight | None, weather: str | None) -> Look:
    if sight:
        return _seen(replace(look, weather=weather), sight)
    if of.result is Result.UNABLE:
        return _unable(look, *sights.UNABLE[(of.before + of.visit.stop.slot.on.toordinal()) % len(sights.UNABLE)])
    return _nothing(look, of)


def _seen(look: Look, sight: Sight) -> Look:
    return replace(
        look,
        result=Result.SEEN,
        is_exculpatory=sight.is_exculpatory,
        facts=_lines(look, sight),
        vehicles=(sight.vehicle,) if sight.vehicle else (),
        persons=(sight.person,) if sight.person else (),
        interpretation=sight.meaning,
        prefilled=_prefilled(look),
    )


def _nothing(look: Look, of: Told) -> Look:
    """Make a full entry too, mostly as it was filled in; at the house that stays dark the same two facts each time."""
    at_esdoorn = of.visit.sketch.code_name == "Esdoorn"
    facts = sights.NOTHING_AT_ESDOORN if at_esdoorn else sights.NOTHING[of.before % len(sights.NOTHING)]
    return replace(look, facts=_lines(look, Sight(facts)), prefilled=_prefilled(look))


def _unable(look: Look, reason: UnableReason, note: str) -> Look:
    blocked = reason is UnableReason.VIEW_BLOCKED
    filled = tuple(each for each in _prefilled(look) if not (blocked and each == "sightline"))
    changed = replace(look, result=Result.UNABLE, unable_reason=reason, unable_note=note, prefilled=filled)
    return replace(changed, sightline=Sightline.LIMITED, sightline_note="door een verhuiswagen") if blocked else changed


def _prefilled(look: Look) -> tuple[str, ...]:
    """Name what the officer only had to confirm: a look on foot or without street lighting was set by hand there."""
    by_hand = {"vantage": look.vantage is Vantage.ON_FOOT, "street_lighting": look.street_lighting is None}
    return tuple(each for each in FROM_THE_PLAN if not by_hand.get(each))


def _lines(look: Look, sight: Sight) -> tuple[FactLine, ...]:
    """Write the facts, each with its own time in the look; lit windows are no news by day."""
    facts = [each for each in sight.facts if each[0] is not FactKind.LIGHT or look.light is not Light.DAYLIGHT]
    step = (look.ended_at - look.began_at) / (len(facts) + 1)
    times = [(look.began_at + step * turn).replace(microsecond=0) for turn in range(1, len(facts) + 1)]
    if sight.at and look.slot:
        times = [wall_clock(look.slot.on, sight.at) + timedelta(seconds=20 * turn) for turn in range(len(facts))]
    return tuple(FactLine(at, kind, text, _certainty(text, sight, look)) for at, (kind, text) in zip(times, facts, strict=True))


def _certainty(text: str, sight: Sight, look: Look) -> Certainty:
    if sight.person is None or sight.person.label not in text.lower():
        return Certainty.SEEN_MYSELF
    if sight.person.recognised_by:
        return Certainty.RECOGNISED_FROM_PHOTO
    return Certainty.NOT_SURE if look.light is Light.DARK and look.vantage is Vantage.IN_VEHICLE else Certainty.SEEN_MYSELF
