"""What an officer does with one thumb, through the same names and roles that a screen reader gets."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

#: So that the app shows the sizes and ways of a phone.
ANDROID = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36"
PHONE, LANDSCAPE, LAPTOP = (390, 844), (844, 390), (1280, 800)
SECONDS = 20
#: How soon typed text is on disk, by the app's own promise.
SAVED_WITHIN_MS = 333
#: An overlay may leave an empty node over all of the page, through which a finger taps and a mouse does not.
_LET_TAPS_THROUGH = """
addEventListener('flutter-first-frame', () => {
  const style = document.createElement('style');
  style.textContent = 'flt-semantics:empty:not([role]):not([tabindex]) { pointer-events: none !important }';
  document.head.append(style);
}, {once: true});
"""
#: Resolves when the tree of the screen has not changed for so many frames; at the latest after two seconds.
_STILL = """() => new Promise(resolve => {
  let quiet = 0;
  const ends = performance.now() + 2000;
  const watch = new MutationObserver(() => { quiet = 0; });
  watch.observe(document.body, {subtree: true, childList: true, attributes: true, characterData: true});
  const frame = () => {
    quiet += 1;
    if (quiet > 5 || performance.now() > ends) { watch.disconnect(); resolve(); } else requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
})"""
_HAS_FOCUS = "each => each === document.activeElement"
#: Above what stays under the thumb at the bottom, a scrolled screen has this much less to show.
_FOOT = 170
_OUTSIDE = re.compile(r"^(?:https?|wss?)://(?!127\.0\.0\.1|localhost)")


class Thumb:
    """One open app. `outside` counts what it asked of other machines, all of it refused."""

    def __init__(self, browser: Browser, url: str, size: tuple[int, int] = PHONE, scale: float = 1) -> None:
        self._url = url
        self.outside: Counter[str] = Counter()
        self.faults: list[str] = []
        self.taps = 0
        self.context = _context(browser, size, scale)
        self.context.route(_OUTSIDE, self._refuse)
        self.page: Page = self.context.new_page()
        self.page.on("pageerror", lambda fault: self.faults.append(f"{fault} {fault.stack}"))

    def _refuse(self, route: Route) -> None:
        self.outside[route.request.url] += 1
        route.abort()

    def open(self, route: str = "/") -> None:
        """Open the app, or open it anew."""
        self.page.goto(self._url + route)

    def close(self) -> None:
        """Put the phone away."""
        self.context.close()

    # ---- finding

    def by_id(self, identifier: str) -> Locator:
        """What bears this stable identifier."""
        return self.page.locator(f'[flt-semantics-identifier="{identifier}"]')

    def all_by_id(self, beginning: str) -> Locator:
        """All whose identifier begins so."""
        return self.page.locator(f'[flt-semantics-identifier^="{beginning}"]')

    def button(self, name: str | re.Pattern[str]) -> Locator:
        """The button with this name, whole."""
        return self.page.get_by_role("button", name=name, exact=isinstance(name, str))

    def field(self, name: str) -> Locator:
        """The text field with this name."""
        return self.page.get_by_role("textbox", name=name)

    def chip(self, name: str) -> Locator:
        """The chip with these words."""
        return self.page.get_by_role("checkbox", name=name, exact=True)

    def text(self, words: str | re.Pattern[str]) -> Locator:
        """Where these words stand, also as the name of something."""
        return self.page.get_by_text(words).or_(self.page.get_by_label(words)).first

    # ---- doing

    def tap(self, what: Locator | str | re.Pattern[str]) -> None:
        """One tap, on a button by its name or on whatever was found, once the screen stands still."""
        found = (what if isinstance(what, Locator) else self.button(what)).first
        found.wait_for()
        self.stands_still()
        if not self._is_in_sight(found):
            found.scroll_into_view_if_needed()
            self.stands_still()
        found.click()
        self.taps += 1

    def _is_in_sight(self, found: Locator) -> bool:
        box, size = found.bounding_box(), self.page.viewport_size
        return bool(box and size and box["y"] >= 0 and box["y"] + box["height"] <= size["height"] - _FOOT)

    def stands_still(self) -> None:
        """Until nothing has moved for a moment: what a screen reader gets is there a little before it is drawn."""
        self.page.evaluate(_STILL)

    def go(self, tab: str) -> None:
        """To one of the tabs."""
        found = self.page.get_by_role("tab", name=tab)
        self.tap(found)
        expect(found).to_have_attribute("aria-selected", "true")

    def type(self, name: str, words: str) -> None:
        """Fill a field; the app may still be making it ready, so look whether the words stayed and else fill it again."""
        field = self.field(name)
        for _ in range(4):
            self.tap(field)
            self.stands_still()
            if not field.evaluate(_HAS_FOCUS):
                continue
            field.fill(words)
            self.stands_still()
            if field.input_value() == words and field.evaluate(_HAS_FOCUS):
                return
        raise AssertionError(f"text did not stay in {name}: {field.input_value()!r}")

    def wait_until_typed_is_saved(self) -> None:
        """As long as the app says that it needs."""
        self.page.wait_for_timeout(SAVED_WITHIN_MS)

    def pull(self, far: int) -> None:
        """Drag down from near the top, and let go."""
        wire = self.context.new_cdp_session(self.page)
        x, y = 100, 120
        wire.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
        for step in range(1, 13):
            wire.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y + far * step / 12}]})
        wire.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def look(self, folder: Path, name: str) -> None:
        """Keep a picture of the screen."""
        self.page.screenshot(path=folder / f"{name}.png")

    # ---- seeing

    def sees(self, words: str | re.Pattern[str]) -> None:
        """These words are there, or come soon."""
        expect(self.text(words)).to_be_visible(timeout=SECONDS * 1000)

    def sees_no(self, words: str | re.Pattern[str]) -> None:
        """These words are not there, or go soon."""
        expect(self.text(words)).to_have_count(0, timeout=SECONDS * 1000)

    def pill_says(self, words: str | re.Pattern[str]) -> None:
        """The state of the exchange, as the header tells it."""
        expect(self.by_id("status-pill").first).to_contain_text(words, timeout=SECONDS * 1000)

    def holds(self, name: str, words: str) -> None:
        """What stands in a field; only a field that is being edited tells."""
        self.tap(self.field(name))
        expect(self.field(name)).to_have_value(words)

    def is_chosen(self, chip: str, chosen: bool = True) -> None:
        """Whether a chip is on."""
        expect(self.chip(chip)).to_be_checked(checked=chosen)


def _context(browser: Browser, size: tuple[int, int], scale: float) -> BrowserContext:
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
    )
    context.set_default_timeout(SECONDS * 1000)
    context.add_init_script(_LET_TAPS_THROUGH)
    return context
