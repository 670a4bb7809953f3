"""One phone as a process, the screens left out: does what is asked line by line, so that it can be killed at any moment."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from field_app.phone import Invitation, RunningPhone
from field_app.rules.commands import NotDone
from field_app.rules.refusals import Refused
from field_app.rules.vocabulary import FactKind, Result
from field_app.store.vault import FileKeyKeeper, key_from
from field_app.workday import Workday
from field_app.workday.views import Entry

Verb = Callable[..., Any]


def told(entry: Entry) -> dict[str, Any]:
    """An entry as the test reads it."""
    return {
        "id": entry.id, "by": entry.officer.name, "result": entry.result, "delivery": entry.delivery, "mine": entry.is_mine,
        "facts": [each.text for each in entry.facts], "corrects": entry.corrects, "corrected_by": entry.corrected_by,
        "reason": entry.correction_reason, "withdrawn": entry.withdrawn_reason, "began_at": entry.began_at.isoformat(),
    }  # fmt: skip


def today(day: Workday) -> dict[str, Any]:
    view = day.today()
    return {
        "me": view.me.name,
        "stops": [[stop.case.code_name, stop.is_done, stop.looks] for stop in view.stops],
        "shift": view.shift and view.shift.status,
        "drafts": [draft.id for draft in view.drafts],
        "handover": view.handover and view.handover.handover_note,
        "handover_by": view.handover_officer and view.handover_officer.name,
    }


def add_fact(day: Workday, draft_id: str, text: str) -> None:
    day.add_fact(draft_id, FactKind.ACTIVITY, text)


def correct(day: Workday, observation_id: str, reason: str, text: str) -> dict[str, Any]:
    draft = day.begin_correction(observation_id).draft
    day.change(draft.id, reason=reason)
    add_fact(day, draft.id, text)
    return told(day.seal(draft.id))


def end_shift(day: Workday, shift_id: str, note: str, not_done: dict[str, str]) -> None:
    day.end_shift(shift_id, note, tuple(NotDone(case_id, reason) for case_id, reason in not_done.items()))


VERBS: dict[str, Verb] = {
    "today": today,
    "begin": lambda day, case_id: day.begin(case_id, Result.NOTHING_SEEN).draft.id,
    "add_fact": add_fact,
    "seal": lambda day, draft_id: told(day.seal(draft_id)),
    "discard": lambda day, draft_id: day.discard(draft_id),
    "restore": lambda day, draft_id: day.restore(draft_id).draft.id,
    "correct": correct,
    "withdraw": lambda day, observation_id, reason: day.withdraw(observation_id, reason),
    "start_shift": lambda day, shift_id: day.start_shift(shift_id, "auto 2"),
    "end_shift": end_shift,
    "journal": lambda day, case_id: [told(each) for each in day.story(case_id, most=1_000).rows if isinstance(each, Entry)],
    "waiting": lambda day: [[item.command_id, item.delivery] for item in day.waiting()],
}


def status(phone: RunningPhone) -> dict[str, Any]:
    found = phone.status
    return {"link": found.link, "waiting": found.waiting, "refused": found.refused, "no_coverage": found.coverage_simulated_off}


async def save(fetch: Callable[[str], Awaitable[bytes]], what: str, file: str) -> str:
    """Save what the server makes: a resident's package, a paper of a case; the code of the refusal when there is one."""
    try:
        found = await fetch(what)
    except Refused as no:
        return no.code.value
    await asyncio.to_thread(Path(file).write_bytes, found)
    return "saved"


async def answer(phone: RunningPhone, verb: str, args: list[Any]) -> Any:
    if verb == "coverage":
        return await phone.simulate_coverage(*args)
    if verb == "status":
        return status(phone)
    if verb in ("access_package", "case_report", "case_export"):
        return await save(getattr(phone, verb), *args)
    return await phone.ask(lambda day: VERBS[verb](day, *args))


async def main(folder: Path, invitation: Invitation | None) -> None:
    """Open the phone and do what each line asks."""
    phone = RunningPhone(is_demo=True)
    folder.mkdir(parents=True, exist_ok=True)
    await phone.open(folder, await key_from(FileKeyKeeper(folder / "data.key")), invitation)
    loop = asyncio.get_running_loop()
    reading: Callable[[], Awaitable[str]] = lambda: loop.run_in_executor(None, sys.stdin.readline)  # noqa: E731  # with its type
    while line := await reading():
        verb, *args = json.loads(line)
        try:
            said = {"said": await answer(phone, verb, args)}
        except Exception as trouble:  # noqa: BLE001  # told to the test
            said = {"trouble": repr(trouble)}
        print(json.dumps(said), flush=True)


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING)
    logging.getLogger("httpx").setLevel(logging.WARNING)
    where, *given = sys.argv[1:]
    asyncio.run(main(Path(where), Invitation(*given) if given else None))
