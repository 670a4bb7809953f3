"""Makes the files of a released version with that version's own code: `python making.py VERSION COMMIT FOLDER`.

Run it with the version's tree and its `tests` on PYTHONPATH, such as a `git archive` of the commit; it speaks only what every
version has. `FOLDER/VERSION.zip` then holds the phone's file and the server's folder, and `VERSION.json` says what is in them.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from importlib import import_module
from itertools import cycle
from pathlib import Path
from typing import Any

from people import LINDE, NADIA, NADIAS_SHIFT, RUBEN
from running import Office, Phone, put

from field_app.rules.commands import NAMES, EndShift, StartShift, WithdrawObservation
from field_app.rules.records import Shift
from field_app.rules.vocabulary import FactKind, Result
from field_app.rules.wire import canonical, encode

DRAFTS, QUEUED = 50, 200
#: The commands of whichever version runs this; what they take differs, so no type says it.
_KNOWN: dict[str, Any] = dict(NAMES)
#: The data key of the test phone. It opens nothing but that file.
TEST_KEY = b"k" * 32


def make(version: str, commit: str, folder: Path) -> None:
    """Build both files and keep them in one archive."""
    with tempfile.TemporaryDirectory() as place:
        office = Office(Path(place))
        put(office.folder, *(_later(days) for days in (14, 16)))
        nadia, ruben = office.phone(NADIA), office.phone(RUBEN)
        _confirmed(nadia, ruben)
        _queue(nadia)
        _draft(nadia)
        told = {
            "version": version,
            "commit": commit,
            "test_key": TEST_KEY.hex(),
            "made_by": Path(__file__).name,
            **_told(nadia, office),
        }
        office.close()
        _keep(Path(place), folder / f"{version}.zip")
        (folder / f"{version}.json").write_text(json.dumps(told, indent=1) + "\n")


def _confirmed(nadia: Phone, ruben: Phone) -> None:
    """What both said and the server confirmed: looks, one of them withdrawn, one put right."""
    for phone in (ruben, nadia, ruben, nadia):
        for each in range(5):
            phone.look(LINDE.id, f"licht aan, keer {each}")
            phone.watch.forward(minutes=3)
        phone.round()
    withdrawn = nadia.look(LINDE.id, "verkeerde deur")
    nadia.workday.withdraw(withdrawn.id, "Verkeerde deur.")
    nadia.round()

    if "offer-swap" in NAMES:
        offer = nadia.workday.offer_swap("nadia-in-14")
        nadia.round()
        ruben.round()
        ruben.workday.accept_swap(offer)
        ruben.round()
        nadia.round()


def _later(days: int) -> Shift:
    """A shift of Nadia that can still be swapped."""
    by = timedelta(days=days)
    slots = tuple(replace(each, on=each.on + by) for each in NADIAS_SHIFT.slots)
    begins_at, ends_at = NADIAS_SHIFT.begins_at + by, NADIAS_SHIFT.ends_at + by
    return replace(NADIAS_SHIFT, id=f"nadia-in-{days}", slots=slots, stops=(), begins_at=begins_at, ends_at=ends_at)


def _queue(phone: Phone) -> None:
    """Commands of every kind that this version can say offline, in turn, until so many wait."""
    acts = cycle(
        [_look, _withdraw, _correct, _look, *(each for each in (_away, _timer, _swap, _incident, _signal) if _knows(each))]
    )
    phone.workday._say(StartShift(NADIAS_SHIFT.id, "NB-123-X"))
    while phone.store.outbox.count("SAVED") < QUEUED - 1:
        next(acts)(phone)
        phone.watch.forward(minutes=1)
    phone.workday._say(EndShift(NADIAS_SHIFT.id, "Het hek stond open."))


def _look(phone: Phone) -> None:
    phone.look(LINDE.id, "rolluik halfopen é✓")


def _withdraw(phone: Phone) -> None:
    if phone.store.outbox.count("SAVED") < QUEUED - 2:
        phone.workday._say(WithdrawObservation(phone.look().id, "Niet dit huis."))


def _correct(phone: Phone) -> None:
    if phone.store.outbox.count("SAVED") < QUEUED - 2:
        draft = phone.workday.begin_correction(phone.look(LINDE.id, "een fiets").id).draft
        phone.workday.change(draft.id, reason="Het waren er twee.")
        phone.workday.add_fact(draft.id, FactKind.ACTIVITY, "twee fietsen")
        phone.workday.seal(draft.id)


def _away(phone: Phone) -> None:
    begins = phone.watch.now() + timedelta(days=40)
    kind = import_module("field_app.rules.roster_commands").AvailabilityKind.AWAY
    phone.workday._say(_KNOWN["say-availability"](kind, begins, begins + timedelta(hours=8)))


def _timer(phone: Phone) -> None:
    if phone.store.outbox.count("SAVED") < QUEUED - 2:
        timer = phone.workday._say(_KNOWN["start-timer"](phone.watch.now() + timedelta(minutes=30)))
        phone.workday._say(_KNOWN["stop-timer"](timer))


def _swap(phone: Phone) -> None:
    if phone.store.outbox.count("SAVED") < QUEUED - 2:
        phone.workday.withdraw_swap(phone.workday.offer_swap("nadia-in-16"))


def _incident(phone: Phone) -> None:
    kind = import_module("field_app.rules.safety_commands").IncidentKind.VERBAL
    phone.workday._say(_KNOWN["record-incident"](kind, phone.watch.now(), "Iemand riep iets."))


def _signal(phone: Phone) -> None:
    words = import_module("field_app.rules.dossier.words")
    source, reliability = words.SignalSource.CASEWORKER, words.Reliability.PLAUSIBLE
    phone.workday._say(_KNOWN["record-signal"](source, phone.watch.now().date(), "Post komt terug.", reliability))


def _knows(act: Callable[[Phone], None]) -> bool:
    names: dict[Callable[[Phone], None], str] = {
        _away: "say-availability",
        _timer: "start-timer",
        _swap: "offer-swap",
        _incident: "record-incident",
    }
    return names.get(act, "record-signal") in NAMES


def _draft(phone: Phone) -> None:
    """Looks half made: some only begun, some with what was seen; and a form where the version has them."""
    has_papers = hasattr(phone.workday, "open_paper")
    if has_papers:
        phone.workday.open_paper("record-signal", content="Nog niet af")
    for each in range(DRAFTS - has_papers):
        phone.watch.forward(hours=1)
        draft = phone.workday.begin(LINDE.id, Result.NOTHING_SEEN if each % 3 == 0 else None).draft
        if each % 3 == 1:
            phone.workday.add_fact(draft.id, FactKind.ACTIVITY, f"half opgeschreven {each}")


def _told(phone: Phone, office: Office) -> dict[str, Any]:
    """All drafts and queued commands by id with a hash of their content, and what the server holds."""
    drafts = [row[0] for row in phone.store.database.execute("select id from drafts where discarded_at is null order by id")]
    queued = [(each.id, each.envelope) for each in phone.store.outbox.items("SAVED")]
    said = [[each, found.device_seq, found.name, _hash(encode(found.args))] for each, found in queued if found]
    return {
        "drafts": {each: _hash(phone.store.drafts.get(each)) for each in drafts},
        "queued": said,
        "device": phone.enrolment.device_id,
        "confirmed": [list(each) for each in office.log(phone)],
        "rows": sorted("/".join(each) for each in office.rows()),
        "ends_at": phone.watch.now().isoformat(),
    }


def _hash(value: Any) -> str:
    return hashlib.sha256(canonical(value)).hexdigest()


def _keep(place: Path, archive: Path) -> None:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as kept:
        for folder in ("server", f"phone-{NADIA.id}"):
            for each in sorted((place / folder).rglob("*")):
                if each.is_file():
                    kept.write(each, each.relative_to(place))


if __name__ == "__main__":
    make(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
