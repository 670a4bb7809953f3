"""The Merkle tree over a log (RFC 6962, SHA-256): short proofs that an entry stands in it, and that it only grew.

A tree of `size` leaves is a row of leaf hashes; each node above them stands for a span of leaves, from its first up to but without
its last. All hashes are 32 raw bytes. Proofs are checked as RFC 9162 §2.1.3.2 and §2.1.4.2 say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256

#: From which leaf up to which; the answer to "which hash" for a span is its node.
Span = tuple[int, int]
NodeOf = Callable[[int, int], bytes]
EMPTY_ROOT = sha256(b"").digest()
HASH_BYTES = len(EMPTY_ROOT)
_LEAF, _NODE = b"\x00", b"\x01"


def leaf_hash(data: bytes) -> bytes:
    """The hash of one entry."""
    return sha256(_LEAF + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two nodes side by side."""
    return sha256(_NODE + left + right).digest()


def perfect_spans(first: int, end: int) -> Iterator[Span]:
    """The whole subtrees, of 1, 2, 4, … leaves, that a node's span is made of, from left to right."""
    while first < end:
        width = 1 << ((end - first).bit_length() - 1)
        yield first, first + width
        first += width


def folded(nodes: Sequence[bytes]) -> bytes:
    """The one node above whole subtrees that stand side by side, as `perfect_spans` names them."""
    found = nodes[-1]
    for left in reversed(nodes[:-1]):
        found = node_hash(left, found)
    return found


def perfect_root(hashes: Sequence[bytes]) -> bytes:
    """The node above 1, 2, 4, … nodes of one level."""
    while len(hashes) > 1:
        hashes = [node_hash(hashes[at], hashes[at + 1]) for at in range(0, len(hashes), 2)]
    return hashes[0]


def root(leaf_hashes: Sequence[bytes]) -> bytes:
    """The hash that stands for the whole log."""
    return _nodes_of(leaf_hashes)(0, len(leaf_hashes))


def _nodes_of(leaf_hashes: Sequence[bytes]) -> NodeOf:
    def node(first: int, end: int) -> bytes:
        spans = list(perfect_spans(first, end))
        return folded([perfect_root(leaf_hashes[begin:stop]) for begin, stop in spans]) if spans else EMPTY_ROOT

    return node


def inclusion_spans(index: int, size: int) -> list[Span]:
    """The spans whose nodes prove that leaf `index` stands in a tree of this size, lowest first. Raises `IndexError`."""
    if not 0 <= index < size:
        raise IndexError(index)
    spans: list[Span] = []
    first, end = 0, size
    while end - first > 1:
        middle = first + _split(end - first)
        spans.append((middle, end) if index < middle else (first, middle))
        first, end = (first, middle) if index < middle else (middle, end)
    return spans[::-1]


def consistency_spans(old_size: int, size: int) -> list[Span]:
    """The spans whose nodes prove that a tree grew from `old_size` to `size`, lowest first. Raises `IndexError`."""
    if not 0 <= old_size <= size:
        raise IndexError(old_size)
    if old_size in (0, size):
        return []
    spans: list[Span] = []
    first, end = 0, size
    while end != old_size:
        middle = first + _split(end - first)
        spans.append((middle, end) if old_size <= middle else (first, middle))
        first, end = (first, middle) if old_size <= middle else (middle, end)
    return ([(first, end)] if first else []) + spans[::-1]


def _split(width: int) -> int:
    """The largest power of two below the width: so many leaves stand on the left."""
    return 1 << ((width - 1).bit_length() - 1)


def inclusion_path(leaf_hashes: Sequence[bytes], index: int) -> list[bytes]:
    """The proof that leaf `index` stands in this tree. Raises `IndexError`."""
    node = _nodes_of(leaf_hashes)
    return [node(*span) for span in inclusion_spans(index, len(leaf_hashes))]


def consistency_path(leaf_hashes: Sequence[bytes], old_size: int) -> list[bytes]:
    """The proof that this tree begins with the tree of `old_size` leaves. Raises `IndexError`."""
    node = _nodes_of(leaf_hashes)
    return [node(*span) for span in consistency_spans(old_size, len(leaf_hashes))]


def includes(index: int, size: int, leaf: bytes, path: Sequence[bytes], root: bytes) -> bool:
    """Whether `path` proves that this leaf hash stands at `index` in the tree of this size and root."""
    if not 0 <= index < size or not _are_hashes(leaf, *path):
        return False
    at, last, found = index, size - 1, leaf
    for each in path:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = node_hash(each, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = node_hash(found, each)
        at, last = at >> 1, last >> 1
    return last == 0 and found == root


def is_consistent(old_size: int, new_size: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]) -> bool:
    """Whether `path` proves that the tree of the new size and root begins with the whole tree of the old."""
    if not 0 <= old_size <= new_size or not _are_hashes(old_root, new_root, *path):
        return False
    if old_size == 0 and old_root != EMPTY_ROOT:
        return False
    if old_size == new_size:
        return not path and old_root == new_root
    if old_size == 0:
        return not path
    nodes = [old_root, *path] if old_size & (old_size - 1) == 0 else path
    return _grew(old_size, new_size, nodes) == (old_root, new_root)


def _are_hashes(*found: bytes) -> bool:
    return all(len(each) == HASH_BYTES for each in found)


def _grew(old_size: int, new_size: int, nodes: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """Both roots as these nodes make them; None when there are too few or too many."""
    if not nodes:
        return None
    at, last = old_size - 1, new_size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    old = new = nodes[0]
    for each in nodes[1:]:
        if last == 0:
            return None
        if at & 1 or at == last:
            old, new = node_hash(each, old), node_hash(each, new)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            new = node_hash(new, each)
        at, last = at >> 1, last >> 1
    return (old, new) if last == 0 else None
