"""What a phone fetches and keeps nowhere: a resident's package, the papers of a case, a photo of a colleague, an original."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from field_app.rules.refusals import Code, Refused
from field_app.sync.client import Client, Credentials, NotWelcome, Unreachable, Weather

_KNOWN_CODES = {each.value for each in Code}


class Fetching:
    """The part of a phone that asks the server for files."""

    def __init__(self) -> None:
        """No server is known before the phone is enrolled."""
        self._client: Client | None = None

    async def _credentials(self) -> Credentials:
        raise NotImplementedError

    async def _own_photo(self, sha256: str) -> Callable[[], bytes] | None:
        raise NotImplementedError

    async def access_package(self, access_id: str) -> bytes:
        """The package of a checked request to see everything held: from the server, and kept nowhere. Raises `Refused`."""
        return await self._fetched(lambda client, own: client.access_package(access_id, own))

    async def photo(self, observation_id: str, sha256: str) -> bytes:
        """The copy of a photo to look at, as JPEG: from this phone, else from the server, and kept nowhere. Raises `Refused`."""
        if drawn := await self._own_photo(sha256):
            return await asyncio.to_thread(drawn)
        return await self._fetched(lambda client, own: client.photo(sha256, own))

    async def original(self, original_id: str) -> bytes:
        """A photo as it was taken, for a day after it was allowed, as JPEG. Raises `Refused`."""
        return await self._fetched(lambda client, own: client.original(original_id, own))

    async def case_report(self, case_id: str) -> bytes:
        """The report of findings of a case, as PDF: from the server, and kept nowhere. Raises `Refused`."""
        return await self._fetched(lambda client, own: client.case_report(case_id, own))

    async def case_export(self, case_id: str) -> bytes:
        """The report with all that is needed to check it, as a zip: from the server, and kept nowhere. Raises `Refused`."""
        return await self._fetched(lambda client, own: client.case_export(case_id, own))

    async def _fetched(self, fetch: Callable[[Client, Credentials], Awaitable[bytes]]) -> bytes:
        try:
            if self._client is None:
                raise NotWelcome(Code.DEVICE_UNKNOWN)
            return await fetch(self._client, await self._credentials())
        except Weather as trouble:
            known = not isinstance(trouble, Unreachable) and trouble.code in _KNOWN_CODES
            raise Refused(Code(trouble.code) if known else Code.OUT_OF_REACH) from trouble
