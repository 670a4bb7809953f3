"""The whole story: a look made without coverage survives a kill, reaches the colleague, is put right; the shift is handed over."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from people import KARIN, LINDE, LINDE_PLAN, NADIA, NADIAS_SHIFT, OLM, RUBEN, TEAM
from running import ServerProcess, code_for, found_team, until

from field_app.rules.records import Stop
from field_app.rules.vocabulary import DEFAULT_HOURS, Moment, Slot, local, slot_of
from field_app.store.phone_store import PhoneStore

HOUSE = Path(__file__).parents[2]
DELIVERED = ("CONFIRMED", "FLAGGED")


class App:
    """A running phone that can be killed and started again."""

    def __init__(self, folder: Path, *invitation: str) -> None:
        self._folder, self.kills = folder, 0
        self._start(*invitation)

    def _start(self, *invitation: str) -> None:
        words = [sys.executable, "-m", "whole.app", str(self._folder), *invitation]
        roads = os.pathsep.join(map(str, (HOUSE, HOUSE / "tests")))
        self._process = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": roads}
        )

    def ask(self, *words: Any) -> Any:
        """Do something on the phone; what is answered was saved."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps(words) + "\n")
        self._process.stdin.flush()
        said = json.loads(self._process.stdout.readline())
        assert "said" in said, said
        return said["said"]

    def killed(self) -> None:
        """As when the system throws the app out: nothing is closed, nothing is said; then it is started again."""
        self._process.send_signal(signal.SIGKILL)
        self.close()
        self.kills += 1
        self._start()

    def close(self) -> None:
        self._process.kill()
        with self._process:
            pass

    def is_told(self, case_id: str, **what: Any) -> bool:
        """Whether the journal shows an entry like this."""
        return any(all(entry[name] in _any(value) for name, value in what.items()) for entry in self.ask("journal", case_id))


def _any(value: Any) -> Any:
    return value if isinstance(value, tuple) else (value,)


def world_of_today(now: datetime) -> tuple[Any, ...]:
    """The small world around this very moment: Nadia's shift runs, Ruben's comes next, Linde stands in both."""
    on: date = local(now).date()
    slot = slot_of(now, DEFAULT_HOURS) or Slot(on, Moment.EARLY_MORNING)
    later = Slot(on + timedelta(days=1), Moment.EARLY_MORNING)
    plan = replace(LINDE_PLAN, starts_on=on - timedelta(days=3), ends_on=on + timedelta(days=9), slots=(slot, later))
    hour, stops = timedelta(hours=1), (Stop("linde", slot), Stop("olm", slot))
    hers = replace(NADIAS_SHIFT, begins_at=now - hour, ends_at=now + hour, slots=(slot,), stops=stops)
    next_one = replace(hers, id="rubens-shift", officer_id=RUBEN.id, begins_at=now + hour, ends_at=now + 5 * hour)
    his = replace(next_one, slots=(later,), stops=(Stop("linde", later),))
    return TEAM, NADIA, RUBEN, KARIN, LINDE, plan, OLM, hers, his


@pytest.fixture
def server(tmp_path: Path) -> Any:
    folder = tmp_path / "server"
    found_team(folder, *world_of_today(datetime.now(UTC)))
    made = ServerProcess(folder)
    yield made
    made.stop()


