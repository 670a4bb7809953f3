"""The three looks of the app as tokens: DAY, DARK, and NIGHT, which is black with dim red and lights up no face."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

import flet as ft

from field_app.workday.views import Preferences, Theme

#: Nothing that is tapped is smaller than this.
TOUCH = 56
RADIUS = 16
#: From this width the list and the dossier stand side by side.
WIDE_FROM = 900
#: Below this height (a phone on its side) the navigation stands at the side, to leave room for the screen.
LOW_BELOW = 480
#: Four names stand next to each other below a phone's screen: larger than this they would break in the middle of a word.
_WIDEST_LABEL = 20
#: How wide the navigation at the side is, its line included.
RAIL_WIDTH = 86


class Tone(Enum):
    """What a colour says; never the only thing that says it."""

    PLAIN = "plain"
    ACCENT = "accent"
    INFO = "info"
    GOOD = "good"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one look and the size of its text: `ink` on `soft` is readable (4.5:1) for every tone."""

    name: Theme
    page: str
    card: str
    raised: str
    line: str
    text: str
    muted: str
    accent: str
    on_accent: str
    inks: dict[Tone, str]
    softs: dict[Tone, str]
    seen: str
    on_seen: str
    nothing: str
    scale: float = 1.0

    def sp(self, size: float) -> float:
        """A text or icon size in this officer's text size."""
        return round(size * self.scale, 1)

    def ink(self, tone: Tone) -> str:
        """The text colour of a tone."""
        return self.inks[tone]

    def soft(self, tone: Tone) -> str:
        """The background of a tone."""
        return self.softs[tone]


DARK = Tokens(
    name=Theme.DARK,
    page="#0D1117",
    card="#161B22",
    raised="#232A33",
    line="#303844",
    text="#E9EDF2",
    muted="#9CA7B5",
    accent="#F5B73D",
    on_accent="#17120A",
    inks={Tone.PLAIN: "#B4BECB", Tone.ACCENT: "#F5B73D", Tone.INFO: "#6CB6FF", Tone.GOOD: "#4CC38A", Tone.BAD: "#FF7F77"},
    softs={Tone.PLAIN: "#232A33", Tone.ACCENT: "#3A2C12", Tone.INFO: "#12283D", Tone.GOOD: "#122B1E", Tone.BAD: "#3B1519"},
    seen="#F5B73D",
    on_seen="#17120A",
    nothing="#3D6A9C",
)
DAY = Tokens(
    name=Theme.DAY,
    page="#F3F4F6",
    card="#FFFFFF",
    raised="#E7EAEE",
    line="#C3C9D2",
    text="#12161C",
    muted="#4A5361",
    accent="#F5B73D",
    on_accent="#17120A",
    inks={Tone.PLAIN: "#3B4450", Tone.ACCENT: "#6E4400", Tone.INFO: "#0B4F8A", Tone.GOOD: "#0C5C38", Tone.BAD: "#A11B16"},
    softs={Tone.PLAIN: "#E7EAEE", Tone.ACCENT: "#FFE9BD", Tone.INFO: "#DCEBFA", Tone.GOOD: "#D8F0E3", Tone.BAD: "#FCE1DF"},
    seen="#B87C0A",
    on_seen="#17120A",
    nothing="#2F6EAE",
)
NIGHT = Tokens(
    name=Theme.NIGHT,
    page="#000000",
    card="#070302",
    raised="#1B0907",
    line="#431A14",
    text="#DD6353",
    muted="#C25244",
    accent="#B04A3C",
    on_accent="#000000",
    inks=dict.fromkeys(Tone, "#D95F50"),
    softs={Tone.PLAIN: "#160706", Tone.ACCENT: "#2B0D09", Tone.INFO: "#160706", Tone.GOOD: "#160706", Tone.BAD: "#360F0B"},
    seen="#B04A3C",
    on_seen="#000000",
    nothing="#6A2A22",
)
_LOOKS = {Theme.DAY: DAY, Theme.DARK: DARK, Theme.NIGHT: NIGHT}


