"""What every part of the command line shares: a clear no, the options, and the server's file."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sync_server.restore import begin_epoch
from sync_server.store.server_store import ServerStore

#: The subcommands of a parser; argparse has no public name for them.
Commands = Any


class Told(Exception):
    """Something to tell whoever typed the command, in one plain sentence."""


def command(commands: Commands, name: str, what: str, run: Callable[[argparse.Namespace], int | None]) -> argparse.ArgumentParser:
    """Add one command with its help."""
    parser: argparse.ArgumentParser = commands.add_parser(name, help=what, description=what)
    parser.set_defaults(run=run)
    return parser


def add_folder(parser: argparse.ArgumentParser, folder: Path) -> None:
    """The option that says where the server keeps its file."""
    parser.add_argument("--folder", type=Path, default=folder, metavar="MAP", help=f"map van de server (standaard {folder})")


def database(folder: Path) -> Path:
    """The server's file in this folder."""
    return folder / "ronde.db"


@contextmanager
def changing(folder: Path, *, new: bool = False) -> Iterator[ServerStore]:
    """The server's store in one transaction, also beside a running server. Raises `Told` when there is none yet."""
    if not new and not database(folder).exists():
        raise Told(f"In {folder} staat nog geen server. Maak eerst een team: ronde team add NAAM")
    store = ServerStore(database(folder))
    try:
        store.database.conn.execute("begin immediate")  # waits its turn; one that begins by reading may be turned away half-way
        with store.database.atomic():
            begin_epoch(store, datetime.now(UTC))
            yield store
        store.database.conn.execute("commit")
    finally:
        store.close()
