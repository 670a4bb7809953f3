"""The phone itself: linking it, the exchange by hand, no server, the rescue file, and what it asks of the world."""

from __future__ import annotations

import re
from pathlib import Path

from .team import HARMLESS, Phone, Team


def test_a_phone_is_linked_by_hand_with_a_code_that_works_once(team: Team) -> None:
    phone = team.bare_phone()
    code = re.search(r"Code: +(\S+)", team.server.office("enrol", "Joost", "--server", team.server.url))
    assert code
    phone.open()
    phone.tap("Koppelen")
    phone.sees("Vul het adres en de code in.")
    phone.type("Adres van de server", team.server.url)
    phone.type("Code", "AAAA-AAAA-AAAA")
    phone.tap("Koppelen")
    phone.sees("Deze code klopt niet of is verlopen. Vraag de beheerder om een nieuwe code.")
    phone.type("Code", code[1])
    phone.tap("Koppelen")
    phone.pill_says("Bijgewerkt")
    phone.go("Meer")
    phone.sees("Joost")


def test_a_stopped_server_is_no_trouble_and_its_return_is_enough(team: Team, nadia: Phone) -> None:
    nadia.open()
    case = nadia.first_stop()
    nadia.pill_says("Bijgewerkt")
    team.server.kill()
    nadia.tap(nadia.by_id("status-pill"))
    nadia.sees("Geen verbinding. Dat is geen probleem: u kunt gewoon doorwerken.")
    nadia.pill_says("Offline")
    nadia.go("Vandaag")
    nadia.nothing_seen(case)
    nadia.pill_says("Offline · 1 wacht")
    team.server.begin()
    team.server.wait_until_up()
    nadia.go("Meer")
    nadia.tap("Nu uitwisselen")
    nadia.sees("Alles is aangekomen.")
    nadia.pill_says("Bijgewerkt")


def test_a_pull_or_a_tap_on_the_status_exchanges_now(team: Team, nadia: Phone) -> None:
    nadia.open()
    nadia.pill_says("Bijgewerkt")
    nadia.first_stop()
    nadia.stands_still()
    before = team.server.requests()
    nadia.pull(50)
    nadia.stands_still()
    assert team.server.requests() == before, "a short pull is a slip"
    nadia.pull(300)
    nadia.until(lambda: team.server.requests() > before, "an exchange after a pull")
    after = team.server.requests()
    nadia.tap(nadia.by_id("status-pill"))
    nadia.until(lambda: team.server.requests() > after, "an exchange after a tap")
    nadia.sees("Alles is aangekomen.")


def test_a_rescue_file_holds_what_waits_and_only_the_office_opens_it(team: Team, nadia: Phone) -> None:
    nadia.open()
    case = nadia.first_stop()
    nadia.go("Meer")
    nadia.tap("Reddingsbestand maken")
    nadia.sees("Er wacht niets op verzending. U hebt geen reddingsbestand nodig.")
    nadia.tap(nadia.by_id("coverage-off"))
    nadia.pill_says("Offline")
    nadia.go("Vandaag")
    nadia.nothing_seen(case)
    nadia.go("Meer")
    with nadia.page.expect_download() as made:
        nadia.tap("Reddingsbestand maken")
    nadia.sees("Reddingsbestand gemaakt. Geef het aan de beheerder.")
    file = team.folder / made.value.suggested_filename
    made.value.save_as(file)
    assert re.fullmatch(r"ronde-redding-\d{8}-\d{4}\.ronde", file.name)
    assert case.encode() not in file.read_bytes()
    opened = ("rescue", "open", str(file), "--key", str(team.server.recovery_key))
    assert "record-observation" in team.server.office(*opened)
    assert "Werk van Nadia: 1 opgenomen" in team.server.office(*opened, "--deliver")
    nadia.tap(nadia.by_id("coverage-off"))
    nadia.sees("Alles is aangekomen.")


def test_opening_the_app_twice_on_the_same_data_says_so(team: Team, nadia: Phone) -> None:
    nadia.open()
    nadia.first_stop()
    second = team.another_process(nadia)
    second.open()
    second.sees("Ronde staat al open op dit apparaat. Sluit het andere venster en probeer het opnieuw.")
    team.put_away(second)
    nadia.go("Zaken")


def test_a_window_that_went_away_is_no_trouble_and_sees_all_when_it_comes_back(team: Team, nadia: Phone) -> None:
    nadia.open()
    case = nadia.first_stop()
    nadia.dossier(case)
    other = team.another_window(nadia)
    other.open("/meer")
    other.sees("Alles is aangekomen.")
    nadia.page.goto("about:blank")
    other.tap(other.by_id("coverage-off"))
    other.pill_says("Offline")
    nadia.open()
    nadia.pill_says("Offline")
    nadia.page.goto("about:blank")
    other.tap(other.by_id("coverage-off"))
    other.pill_says("Bijgewerkt")
    nadia.page.go_back()
    nadia.pill_says("Bijgewerkt")
    other.page.close()


def test_the_app_asks_nothing_of_other_machines(used: Phone) -> None:
    for tab in ("Zaken", "Meer", "Vandaag"):
        used.go(tab)
    used.page.evaluate("fetch('https://example.org/x').catch(() => null)")
    asked = {url for url in used.outside if not url.endswith(HARMLESS)}
    assert asked == {"https://example.org/x"}, "only what this test asked for itself"
    used.outside.clear()


def test_a_phone_without_our_page_still_serves_its_pictures(tmp_path: Path) -> None:
    from field_app.ui.web import page_folder  # noqa: PLC0415

    assets = tmp_path / "assets"
    assets.mkdir()
    (assets / "icon.png").write_bytes(b"x")
    served = page_folder(assets, tmp_path / "page")
    assert (served / "icon.png").exists()
    assert "<title>Ronde</title>" in (served / "index.html").read_text("utf-8")
