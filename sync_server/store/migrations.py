"""How the server's file came to its present shape: named steps, each in one transaction with its log row."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("server")


@migrations()
def first_shape(database: Database) -> None:
    """Teams, devices, the commands as received (the evidence), and the rows that follow from them."""
    database.executescript(
        """
        create table meta (name text primary key, value text not null) without rowid;
        create table teams (id text primary key, name text not null, recovery_key text not null, seq integer not null default 0);
        create table devices (
            id text primary key, team text not null references teams, officer text not null, public_key blob not null,
            last_seq integer not null default 0, head blob not null, safe_seq integer not null default 0,
            enrolled_at text not null, revoked_at text
        );
        create table enrolments (
            id text primary key, team text not null references teams, officer text not null, secret_hash blob not null,
            expires_at text not null, tries_left integer not null, used_at text
        );
        create table commands (
            device text not null, device_seq integer not null, team text not null, id text, content blob, salt blob,
            inner_hash blob not null, head blob not null, received_at text not null,
            status text not null, seq integer, verdict text
        );
        create unique index commands_in_order on commands (device, device_seq);
        create unique index commands_once on commands (team, id) where seq is not null;
        create table batches (
            device text not null, last_seq integer not null, head blob not null, signature blob not null,
            received_at text not null, clock text not null, primary key (device, last_seq)
        ) without rowid;
        create table rows (
            team text not null, kind text not null, id text not null, seq integer not null,
            made_seq integer not null, made_by text, case_id text, looked_on text, minutes integer, body text not null
        );
        create unique index rows_by_id on rows (team, kind, id);
        create index rows_by_seq on rows (team, seq);
        create index looks on rows (team, case_id, looked_on, minutes) where minutes is not null;
        create table totals (
            team text not null, kind text not null, count integer not null, sum text not null, primary key (team, kind)
        );
        """
    )


@migrations()
def audiences(database: Database) -> None:
    """Each row says for whom it is, and belongs to a case where it is about one; totals are kept for each audience."""
    database.executescript(
        """
        alter table rows add column audience text not null default '';
        update rows set audience = 'content' where kind in ('case', 'plan', 'observation');
        update rows set case_id = id where kind = 'case';
        update rows set case_id = json_extract(body, '$.case_id') where kind = 'plan';
        update rows set case_id = json_extract(body, '$.look.case_id') where kind = 'observation';
        create index rows_of_case on rows (team, case_id) where case_id is not null;
        create table totals_by_audience (
            team text not null, kind text not null, audience text not null, count integer not null, sum text not null,
            primary key (team, kind, audience)
        );
        insert into totals_by_audience
            select team, kind, iif(kind in ('case', 'plan', 'observation'), 'content', ''), count, sum from totals;
        drop table totals;
        alter table totals_by_audience rename to totals;
        """
    )
