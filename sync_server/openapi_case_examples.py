"""What the OpenAPI document shows of casework: one example of every command as it travels."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
CASE = "0197a2c4-0000-7000-8000-000000000001"
_PLACE = "0197a2c4-0000-7000-8000-000000000001-p1"
_OFFICER = "0197a2c4-0000-7000-8000-00000000000d"
_THING = "0197a2c4-0000-7000-8000-000000000021"
_ENTRY = "0197a2c4-0000-7000-8000-00000000000a"
_FACT: Json = {"at": "2026-11-24T14:10:00+01:00", "kind": "ACTIVITY", "text": "In de gang staan twee kinderfietsen."}
_NEW_PLACE: Json = {
    "label": "opgegeven adres",
    "address": "Zevenknopenlaan 3",
    "district": "De Rompert",
    "viewpoint": "openbare weg, overzijde, ca. 30 m",
}
_SUBJECT: Json = {"name": "A. Voorbeeld", "bond": "SUBJECT", "born_on": "1980-01-31", "dossier_number": "WI-000123"}
_OF_CASE: Json = {"case_id": CASE}

LIST: dict[str, Json] = {
    "record-signal": {
        "source": "CASEWORKER", "received_on": "2026-11-02", "content": "Post komt terug van het opgegeven adres.",
        "reliability": "PLAUSIBLE", "is_anonymous": False,
    },
    "dismiss-signal": {"signal_id": _THING, "reason": "Nagevraagd: betrokkene was op vakantie."},
    "open-case": {
        "signal_id": _THING, "code_name": "Esdoorn", "topic": "MAIN_RESIDENCE", "subjects": [_SUBJECT], "places": [_NEW_PLACE],
    },
    "describe-case": {
        **_OF_CASE, "question": "Verblijft betrokkene in de avond op het opgegeven adres?",
        "hypothesis": "Betrokkene verblijft ergens anders.", "counter_hypothesis": "Betrokkene logeert tijdelijk bij familie.",
        "legal_basis": "Participatiewet art. 53a lid 6",
        "lighter_means": [{"mean": "CALL", "was_tried": True, "what": "Drie keer gebeld, niemand nam op."}],
        "circumstances": "Bellen kan het best na 16.00 uur.", "period_from": "2026-09-01",
    },
    "add-place": {**_OF_CASE, "place": _NEW_PLACE},
    "add-subject": {**_OF_CASE, "subject": {"name": "B. Voorbeeld", "bond": "PARTNER"}},
    "hand-over": {**_OF_CASE, "to": _OFFICER, "reason": "Verlof", "note": "De tussentoets is op 24 november."},
    "set-buddy": {**_OF_CASE, "buddy_id": _OFFICER},
    "nominate-case": {**_OF_CASE, "why": "Het signaal is bevestigd en lichtere middelen zijn op."},
    "withdraw-nomination": _OF_CASE,
    "order-nominations": {"case_ids": [CASE]},
    "take-place": _OF_CASE,
}  # fmt: skip
PLAN: dict[str, Json] = {
    "submit-plan": {
        **_OF_CASE, "place_id": _PLACE, "slots": [{"on": "2026-11-20", "moment": "EVENING"}], "starts_on": "2026-11-19",
        "mid_check_on": "2026-11-24", "ends_on": "2026-11-30", "looks": 8, "minutes": 80,
        "why": "Acht avonden zijn genoeg om de vraag te beantwoorden.",
    },
    "approve-plan": {"plan_id": _THING, "note": "Akkoord."},
    "return-plan": {"plan_id": _THING, "reason": "Kies minder avonden."},
    "withdraw-plan": {"plan_id": _THING, "reason": "De vraag is beantwoord."},
    "explain-meter": {**_OF_CASE, "reason": "Twee keer was de straat afgesloten."},
    "record-mid-check": {**_OF_CASE, "goes_on": True, "note": "Nog geen duidelijk beeld van de avond."},
}  # fmt: skip
DECISION: dict[str, Json] = {
    "propose-decision": {
        **_OF_CASE, "kind": "INVITE", "second_reader": _OFFICER, "facts_for": [_ENTRY], "facts_against": [], "considered": [_ENTRY],
        "gaps": "In het weekend is niet gekeken.", "answered": "PARTLY",
        "explanation": "Op zes van acht avonden was er geen licht. U kunt dit toelichten.",
    },
    "read-decision": {"decision_id": _THING, "agrees": True, "text": "De feiten dragen een gesprek."},
    "settle-decision": {"decision_id": _THING, "stands": True, "why": "Een gesprek is de lichtste volgende stap."},
    "review-decision": {"decision_id": _THING, "considered": [_ENTRY], "stands": True, "why": "Het late feit verandert niets."},
    "record-visit": {
        **_OF_CASE, "decision_id": _THING, "came_at": "2026-11-24T14:00:00+01:00", "identified_at": "2026-11-24T14:01:00+01:00",
        "told_purpose": True, "told_consequences": True, "consent": "GIVEN", "consent_at": "2026-11-24T14:04:00+01:00",
        "consented_by": "betrokkene", "is_resident": True, "entered_at": "2026-11-24T14:05:00+01:00",
        "left_at": "2026-11-24T14:30:00+01:00", "ground": "Acht avonden zonder licht, twee keer post uit de bus.",
        "facts": [_FACT], "account": "Betrokkene zegt dat de fietsen van de buren zijn.", "report": "Alle kamers gezien.",
    },
    "record-talk": {
        **_OF_CASE, "decision_id": _THING, "began_at": "2026-11-26T10:00:00+01:00", "ended_at": "2026-11-26T10:40:00+01:00",
        "came": True, "caution": {"given_at": "2026-11-26T10:01:00+01:00", "wording": "U hoeft niet te antwoorden."},
        "account": "Betrokkene werkt tijdelijk in een andere stad.", "was_read_back": True, "signed": "YES",
    },
    "add-remark": {**_OF_CASE, "about": _ENTRY, "text": "De auto was van de buurman.", "from_resident": True},
}  # fmt: skip
WORK: dict[str, Json] = {
    "record-finding": {
        **_OF_CASE, "system": "BRP", "consulted_at": "2026-11-18T11:00:00+01:00", "ground": "Pw 53a lid 6",
        "finding": "Op het adres staat een persoon ingeschreven.", "is_exculpatory": True,
    },
    "record-following": {
        **_OF_CASE, "began_at": "2026-11-20T05:50:00+01:00", "ended_at": "2026-11-20T06:10:00+01:00", "began_where": "de woning",
        "stopped_where": "carpoolplaats", "stopped_why": "Bestemming bereikt.", "facts": [],
    },
    "write-letter": {
        **_OF_CASE, "kind": "INVITATION", "reason": "Wij hebben vragen over uw woonsituatie.",
        "purpose": "Wij willen uw uitleg horen.", "contact_id": _OFFICER, "text": "Beste mevrouw, ...",
        "meets_at": "2026-12-02T10:00:00+01:00",
    },
    "send-letter": {
        "letter_id": _THING, "way": "BY_HAND", "sent_on": "2026-11-24",
        "by_hand": {"began_at": "2026-11-24T10:00:00+01:00", "ended_at": "2026-11-24T10:03:00+01:00"},
    },
    "record-call": {
        **_OF_CASE, "called_at": "2026-11-23T15:00:00+01:00", "with_whom": "betrokkene", "was_reached": False, "said": "Voicemail.",
    },
    "ask-callback": {"asked_at": "2026-11-23T16:00:00+01:00", "who": "betrokkene", "about": "de uitnodiging", **_OF_CASE},
    "try-callback": {"callback_id": _THING, "called_at": "2026-11-24T09:00:00+01:00", "was_reached": True, "note": "Tijd verzet."},
    "pass-callback": {"callback_id": _THING, "to": _OFFICER, "reason": "Verlof"},
    "close-callback": {"callback_id": _THING, "why": "Drie keer gebeld, brief gestuurd."},
    "ask-information": {
        **_OF_CASE, "due_on": "2026-12-08",
        "items": [{"item": "RENT", "why": "Om de woonlasten te zien.", "period_from": "2026-09-01", "period_until": "2026-11-01"}],
    },
    "receive-information": {"request_id": _THING, "received_on": "2026-12-01", "what": "Huurcontract", "is_complete": True},
}  # fmt: skip
CLOSING: dict[str, Json] = {
    "inform-resident": {**_OF_CASE, "way": "TALK", "told_on": "2026-11-26", "note": "In het gesprek verteld, brief volgt."},
    "postpone-informing": {**_OF_CASE, "until": "2027-01-05", "reason": "Het gesprek is verzet naar 4 januari."},
    "close-case": {**_OF_CASE, "retention": "CHECKED", "note": ""},
    "reopen-case": {**_OF_CASE, "reason": "Er kwam later een waarneming binnen."},
    "place-hold": {**_OF_CASE, "kind": "OBJECTION", "reason": "Bezwaar ontvangen."},
    "lift-hold": {**_OF_CASE, "hold_id": _THING, "reason": "Op het bezwaar is beslist."},
    "record-ruling": {**_OF_CASE, "on": "OBJECTION", "ruling": "UPHELD", "ruled_on": "2027-03-01", "lesson": "Eerder bellen."},
    "ask-destruction": {**_OF_CASE, "why": "De bewaartermijn is voorbij."},
    "confirm-destruction": _OF_CASE,
    "record-lesson": {"text": "Eerst bellen, dan kijken.", "follow_up_on": "2027-01-15"},
    "follow-up-lesson": {"lesson_id": _THING, "what": "Bellen staat nu voor elk plan."},
    "ask-access": {"dossier_number": "WI-000123", "asked_on": "2027-01-10"},
    "check-access": {"access_id": _THING, "is_good": True, "note": "Namen van buren weggelaten.", "masks": ["J. Buurman"]},
}
CASE_ARGS: dict[str, Json] = {**LIST, **PLAN, **DECISION, **WORK, **CLOSING}
