"""What has not reached the server yet: shown item by item, and written to a file that only the office can open."""

from __future__ import annotations

from field_app.rules.clock import SendClock
from field_app.rules.refusals import Code, Refused
from field_app.rules.vocabulary import Kind
from field_app.rules.wire import canonical, encode
from field_app.store.delivery import signed, signing_key
from field_app.store.outbox import OutboxItem
from field_app.store.phone_store import PhoneStore
from field_app.store.vault import seal_for_office
from field_app.workday.known import Known
from field_app.workday.views import Delivery, WaitingItem

#: So many confirmed items are shown under the waiting ones; and one rescue file holds at most so many bytes and commands.
_LAST_CONFIRMED = 10
_MOST_BYTES, _MOST_ROWS = 50_000_000, 100_000
_STATES = {"ACCEPTED": Delivery.CONFIRMED, "FLAGGED": Delivery.FLAGGED, "REFUSED": Delivery.REFUSED}


def waiting_items(store: PhoneStore, known: Known) -> tuple[WaitingItem, ...]:
    """Waiting and refused items, and the last confirmed ones, newest first."""
    open_ones = store.outbox.items("SAVED", "REFUSED", newest=200)
    done = store.outbox.items("ACCEPTED", "FLAGGED", newest=_LAST_CONFIRMED)
    found = (_item(store, known, each) for each in sorted(open_ones + done, key=lambda each: -each.device_seq))
    return tuple(each for each in found if each)


def _item(store: PhoneStore, known: Known, item: OutboxItem) -> WaitingItem | None:
    if item.envelope is None:
        return None
    said = item.verdict or {}
    sent = Delivery.SENT if item.device_seq <= store.outbox.sent_through else Delivery.SAVED
    return WaitingItem(
        command_id=item.id,
        name=item.envelope.name,
        at=item.envelope.at,
        case_name=_case_name(known, item),
        delivery=_STATES.get(item.state, sent),
        refusal_code=said.get("code"),
        refusal_details={name: str(value) for name, value in (said.get("details") or {}).items()},
    )


def _case_name(known: Known, item: OutboxItem) -> str | None:
    args = item.envelope.args if item.envelope else {}
    case_id = args.get("look", {}).get("case_id") or args.get("case_id")
    if case_id is None and "observation_id" in args:
        body = known.facts.body(Kind.OBSERVATION, args["observation_id"])
        case_id = body["look"]["case_id"] if body else None
    case = known.facts.case(case_id) if case_id else None
    return case.code_name if case else None


def rescue_file(store: PhoneStore, clock: SendClock) -> bytes:
    """All that waits, signed as it would be sent, in a sealed box for the municipality's recovery key."""
    enrolment, batch = store.enrolment(), store.outbox.batch(_MOST_BYTES, most_rows=_MOST_ROWS)
    if enrolment is None:
        raise Refused(Code.DEVICE_UNKNOWN)
    if batch is None:
        raise Refused(Code.NOTHING_WAITS)
    head = {"device_id": enrolment.device_id, "clock": encode(clock)}
    delivery = signed(head, batch, signing_key(enrolment.signing_key))
    spare = (store.settings.box("spare_key") or b"").hex()
    return seal_for_office(
        b'{"delivery":' + delivery + b',"spare_key":' + canonical(spare) + b"}", bytes.fromhex(enrolment.recovery_key)
    )