def test_two_officers_a_dead_app_and_a_hand_over(tmp_path: Path, server: ServerProcess) -> None:  # noqa: PLR0915  # one story
    folder = tmp_path / "server"
    nadia = App(tmp_path / "nadia", server.address, code_for(folder, NADIA))
    ruben = App(tmp_path / "ruben", server.address, code_for(folder, RUBEN))
    until(lambda: all(each.ask("status")["link"] == "UP_TO_DATE" for each in (nadia, ruben)), "both are up to date")

    # without coverage, in the car
    nadia.ask("coverage", False)
    nadia.killed()
    day = nadia.ask("today")
    assert (day["me"], [name for name, _, _ in day["stops"]]) == (NADIA.name, ["Linde"])
    nadia.ask("start_shift", "nadias-shift")
    draft = nadia.ask("begin", "linde")
    nadia.killed()
    assert nadia.ask("today")["drafts"] == [draft], "the first tap survives"
    entry = nadia.ask("seal", draft)
    assert (entry["result"], entry["delivery"]) == ("NOTHING_SEEN", "SAVED")
    nadia.killed()
    assert nadia.ask("status") | {"link": ""} == {"link": "", "waiting": 2, "refused": 0, "no_coverage": True}
    assert nadia.is_told("linde", id=entry["id"], delivery="SAVED")
    assert nadia.ask("today")["stops"][0][2] == 1, "it counts as a look at once"
    assert ruben.ask("journal", "linde") == []

    # a look that was thrown away by mistake comes back
    second = nadia.ask("begin", "olm")
    nadia.ask("add_fact", second, "Rolluik half dicht.")
    nadia.ask("discard", second)
    assert nadia.ask("today")["drafts"] == []
    assert nadia.ask("restore", second) == second
    nadia.killed()
    assert nadia.ask("today")["drafts"] == [second]
    seen = nadia.ask("seal", second)
    assert seen["facts"] == ["Rolluik half dicht."]

    # coverage returns; the colleague reads it without asking
    nadia.ask("coverage", True)
    until(lambda: nadia.ask("status")["waiting"] == 0, "everything went out")
    until(lambda: ruben.is_told("linde", id=entry["id"]), "the colleague has it")
    (read,) = ruben.ask("journal", "linde")
    assert (read["by"], read["mine"], read["result"], read["began_at"]) == (NADIA.name, False, "NOTHING_SEEN", entry["began_at"])
    assert nadia.is_told("linde", id=entry["id"], delivery=DELIVERED)
    until(lambda: ruben.is_told("olm", facts=["Rolluik half dicht."]), "and the other one")

    # put right: both versions stay readable
    better = nadia.ask("correct", entry["id"], "Lamp op zolder vergeten.", "Lamp op zolder brandt.")
    until(lambda: ruben.is_told("linde", id=better["id"]), "the new version came")
    versions = {each["id"]: each for each in ruben.ask("journal", "linde")}
    assert versions[entry["id"]]["corrected_by"] == better["id"]
    assert (versions[better["id"]]["corrects"], versions[better["id"]]["facts"]) == (entry["id"], ["Lamp op zolder brandt."])
    assert versions[better["id"]]["reason"] == "Lamp op zolder vergeten."
    assert ruben.ask("today")["stops"][0][2] == 1, "a correction is no second look"
    nadia.ask("withdraw", seen["id"], "Bij de verkeerde zaak.")
    until(lambda: ruben.is_told("olm", id=seen["id"], withdrawn="Bij de verkeerde zaak."), "the withdrawal came")

    # the server falls over and comes back while the shift is handed over
    server.kill()
    nadia.ask("end_shift", "nadias-shift", "Linde: straat opgebroken tot vrijdag.", {"olm": "Te laat."})
    nadia.killed()
    assert nadia.ask("today")["shift"] == "ENDED"
    server.start()
    until(lambda: nadia.ask("status")["waiting"] == 0, "it went out by itself", 30)
    until(lambda: ruben.ask("today")["handover"] == "Linde: straat opgebroken tot vrijdag.", "the note came", 30)
    assert ruben.ask("today")["handover_by"] == NADIA.name
    assert nadia.ask("status")["refused"] == ruben.ask("status")["refused"] == 0
    assert (nadia.kills, server.kills) == (5, 1)

    for app in (nadia, ruben):
        app.close()
    same_in_the_end(tmp_path)


def same_in_the_end(tmp_path: Path) -> None:
    """Both files hold the same rows."""
    totals = []
    for name in ("nadia", "ruben"):
        store = PhoneStore(tmp_path / name / "phone.db", (tmp_path / name / "data.key").read_bytes())
        totals.append(store.casebook.totals())
        assert store.casebook.damaged == store.drafts.damaged() == 0
        store.close()
    assert totals[0] == totals[1]
    assert totals[0]["observation"][0] == 3
