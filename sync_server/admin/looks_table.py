"""Looks as CSV: what any spreadsheet saves, every row that is none told with its line and reason."""

from __future__ import annotations

from dataclasses import dataclass

from field_app.rules.meter import Looked
from sync_server.admin.tables.lines import Line, lines_of, moment_in
from sync_server.admin.tables.text import Unreadable

_BEGAN, _ENDED, _PLACE, _FOLLOWED, _PHOTOS, _RESULT = "began_at", "ended_at", "place", "followed", "photos", "result"
_COLUMNS, _OPTIONAL = (_BEGAN, _ENDED), (_PLACE, _FOLLOWED, _PHOTOS, _RESULT)
_FOLLOWED_WORDS = {
    **dict.fromkeys(("ja", "j", "yes", "y", "true", "waar", "1", "x"), True),
    **dict.fromkeys(("", "nee", "n", "no", "false", "onwaar", "0", "-"), False),
}
_UNABLE = ("unable", "niet kunnen waarnemen")
#: More in one look is a slip of the keyboard.
_MOST_PHOTOS = 9_999
_LONGEST = 8


@dataclass(frozen=True, slots=True)
class LooksFile:
    """The looks in a file, what its owner should know about them, and the rows that cannot be read."""

    looks: tuple[Looked, ...]
    warnings: tuple[str, ...]
    troubles: tuple[str, ...]


def read_looks(content: bytes) -> LooksFile:
    """The looks, and each row that is none with its line and reason. Raises `Unreadable` for a file that is no table."""
    looks, warnings, troubles = list[Looked](), list[str](), list[str]()
    try:
        for line in lines_of(content, _COLUMNS, _OPTIONAL):
            try:
                looks.append(_looked(line, warnings))
            except Unreadable as trouble:
                troubles.append(str(trouble))
    except Unreadable as trouble:
        if not troubles:
            raise
        troubles.append(str(trouble))
    return LooksFile(tuple(looks), tuple(warnings), tuple(troubles))


def _looked(line: Line, warnings: list[str]) -> Looked:
    began_at, ended_at = (moment_in(line, each, warnings) for each in _COLUMNS)
    if ended_at < began_at:
        raise Unreadable(f"het einde ({line.cells[_ENDED]}) ligt voor het begin ({line.cells[_BEGAN]})", line.number)
    is_unable = " ".join(line.cells.get(_RESULT, "").casefold().split()) in _UNABLE
    place = line.cells.get(_PLACE, "")
    return Looked(began_at, ended_at, place, _is_followed(line), _photos(line), is_unable, id=str(line.number))


def _is_followed(line: Line) -> bool:
    cell = line.cells.get(_FOLLOWED, "")
    found = _FOLLOWED_WORDS.get(cell.casefold())
    if found is None:
        raise Unreadable(f"followed: '{cell[:40]}' is geen ja of nee", line.number)
    return found


def _photos(line: Line) -> int:
    cell = line.cells.get(_PHOTOS, "") or "0"
    try:
        return number(cell)
    except ValueError:
        raise Unreadable(f"photos: '{cell[:40]}' is geen aantal van 0 tot {_MOST_PHOTOS}", line.number) from None


def number(text: str) -> int:
    """A whole number of photos as people type it. Raises `ValueError`."""
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST and int(text) <= _MOST_PHOTOS):
        raise ValueError(text)
    return int(text)
