"""Makes a display copy smaller still, for where only a little of the screen shows it."""

from __future__ import annotations

import io

from PIL import Image

_QUALITY = 82


def smaller(display: bytes, side: int) -> bytes:
    """The same picture with its longest side at most so many pixels; `display` is a copy that `display_copy` made."""
    with Image.open(io.BytesIO(display), formats=("JPEG",)) as image:
        image.draft("RGB", (side, side))
        image.thumbnail((side, side))
        kept = io.BytesIO()
        image.save(kept, "JPEG", quality=_QUALITY)
    return kept.getvalue()
