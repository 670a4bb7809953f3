"""Large buttons that telephone: 112 and the duty contact, also when nothing else works."""

from __future__ import annotations

import flet as ft

from field_app.rules.records import DutyContact
from field_app.ui.parts import buttons
from field_app.ui.text_nl import safety
from field_app.ui.theme import Tokens, Tone

_EMERGENCY = "112"


def calls(t: Tokens, duty: DutyContact | None) -> list[ft.Control]:
    """112 and, when the team has one, the duty contact; the device opens its own telephone."""
    known = [buttons.outside(t, safety.call(duty), _dialled(duty.phone), "call-duty")] if duty else []
    return [buttons.outside(t, safety.CALL_112, _dialled(_EMERGENCY), "call-112", tone=Tone.BAD), *known]


def _dialled(number: str) -> str:
    return "tel:" + "".join(each for each in number if each.isdigit() or each == "+")
