"""A phone of a released version at work, in a process of its own: `older_phone.py FOLDER SERVER CODE LOOKS`.

The version's app stands first on PYTHONPATH. Prints as JSON what that phone delivered, reads and counts.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from field_app.device import clocks, new_id
from field_app.rules import wire
from field_app.rules.vocabulary import FactKind
from field_app.store.phone_store import Enrolment, PhoneStore
from field_app.sync.client import Client, Credentials
from field_app.sync.exchange import Exchange
from field_app.workday import Workday


async def at_once(work: Any) -> Any:
    return work()


async def main(folder: Path, server: str, code: str, looks: int) -> dict[str, Any]:
    store, client = PhoneStore(folder / "phone.db", b"o" * 32), Client(server)
    key, device_id = Ed25519PrivateKey.generate(), new_id()
    welcome = await client.enrol(code, Credentials(device_id, key))
    names = ("officer_id", "team_id", "recovery_key", "log_key", "epoch")
    own = {"device_id": device_id, "server": server, "signing_key": key.private_bytes_raw().hex()}
    store.enrol(Enrolment(**own, **{name: welcome[name] for name in names}))
    workday, exchange = Workday(store, clocks(), new_id), Exchange(store, client, clocks(), at_once)
    await exchange.round()
    workday.refresh()
    made = [_look(workday, each) for each in range(looks)]
    offer = workday.offer_swap("ours-later")
    await exchange.round()
    workday.refresh()
    workday.case("linde")  # the screen of the case can be drawn
    entries = [workday.entry(each) for each in store.casebook.observations_of("linde")]
    read = {entry.id: entry.facts[0].text for entry in entries if entry.facts}
    told = {
        "app": wire.__file__, "protocol": wire.PROTOCOL, "device": device_id, "made": made, "offer": offer, "read": read,
        "waiting": store.outbox.count("SAVED"), "refused": store.outbox.count("REFUSED"), "totals": store.casebook.totals(),
        "pulled_anew_at": store.settings.get("pulled_anew_at"),
    }  # fmt: skip
    await client.close()
    store.close()
    return told


def _look(workday: Workday, number: int) -> str:
    draft = workday.begin("linde").draft
    workday.add_fact(draft.id, FactKind.ACTIVITY, f"keer {number}")
    return workday.seal(draft.id).id


if __name__ == "__main__":
    print(json.dumps(asyncio.run(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])))))
