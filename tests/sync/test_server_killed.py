"""A server that is killed while phones send keeps what it confirmed, and takes the rest once."""

from __future__ import annotations

import random
from contextlib import ExitStack
from pathlib import Path

from people import NADIA, RUBEN
from proofs import Proof, at_least, exactly, setting
from running import Office, ServerProcess
from weather import Fault

from sync.test_bad_coverage import all_the_same, exactly_once_in_order, through, try_once, until_all_is_sent

SERVER_KILLS = setting(commit=4, long=60)


def test_a_server_killed_at_any_moment_of_an_exchange_keeps_what_it_confirmed_and_takes_the_rest_once(
    tmp_path: Path, proof: Proof
) -> None:
    office = Office(tmp_path, process=True)
    server = office.server
    assert isinstance(server, ServerProcess)
    nadia, ruben = office.phone(NADIA), office.phone(RUBEN)
    chance = random.Random(2)  # noqa: S311  # repeatable
    ids: list[str] = []
    confirmed = lost = 0
    with ExitStack() as stack:
        net = stack.enter_context(through(office, nadia, only=b"/v1/sync"))
        for _ in range(SERVER_KILLS):
            for _ in range(chance.randint(3, 12)):
                ids += [nadia.look().id for _ in range(chance.randint(1, 4))]
                net.coming = [chance.choice([Fault.DROP_ANSWER, Fault.SLOW, Fault.RESET])]
                try_once(nadia)
            confirmed = len(ids) - nadia.store.outbox.count("SAVED")
            server.kill()
            assert not try_once(nadia)
            server.start()
            lost += max(0, confirmed - len(office.log(nadia)))
        until_all_is_sent(nadia)
    ruben.round()
    exactly_once_in_order(office, nadia, ids)
    all_the_same(office, nadia, ruben)
    proof(
        "P1",
        "a server killed while phones send",
        kills=at_least(SERVER_KILLS, server.kills),
        acknowledged=at_least(SERVER_KILLS * 15, len(ids)),
        lost=exactly(0, lost),
    )
    office.close()
