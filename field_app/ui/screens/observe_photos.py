"""The photos of a look in the making: how many the plan still allows, and each with what must still be said of it."""

from __future__ import annotations

import flet as ft

from field_app.rules import text_nl as rules_nl
from field_app.rules.look import Photo
from field_app.rules.refusals import Refused
from field_app.ui import safe
from field_app.ui.parts import buttons, pictures, surface, text
from field_app.ui.parts.areas import Size
from field_app.ui.photo_desk import PhotoDesk
from field_app.ui.state import use_answer, use_app
from field_app.ui.text_nl import photo as nl
from field_app.ui.theme import Tokens, Tone
from field_app.workday import Workday
from field_app.workday.photo_views import PhotoRoom

_SIDE = 84


@safe.component
def Photos(photos: PhotoDesk) -> ft.Control:  # noqa: N802 - a component
    """Nothing but one quiet line where no photo may be made."""
    app = use_app()
    t, draft_id, here = app.t, photos.desk.draft_id, photos.photos
    room = use_answer(lambda day: _room(day, draft_id), len(here), photos.leaving)
    if room is None:
        return ft.Container()
    quiet = nl.why_not(room.why_not)
    if not here and not room.is_allowed:
        return text.quiet(t, quiet)
    few = [surface.notice(t, rules_nl.refusal(room.why_not.value), Tone.ACCENT)] if room.is_allowed and room.why_not else []
    rows = [ft.Container(PhotoLine(photos, at, each, len(here)), key=f"photo-{each.sha256}") for at, each in enumerate(here)]
    name = nl.TAKE if app.camera.has_lens else nl.CHOOSE
    more = buttons.outlined(t, name, photos.begin, "add-photo", icon=ft.Icons.PHOTO_CAMERA_OUTLINED)
    note = [] if here else [text.quiet(t, nl.PARKED, 14)]
    last = [*note, more] if room.is_allowed else [text.quiet(t, quiet)]
    return ft.Column(
        [text.section(t, nl.PHOTOS, nl.left(room)), *rows, *few, *last],
        spacing=8,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _room(day: Workday, draft_id: str) -> PhotoRoom | None:
    """None for a look that was sealed a moment ago: its screen is closing."""
    try:
        return day.photo_room(draft_id)
    except Refused:
        return None


@safe.component
def PhotoLine(photos: PhotoDesk, at: int, photo: Photo, of: int) -> ft.Control:  # noqa: N802 - a component
    """A small picture and what is said of it; a tap opens it."""
    app = use_app()
    t, sha256, draft_id = app.t, photo.sha256, photos.desk.draft_id
    loaded = pictures.use_picture(lambda: app.phone.photo(draft_id, sha256), sha256, photo.blurs, side=_SIDE)

    def open_() -> None:
        photos.shown = sha256

    row = ft.Row([_small(t, loaded), _said(t, at, photo, of), ft.Icon(ft.Icons.CHEVRON_RIGHT, color=t.muted)], spacing=12)
    line = ft.Container(row, bgcolor=t.card, border=ft.Border.all(1, t.line), border_radius=14, padding=10)
    return surface.tappable(f"photo-{at}", line, open_, nl.numbered(at, of))


def _small(t: Tokens, loaded: pictures.Loaded) -> ft.Control:
    icon = ft.Icon(ft.Icons.BROKEN_IMAGE_OUTLINED if loaded.why_not else ft.Icons.IMAGE_OUTLINED, color=t.muted)
    inside = pictures.picture(t, loaded.picture, Size(_SIDE, _SIDE), "") if loaded.picture else icon
    return ft.Container(
        inside,
        width=_SIDE,
        height=_SIDE,
        bgcolor=t.raised,
        border_radius=10,
        alignment=ft.Alignment.CENTER,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
    )


def _said(t: Tokens, at: int, photo: Photo, of: int) -> ft.Control:
    missing = nl.still(photo)
    what = [text.body(t, each) for each in (photo.shows or nl.numbered(at, of),)]
    state = text.body(t, missing, Tone.ACCENT) if missing else text.quiet(t, nl.marked(len(photo.blurs)), 14)
    return ft.Column([*what, state], spacing=2, expand=True)
