"""Where everything comes from: each command with its hash, the heads of the devices' chains and of the team's log."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from field_app.rules.vocabulary import local
from sync_server.access import text_nl as paper_nl
from sync_server.report import blocks, text_nl
from sync_server.report.case_file import CaseFile
from sync_server.store.evidence import Received

Json = dict[str, Any]


def annex(file: CaseFile, refs: Mapping[str, str]) -> list[Json]:
    """The hashes, in order of receipt."""
    who = {each.device.id: refs.get(each.device.officer_id, each.device.officer_id) for each in file.chains}
    commands = [(_command(each, who), each.inner_hash.hex()) for each in file.commands]
    chains = [
        (text_nl.CHAIN.format(device=each.device.id, who=who[each.device.id], number=len(each.links)), each.links[-1].head.hex())
        for each in file.chains
        if each.links
    ]
    said = [text_nl.ANNEX_NOTE, text_nl.HOW_TO_CHECK]
    return [*map(blocks.paragraph, said), _head(file), blocks.hashes(chains), blocks.heading(text_nl.LOG), blocks.hashes(commands)]


def _head(file: CaseFile) -> Json:
    head = file.heads[0]
    at = paper_nl.moment(head.at)
    return blocks.hashes([(f"{text_nl.HEAD}: {text_nl.HEAD_SAID.format(size=head.size, at=at)}", head.root)])


def _command(each: Received, who: Mapping[str, str]) -> str:
    name = json.loads(each.content)["name"] if each.content else ""
    at = local(datetime.fromisoformat(each.received_at))
    status = paper_nl.VERDICTS.get(each.verdict["status"]) or text_nl.ACCEPTED
    return text_nl.COMMAND.format(
        seq=each.device_seq, act=paper_nl.act(name), who=who.get(each.device_id, each.device_id),
        at=f"{paper_nl.day(at.date())} {at:%H.%M.%S}", status=status,
    )  # fmt: skip
