"""A phone believes a head only when it is signed for its own team and extends the head it holds; nothing else gets through."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from people import NADIA, TEAM, at

from field_app.rules import merkle
from field_app.rules.log import SignedHead, Stood, extends
from field_app.rules.refusals import Code, Malformed
from field_app.rules.wire import canonical, decode, encode
from field_app.store.delivery import is_signed
from field_app.store.phone_store import Enrolment
from field_app.sync import trust
from field_app.sync.client import NotWelcome
from sync_server.keys import LogKey

KEY, OTHER_KEY = LogKey(Ed25519PrivateKey.generate()), LogKey(Ed25519PrivateKey.generate())
PHONE = Enrolment("device", NADIA.id, TEAM.id, "https://example", "", "", KEY.public_hex, "now")
Answer = dict[str, Any]
Check = Callable[[Mapping[str, Any], Enrolment, SignedHead | None], SignedHead]


@cache
def leaves(count: int, fork: int | None = None) -> list[bytes]:
    """A log; with `fork`, one that is another from that entry on."""
    return [merkle.leaf_hash(f"{'b' if fork is not None and each >= fork else 'a'}{each}".encode()) for each in range(count)]


def head(log: list[bytes], key: LogKey = KEY, **changes: Any) -> SignedHead:
    bare = replace(SignedHead(TEAM.id, "now", len(log), merkle.root(log).hex(), at("06:14")), **changes)
    return replace(bare, signature=key.sign(bare.signed_part).hex())


HELD = head(leaves(20))


def answer(log: list[bytes], told: SignedHead | None = None, of: int = 20, **more: Any) -> Answer:
    path = merkle.consistency_path(log, min(of, len(log)))
    return {"epoch": "now", "log": {"head": encode(told or head(log)), "path": [each.hex() for each in path], **more}}


def with_path(log: list[bytes], path: list[str]) -> Answer:
    made = answer(log)
    return {**made, "log": {**made["log"], "path": path}}


#: What an answer may try, and what a phone that holds twenty entries says of it.
BAD: dict[str, tuple[Answer, Code]] = {
    "an entry was changed": (answer(leaves(30, fork=5)), Code.LOG_CHANGED),
    "the newest entry was changed": (answer(leaves(30, fork=19)), Code.LOG_CHANGED),
    "changed, and no longer": (answer(leaves(20, fork=3)), Code.LOG_CHANGED),
    "rolled back": (answer(leaves(15)), Code.LOG_CHANGED),
    "emptied": (answer([]), Code.LOG_CHANGED),
    "rolled back and written on": (answer(leaves(40, fork=15)), Code.LOG_CHANGED),
    "a proof from an older head": (answer(leaves(30, fork=15), of=15), Code.LOG_CHANGED),
    "a claim to have held an older head": (
        answer(leaves(30, fork=15), of=15, old={"size": 15, "root": merkle.root(leaves(15)).hex()}),
        Code.LOG_UNPROVEN,
    ),
    "no proof": (with_path(leaves(30), []), Code.LOG_CHANGED),
    "a node too many": (with_path(leaves(20), ["00" * 32]), Code.LOG_CHANGED),
    "no hexadecimal": (with_path(leaves(30), ["zz"]), Code.LOG_CHANGED),
    "signed by another": (answer(leaves(30), head(leaves(30), OTHER_KEY)), Code.LOG_UNPROVEN),
    "not signed": (answer(leaves(30), replace(head(leaves(30)), signature="")), Code.LOG_UNPROVEN),
    "signed over something else": (answer(leaves(30), replace(head(leaves(29)), size=30)), Code.LOG_UNPROVEN),
    "the log of another team": (answer(leaves(30), head(leaves(30), team_id="elders")), Code.LOG_UNPROVEN),
    "the log of another epoch": (answer(leaves(30), head(leaves(30), epoch="then")), Code.LOG_UNPROVEN),
    "no log": ({"epoch": "now"}, Code.LOG_UNPROVEN),
    "no head": ({"epoch": "now", "log": {"path": []}}, Code.LOG_UNPROVEN),
    "nonsense": ({"epoch": "now", "log": [1]}, Code.LOG_UNPROVEN),
}


def taken(check: Check) -> set[str]:
    """What of the bad answers a check lets through."""
    found = set()
    for name, (bad, _) in BAD.items():
        try:
            check(bad, PHONE, HELD)
        except (NotWelcome, Malformed):
            continue
        found.add(name)
    return found


@pytest.mark.parametrize("name", BAD)
def test_nothing_is_taken_of_an_answer_that_tells_another_past(name: str) -> None:
    bad, code = BAD[name]
    with pytest.raises(trust.LogBroken) as no:
        trust.checked(bad, PHONE, HELD)
    assert no.value.code == code


@pytest.mark.parametrize("size", [20, 21, 32, 33, 300])
def test_a_log_that_only_grew_is_believed(size: int) -> None:
    assert trust.checked(answer(leaves(size)), PHONE, HELD).size == size


def test_the_first_head_is_believed_for_its_signature() -> None:
    assert trust.checked(answer(leaves(7), of=0), PHONE, None) == head(leaves(7))
    with pytest.raises(trust.LogBroken):
        trust.checked(answer(leaves(7), head(leaves(7), OTHER_KEY), of=0), PHONE, None)


def skips_the_proof(bad: Mapping[str, Any], phone: Enrolment, _: SignedHead | None) -> SignedHead:
    return trust._genuine(bad, phone).head


def takes_any_signature(bad: Mapping[str, Any], phone: Enrolment, held: SignedHead | None) -> SignedHead:
    told = decode(trust._Said, bad.get("log"))
    if not extends(held, told.head, told.path) or told.head.team_id != phone.team_id:
        raise NotWelcome(Code.LOG_UNPROVEN)
    return told.head


def trusts_the_claimed_size(bad: Mapping[str, Any], phone: Enrolment, held: SignedHead | None) -> SignedHead:
    said = dict(bad["log"]) if isinstance(bad.get("log"), dict) else {}
    claimed = decode(Stood, said.pop("old")) if "old" in said else held
    told = trust._genuine({**bad, "log": said}, phone)
    if not extends(claimed, told.head, told.path):
        raise NotWelcome(Code.LOG_CHANGED)
    return told.head


def forgets_the_team(bad: Mapping[str, Any], phone: Enrolment, held: SignedHead | None) -> SignedHead:
    told = decode(trust._Said, bad.get("log"))
    return trust.checked(bad, replace(phone, team_id=told.head.team_id), held)


def never_goes_back_only(bad: Mapping[str, Any], phone: Enrolment, held: SignedHead | None) -> SignedHead:
    told = trust._genuine(bad, phone).head
    if held and told.size < held.size:
        raise NotWelcome(Code.LOG_CHANGED)
    return told


FAULTS: dict[Check, set[str]] = {
    skips_the_proof: {"an entry was changed", "rolled back", "a proof from an older head", "no proof"},
    takes_any_signature: {"signed by another", "not signed"},
    trusts_the_claimed_size: {"a claim to have held an older head"},
    forgets_the_team: {"the log of another team"},
    never_goes_back_only: {"an entry was changed", "rolled back and written on"},
}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: getattr(fault, "__name__", ""))
def test_a_phone_that_looks_away_is_found_out(fault: Check) -> None:
    assert taken(trust.checked) == set()
    assert taken(fault) >= FAULTS[fault]


# ---- after the server was put back


def statement(key: LogKey = KEY, **changes: Any) -> Answer:
    said = {
        "epoch": "new",
        "previous": "now",
        "at": at("07:00").isoformat(),
        "by": "beheer",
        "team_id": TEAM.id,
        "old": encode(Stood(20, HELD.root)),
    }
    said = {**said, "new": encode(Stood(12, merkle.root(leaves(12)).hex())), **changes}
    said = {name: part for name, part in said.items() if part != "left out"}
    return {**said, "signature": key.sign(canonical(said)).hex()}


def restored(log: list[bytes], said: Answer, of: int = 12) -> Answer:
    return {**answer(log, head(log, epoch="new"), of=of), "epoch": "new", "restore": said}


def test_a_log_that_was_put_back_is_believed_only_from_the_head_that_the_signed_statement_names() -> None:
    for log in (leaves(12), leaves(30, fork=12)):
        assert trust.checked_restore(restored(log, statement()), PHONE, HELD).size == len(log)
    with pytest.raises(trust.LogBroken):
        trust.checked(restored(leaves(12), statement()), PHONE, HELD)


@pytest.mark.parametrize(
    ("log", "said"),
    [
        (leaves(30, fork=11), statement()),
        (leaves(11), statement()),
        (leaves(12), statement(OTHER_KEY)),
        (leaves(12), {**statement(), "by": "iemand anders"}),
        (leaves(12), {**statement(), "new": encode(Stood(0, merkle.EMPTY_ROOT.hex()))}),
        (leaves(12), statement(team_id="elders")),
        (leaves(12), statement(epoch="other")),
        (leaves(12), statement(new="left out")),
        (leaves(12), statement(new={"size": "x"})),
        (leaves(12), {}),
    ],
)
def test_no_other_past_comes_in_by_the_door_of_a_restore(log: list[bytes], said: Answer) -> None:
    with pytest.raises(NotWelcome):
        trust.checked_restore(restored(log, said), PHONE, HELD)


def test_a_statement_from_before_there_were_heads_holds_for_a_phone_that_never_held_one() -> None:
    old = statement(new="left out", old="left out", team_id="left out")
    assert trust.checked_restore(restored(leaves(12), old, of=0), PHONE, None).size == 12
    with pytest.raises(trust.LogBroken):
        trust.checked_restore(restored(leaves(12), old, of=0), PHONE, HELD)


def test_the_signature_covers_every_part_of_a_head() -> None:
    reached = 0
    for name, other in {"team_id": "x", "epoch": "x", "size": 21, "root": "00" * 32, "at": at("06:15")}.items():
        changed = decode(SignedHead, {**encode(HELD), name: encode(other)})
        assert not is_signed(KEY.public_hex, changed.signed_part, changed.signature), name
        reached += 1
    assert reached == len(SignedHead.__slots__) - 1
    assert is_signed(KEY.public_hex, HELD.signed_part, HELD.signature)


# ---- what a phone may let go of


def test_a_phone_lets_go_only_by_a_word_that_the_server_signed() -> None:
    held = {"device_id": "device", "epoch": "now", "safe_seq": 7, "safe_photo": 2}
    said = {**held, "safe_signature": KEY.sign(canonical(held)).hex()}
    assert trust.safe(said, PHONE) == (7, 2)
    wrong = ({"safe_seq": 8}, {"safe_photo": 3}, {"epoch": "new"}, {"safe_signature": ""}, {"safe_signature": None})
    assert [trust.safe({**said, **each}, PHONE) for each in wrong] == [(0, 0)] * len(wrong)
    assert trust.safe({**said, "safe_signature": OTHER_KEY.sign(canonical(held)).hex()}, PHONE) == (0, 0)
    assert trust.safe(said, replace(PHONE, device_id="other")) == (0, 0)


def test_a_restore_of_long_ago_that_is_told_again_is_not_believed() -> None:
    told = restored(leaves(12), statement())
    assert trust.checked_restore(told, PHONE, HELD).size == 12
    with pytest.raises(NotWelcome) as no:
        trust.checked_restore(told, PHONE, replace(HELD, at=at("23:59")))
    assert no.value.code == Code.RESTORE_UNPROVEN
