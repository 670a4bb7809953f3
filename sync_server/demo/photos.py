"""Made-up photos for the demo, drawn as a camera would see a street that does not exist, and the looks that they belong to."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from itertools import islice
from random import Random

from PIL import Image, ImageDraw, ImageFilter

from field_app.pictures import inspected
from field_app.rules.look import Area, Photo
from field_app.rules.vocabulary import Light, Result, local
from sync_server.demo.looks import DemoLook
from sync_server.demo.stage import Stage

REASON = "Het voertuig is van belang voor de vraag"
SHOWS = "Witte bestelbus voor de woning, achterdeuren dicht"
#: So many of the looks at which a vehicle was seen have a photo, from the newest on.
MOST = 2
SIZE = (1280, 960)
#: Where the passer-by and the plate of the neighbour's car are, in permille: nobody needs to see these.
PASSER_BY, PLATE = Area(172, 470, 95, 300), Area(905, 650, 70, 60)
_EXIF_DATE, _EXIF_OFFSET, _EXIF, _GPS = 0x9003, 0x9011, 0x8769, 0x8825
_NIGHT = {"sky": "#141c2b", "wall": "#4b3429", "lit": "#f2cf7a", "street": "#23262b", "van": "#aeb4bd", "skin": "#b98a6b"}
_DAY = {"sky": "#aebfcc", "wall": "#8a5a43", "lit": "#5b6b78", "street": "#6d7176", "van": "#f1f2f3", "skin": "#d9a883"}


def photographed(stage: Stage, looks: tuple[DemoLook, ...], case_id: str) -> tuple[DemoLook, ...]:
    """The same looks; the newest of this case at which a vehicle was seen have a photo of it."""
    seen = (each for each in reversed(looks) if each.look.case_id == case_id and each.look.result is Result.SEEN)
    chosen = {each.look.began_at for each in islice((each for each in seen if each.look.vehicles), MOST)}
    return tuple(
        _with_photo(stage, each) if each.look.case_id == case_id and each.look.began_at in chosen else each for each in looks
    )


def _with_photo(stage: Stage, of: DemoLook) -> DemoLook:
    taken_at = (of.look.ended_at - timedelta(seconds=20)).replace(microsecond=0)
    raw = street(taken_at, of.look.light, stage.chance("photo", taken_at.isoformat()).getrandbits(32))
    facts = inspected(raw)
    photo = Photo(facts.sha256, facts.size, taken_at, REASON, SHOWS, facts.width, facts.height, (PASSER_BY, PLATE))
    return replace(of, look=replace(of.look, photos=(photo,)), pictures=(raw,))


@cache
def street(taken_at: datetime, light: Light, seed: int, *, is_located: bool = False) -> bytes:
    """A JPEG of the street, with what a camera writes into it; `is_located` adds a place, as many cameras do."""
    colours = _DAY if light is Light.DAYLIGHT else _NIGHT
    image = _drawn(colours, Random(seed))  # noqa: S311 - made-up data, no secret
    exif = Image.Exif()
    inside = exif.get_ifd(_EXIF)
    inside[_EXIF_DATE], inside[_EXIF_OFFSET] = f"{local(taken_at):%Y:%m:%d %H:%M:%S}", local(taken_at).isoformat()[-6:]
    if is_located:
        exif.get_ifd(_GPS).update({1: "N", 2: (51.0, 41.0, 30.0), 3: "E", 4: (5.0, 18.0, 0.0)})
    kept = io.BytesIO()
    image.save(kept, "JPEG", quality=88, exif=exif)
    return kept.getvalue()


def _drawn(colours: dict[str, str], chance: Random) -> Image.Image:
    image = Image.new("RGB", SIZE, colours["sky"])
    draw = ImageDraw.Draw(image)
    _houses(draw, colours)
    _box(draw, (0, 640, 1000, 1000), colours["street"])
    _box(draw, (0, 640, 1000, 660), "#77797c")
    _van(draw, colours)
    _neighbour(draw)
    _person(draw, colours)
    grain = Image.frombytes("L", SIZE, chance.randbytes(SIZE[0] * SIZE[1])).convert("RGB")
    return Image.blend(image.filter(ImageFilter.GaussianBlur(1.5)), grain, 0.015)


def _box(draw: ImageDraw.ImageDraw, corners: tuple[int, int, int, int], colour: str) -> None:
    """A box between corners in permille."""
    wide, high = SIZE
    left, top, right, bottom = corners
    draw.rectangle((left * wide // 1000, top * high // 1000, right * wide // 1000, bottom * high // 1000), fill=colour)


def _houses(draw: ImageDraw.ImageDraw, colours: dict[str, str]) -> None:
    for number, left in enumerate((-60, 260, 580, 900)):
        _box(draw, (left, 150, left + 300, 650), colours["wall"])
        _box(draw, (left, 120, left + 300, 155), "#2c211c")
        lit = colours["lit"] if number != 1 else "#20262e"
        _box(draw, (left + 40, 240, left + 130, 380), lit)
        _box(draw, (left + 165, 240, left + 255, 380), "#20262e")
        _box(draw, (left + 165, 430, left + 250, 650), "#2b332e")


def _van(draw: ImageDraw.ImageDraw, colours: dict[str, str]) -> None:
    _box(draw, (430, 400, 800, 740), colours["van"])
    _box(draw, (440, 430, 520, 530), "#1d242c")
    _box(draw, (610, 400, 614, 740), "#8d939b")
    _box(draw, (790, 640, 806, 690), "#b3362b")
    _wheels(draw, (480, 720), 740)


def _neighbour(draw: ImageDraw.ImageDraw) -> None:
    _box(draw, (850, 560, 1000, 730), "#2f4a63")
    _box(draw, (880, 510, 1000, 570), "#1d242c")
    _box(draw, (PLATE.left + 8, PLATE.top + 12, PLATE.left + PLATE.width - 8, PLATE.top + PLATE.height - 14), "#f5c518")
    _wheels(draw, (880,), 730)


def _wheels(draw: ImageDraw.ImageDraw, at: tuple[int, ...], bottom: int) -> None:
    wide, high = SIZE
    for left in at:
        x, y, size = left * wide // 1000, bottom * high // 1000, 37
        draw.ellipse((x - size, y - size, x + size, y + size), fill="#101214")


def _person(draw: ImageDraw.ImageDraw, colours: dict[str, str]) -> None:
    """Somebody who walks by and has nothing to do with it."""
    wide, high = SIZE
    x, y = 219 * wide // 1000, 520 * high // 1000
    draw.ellipse((x - 27, y - 34, x + 27, y + 34), fill=colours["skin"])
    _box(draw, (185, 555, 253, 680), "#5a3d6b")
    _box(draw, (195, 680, 215, 760), "#22262c")
    _box(draw, (223, 680, 243, 760), "#22262c")
