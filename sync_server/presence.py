"""Who was in the app lately, in memory only: whoever is not hears of some things by mail."""

from __future__ import annotations

from datetime import datetime, timedelta

#: After this long without an exchange somebody is not in the app.
_LASTS = timedelta(minutes=30)


class Presence:
    """When each officer's phone or laptop last exchanged or listened. After a restart nobody is known to be there."""

    def __init__(self) -> None:
        """Nobody was seen yet."""
        self._seen: dict[tuple[str, str], datetime] = {}

    def seen(self, team_id: str, officer_id: str, now: datetime) -> None:
        """A device of this officer asked something."""
        self._seen[team_id, officer_id] = now

    def is_in(self, team_id: str, officer_id: str, now: datetime) -> bool:
        """Whether this officer is in the app now."""
        seen = self._seen.get((team_id, officer_id))
        return seen is not None and now - seen < _LASTS
