"""The field on which parts of a sealed photo are marked; what was unseen already is in its picture."""

from __future__ import annotations

import flet as ft

from field_app.rules.look import Area
from field_app.rules.wire import encode
from field_app.ui import safe
from field_app.ui.papers.spot import Spot
from field_app.ui.parts import pictures, text
from field_app.ui.parts.frame import EDGE
from field_app.ui.parts.marking import Marked, Marking, room_for
from field_app.ui.state import use_answer, use_app
from field_app.ui.text_nl import photo as nl

#: The edge of the picture and of the screen, on both sides together.
_AROUND = 2 * (EDGE + 2)


@safe.component
def Blurring(spot: Spot) -> ft.Control:  # noqa: N802 - a component
    """The photo as everybody sees it, to be marked at once."""
    app, args = use_app(), spot.desk.paper.args if spot.desk.paper else {}
    observation_id, sha256 = str(args.get("observation_id")), str(args.get("sha256"))
    loaded = pictures.use_picture(lambda: app.phone.photo(observation_id, sha256), sha256)
    entry = use_answer(lambda day: day.entry(observation_id), observation_id)
    photo = next((each for each in entry.photos if each.sha256 == sha256), None) if entry else None
    if photo is None:
        return text.quiet(app.t, nl.PHOTO_LOADING)

    async def save(areas: tuple[Area, ...]) -> None:
        await spot.write(encode(areas))

    marked = tuple(Area(**each) for each in spot.value or ())
    return Marking(Marked(loaded, room_for(app, photo.width, photo.height, _AROUND), marked, save), begins=True)
