"""The planner as a process of its own, so that phones keep being served: a question on one line in, answers out."""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from threading import Event, Thread

from sync_server.planner.account import progress_of
from sync_server.planner.letters import STOP, Answer, Assigned, Owned, answer, no_roster, read_question
from sync_server.planner.proposal import Effort, Proposal
from sync_server.planner.proposing import propose
from sync_server.planner.wanted import Wanted

#: Others on this machine go first.
_NICE = 10
#: Between two reports of progress, in seconds.
_BETWEEN = 1.0


def main() -> int:
    """Answer one question."""
    with suppress(OSError):
        os.nice(_NICE)
    wanted, seconds = read_question(sys.stdin.readline())
    stop, began = Event(), time.monotonic()
    Thread(target=_listen, args=(stop,), daemon=True).start()
    outcome = propose(wanted, Effort(seconds), stop, _Reporter(wanted).tell)
    passed = int(time.monotonic() - began)
    _say(_final(wanted, outcome.proposal, passed) if outcome.proposal else no_roster(outcome.collisions, passed))
    return 0


def _listen(stop: Event) -> None:
    """A stop keeps the best so far; when nobody listens any more there is nobody to keep it for."""
    for line in sys.stdin:
        if line.strip() == STOP:
            stop.set()
    if not stop.is_set():
        os._exit(1)


class _Reporter:
    """Tells of better rosters, not more often than somebody can read."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted, self._said_at = wanted, -_BETWEEN

    def tell(self, found: Proposal) -> None:
        """A better one."""
        if time.monotonic() - self._said_at >= _BETWEEN:
            self._said_at = time.monotonic()
            _say(Answer(progress_of(self._wanted, found, int(found.seconds), is_running=True)))


def _final(wanted: Wanted, found: Proposal, seconds: int) -> Answer:
    progress = progress_of(wanted, found, seconds, is_running=False)
    if wanted.repairs:
        owners = tuple(Owned(each.id, found.owners.get(each.id)) for each in wanted.movable)
        return Answer(progress, is_final=True, is_found=True, owners=owners)
    shifts = tuple(Assigned(each.officer_id, each.slots) for each in found.cells)
    return Answer(progress, is_final=True, is_found=True, shifts=shifts)


def _say(said: Answer) -> None:
    sys.stdout.write(answer(said))
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
