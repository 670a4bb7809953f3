"""The routes of photos: only what an entry of this device names, bit by bit, proven each time; seen by who may see the entry."""

from __future__ import annotations

import base64
import csv
import io
import threading
from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256 as hash_of
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from nacl.public import PublicKey, SealedBox
from people import KARIN, NADIA, RUBEN, TEAM, look
from photo_office import photographing_office, sealed_on_server
from pictures import camera
from running import Office, found_team
from tusclient import client as tus

from field_app.pictures import display_copy
from field_app.rules.commands import CorrectObservation, RecordObservation
from field_app.rules.dossier.photo_commands import AllowOriginal, AskOriginal, BlurPhoto
from field_app.rules.facts import Change
from field_app.rules.look import Area, Photo
from field_app.rules.records import Officer
from field_app.rules.refusals import Code
from field_app.rules.shift_changes import row
from field_app.rules.vocabulary import CaseStatus, Kind, Role
from server.by_hand import Device
from server.shown_dossier import keep
from server.test_proof import ZUID, refused
from sync_server.access import gathering
from sync_server.access import text_nl as access_text
from sync_server.admin.cli import main
from sync_server.destroying import wipe
from sync_server.photo_routes import MOST_CHUNK
from sync_server.photos import SEAL_BYTES, PhotoBox, uploads

RAW = camera.noise(300, 200)
SHA = hash_of(RAW).hexdigest()
SAMIRA = Officer("samira", "Samira Haddad", (Role.SECOND_READER,))
PLANNER = Officer("piet", "Piet Vos", (Role.PLANNER,))
CHUNK = "application/offset+octet-stream"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = photographing_office(tmp_path)
    yield made
    made.close()


def photo(raw: bytes = RAW, **changes: Any) -> Photo:
    usual = Photo(hash_of(raw).hexdigest(), len(raw), look().began_at, "stand", "auto", 300, 200)
    return replace(usual, **changes)


def device_of(office: Office, officer: Officer = NADIA, team_id: str = TEAM.id) -> Device:
    return Device.added(office.folder, office.address, officer, team_id).opened()


def named(device: Device, *photos: Photo) -> str:
    """The device saved an entry with these photos; its id."""
    verdict = device.send(device.envelope(RecordObservation(look(photos=photos or (photo(),)))))["verdicts"][0]
    assert verdict["status"] in ("accepted", "flagged")
    return str(verdict["id"])


def sealed(office: Office, raw: bytes = RAW) -> bytes:
    return SealedBox(PublicKey(bytes.fromhex(PhotoBox(office.folder).public_hex))).encrypt(raw)


def metadata(sha256: str) -> str:
    return "filename " + base64.b64encode(b"../../x").decode() + ",sha256 " + base64.b64encode(sha256.encode()).decode()


def create(device: Device, length: int, sha256: str = SHA) -> Any:
    headers = {"Tus-Resumable": "1.0.0", "Upload-Length": str(length), "Upload-Metadata": metadata(sha256)}
    return device.ask("POST", "/v1/photos", headers=headers)


def add(device: Device, content: bytes, at: int = 0, sha256: str = SHA, headers: Mapping[str, str] | None = None) -> Any:
    usual = {"Tus-Resumable": "1.0.0", "Content-Type": CHUNK, "Upload-Offset": str(at)}
    return device.ask("PATCH", f"/v1/photos/{sha256}", content, headers={**usual, **(headers or {})})


def head(device: Device, sha256: str = SHA) -> Any:
    return device.ask("HEAD", f"/v1/photos/{sha256}", headers={"Tus-Resumable": "1.0.0"})


def brought(office: Office, device: Device, raw: bytes = RAW) -> str:
    """An entry with this photo, and the photo too."""
    entry, content = named(device, photo(raw)), sealed(office, raw)
    sha256 = hash_of(raw).hexdigest()
    assert create(device, len(content), sha256).status_code == 201
    assert add(device, content, sha256=sha256).headers["ronde-receipt"]
    return entry


def see(device: Device, sha256: str = SHA) -> Any:
    return device.ask("GET", f"/v1/photos/{sha256}")


def test_a_photo_comes_bit_by_bit_and_gets_one_receipt(office: Office) -> None:
    device, content = device_of(office), sealed(office)
    named(device)
    assert device.ask("OPTIONS", "/v1/photos").headers["tus-extension"] == "creation,termination"
    assert refused(head(device)) == (404, Code.PHOTO_UNKNOWN)
    made = create(device, len(content))
    assert (made.status_code, made.headers["location"], made.headers["tus-resumable"]) == (201, f"/v1/photos/{SHA}", "1.0.0")
    assert add(device, content[:1_000]).headers["upload-offset"] == "1000"
    assert (head(device).headers["upload-offset"], head(device).headers["upload-length"]) == ("1000", str(len(content)))
    assert create(device, len(content)).status_code == 201
    assert head(device).headers["upload-offset"] == "1000", "begun twice is begun once"
    done = add(device, content[1_000:], 1_000)
    assert (done.status_code, done.headers["ronde-receipt"]) == (204, "1")
    assert [head(device).headers["ronde-receipt"] for _ in range(2)] == ["1", "1"]
    assert sealed_on_server(office) == {SHA: content}
    assert refused(add(device, b"x")) == (409, Code.PHOTO_KEPT)


