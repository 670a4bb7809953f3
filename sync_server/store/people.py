"""Teams, devices and one-time codes as the server keeps them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Device:
    """A phone or laptop of one officer, and where its chain stands."""

    id: str
    team_id: str
    officer_id: str
    public_key: bytes
    last_seq: int
    head: bytes
    safe_seq: int
    is_revoked: bool


@dataclass(frozen=True, slots=True)
class Invitation:
    """A one-time code that was handed out, without the code itself."""

    id: str
    team_id: str
    officer_id: str
    secret_hash: bytes
    expires_at: str
    tries_left: int
    is_used: bool


@dataclass(frozen=True, slots=True)
class TeamHead:
    """A team, the public half of its recovery key (hex), and its newest change number."""

    id: str
    name: str
    recovery_key: str
    seq: int


class People:
    """Who may ask; asked anew at every request, so that a revoked device is out at once."""

    def __init__(self, database: Database) -> None:
        """One connection, one thread."""
        self._database = database

    def device(self, device_id: str) -> Device | None:
        """A device, revoked or not."""
        found = self._database.execute(
            "select id, team, officer, public_key, last_seq, head, safe_seq, revoked_at is not null from devices where id = ?",
            [device_id],
        ).fetchone()
        return None if found is None else Device(*found)

    def devices(self, team_id: str) -> list[Device]:
        """The devices of a team."""
        ids = self._database.execute("select id from devices where team = ? order by id", [team_id]).fetchall()
        return [device for (each,) in ids if (device := self.device(each))]

    def add_device(self, device: Device, now: str) -> None:
        """A new device."""
        row = [device.id, device.team_id, device.officer_id, device.public_key, 0, device.head, 0, now, None]
        self._database.execute("insert into devices values (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)

    def revoke(self, device_id: str, now: str) -> bool:
        """Shut a device out from the next request on; False when there is no such device."""
        done = self._database.execute("update devices set revoked_at = coalesce(revoked_at, ?) where id = ?", [now, device_id])
        return done.rowcount == 1

    def move_chain(self, device_id: str, last_seq: int, head: bytes) -> None:
        """The device's chain has grown."""
        self._database.execute("update devices set last_seq = ?, head = ? where id = ?", [last_seq, head, device_id])

    def mark_safe(self, last_seqs: dict[str, int]) -> None:
        """A verified backup holds the commands of these devices up to these numbers."""
        rows = [(seq, device_id) for device_id, seq in last_seqs.items()]
        self._database.conn.executemany("update devices set safe_seq = max(safe_seq, ?) where id = ?", rows)

    def add_team(self, team: TeamHead) -> None:
        """A new team."""
        self._database.execute("insert into teams values (?, ?, ?, ?)", [team.id, team.name, team.recovery_key, team.seq])

    def team(self, team_id: str) -> TeamHead | None:
        """A team."""
        found = self._database.execute("select id, name, recovery_key, seq from teams where id = ?", [team_id]).fetchone()
        return None if found is None else TeamHead(*found)

    def teams(self) -> list[TeamHead]:
        """All teams."""
        return [TeamHead(*row) for row in self._database.execute("select id, name, recovery_key, seq from teams order by name")]

    def move_feed(self, team_id: str, seq: int) -> None:
        """The feed of a team has moved."""
        self._database.execute("update teams set seq = ? where id = ?", [seq, team_id])

    def invite(self, invitation: Invitation) -> None:
        """Hand out a one-time code."""
        row = [*(getattr(invitation, name) for name in ("id", "team_id", "officer_id", "secret_hash", "expires_at", "tries_left"))]
        self._database.execute("insert into enrolments values (?, ?, ?, ?, ?, ?, null)", row)

    def invitation(self, invitation_id: str) -> Invitation | None:
        """A code that was handed out."""
        found = self._database.execute(
            "select id, team, officer, secret_hash, expires_at, tries_left, used_at is not null from enrolments where id = ?",
            [invitation_id],
        ).fetchone()
        return None if found is None else Invitation(*found)

    def end_invitations(self, now: str) -> None:
        """No code that is out can be used any more."""
        self._database.execute("update enrolments set expires_at = ? where expires_at > ?", [now, now])

    def count_try(self, invitation_id: str) -> None:
        """One wrong guess less."""
        self._database.execute("update enrolments set tries_left = tries_left - 1 where id = ?", [invitation_id])

    def use_invitation(self, invitation_id: str, now: str) -> None:
        """The code has done its work."""
        self._database.execute("update enrolments set used_at = ? where id = ?", [now, invitation_id])
