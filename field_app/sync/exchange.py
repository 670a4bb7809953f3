"""One exchange: what waits goes out, what changed comes in, each answer taken in one transaction."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar

from field_app.rules.clock import Clocks, SendClock, measured
from field_app.rules.log import LogAlarm, LogHeld, SignedHead
from field_app.rules.position import Position, Whereabouts
from field_app.rules.refusals import Code
from field_app.rules.wire import PROTOCOL, encode
from field_app.store.delivery import signed, signing_key
from field_app.store.outbox import Batch
from field_app.store.phone_store import Enrolment, PhoneStore
from field_app.store.record import fed, own
from field_app.sync.answer import read, verdict_in
from field_app.sync.client import Client, Credentials, NotWelcome, Unreachable
from field_app.sync.locating import whereabouts
from field_app.sync.trust import LogBroken, LogMemory, checked, checked_restore, safe

T = TypeVar("T")
Run = Callable[[Callable[[], T]], Awaitable[T]]

#: Commands of one request, in bytes before packing; and rows of one answer.
BATCH_BYTES = 1_000_000
PAGE_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class Request:
    """One request: the batch in it, if any, where the phone stood in feed and log, and whether it reads everything anew."""

    enrolment: Enrolment
    batch: Batch | None
    cursor: int
    log: LogHeld
    is_anew: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """What answers brought: rows and verdicts taken, whether there is more to do, whether all was pulled anew."""

    rows: int
    verdicts: int
    more: bool
    pulled_anew: bool = False

    def then(self, later: Step) -> Step:
        """Both together; the later one knows whether there is more."""
        anew = self.pulled_anew or later.pulled_anew
        return Step(self.rows + later.rows, self.verdicts + later.verdicts, later.more, anew)


class Exchange:
    """Exchanges for one enrolled phone. `run` does store work on the store's thread."""

    def __init__(self, store: PhoneStore, client: Client, clocks: Clocks, run: Run[Any]) -> None:
        """The phone must be enrolled."""
        self._store, self._client, self._clocks, self._run = store, client, clocks, run
        self._memory = LogMemory(store.settings)
        self._anew = False
        #: Where this phone is, while that is needed, and where colleagues in need are: beside the rows, in memory only.
        self.position: Callable[[], Position | None] = lambda: None
        self.whereabouts: tuple[Whereabouts, ...] = ()

    async def round(self) -> Step:
        """Exchange until nothing waits and nothing is left to fetch. Raises `Weather`; what was taken stays taken."""
        self._anew = False
        step = Step(0, 0, more=True)
        while step.more:
            step = step.then(await self._stream())
        return step

    async def _stream(self) -> Step:
        """Requests one after another from where the phone stands.

        While one is under way the next batch is read and the answer before is kept, so that phone and server work at once.
        """
        request = await self._run(self._first)
        done, taking = Step(0, 0, more=False), None
        try:
            while True:
                sent_at = self._clocks.to_send()
                (content, arrived_at), ahead = await asyncio.gather(self._send(request), self._ahead(request.batch))
                answer = read(content)
                offset = measured(answer["server_time"], sent_at, arrived_at)
                head = await self._trusted(request, answer)
                self.whereabouts = whereabouts(answer)
                if taking:
                    done = done.then(await taking)
                taking = asyncio.ensure_future(self._run(partial(self._take, request, answer, head, offset)))
                if not _goes_on(request, answer, ahead):
                    break
                request = replace(request, batch=ahead, cursor=answer["cursor"], log=LogHeld(head))
        finally:
            if taking:
                done = done.then(await taking)
        return done

    async def _ahead(self, batch: Batch | None) -> Batch | None:
        return await self._run(partial(self._batch_after, batch)) if batch else None

    def _first(self) -> Request:
        place = self._place()
        return Request(self._enrolment(), self._batch_after(None), place["cursor"], self._memory.held(), bool(place.get("is_anew")))

    def _batch_after(self, batch: Batch | None) -> Batch | None:
        return self._store.outbox.batch(BATCH_BYTES, after=batch.last_seq if batch else 0)

    async def _trusted(self, request: Request, answer: dict[str, Any]) -> SignedHead:
        """The head of the team's log as this answer tells it; nothing is taken of an answer that tells another past."""
        is_restored = answer["epoch"] != request.enrolment.epoch
        try:
            return (checked_restore if is_restored else checked)(answer, request.enrolment, request.log.head)
        except LogBroken as broken:
            await self._run(partial(self._raise_alarm, broken, request.log.head))
            raise

    def _raise_alarm(self, broken: LogBroken, held: SignedHead | None) -> None:
        with self._store.saving():
            self._memory.raise_alarm(LogAlarm(self._clocks.now(), held, broken.told))

    async def _send(self, request: Request) -> tuple[bytes, SendClock]:
        """While it is under way, and when it may have arrived all the same, its commands count as sent."""
        outbox, enrolment = self._store.outbox, request.enrolment
        key, before = signing_key(enrolment.signing_key), outbox.sent_through
        outbox.sent_through = request.batch.last_seq if request.batch and self._client.has_coverage() else before
        clock = encode(self._clocks.to_send())
        head = {"protocol": PROTOCOL, "epoch": enrolment.epoch, "cursor": request.cursor, "limit": PAGE_ROWS, "clock": clock}
        head |= {"anew": request.is_anew, "log": encode(request.log)}
        if here := self.position():
            head["position"] = encode(here)
        try:
            content = await self._client.sync(signed(head, request.batch, key), Credentials(enrolment.device_id, key))
        except Unreachable as weather:
            if not weather.may_have_arrived:
                outbox.sent_through = before
            raise
        return content, self._clocks.to_send()

    def _enrolment(self) -> Enrolment:
        found = self._store.enrolment()
        if found is None:
            raise NotWelcome(Code.DEVICE_UNKNOWN)
        return found

    def _place(self) -> dict[str, int]:
        """Where this phone stands in the feed; `generation` grows with each pull from zero."""
        found: dict[str, int] | None = self._store.settings.get("place")
        if found is None:
            return _from_zero({"generation": self._store.casebook.newest_generation()})
        if found.get("protocol") != PROTOCOL:  # the app is new: what the one before could not read was never given to it
            return _from_zero(found)
        return found

    def _take(self, request: Request, answer: dict[str, Any], head: SignedHead, offset: dict[str, Any]) -> Step:
        if answer["epoch"] != request.enrolment.epoch:
            return self._take_restore(answer, head)
        place = self._place()
        with self._store.saving():
            verdicts = self._settle(request.batch, answer, place["generation"])
            self._store.take(fed(answer["changes"]), place["generation"])
            self._store.photos.bring_again(answer.get("lost_photos", ()))
            self._store.let_go(*safe(answer, request.enrolment))
            self._store.settings.put("server_offset", offset)
            self._memory.keep(head, request.log)
            if place["cursor"] == request.cursor:
                place = {**place, "cursor": answer["cursor"]} if answer["more"] else self._finished(place, answer)
                self._store.settings.put("place", place)
        self._store.photos.sweep()
        more = answer["more"] or place["cursor"] < answer["cursor"] or self._can_send_more(verdicts, answer)
        return Step(len(answer["changes"]), verdicts, more, self._anew)

    def _can_send_more(self, verdicts: int, answer: dict[str, Any]) -> bool:
        """Something waits, and the last request made way for it: it got verdicts, or a gap was named that can be filled."""
        first = self._store.outbox.first_waiting()
        return first is not None and (verdicts > 0 or answer.get("missing_from") == first)

    def _settle(self, batch: Batch | None, answer: dict[str, Any], generation: int) -> int:
        if batch is None:
            return 0
        numbers, said = range(batch.first_seq, batch.last_seq + 1), [verdict_in(each) for each in answer["verdicts"]]
        final = [(number, each) for number, each in zip(numbers, said, strict=True) if each.status != "waiting"]
        self._store.outbox.settle(final)
        if "missing_from" in answer:
            self._store.outbox.send_again_from(answer["missing_from"])
        officer_id = self._enrolment().officer_id
        commands = [batch.commands[number - batch.first_seq] for number, _ in final]
        casebook = self._store.casebook
        casebook.take(own(commands, [verdict for _, verdict in final], officer_id, casebook.holds), generation)
        return len(final)

    def _finished(self, place: dict[str, int], answer: dict[str, Any]) -> dict[str, int]:
        """The feed is read to its end: older rows go after a pull from zero; when the counts differ all is pulled anew, once."""
        if place.get("is_anew"):
            self._store.casebook.drop_older(place["generation"])
        same = self._store.casebook.totals() == answer["totals"] and not self._store.casebook.damaged
        if same or self._anew or "code" in answer:
            return {"cursor": answer["cursor"], "generation": place["generation"], "protocol": PROTOCOL}
        self._anew = True
        self._store.settings.put("pulled_anew_at", self._clocks.now().isoformat())
        self._store.casebook.damaged = 0
        return _from_zero(place)

    def _take_restore(self, answer: dict[str, Any], head: SignedHead) -> Step:
        """The server was put back. With its signed word, send again what it misses and read everything anew."""
        enrolment, place = self._enrolment(), self._place()
        seen = [*self._store.settings.get("epochs", []), enrolment.epoch]
        if answer["epoch"] in seen:  # an old statement, told again
            raise NotWelcome(Code.RESTORE_UNPROVEN)
        with self._store.saving():
            self._store.settings.put("epochs", seen)
            self._store.settings.put("enrolment", encode(replace(enrolment, epoch=answer["epoch"])))
            self._store.settings.put("place", _from_zero(place))
            self._store.settings.put("restored", answer["restore"])
            self._memory.keep_restored(answer["restore"], head)
            self._store.send_again_from(answer["missing_from"])
        return Step(0, 0, more=True)


def _goes_on(request: Request, answer: dict[str, Any], ahead: Batch | None) -> bool:
    """Whether the next request can leave before this answer is kept."""
    expected = answer["epoch"] == request.enrolment.epoch and "missing_from" not in answer
    return expected and (ahead is not None or answer["more"])


def _from_zero(place: dict[str, int]) -> dict[str, int]:
    return {"cursor": 0, "generation": place["generation"] + 1, "is_anew": 1, "protocol": PROTOCOL}
