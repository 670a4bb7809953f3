"""A report in a watched folder: whole or not at all, never over anything, recognised the second time, without names of people."""

from __future__ import annotations

import errno
import json
from dataclasses import replace
from pathlib import Path

import pytest

from server.municipality_world import CONTENT, document
from sync_server.municipality import folder as watched
from sync_server.municipality.folder import Put, put


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_the_pdf_stands_there_with_a_description_and_nothing_else(tmp_path: Path) -> None:
    assert put(document(), tmp_path) is Put.NEW
    identification = document().identification
    assert names(tmp_path) == [f"{identification}.json", f"{identification}.pdf"]
    assert (tmp_path / f"{identification}.pdf").read_bytes() == CONTENT
    assert json.loads((tmp_path / f"{identification}.json").read_text("utf-8")) == {
        "identificatie": identification, "titel": "Rapport van bevindingen Linde", "creatiedatum": "2026-11-02",
        "zaak": "ZAAK-2026-0001",
        "vertrouwelijkheidaanduiding": "zaakvertrouwelijk", "formaat": "application/pdf", "taal": "dut",
        "bestandsnaam": f"{identification}.pdf", "bestandsomvang": len(CONTENT), "sha256": document().sha256,
    }  # fmt: skip


def test_the_same_again_is_recognised_and_half_of_it_is_completed(tmp_path: Path) -> None:
    put(document(), tmp_path)
    assert put(document(), tmp_path) is Put.THERE
    (tmp_path / document().file_name).unlink()
    (tmp_path / f".{document().file_name}.part").write_bytes(b"of a machine that lost power")
    assert put(document(), tmp_path) is Put.NEW
    assert (tmp_path / document().file_name).read_bytes() == CONTENT
    assert len(names(tmp_path)) == 2


def test_nothing_is_ever_replaced(tmp_path: Path) -> None:
    theirs = tmp_path / document().file_name
    theirs.write_bytes(b"somebody else's")
    with pytest.raises(FileExistsError):
        put(document(), tmp_path)
    assert theirs.read_bytes() == b"somebody else's"
    with pytest.raises(FileExistsError):
        put(replace(document(), title="Iets anders"), tmp_path)


def test_who_comes_first_between_the_look_and_the_name_keeps_it(tmp_path: Path) -> None:
    """The name is given by a link, which never replaces; planted beside it: a rename, which does."""
    part, path = tmp_path / ".x.part", tmp_path / "x.pdf"
    part.write_bytes(b"ours")
    path.write_bytes(b"theirs")
    with pytest.raises(FileExistsError):
        watched._name(part, path, Path.hardlink_to)
    assert path.read_bytes() == b"theirs"
    part.rename(path)
    assert path.read_bytes() == b"ours", "which is why it is no rename"


def no_links(*_: object) -> None:
    """What a network share without hard links answers."""
    raise OSError(errno.EOPNOTSUPP, "no links here")


def test_a_share_without_links_gets_it_too_and_replaces_nothing_either(tmp_path: Path) -> None:
    assert put(document(), tmp_path, link=no_links) is Put.NEW
    assert (tmp_path / document().file_name).read_bytes() == CONTENT
    assert len(names(tmp_path)) == 2
    assert put(document(), tmp_path, link=no_links) is Put.THERE
    with pytest.raises(FileExistsError):
        put(replace(document(), title="Iets anders"), tmp_path, link=no_links)


def test_whoever_sees_the_pdf_finds_its_description(tmp_path: Path) -> None:
    """The order in which they get their names: a folder that cannot take the PDF has the description only."""
    (tmp_path / f".{document().file_name}.part").mkdir()
    with pytest.raises(OSError, match="directory"):
        put(document(), tmp_path)
    assert names(tmp_path) == [f".{document().file_name}.part", f"{document().identification}.json"]
