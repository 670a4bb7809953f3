"""Bodies and headers that no schema would think of: never a fault, never a status that the OpenAPI document does not tell."""

from __future__ import annotations

import gzip
import json
import random
from collections import Counter
from typing import Any

import httpx
from people import KARIN
from proofs import Proof, at_least, exactly, setting
from running import Office

from field_app.device import new_id
from field_app.rules.refusals import Code
from server.by_hand import Device, Json

CASES = setting(commit=200, long=5_000)
_ODD: tuple[Any, ...] = (
    None,
    True,
    -1,
    2**63,
    10**400,
    1e308,
    "",
    "x" * 5_000,
    "\0",
    "\ud800",
    "🕵",
    [],
    {},
    [[[[]]]],
    "2026-13-40T25:61:00",
)
_HEADERS = {
    "Content-Encoding": ("gzip", "br", "x, y"),
    "Content-Type": ("application/json", "text/plain", "application/offset+octet-stream", "x"),
    "Accept": ("application/zip", "*/*", ";;"),
    "Accept-Encoding": ("gzip", "", ";q="),
    "Tus-Resumable": ("1.0.0", "0.0.0"),
    "Upload-Offset": ("0", "-1", "nul", "9" * 40),
    "Upload-Length": ("10", "-1", "9" * 40),
    "Upload-Metadata": ("sha256 eA==", "x", ",,,", "a b c"),
    "Authorization": ("Ronde x", "Bearer", ""),
    "X-HTTP-Method-Override": ("DELETE",),
}


def odd(chance: random.Random, depth: int = 3) -> Any:
    """Any JSON at all."""
    if depth and chance.random() < 0.4:
        return {str(chance.choice(_ODD)): odd(chance, depth - 1) for _ in range(chance.randrange(4))}
    return chance.choice(_ODD)


def body(chance: random.Random, device: Device) -> bytes:
    """Nothing, bytes, any JSON, or a good request of which a part is odd; now and then packed."""
    good: Json = device.request()
    spoiled = {**good, chance.choice([*good, "commands", "chain", "log", "anew", "position"]): odd(chance)}
    raw = chance.choice((b"", chance.randbytes(chance.randrange(200)), said(odd(chance)), said(spoiled), said(spoiled), said(good)))
    return gzip.compress(raw) if chance.random() < 0.2 else raw


def brought(chance: random.Random, device: Device, examples: list[Json]) -> Json:
    """A request with one of the document's commands, of which a part is odd, in a chain that holds."""
    command = chance.choice(examples)
    in_args = {**command, "args": {**command["args"], chance.choice([*command["args"], "more"]): odd(chance)}}
    spoiled = chance.choice((in_args, in_args, {**command, chance.choice([*command]): odd(chance)}))
    return device.sealed({**device.request(), "commands": [{**spoiled, "id": new_id()}]})


def said(value: Any) -> bytes:
    return json.dumps(value).encode("utf-8", "surrogatepass")


def headers(chance: random.Random) -> dict[str, str]:
    chosen = chance.sample(sorted(_HEADERS), chance.randrange(4))
    return {name: chance.choice(_HEADERS[name]) for name in chosen}


def asked(chance: random.Random, device: Device, method: str, path: str, examples: list[Json]) -> httpx.Response:
    """What is answered to one made-up request."""
    given, is_brought = headers(chance), path == "/v1/sync" and chance.random() < 0.3
    made = brought(chance, device, examples) if is_brought else {}
    sent = said(made) if is_brought else body(chance, device)
    if chance.random() < 0.2:
        return device.http.request(method, path, content=sent, headers=given)
    response = device.ask(method, path, sent, headers={} if is_brought else given)
    device.answered(made, response)
    return response


def test_odd_bodies_and_headers_are_answered_as_the_document_tells_and_never_by_a_fault(office: Office, proof: Proof) -> None:
    told: Json = httpx.get(f"{office.address}/openapi.json").json()["paths"]
    routes = [(method.upper(), path) for path, methods in told.items() for method, said in methods.items() if "requestBody" in said]
    examples = told["/v1/sync"]["post"]["requestBody"]["content"]["application/json"]["examples"].values()
    commands = [each["value"]["commands"][0] for each in examples]
    chance, device = random.Random(11), Device.added(office.folder, office.address, KARIN).opened()  # noqa: S311  # repeatable requests
    statuses, verdicts, untold = Counter[int](), Counter[str](), Counter[tuple[str, str, int]]()
    for method, path in routes:
        for _ in range(CASES):
            response = asked(chance, device, method, path.replace("{sha256}", "ab" * 32), commands)
            statuses[response.status_code] += 1
            if str(response.status_code) not in told[path][method.lower()]["responses"]:
                untold[method, path, response.status_code] += 1
            if path == "/v1/sync" and response.status_code == 200:
                verdicts.update(each.get("code", each["status"]) for each in response.json()["verdicts"])
    print(statuses, verdicts, untold)
    proof(
        "P11",
        "odd bodies and headers, and odd commands in a chain that holds, for every route that takes a body",
        routes=at_least(4, len(routes)),
        cases=at_least(CASES * len(routes), statuses.total()),
        commands_judged=at_least(CASES // 10, verdicts.total()),
        answers_of_500=exactly(0, sum(often for status, often in statuses.items() if status >= 500)),
        verdicts_of_a_fault=exactly(0, verdicts[Code.SERVER_FAULT.value]),
        undocumented_answers=exactly(0, untold.total()),
    )
