"""Numbers for whoever keeps the server running; never a name, an id or a text."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest


class Metrics:
    """Counters of one application."""

    def __init__(self) -> None:
        """A registry of its own, so that two servers in one process do not meet."""
        self._registry = CollectorRegistry()
        self._commands = Counter("ronde_commands", "Commands by verdict", ["verdict"], registry=self._registry)
        self._log_alarms = Counter("ronde_log_alarms", "Signed heads that the log does not extend", registry=self._registry)
        self._requests = Counter("ronde_requests", "Requests by status", ["status"], registry=self._registry)
        self._seconds = Histogram("ronde_request_seconds", "Time to the first byte of an answer", registry=self._registry)

    def took(self, statuses: Iterable[str]) -> None:
        """Verdicts were given."""
        for status, count in Tally(statuses).items():
            self._commands.labels(status).inc(count)

    def log_alarms(self, count: int) -> None:
        """So many new alarms speak against the log of a team."""
        self._log_alarms.inc(count)

    def answered(self, status: int, seconds: float) -> None:
        """A request was answered."""
        self._requests.labels(str(status)).inc()
        self._seconds.observe(seconds)

    def text(self) -> bytes:
        """In the format that Prometheus reads."""
        return generate_latest(self._registry)
