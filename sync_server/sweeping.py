"""What two people destroyed leaves the disk, and is listed for after a restore: once the commit made it certain, never before."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from typing import Any

from sync_server.keys import log_key
from sync_server.photos import PhotoBox, Uploads
from sync_server.register import Register
from sync_server.store.server_store import ServerStore

log = logging.getLogger(__name__)

_LEAVING = "leaving"


def will_be_listed(store: ServerStore, line: Mapping[str, Any]) -> None:
    """A case is being destroyed: this line is for the list outside every backup."""
    _leave(store, "lines", [dict(line)])


def will_leave(store: ServerStore, team_id: str, case_id: str) -> None:
    """A case is being destroyed: its photos are to leave the disk, those that came halfway too."""
    asked = "select distinct team, device, sha256 from photos where team = ? and case_id = ?"
    _leave(store, "photos", store.database.execute(asked, [team_id, case_id]).fetchall())


def _leave(store: ServerStore, what: str, more: list[Any]) -> None:
    if more:
        waiting = store.meta(_LEAVING) or {}
        store.set_meta(_LEAVING, {**waiting, what: [*waiting.get(what, ()), *more]})


def sweep(store: ServerStore) -> None:
    """After a commit, and so at the start as well: do what it made certain. What does not succeed is tried at the next one."""
    try:
        if store.meta(_LEAVING):
            with store.database.atomic():
                _do(store, store.meta(_LEAVING))
                store.set_meta(_LEAVING, {})
    except Exception:  # the commit stands, whatever happens to a file
        log.exception("what was destroyed could not leave the disk yet")


def _do(store: ServerStore, waiting: Mapping[str, Any]) -> None:
    _remove(store, waiting.get("photos", ()))
    register = Register(store.folder)
    for line in waiting.get("lines", ()):
        register.destroyed(line, log_key(store.folder))


def _remove(store: ServerStore, photos: Iterable[tuple[str, str, str]]) -> None:
    """A photo that an entry of a living case names by now stays."""
    box, uploads = PhotoBox(store.folder), Uploads(store.folder)
    for team_id, device_id, sha256 in photos:
        if store.photos.size_named(team_id, device_id, sha256) is None:
            uploads.end(device_id, sha256)
        if store.photos.case_of(team_id, sha256) is None:
            box.remove(team_id, sha256)