def test_a_client_that_is_not_ours_brings_a_photo_to_a_real_server(office: Office) -> None:
    device, raw = device_of(office), camera.noise(1_000, 900)
    named(device, photo(raw))
    file = io.BytesIO(sealed(office, raw))
    with Signing(device) as address:
        client = tus.TusClient(f"{address}/v1/photos")
        up = client.uploader(file_stream=file, chunk_size=100_000, metadata={"sha256": hash_of(raw).hexdigest()})
        up.upload(stop_at=250_000)
        again = client.uploader(file_stream=file, chunk_size=100_000, url=up.url)
        assert again.offset == up.offset >= 250_000, "it goes on where the other stopped"
        again.upload()
    assert PhotoBox(office.folder).original(TEAM.id, hash_of(raw).hexdigest()) == raw


class Signing:
    """A loopback that passes on what a foreign client says, with this device's proof."""

    def __init__(self, device: Device) -> None:
        class Passing(BaseHTTPRequestHandler):
            def pass_on(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                own = {
                    name: value
                    for name, value in self.headers.items()
                    if name.lower().startswith(("tus-", "upload-", "content-type"))
                }
                answer = device.ask(self.command, self.path, body, headers=own)
                self.send_response(answer.status_code)
                for name, value in answer.headers.items():
                    if name.lower() not in ("transfer-encoding", "connection", "date", "server", "content-length"):
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer.content)))
                self.end_headers()
                self.wfile.write(answer.content)

            do_POST = do_PATCH = do_HEAD = do_DELETE = pass_on  # noqa: N815  # the names that the library looks for

            def log_message(self, *_: Any) -> None: ...

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Passing)

    def __enter__(self) -> str:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def test_only_what_an_entry_of_this_device_names_may_be_brought(office: Office) -> None:
    device, other = device_of(office), device_of(office, RUBEN)
    assert refused(create(device, len(RAW) + SEAL_BYTES)) == (404, Code.PHOTO_UNKNOWN)
    named(device)
    for sha256 in ("x", "..", "../../etc/passwd", SHA.upper(), SHA[:-1], "cd" * 32):
        assert refused(create(device, len(RAW) + SEAL_BYTES, sha256)) == (404, Code.PHOTO_UNKNOWN)
    assert refused(create(device, len(RAW))) == (409, Code.PHOTO_INVALID)
    assert create(device, len(RAW) + SEAL_BYTES).status_code == 201
    for no in (create(other, len(RAW) + SEAL_BYTES), head(other), add(other, b"x")):
        assert refused(no) == (404, Code.PHOTO_UNKNOWN)
    assert refused(other.ask("DELETE", f"/v1/photos/{SHA}", headers={"Tus-Resumable": "1.0.0"})) == (404, Code.PHOTO_UNKNOWN)


def test_what_is_checked_is_what_is_kept_whatever_happens_to_the_upload_meanwhile(office: Office) -> None:
    box, coming = PhotoBox(office.folder), uploads.Uploads(office.folder)
    coming.begin("device", SHA)
    coming.path("device", SHA).write_bytes(sealed(office))

    class Interrupted(PhotoBox):
        def check(self, path: Path, sha256: str) -> None:
            super().check(path, sha256)
            coming.end("device", SHA)
            coming.begin("device", SHA)
            coming.path("device", SHA).write_bytes(b"rommel")

    Interrupted(office.folder).take(TEAM.id, SHA, coming.path("device", SHA))
    assert box.original(TEAM.id, SHA) == RAW


def test_a_photo_belongs_to_the_case_that_named_it_first(office: Office) -> None:
    brought(office, device_of(office))
    other = device_of(office, RUBEN)
    said = other.send(other.envelope(RecordObservation(look(case_id="olm", photos=(photo(),)))))["verdicts"][0]
    assert said["status"] == "flagged", "what was really seen is kept"
    assert refused(head(other)) == (404, Code.PHOTO_UNKNOWN), "no receipt for what it never brought"
    assert office.at_desk(lambda store: store.photos.of_case(TEAM.id, "olm")) == frozenset()
    assert office.at_desk(lambda store: store.photos.forget_case(TEAM.id, "linde")) == [SHA], "its own case takes it along"


