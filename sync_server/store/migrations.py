"""How the server's file came to its present shape: named steps, each in one transaction with its log row."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from sync_server.store.team_log import build

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


@migrations()
def log_as_a_tree(database: Database) -> None:
    """Each command has its place in its team's log and keeps the hash of what was said of it; the tree, its heads and alarms."""
    database.executescript(
        """
        alter table commands add column leaf integer;
        alter table commands add column said blob;
        create table tiles (
            team text not null, level integer not null, number integer not null, hashes blob not null,
            primary key (team, level, number)
        );
        create table heads (
            team text not null, epoch text not null, size integer not null, root blob not null, at text not null,
            signature blob not null
        );
        create index heads_of_team on heads (team);
        create table log_alarms (
            team text not null, device text not null, source text not null, at text not null, held text not null,
            told text not null
        );
        create unique index log_alarms_once on log_alarms (team, device, source, held, told);
        create table stamps (
            team text not null, head text not null, authority text not null, at text not null, response blob not null
        );
        """
    )
    for (team_id,) in database.execute("select distinct team from commands").fetchall():
        build(database, team_id)
    database.execute("create unique index commands_as_received on commands (team, leaf)")


@migrations()
def photos(database: Database) -> None:
    """Photos that entries name, those that arrived, receipts for devices and what a backup holds of them, openings of originals."""
    database.executescript(
        """
        create table photos (
            team text not null, sha256 text not null, observation text not null, case_id text not null, device text not null,
            size integer not null, primary key (team, sha256, observation)
        ) without rowid;
        create index photos_of_case on photos (team, case_id);
        create table photo_files (
            team text not null, sha256 text not null, sealed_sha256 text not null, received_at text not null,
            primary key (team, sha256)
        ) without rowid;
        create table photo_receipts (
            device text not null, sha256 text not null, team text not null, number integer not null, primary key (device, sha256)
        ) without rowid;
        create table photo_safe (device text primary key, number integer not null) without rowid;
        create table openings (
            team text not null, original text not null, sha256 text not null, case_id text not null, officer text not null,
            device text not null, at text not null
        );
        """
    )


@migrations()
def sendings(database: Database) -> None:
    """What went to the municipality's systems, and what is on its way there."""
    database.executescript(
        """
        create table sendings (
            id text primary key, team text not null references teams, case_id text not null, way text not null,
            identification text not null, sha256 text not null, size integer not null, title text not null,
            created_on text not null, case_number text not null, asked_by text not null, asked_at text not null,
            sent_at text, url text, trouble text, content blob
        );
        create unique index sendings_once on sendings (team, case_id, way, sha256);
        """
    )


@migrations()
def papers(database: Database) -> None:
    """Each making of a report or an export of a case: who, when, which case."""
    database.executescript(
        """
        create table papers (
            team text not null, case_id text not null, kind text not null, officer text not null, device text not null,
            at text not null
        );
        create index papers_of_team on papers (team, at);
        """
    )
