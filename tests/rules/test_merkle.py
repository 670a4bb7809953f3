"""The tree proves that an entry stands in the log and that the log only grew, and no altered proof passes."""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from field_app.rules import merkle
from rules.examples import QUICK, catches

VECTORS = Path(__file__).parents[3] / "shared" / "data" / "merkle-vectors" / "inclusion"
Check = Callable[[int, int, bytes, bytes, list[bytes]], bool]
Proof = tuple[int, int, bytes, bytes, list[bytes]]


def leaves(count: int, seed: int = 0) -> list[bytes]:
    return [merkle.leaf_hash(f"{seed}/{at}".encode()) for at in range(count)]


def root_as_written(hashes: list[bytes]) -> bytes:
    """RFC 6962 §2.1 word for word."""
    if len(hashes) <= 1:
        return hashes[0] if hashes else sha256(b"").digest()
    split = 1
    while split * 2 < len(hashes):
        split *= 2
    return sha256(b"\x01" + root_as_written(hashes[:split]) + root_as_written(hashes[split:])).digest()


@pytest.mark.skipif(not VECTORS.exists(), reason="no vectors in ../shared/data/merkle-vectors")
def test_all_public_inclusion_vectors_come_out_as_they_say() -> None:
    reached = Counter[bool]()
    for path in sorted(VECTORS.rglob("*.json")):
        said = json.loads(path.read_text())
        leaf, root = (base64.b64decode(said[name] or "") for name in ("leafHash", "root"))
        nodes = [base64.b64decode(each) for each in said["proof"] or ()]
        found = merkle.includes(said["leafIdx"], said["treeSize"], leaf, nodes, root)
        assert found is not said["wantErr"], path.relative_to(VECTORS)
        reached[found] += 1
    assert reached[True] >= 5
    assert sum(reached.values()) >= 90, reached


def test_the_root_of_every_small_tree_is_the_one_that_the_standard_defines() -> None:
    for size in range(130):
        assert merkle.root(leaves(size)) == root_as_written(leaves(size)), size
    assert merkle.root([]) == bytes.fromhex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")


def test_each_entry_is_proven_in_its_place_and_in_no_other() -> None:
    reached = 0
    for size in range(1, 40):
        hashes, root = leaves(size), merkle.root(leaves(size))
        for index in range(size):
            path = merkle.inclusion_path(hashes, index)
            assert merkle.includes(index, size, hashes[index], path, root)
            others = [at for at in range(-1, size + 2) if at != index]
            assert not any(merkle.includes(at, size, hashes[index], path, root) for at in others)
            reached += len(others)
    assert reached > 10_000
    with pytest.raises(IndexError):
        merkle.inclusion_path(leaves(3), 3)


def honest(hashes: list[bytes], old: int) -> Proof:
    return old, len(hashes), merkle.root(hashes[:old]), merkle.root(hashes), merkle.consistency_path(hashes, old)


def altered(proof: Proof) -> Iterator[tuple[str, Proof]]:
    """Every single way to alter a proof that makes it a proof of something else."""
    old, new, old_root, new_root, path = proof
    other = merkle.leaf_hash(b"another")
    if old:  # every log begins with the empty one, whichever it is
        yield "old root", (old, new, other, new_root, path)
        yield "new root", (old, new, old_root, other, path)
    if 0 < old < new:
        yield "roots swapped", (old, new, new_root, old_root, path)
    yield "a node more", (old, new, old_root, new_root, [*path, other])
    yield "a root more", (old, new, old_root, new_root, [*path, new_root])
    yield "a node before", (old, new, old_root, new_root, [other, *path])
    yield "the size went back", (new + 1, new, old_root, new_root, path)
    for size in {old - 1, old + 1, 2 * old} - {0, old} if old else ():
        yield "old size", (size, new, old_root, new_root, path)
    for at, node in enumerate(path):
        flipped = bytes([node[0] ^ 1]) + node[1:]
        yield "flipped", (old, new, old_root, new_root, [*path[:at], flipped, *path[at + 1 :]])
        yield "dropped", (old, new, old_root, new_root, path[:at] + path[at + 1 :])
        yield "cut", (old, new, old_root, new_root, [*path[:at], node[:-1], *path[at + 1 :]])
        if at:
            yield "swapped", (old, new, old_root, new_root, [*path[: at - 1], node, path[at - 1], *path[at + 1 :]])


def new_sizes(proof: Proof) -> Iterator[Proof]:
    """A larger size may have the same proof shape, and then the roots alone bind; the sizes around where shapes differ may not."""
    old, new, old_root, new_root, path = proof
    for size in (old, 2 * new, 4 * new + 1):
        if size != new and merkle.consistency_spans(old, size).__len__() != len(path):
            yield old, size, old_root, new_root, path


def let_through(example: tuple[int, int, int], check: Check = merkle.is_consistent) -> tuple[Counter[str], list[str]]:
    """What was tried on one proof, and which alterations passed (or that the honest one did not)."""
    size, old, seed = example
    proof = honest(leaves(size, seed), old % (size + 1))
    tried, passed = Counter[str](), [] if check(*proof) else ["honest"]
    for name, wrong in [*altered(proof), *(("new size", each) for each in new_sizes(proof) if proof[0])]:
        tried[name] += 1
        passed += [name] if check(*wrong) else []
    return tried, passed


SHAPES = st.tuples(st.integers(0, 300), st.integers(0, 300), st.integers(0, 9))


def test_every_growth_of_random_trees_is_proven_and_no_single_alteration_passes() -> None:
    reached = Counter[str]()

    @QUICK
    @given(SHAPES)
    def each(example: tuple[int, int, int]) -> None:
        tried, passed = let_through(example)
        assert passed == []
        reached.update(tried)

    each()
    assert len(reached) >= 12, reached
    assert all(count >= 20 for count in reached.values()), reached


def test_every_growth_of_every_small_tree_is_proven_and_no_single_alteration_passes() -> None:
    reached = Counter[str]()
    for size in range(34):
        for old in range(size + 1):
            tried, passed = let_through((size, old, 0))
            assert passed == [], (size, old)
            reached.update(tried)
    assert sum(reached.values()) > 10_000
    assert reached["flipped"] > 1_000


def trusting(_: int, __: int, ___: bytes, ____: bytes, path: list[bytes]) -> bool:
    return isinstance(path, list)


def new_root_only(old: int, new: int, _: bytes, new_root: bytes, path: list[bytes]) -> bool:
    nodes = path if old & (old - 1) else [_, *path]
    if old in (0, new):
        return not path
    made = merkle._grew(old, new, nodes)
    return made is not None and made[1] == new_root


def length_is_free(old: int, new: int, old_root: bytes, new_root: bytes, path: list[bytes]) -> bool:
    return any(merkle.is_consistent(old, new, old_root, new_root, path[:end]) for end in range(len(path) + 1))


@pytest.mark.parametrize("fault", [trusting, new_root_only, length_is_free])
def test_a_check_that_looks_away_is_found_out(fault: Check) -> None:
    assert catches(lambda example: not let_through(example, fault)[1], SHAPES)


def test_no_proof_is_given_for_what_is_not_in_the_tree() -> None:
    for old in (-1, 4):
        with pytest.raises(IndexError):
            merkle.consistency_path(leaves(3), old)
