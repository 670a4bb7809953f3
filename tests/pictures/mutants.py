"""Photos spoiled in every way that a line, a disk or a villain can think of, the same ones for the same seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from pictures import camera


def _flipped(raw: bytes, chance: random.Random) -> bytes:
    spoiled = bytearray(raw)
    for _ in range(chance.choice((1, 1, 2, 8, 64))):
        spoiled[chance.randrange(len(spoiled))] ^= 1 << chance.randrange(8)
    return bytes(spoiled)


def _flipped_at_the_head(raw: bytes, chance: random.Random) -> bytes:
    spoiled = bytearray(raw)
    for _ in range(chance.choice((1, 2, 8))):
        spoiled[chance.randrange(2, min(1_200, len(spoiled)))] = chance.randrange(256)
    return bytes(spoiled)


def _cut(raw: bytes, chance: random.Random) -> bytes:
    return raw[: chance.randrange(len(raw))]


def _stretched(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw))
    return raw[:at] + chance.randbytes(chance.choice((1, 40, 4_000))) + raw[at:]


def _holed(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw))
    return raw[:at] + raw[at + chance.choice((1, 2, 300)) :]


def _huge(raw: bytes, chance: random.Random) -> bytes:
    return camera.claiming(raw, chance.choice((1, 5_000, 20_000, 65_535)), chance.choice((1, 5_000, 20_000, 65_535)))


def _odd_segment(raw: bytes, chance: random.Random) -> bytes:
    content = chance.choice((b"Exif\0\0", b"MPF\0", b"ICC_PROFILE\0\1\1", b"JFIF\0", b"")) + chance.randbytes(chance.randrange(400))
    return camera.with_segment(raw, chance.choice((0xE0, 0xE1, 0xE2, 0xED, 0xEE, 0xFE, 0xC4, 0xDB, 0xDD)), content)


def _mixed(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw))
    return raw[:at] + raw[chance.randrange(len(raw)) :]


def _another_kind(raw: bytes, chance: random.Random) -> bytes:
    return (
        chance.choice((b"\x89PNG\r\n\x1a\n", b"GIF89a", b"\0\0\0\x18ftypheic", b"../../x", b"II*\0", b""))
        + raw[chance.randrange(64) :]
    )


_WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flipped, _flipped_at_the_head, _cut, _stretched, _holed, _huge, _odd_segment, _mixed, _another_kind,
)  # fmt: skip


def mutants(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """So many spoiled photos, each with the name of what was done to it."""
    chance = random.Random(seed)  # noqa: S311  # repeatable
    small = camera.photo(camera.plate("XX-123-Y", 320, 240), 6)
    sources = [small, camera.with_thumbnail_and_more(small), camera.photo(progressive=True), camera.noise(160, 120)]
    sources.append(camera.photo(camera.scene(1_000, 750), 8))
    for number in range(count):
        way = _WAYS[number % len(_WAYS)]
        yield way.__name__.strip("_"), way(chance.choice(sources), chance)