def test_another_teams_photos_and_uploads_do_not_exist(office: Office) -> None:
    found_team(office.folder, *ZUID)
    mine = device_of(office)
    brought(office, mine)
    theirs = device_of(office, ZUID[1], "team-zuid")
    for no in (head(theirs), see(theirs), create(theirs, len(RAW) + SEAL_BYTES), add(theirs, b"x")):
        assert refused(no) == (404, Code.PHOTO_UNKNOWN)
    office.at_desk(lambda store: store.database.execute("update photos set team = 'team-zuid', device = ?", [theirs.id]))
    assert head(theirs).status_code != 404 or refused(head(theirs))[1] == Code.PHOTO_UNKNOWN
    assert create(theirs, len(RAW) + SEAL_BYTES).status_code == 201, "the planted hole shows"


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({"Tus-Resumable": "0.2.2"}, 400, Code.MALFORMED),
        ({"Content-Type": "image/jpeg"}, 400, Code.MALFORMED),
        ({"Upload-Offset": "x"}, 400, Code.MALFORMED),
        ({"Upload-Offset": "-1"}, 400, Code.MALFORMED),
        ({"Upload-Offset": "9" * 40}, 400, Code.MALFORMED),
        ({"Upload-Offset": "5"}, 409, Code.PHOTO_OFFSET),
        ({"X-HTTP-Method-Override": "DELETE", "Upload-Offset": "7"}, 409, Code.PHOTO_OFFSET),
    ],
)
def test_a_bite_that_says_something_odd_is_refused_and_changes_nothing(
    office: Office, headers: dict[str, str], status: int, code: Code
) -> None:
    device = device_of(office)
    named(device)
    create(device, len(RAW) + SEAL_BYTES)
    assert refused(add(device, b"x" * 10, headers=headers)) == (status, code)
    assert head(device).headers["upload-offset"] == "0"


def test_too_much_is_refused_politely(office: Office) -> None:
    device = device_of(office)
    named(device)
    create(device, len(RAW) + SEAL_BYTES)
    assert refused(add(device, bytes(MOST_CHUNK + 1))) == (413, Code.TOO_LARGE)
    assert refused(add(device, bytes(len(RAW) + SEAL_BYTES + 1))) == (413, Code.PHOTO_TOO_LARGE)
    many = [photo(sha256=f"{number:064x}") for number in range(uploads.MOST_OPEN)]
    for at in range(0, len(many), 10):
        named(device, *many[at : at + 10])
    answers = [create(device, len(RAW) + SEAL_BYTES, each.sha256) for each in many]
    assert [each.status_code for each in answers] == [201] * (uploads.MOST_OPEN - 1) + [429]
    assert device.ask("DELETE", f"/v1/photos/{SHA}", headers={"Tus-Resumable": "1.0.0"}).status_code == 204
    assert create(device, len(RAW) + SEAL_BYTES, many[-1].sha256).status_code == 201
    assert sum(1 for path in office.folder.rglob("*") if path.is_file() and path.stat().st_size > 500_000) == 0