def tokens(preferences: Preferences) -> Tokens:
    """The look that this officer chose."""
    return replace(_LOOKS[preferences.theme], scale=preferences.text_scale)


def dress(page: ft.Page, t: Tokens) -> None:
    """Give everything that Flet draws by itself (dialogs, snackbars, pickers, navigation) the same look."""
    page.theme_mode = ft.ThemeMode.LIGHT if t.name is Theme.DAY else ft.ThemeMode.DARK
    page.theme = page.dark_theme = _flet_theme(t)


def _flet_theme(t: Tokens) -> ft.Theme:
    return ft.Theme(
        color_scheme=_scheme(t),
        scaffold_bgcolor=t.page,
        icon_theme=ft.IconTheme(color=t.muted, size=t.sp(24)),
        snackbar_theme=ft.SnackBarTheme(
            bgcolor=t.raised,
            action_text_color=t.ink(Tone.ACCENT),
            content_text_style=ft.TextStyle(color=t.text, size=t.sp(15)),
            behavior=ft.SnackBarBehavior.FLOATING,
        ),
        bottom_sheet_theme=ft.BottomSheetTheme(bgcolor=t.card, barrier_color="#CC000000", drag_handle_color=t.muted),
        dialog_theme=ft.DialogTheme(bgcolor=t.card, barrier_color="#CC000000"),
        navigation_bar_theme=_bar(t),
        text_theme=ft.TextTheme(
            body_large=ft.TextStyle(size=t.sp(16)), body_medium=ft.TextStyle(size=t.sp(16)), label_large=ft.TextStyle(size=t.sp(15))
        ),
        tooltip_theme=ft.TooltipTheme(
            text_style=ft.TextStyle(color=t.text, size=t.sp(14)),
            decoration=ft.BoxDecoration(bgcolor=t.raised, border_radius=8),
        ),
        splash_color=ft.Colors.with_opacity(0.15, t.accent),
    )


def _bar(t: Tokens) -> ft.NavigationBarTheme:
    size = min(t.sp(13), _WIDEST_LABEL)
    chosen = ft.TextStyle(color=t.ink(Tone.ACCENT), size=size, weight=ft.FontWeight.BOLD)
    label = {ft.ControlState.SELECTED: chosen, ft.ControlState.DEFAULT: ft.TextStyle(color=t.muted, size=size)}
    return ft.NavigationBarTheme(bgcolor=t.page, indicator_color=t.soft(Tone.ACCENT), label_text_style=label)


def _scheme(t: Tokens) -> ft.ColorScheme:
    accent, bad = t.ink(Tone.ACCENT), t.ink(Tone.BAD)
    return ft.ColorScheme(
        primary=accent,
        on_primary=t.page,
        primary_container=t.soft(Tone.ACCENT),
        on_primary_container=accent,
        secondary=accent,
        on_secondary=t.page,
        secondary_container=t.soft(Tone.ACCENT),
        on_secondary_container=accent,
        tertiary=t.ink(Tone.INFO),
        tertiary_container=t.soft(Tone.INFO),
        on_tertiary_container=t.ink(Tone.INFO),
        error=bad,
        on_error=t.page,
        error_container=t.soft(Tone.BAD),
        on_error_container=bad,
        surface=t.page,
        on_surface=t.text,
        on_surface_variant=t.muted,
        surface_tint=t.page,
        surface_container_lowest=t.page,
        surface_container_low=t.card,
        surface_container=t.card,
        surface_container_high=t.card,
        surface_container_highest=t.raised,
        outline=t.muted,
        outline_variant=t.line,
        inverse_surface=t.raised,
        on_inverse_surface=t.text,
        inverse_primary=accent,
        shadow="#000000",
        scrim="#000000",
    )
