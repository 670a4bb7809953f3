"""One pull down at the top of a screen exchanges now, as officers know it from other apps."""

from __future__ import annotations

import flet as ft

from field_app.ui import safe
from field_app.ui.state import use_app

#: So far must be pulled beyond the top, in logical pixels; a quick scroll to the top does not.
FAR = 90


def use_pull() -> safe.Handler:
    """What a scrolling screen tells of its scrolling; a pull that was far enough exchanges when the thumb lets go."""
    app = use_app()
    pulled = ft.use_ref(0.0)

    async def scrolled(event: ft.OnScrollEvent) -> None:
        if event.event_type is ft.ScrollType.START:
            pulled.current = 0.0
        elif event.event_type is ft.ScrollType.END:
            far, pulled.current = pulled.current or 0.0, 0.0
            if far >= FAR:
                await app.phone.exchange_now()
        else:
            pulled.current = max((pulled.current or 0.0) + _held_back(event), event.min_scroll_extent - event.pixels)

    return scrolled


def _held_back(event: ft.OnScrollEvent) -> float:
    """How far the thumb went on beyond the top; only a thumb: what still rolls has a speed."""
    is_pull = event.event_type is ft.ScrollType.OVERSCROLL and not event.velocity
    return max(0.0, -(event.overscroll or 0.0)) if is_pull else 0.0
