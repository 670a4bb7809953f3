"""The demo team with its server and the phones that its officers hold."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Playwright

from .processes import Part, PhonePart, ServerPart
from .thumb import PHONE, Thumb

CHROMIUM = "/usr/bin/chromium"
_QUIET = ("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update")
#: The browser side of Flet asks for this at its start, and does well without.
HARMLESS = "rive_native.js"


def chromium(driver: Playwright) -> Browser:
    """Chromium without a window."""
    path = CHROMIUM if Path(CHROMIUM).exists() else None
    return driver.chromium.launch(executable_path=path, headless=True, args=["--no-sandbox", *_QUIET, "--disable-sync"])


class Phone(Thumb):
    """A phone in the hand of an officer: its process, and its screen."""

    def __init__(self, browser: Browser, part: PhonePart, size: tuple[int, int] = PHONE, scale: float = 1) -> None:
        super().__init__(browser, part.url, size, scale)
        self.part = part

    def open(self, route: str = "/") -> None:
        """Open the app, or open it anew."""
        self.part.wait_until_up()
        super().open(route)

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

    def __init__(self, folder: Path, browser: Browser) -> None:
        self.folder, self.browser = folder, browser
        self.server = ServerPart(folder)
        self.phones: list[Phone] = []
        self._fallen: dict[str, str] = {}

    def phone(self, name: str, size: tuple[int, int] = PHONE, scale: float = 1) -> Phone:
        """A new phone for this officer, linked at its first start."""
        return self._taken(name.lower(), size, scale, RONDE_SERVER=self.server.url, RONDE_CODE=self.server.code_for(name))

    def bare_phone(self) -> Phone:
        """A phone that belongs to nobody yet."""
        return self._taken("bare", PHONE, 1)

    def _taken(self, name: str, size: tuple[int, int], scale: float, **settings: str) -> Phone:
        part = PhonePart(self.folder, name, **settings)
        part.begin()
        made = Phone(self.browser, part, size, scale)
        self.phones.append(made)
        return made

    def keep_pictures(self) -> None:
        """What stands on each screen now, as a picture and in words."""
        for each in self.phones:
            each.look(self.folder, each.part.log.stem)
            (self.folder / f"{each.part.log.stem}.txt").write_text(each.page.locator("body").aria_snapshot(), "utf-8")

    def close(self) -> None:
        """Put everything away."""
        for each in self.phones:
            each.close()
        for part in self._parts():
            self._fallen |= {part.log.stem: f"fell with {part.fell()}"} if part.fell() is not None else {}
            part.kill()

    def _parts(self) -> list[Part]:
        return [*(each.part for each in self.phones), self.server]

    def faults(self) -> dict[str, str]:
        """What no part should have written or asked for."""
        found = self._fallen | {each.log.stem: each.told() for each in self._parts() if "Traceback" in each.told()}
        found |= {f"screen of {each.part.log.stem}": str(each.faults) for each in self.phones if each.faults}
        asked = {url for each in self.phones for url in each.outside if not url.endswith(HARMLESS)}
        return found | ({"asked outside": str(asked)} if asked else {})
