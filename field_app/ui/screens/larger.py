"""One photo over the whole screen, to look at closely: two fingers or two buttons make it larger."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import flet as ft

from field_app.rules.look import Photo
from field_app.ui import safe
from field_app.ui.parts import areas, buttons, panic, pictures, text
from field_app.ui.parts.areas import Size
from field_app.ui.state import use_app
from field_app.ui.text_nl import general
from field_app.ui.text_nl import photo as nl

_STEP, _MOST = 1.5, 8
#: So much height goes to the buttons above, and to two lines of each text below at the usual size.
_ABOVE, _BELOW, _LEAST = 80, 95, 120


@dataclass(frozen=True, slots=True)
class Shown:
    """What is looked at: where its picture comes from, the photo, and what is said below it."""

    ask: Callable[[], Awaitable[bytes]]
    photo: Photo
    said: str


@safe.component
def Larger(shown: Shown, close: safe.Handler) -> ft.Control:  # noqa: N802 - a component
    """The picture as sharp as it came, between a way back and what it shows."""
    app = use_app()
    t, photo = app.t, shown.photo
    loaded = pictures.use_picture(shown.ask, shown)
    room = Size(app.width, max(app.height - _ABOVE - t.sp(_BELOW), _LEAST))
    inside = pictures.whole(t, loaded, areas.fitted(photo.width, photo.height, room), shown.said)
    viewer: ft.Ref[ft.InteractiveViewer] = ft.use_memo(ft.Ref, [])
    level = ft.use_ref(1.0)
    closely = ft.InteractiveViewer(ft.Container(inside, alignment=ft.Alignment.CENTER), max_scale=_MOST, min_scale=1, ref=viewer)

    async def zoom(by: float) -> None:
        """Around the middle, whatever two fingers did before: the viewer itself holds on to its corner."""
        level.current = now = min(_MOST, max(1.0, (level.current or 1.0) * by))
        if here := viewer.current:
            await here.reset()
            await here.zoom(now)
            await here.pan(room.width * (1 - now) / 2 / now, room.height * (1 - now) / 2 / now)

    top = ft.Row(
        [
            buttons.icon_button(t, ft.Icons.ARROW_BACK, general.CLOSE, close, "larger-close"),
            ft.Row(
                [
                    buttons.icon_button(t, ft.Icons.ZOOM_OUT, nl.ZOOM_OUT, lambda: zoom(1 / _STEP), "zoom-out"),
                    buttons.icon_button(t, ft.Icons.ZOOM_IN, nl.ZOOM_IN, lambda: zoom(_STEP), "zoom-in"),
                ]
            ),
        ],
        alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
    )
    lines = [text.body(t, shown.said), text.quiet(t, nl.ZOOM_NOTE, 14)]
    for each in lines:
        each.max_lines, each.overflow = 2, ft.TextOverflow.ELLIPSIS
    said = ft.Column(list(lines), spacing=2)
    foot = ft.Container(said, padding=ft.Padding.only(left=16, right=panic.ROOM + 16, bottom=16))
    return ft.Column([top, ft.Container(closely, width=room.width, height=room.height), foot], expand=True)
