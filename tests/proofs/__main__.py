"""The table of promises with what the last run reached, and the planted faults: `python -m tests.proofs [--write | --faults]`."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from datetime import UTC, datetime

from .counts import HOUSE, PLANTED, RESULTS, commit
from .marks import written_between
from .planted import faults
from .planted.fault import Fault
from .table import BEGINS, ENDS, lines_of, table

_TRIED = RESULTS.with_name("faults.jsonl")
_README = HOUSE / "README.md"
#: What pytest answers when tests failed, and nothing else went wrong.
_TESTS_FAILED = 1
_SECONDS_A_FAULT = 600


def main() -> int:
    """Print or write the table, or try planted faults; answers 1 when one was not found."""
    asked = _asked()
    if asked.faults is not None:
        return _try_all(asked.faults)
    made = table(lines_of(RESULTS), lines_of(_TRIED))
    if asked.write:
        _README.write_text(written_between(_README.read_text(), BEGINS, ENDS, made))
    else:
        print(made)
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.proofs", description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the table into README.md")
    parser.add_argument("--faults", nargs="*", metavar="NAME", choices=[*faults()], help="try the planted faults, or these only")
    return parser.parse_args()


def _try_all(names: list[str]) -> int:
    known = faults()
    missed = [name for name in names or known if not _is_found(known[name])]
    for name in missed:
        print(f"not found: {name}")
    return 1 if missed else 0


def _is_found(fault: Fault) -> bool:
    """Whether its test fails with the fault in the code; a test that could not run has found nothing."""
    words = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", fault.test]
    done = subprocess.run(
        words,
        cwd=HOUSE,
        env={**os.environ, PLANTED: fault.name},
        capture_output=True,
        text=True,
        check=False,
        timeout=_SECONDS_A_FAULT,
    )
    is_found = done.returncode == _TESTS_FAILED and " failed" in done.stdout.splitlines()[-1]
    print(f"{fault.promise:4} {fault.name:40} {'found' if is_found else 'NOT FOUND'}: {fault.says}", flush=True)
    if not is_found:
        print(done.stdout[-2_000:])
    _TRIED.parent.mkdir(exist_ok=True)
    line = {
        "name": fault.name,
        "promise": fault.promise,
        "is_found": is_found,
        "commit": commit(),
        "at": datetime.now(UTC).isoformat(),
    }
    with _TRIED.open("a") as kept:
        kept.write(json.dumps(line) + "\n")
    return is_found


if __name__ == "__main__":
    sys.exit(main())
