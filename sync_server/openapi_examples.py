"""What the OpenAPI document shows: one example of every command as it travels."""

from __future__ import annotations

from typing import Any

from sync_server.openapi_case_examples import CASE, CASE_ARGS

Json = dict[str, Any]
_PLACE = "0197a2c4-0000-7000-8000-000000000002"
_SHIFT = "0197a2c4-0000-7000-8000-000000000003"
_LOOK: Json = {
    "case_id": CASE,
    "began_at": "2026-11-19T06:12:41.204+01:00",
    "ended_at": "2026-11-19T06:18:02.911+01:00",
    "place_id": _PLACE,
    "own_position": "openbare weg, overzijde, ca. 30 m",
    "is_public_place": True,
    "sightline": "FREE",
    "light": "DARK",
    "street_lighting": True,
    "result": "SEEN",
    "is_exculpatory": False,
    "shift_id": _SHIFT,
    "slot": {"on": "2026-11-19", "moment": "EARLY_MORNING"},
    "facts": [{"at": "2026-11-19T06:12:50+01:00", "kind": "LIGHT", "text": "Licht aan, begane grond, straatzijde."}],
    "prefilled": ["place_id", "own_position"],
}
_NADIA, _RUBEN = "0197a2c4-0000-7000-8000-00000000000c", "0197a2c4-0000-7000-8000-00000000000d"
_OTHER = "0197a2c4-0000-7000-8000-00000000000e"
_SEEN: Json = {"shift_id": _SHIFT, "version": 1}
_SEALED = "0197a2c4-0000-7000-8000-00000000000a"
_NOTE: Json = {
    "device_id": "0197a2c4-0000-7000-8000-00000000000f",
    "officer_id": _NADIA,
    "id": _SEALED,
    "name": "offer-swap",
    "args": {"gives": _SEEN, "until": "2026-11-20T06:00:00+01:00"},
    "at": "2026-11-19T06:18:03.100+01:00",
    "signature": "ab" * 64,
}
_AREA: Json = {"left": 100, "top": 250, "width": 120, "height": 80}
ARGS: dict[str, Json] = {
    "record-observation": {"look": _LOOK},
    "correct-observation": {"observation_id": _SEALED, "reason": "Kleur van de auto verbeterd.", "look": _LOOK},
    "withdraw-observation": {"observation_id": _SEALED, "reason": "Bij de verkeerde zaak vastgelegd."},
    "blur-photo": {"observation_id": _SEALED, "sha256": "ab" * 32, "areas": [_AREA], "reason": "Voorbijganger op de achtergrond."},
    "ask-original": {"observation_id": _SEALED, "sha256": "ab" * 32, "reason": "De rechtbank vraagt het origineel."},
    "allow-original": {"original_id": _SEALED, "note": "Alleen voor deze zitting."},
    "start-shift": {"shift_id": _SHIFT, "vehicle": "auto 2"},
    "end-shift": {"shift_id": _SHIFT, "handover_note": "Linde: straat opgebroken tot vrijdag.", "not_done": []},
    "say-availability": {"kind": "AWAY", "begins_at": "2026-12-24T00:00:00+01:00", "ends_at": "2026-12-27T00:00:00+01:00"},
    "withdraw-availability": {"availability_id": _SEALED},
    "report-sick": {"officer_id": _NADIA, "begins_at": "2026-11-20T00:00:00+01:00", "ends_at": "2026-11-22T00:00:00+01:00"},
    "offer-swap": {
        "gives": _SEEN,
        "until": "2026-11-20T06:00:00+01:00",
        "to": _RUBEN,
        "asks": [{"shift_id": _OTHER, "version": 1}],
    },
    "accept-swap": {"offer_id": _SEALED, "returns": {"shift_id": _OTHER, "version": 1}, "gives": _SEEN},
    "decline-swap": {"offer_id": _SEALED},
    "withdraw-swap": {"offer_id": _SEALED},
    "approve-swap": {"offer_id": _SEALED, "is_approved": True},
    "take-shift": {"shift": _SEEN},
    "split-shift": {"shift": _SEEN},
    "mark-seen": {"shift": _SEEN},
    "bring-note": {"note": _NOTE},
    "assign-shift": {"shift": _SEEN, "officer_id": _RUBEN, "why": "Nadia heeft een cursus."},
    "add-shift": {"slots": [{"on": "2026-11-21", "moment": "EVENING"}], "officer_id": _RUBEN, "why": "extra auto"},
    "cancel-shift": {"shift": _SEEN, "why": "de zaak is gesloten"},
    "ask-proposal": {"begins_on": "2026-12-28", "ends_on": "2027-01-24", "seconds": 20},
    "stop-proposal": {"roster_id": _SEALED},
    "publish-roster": {"roster_id": _SEALED, "why": ""},
    "pin-stop": {"case_id": CASE, "slot": {"on": "2026-11-19", "moment": "EARLY_MORNING"}, "shift_id": _SHIFT},
    "start-timer": {"until": "2026-11-19T06:45:00+01:00", "shift_id": _SHIFT},
    "extend-timer": {"timer_id": _SEALED, "until": "2026-11-19T06:55:00+01:00"},
    "stop-timer": {"timer_id": _SEALED},
    "raise-alarm": {"shift_id": _SHIFT},
    "answer-alarm": {"alarm_id": _SEALED},
    "end-alarm": {"alarm_id": _SEALED, "what": "Loos: verkeerde knop."},
    "record-incident": {
        "kind": "VERBAL",
        "happened_at": "2026-11-19T06:20:00+01:00",
        "what": "Geroepen vanaf een balkon.",
        "shift_id": _SHIFT,
    },
    **CASE_ARGS,
}
