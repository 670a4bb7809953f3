"""Whatever bit of the phone's file is flipped: what it touches is noticed, never shown as true, and intact work is kept."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

from proofs import Proof, at_least, counted, exactly, setting

from field_app.rules.refusals import Malformed
from field_app.rules.wire import Envelope
from field_app.store.database import StoreError
from field_app.store.phone_store import PhoneStore
from field_app.store.vault import Damaged
from store.filled import KEY, enrolled, saved, world_rows
from store.power.judged import links_hold
from store.test_sealed import body_of

#: What is a record or says where one belongs. The rest is bookkeeping that the next exchange sets right, such as a state;
#: and the spare key, which nobody but the municipality can open.
RECORDS = (
    "select kind, id, seq, case_id, sealed from rows",
    "select device_seq, inner_hash, head, sealed from outbox",
    "select first_seq, sealed from seeds",
    "select id, sealed from drafts",
    "select name, sealed from settings where name <> 'spare_key'",
)
Rows = dict[tuple[str, str], Any]


def filled_phone(path: Path) -> PhoneStore:
    """A phone with rows of the team, a draft, and work that waits."""
    store = enrolled(path)
    with store.saving():
        store.casebook.take(world_rows(), 0)
        store.drafts.put("draft-1", "linde", {"free_text": "tekst"})
    for _ in range(12):
        saved(store)
    return store


def records(path: Path) -> list[Any] | None:
    """What anybody reads in the file, damaged or not; None where SQLite itself cannot."""
    with closing(sqlite3.connect(f"file:{path}?immutable=1", uri=True)) as file:
        file.text_factory = bytes
        try:
            return [sorted(file.execute(each).fetchall(), key=repr) for each in RECORDS]
        except (sqlite3.DatabaseError, UnicodeDecodeError):  # the complaint itself may quote damaged words
            return None


def sqlite_complains(path: Path) -> bool:
    """Whether SQLite's own check sees anything."""
    with closing(sqlite3.connect(f"file:{path}?immutable=1", uri=True)) as file:
        file.text_factory = bytes
        try:
            return bool(file.execute("pragma integrity_check").fetchone()[0] != b"ok")
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            return True


class Truth:
    """What the phone held before anything was flipped."""

    def __init__(self, store: PhoneStore) -> None:
        self.rows, self.totals, self.sent = view(store), store.casebook.totals(), envelopes(store)

    def untrue(self, store: PhoneStore) -> list[str]:
        """What the phone shows that never was."""
        shown = [place[1] for place, body in view(store).items() if self.rows[place] != body]
        drafts = [draft_id for draft_id, body in store.drafts.open_ones() if body != {"free_text": "tekst"}]
        return (
            shown + drafts + [each.id for each in envelopes(store) if each not in self.sent and not is_said_again(each, self.sent)]
        )

    def noticed(self, store: PhoneStore) -> bool:
        """Whether the phone knows, or the next exchange does by the counts and the chain."""
        settings = [name for (name,) in store.database.execute("select name from settings where name <> 'spare_key'")]
        return (
            bool(store.casebook.damaged or store.drafts.damaged())
            or store.casebook.totals() != self.totals
            or [each.device_seq for each in envelopes(store)] != [each.device_seq for each in self.sent]
            or len(store.drafts.open_ones()) != 1
            or not links_hold(store)
            or any(not _opens(store, name) for name in settings)
            or settings != ["enrolment"]
        )


def is_said_again(envelope: Envelope, sent: list[Envelope]) -> bool:
    """Whether this is a command whose salt was lost, once more under a new number."""
    return any((each.id, each.args) == (envelope.id, envelope.args) for each in sent)


def _opens(store: PhoneStore, name: str) -> bool:
    try:
        return store.settings.certain(name) is not None
    except Damaged:
        return False


def view(store: PhoneStore) -> Rows:
    """All rows that the phone would show."""
    found = [(each.kind, each.id) for each in world_rows()]
    return {place: body for place in found if (body := body_of(store, *place)) not in (None, Damaged)}


def envelopes(store: PhoneStore) -> list[Envelope]:
    return [item.envelope for item in store.outbox.items("SAVED") if item.envelope]


def judged(path: Path, truth: Truth, number: int) -> tuple[str, list[str]]:
    """What the app makes of a damaged file: refused, noticed or nothing; and what it shows that is not true."""
    try:
        with closing(PhoneStore(path, KEY)) as store:
            untrue, noticed = truth.untrue(store), truth.noticed(store)
            lost_work = 12 - len({each.id for each in envelopes(store)} & {each.id for each in truth.sent})
            if lost_work > 1 and not noticed:
                untrue.append("intact work is gone")
            saved(store, command_id=f"new-{number}")
    except (StoreError, Damaged, sqlite3.DatabaseError):
        return "refused", []
    except (Malformed, KeyError):
        return "nothing", ["what was read makes no sense"]
    return ("noticed" if noticed else "nothing"), untrue


def test_of_hundreds_of_single_flipped_bits_each_that_touches_a_record_is_noticed_and_none_is_shown_as_true(
    tmp_path: Path, proof: Proof
) -> None:
    flips, reached, untrue, missed = setting(commit=600, long=6_000), Counter[str](), list[Any](), list[Any]()
    with closing(filled_phone(tmp_path / "phone.db")) as store:
        truth = Truth(store)
    content, chance = (tmp_path / "phone.db").read_bytes(), random.Random(4)  # noqa: S311  # repeatable damage
    before = records(tmp_path / "phone.db")
    for number in range(flips):
        at, bit = chance.randrange(len(content)), 1 << chance.randrange(8)
        file = tmp_path / f"damaged-{number}" / "phone.db"
        file.parent.mkdir()
        file.write_bytes(content[:at] + bytes([content[at] ^ bit]) + content[at + 1 :])
        touches, seen_by_sqlite = records(file) != before, sqlite_complains(file)
        found, wrong = judged(file, truth, number)
        untrue += [(number, at, each) for each in wrong]
        missed += [(number, at)] if touches and found == "nothing" else []
        reached.update({"flips": 1, "touched": touches, "by sqlite": touches and seen_by_sqlite, found: 1})
    assert (untrue[:5], missed[:5]) == ([], [])
    proof(
        "P4",
        "single bits flipped in the phone's file",
        flips=at_least(flips, reached["flips"]),
        that_touch_a_record=at_least(flips // 6, reached["touched"]),
        of_which_sqlite_alone_sees=counted(reached["by sqlite"]),
        not_noticed=exactly(0, len(missed)),
        shown_as_true=exactly(0, len(untrue)),
    )
    assert reached["nothing"] >= flips // 12, "some harm nothing"
