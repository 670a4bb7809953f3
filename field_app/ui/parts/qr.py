"""A text as a QR code: black on white with a wide white edge in every look, because cameras ask for that."""

from __future__ import annotations

import io

import flet as ft
import segno

from field_app.ui.text_nl import swaps

#: White cells around the code (ISO 18004 asks four) and dots for each cell, so that no cell is blurred.
_EDGE, _DOTS = 4, 8


def picture(content: str, side: float) -> ft.Control:
    """The code, so many logical pixels wide and high. Little error correction: a screen is clean, and cells stay large."""
    code = segno.make(content, error="l", micro=False, boost_error=False)
    file = io.BytesIO()
    code.save(file, kind="png", scale=_DOTS, border=_EDGE)
    image = ft.Image(
        src=file.getvalue(),
        width=side,
        height=side,
        fit=ft.BoxFit.CONTAIN,
        semantics_label=swaps.NOTE_PICTURE,
        gapless_playback=True,
    )
    return ft.Container(image, bgcolor="#FFFFFF", border_radius=8, width=side, height=side)
