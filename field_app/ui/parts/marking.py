"""Marks what nobody needs to see on a photo: with a finger, or with buttons for who cannot drag."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import flet as ft

from field_app.rules.look import Area
from field_app.ui import safe
from field_app.ui.parts import areas as places
from field_app.ui.parts import buttons, choice, pictures, text
from field_app.ui.parts.areas import Point, Size
from field_app.ui.parts.pictures import Loaded
from field_app.ui.state import AppState, use_app
from field_app.ui.text_nl import general
from field_app.ui.text_nl import photo as nl
from field_app.ui.theme import Tokens, Tone

Areas = tuple[Area, ...]
#: How often the screen follows the finger, in milliseconds.
_FOLLOW_MS = 30
#: What an area looks like: dark on every picture, with an edge that shows on dark ones.
_BLOCK = "#0B0E14"
#: A block narrower than this has no room for its number.
_NUMBER_FROM = 26
#: So much of the height of the screen is left for what is below the picture.
_BELOW, _LEAST = 330, 220


@dataclass(frozen=True, slots=True)
class Marked:
    """A photo on the screen: its picture, the areas that can still be changed, and how a change is saved."""

    loaded: Loaded
    shown: Size
    areas: Areas
    save: Callable[[Areas], Awaitable[object]]


def room_for(app: AppState, width: int, height: int, around: float) -> Size:
    """How large a photo of so many pixels is shown, with `around` beside it: whole, and with room below for the buttons."""
    wide = min(app.width, app.room, 760) - around
    return places.fitted(width, height, Size(wide, max(_LEAST, app.height - _BELOW)))


@safe.component
def Marking(marked: Marked, begins: bool = False) -> ft.Control:  # noqa: N802 - a component
    """The picture with its blocks. Only while it is being marked does a finger draw, so that scrolling past it marks nothing."""
    t = use_app().t
    none: tuple[Areas, ...] = ()
    nothing: int | None = None
    is_on, turn_on = ft.use_state(begins)
    before, set_before = ft.use_state(none)
    chosen, choose = ft.use_state(nothing)

    async def keep(areas: Areas, at: int | None = None) -> None:
        set_before((*before, marked.areas))
        choose(at)
        await marked.save(areas)

    async def undo() -> None:
        if before:
            set_before(before[:-1])
            choose(None)
            await marked.save(before[-1])

    def done() -> None:
        turn_on(False)
        choose(None)

    async def dragged(area: Area | None) -> None:
        if area:
            await keep((*marked.areas, area))

    async def tapped(at: Point) -> None:
        hit = places.under(at, marked.areas, marked.shown)
        if hit is not None:
            await keep((*marked.areas[:hit], *marked.areas[hit + 1 :]))

    finger = [ft.Container(Finger(t, marked.shown, dragged, tapped), key="finger")] if is_on and marked.loaded.picture else []
    blocks = [_block(t, at, each, marked.shown, at == chosen) for at, each in enumerate(marked.areas)]
    stack = ft.Stack(
        [pictures.whole(t, marked.loaded, marked.shown, nl.PICTURE_NAME), *blocks, *finger],
        width=marked.shown.width,
        height=marked.shown.height,
    )
    edge = ft.Container(stack, border=ft.Border.all(2, t.accent if is_on else t.line), border_radius=14)
    rows: list[ft.Control] = [ft.Row([ft.Semantics(identifier="picture", content=edge)], alignment=ft.MainAxisAlignment.CENTER)]
    if is_on:
        rows += [text.quiet(t, nl.MARK_HINT), *_means(t, marked, chosen, choose, keep, undo if before else None)]
        rows += [] if begins else [buttons.secondary(t, nl.MARK_DONE, done, "mark-done")]
    else:
        rows += [text.quiet(t, nl.marked(len(marked.areas)))] if marked.areas else [text.quiet(t, nl.MARK_NOTE)]
        rows.append(buttons.outlined(t, nl.MARK, lambda: turn_on(True), "mark", icon=ft.Icons.BLUR_ON))
    return ft.Column(rows, spacing=10, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _block(t: Tokens, at: int, area: Area, shown: Size, is_chosen: bool) -> ft.Control:
    corner, size = places.box(area, shown)
    has_room = min(size.width, size.height) >= _NUMBER_FROM
    return ft.Container(
        ft.Text(str(at + 1), size=14, color="#B4BECB") if has_room else None,
        key=f"block-{at}",
        left=corner.x,
        top=corner.y,
        width=size.width,
        height=size.height,
        bgcolor=_BLOCK,
        border=ft.Border.all(2, t.accent) if is_chosen else ft.Border.all(1, t.muted),
        alignment=ft.Alignment.CENTER,
    )


Keep = Callable[[Areas, int | None], Awaitable[None]]


def _means(
    t: Tokens,
    marked: Marked,
    chosen: int | None,
    choose: Callable[[int | None], None],
    keep: Keep,
    undo: Callable[[], Awaitable[None]] | None,
) -> list[ft.Control]:
    """The same without dragging: add an area, undo, and for one area where it stands and how large it is."""

    async def add() -> None:
        await keep((*marked.areas, places.MIDDLE), len(marked.areas))

    more = buttons.outlined(t, nl.AREA_ADD, add, "area-add", icon=ft.Icons.ADD)
    back = [buttons.outlined(t, general.UNDO, undo, "area-undo", icon=ft.Icons.UNDO)] if undo else []
    rows: list[ft.Control] = [buttons.pair(t, (more, 1), (back[0], 1)) if back else more]
    if marked.areas:
        options = [
            choice.Option(nl.area(at, each), at == chosen, _chooses(choose, None if at == chosen else at), f"area-{at}")
            for at, each in enumerate(marked.areas)
        ]
        rows.append(choice.group(t, nl.AREAS_CHOOSE, options))
    if chosen is not None and chosen < len(marked.areas):
        rows.append(_arrows(t, marked.areas, chosen, keep))
    return rows


def _chooses(choose: Callable[[int | None], None], at: int | None) -> Callable[[], None]:
    return lambda: choose(at)


_ARROWS = {
    nl.MOVES[0][0]: ft.Icons.ARROW_BACK,
    nl.MOVES[1][0]: ft.Icons.ARROW_FORWARD,
    nl.MOVES[2][0]: ft.Icons.ARROW_UPWARD,
    nl.MOVES[3][0]: ft.Icons.ARROW_DOWNWARD,
}


def _arrows(t: Tokens, areas: Areas, at: int, keep: Keep) -> ft.Control:
    def becomes(area: Area) -> Callable[[], Awaitable[None]]:
        return lambda: keep((*areas[:at], area, *areas[at + 1 :]), at)

    async def remove() -> None:
        await keep((*areas[:at], *areas[at + 1 :]), None)

    here, step = areas[at], places.STEP
    moves = [
        buttons.icon_button(t, _ARROWS[name], name, becomes(places.moved(here, x * step, y * step)), f"area-move-{number}")
        for number, (name, x, y) in enumerate(nl.MOVES)
    ]
    sizes = [
        buttons.outlined(t, name, becomes(places.sized(here, x * step, y * step)), f"area-size-{number}")
        for number, (name, x, y) in enumerate(nl.SIZES)
    ]
    gone = buttons.link(t, nl.AREA_REMOVE, remove, "area-remove", tone=Tone.BAD, icon=ft.Icons.DELETE_OUTLINE)
    return ft.Column([ft.Row(moves, wrap=True, spacing=6), ft.Row(sizes, wrap=True, spacing=6, run_spacing=6), gone], spacing=6)


@safe.component
def Finger(  # noqa: N802 - a component
    t: Tokens,
    shown: Size,
    dragged: Callable[[Area | None], Awaitable[None]],
    tapped: Callable[[Point], Awaitable[None]],
) -> ft.Control:
    """What a finger draws, over the picture. Both directions are listened for, or the screen would scroll instead."""
    nowhere: tuple[Point, Point] | None = None
    start = ft.use_ref(Point(0, 0))
    drawn, draw = ft.use_state(nowhere)

    def begin(event: ft.DragDownEvent[ft.GestureDetector]) -> None:
        start.current = Point(event.local_position.x, event.local_position.y)

    def follow(event: ft.DragUpdateEvent[ft.GestureDetector]) -> None:
        draw((start.current or Point(0, 0), Point(event.local_position.x, event.local_position.y)))

    async def end(event: ft.DragEndEvent[ft.GestureDetector]) -> None:
        draw(None)
        await dragged(places.between(start.current or Point(0, 0), Point(event.local_position.x, event.local_position.y), shown))

    async def tap(event: ft.TapEvent[ft.GestureDetector]) -> None:
        if event.local_position:
            await tapped(Point(event.local_position.x, event.local_position.y))

    area = places.between(*drawn, shown) if drawn else None
    inside: list[ft.Control] = [_outline(t, area, shown)] if area else []
    return ft.GestureDetector(
        ft.Stack(inside, width=shown.width, height=shown.height),
        drag_interval=_FOLLOW_MS,
        exclude_from_semantics=True,
        on_tap_up=safe.handler(tap),
        on_vertical_drag_down=safe.handler(begin),
        on_horizontal_drag_down=safe.handler(begin),
        on_vertical_drag_update=safe.handler(follow),
        on_horizontal_drag_update=safe.handler(follow),
        on_vertical_drag_end=safe.handler(end),
        on_horizontal_drag_end=safe.handler(end),
    )


def _outline(t: Tokens, area: Area, shown: Size) -> ft.Control:
    corner, size = places.box(area, shown)
    return ft.Container(
        left=corner.x,
        top=corner.y,
        width=size.width,
        height=size.height,
        bgcolor=ft.Colors.with_opacity(0.75, _BLOCK),
        border=ft.Border.all(2, t.accent),
    )
