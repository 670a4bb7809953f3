"""Hooks for schemathesis's own command: each request that the document wants signed is signed by one phone of `furnish`."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import schemathesis

sys.path.append(str(Path(__file__).parents[1]))

from bench.many import Known
from server.by_hand import Device
from server.visiting import Signing

from load.furnish import PHONES


def phone() -> Device:
    """The first phone of the file, with a session at the server that is asked."""
    known = Known(**json.loads((Path(os.environ["RONDE_LOAD"]) / PHONES).read_text())[0])
    device = Device(os.environ["RONDE_SERVER"], known.device_id, known.key)
    device.epoch = known.epoch
    return device.opened()


schemathesis.auth.set_from_requests(Signing(phone()))  # type: ignore[attr-defined]  # hung on a function, of which types know nothing
