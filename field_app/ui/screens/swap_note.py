"""The note between two phones without coverage: shown as a QR code and as text, and read from a colleague's."""

from __future__ import annotations

import flet as ft

from field_app.ui import actions, safe
from field_app.ui.parts import buttons, frame, panic, qr, surface, text
from field_app.ui.parts.fields import Field, TextBox
from field_app.ui.state import OFFERS, AppState, use_answer, use_app
from field_app.ui.text_nl import general, swaps
from field_app.ui.theme import Tokens, Tone
from field_app.workday.views import Theme

#: As large as the screen allows, so that a camera at arm's length reads it.
_LARGEST, _CARD_EDGE = 420, 16
_MOST_BYTES = 20_000


@safe.component
def Note(offer_id: str, about: str) -> ft.Control:  # noqa: N802 - a component
    """The note of an offer or of a yes; at night the bright code waits for one more tap."""
    app = use_app()
    t = app.t
    content = use_answer(lambda day: day.note_of(offer_id), offer_id, about)
    is_open, set_open = ft.use_state(False)
    is_bright, set_bright = ft.use_state(False)
    if not is_open:
        return buttons.primary(t, swaps.SHOW_NOTE, lambda: set_open(True), "show-note")
    if content is None:
        return surface.card(t, text.heading(t, swaps.NOTE_TITLE), text.quiet(t, general.LOADING))
    return surface.card(
        t,
        text.heading(t, swaps.NOTE_TITLE),
        _code(app, content, lambda: set_bright(True), is_bright),
        text.quiet(t, swaps.NOTE_HOW),
        _text(t, content),
        *_ways(app, content),
    )


def _code(app: AppState, content: str, brighten: safe.Handler, is_bright: bool) -> ft.Control:
    if app.preferences.theme is Theme.NIGHT and not is_bright:
        return buttons.outlined(app.t, swaps.NOTE_BRIGHT, brighten, "note-bright", icon=ft.Icons.QR_CODE_2)
    side = min(_LARGEST, app.room - 2 * (frame.EDGE + _CARD_EDGE) - 2, max(240, app.height - 60))
    return ft.Row([qr.picture(content, side)], alignment=ft.MainAxisAlignment.CENTER)


def _text(t: Tokens, content: str) -> ft.Control:
    """The text itself, to select by hand where nothing else works."""
    box = ft.TextField(
        key="note-text",
        label=swaps.NOTE_TEXT,
        value=content,
        read_only=True,
        multiline=True,
        min_lines=3,
        max_lines=6,
        text_style=ft.TextStyle(size=t.sp(13), color=t.text),
        label_style=ft.TextStyle(size=t.sp(16), color=t.muted),
        filled=True,
        fill_color=t.page,
        border_color=t.line,
        border_radius=10,
    )
    return ft.Semantics(identifier="note-text", content=box)


def _ways(app: AppState, content: str) -> list[ft.Control]:
    t = app.t

    async def save() -> None:
        saved = await ft.FilePicker().save_file(file_name=swaps.NOTE_FILE, src_bytes=content.encode())
        actions.say(app, swaps.NOTE_SAVED if saved or app.page.web else swaps.NOTE_NOT_SAVED)

    def copied() -> None:
        actions.say(app, swaps.COPIED)

    # copying and sharing happen on the phone itself, within the tap: some browsers allow them only then
    copy = buttons.secondary(t, swaps.COPY, copied, "copy-note", action=ft.CopyToClipboard(content))
    share = buttons.secondary(t, swaps.SHARE, _shared, "share-note", action=ft.ShareText(content))
    keep = buttons.outlined(t, swaps.SAVE_NOTE, save, "save-note", icon=ft.Icons.SAVE_ALT)
    return [buttons.pair(t, (copy, 1), (share, 1)), keep]


def _shared() -> None:
    """The phone shows its own sheet; what becomes of it is not told."""


@safe.screen
def ReadNoteScreen() -> ft.View:  # noqa: N802 - a component
    """The screen that takes a colleague's note."""
    app = use_app()
    return ft.View(
        route="/briefje",
        padding=0,
        bgcolor=app.t.page,
        fullscreen_dialog=True,
        controls=[ft.SafeArea(panic.guarded(app, ft.Container(ReadNote(), key="read-note")), expand=True)],
    )


@safe.component
def ReadNote() -> ft.Control:  # noqa: N802 - a component
    """Paste, type or open; what was read opens as a request with its checks."""
    app = use_app()
    t = app.t
    nothing: str | None = None
    typed, set_typed = ft.use_state("")
    turn, set_turn = ft.use_state(0)
    problem, set_problem = ft.use_state(nothing)

    def fill(content: str) -> None:
        set_typed(content)
        set_turn(turn + 1)  # the field keeps its own text: another one begins with this
        set_problem(None)

    async def paste() -> None:
        content = await ft.Clipboard().get()
        fill(content) if content else set_problem(swaps.CLIPBOARD_EMPTY)

    async def open_file() -> None:
        found = await _file()
        if found == "":
            set_problem(swaps.FILE_UNREADABLE)
        elif found:
            fill(found)

    async def read() -> None:
        if not typed.strip():
            set_problem(swaps.READ_EMPTY)
            return
        if told := await actions.tell(app, lambda day: day.read_note(typed), set_problem):
            app.go(OFFERS + told.answer.offer.id)

    close = buttons.icon_button(t, ft.Icons.CLOSE, general.CLOSE, app.back, "close")
    field = Field(swaps.READ_FIELD, swaps.READ_HINT, 4, identifier="note-field")
    return frame.column(
        app,
        ft.Column([ft.Row([close]), text.title(t, swaps.READ_NOTE)], spacing=2),
        text.body(t, swaps.READ_HOW),
        ft.Container(TextBox(field, typed, set_typed), key=f"typed-{turn}"),
        buttons.pair(
            t,
            (buttons.secondary(t, swaps.PASTE, paste, "paste-note"), 1),
            (buttons.secondary(t, swaps.OPEN_FILE, open_file, "open-note"), 1),
        ),
        *([surface.notice(t, problem, Tone.BAD, "problem")] if problem else []),
        buttons.primary(t, swaps.READ, read, "read"),
    )


async def _file() -> str | None:
    """The text of a file that the officer chose; None when none was chosen, nothing when it is no text."""
    chosen = await ft.FilePicker().pick_files(
        file_type=ft.FilePickerFileType.CUSTOM,
        allowed_extensions=["txt"],
        with_data=True,
        cancel_upload_on_window_blur=False,
    )
    if not chosen:
        return None
    content = chosen[0].bytes or b""
    return content.decode("utf-8", "ignore").strip() if len(content) <= _MOST_BYTES else ""
