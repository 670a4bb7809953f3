"""Dutch for what changed in a shift: old and new value, who did it, and the card that asks to be read."""

from __future__ import annotations

from collections.abc import Sequence

from field_app.rules.roster_records import ChangeKind
from field_app.rules.vocabulary import local
from field_app.ui.text_nl import roster as roster_nl
from field_app.ui.text_nl import words
from field_app.workday.roster_views import ChangeView

CHANGED = "Er is iets veranderd"
SEEN = "Gezien"
SEEN_SAID = "Genoteerd dat u dit heeft gezien"
WAS, BECAME = "Was", "Is nu"
HISTORY = "Wat er veranderde"
HISTORY_NONE = "Er is niets veranderd sinds deze dienst op het rooster kwam."
CHANGES = {
    ChangeKind.PUBLISHED: "gepubliceerd",
    ChangeKind.ASSIGNED: "toegewezen",
    ChangeKind.SWAPPED: "geruild",
    ChangeKind.TAKEN: "overgenomen",
    ChangeKind.SPLIT: "gesplitst",
    ChangeKind.OPENED: "opengezet",
    ChangeKind.CANCELLED: "vervallen",
    ChangeKind.ADDED: "toegevoegd",
}
NO_LONGER = "vervalt"


def change_line(view: ChangeView, me: str) -> str:
    """`geruild door Els`; who opened a shift is not said, for only who is ill opens one's own."""
    if view.change.kind is ChangeKind.OPENED:
        return CHANGES[ChangeKind.OPENED]
    by = "u" if view.by.id == me else view.by.name
    return f"{CHANGES[view.change.kind]} door {by}"


def change_spoken(view: ChangeView, me: str) -> str:
    """Old and new value in words."""
    was, now = roster_nl.who(view.was, me), became(view, me)
    return f"{WAS} {was}, {BECAME.lower()} {now}" if was != now else words.upper_first(now)


def became(view: ChangeView, me: str) -> str:
    """The new value of a change."""
    return NO_LONGER if view.change.kind is ChangeKind.CANCELLED else roster_nl.who(view.became, me)


def changed_title(view: ChangeView) -> str:
    """Which shift changed."""
    return f"{CHANGED}: {roster_nl.shift_name(view.shift)}"


def new_roster(new: Sequence[ChangeView]) -> str:
    """`Nieuw rooster: 12 diensten voor u`."""
    return f"Nieuw rooster: {words.count(len(new), 'dienst', 'diensten')} voor u"


def new_shifts(new: Sequence[ChangeView]) -> str:
    """The shifts of a new roster, in time order."""
    ordered = sorted((each.shift for each in new), key=lambda each: each.begins_at)
    return ", ".join(f"{words.short_day(local(each.begins_at).date())} {roster_nl.moments(each)}" for each in ordered) + "."
