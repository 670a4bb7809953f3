"""The one test command: `python -m tests` runs everything, on all cores, and the browser in processes of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.append(str(Path(__file__).parent))

from ui.settled import SETTLED  # the tests' own modules

_ROOT = Path(__file__).resolve().parent.parent
_BROWSER = "tests/ui"
_LINTERS = (["ruff", "check", "-q", "."], ["ruff", "format", "--check", "-q", "."], ["mypy"])
_PASSED, _FAILED, _NOTHING_CHOSEN = 0, 1, 5
#: A browser that hangs is ended after this long; what it ran gets one more turn.
_BROWSER_SECONDS = 600
_TURNS = 2


def _run(tool: str, *words: str, seconds: float | None = None) -> int:
    """What the tool answers; when it takes longer than this it is ended with all that it started, and has failed."""
    with subprocess.Popen([sys.executable, "-m", tool, *words], cwd=_ROOT, start_new_session=True) as started:
        try:
            return started.wait(seconds)
        except BaseException as ended:  # also when somebody presses Ctrl-C: no server and no browser stays behind
            os.killpg(started.pid, signal.SIGKILL)
            if isinstance(ended, subprocess.TimeoutExpired):
                print(f"ended after {seconds:.0f} s: {tool} {' '.join(words)}", flush=True)
                return _FAILED
            raise


def _suite(more: list[str]) -> int:
    cores = str(os.cpu_count() or 1)
    return _run("pytest", "-q", "tests", f"--ignore={_BROWSER}", "-n", cores, "--dist", "worksteal", *_untimed(), *more)


def _untimed() -> list[str]:
    """In the long setting a test may take as long as it takes."""
    return ["-o", "timeout=0"] if os.environ.get("RONDE_SETTING") == "long" else []


def _in_browser(file: str, more: list[str]) -> int:
    """The browser falters now and then on a busy machine: a story that failed is played once more, from its beginning."""
    for turn in range(_TURNS):
        if turn:
            print("what failed in the browser is run once more", flush=True)
        done = _run("pytest", "-q", f"{_BROWSER}/{file}", "-m", "not unsettled", *more, seconds=_BROWSER_SECONDS)
        if done != _FAILED:
            break
    return done


def _failed(more: list[str]) -> Iterator[str]:
    """Run every part, also after one has failed, and name those that did."""
    fine = (_PASSED, _NOTHING_CHOSEN) if more else (_PASSED,)
    for tool, *words in [] if more else _LINTERS:
        if _run(tool, *words):
            yield " ".join([tool, *words])
    if _suite(more) not in fine:
        yield "the suite"
    yield from (f"{_BROWSER}/{file}" for file in SETTLED if _in_browser(file, more) not in fine)


def main() -> int:
    """Answers 1 when anything failed; more words go to pytest (`python -m tests -k rules`)."""
    began = time.monotonic()
    failed = list(_failed(sys.argv[1:]))
    for each in failed:
        print(f"failed: {each}")
    print(f"{(time.monotonic() - began) / 60:.1f} minutes on {os.cpu_count()} cores")
    return _FAILED if failed else _PASSED


if __name__ == "__main__":
    sys.exit(main())
