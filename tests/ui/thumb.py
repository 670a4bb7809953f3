"""What an officer does with one thumb, through the same names and roles that a screen reader gets."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import BrowserContext, Locator, Page, Route
from playwright.sync_api import Error as PlaywrightError

Words = str | re.Pattern[str]
SECONDS = 20
#: How soon typed text is on disk, by the app's own promise.
SAVED_WITHIN_MS = 333
#: How often the screen is looked at while something is awaited.
_GLANCE_MS = 25
_TABS = {"Vandaag": "/", "Zaken": "/zaken", "Rooster": "/rooster", "Meer": "/meer"}
#: How often a thing is tried again that the app may have been too busy for.
_TURNS = 6
#: So long is waited for a tab before it is tapped again.
_AGAIN_MS = 3_000
_HAS_FOCUS = "each => each === document.activeElement"
#: For what is not wholly in sight: the middle of what scrolls around it, and how far off it is; else null. Right after a tap
#: the app says of what scrolls that it hides what is beyond its edges, and a moment later again that it scrolls.
_OUT_OF_SIGHT = """each => {
  let around = each.parentElement;
  while (around && !['scroll', 'auto', 'hidden'].includes(getComputedStyle(around).overflowY)) around = around.parentElement;
  if (!around) return null;
  const [outer, inner] = [around.getBoundingClientRect(), each.getBoundingClientRect()];
  const [top, bottom] = [Math.max(0, outer.top), Math.min(innerHeight, outer.bottom)];
  if (inner.top >= top && inner.bottom <= bottom) return null;
  const middle = (top + bottom) / 2;
  return [(inner.left + inner.right) / 2, middle, (inner.top + inner.bottom) / 2 - middle];
}"""
#: Resolves when the tree of the screen has not changed for a few frames; at the latest after two seconds, also where the browser
#: draws no frames any more: nothing else would end that wait.
_STILL = """() => new Promise(resolve => {
  let quiet = 0;
  const watch = new MutationObserver(() => { quiet = 0; });
  const done = () => { quiet = -1e9; watch.disconnect(); resolve(); };
  watch.observe(document.body, {subtree: true, childList: true, attributes: true, characterData: true});
  setTimeout(done, 2000);
  const frame = () => {
    quiet += 1;
    if (quiet > 7) done(); else if (quiet > 0) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
})"""
_OUTSIDE = re.compile(r"^(?:https?|wss?)://(?!127\.0\.0\.1|localhost)")


class Thumb:
    """One open app. `outside` counts what it asked of other machines, all of it refused."""

    def __init__(self, context: BrowserContext, url: str, size: tuple[int, int]) -> None:
        self._context, self._url, self._size = context, url, size
        self.outside: Counter[str] = Counter()
        self.faults: list[str] = []
        self.taps = 0
        self.page = self._window(size)

    def _window(self, size: tuple[int, int]) -> Page:
        window = self._context.new_page()
        window.set_viewport_size({"width": size[0], "height": size[1]})
        window.route(_OUTSIDE, self._refuse)
        window.on("pageerror", lambda fault: self.faults.append(f"{fault} {fault.stack}"))
        return window

    def new_window(self, size: tuple[int, int] | None = None) -> None:
        """Close the window and open another one, of this size or as large as before."""
        self._size = size or self._size
        before = len(self.faults)
        self.page.close()
        del self.faults[before:]
        self.page = self._window(self._size)

    def _refuse(self, route: Route) -> None:
        self.outside[route.request.url] += 1
        route.abort()

    def open(self, route: str = "/") -> None:
        """Open the app, or open it anew."""
        self.page.goto(self._url + route)

    def is_drawn(self) -> bool:
        """Whether the first screen comes in time."""
        try:
            self.page.locator("flt-semantics").first.wait_for(state="attached", timeout=SECONDS * 1000)
        except PlaywrightError:
            return False
        return True

    # ---- finding

    def by_id(self, identifier: str) -> Locator:
        """What bears this stable identifier."""
        return self.page.locator(f'[flt-semantics-identifier="{identifier}"]')

    def all_by_id(self, beginning: str) -> Locator:
        """All whose identifier begins so."""
        return self.page.locator(f'[flt-semantics-identifier^="{beginning}"]')

    def button(self, name: Words) -> Locator:
        """The button with this name, whole."""
        return self.page.get_by_role("button", name=name, exact=isinstance(name, str))

    def field(self, name: str) -> Locator:
        """The text field with this name."""
        return self.page.get_by_role("textbox", name=name)

    def chip(self, name: str) -> Locator:
        """The chip with these words."""
        return self.page.get_by_role("checkbox", name=name, exact=True)

    def switch(self, name: str) -> Locator:
        """The switch with these words."""
        return self.page.get_by_role("switch", name=name)

    def text(self, words: Words) -> Locator:
        """Where these words stand, also as the name of something."""
        return self.page.get_by_text(words).or_(self.page.get_by_label(words))

    # ---- doing

    def tap(self, what: Locator | Words) -> None:
        """One tap, on a button by its name or on whatever was found, once the screen stands still."""
        found = (what if isinstance(what, Locator) else self.button(what)).first
        self.waits_for(found)
        self.stands_still()
        self.scroll_to(found)
        found.click()
        self.taps += 1

    def scroll_to(self, found: Locator) -> None:
        """Turn the wheel until it is in sight; the browser's own scrolling goes unheard right after a tap."""
        for _ in range(_TURNS):
            if (off := found.evaluate(_OUT_OF_SIGHT)) is None:
                return
            x, y, by = off
            self.page.mouse.move(x, y)
            self.page.mouse.wheel(0, by)
            self.stands_still()

    def go(self, tab: str) -> None:
        """To one of the tabs, below or at the side."""
        found = self.page.get_by_role("tab", name=tab).or_(self.button(re.compile(f"^{tab} Tabblad")))
        self.waits_for(found)
        for _ in range(_TURNS):  # a tap while the bar is drawn anew is lost, and an officer taps again
            self.stands_still()
            found.click()
            with suppress(PlaywrightError):
                self.page.wait_for_url(self._url + _TABS[tab], timeout=_AGAIN_MS)
                return
        raise AssertionError(f"the tab {tab} never came")

    def type(self, name: str, words: str) -> None:
        """Fill a field; the app may still be making it ready, so look whether the words stayed and else fill it again."""
        field = self.field(name)
        for _ in range(_TURNS):
            self.tap(field)
            self.stands_still()
            if not field.evaluate(_HAS_FOCUS):
                continue
            field.fill(words)
            self.stands_still()
            if field.input_value() == words and field.evaluate(_HAS_FOCUS):
                return
        raise AssertionError(f"the text did not stay in {name}")

    def wait_until_typed_is_saved(self) -> None:
        """As long as the app says that it needs."""
        self.page.wait_for_timeout(SAVED_WITHIN_MS)

    def pull(self, far: int) -> None:
        """Drag down from near the top, and let go."""
        wire = self.page.context.new_cdp_session(self.page)
        steps = [{"x": 100, "y": 120 + far * step / 12} for step in range(13)]
        wire.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": steps[:1]})
        for step in steps[1:]:
            wire.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [step]})
        wire.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def look(self, path: Path) -> None:
        """Keep a picture of the screen."""
        self.stands_still()
        self.page.screenshot(path=path)

    # ---- seeing

    def until(self, is_so: Callable[[], bool], what: str) -> None:
        """Look again and again until it is so."""
        ends = time.monotonic() + SECONDS
        while not is_so():
            assert time.monotonic() < ends, f"never came: {what}"
            self.page.wait_for_timeout(_GLANCE_MS)

    def stands_still(self) -> None:
        """Until nothing has moved for a moment: what a screen reader gets is there a little before it is drawn."""
        self.page.evaluate(_STILL)

    def waits_for(self, found: Locator) -> None:
        """Until it is there."""
        self.until(found.first.is_visible, str(found))

    def sees(self, words: Words) -> None:
        """These words are there, or come soon."""
        self.until(self.text(words).first.is_visible, str(words))

    def sees_no(self, words: Words) -> None:
        """These words are not there, or go soon."""
        self.until(lambda: not self.text(words).count(), f"gone: {words}")

    def everything(self) -> str:
        """All that a screen reader could read out now."""
        self.stands_still()
        return self.page.locator("body").aria_snapshot()

    def pill_says(self, words: str) -> None:
        """The state of the exchange, as the header tells it."""
        pill = self.by_id("status-pill").first
        self.waits_for(pill)
        self.until(lambda: words in pill.inner_text(), f"{words} in the header")

    def holds(self, name: str, words: str) -> None:
        """What stands in a field; only a field that is being edited tells."""
        field = self.field(name)
        for _ in range(_TURNS):
            self.tap(field)
            self.stands_still()
            if field.input_value() == words:
                return
        raise AssertionError(f"{name} holds {field.input_value()!r}")

    def is_chosen(self, chip: str) -> None:
        """The chip is on."""
        self.waits_for(self.chip(chip))
        self.until(self.chip(chip).is_checked, f"{chip} chosen")
