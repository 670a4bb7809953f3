"""`ronde municipality`: settings are checked, reports go out and are remembered, and what broke off goes on with the same bytes."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from municipality_register import SECRET, ZAAK
from municipality_server import Municipality
from people import LINDE, TEAM
from running import Office

from field_app.rules.vocabulary import Kind
from server.municipality_office import NAME, Run, write
from server.municipality_world import CONTENT
from sync_server.admin.municipality import commands
from sync_server.admin.told import Told, changing
from sync_server.destroying import wipe
from sync_server.store.sendings import Sending
from sync_server.store.server_store import ServerStore


def remembered(office: Office) -> list[Sending]:
    return office.at_desk(lambda store: store.sendings.all_of(TEAM.id))


def kept_bytes(office: Office) -> list[int | None]:
    return [
        each[0] for each in office.at_desk(lambda store: store.database.execute("select length(content) from sendings").fetchall())
    ]


# ---- sending


def test_a_report_goes_out_once_is_remembered_and_its_content_is_let_go_of(
    municipality: Run, office: Office, town: Municipality, tmp_path: Path
) -> None:
    words = ("send", NAME, tmp_path / "rapport.pdf", "--zaak", ZAAK, "--by", "Karin Bos")
    code, out, err = municipality(*words)
    assert (code, err) == (0, "") and f"staat bij zaak {ZAAK}: {town.address}" in out
    (found,) = remembered(office)
    assert (found.case_id, found.asked_by, found.size, found.trouble) == (LINDE.id, "Karin Bos", len(CONTENT), None)
    assert found.sent_at and found.url and found.url.startswith(town.address)
    assert kept_bytes(office) == [None]
    assert "al verstuurd op" in municipality(*words)[1]
    assert "staat bij zaak" in municipality(*words, "--again")[1]
    assert (len(town.register.kept.documents), len(town.register.kept.links)) == (1, 1)
    assert found.identification in municipality("status")[1]
    assert json.loads(municipality("status", "--json")[1])[0]["sha256"] == found.sha256


def test_what_was_refused_waits_and_goes_on_with_the_same_bytes_without_the_file(
    municipality: Run, office: Office, town: Municipality, tmp_path: Path
) -> None:
    code, _, err = municipality("send", NAME, tmp_path / "rapport.pdf", "--zaak", "ZAAK-WRONG")
    assert code == 1 and "geen zaak met dit nummer" in err
    assert remembered(office)[0].trouble == "case-unknown" and kept_bytes(office) == [len(CONTENT)]
    assert "(case-unknown)" in municipality("status")[1]
    (tmp_path / "rapport.pdf").unlink()
    assert municipality("send", NAME, "--zaak", ZAAK)[0] == 0
    ((document_id, _),) = town.register.kept.documents.items()
    assert town.register.kept.whole(document_id) == CONTENT
    assert len(remembered(office)) == 1 and kept_bytes(office) == [None]


def test_a_report_that_ronde_makes_is_made_once_and_goes_on_with_the_same_bytes(
    municipality: Run, office: Office, town: Municipality
) -> None:
    made: list[bytes] = []

    def report(_: argparse.Namespace, __: ServerStore, team_id: str, case_id: str) -> Callable[[], bytes]:
        assert (team_id, case_id) == (TEAM.id, LINDE.id)

        def make() -> bytes:
            with changing(office.folder):  # raises when the server's file is still held
                made.append(b"%PDF-" + str(len(made)).encode())
            return made[-1]

        return make

    parser = argparse.ArgumentParser()
    commands.add_to(parser.add_subparsers(), office.folder, report)
    for number, trouble in ((ZAAK, 400), (ZAAK, None)):
        town.troubles = [None, None, trouble]
        options = parser.parse_args(["municipality", "send", NAME, "--zaak", number, "--folder", str(office.folder)])
        if trouble:
            with pytest.raises(Told):
                options.run(options)
        else:
            options.run(options)
    ((document_id, _),) = town.register.kept.documents.items()
    assert made == [b"%PDF-0"] == [town.register.kept.whole(document_id)]
    words = ["municipality", "send", NAME, "--zaak", ZAAK, "--folder", str(office.folder)]
    with pytest.raises(Told, match="al verstuurd op"):
        parser.parse_args(words).run(parser.parse_args(words))
    assert len(made) == len(town.register.kept.documents) == 1, "the same report is not made and sent a second time by mistake"
    parser.parse_args(words).run(parser.parse_args([*words, "--again"]))
    assert len(made) == len(town.register.kept.documents) == 2


@pytest.mark.parametrize("step", range(5))
def test_a_command_that_is_killed_at_any_step_goes_on_without_the_file(
    municipality: Run, office: Office, town: Municipality, tmp_path: Path, step: int
) -> None:
    town.troubles = [*[None] * step, "hang"]
    words = ["send", NAME, str(tmp_path / "rapport.pdf"), "--zaak", ZAAK, "--folder", str(office.folder)]
    with subprocess.Popen([sys.executable, "-m", "sync_server.admin", "municipality", *words]) as process:
        assert town.hangs.wait(30)
        process.kill()
    town.goes_on.set()
    (tmp_path / "rapport.pdf").unlink()
    assert remembered(office)[0].sent_at is None and kept_bytes(office) == [len(CONTENT)]
    assert municipality("send", NAME)[0] == 0
    ((document_id, _),) = town.register.kept.documents.items()
    assert town.register.kept.whole(document_id) == CONTENT and len(town.register.kept.links) == 1
    assert kept_bytes(office) == [None]


def test_the_apis_words_are_for_who_typed_the_command_and_are_kept_nowhere(
    municipality: Run, office: Office, town: Municipality, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    town.troubles = [None, None, 400]
    code, _, err = municipality("send", NAME, tmp_path / "rapport.pdf", "--zaak", ZAAK, "--title", "Rapport over mevrouw Voorbeeld")
    assert code == 1 and err.startswith("ronde: De API neemt dit niet aan.") and "[titel: titel told-to]" in err
    assert remembered(office)[0].trouble == "told-to"
    assert "Voorbeeld" not in caplog.text and SECRET not in caplog.text


def test_a_destroyed_case_takes_along_what_waits_and_leaves_that_something_was_sent(
    municipality: Run, office: Office, town: Municipality, tmp_path: Path
) -> None:
    assert municipality("send", NAME, tmp_path / "rapport.pdf", "--zaak", ZAAK)[0] == 0
    (tmp_path / "rapport.pdf").write_bytes(b"%PDF-newer")
    assert municipality("send", NAME, tmp_path / "rapport.pdf", "--zaak", "ZAAK-WRONG")[0] == 1
    assert kept_bytes(office) == [None, len(b"%PDF-newer")]
    office.at_desk(lambda store: wipe(store, TEAM.id, LINDE.id))
    (left,) = remembered(office)
    assert (left.title, left.case_number, bool(left.sent_at), kept_bytes(office)) == ("", "", True, [None])


def test_what_is_missing_is_said(municipality: Run, office: Office, tmp_path: Path) -> None:
    report = tmp_path / "rapport.pdf"
    assert "geen zaaknummer" in municipality("send", NAME, report)[2]
    assert "niet precies één zaak" in municipality("send", "Nergens", report, "--zaak", ZAAK)[2]
    assert "1 tot 200 tekens" in municipality("send", NAME, report, "--zaak", ZAAK, "--title", "x" * 201)[2]
    report.write_bytes(b"PK\3\4")
    assert "geen PDF" in municipality("send", NAME, report, "--zaak", ZAAK)[2]
    assert remembered(office) == []


def test_the_other_way_is_a_folder(municipality: Run, office: Office, tmp_path: Path) -> None:
    (office.folder / "out").mkdir()
    write(office, {"way": "folder", "folder": "out"})
    words = ("send", NAME, tmp_path / "rapport.pdf", "--zaak", ZAAK)
    assert "staat er nu" in municipality(*words)[1]
    assert "stond er al" in municipality(*words)[1]
    (pdf,) = (office.folder / "out").glob("*.pdf")
    pdf.unlink()
    assert "al verstuurd op" in municipality(*words)[1]
    assert "staat er nu" in municipality(*words, "--again")[1]
    (tmp_path / "elsewhere").mkdir()
    (office.folder / "municipality.json").unlink()
    assert (
        municipality("deliver", NAME, tmp_path / "rapport.pdf", "--zaak", ZAAK, "--to", tmp_path / "elsewhere", "--again")[0] == 0
    )
    assert len(list((tmp_path / "elsewhere").iterdir())) == 2
    assert municipality("deliver", NAME, tmp_path / "rapport.pdf", "--to", tmp_path / "nowhere")[0] == 1


def test_a_servers_file_from_before_there_were_sendings_opens_with_nothing_lost(office: Office) -> None:
    before = office.rows()
    office.server.stop()
    with changing(office.folder) as store:
        store.database.execute("drop table sendings")
        store.database.execute("delete from _sqlite_migrations where name = 'sendings'")
    with changing(office.folder) as store:
        assert store.sendings.all_of(TEAM.id) == []
        assert {(Kind(kind), row_id) for kind, row_id in before} == {
            (kind, row_id) for kind in Kind for row_id in store.rows(TEAM.id).all_of(kind)
        }
