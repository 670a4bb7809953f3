"""The screen of a running phone without a browser: Flet's own session builds the real screens and packs what it would send."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, cast

import flet as ft
import msgpack
from flet.messaging.connection import Connection
from flet.messaging.protocol import Message, MessageAction, RegisterClientResponseBody, configure_encode_object_for_msgpack
from flet.messaging.session import Session
from flet.pubsub.pubsub_hub import PubSubHub

from field_app.phone import RunningPhone
from field_app.ui.ports import Camera
from field_app.ui.shell import start

_pack = configure_encode_object_for_msgpack(ft.BaseControl)  # type: ignore[no-untyped-call]  # Flet's own, without types
_SECONDS = 60.0


class Window(Connection):
    """One window. What it is sent is packed as for a real one, and searched for the words that a test waits for."""

    def __init__(self, phone: RunningPhone, route: str = "/") -> None:
        """Within a running loop; the phone is open. It begins at this route."""
        super().__init__()  # type: ignore[no-untyped-call]  # Flet does not say its types
        self.loop, self.executor = asyncio.get_running_loop(), ThreadPoolExecutor(2)
        self.pubsubhub = PubSubHub(loop=self.loop, executor=self.executor)
        self.bytes = 0
        self._waits: tuple[bytes, asyncio.Event] | None = None
        self.session = Session(self)
        self.page = self.session.page
        self.session.apply_page_patch({"route": route, "width": 390, "height": 844})
        self._phone = phone

    def send_message(self, message: Message) -> None:
        """What would go to the browser."""
        packed = cast(bytes, msgpack.packb([message.action, message.body], default=_pack))
        self.bytes += len(packed)
        if self._waits and self._waits[0] in packed:
            self._waits[1].set()

    def dispose(self) -> None:
        """Nothing is held."""

    def open(self) -> None:
        """Begin as the app does for each session."""
        self.session.attach_connection(self)
        patch = self.session.get_page_patch()  # type: ignore[no-untyped-call]  # Flet does not say its types
        self.send_message(Message(MessageAction.REGISTER_CLIENT, RegisterClientResponseBody(self.session.id, patch, "")))
        start(self.page, self._phone, cast(Camera, None))
        self.session.start_updates_scheduler()  # type: ignore[no-untyped-call]  # Flet does not say its types

    async def until(self, words: str, act: Callable[[], Any]) -> None:
        """Do this, and wait until a screen with these words in it was sent."""
        self._waits = (words.encode(), asyncio.Event())
        done = act()
        if isinstance(done, Awaitable):
            await done
        async with asyncio.timeout(_SECONDS):
            await self._waits[1].wait()

    def named(self, beginning: str) -> list[str]:
        """The stable names that begin so, of what is drawn now."""
        found = (each.identifier for each in self.session.index.values() if isinstance(each, ft.Semantics))
        return sorted({each for each in found if each and each.startswith(beginning)})

    async def tap(self, identifier: str) -> None:
        """The button with this name, as a thumb would."""
        drawn = (each for each in list(self.session.index.values()) if isinstance(each, ft.Semantics))
        button = max((each for each in drawn if each.identifier == identifier), key=lambda each: each._i).content
        assert button is not None
        await self.session.dispatch_event(button._i, "click", None)

    def close(self) -> None:
        """Put the window away."""
        self.session.close()  # type: ignore[no-untyped-call]  # Flet does not say its types
        self.executor.shutdown(wait=False)
