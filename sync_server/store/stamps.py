"""The time stamps over heads, as the authority gave them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from field_app.rules.log import SignedHead
from field_app.rules.wire import compact, decode, encode


@dataclass(frozen=True, slots=True)
class Stamp:
    """The whole answer of an authority (DER) over a head; `at` is when it was asked, by the server's clock."""

    head: SignedHead
    authority: str
    at: datetime
    response: bytes


class Stamps:
    """The stamps of all teams; they only grow."""

    def __init__(self, database: Database) -> None:
        """One connection, one thread."""
        self._database = database

    def keep(self, stamp: Stamp) -> None:
        """Keep a stamp beside the heads."""
        row = [stamp.head.team_id, compact(encode(stamp.head)), stamp.authority, stamp.at.isoformat(), stamp.response]
        self._database.execute("insert into stamps values (?, ?, ?, ?, ?)", row)

    def of(self, team_id: str) -> list[Stamp]:
        """The stamps over a team's log, oldest first."""
        asked = "select head, authority, at, response from stamps where team = ? order by rowid"
        return [
            Stamp(decode(SignedHead, json.loads(head)), authority, datetime.fromisoformat(at), response)
            for head, authority, at, response in self._database.execute(asked, [team_id]).fetchall()
        ]