def test_an_upload_that_nobody_goes_on_with_goes_after_a_week(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    device = device_of(office)
    named(device, photo(), photo(sha256="cd" * 32))
    create(device, len(RAW) + SEAL_BYTES)
    monkeypatch.setattr(uploads, "STAYS_SECONDS", -1)
    create(device, len(RAW) + SEAL_BYTES, "cd" * 32)
    assert refused(head(device)) == (404, Code.PHOTO_UNKNOWN)


@pytest.mark.parametrize(
    "content", [b"x" * len(RAW), camera.photo(camera.scene())[:300], b"\x89PNG" + bytes(400)], ids=["rubbish", "cut", "png"]
)
def test_what_is_sealed_but_no_photo_gets_no_receipt_and_leaves_nothing(office: Office, content: bytes) -> None:
    device = device_of(office)
    sha256 = hash_of(content).hexdigest()
    named(device, photo(sha256=sha256, size=len(content)))
    create(device, len(content) + SEAL_BYTES, sha256)
    no = add(device, sealed(office, content), sha256=sha256)
    assert no.status_code == 422
    assert "ronde-receipt" not in no.headers
    assert sealed_on_server(office) == {}
    assert list((office.folder / "photos" / "halves").iterdir()) == []


def test_who_may_read_the_entry_sees_the_copy_and_nobody_sees_the_original_in_it(office: Office) -> None:
    keep(office, row(Kind.OFFICER, SAMIRA), row(Kind.OFFICER, PLANNER))
    device = device_of(office)
    brought(office, device)
    for officer in (NADIA, RUBEN, KARIN, SAMIRA):
        seen = see(device_of(office, officer))
        assert (seen.status_code, seen.headers["content-type"]) == (200, "image/jpeg")
        assert seen.content != RAW
        assert camera.SECRET not in seen.content
    assert refused(see(device_of(office, PLANNER))) == (404, Code.PHOTO_UNKNOWN)
    body = dict(office.rows()["case", "linde"])
    keep(office, Change(Kind.CASE, "linde", {**body, "status": CaseStatus.CLOSED.value}))
    assert refused(see(device)) == (404, Code.PHOTO_UNKNOWN), "of a closed case nobody's phone sees anything"


def test_a_photo_that_did_not_come_yet_is_on_its_way(office: Office) -> None:
    device = device_of(office)
    named(device)
    assert refused(see(device_of(office, RUBEN))) == (404, Code.PHOTO_ON_ITS_WAY)


def test_what_is_blurred_later_is_unseen_for_everybody_from_then_on(office: Office) -> None:
    device = device_of(office)
    entry = brought(office, device)
    first = see(device).content
    device.send(device.envelope(BlurPhoto(entry, SHA, (Area(0, 0, 300, 300),), "voorbijganger")))
    second = see(device).content
    corrected = look(photos=(photo(blurs=(Area(700, 700, 300, 300),)),))
    device.send(device.envelope(CorrectObservation(entry, "nog een", corrected)))
    third = see(device_of(office, RUBEN)).content
    assert len({first, second, third}) == 3
    assert third == display_copy(RAW, (Area(700, 700, 300, 300), Area(0, 0, 300, 300)))
    assert third != display_copy(RAW), "a copy without blur would be found out"


def test_the_auditor_and_the_resident_read_that_an_original_was_opened(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    keep(office, row(Kind.OFFICER, SAMIRA))
    ruben, samira = device_of(office, RUBEN), device_of(office, SAMIRA)
    entry = brought(office, device_of(office))
    ask = ruben.send(ruben.envelope(AskOriginal(entry, SHA, "geheime reden")))["verdicts"][0]["id"]
    samira.send(samira.envelope(AllowOriginal(ask, "voor de zitting")))
    assert ruben.ask("GET", f"/v1/originals/{ask}").status_code == 200
    assert main(["log", "--csv", "-", "--folder", str(office.folder), "--team", TEAM.name]) == 0
    told = capsys.readouterr().out
    (line,) = [each for each in csv.DictReader(io.StringIO(told)) if each["command"] == "open-original"]
    assert (line["officer"], line["about"], line["status"]) == (RUBEN.name, ask, "accepted")
    assert "geheim" not in told
    log = office.at_desk(lambda store: gathering._log(store, TEAM.id, "linde", list(store.evidence.said(TEAM.id))))
    assert [each["command"] for each in log] == ["record-observation", "ask-original", "allow-original", "open-original"]
    assert access_text.act(access_text.OPENED) == "originele foto geopend"


def test_an_original_is_for_asker_and_allower_for_a_day_and_each_opening_is_written_down(office: Office) -> None:
    keep(office, row(Kind.OFFICER, SAMIRA))
    nadia, ruben, samira = (device_of(office, each) for each in (NADIA, RUBEN, SAMIRA))
    entry = brought(office, nadia)
    ask = ruben.send(ruben.envelope(AskOriginal(entry, SHA, "de rechtbank vraagt het")))["verdicts"][0]["id"]
    path = f"/v1/originals/{ask}"
    assert refused(ruben.ask("GET", path)) == (403, Code.ORIGINAL_CLOSED)
    samira.send(samira.envelope(AllowOriginal(ask, "voor de zitting")))
    assert ruben.ask("GET", path).content == RAW
    assert samira.ask("GET", path).content == RAW
    assert refused(nadia.ask("GET", path)) == (404, Code.ORIGINAL_UNKNOWN)
    office.watch.forward(hours=23, minutes=59)
    ruben.opened()
    assert ruben.ask("GET", path).status_code == 200
    office.watch.forward(minutes=1)
    assert refused(ruben.ask("GET", path)) == (403, Code.ORIGINAL_CLOSED)
    openings = office.at_desk(lambda store: [(each.officer_id, each.sha256) for each in store.photos.openings(TEAM.id)])
    assert openings == [("ruben", SHA), ("samira", SHA), ("ruben", SHA)]


def test_what_came_of_a_photo_goes_with_its_case_also_when_it_came_halfway(office: Office) -> None:
    device = device_of(office)
    named(device)
    create(device, len(sealed(office)))
    assert add(device, sealed(office)[:100]).status_code == 204
    office.at_desk(lambda store: wipe(store, TEAM.id, "olm"))
    assert len(list((office.folder / "photos" / "halves").iterdir())) == 1, "another case takes nothing along"
    office.at_desk(lambda store: wipe(store, TEAM.id, "linde"))
    assert list((office.folder / "photos" / "halves").iterdir()) == []
