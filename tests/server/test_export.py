"""Whoever holds an export can tell, offline, whether anything in it was changed, dropped, added or moved, and is told what."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from casework_people import CASE_ID
from people import KARIN, NADIA, TEAM
from proofs import Proof, exactly
from running import Office

from field_app.rules.commands import RecordObservation, WithdrawObservation
from field_app.rules.wire import canonical
from server.played_case import PlayedCase
from server.test_report import file_of
from sync_server.admin.cli import main
from sync_server.destroying import wipe
from sync_server.keys import LogKey, log_key
from sync_server.report import checking
from sync_server.report.checking import CHECKS, COMMANDS, DEVICES, DOSSIER, LOG, MANIFEST, Entry, faults, packed, unpacked
from sync_server.report.making import Maker
from sync_server.store.stamps import Stamp

FLIPS = 600
Change = Callable[[Any], None]


@dataclass(frozen=True, slots=True)
class Made:
    """An export, the key that signed it, one made earlier, and one of another case of the same team."""

    raw: bytes
    key: LogKey
    earlier: bytes

    @property
    def entries(self) -> list[Entry]:
        return unpacked(self.raw)[0]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    office = Office(tmp_path_factory.mktemp("office"))
    played = PlayedCase(office).opened().looked()
    key = log_key(office.folder)
    earlier = Maker(key).export(file_of(played))
    yield Made(Maker(key).export(file_of(played.decided())), key, earlier)
    office.close()


def forged(made: Made, name: str, change: Change) -> bytes:
    """The export after somebody with the server's log key changed one of its files and signed the list anew."""
    entries = dict(made.entries)
    value = json.loads(entries[name])
    change(value)
    entries[name] = json.dumps(value, ensure_ascii=False).encode()
    return signed(made, entries)


def signed(made: Made, entries: dict[str, bytes]) -> bytes:
    manifest = json.loads(entries.pop(MANIFEST))
    manifest["files"] = [{"name": n, "sha256": sha256(c).hexdigest(), "size": len(c)} for n, c in entries.items()]
    manifest["signature"] = made.key.sign(canonical({**manifest, "signature": ""})).hex()
    return packed([(MANIFEST, canonical(manifest)), *entries.items()])


def test_an_export_that_nobody_touched_is_sound_and_any_reader_of_zips_opens_it(made: Made, tmp_path: Path) -> None:
    found, of = faults(made.raw)
    assert (found, of.unchecked) == ([], {})
    (tmp_path / "zaak.zip").write_bytes(made.raw)
    with zipfile.ZipFile(tmp_path / "zaak.zip") as package:
        assert package.testzip() is None
        names = package.namelist()
        assert json.loads(package.read(DOSSIER))["case_id"] == CASE_ID
    assert {"rapport.pdf", "LEESMIJ.txt", "controleer.py", COMMANDS, DEVICES, LOG} <= set(names)
    assert sum(name.startswith("opdrachten/") for name in names) > 15


def test_every_one_of_600_flipped_bits_is_named(made: Made, proof: Proof) -> None:
    """A flip within a file names that file; a flip of the zip's own bytes names the file or the list of contents."""
    chance, places = random.Random(2026), _places(made)  # noqa: S311  # which bytes, no secret
    reached, named = set[str](), 0
    for _ in range(FLIPS):
        at = chance.randrange(len(made.raw))
        raw = bytearray(made.raw)
        raw[at] ^= 1 << chance.randrange(8)
        where = next((name for first, end, name in places if first <= at < end), "")
        found, reached = " ".join(faults(bytes(raw))[0]), reached | {where or "inhoudsopgave"}
        number = next((number for number, (first, end, _) in enumerate(places, start=1) if first <= at < end), 0)
        wanted = (f"'{where}'", f"bestand {number}") if where else ("inhoudsopgave",)
        named += any(each in found for each in wanted)
    proof("P17", "bits flipped anywhere in the export of a case", named=exactly(FLIPS, named))
    assert {"rapport.pdf", "inhoudsopgave", DOSSIER, COMMANDS, "controleer.py"} <= reached


