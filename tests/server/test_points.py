"""A place gets its point on the map from whatever link somebody pastes."""

from __future__ import annotations

import pytest
from people import NADIA
from running import Office

from sync_server.admin.cli import main


def placed(office: Office, *words: str) -> int:
    """The exit code of the command on this server."""
    return main(["place", *words, "--folder", str(office.folder)])


def test_a_pasted_link_puts_the_place_on_every_phone_and_no_link_takes_it_off(office: Office) -> None:
    phone = office.phone(NADIA)
    assert placed(office, "Linde", "https://www.openstreetmap.org/?mlat=52.0907&mlon=5.1214#map=17/52.0907/5.1214") == 0
    phone.round()
    (home,) = phone.bodies()["case", "linde"]["places"]
    assert home["point"] == {"latitude": 52_090_700, "longitude": 5_121_400}
    assert placed(office, "Linde") == 0
    phone.round()
    assert "point" not in phone.bodies()["case", "linde"]["places"][0]


@pytest.mark.parametrize("words", [["Linde", "bij de kerk"], ["Linde", "48.85, 2.35"], ["Nergens", "52.09, 5.12"]])
def test_nonsense_changes_nothing_and_says_what_to_do(office: Office, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    before = office.rows()
    assert placed(office, *words) == 1
    assert capsys.readouterr().err
    assert office.rows() == before
