"""The photos of a case as they may be seen: small copies with everything blurred that anybody ever blurred."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from field_app.rules.look import Area
from field_app.rules.refusals import Refused
from sync_server.access import text_nl as paper_nl
from sync_server.photos import PhotoBox
from sync_server.report import text_nl
from sync_server.report.case_file import CaseFile

Json = dict[str, Any]
#: The copy to look at (JPEG) of a photo of this team, with these areas unseen; None: it is not here.
Picture = Callable[[str, str, list[Json]], bytes | None]
_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
    '<image width="{width}" height="{height}" href="data:image/jpeg;base64,{raw}"/></svg>'
)
#: So wide at most is the copy that people see; a copy keeps the shape of the picture.
_WIDEST = 2048


def no_picture(_team_id: str, _sha256: str, _areas: list[Json]) -> bytes | None:
    """Where no photos are kept."""
    return None


def pictures_in(box: PhotoBox) -> Picture:
    """The copies of the photos that a server keeps."""

    def picture(team_id: str, sha256: str, areas: list[Json]) -> bytes | None:
        try:
            return box.display(team_id, sha256, [Area(**each) for each in areas])
        except Refused:  # on its way still, or no longer what it was: the page says that it is not there
            return None

    return picture


class Photos:
    """Every photo of a case, made small once."""

    def __init__(self, file: CaseFile, picture: Picture) -> None:
        """`picture` may take its time: this belongs beside the desk. A photo that belongs to another case is not shown."""
        mine = ((sha256, areas) for sha256, areas in unseen(file).items() if sha256 in file.photos)
        self.copies: Mapping[str, bytes | None] = {sha256: picture(file.team.id, sha256, areas) for sha256, areas in mine}

    def of(self, seen: Json, ref: str) -> Iterator[Json]:
        """The photos of one entry, each with what it shows in words for who cannot see it."""
        for number, each in enumerate(seen.get("photos", ()), start=1):
            made, sha256, at = text_nl.PHOTO_LINES, each["sha256"], paper_nl.moment(datetime.fromisoformat(each["taken_at"]))
            raw = self.copies.get(sha256)
            yield {
                "title": text_nl.PHOTO.format(number=number, ref=ref, shows=each["shows"]),
                "lines": [made[0].format(at=at, reason=each["reason"]), made[1].format(sha256=sha256)],
                "svg": _picture(raw, each) if raw else "",
                "note": text_nl.PHOTO_NOTE if raw else text_nl.PHOTO_AWAY,
                "alt": each["shows"],
            }


def unseen(file: CaseFile) -> dict[str, list[Json]]:
    """By photo, every area that was made unseen in any version of its entries or later."""
    found: dict[str, list[Json]] = {}
    for row in (each for rows in file.held.rows.values() for each in rows):
        for photo in row.get("look", {}).get("photos", ()):
            found.setdefault(photo["sha256"], []).extend(photo.get("blurs", ()))
    for row in (each for rows in file.held.rows.values() for each in rows if "areas" in each):
        found.setdefault(row["sha256"], []).extend(row["areas"])
    return {sha256: [dict(area) for area in {tuple(sorted(each.items())) for each in areas}] for sha256, areas in found.items()}


def _picture(raw: bytes, photo: Json) -> str:
    """The JPEG as it is within a drawing of its shape, for pictures reach the page as text."""
    shrink = min(1.0, _WIDEST / max(photo["width"], photo["height"]))
    width, height = (max(1, round(photo[name] * shrink)) for name in ("width", "height"))
    return _SVG.format(width=width, height=height, raw=base64.b64encode(raw).decode())
