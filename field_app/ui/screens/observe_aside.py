"""What stands apart from the facts: the officer's own interpretation, and words exchanged with somebody."""

from __future__ import annotations

from dataclasses import replace

import flet as ft

from field_app.rules.look import Contact
from field_app.ui import safe
from field_app.ui.desk import Desk
from field_app.ui.parts import buttons, choice, surface, text
from field_app.ui.parts.fields import Field, TextBox
from field_app.ui.text_nl import look
from field_app.workday.views import DraftView


@safe.component
def Aside(desk: Desk, view: DraftView) -> ft.Control:  # noqa: N802 - a component
    """Two buttons that open what is off by default."""
    t, draft = desk.app.t, view.draft
    asked_duiding, set_duiding = ft.use_state(False)
    asked_contact, set_contact = ft.use_state(False)
    # what holds words is never folded away
    duiding = asked_duiding or bool(draft.interpretation) or desk.is_typing("interpretation")
    contact = asked_contact or draft.contact is not None or desk.is_typing("contact")
    pair = buttons.pair(
        t,
        (buttons.outlined(t, look.INTERPRETATION, lambda: set_duiding(not duiding), "interpretation"), 1),
        (buttons.outlined(t, look.CONTACT, lambda: set_contact(not contact), "contact"), 1),
    )
    opened = [
        *([ft.Container(_interpretation(desk, view), key="interpretation")] if duiding else []),
        *([ft.Container(ContactForm(desk, draft.contact or Contact("", False, "")), key="contact")] if contact else []),
    ]
    return ft.Column([pair, *opened], spacing=10, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _interpretation(desk: Desk, view: DraftView) -> ft.Control:
    t = desk.app.t
    field = Field(look.INTERPRETATION, lines=2, identifier="interpretation-text")
    return surface.card(
        t,
        text.quiet(t, look.INTERPRETATION_NOTE),
        TextBox(field, view.draft.interpretation or "", lambda typed: desk.type(interpretation=typed.strip() or None)),
    )


@safe.component
def ContactForm(desk: Desk, begun: Contact) -> ft.Control:  # noqa: N802 - a component
    """With whom, whether the officer identified, and what was said; empty is no contact."""
    t = desk.app.t
    contact = ft.use_ref(begun)
    identified, set_identified = ft.use_state(begun.identified)

    def set_contact(**fields: object) -> None:
        contact.current = replace(contact.current or begun, **fields)  # type: ignore[arg-type]  # the names are those below
        now = contact.current
        desk.type(contact=now if now.with_whom.strip() or now.said.strip() else None)

    def switched(event: ft.Event[ft.Switch]) -> None:
        set_identified(bool(event.control.value))
        set_contact(identified=bool(event.control.value))

    return surface.card(
        t,
        text.quiet(t, look.CONTACT_NOTE),
        TextBox(Field(look.CONTACT_WHO, identifier="contact-who"), begun.with_whom, lambda typed: set_contact(with_whom=typed)),
        choice.switch(t, look.CONTACT_IDENTIFIED, identified, switched, "contact-identified"),
        TextBox(Field(look.CONTACT_SAID, lines=2, identifier="contact-said"), begun.said, lambda typed: set_contact(said=typed)),
    )
