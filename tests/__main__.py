"""The one test command: `python -m tests` runs everything, the browser in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
_BROWSER = "tests/ui"
#: Each runs in a process of its own: a browser driver keeps an event loop running, and the others want to start theirs.
_RUNS = (
    ["ruff", "check", "-q", "."],
    ["ruff", "format", "--check", "-q", "."],
    ["mypy"],
    ["pytest", "-q", "tests", f"--ignore={_BROWSER}"],
    ["pytest", "-q", _BROWSER, "-m", "not unsettled"],
)


_FAILED = 1


def _run(tool: str, *words: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", tool, *words], cwd=_ROOT, check=False)


def main() -> int:
    """Run every part, also after one has failed; more words go to pytest (`python -m tests -k rules`)."""
    more = sys.argv[1:]
    failed = []
    for tool, *words in _RUNS:
        if more and tool != "pytest":
            continue
        done = _run(tool, *words, *more)
        if done.returncode == _FAILED and _BROWSER in words:
            print("the browser falters now and then on a busy machine: what failed is run once more", flush=True)
            done = _run(tool, *words, *more, "--last-failed")
        nothing_chosen = bool(more) and done.returncode == 5
        if done.returncode and not nothing_chosen:
            failed.append(" ".join([tool, *words]))
    for each in failed:
        print(f"failed: {each}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
