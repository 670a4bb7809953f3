"""Text fields that never lose a letter: each keeps its own text and passes on what was typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import flet as ft

from field_app.rules.wording import hints
from field_app.ui import safe
from field_app.ui.parts.surface import notice
from field_app.ui.state import use_app
from field_app.ui.text_nl import look
from field_app.ui.theme import Tokens, Tone


@dataclass(frozen=True, slots=True)
class Field:
    """What a field asks: its name, an example, how many lines it shows, and whether the words are checked."""

    name: str
    hint: str = ""
    lines: int = 1
    is_checked: bool = False
    identifier: str | None = None
    keyboard: ft.KeyboardType = ft.KeyboardType.TEXT


@safe.component
def TextBox(field: Field, value: str, on_text: Callable[[str], object]) -> ft.Control:  # noqa: N802 - a component
    """A text field with `value` in it at first; words that read as a conclusion get a kind remark below, never a no."""
    t = use_app().t
    drawn: ft.TextField | None = None
    last = ft.use_ref(drawn)
    # what was typed since the last drawing stands in that field before it is heard of: an older text drawn over it loses letters
    before, set_typed = ft.use_state(value)
    typed = last.current.value if last.current is not None else before

    async def changed(event: ft.Event[ft.TextField]) -> None:
        set_typed(event.control.value)
        on_text(event.control.value)

    box = last.current = _box(t, field, typed, changed)
    remarks = hints(typed) if field.is_checked else ()
    advices = {hint.advice: f"“{hint.word}”: {hint.advice}" for hint in reversed(remarks)}
    return ft.Column(
        [
            ft.Semantics(identifier=field.identifier, content=box),
            *(notice(t, each, Tone.INFO) for each in reversed(advices.values())),
        ],
        spacing=8,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _box(t: Tokens, field: Field, typed: str, changed: safe.Handler) -> ft.TextField:
    many = field.lines > 1
    return ft.TextField(
        key=f"field-{field.name}",
        label=field.name,
        hint_text=field.hint or None,
        value=typed,
        multiline=many,
        min_lines=field.lines if many else None,
        max_lines=max(8, field.lines) if many else 1,
        max_length=None,
        keyboard_type=ft.KeyboardType.MULTILINE if many else field.keyboard,
        on_change=safe.handler(changed),
        text_style=ft.TextStyle(size=t.sp(17), color=t.text),
        label_style=ft.TextStyle(size=t.sp(16), color=t.muted),
        hint_style=ft.TextStyle(size=t.sp(16), color=t.muted),
        hint_max_lines=3,
        filled=True,
        fill_color=t.card,
        border_color=t.muted,
        focused_border_color=t.ink(Tone.ACCENT),
        focused_border_width=2,
        border_radius=14,
        cursor_color=t.ink(Tone.ACCENT),
        content_padding=ft.Padding.symmetric(horizontal=16, vertical=18),
        keyboard_brightness=ft.Brightness.LIGHT if t.name.value == "DAY" else ft.Brightness.DARK,
        enable_ime_personalized_learning=False,  # what is typed here must not end up in the keyboard's word list
    )


def what_field() -> Field:
    """The field "Wat zag u?"."""
    return Field(look.WHAT, look.WHAT_HINT, 3, is_checked=True, identifier="what")
