"""Play one seed again, or many: `python -m tests.simulation SEED [--steps N] [--fault NAME] [--trace]`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

from proofs.planted import faults  # noqa: E402  # after the road to it is known

from simulation.ground import Ground, memory_disk  # noqa: E402
from simulation.year import STEPS, Year  # noqa: E402


def main() -> int:
    """Answers 1 when something was wrong."""
    asked = _asked()
    if asked.fault:
        faults()[asked.fault].plant()
    reached, failed = Counter[str](), 0
    with tempfile.TemporaryDirectory(dir=memory_disk()) as folder:
        for seed in _seeds(asked):
            year = Year(Ground(Path(folder)), seed, print if asked.trace else lambda _: None).run(asked.steps)
            reached += year.reached
            failed += bool(year.wrong)
            print(year.told())
            year.close()
    for what, count in sorted(reached.items()):
        print(f"{count:8,} {what}")
    return 1 if failed else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("seed", nargs="?", type=int, help="the seed to play")
    parser.add_argument("--seeds", metavar="A-B", help="many seeds, the first and the last of them included")
    parser.add_argument("--steps", type=int, default=STEPS, metavar="N", help=f"steps before the healing (usually {STEPS})")
    parser.add_argument("--fault", choices=[*faults()], metavar="NAME", help="with this planted fault in the real code")
    parser.add_argument("--trace", action="store_true", help="print every step")
    asked = parser.parse_args()
    if (asked.seed is None) == (asked.seeds is None):
        parser.error("give one seed, or --seeds A-B")
    return asked


def _seeds(asked: argparse.Namespace) -> range:
    if asked.seeds is None:
        return range(asked.seed, asked.seed + 1)
    first, _, last = asked.seeds.partition("-")
    return range(int(first), int(last) + 1)


if __name__ == "__main__":
    sys.exit(main())
