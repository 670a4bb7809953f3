"""A text field keeps every letter, however often the screen is drawn again while somebody types."""

from __future__ import annotations

from pathlib import Path

from .processes import Part
from .team import PHONE, Glass
from .thumb import Thumb

#: Long enough that several drawings fall between two letters, and some between a letter and the moment it is heard.
_TEXT = "De planning was laat klaar, omdat twee collega's pas maandag wisten wanneer zij vrij zijn. " * 2
_BETWEEN_LETTERS_MS = 25
#: A field that has just got the focus is made ready first.
_READY_MS = 500


class _Restless(Part):
    """The program with the one field."""

    words = ("tests.ui.typing_app",)


def _typed(screen: Thumb, sentence: str) -> str:
    """What stands in the field after somebody typed this into it."""
    field = screen.page.get_by_role("textbox")
    screen.waits_for(field)
    field.click()
    screen.until(lambda: bool(field.evaluate("each => each === document.activeElement")), "the focus")
    screen.page.wait_for_timeout(_READY_MS)
    screen.page.keyboard.type(sentence, delay=_BETWEEN_LETTERS_MS)
    screen.page.wait_for_timeout(_READY_MS)
    return field.input_value()


def test_no_letter_is_lost_while_the_screen_is_drawn_again_and_again(glass: Glass, tmp_path: Path) -> None:
    context, port = glass.place("typing")
    part = _Restless(tmp_path, tmp_path / "typing.log", port)
    part.begin(RONDE_PORT=str(port), RONDE_DATA=str(tmp_path / "page"), FLET_WEB_NO_CDN="1", FLET_FORCE_WEB_SERVER="1")
    try:
        part.wait_until_up()
        screen = Thumb(context, part.url, PHONE)
        screen.open()
        assert _typed(screen, _TEXT) == _TEXT
        screen.page.close()
    finally:
        part.kill()