def _places(made: Made) -> list[tuple[int, int, str]]:
    found, at = [], 0
    for name, content in made.entries:
        end = at + 30 + len(name) + len(content)
        found.append((at, end, name))
        at = end
    return found


def _without(entries: list[Entry], name: str) -> list[Entry]:
    return [each for each in entries if each[0] != name]


@pytest.mark.parametrize("at", [1, 4, 8, -1])
def test_a_dropped_doubled_or_moved_file_is_named(made: Made, at: int) -> None:
    entries = made.entries
    name = entries[at][0]
    assert any(name in each and "ontbreekt" in each for each in faults(packed(_without(entries, name)))[0])
    with pytest.warns(UserWarning, match="Duplicate name"):
        assert any(name in each and "meer dan één keer" in each for each in faults(packed([*entries, entries[at]]))[0])
    moved = [*_without(entries, name)[:2], entries[at], *_without(entries, name)[2:]]
    moved = moved if moved != entries else [*_without(entries, name), entries[at]]
    if moved != entries:
        assert any("staat op een andere plaats" in each for each in faults(packed(moved))[0])


def test_what_was_added_or_leads_out_of_the_folder_is_named(made: Made) -> None:
    for name in ("extra.txt", "../buiten.txt", "/etc/passwd", "fotos/../../x", "C:\\x"):
        found = faults(packed([*made.entries, (name, b"x")]))[0]
        assert any("toegevoegd" in each for each in found), name
        assert name == "extra.txt" or any("niet mag" in each for each in found), name


def test_a_list_that_is_written_in_another_way_is_named(made: Made) -> None:
    entries = dict(made.entries)
    plain = entries[MANIFEST]
    for other in (
        b'{"case_id":"another",' + plain[1:],
        json.dumps(json.loads(plain)).encode(),
        json.dumps(json.loads(plain)).encode("utf-16"),
    ):
        assert json.loads(other) == json.loads(plain), "most readers see the same"
        assert any("manifest.json" in each for each in faults(packed(list({**entries, MANIFEST: other}.items())))[0])


def test_a_file_from_another_export_of_the_same_case_is_named(made: Made) -> None:
    """Also where each of both is sound by itself: a roll-back of one part."""
    assert faults(made.earlier)[0] == []
    old = dict(unpacked(made.earlier)[0])
    for name in ("rapport.pdf", DOSSIER, COMMANDS, DEVICES, LOG, MANIFEST):
        mixed = [(each, old[name] if each == name else content) for each, content in made.entries]
        assert any(
            f"{name!r} is veranderd" in each or "ontbreekt" in each or "toegevoegd" in each for each in faults(packed(mixed))[0]
        )


@pytest.mark.parametrize("left", [0.999, 0.9, 0.5, 0.01])
def test_an_export_that_was_cut_off_is_named(made: Made, left: float) -> None:
    assert faults(made.raw[: int(len(made.raw) * left)])[0]


# ---- forged by whoever has the server and its key: each check finds what no other does


def _say_otherwise(raw: dict[str, bytes]) -> None:
    name = next(each for each in raw if each.startswith("opdrachten/") and b"record-signal" in raw[each])
    raw[name] = raw[name].replace(b"Post komt terug.", b"Post kwam nooit.")


def _change_command(made: Made) -> bytes:
    entries = dict(made.entries)
    _say_otherwise(entries)
    return signed(made, entries)


def _change_link(devices: Any) -> None:
    devices[0]["links"][0][1] = "00" * 32


def _change_time(commands: Any) -> None:
    commands[3]["received_at"] = "2026-11-19T01:00:00.000+01:00"


def _change_flags(commands: Any) -> None:
    next(each for each in commands if "flags" in each["verdict"])["verdict"]["flags"] = []


def _change_row(dossier: Any) -> None:
    dossier["rows"]["observation"][0]["look"]["weather"] = "zonnig"


