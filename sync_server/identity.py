"""Who is asking: one-time codes become devices, devices open sessions, and every request proves itself anew."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from field_app.rules import chain
from field_app.rules.proof import enrolment_proof, request_proof
from field_app.rules.refusals import Code, Refused
from sync_server.store.people import Device, Invitation, People
from sync_server.store.signatures import is_signed_raw as is_signed

SESSION_LASTS = timedelta(hours=12)
CODE_LASTS = timedelta(hours=24)
TRIES = 5
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_ID_LENGTH, _SECRET_LENGTH = 4, 8
#: Nonces and sessions live in memory and are bounded; who is pushed out asks once more.
_MOST_NONCES, _MOST_SESSIONS = 20_000, 10_000


@dataclass(frozen=True, slots=True)
class Proof:
    """What a request says of itself: the token of its session, the nonce it was given, and the signature over all of it."""

    method: str
    path: str
    body: bytes
    token: str
    nonce: str
    signature: bytes


class Nonces:
    """Numbers that work once, so that a stolen request is worth nothing."""

    def __init__(self) -> None:
        """Empty after a restart: every phone is then asked to try again with a fresh one."""
        self._live: OrderedDict[str, None] = OrderedDict()

    def issue(self) -> str:
        """A fresh nonce."""
        nonce = secrets.token_urlsafe(12)
        self._live[nonce] = None
        if len(self._live) > _MOST_NONCES:
            self._live.popitem(last=False)
        return nonce

    def use(self, nonce: str) -> None:
        """Use it up. Raises `Refused(NONCE_NEEDED)` when it is not a live one."""
        if nonce not in self._live:
            raise Refused(Code.NONCE_NEEDED)
        del self._live[nonce]


class Sessions:
    """Short-lived tokens, each bound to the device that proved its key; only their hashes are remembered."""

    def __init__(self) -> None:
        """Empty after a restart: phones then open a new session by themselves."""
        self._open: OrderedDict[bytes, tuple[str, datetime]] = OrderedDict()

    def open(self, device_id: str, now: datetime) -> tuple[str, datetime]:
        """A new token and when it ends."""
        token, ends = secrets.token_urlsafe(32), now + SESSION_LASTS
        self._open[_hash(token)] = (device_id, ends)
        if len(self._open) > _MOST_SESSIONS:
            self._open.popitem(last=False)
        return token, ends

    def device_of(self, token: str, now: datetime) -> str:
        """The device of a token. Raises `Refused(SESSION_EXPIRED)`."""
        device_id, ends = self._open.get(_hash(token), ("", now))
        if now >= ends:
            raise Refused(Code.SESSION_EXPIRED)
        return device_id


def _hash(text: str) -> bytes:
    return sha256(text.encode()).digest()


def proven(people: People, device_id: str, proof: Proof) -> Device:
    """The device, when the signature is its own. Raises `Refused`; the nonce was used up before."""
    device = people.device(device_id)
    if device is None:
        raise Refused(Code.DEVICE_UNKNOWN)
    signed = request_proof(proof.method, proof.path, proof.body, proof.nonce, proof.token)
    if not is_signed(device.public_key, proof.signature, signed):
        raise Refused(Code.PROOF_INVALID, what="request")
    if device.is_revoked:
        raise Refused(Code.DEVICE_REVOKED)
    return device


def new_code(people: People, team_id: str, officer_id: str, now: datetime) -> str:
    """A one-time code for one officer, valid for a day; the server keeps only its hash."""
    name = "".join(secrets.choice(_ALPHABET) for _ in range(_ID_LENGTH))
    secret = "".join(secrets.choice(_ALPHABET) for _ in range(_SECRET_LENGTH))
    ends = (now + CODE_LASTS).isoformat()
    people.invite(Invitation(name, team_id, officer_id, _hash(name + secret), ends, TRIES, is_used=False))
    return f"{name}-{secret[:4]}-{secret[4:]}"


def plain_code(code: str) -> str:
    """A code as a person types it, without dashes, spaces and small letters."""
    return "".join(each for each in code.upper() if each in _ALPHABET)


def check_code(people: People, code: str, now: datetime) -> Invitation | None:
    """The invitation of a code, None when it is wrong, used, worn out or too old; a wrong guess is counted.

    It answers rather than raises, because the count of wrong guesses must be kept.
    """
    plain = plain_code(code)
    invitation = people.invitation(plain[:_ID_LENGTH])
    if (
        invitation is None
        or invitation.is_used
        or invitation.tries_left < 1
        or now >= datetime.fromisoformat(invitation.expires_at)
    ):
        return None
    if not secrets.compare_digest(invitation.secret_hash, _hash(plain)):
        people.count_try(invitation.id)
        return None
    return invitation


def enrol(people: People, invitation: Invitation, device_id: str, public_key: bytes, now: datetime) -> Device:
    """Make a device of it. The proof of the key was checked before."""
    device = Device(
        device_id, invitation.team_id, invitation.officer_id, public_key, 0, chain.genesis(device_id), 0, is_revoked=False
    )
    people.add_device(device, now.isoformat())
    people.use_invitation(invitation.id, now.isoformat())
    return device


def owns_key(code: str, device_id: str, public_key: bytes, signature: bytes) -> bool:
    """Whether a new device holds the private half of the key that it brings."""
    return is_signed(public_key, signature, enrolment_proof(code, device_id))
