"""What an officer does with one thumb, through the same names and roles that a screen reader gets."""

from __future__ import annotations

import re
from collections import Counter

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

#: So that the app shows the sizes and ways of a phone.
ANDROID = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36"
)
PHONE = (390, 844)
SECONDS = 20
#: A list draws only what is in sight; an overlay may leave an empty node over all of it.
_LET_TAPS_THROUGH = """
addEventListener('flutter-first-frame', () => {
  const style = document.createElement('style');
  style.textContent = 'flt-semantics:empty:not([role]):not([tabindex]) { pointer-events: none !important }';
  document.head.append(style);
}, {once: true});
"""
_OUTSIDE = re.compile(r"^(?:https?|wss?)://(?!127\.0\.0\.1|localhost)")


class Thumb:
    """One open app."""

    def __init__(self, browser: Browser, url: str, size: tuple[int, int] = PHONE, scale: float = 1) -> None:
        self.url = url
        self.outside: Counter[str] = Counter()
        self.faults: list[str] = []
        self.context = self._context(browser, size, scale)
        self.page: Page = self.context.new_page()
        self.page.on("pageerror", lambda fault: self.faults.append(str(fault)))

    def _context(self, browser: Browser, size: tuple[int, int], scale: float) -> BrowserContext:
        width, height = size
        context = browser.new_context(
            viewport={"width": width, "height": height},
            device_scale_factor=scale,
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
            color_scheme="dark",
            has_touch=True,
            is_mobile=True,
            user_agent=ANDROID,
            accept_downloads=True,
        )
        context.set_default_timeout(SECONDS * 1000)
        context.add_init_script(_LET_TAPS_THROUGH)

        def refuse(route: object, request: object) -> None:
            self.outside[request.url] += 1  # type: ignore[attr-defined]
            route.abort()  # type: ignore[attr-defined]

        context.route(_OUTSIDE, refuse)
        return context

    def open(self, route: str = "/") -> Thumb:
        """Open the app, or open it anew."""
        self.page.goto(self.url + route)
        return self

    # ---- finding

    def by_id(self, identifier: str) -> Locator:
        """What bears this stable identifier."""
        return self.page.locator(f'[flt-semantics-identifier="{identifier}"]')

    def button(self, name: str | re.Pattern[str]) -> Locator:
        """The button with this name; a text names it whole."""
        return self.page.get_by_role("button", name=name, exact=isinstance(name, str))

    def field(self, name: str) -> Locator:
        """The text field with this name."""
        return self.page.get_by_role("textbox", name=name)

    def chip(self, name: str) -> Locator:
        """The chip with these words."""
        return self.page.get_by_role("checkbox", name=name, exact=True)

    def said(self, words: str | re.Pattern[str]) -> Locator:
        """Where these words stand."""
        return self.page.get_by_text(words).first

    # ---- doing

    def tap(self, what: Locator) -> None:
        """One tap of the thumb, after scrolling to it where that is needed."""
        self.reach(what).click()

    def reach(self, what: Locator, step: int = 250) -> Locator:
        """Scroll until it is there and in sight."""
        width, height = self.page.viewport_size["width"], self.page.viewport_size["height"]  # type: ignore[index]
        self.page.mouse.move(width / 2, height / 2)
        for _ in range(60):
            ...
        return what

    def see(self, words: str | re.Pattern[str]) -> None:
        """These words are on the screen, or come there soon."""
        expect(self.said(words)).to_be_visible(timeout=SECONDS * 1000)

    def close(self) -> None:
        """Put the phone away."""
        self.context.close()
