"""Settings for sending are checked before anything is sent: what is wrong is said with its name, and what to do."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest
from municipality_server import Municipality
from running import Office

from server.municipality_office import Run, write
from server.municipality_world import zgw
from sync_server.municipality import text_nl
from sync_server.municipality.settings import Complaint, Unfit


def test_settings_that_are_right_are_tried_over_there(municipality: Run, office: Office, town: Municipality) -> None:
    assert municipality("check") == (0, "De instellingen kloppen. Rapporten gaan via: ZGW-API's.\n", "")
    town.troubles = [403]
    assert "mag dit niet" in municipality("check")[2]
    town.troubles = [503]
    assert "niet bereikbaar" in municipality("check")[2]


WRONG: dict[Unfit, dict[str, Any]] = {
    Unfit.URL_INVALID: {"cases_url": "openzaak.example.nl"},
    Unfit.URL_PLAIN: {"documents_url": "http://openzaak.example.nl/documenten/api/v1"},
    Unfit.RSIN_INVALID: {"organisation": "123456789"},
    Unfit.NAME_INVALID: {"author": ""},
    Unfit.SIZE_INVALID: {"whole_up_to": 0},
    Unfit.SECRET_AWAY: {"secret_file": "nowhere"},
    Unfit.CA_AWAY: {"ca_file": "nowhere"},
}


@pytest.mark.parametrize("unfit", WRONG)
def test_what_is_wrong_with_a_setting_is_said_with_its_name(
    municipality: Run, office: Office, town: Municipality, unfit: Unfit
) -> None:
    write(office, {"way": "zgw", "zgw": {**asdict(zgw(town)), **WRONG[unfit]}})
    code, _, err = municipality("check")
    (field,) = WRONG[unfit]
    assert code == 1 and text_nl.complaint(Complaint(unfit, field)) in err


@pytest.mark.parametrize(
    "url",
    [
        "https://x/a?b=c",
        "https://me:secret@x/a",
        "https://x:port/a",
        "ftp://x/a",
        "https:///a",
        "",
        "https://x/" + "a" * 200,
        "https://x/#a",
    ],
)
def test_an_address_that_is_none_is_seen(municipality: Run, office: Office, town: Municipality, url: str) -> None:
    write(office, {"way": "zgw", "zgw": {**asdict(zgw(town)), "cases_url": url}})
    assert "cases_url: dit is geen webadres" in municipality("check")[2]


def test_a_secret_that_others_may_read_or_that_is_short_is_not_used(municipality: Run, office: Office) -> None:
    secret = office.folder / "zgw.secret"
    secret.chmod(0o640)
    assert "chmod 600" in municipality("check")[2]
    secret.chmod(0o600)
    secret.write_text("short")
    assert "korter dan 32" in municipality("check")[2]


def test_settings_that_are_none_are_said(municipality: Run, office: Office) -> None:
    for settings, said in (
        ("{", "geen JSON"),
        ({"way": "post"}, "way klopt niet"),
        ({"way": "zgw"}, 'vul "zgw" in'),
        ({"way": "folder"}, 'vul "folder" in'),
        ({"way": "folder", "folder": "nowhere"}, "deze map is er niet"),
        ({"way": "zgw", "zgw": {"documents_url": 1}}, "zgw"),
    ):
        write(office, settings)
        code, out, err = municipality("check")
        assert (code, out) == (1, "") and said in err and err.count("\n") == 1, err
    (office.folder / "municipality.json").unlink()
    assert "ronde municipality --help" in municipality("check")[2]


def test_every_trouble_with_settings_has_its_dutch() -> None:
    assert len({text_nl.complaint(Complaint(each, "x")) for each in Unfit}) == len(Unfit)
