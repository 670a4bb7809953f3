"""The hash chain: known answers computed elsewhere, every edit is seen, and what was destroyed stays silent but linked."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from field_app.rules import chain
from field_app.rules.proof import enrolment_proof, request_proof
from field_app.rules.totals import HASH_SPACE, row_hash
from rules.examples import QUICK, catches

#: Computed with `sha256sum` and `openssl dgst -mac HMAC`, not with this code.
GENESIS = "aba4c53b97d1fdaf1cc07d3fd6c94bd2346670e31b724be886d8c1e8109257c5"
SALT = bytes(range(16))
INNER = "aed8a0ebb5f60a8aa06554873318b8e888584ebddf7878258719930ae328cbb2"
LINK = "9892e8500c7f177c6bf6838b0605f5458c18a8c283f9aba5ab86152393bb2685"
SALT_5 = "6c1c7b8f9b650a3acf64ffdb08bd160f"


def test_known_answers() -> None:
    assert chain.genesis("phone-1").hex() == GENESIS
    assert chain.inner(SALT, b'{"a":1}').hex() == INNER
    assert chain.link(bytes.fromhex(GENESIS), bytes.fromhex(INNER)).hex() == LINK
    assert chain.salt(b"\x11" * chain.SEED_BYTES, 5).hex() == SALT_5


@given(st.text(max_size=40), st.binary(max_size=80), st.binary(min_size=16, max_size=16))
def test_the_chain_is_plain_sha256_over_raw_bytes(device_id: str, command: bytes, salt: bytes) -> None:
    head = hashlib.sha256(device_id.encode("utf-8")).digest()
    sealed = hashlib.sha256(salt + command).digest()
    assert chain.genesis(device_id) == head
    assert chain.inner(salt, command) == sealed
    assert chain.link(head, sealed) == hashlib.sha256(head + sealed).digest()


@given(st.binary(min_size=32, max_size=32), st.integers(0, 2**53))
def test_a_salt_is_hmac_sha256_of_the_number_cut_to_sixteen_bytes(seed: bytes, number: int) -> None:
    key = seed.ljust(64, b"\0")  # RFC 2104, written out
    inside = hashlib.sha256(bytes(each ^ 0x36 for each in key) + number.to_bytes(8, "big")).digest()
    assert chain.salt(seed, number) == hashlib.sha256(bytes(each ^ 0x5C for each in key) + inside).digest()[:16]
    assert chain.salt(seed, number) != chain.salt(seed, number + 1)


@dataclass(frozen=True)
class Entry:
    """One command with its salt, as the evidence is kept; destroyed, only its inner hash is left."""

    content: bytes | None
    salt: bytes | None
    inner: bytes


def entry(content: bytes, salt: bytes) -> Entry:
    return Entry(content, salt, chain.inner(salt, content))


def destroyed(one: Entry) -> Entry:
    return replace(one, content=None, salt=None)


Link = Callable[[bytes, bytes], bytes]
Inner = Callable[[bytes, bytes], bytes]


def head_of(entries: list[Entry], link: Link = chain.link, inner: Inner = chain.inner) -> bytes:
    """The head as a verifier computes it: from the content where it is there, else from the inner hash."""
    head = chain.genesis("phone-1")
    for each in entries:
        gone = each.content is None or each.salt is None
        head = link(head, each.inner if gone else inner(each.salt or b"", each.content or b""))
    return head


entries = st.lists(
    st.builds(entry, st.binary(min_size=1, max_size=40), st.binary(min_size=16, max_size=16)), min_size=2, max_size=8, unique=True
)


WAYS = ("edit", "resalt", "drop", "cut the end", "swap", "repeat", "insert")


@st.composite
def tampered(draw: st.DrawFn, ways: tuple[str, ...] = WAYS) -> tuple[str, list[Entry], list[Entry]]:
    """How it was tampered with, the entries before, and after; always a real change."""
    before = draw(entries)
    after = list(before)
    at = draw(st.integers(0, len(before) - 1))
    other = draw(st.integers(0, len(before) - 1).filter(lambda index: index != at))
    how = draw(st.sampled_from(ways))
    content, salt = before[at].content or b"", before[at].salt or b""
    bit = 1 << draw(st.integers(0, 7))
    match how:
        case "edit":
            after[at] = entry(bytes([content[0] ^ bit]) + content[1:], salt)
        case "resalt":
            after[at] = entry(content, bytes([salt[0] ^ bit]) + salt[1:])
        case "drop":
            del after[at]
        case "cut the end":
            del after[-1]
        case "swap":
            after[at], after[other] = after[other], after[at]
        case "repeat":
            after.insert(at, after[at])
        case "insert":
            after.insert(at, entry(draw(st.binary(max_size=8)), b"s" * 16))
    return how, before, after


def is_noticed(example: tuple[str, list[Entry], list[Entry]], link: Link = chain.link, inner: Inner = chain.inner) -> bool:
    """Whether the head tells the tampered chain from the real one."""
    _, before, after = example
    return head_of(before, link, inner) != head_of(after, link, inner)


@pytest.mark.parametrize("how", WAYS)
def test_every_edit_drop_repeat_insertion_and_reordering_changes_the_head(how: str) -> None:
    reached = Counter[str]()

    @QUICK
    @given(tampered((how,)))
    def each(example: tuple[str, list[Entry], list[Entry]]) -> None:
        assert is_noticed(example)
        reached[example[0]] += 1

    each()
    assert reached[how] >= 50


@pytest.mark.parametrize(
    ("fault", "link", "inner"),
    [
        ("forgets the past", lambda _, inner: hashlib.sha256(inner).digest(), chain.inner),
        ("minds no order", lambda head, inner: bytes(a ^ b for a, b in zip(head, inner, strict=True)), chain.inner),
        ("forgets the command", lambda head, _: hashlib.sha256(head).digest(), chain.inner),
        ("leaves out the salt", chain.link, lambda _, content: hashlib.sha256(content).digest()),
        ("leaves out the content", chain.link, lambda salt, _: hashlib.sha256(salt).digest()),
        ("hashes only the first bytes", chain.link, lambda salt, content: hashlib.sha256(salt + content[1:]).digest()),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_a_chain_that_binds_too_little_is_found_out(fault: str, link: Link, inner: Inner) -> None:
    assert catches(lambda example: is_noticed(example, link, inner), tampered()), fault


def test_destroying_content_and_salt_leaves_a_chain_that_verifies_and_says_nothing() -> None:
    reached = Counter[str]()

    @QUICK
    @given(entries, st.data())
    def each(before: list[Entry], data: st.DataObject) -> None:
        which = data.draw(st.sets(st.integers(0, len(before) - 1)))
        after = [destroyed(one) if at in which else one for at, one in enumerate(before)]
        assert head_of(after) == head_of(before)
        reached["destroyed"] += len(which)
        for at in which:  # guessing the content does not help without the salt
            assert hashlib.sha256(before[at].content or b"").digest() != after[at].inner
            forged = [*after[:at], replace(after[at], inner=bytes(32)), *after[at + 1 :]]
            assert head_of(forged) != head_of(before)

    each()
    assert reached["destroyed"] >= 40


def test_the_sum_of_rows_is_known_and_sees_every_part_of_a_row() -> None:
    known = int("c9f90415dcd3f620", 16)  # first 8 bytes of sha256sum over "observation|look-1|12"
    assert row_hash("observation", "look-1", 12) == known
    others = {row_hash("shift", "look-1", 12), row_hash("observation", "look-2", 12), row_hash("observation", "look-1", 13)}
    assert len({known, *others}) == 4
    assert all(0 <= each < HASH_SPACE for each in others)


def test_a_proof_changes_with_each_part_of_the_request() -> None:
    usual = {"method": "POST", "path": "/v1/sync?x=1", "body": b"{}", "nonce": "n1", "token": "t1"}
    other = {"method": "GET", "path": "/v1/sync?x=2", "body": b"{ }", "nonce": "n2", "token": "t2"}
    proofs = {request_proof(**usual), *(request_proof(**{**usual, part: other[part]}) for part in usual)}  # type: ignore[arg-type]
    assert len(proofs) == 6
    assert b"t1" not in request_proof(**usual)  # type: ignore[arg-type]
    assert len({enrolment_proof("a", "b"), enrolment_proof("b", "a"), enrolment_proof("a", "c")}) == 3
