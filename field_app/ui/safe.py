"""The guards around everything that is drawn or tapped, so that one fault never freezes or covers the whole app."""

from __future__ import annotations

import functools
import inspect
import logging
from collections.abc import Awaitable, Callable
from typing import Any, ParamSpec, TypeVar

import flet as ft

from field_app.ui.text_nl import general

P = ParamSpec("P")
C = TypeVar("C", bound=ft.Control)
Handler = Callable[..., Any]

log = logging.getLogger("ronde.ui")


def component(draw: Callable[P, ft.Control]) -> Callable[P, ft.Control]:
    """A component that shows a sentence where it could not be drawn.

    Without it an exception while drawing again stops every later update of the session, silently.
    """
    return _guarded(draw, _sorry)


def screen(draw: Callable[P, ft.View]) -> Callable[P, ft.View]:
    """A whole screen, guarded like `component`."""
    return _guarded(draw, lambda: ft.View(controls=[_sorry()]))


def _guarded(draw: Callable[P, C], instead: Callable[[], C]) -> Callable[P, C]:
    @functools.wraps(draw)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> C:
        try:
            return draw(*args, **kwargs)
        except Exception:
            log.exception("drawing %s failed", draw.__name__)
            return instead()

    return ft.component(guarded)


def _sorry() -> ft.Control:
    return ft.SafeArea(ft.Container(padding=16, content=ft.Text(general.SCREEN_FAILED)))


def handler(act: Handler) -> Handler:
    """What a tap does. A fault goes to the log and to one sentence on the screen; unguarded it would cover the whole app."""
    takes_event = bool(inspect.signature(act).parameters)

    async def guarded(event: Any) -> None:  # not `wraps`: Flet looks at the signature to see whether it takes the event
        try:
            done = act(event) if takes_event else act()
            if inspect.isawaitable(done):
                await done
        except Exception:
            log.exception("handling %s failed", getattr(act, "__name__", act))
            _say_failed()

    return guarded


def effect(act: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    """What happens by itself (loading, ticking). A fault goes to the log, where Flet would swallow it."""

    @functools.wraps(act)
    async def guarded() -> None:
        try:
            await act()
        except Exception:
            log.exception("effect %s failed", getattr(act, "__name__", act))

    return guarded


def _say_failed() -> None:
    ft.context.page.show_dialog(ft.SnackBar(ft.Text(general.ACTION_FAILED)))
