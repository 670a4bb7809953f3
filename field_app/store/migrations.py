"""How the phone's file came to its present shape: named steps, each in one transaction with its log row."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("phone")


@migrations()
def first_shape(database: Database) -> None:
    """Settings, the team's rows, what was saved here, the salt seeds and the drafts.

    Only ids, numbers and states stand open; all content is in a `sealed` column.
    """
    database.executescript(
        """
        create table settings (name text primary key, sealed blob not null) without rowid;
        create table rows (
            kind text not null, id text not null, seq integer not null, case_id text,
            generation integer not null, sealed blob not null
        );
        create unique index rows_by_id on rows (kind, id);
        create index rows_of_case on rows (case_id) where case_id is not null;
        create table outbox (
            device_seq integer primary key, id text not null unique, state text not null,
            inner_hash blob not null, head blob not null, seq integer, sealed blob not null, verdict blob
        );
        create index outbox_state on outbox (state) where state in ('SAVED', 'SENT', 'REFUSED');
        create table seeds (first_seq integer primary key, sealed blob not null);
        create table drafts (id text primary key, case_id text not null, discarded_at text, sealed blob not null) without rowid;
        """
    )


@migrations()
def photos(database: Database) -> None:
    """Which photo files this phone keeps, for which draft or command, and how far each has travelled."""
    database.executescript(
        """
        create table photos (
            sha256 text primary key, state text not null, case_id text not null, draft_id text not null,
            device_seq integer, size integer not null, receipt integer, sealed_for text
        ) without rowid;
        """
    )
