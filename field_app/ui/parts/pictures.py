"""Pictures of photos: loaded when they are shown, kept in memory only, and with a sentence where there is none to see."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

from field_app.pictures.thumbnail import smaller
from field_app.rules import text_nl as rules_nl
from field_app.rules.refusals import Refused
from field_app.ui import safe
from field_app.ui.parts import surface, text
from field_app.ui.parts.areas import Size
from field_app.ui.state import use_app
from field_app.ui.text_nl import photo as nl
from field_app.ui.theme import Tokens, Tone
from field_app.workday.views import Theme

#: Where a picture is asked for; None when this phone has it no more.
Ask = Callable[[], Awaitable[bytes | None]]
#: A screen has so many dots for each logical pixel, at most, that anybody would notice.
_DOTS = 2
#: What is left of each colour at night.
_DIM = "#A0463C"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A picture as JPEG, or the sentence that says why there is none; neither while it is still being loaded."""

    picture: bytes | None = None
    why_not: str | None = None


def use_picture(ask: Ask, *about: Any, side: int = 0) -> Loaded:
    """The picture, asked for again when it is `about` something else, and after a no when something has changed.

    `side` is how large it is shown at most, in logical pixels; 0 leaves it as it came.
    """
    app = use_app()
    loaded, set_loaded = ft.use_state(Loaded())

    async def load() -> None:
        try:
            whole = await ask()
            picture = await asyncio.to_thread(smaller, whole, side * _DOTS) if whole and side else whole
            set_loaded(Loaded(picture, None if picture else nl.PICTURE_MISSING))
        except Refused as no:
            set_loaded(Loaded(None, rules_nl.refusal(no.code.value)))

    ft.use_effect(safe.effect(load), [*about, side, app.version if loaded.why_not else None])
    return loaded


def whole(t: Tokens, loaded: Loaded, shown: Size, name: str) -> ft.Control:
    """The picture in its place, which is kept free until it is there."""
    if loaded.picture:
        inside: ft.Control = picture(t, loaded.picture, shown, name)
    elif loaded.why_not:
        inside = ft.Container(surface.notice(t, loaded.why_not, Tone.ACCENT), padding=12, alignment=ft.Alignment.CENTER)
    else:
        inside = ft.Container(text.quiet(t, nl.PHOTO_LOADING), alignment=ft.Alignment.CENTER)
    return ft.Container(
        inside, width=shown.width, height=shown.height, bgcolor=t.raised, border_radius=12, clip_behavior=ft.ClipBehavior.ANTI_ALIAS
    )


def picture(t: Tokens, content: bytes, shown: Size, name: str) -> ft.Control:
    """A picture of exactly this size on the screen; at night in dim red, because a lit window on it lights a face too."""
    is_night = t.name is Theme.NIGHT
    return ft.Image(
        src=content,
        width=shown.width,
        height=shown.height,
        fit=ft.BoxFit.COVER,
        semantics_label=name,
        gapless_playback=True,
        color=_DIM if is_night else None,
        color_blend_mode=ft.BlendMode.MODULATE if is_night else None,
    )
