"""One exchange: what waits goes out, what changed comes in, each answer taken in one transaction."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from field_app.rules import rulebook
from field_app.rules.clock import Clocks
from field_app.rules.observations import Act
from field_app.rules.refusals import Code
from field_app.rules.vocabulary import Kind
from field_app.rules.wire import PROTOCOL, canonical, decode, encode
from field_app.store.casebook import FedRow
from field_app.store.delivery import signed, signing_key
from field_app.store.outbox import Batch, Verdict
from field_app.store.phone_store import Enrolment, PhoneStore
from field_app.sync.client import Client, Credentials, NotWelcome, Unreachable

T = TypeVar("T")
Run = Callable[[Callable[[], T]], Awaitable[T]]

#: Commands of one request, in bytes before packing; and rows of one answer.
BATCH_BYTES = 1_000_000
PAGE_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class Request:
    """A request made ready: its bytes, the batch in it, and where it stood in the feed."""

    body: bytes
    batch: Batch | None
    epoch: str
    cursor: int


@dataclass(frozen=True, slots=True)
class Step:
    """What one answer brought: rows and verdicts taken, whether there is more to do, whether all was pulled anew."""

    rows: int
    verdicts: int
    more: bool
    pulled_anew: bool = False


class Exchange:
    """Exchanges for one enrolled phone. `run` does store work on the store's thread."""

    def __init__(self, store: PhoneStore, client: Client, clocks: Clocks, run: Run[Any]) -> None:
        """The phone must be enrolled."""
        self._store, self._client, self._clocks, self._run = store, client, clocks, run
        self._anew = False

    async def round(self) -> Step:
        """Exchange until nothing waits and nothing is left to fetch. Raises `Weather`; what was taken stays taken."""
        self._anew = False
        rows = verdicts = 0
        while True:
            credentials, request = await self._run(self._prepare)
            sent_at = self._clocks.now()
            answer = _read(await self._send(request, credentials))
            step = await self._run(partial(self._take, request, answer, sent_at))
            rows, verdicts = rows + step.rows, verdicts + step.verdicts
            if not step.more:
                return Step(rows, verdicts, more=False, pulled_anew=self._anew)

    async def _send(self, request: Request, credentials: Credentials) -> bytes:
        """While it is under way, and when it may have arrived all the same, its commands count as sent."""
        before, outbox = self._store.outbox.sent_through, self._store.outbox
        outbox.sent_through = request.batch.last_seq if request.batch else before
        try:
            return await self._client.sync(request.body, credentials)
        except Unreachable as weather:
            if not weather.may_have_arrived:
                outbox.sent_through = before
            raise

    def _prepare(self) -> tuple[Credentials, Request]:
        enrolment = self._enrolment()
        key = signing_key(enrolment.signing_key)
        place = self._place()
        batch = self._store.outbox.batch(BATCH_BYTES)
        clock = encode(self._clocks.to_send())
        head = {"protocol": PROTOCOL, "epoch": enrolment.epoch, "cursor": place["cursor"], "limit": PAGE_ROWS, "clock": clock}
        body = signed(head, batch, key)
        return Credentials(enrolment.device_id, key), Request(body, batch, enrolment.epoch, place["cursor"])

    def _enrolment(self) -> Enrolment:
        found = self._store.enrolment()
        if found is None:
            raise NotWelcome(Code.DEVICE_UNKNOWN)
        return found

    def _place(self) -> dict[str, int]:
        """Where this phone stands in the feed; `generation` grows with each pull from zero."""
        found: dict[str, int] = self._store.settings.get("place", {"cursor": 0, "generation": 0})
        return found

    def _take(self, request: Request, answer: dict[str, Any], sent_at: datetime) -> Step:
        if answer["epoch"] != request.epoch:
            return self._take_restore(answer)
        place = self._place()
        with self._store.saving():
            verdicts = self._settle(request.batch, answer, place["generation"])
            rows = [FedRow(row["seq"], Kind(row["kind"]), row["id"], row["body"]) for row in answer["changes"]]
            self._store.casebook.take(rows, place["generation"])
            if answer["safe_seq"]:
                self._store.outbox.forget_through(answer["safe_seq"])
            self._remember_offset(answer, sent_at)
            if not answer["more"]:
                place = self._finished(place, answer)
            else:
                place = {**place, "cursor": answer["cursor"]}
            self._store.settings.put("place", place)
        waits = request.batch is not None and self._store.outbox.count("SAVED") > 0
        return Step(len(rows), verdicts, more=answer["more"] or waits or place["cursor"] < answer["cursor"])

    def _settle(self, batch: Batch | None, answer: dict[str, Any], generation: int) -> int:
        if batch is None:
            return 0
        numbers = range(batch.first_seq, batch.last_seq + 1)
        said = [decode(Verdict, each) for each in answer["verdicts"]]
        final = [(number, each) for number, each in zip(numbers, said, strict=True) if each.status != "waiting"]
        self._store.outbox.settle(final)
        if "missing_from" in answer:
            self._store.outbox.send_again_from(answer["missing_from"])
        self._store.casebook.take(self._created(batch, final), generation)
        return len(final)

    def _created(self, batch: Batch, verdicts: list[tuple[int, Verdict]]) -> Iterator[FedRow]:
        """The rows that our own commands brought into being: with the verdict we can write them as the server did."""
        officer_id = self._enrolment().officer_id
        for number, verdict in verdicts:
            if verdict.seq is None or verdict.received_at is None:
                continue
            raw = json.loads(batch.commands[number - batch.first_seq])
            at, received_at = datetime.fromisoformat(raw["at"]), datetime.fromisoformat(verdict.received_at)
            act = Act(raw["id"], officer_id, at, raw["args"], received_at)
            if change := rulebook.created_row(raw["name"], act, verdict.flags):
                yield FedRow(verdict.seq, change.kind, change.id, change.body)

    def _finished(self, place: dict[str, int], answer: dict[str, Any]) -> dict[str, int]:
        """The feed is read to its end: older rows go, and when the counts differ all is pulled anew, once."""
        self._store.casebook.drop_older(place["generation"])
        same = self._store.casebook.totals() == answer["totals"] and not self._store.casebook.damaged
        if same or self._anew or "code" in answer:
            return {**place, "cursor": answer["cursor"]}
        self._anew = True
        self._store.settings.put("pulled_anew_at", self._clocks.now().isoformat())
        self._store.casebook.damaged = 0
        return {"cursor": 0, "generation": place["generation"] + 1}

    def _take_restore(self, answer: dict[str, Any]) -> Step:
        """The server was put back. With its signed word, send again what it misses and read everything anew."""
        enrolment, place = self._enrolment(), self._place()
        _check_statement(answer, enrolment.log_key)
        with self._store.saving():
            self._store.settings.put("enrolment", encode(replace(enrolment, epoch=answer["epoch"])))
            self._store.settings.put("place", {"cursor": 0, "generation": place["generation"] + 1})
            self._store.settings.put("restored", answer["restore"])
            self._store.outbox.send_again_from(answer["missing_from"])
        return Step(0, 0, more=True)

    def _remember_offset(self, answer: dict[str, Any], sent_at: datetime) -> None:
        """How far the server's clock is from ours, give or take half the round trip."""
        now = self._clocks.now()
        between = sent_at + (now - sent_at) / 2
        offset = datetime.fromisoformat(answer["server_time"]) - between
        milliseconds = int(offset.total_seconds() * 1000)
        self._store.settings.put("server_offset", {"ms": milliseconds, "at": now.isoformat()})


def _read(content: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(content)
        _ = answer["epoch"], answer["cursor"], answer["more"], answer["verdicts"], answer["changes"], answer["totals"]
    except (ValueError, KeyError, TypeError) as error:
        raise Unreachable("unreadable-answer") from error
    else:
        return dict(answer)


def _check_statement(answer: dict[str, Any], log_key: str) -> None:
    statement = dict(answer.get("restore") or {})
    try:
        signature = bytes.fromhex(statement.pop("signature"))
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(log_key)).verify(signature, canonical(statement))
    except (KeyError, ValueError, TypeError, InvalidSignature):
        raise NotWelcome(Code.RESTORE_UNPROVEN) from None
    if statement.get("epoch") != answer["epoch"]:
        raise NotWelcome(Code.RESTORE_UNPROVEN)
