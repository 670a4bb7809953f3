"""One field on the screen: where it stands, what it is called, and what is in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import flet as ft

from field_app.ui.forms.fields import Asked, Entries, Group, Moment, Part
from field_app.ui.forms.form import Path, label_key
from field_app.ui.papers.desk import PaperDesk
from field_app.ui.parts import text
from field_app.ui.text_nl import forms as nl
from field_app.ui.theme import Tokens, Tone
from field_app.workday.choices import Choices


@dataclass(frozen=True, slots=True)
class Spot:
    """A field of a form, at its place in the paper."""

    desk: PaperDesk
    choices: Choices
    path: Path
    field: Asked | Part | Group

    @property
    def t(self) -> Tokens:
        """The look."""
        return self.desk.app.t

    @property
    def value(self) -> Any:
        """What is filled in."""
        return self.desk.value(self.path)

    @property
    def label(self) -> str:
        """What it is called."""
        return self.desk.form.words.label(label_key(self.path))

    @property
    def hint(self) -> str:
        """An example, or why it is asked."""
        return self.desk.form.words.hint(label_key(self.path))

    @property
    def is_required(self) -> bool:
        """Whether it may not stay empty."""
        return not isinstance(self.field, Asked) or self.field.is_required

    @property
    def dashed(self) -> str:
        """Its path as the beginning of identifiers of what may be chosen."""
        return "-".join(map(str, self.path))

    @property
    def identifier(self) -> str:
        """Its own identifier."""
        return f"field-{self.dashed}"

    async def write(self, value: Any) -> None:
        """Fill it in; None leaves it open."""
        await self.desk.write(self.path, value)

    def column(self, *controls: ft.Control) -> ft.Control:
        """What belongs to this field, with the remark that it must still be filled in."""
        missing = [text.body(self.t, nl.MISSING, Tone.BAD)] if self.path in self.desk.missing else []
        return ft.Column([*controls, *missing], spacing=6, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)

    def named(self, *controls: ft.Control) -> ft.Control:
        """The same under its name and why it is asked."""
        name = text.section(self.t, self.label, self._may_stay_open())
        note = [text.quiet(self.t, self.hint)] if self.hint else []
        return self.column(name, *note, *controls)

    def _may_stay_open(self) -> str:
        """What is said behind the name of a field that nobody needs to fill in."""
        if self.is_required or (isinstance(self.field, Entries) and self.field.is_table):
            return ""
        return nl.NOT_DONE if isinstance(self.field, Moment) else nl.NOT_REQUIRED
