"""What the OpenAPI document says of answers: what a route gives, and each refusal with the codes that it may have."""

from __future__ import annotations

from typing import Any

from field_app.rules.refusals import Code
from sync_server.problems import MEDIA_TYPE, STATUS

Json = dict[str, Any]
TEXT: Json = {"type": "string"}
#: What every reader of JSON keeps exactly.
_MOST = 2**53 - 1
WHOLE: Json = {"type": "integer", "minimum": 0, "maximum": _MOST}
TIME: Json = {"type": "string", "format": "date-time"}
BYTES: Json = {"type": "string", "format": "binary"}


def readable(longest: int) -> Json:
    """Text of one line that people and machines can read."""
    return {"type": "string", "pattern": f"^[ -~]{{1,{longest}}}$"}


def in_hex(size: int) -> Json:
    """So many bytes in hexadecimal."""
    return {"type": "string", "pattern": f"^[0-9a-f]{{{2 * size}}}$"}


def shape(required: list[str], **properties: Json) -> Json:
    """An object in JSON; of what is not required it may have less."""
    return {"type": "object", "required": required, "properties": properties}


def all_of(**properties: Json) -> Json:
    """An object in JSON that has each of these."""
    return shape([*properties], **properties)


def listed(each: Json) -> Json:
    """A list in JSON."""
    return {"type": "array", "items": each}


def answers(given: Json, *codes: Code, status: int = 200) -> Json:
    """What a route gives when all is well, and every code with which it may refuse, under its status."""
    refusals: dict[int, list[str]] = {}
    for code in dict.fromkeys((*codes, Code.SERVER_FAULT)):
        refusals.setdefault(STATUS[code], []).append(code.value)
    return {str(status): given, **{str(each): _problem(each, named) for each, named in refusals.items()}}


def given(description: str, media_type: str = "", schema: Json = BYTES, **more: Json | str) -> Json:
    """The answer when all is well; without a media type it has no body."""
    return {"description": description, **({"content": {media_type: {"schema": schema, **more}}} if media_type else {})}


def in_json(description: str, schema: Json) -> Json:
    """The same as JSON."""
    return given(description, "application/json", schema)


def _problem(status: int, codes: list[str]) -> Json:
    about = all_of(type=TEXT, title=TEXT, status={"const": status}, code={"enum": codes}, details={"type": "object"})
    return given(", ".join(codes), MEDIA_TYPE, about)


#: A signed statement about the log as a phone keeps it.
HEAD = all_of(team_id=TEXT, epoch=TEXT, size=WHOLE, root=TEXT, at=TIME, signature=TEXT)
WELCOME = all_of(officer_id=TEXT, team_id=TEXT, recovery_key=TEXT, epoch=TEXT, log_key=TEXT)
SESSION = all_of(token=TEXT, expires_at=TIME, photo_key=TEXT, photo_key_signature=TEXT)
_VERDICT = shape(
    ["id", "status"],
    id={"type": ["string", "null"]},
    status={"enum": ["accepted", "flagged", "refused", "waiting"]},
    received_at=TIME,
    seq=WHOLE,
    flags=listed(TEXT),
    code=TEXT,
    details={"type": "object"},
)
ROUND = shape(
    ["epoch", "log", "server_time", "cursor", "more", "safe_seq", "totals", "verdicts", "changes"],
    epoch=TEXT,
    log=all_of(head=HEAD, path=listed(TEXT)),
    server_time=TIME,
    cursor=WHOLE,
    more={"type": "boolean"},
    safe_seq=WHOLE,
    safe_photo=WHOLE,
    safe_signature=TEXT,
    lost_photos=listed(TEXT),
    totals={"type": "object"},
    verdicts=listed(_VERDICT),
    changes=listed({"type": "object"}),
    positions=listed({"type": "object"}),
    missing_from={"type": "integer", "minimum": 1},
    restore={"type": "object"},
    code={"const": Code.PROTOCOL_TOO_OLD.value},
)
