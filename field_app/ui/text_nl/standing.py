"""Dutch for how an offer to swap stands: never more than this phone knows, and always who drives meanwhile."""

from __future__ import annotations

from field_app.rules.refusals import Code
from field_app.rules.roster_records import OfferStatus
from field_app.ui.text_nl import roster as roster_nl
from field_app.workday.roster_views import OfferView, Standing


def own_title(view: OfferView) -> str:
    """`Uw vr 20 middag`, or whose shift one said yes to."""
    name = roster_nl.shift_name(view.gives)
    return f"Uw {name}" if view.is_mine else f"{view.by.name}: {name}"


def offered_to(view: OfferView) -> str:
    """To whom it was offered, and against what."""
    if not view.is_mine:
        return "u zei ja" + (f", tegen uw {roster_nl.shift_name(view.returned)}" if view.returned else "")
    said = f"aangeboden aan {view.to.name}" if view.to else "aangeboden aan iedereen"
    if view.returns:
        said += f", tegen {' of '.join(roster_nl.shift_name(each.shift) for each in view.returns)}"
    return said


def standing(view: OfferView) -> str:
    """How it stands, and who drives until that changes."""
    other = _other(view)
    said = {
        Standing.ASKED: "wacht op uw antwoord",
        Standing.WAITS_SENDING: "bewaard, wordt verstuurd",
        Standing.WAITS_ANSWER: "wacht op antwoord",
        Standing.WAITS_SERVER: _waits_server(view, other),
        Standing.WAITS_APPROVAL: f"wacht op de teamleider: tot die ja zegt rijdt {'u' if view.is_mine else other} zelf",
        Standing.DONE: _done(view, other),
    }
    return said.get(view.standing) or _over(view)


def _other(view: OfferView) -> str:
    if not view.is_mine:
        return view.by.name
    return view.taker.name if view.taker else "uw collega"


def _waits_server(view: OfferView, other: str) -> str:
    if view.is_mine:
        return f"{other} zegt ja; wacht op verbinding: tot de server het bevestigt rijdt u zelf"
    own = ", en u uw eigen dienst" if view.returned else ""
    return f"wacht op verbinding: tot de server het bevestigt rijdt {other} deze dienst zelf{own}"


def _done(view: OfferView, other: str) -> str:
    if view.returned:
        return f"geruild met {other}"
    return f"overgenomen door {other}" if view.is_mine else f"u nam de dienst over van {other}"


def _over(view: OfferView) -> str:
    offer = view.offer
    if offer.status is OfferStatus.WITHDRAWN and view.is_waiting:
        return "intrekking bewaard, wordt verstuurd; was een collega eerder, dan geldt die ruil"
    if offer.status is OfferStatus.WITHDRAWN:
        return "ingetrokken"
    if offer.status is OfferStatus.DECLINED or (not view.is_mine and offer.declined_by):
        return f"{view.to.name if view.to and view.is_mine else 'u'} zei nee"
    return _ended(offer.why_ended) if offer.status is OfferStatus.ENDED else "verlopen"


def _ended(why: str | None) -> str:
    if why == Code.SHIFT_CHANGED:
        return "gestopt: het rooster is veranderd"
    if why in {code.value for code in Code}:
        return "gestopt: de ruil kon niet meer"
    return "niet goedgekeurd door de teamleider"
