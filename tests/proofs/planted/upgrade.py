"""Faults that would let an update lose work, or leave a phone behind that was not updated yet."""

from __future__ import annotations

from .fault import Fault

_OPENED = "tests/upgrade/test_released.py::test_all_drafts_and_queued_commands_are_there_and_opening_twice_changes_nothing"
_KILLED = "tests/upgrade/test_killed_migration.py::test_a_phones_file_survives_a_kill_at_any_statement"
_OLDER = "tests/upgrade/test_older_phone.py::test_a_phone_one_version_behind_delivers_reads_and_swaps_beside_todays"


def _a_step_of_the_phone(words: str) -> None:
    from sqlite_utils import Database  # noqa: PLC0415  # a fault imports what it changes itself

    from field_app.store.migrations import migrations  # noqa: PLC0415  # only where it is planted

    @migrations()
    def planted(database: Database) -> None:
        database.execute(words)


def _drop_drafts() -> None:
    _a_step_of_the_phone("delete from drafts")


def _renumber_the_outbox() -> None:
    _a_step_of_the_phone("update outbox set device_seq = device_seq + 1000")


def _kept_half_way() -> None:
    from sqlite_utils import Database  # noqa: PLC0415  # only where it is planted

    from field_app.store.migrations import migrations  # noqa: PLC0415  # only where it is planted

    @migrations()
    def planted(database: Database) -> None:
        database.execute("create table aside as select * from drafts")
        database.execute("delete from drafts")
        database.conn.execute("commit")  # a kill from here on leaves a file that does not open again
        database.conn.execute("begin")
        database.execute("insert into drafts select * from aside")
        database.execute("drop table aside")


def _refuse_the_version_before() -> None:
    from field_app.rules.wire import PROTOCOL  # noqa: PLC0415  # only where it is planted
    from sync_server import round as exchange  # noqa: PLC0415  # only where it is planted

    exchange.__dict__["OLDEST_PROTOCOL"] = PROTOCOL


def _feed_it_everything() -> None:
    from sync_server import earlier  # noqa: PLC0415  # only where it is planted

    earlier.rows = lambda protocol, found: found


FAULTS: tuple[Fault, ...] = (
    Fault("update-drops-drafts", "P21", "an update throws away what was half written", _OPENED, _drop_drafts),
    Fault("update-renumbers-the-outbox", "P21", "an update gives queued commands other numbers", _OPENED, _renumber_the_outbox),
    Fault("update-is-kept-half-way", "P21", "an update is on disk before it is done", _KILLED, _kept_half_way),
    Fault("version-before-is-refused", "P21", "a phone not yet updated gets nothing", _OLDER, _refuse_the_version_before),
    Fault("version-before-gets-all", "P21", "a phone is given rows that its app cannot read", _OLDER, _feed_it_everything),
)
