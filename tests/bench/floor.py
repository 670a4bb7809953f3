"""The floor: the same rows through one gzip request, one transaction and one fsync, without rules and without security."""

from __future__ import annotations

import gzip
import sqlite3
import sys
from pathlib import Path
from typing import Any

import httpx
import uvicorn

GZIP_LEVEL = 6


def opened(path: Path) -> sqlite3.Connection:
    """A durable SQLite file with one table of rows."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    for setting in ("journal_mode = wal", "synchronous = full", "fullfsync = 1"):
        connection.execute(f"pragma {setting}")
    connection.execute("create table if not exists rows (seq integer primary key, id text unique, body text)")
    return connection


def taken(connection: sqlite3.Connection, body: str) -> None:
    """Rows of a JSON list into the file, in one transaction."""
    connection.execute("begin immediate")
    connection.execute("insert or replace into rows (id, body) select json_extract(value, '$.id'), value from json_each(?)", [body])
    connection.execute("commit")


def given(connection: sqlite3.Connection, after: int) -> str:
    """Rows above a number, as a JSON list."""
    rows = connection.execute("select body from rows where seq > ? order by seq", [after])
    return "[" + ",".join(row[0] for row in rows) + "]"


class FloorServer:
    """The least that a server can do."""

    def __init__(self, path: Path) -> None:
        self._connection = opened(path)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        if scope["method"] == "POST":
            body = bytearray()
            while True:
                part = await receive()
                body += part.get("body", b"")
                if not part.get("more_body"):
                    break
            taken(self._connection, gzip.decompress(bytes(body)).decode())
            answer = b'{"ok":true}'
        else:
            after = int(scope["query_string"].partition(b"=")[2] or 0)
            answer = given(self._connection, after).encode()
        packed = gzip.compress(answer, GZIP_LEVEL, mtime=0)
        await send(
            {
                "type": "http.response.start",
                "status": 200,
                "headers": [(b"content-encoding", b"gzip"), (b"content-type", b"application/json")],
            }
        )
        await send({"type": "http.response.body", "body": packed})


async def push(http: httpx.AsyncClient, phone: sqlite3.Connection) -> int:
    """Everything on the phone to the server; answers the bytes on the wire."""
    packed = gzip.compress(given(phone, 0).encode(), GZIP_LEVEL, mtime=0)
    response = await http.post("/push", content=packed, headers={"Content-Encoding": "gzip"})
    response.raise_for_status()
    return len(packed)


async def pull(http: httpx.AsyncClient, phone: sqlite3.Connection, after: int) -> None:
    """What the server has above a number into the phone's file."""
    response = await http.get("/pull", params={"after": after})
    response.raise_for_status()
    taken(phone, response.text)


if __name__ == "__main__":
    uvicorn.run(FloorServer(Path(sys.argv[1])), port=int(sys.argv[2]), log_level="warning", access_log=False)
