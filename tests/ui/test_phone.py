"""The phone itself: linking it, the exchange by hand, no server, the rescue file, and what it asks of the world."""

from __future__ import annotations

import re
from pathlib import Path

from field_app.ui.web import page_folder

from .team import HARMLESS, Phone, Team


def test_a_phone_is_linked_by_hand_with_a_code_that_works_once(busy_team: Team) -> None:
    phone = busy_team.bare_phone()
    code = re.search(r"Code: +(\S+)", busy_team.server.office("enrol", "Joost", "--server", busy_team.server.url))
    assert code
    phone.open()
    phone.tap("Koppelen")
    phone.sees("Vul het adres en de code in.")
    phone.type("Adres van de server", busy_team.server.url)
    phone.type("Code", "AAAA-AAAA-AAAA")
    phone.tap("Koppelen")
    phone.sees("Deze code klopt niet of is verlopen. Vraag de beheerder om een nieuwe code.")
    phone.type("Code", code[1])
    phone.tap("Koppelen")
    phone.pill_says("Bijgewerkt")
    phone.go("Meer")
    phone.sees("Joost")
    busy_team.put_away(phone)


def test_a_stopped_server_is_no_trouble_and_its_return_is_enough(busy_team: Team, used: Phone) -> None:
    case = used.first_stop()
    used.pill_says("Bijgewerkt")
    busy_team.server.kill()
    used.tap(used.by_id("status-pill"))
    used.sees("Geen verbinding. Dat is geen probleem: u kunt gewoon doorwerken.")
    used.pill_says("Offline")
    used.go("Vandaag")
    used.nothing_seen(case)
    used.pill_says("Offline · 1 wacht")
    busy_team.server.begin()
    busy_team.server.wait_until_up()
    used.go("Meer")
    used.tap("Nu uitwisselen")
    used.sees("Alles is aangekomen.")
    used.pill_says("Bijgewerkt")


def test_a_pull_or_a_tap_on_the_status_exchanges_now(busy_team: Team, used: Phone) -> None:
    used.pill_says("Bijgewerkt")
    used.first_stop()
    used.stands_still()
    before = busy_team.server.requests()
    used.pull(50)
    used.stands_still()
    assert busy_team.server.requests() == before, "a short pull is a slip"
    used.pull(300)
    used.until(lambda: busy_team.server.requests() > before, "an exchange after a pull")
    after = busy_team.server.requests()
    used.tap(used.by_id("status-pill"))
    used.until(lambda: busy_team.server.requests() > after, "an exchange after a tap")
    used.sees("Alles is aangekomen.")


def test_a_rescue_file_holds_what_waits_and_only_the_office_opens_it(busy_team: Team, used: Phone) -> None:
    case = used.first_stop()
    used.go("Meer")
    used.tap("Reddingsbestand maken")
    used.sees("Er wacht niets op verzending. U heeft geen reddingsbestand nodig.")
    used.tap(used.by_id("coverage-off"))
    used.pill_says("Offline")
    used.go("Vandaag")
    used.nothing_seen(case)
    used.go("Meer")
    with used.page.expect_download() as made:
        used.tap("Reddingsbestand maken")
    used.sees("Reddingsbestand gemaakt. Geef het aan de beheerder.")
    file = busy_team.folder / made.value.suggested_filename
    made.value.save_as(file)
    assert re.fullmatch(r"ronde-redding-\d{8}-\d{4}\.ronde", file.name)
    assert case.encode() not in file.read_bytes()
    opened = ("rescue", "open", str(file), "--key", str(busy_team.server.recovery_key))
    assert "record-observation" in busy_team.server.office(*opened)
    assert "Werk van Nadia: 1 opgenomen" in busy_team.server.office(*opened, "--deliver")
    used.tap(used.by_id("coverage-off"))
    used.sees("Alles is aangekomen.")


def test_opening_the_app_twice_on_the_same_data_says_so(busy_team: Team, used: Phone) -> None:
    used.first_stop()
    second = busy_team.another_process(used)
    second.open()
    second.sees("Ronde staat al open op dit apparaat. Sluit het andere venster en probeer het opnieuw.")
    busy_team.put_away(second)
    used.go("Zaken")


def test_a_window_that_went_away_is_no_trouble_and_sees_all_when_it_comes_back(busy_team: Team, used: Phone) -> None:
    case = used.first_stop()
    used.dossier(case)
    other = busy_team.another_window(used)
    other.open("/meer")
    other.sees("Alles is aangekomen.")
    used.page.goto("about:blank")
    other.tap(other.by_id("coverage-off"))
    other.pill_says("Offline")
    used.open()
    used.pill_says("Offline")
    used.page.goto("about:blank")
    other.tap(other.by_id("coverage-off"))
    other.pill_says("Bijgewerkt")
    used.page.go_back()
    used.pill_says("Bijgewerkt")
    other.page.close()


def test_the_app_asks_nothing_of_other_machines(used: Phone) -> None:
    for tab in ("Zaken", "Meer", "Vandaag"):
        used.go(tab)
    used.page.evaluate("fetch('https://example.org/x').catch(() => null)")
    asked = {url for url in used.outside if not url.endswith(HARMLESS)}
    assert asked == {"https://example.org/x"}, "only what this test asked for itself"
    used.outside.clear()


def test_a_phone_without_our_page_still_serves_its_pictures(tmp_path: Path) -> None:
    assets = tmp_path / "assets"
    assets.mkdir()
    (assets / "icon.png").write_bytes(b"x")
    served = page_folder(assets, tmp_path / "page")
    assert (served / "icon.png").exists()
    assert "<title>Ronde</title>" in (served / "index.html").read_text("utf-8")
