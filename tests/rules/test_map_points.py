"""Coordinates as people paste and type them, and nonsense that is none."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from field_app.rules.dossier.places import Point
from field_app.rules.map_points import LATITUDES, LONGEST, LONGITUDES, point_from
from rules.examples import QUICK

DOM = Point(52_090_700, 5_121_400)


@pytest.mark.parametrize(
    "text",
    [
        "https://www.google.com/maps/@52.0907,5.1214,17z",
        "https://www.google.nl/maps/place/Domtoren/@52.0951,5.1190,15z/data=!3m1!4b1!4m6!3m5!8m2!3d52.0907!4d5.1214!16zL20",
        "https://www.google.com/maps/search/?api=1&query=52.0907%2C5.1214",
        "https://www.google.com/maps/search/52.0907,+5.1214?entry=tts",
        "https://www.google.com/maps/dir/?api=1&destination=52.0907,5.1214",
        "https://maps.google.com/?q=52.0907,5.1214",
        "https://maps.google.com/maps?q=loc:52.0907,5.1214&z=17",
        "Speld neergezet\nhttps://maps.google.com/?q=52.0907,5.1214",
        "https://www.openstreetmap.org/#map=17/52.0907/5.1214",
        "https://www.openstreetmap.org/?mlat=52.0907&mlon=5.1214#map=12/52.01/5.01",
        "https://www.openstreetmap.org/?mlat=52.0907&amp;mlon=5.1214",
        "https://maps.apple.com/?ll=52.0907,5.1214&q=Domtoren",
        "https://maps.apple.com/place?coordinate=52.0907,5.1214&name=Domtoren",
        "geo:52.0907,5.1214",
        "geo:52.0907,5.1214;u=35",
        "geo:52.0907,5.1214?z=17",
        "geo:0,0?q=52.0907,5.1214(Domtoren)",
        "52.0907, 5.1214",
        "52.0907 5.1214",
        " 52.0907,5.1214\n",
        "52.0907; 5.1214",
        "52,0907 5,1214",
        "52,0907, 5,1214",
        "52,0907;5,1214",
        "52.0907° N, 5.1214° E",
        "N 52.0907 E 5.1214",
        "52,0907° NB 5,1214° OL",
        "52°5.442' N 5°7.284' E",
        "N 52° 05.442' E 5° 07.284'",
    ],
)
def test_a_point_is_read_however_it_was_copied(text: str) -> None:
    assert point_from(text) == DOM


@pytest.mark.parametrize(
    "text",
    ["52°5'26\"N 5°7'17\"E", "52°05\u203226\u2033 N, 5°07\u203217\u2033 O", "52° 5' 26'' N / 5° 7' 17'' E", "N52°5'26\" E5°7'17\""],
)
def test_degrees_minutes_and_seconds_are_read(text: str) -> None:
    assert point_from(text) == Point(52_090_556, 5_121_389)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Kerkstraat 14, Utrecht",
        "https://maps.app.goo.gl/8ZxY52.0907",
        "5.1214, 52.0907",
        "48.8584, 2.2945",
        "-52.0907, 5.1214",
        "52.0907, -5.1214",
        "52, 5",
        "52.1",
        "52.0907, 5.1214, 17",
        "52.0907,5.12.14",
        "152.0907, 5.1214",
        "52°65'26\"N 5°7'17\"E",
        "52°5'26\"N 5°7'77\"E",
        "52°5'26\"S 5°7'17\"E",
        "52°5'26\"N 5°7'17\"W",
        "\u0665\u0662.0907, \u0665.1214",
        "06-52090700",
        "52.0907, 5.1214" + " " * LONGEST,
    ],
)
def test_what_is_no_point_in_or_around_the_netherlands_is_none(text: str) -> None:
    assert point_from(text) is None


latitudes = st.integers(LATITUDES[0] * 10**6, LATITUDES[1] * 10**6)
longitudes = st.integers(LONGITUDES[0] * 10**6, LONGITUDES[1] * 10**6)
notations = st.sampled_from(
    [
        "https://www.google.com/maps/@{},{},17z", "https://maps.google.com/?q={},{}", "geo:{},{}", "{}, {}", "{} {}", "{}°N {}°E",
        "https://www.openstreetmap.org/?mlat={}&mlon={}", "https://www.openstreetmap.org/#map=19/{}/{}", "https://maps.apple.com/?ll={},{}",
    ]
)  # fmt: skip


@QUICK
@given(latitudes, longitudes, notations)
def test_every_point_comes_back_as_it_was_written(latitude: int, longitude: int, notation: str) -> None:
    written = [f"{each // 10**6}.{each % 10**6:06}" for each in (latitude, longitude)]
    assert point_from(notation.format(*written)) == Point(latitude, longitude)


@QUICK
@given(st.text(st.characters(), max_size=200) | st.text("0123456789.,°'\"NEO@=?&/#!34dmapq-+% :", max_size=200))
@example("52.%30,5%2")
@example("geo:" + "9" * 1_500)
@example("@" * 900 + "52.0907,5.1214" * 50)
@example("/place/" * 280)
@example("52" + "°" * 1_900)
@example("52°" + " " * 1_900 + "N")
def test_nonsense_gives_no_point_or_a_plausible_one_and_never_a_fault(text: str) -> None:
    point = point_from(text)
    if point:
        assert LATITUDES[0] * 10**6 <= point.latitude <= LATITUDES[1] * 10**6
        assert LONGITUDES[0] * 10**6 <= point.longitude <= LONGITUDES[1] * 10**6
