"""Weeks of a team's bad luck, simulated: eight phones end with the same truth, also when the server goes back to a backup."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from proofs import Proof, at_least, counted, exactly, setting
from proofs.planted.simulation import IN_THE_SIMULATION

from simulation.ground import Ground, memory_disk
from simulation.road import Fate
from simulation.year import ROUNDS, STEPS, Year

BLOCKS = 8
SEEDS_A_BLOCK = setting(commit=25, long=1_250)
#: A planted bug must show itself within so many seeds.
SEEDS_TO_FIND = 20
HOUSE = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def ground() -> Iterator[Ground]:
    with tempfile.TemporaryDirectory(dir=memory_disk()) as folder:
        yield Ground(Path(folder))


def played(ground: Ground, seeds: Iterable[int]) -> Counter[str]:
    """What these seeds reached, up to and including the first that ends otherwise than promised: that one is told."""
    reached = Counter[str]()
    for seed in seeds:
        year = Year(ground, seed).run(STEPS)
        year.close()
        reached += year.reached
        reached += Counter({"seeds": 1, "breaks": len(year.wrong)})
        if year.wrong:
            print(year.told())
            break
    return reached


@pytest.mark.parametrize("block", range(BLOCKS))
def test_eight_phones_end_with_the_same_truth(block: int, ground: Ground, proof: Proof) -> None:
    first = block * SEEDS_A_BLOCK
    reached = played(ground, range(first, first + SEEDS_A_BLOCK))
    seeds = reached["seeds"]
    proof(
        "P6",
        "weeks of a team, simulated",
        seeds=exactly(SEEDS_A_BLOCK, seeds),
        steps=exactly(SEEDS_A_BLOCK * STEPS, seeds * STEPS),
        invariant_breaks=exactly(0, reached["breaks"]),
        observations_saved=at_least(30 * seeds, reached["observations saved"]),
        swaps_moved=at_least(seeds, reached["swaps moved"]),
        refused_by_the_server=at_least(4 * seeds, reached["refused by the server"]),
        power_cuts_of_phones=at_least(4 * seeds, reached["phone crashes"]),
        power_cuts_of_the_server=at_least(seeds, reached["server crashes"]),
        lost_answers=at_least(20 * seeds, reached[Fate.LOST_ANSWER] + reached[Fate.GIVEN_UP]),
        doubled_requests=at_least(6 * seeds, reached[Fate.TWICE]),
        late_requests_and_answers=at_least(12 * seeds, reached[Fate.LATE] + reached[Fate.LATE_ANSWER]),
        clock_jumps=at_least(4 * seeds, reached["clock jumps"]),
        clocks_flagged=at_least(5 * seeds, reached["clocks flagged"]),
        reboots=at_least(seeds, reached["reboots"]),
        two_weeks_offline=at_least(seeds // 6, reached["two weeks offline"]),
        phones_shut_out=at_least(seeds // 6, reached["devices revoked"]),
        plans_withdrawn=at_least(seeds // 4, reached["kept: withdraw-plan"]),
        cases_closed=at_least(seeds // 2, reached["kept: close-case"]),
        cases_destroyed=at_least(seeds // 4, reached["kept: confirm-destruction"]),
        notes_carried=at_least(seeds, reached["notes carried"]),
        rounds_to_heal=counted(reached["healing rounds"]),
    )
    proof(
        "P7",
        "the same weeks, with the server put back to an older backup",
        seeds=exactly(SEEDS_A_BLOCK, seeds),
        restores=at_least(3 * seeds // 2, reached["restores"]),
        brought_again=at_least(10 * seeds, reached["brought again after a restore"]),
        shifts_confirmed=at_least(seeds, reached["shifts confirmed"]),
        saved_and_lost=exactly(0, reached["saved and lost"]),
        confirmed_swaps_undone=exactly(0, reached["confirmed shifts undone"]),
        verdicts_on_casework_that_turned=counted(reached["verdicts that turned after a restore"]),
    )
    assert reached["healing rounds"] <= ROUNDS * seeds


def test_the_same_seed_plays_the_same_weeks_in_every_process(ground: Ground) -> None:
    here = Year(ground, 7).run(300)
    here.close()
    words = [sys.executable, "-m", "tests.simulation", "7", "--steps", "300"]
    said = {
        subprocess.run(words, cwd=HOUSE, env={**os.environ, "PYTHONHASHSEED": each}, capture_output=True, text=True, check=True)
        .stdout.splitlines()[0]
        for each in ("1", "2")
    }  # fmt: skip
    assert said == {here.told()}


def test_another_seed_plays_other_weeks(ground: Ground) -> None:
    years = [Year(ground, seed).run(50) for seed in (8, 12)]
    for each in years:
        each.close()
    assert len({each.trace.hexdigest() for each in years}) == 2


@pytest.mark.parametrize("name", [*IN_THE_SIMULATION])
def test_a_planted_bug_is_found_within_20_seeds(name: str, ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    ground.found_all()
    IN_THE_SIMULATION[name].into(monkeypatch.setattr)
    assert played(ground, range(SEEDS_TO_FIND))["breaks"] > 0
