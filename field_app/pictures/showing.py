"""Makes the copy of a photo that people see: upright, no larger than a screen, without what it said of itself, parts unseen."""

from __future__ import annotations

import io
from collections.abc import Iterable

from PIL import Image

from field_app.pictures.inspecting import opened
from field_app.rules.look import Area

#: The longest side of a display copy, in pixels.
LONGEST = 2048
#: A camera's picture is decoded at once at a half, a quarter or an eighth, when its longest side then still has so many pixels.
_ENOUGH = 1536
_QUALITY = 82
_WHOLE = 1000
#: An unseen part is painted over in one colour, its own, in steps of so much: too little is left to tell one plate from another.
_STEP = 32
_TURNS: dict[int, tuple[Image.Transpose, ...]] = {
    2: (Image.Transpose.FLIP_LEFT_RIGHT,),
    3: (Image.Transpose.ROTATE_180,),
    4: (Image.Transpose.FLIP_TOP_BOTTOM,),
    5: (Image.Transpose.TRANSPOSE,),
    6: (Image.Transpose.ROTATE_270,),
    7: (Image.Transpose.TRANSVERSE,),
    8: (Image.Transpose.ROTATE_90,),
}


def display_copy(raw: bytes, blurs: Iterable[Area] = ()) -> bytes:
    """A JPEG of at most 2048 pixels a side, upright and without any metadata; the areas cannot be brought back.

    `blurs` are in permille of the upright picture. Raises `Refused` when `raw` is no photo.
    """
    with opened(raw) as photo:
        image = photo.image
        image.draft("RGB", _enough(image.size))
        small = _within(image if image.mode == "RGB" else image.convert("RGB"))
    for turn in _TURNS.get(photo.orientation, ()):
        small = small.transpose(turn)
    for area in blurs:
        _paint_over(small, area)
    return _jpeg(small)


def _enough(size: tuple[int, int]) -> tuple[int, int]:
    """How small a picture of this size may be decoded; no smaller than it is."""
    share = min(1.0, _ENOUGH / max(size))
    return max(1, int(size[0] * share)), max(1, int(size[1] * share))


def _within(image: Image.Image) -> Image.Image:
    share = LONGEST / max(image.size)
    if share >= 1:
        return image.copy()
    width, height = (max(1, round(side * share)) for side in image.size)
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)


def _paint_over(image: Image.Image, area: Area) -> None:
    """Fill an area, rounded outwards, with its mean colour; what stood there takes no other part in the copy."""
    left, top = area.left * image.width // _WHOLE, area.top * image.height // _WHOLE
    right = -(-(area.left + area.width) * image.width // _WHOLE)
    bottom = -(-(area.top + area.height) * image.height // _WHOLE)
    box = (left, top, right, bottom)
    colour = image.crop(box).resize((1, 1), Image.Resampling.BOX).point(_shade)
    image.paste(colour.resize((right - left, bottom - top)), box)


def _shade(value: int) -> int:
    return value // _STEP * _STEP + _STEP // 2


def _jpeg(image: Image.Image) -> bytes:
    """Only the pixels go in: nothing that the file said of itself comes along."""
    clean, kept = Image.new("RGB", image.size), io.BytesIO()
    clean.paste(image)
    clean.save(kept, "JPEG", quality=_QUALITY, optimize=True)
    return kept.getvalue()
