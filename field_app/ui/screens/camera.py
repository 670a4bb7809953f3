"""The camera over the whole screen: what the lens sees, and one large button under the thumb; never a video, never a flash."""

from __future__ import annotations

import flet as ft

from field_app.ui import safe
from field_app.ui.parts import buttons, surface, text
from field_app.ui.photo_desk import PhotoDesk
from field_app.ui.ports import Camera, CameraTrouble
from field_app.ui.state import use_app
from field_app.ui.text_nl import photo as nl
from field_app.ui.theme import Tokens, Tone

_SHUTTER, _EDGE = 88, 16


@safe.component
def CameraSheet(photos: PhotoDesk) -> ft.Control:  # noqa: N802 - a component
    """The lens, or what to do when it shows nothing."""
    app = use_app()
    t = app.t
    nothing: CameraTrouble | None = None
    trouble, set_trouble = ft.use_state(nothing)
    is_open, set_open = ft.use_state(False)
    turn, set_turn = ft.use_state(0)

    async def open_() -> None:
        found = await app.camera.open()
        set_trouble(found)
        set_open(found is None)

    async def shoot() -> None:
        if not await photos.shoot():
            set_trouble(CameraTrouble.FAILED)

    def again() -> None:
        set_trouble(None)
        set_open(False)
        set_turn(turn + 1)

    def close() -> None:
        photos.is_shooting = False

    ft.use_effect(safe.effect(open_), [turn])
    lens = (
        []
        if trouble
        else [ft.Container(Lens(app.camera), key=f"lens-{turn}", alignment=ft.Alignment.CENTER, left=0, right=0, top=0, bottom=0)]
    )
    below = _trouble(t, trouble, photos, again) if trouble else _shutter(t, photos, shoot, is_open=is_open)
    back = buttons.icon_button(t, ft.Icons.ARROW_BACK, nl.BACK, close, "camera-back")
    return ft.Stack(
        [
            *lens,
            ft.Container(ft.Container(back, bgcolor=t.soft(Tone.PLAIN), border_radius=99), left=_EDGE, top=_EDGE),
            ft.Container(below, left=_EDGE, right=_EDGE, bottom=_EDGE + 8),
        ],
        fit=ft.StackFit.EXPAND,
        expand=True,
    )


@safe.component
def Lens(camera: Camera) -> ft.Control:  # noqa: N802 - a component
    """What the lens sees."""
    return camera.view()


def _shutter(t: Tokens, photos: PhotoDesk, shoot: safe.Handler, *, is_open: bool) -> ft.Control:
    if not is_open or photos.is_busy:
        said = nl.SHOOTING if photos.is_busy else nl.CAMERA_OPENING
        return ft.Row([surface.pill(t, said, Tone.INFO)], alignment=ft.MainAxisAlignment.CENTER)
    ring = ft.Container(
        ft.Container(width=_SHUTTER - 20, height=_SHUTTER - 20, border_radius=_SHUTTER, bgcolor=t.accent),
        width=_SHUTTER,
        height=_SHUTTER,
        border_radius=_SHUTTER,
        border=ft.Border.all(4, t.accent),
        bgcolor="#99000000",
        alignment=ft.Alignment.CENTER,
    )
    return ft.Row([surface.tappable("shutter", ring, shoot, nl.SHOOT)], alignment=ft.MainAxisAlignment.CENTER)


def _trouble(t: Tokens, trouble: CameraTrouble, photos: PhotoDesk, again: safe.Handler) -> ft.Control:
    async def choose() -> None:
        photos.is_shooting = False
        await photos.choose()

    way_out = (
        buttons.secondary(t, nl.CHOOSE, choose, "choose-photo")
        if trouble is CameraTrouble.NONE
        else buttons.secondary(t, nl.CAMERA_AGAIN, again, "camera-again")
    )
    rows = [text.heading(t, nl.TITLE), surface.notice(t, nl.CAMERA_TROUBLE[trouble], Tone.BAD, "camera-trouble"), way_out]
    return ft.Column(rows, spacing=14, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
