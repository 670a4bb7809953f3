"""The demo team with its server and the phones that its officers hold."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Playwright

from .processes import Part, PhonePart, ServerPart, free_port
from .thumb import SECONDS, Thumb

CHROMIUM = "/usr/bin/chromium"
_QUIET = ("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update")
#: A lens that sees a moving figure; whether it may be used is asked as on a phone.
_LENS = "--use-fake-device-for-media-stream"
#: So that the app shows the sizes and ways of a phone.
ANDROID = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36"
PHONE, LANDSCAPE, LAPTOP = (390, 844), (844, 390), (1280, 800)
#: How often a window is opened anew that draws nothing.
_TRIES = 3
#: The browser side of Flet asks for this at its start, and does well without.
HARMLESS = "rive_native.js"
#: A traceback that runs through our own code.
_OURS = re.compile(r'File ".*/(?:field_app|sync_server)/')
#: An overlay may leave an empty node over all of the page, through which a finger taps and a mouse does not.
_LET_TAPS_THROUGH = """
addEventListener('flutter-first-frame', () => {
  const style = document.createElement('style');
  style.textContent = 'flt-semantics:empty:not([role]):not([tabindex]) { pointer-events: none !important }';
  document.head.append(style);
}, {once: true});
"""


class Glass:
    """The screens of the phones: one browser, and for each phone a place in it that knows the app's files already."""

    def __init__(self, driver: Playwright, scale: float = 1) -> None:
        path = CHROMIUM if Path(CHROMIUM).exists() else None
        self.browser: Browser = driver.chromium.launch(
            executable_path=path, args=["--no-sandbox", *_QUIET, _LENS, "--disable-sync"]
        )
        self._scale = scale
        self._places: dict[str, tuple[BrowserContext, int]] = {}

    def place(self, name: str) -> tuple[BrowserContext, int]:
        """The context and the port of this phone, the same in every test."""
        if name not in self._places:
            self._places[name] = (self._context(), free_port())
        return self._places[name]

    def _context(self) -> BrowserContext:
        context = self.browser.new_context(
            device_scale_factor=self._scale,
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

    def close(self) -> None:
        """Put the browser away."""
        self.browser.close()


class Phone(Thumb):
    """A phone in the hand of an officer: its process, and its screen."""

    def __init__(self, context: BrowserContext, part: PhonePart, size: tuple[int, int] = PHONE) -> None:
        super().__init__(context, part.url, size)
        self.part = part

    def open(self, route: str = "/") -> None:
        """Open the app, or open it anew."""
        self.part.wait_until_up()
        for _ in range(_TRIES):
            super().open(route)
            if self.is_drawn():
                return
            self.new_window()  # the browser's drawing engine sometimes never starts when several begin at once
        raise AssertionError(f"{self.part.log.stem} never drew its first screen")

    def drawn_anew(self) -> None:
        """The same screen in a new window."""
        route = self.page.url.removeprefix(self._url)
        self.new_window()
        self.open(route)

    def open_anew(self, size: tuple[int, int] = PHONE) -> None:
        """Forget the window, and open the app in a new one."""
        self.new_window(size)
        self.open()

    # ---- what an officer does all day

    def first_stop(self) -> str:
        """The code name of the first case on Vandaag, once it is there."""
        found = self.all_by_id("nothing-seen-").first
        self.waits_for(found)
        return str(found.get_attribute("flt-semantics-identifier")).removeprefix("nothing-seen-")

    def dossier(self, case: str) -> None:
        """The case's own screen, by way of the list."""
        self.go("Zaken")
        self.tap(self.by_id(f"case-{case}"))
        self.sees("Verloop")

    def observe(self, case: str) -> None:
        """A look at this case, from its own screen."""
        self.dossier(case)
        self.tap(self.by_id(f"observe-{case}"))
        self.sees("Concept bewaard")

    def open_draft(self, case: str) -> None:
        """The draft of this case, from Vandaag or from its own screen."""
        self.tap(self.by_id(f"draft-{case}"))
        self.sees("Concept bewaard")

    def nothing_seen(self, case: str) -> None:
        """The two taps, from Vandaag."""
        self.tap(self.by_id(f"nothing-seen-{case}"))
        self.tap("Niets gezien · vastleggen")
        self.sees("Bewaard op deze telefoon")

    def seal(self) -> None:
        """The second tap of a full look."""
        self.tap("Vastleggen")
        self.sees("Bewaard op deze telefoon")

    def sees_newest(self, *words: str) -> str:
        """The newest line of the journal says all of this, or does soon; answers its time."""
        newest = self.all_by_id("entry-").first
        self.waits_for(newest)
        self.until(lambda: all(each in newest.inner_text() for each in words), f"{words} in the newest line")
        return newest.inner_text()[:5]

    def dies_and_starts_again(self) -> None:
        """The system kills the app, screen and all, and the officer opens it again."""
        before = len(self.faults)
        self.part.kill()
        self.page.goto("about:blank")
        del self.faults[before:]  # that it could not reach its other half
        self.part.begin()
        self.open()


class Team:
    """A server with the demo team, and the phones that a test takes out."""

    def __init__(self, folder: Path, glass: Glass) -> None:
        self.folder, self._glass = folder, glass
        self.server = ServerPart(folder)
        self.phones: list[Phone] = []
        self._fallen: dict[str, str] = {}

    def phone(self, name: str, size: tuple[int, int] = PHONE, place: str = "") -> Phone:
        """A new phone for this officer, linked at its first start."""
        return self._taken(place or name.lower(), size, RONDE_SERVER=self.server.url, RONDE_CODE=self.server.code_for(name))

    def bare_phone(self) -> Phone:
        """A phone that belongs to nobody yet."""
        return self._taken("bare", PHONE)

    def another_process(self, phone: Phone) -> Phone:
        """The app once more on the same data, as when somebody opens it twice."""
        context, port = self._glass.place("another")
        part = PhonePart(self.folder, phone.part.folder.name, port, log="another")
        part.begin()
        made = Phone(context, part)
        self.phones.append(made)
        return made

    def another_window(self, phone: Phone) -> Thumb:
        """The same app in one more window."""
        return Thumb(phone.page.context, phone.part.url, PHONE)

    def _taken(self, name: str, size: tuple[int, int], **settings: str) -> Phone:
        context, port = self._glass.place(name)
        part = PhonePart(self.folder, name, port, **settings)
        part.begin()
        made = Phone(context, part, size)
        self.phones.append(made)
        return made

    def put_away(self, phone: Phone) -> None:
        """A phone that is needed no more, whatever it wrote."""
        self.phones.remove(phone)
        phone.page.close()
        phone.part.kill()

    def keep_pictures(self) -> None:
        """What stands on each screen now, as a picture and in words."""
        for each in (phone for phone in self.phones if phone.is_drawn()):
            each.look(self.folder / f"{each.part.log.stem}.png")
            (self.folder / f"{each.part.log.stem}.txt").write_text(each.page.locator("body").aria_snapshot(), "utf-8")

    def close(self) -> None:
        """Put everything away."""
        for each in self.phones:
            each.page.close()
            each.part.kill()
        self.server.kill()

    def faults(self) -> dict[str, str]:
        """What no part should have written, done or asked for, up to now."""
        parts: list[Part] = [*(each.part for each in self.phones), self.server]
        found = {each.log.stem: each.told() for each in parts if _OURS.search(each.told())}
        found |= {f"end of {each.log.stem}": f"fell with {each.fell()}" for each in parts if each.fell() is not None}
        found |= {f"screen of {each.part.log.stem}": str(each.faults) for each in self.phones if each.faults}
        asked = {url for each in self.phones for url in each.outside if not url.endswith(HARMLESS)}
        return found | ({"asked outside": str(asked)} if asked else {})