FORGERIES: dict[str, tuple[str, Callable[[Made], bytes]]] = {
    "check_contents": ("De inhoud van opdracht", _change_command),
    "check_chains": ("De keten van apparaat", lambda made: forged(made, DEVICES, _change_link)),
    "check_log": ("logboek van de server", lambda made: forged(made, COMMANDS, _change_time)),
    "check_rows": ("staat in dossier.json anders", lambda made: forged(made, DOSSIER, _change_row)),
    "check_manifest": (
        "'rapport.pdf' is veranderd",
        lambda made: packed([(name, raw + b" " if name == "rapport.pdf" else raw) for name, raw in made.entries]),
    ),
}


@pytest.mark.parametrize("check", FORGERIES)
def test_each_check_finds_what_no_other_finds(made: Made, check: str) -> None:
    """The planted fault is a verifier that leaves this check out: then the forgery passes."""
    said, forge = FORGERIES[check]
    raw = forge(made)
    assert any(said in each for each in faults(raw)[0])
    forgetful = [each for each in CHECKS if each.__name__ != check]
    assert len(forgetful) == len(CHECKS) - 1
    assert faults(raw, forgetful)[0] == []
    assert {each.__name__ for each in CHECKS} == set(FORGERIES)


def test_a_verdict_that_was_made_milder_is_named(made: Made) -> None:
    assert any("zei, is veranderd" in each for each in faults(forged(made, COMMANDS, _change_flags))[0])


def test_a_list_signed_with_another_key_is_told_when_the_key_is_known(made: Made, tmp_path: Path) -> None:
    (tmp_path / "zaak.zip").write_bytes(made.raw)
    assert main(["verify", str(tmp_path / "zaak.zip"), made.key.public_hex]) == 0
    assert main(["verify", str(tmp_path / "zaak.zip"), "00" * 32]) == 1


def test_what_was_destroyed_verifies_and_says_so(office: Office) -> None:
    """A device that worked on a case that was destroyed: its chain still holds, and the export of another case says so."""
    played = PlayedCase(office).opened().looked()
    other = played.sees(case_id="olm", place_id="olm-home")
    gone = played.does(RecordObservation(other))
    office.at_desk(lambda store: wipe(store, TEAM.id, "olm"))
    raw = Maker(log_key(office.folder)).export(file_of(played))
    assert faults(raw)[0] == []
    links = [link for device in json.loads(dict(unpacked(raw)[0])[DEVICES]) for link in device["links"] if "gone" in link]
    assert len(links) == 1
    assert gone.encode() not in raw
    file = file_of(played)
    emptied = replace(
        file, commands=tuple(replace(each, content=None, salt=None) if each.id == "seen" else each for each in file.commands)
    )
    found, of = faults(Maker(log_key(office.folder)).export(emptied))
    assert found == []
    assert [each for each in of.notes if "vernietigd of verloren" in each]


def test_what_was_there_before_a_stamp_is_proven_under_the_stamped_head_too(office: Office) -> None:
    played, key = PlayedCase(office).opened(), log_key(office.folder)
    stamped = file_of(played).heads[0]
    office.at_desk(lambda store: store.stamps.keep(Stamp(stamped, "authority", played.now, b"the authority's answer")))
    elsewhere = replace(stamped, root="00" * 32, size=stamped.size - 1)
    office.at_desk(lambda store: store.stamps.keep(Stamp(elsewhere, "authority", played.now, b"of a log that was rolled back")))
    raw = Maker(key).export(file_of(played.looked()))
    entries = dict(unpacked(raw)[0])
    assert faults(raw)[0] == []
    assert json.loads(entries["bewijs/tijdstempel.json"])["root"] == stamped.root
    assert entries["bewijs/tijdstempel.tsr"] == b"the authority's answer"
    paths = [each["paths"][1] for each in json.loads(entries[COMMANDS])]
    assert (None in paths, any(paths)) == (True, True), "older and younger than the stamp"
    made = Made(raw, key, raw)

    def swap(log: Any) -> None:
        log["heads"][1] = {**log["heads"][0], "size": log["heads"][1]["size"]}

    def leave_out(commands: Any) -> None:
        for each in commands:
            each["paths"][1] = None

    assert any("logboek" in each for each in faults(forged(made, LOG, swap))[0])
    assert any("logboek" in each for each in faults(forged(made, COMMANDS, leave_out))[0]), "what is older needs its path"


