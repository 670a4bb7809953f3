"""The photos of an entry: what each shows and why it was made, how far it has come, and who may see the original."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from field_app.rules.look import Photo
from field_app.ui import actions, safe
from field_app.ui.parts import areas, buttons, frame, pictures, surface, text
from field_app.ui.parts.areas import Size
from field_app.ui.screens.larger import Shown
from field_app.ui.state import AppState, use_answer, use_app
from field_app.ui.text_nl import photo as nl
from field_app.ui.theme import Tokens, Tone
from field_app.workday.photo_reading import AroundPhotos, OriginalView
from field_app.workday.photo_views import PhotoStage, PhotoState
from field_app.workday.views import Entry

Show = Callable[[Shown], None]
#: No picture among the text is higher than this, nor made for more dots than this.
_HIGHEST, _SIDE = 420, 760
#: The edges of the screen and of the card around a picture, on both sides together.
_AROUND = 2 * (frame.EDGE + 17)
_TONES = {PhotoStage.HELD: Tone.ACCENT, PhotoStage.SENDING: Tone.INFO, PhotoStage.SAFE: Tone.GOOD, PhotoStage.DAMAGED: Tone.BAD}


@safe.component
def EntryPhotos(entry: Entry, show: Show) -> ft.Control:  # noqa: N802 - a component
    """A card with all of them below each other."""
    t = use_app().t
    states = use_answer(lambda day: day.photo_states(entry.id), entry.id) or ()
    around = use_answer(lambda day: day.around_photos(entry.id), entry.id) or AroundPhotos()
    of = {each.sha256: each for each in states}
    rows = [
        ft.Container(EntryPhoto(entry, at, each, of.get(each.sha256), around, show), key=f"photo-{each.sha256}")
        for at, each in enumerate(entry.photos)
    ]
    return surface.card(t, text.heading(t, nl.PHOTOS), *rows, spacing=20)


@safe.component
def EntryPhoto(  # noqa: N802 - a component
    entry: Entry, at: int, photo: Photo, state: PhotoState | None, around: AroundPhotos, show: Show
) -> ft.Control:
    """One photo with all that belongs to it; a tap shows it larger."""
    app = use_app()
    t = app.t
    loaded = pictures.use_picture(lambda: app.phone.photo(entry.id, photo.sha256), photo.sha256, photo.blurs, side=_SIDE)
    room = Size(min(app.room, frame.READABLE) - _AROUND, _HIGHEST)
    name = nl.numbered(at, len(entry.photos))
    shape = ft.Container(pictures.whole(t, loaded, areas.fitted(photo.width, photo.height, room), name), border_radius=12)
    larger = Shown(lambda: app.phone.photo(entry.id, photo.sha256), photo, photo.shows)
    picture = surface.tappable(f"photo-{at}", shape, lambda: show(larger), nl.LARGER) if loaded.picture else shape
    said = [text.body(t, photo.shows, bold=True), text.quiet(t, photo.reason), text.quiet(t, nl.marked(len(photo.blurs)), 14)]
    rows = [
        ft.Row([picture]),
        *said,
        *_state(t, at, state),
        *_acts(app, entry, photo, around),
        *_originals(app, photo, around, show),
    ]
    return ft.Column(rows, spacing=8, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _state(t: Tokens, at: int, state: PhotoState | None) -> list[ft.Control]:
    """Only who made it waits for it."""
    if state is None:
        return []
    said = surface.pill(t, nl.stage(state), _TONES[state.state])
    shown = ft.Semantics(identifier=f"photo-state-{at}", container=True, live_region=True, content=ft.Row([said], wrap=True))
    if state.state is not PhotoStage.SENDING:
        return [shown]
    bar = ft.ProgressBar(value=nl.percent(state) / 100, color=t.accent, bgcolor=t.raised, semantics_label=nl.stage(state))
    return [shown, bar]


def _acts(app: AppState, entry: Entry, photo: Photo, around: AroundPhotos) -> list[ft.Control]:
    def opens(name: str) -> safe.Handler:
        return lambda: actions.open_form(app, name, entry.case_id, photo.sha256, observation_id=entry.id)

    waits = any(each.sha256 == photo.sha256 and (each.until is None or each.is_open) for each in around.originals)
    blur = buttons.outlined(app.t, nl.BLUR_LATER, opens("blur-photo"), "blur-photo", icon=ft.Icons.BLUR_ON)
    ask = buttons.outlined(app.t, nl.ASK_ORIGINAL, opens("ask-original"), "ask-original")
    return [*([blur] if around.may_blur else []), *([ask] if around.may_ask and not waits else [])]


def _originals(app: AppState, photo: Photo, around: AroundPhotos, show: Show) -> list[ft.Control]:
    """Who asked for the original and what became of it, the newest request last."""
    return [row for each in around.originals if each.sha256 == photo.sha256 for row in _original(app, photo, each, show)]


def _original(app: AppState, photo: Photo, original: OriginalView, show: Show) -> list[ft.Control]:
    t = app.t

    async def allow() -> None:
        await actions.open_form(app, "allow-original", None, original.id)

    def open_() -> None:
        show(Shown(lambda: app.phone.original(original.id), photo, nl.ORIGINAL))

    rows: list[ft.Control] = [surface.notice(t, nl.asked(original), Tone.INFO)]
    if original.allowed_by:
        rows.append(text.quiet(t, nl.allowed(original)))
    if original.may_allow:
        rows.append(buttons.secondary(t, nl.ALLOW_ORIGINAL, allow, "allow-original"))
    if original.may_open:
        rows += [text.quiet(t, nl.OPEN_NOTE, 14), buttons.secondary(t, nl.OPEN_ORIGINAL, open_, "open-original")]
    return rows
