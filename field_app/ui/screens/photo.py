"""One photo of a look in the making: what must not be seen of it, why it was made, and what it shows; kept at every change."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import flet as ft

from field_app.rules.look import Area, Photo
from field_app.ui import safe
from field_app.ui.parts import buttons, choice, frame, panic, pictures, surface, text
from field_app.ui.parts.fields import Field, TextBox
from field_app.ui.parts.marking import Marked, Marking, room_for
from field_app.ui.photo_desk import PhotoDesk
from field_app.ui.state import use_app
from field_app.ui.text_nl import photo as nl
from field_app.ui.theme import Tone

#: The edge of the picture and of the screen, on both sides together.
_AROUND = 2 * (frame.EDGE + 2)


@safe.component
def PhotoSheet(photos: PhotoDesk, photo: Photo) -> ft.Control:  # noqa: N802 - a component
    """The whole screen of one photo, as the desk has it now; of one that was just taken away for a moment as it was."""
    app, desk, here = use_app(), photos.desk, photos.photos
    photo = photos.open or photo
    at = next((number for number, each in enumerate(here) if each.sha256 == photo.sha256), 0)

    async def ask() -> bytes | None:
        """With nothing unseen yet: the blocks over it are drawn by this screen, and may be taken away again."""
        drawn = await app.phone.ask(lambda day: day.photo_drawing(photo.sha256, is_bare=True))
        return await asyncio.to_thread(drawn) if drawn else None

    loaded = pictures.use_picture(ask, photo.sha256)

    async def save(areas: tuple[Area, ...]) -> None:
        await photos.mark(photo.sha256, areas)

    async def close() -> None:
        await desk.flush()
        photos.shown = None

    marked = Marked(loaded, room_for(app, photo.width, photo.height, _AROUND), photo.blurs, save)
    rows = [
        _top(photos, close),
        text.heading(app.t, nl.numbered(at, len(here)), 22),
        ft.Container(Marking(marked), key="marking"),
        ft.Container(Reason(photos, photo), key="reason"),
        ft.Container(_shows(photos, photo), key="shows"),
        ft.Container(_remove(photos, photo), key="remove"),
    ]
    return frame.column(app, *rows, sticky=_foot(photos, close))


def _top(photos: PhotoDesk, close: safe.Handler) -> ft.Control:
    t = photos.desk.app.t
    saved = ft.Semantics(identifier="photo-saved", live_region=True, content=surface.pill(t, nl.SAVED, Tone.GOOD))
    back = buttons.icon_button(t, ft.Icons.ARROW_BACK, nl.BACK, close, "photo-back")
    return ft.Row([back, saved], alignment=ft.MainAxisAlignment.SPACE_BETWEEN)


@safe.component
def Reason(photos: PhotoDesk, photo: Photo) -> ft.Control:  # noqa: N802 - a component
    """The usual reasons as chips, and the words themselves, which may say it better."""
    t, turn, set_turn = use_app().t, *ft.use_state(0)

    def choose(reason: str) -> Callable[[], object]:
        async def act() -> None:
            await photos.desk.flush()
            draft_id = photos.desk.draft_id
            await photos.desk.tell(lambda day: day.change_photo(draft_id, photo.sha256, reason=reason))
            set_turn(turn + 1)  # the field gets another text than was typed in it

        return act

    options = [
        choice.Option(name, photo.reason == reason, choose(reason), f"photo-reason-{number}")
        for number, (name, reason) in enumerate(nl.REASONS.items())
    ]
    asked = Field(nl.REASON, nl.REASON_HINT, 2, identifier="photo-reason")
    box = TextBox(asked, photo.reason, lambda typed: photos.desk.type_of_photo(photo.sha256, reason=typed))
    return ft.Column(
        [choice.group(t, nl.REASON_TITLE, options), ft.Container(box, key=f"reason-{turn}")],
        spacing=10,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _shows(photos: PhotoDesk, photo: Photo) -> ft.Control:
    asked = Field(nl.SHOWS, nl.SHOWS_HINT, 2, is_checked=True, identifier="photo-shows")
    return TextBox(asked, photo.shows, lambda typed: photos.desk.type_of_photo(photo.sha256, shows=typed))


def _remove(photos: PhotoDesk, photo: Photo) -> ft.Control:
    async def remove() -> None:
        await photos.remove(photo.sha256)

    return buttons.link(photos.desk.app.t, nl.REMOVE, remove, "photo-remove", tone=Tone.BAD, icon=ft.Icons.DELETE_OUTLINE)


def _foot(photos: PhotoDesk, close: safe.Handler) -> ft.Control:
    t, desk = photos.desk.app.t, photos.desk
    said = [panic.beside(desk.app, surface.notice(t, desk.problem, Tone.BAD, "problem"))] if desk.problem else []
    done = buttons.primary(t, nl.DONE, close, "photo-done")
    return ft.Column([*said, done], spacing=10, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