# ---- on a machine that never saw the server


def _alone(folder: Path, raw: bytes, *flags: str) -> tuple[int, str]:
    """The script out of the export, in an empty folder, without anything of ours."""
    folder.mkdir()
    (folder / "zaak.zip").write_bytes(raw)
    (folder / "controleer.py").write_bytes(dict(unpacked(raw)[0])["controleer.py"])
    words = [shutil.which("python3") or sys.executable, *flags, "controleer.py", "zaak.zip"]
    done = subprocess.run(words, cwd=folder, env={}, capture_output=True, text=True, check=False)
    assert not done.stderr, done.stderr
    return done.returncode, done.stdout


def test_the_script_in_the_export_needs_nothing_but_python(made: Made, tmp_path: Path) -> None:
    code, said = _alone(tmp_path / "heel", made.raw, "-I", "-S")
    assert (code, "Al het andere klopt" in said, "niet gecontroleerd" in said) == (2, True, True)
    code, said = _alone(tmp_path / "kapot", _change_command(made), "-I", "-S")
    assert (code, "De inhoud van opdracht" in said) == (1, True)


def test_the_command_line_and_the_script_are_one_file(made: Made, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert dict(made.entries)["controleer.py"] == Path(checking.__file__).read_bytes()
    (tmp_path / "zaak.zip").write_bytes(made.raw)
    assert main(["verify", str(tmp_path / "zaak.zip")]) == 0
    (tmp_path / "zaak.zip").write_bytes(made.earlier[:-5] + b"xxxxx")
    assert main(["verify", str(tmp_path / "zaak.zip")]) == 1
    (tmp_path / "zaak.zip").write_bytes(b"geen zip")
    assert main(["verify", str(tmp_path / "zaak.zip")]) == 2
    assert main(["verify", str(tmp_path / "weg.zip")]) == 2


def test_a_hostile_zip_does_no_harm(made: Made, tmp_path: Path) -> None:
    """Bombs cannot be: nothing is unpacked to disk and nothing squeezed is read. Made-up JSON is told, not believed."""
    deep = b"[" * 100_000
    for name in (MANIFEST, COMMANDS, DEVICES, LOG, DOSSIER):
        for content in (deep, b"null", b"[1]", b'{"files": 3}', b"9" * 10_000, b"\xff\xfe", b'[{"file": []}]'):
            assert faults(packed([(each, content if each == name else raw) for each, raw in made.entries]))[0]
    with zipfile.ZipFile(tmp_path / "bom.zip", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr(MANIFEST, b"0" * 10_000_000)
    assert faults((tmp_path / "bom.zip").read_bytes())[0]
    assert faults(b"PK\x03\x04" + b"\xff" * 200)[0]
    many = packed([(f"{at}", b"") for at in range(50_010)])
    assert faults(many)[0]


def test_it_is_the_same_for_the_same_case(office: Office) -> None:
    played = PlayedCase(office).opened()
    file, key = file_of(played), log_key(office.folder)
    assert Maker(key).export(file) == Maker(key).export(file)
    assert NADIA.id in dict(unpacked(Maker(key).export(file))[0])[DEVICES].decode()


def test_a_refused_command_under_a_colleagues_id_does_not_stand_in_the_log_as_the_colleagues(office: Office) -> None:
    played = PlayedCase(office).opened().looked()
    before = {(each["officer_id"], each["command"], each["received_at"]) for each in file_of(played).held.log}
    device = played.devices[KARIN.id]
    device.send({**device.envelope(WithdrawObservation("quiet", "Zomaar.")), "id": "quiet"})
    after = {(each["officer_id"], each["command"], each["received_at"]) for each in file_of(played).held.log}
    assert before < after
    assert {(who, what) for who, what, _ in after - before} == {(KARIN.id, "withdraw-observation")}
    assert faults(Maker(log_key(office.folder)).export(file_of(played)))[0] == []
