"""A time stamp over the log is asked of a real authority over HTTP, kept, shown, and checked without a network."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from people import TEAM, look
from running import Office, free_port

from field_app.rules.commands import RecordObservation
from server.by_hand import Device
from sync_server import stamping
from sync_server.admin.cli import main
from sync_server.store.stamps import Stamp

OPENSSL = shutil.which("openssl")
pytestmark = pytest.mark.skipif(OPENSSL is None, reason="no openssl on this machine to play the authority")
_CONFIG = """
[ca]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[tsa_cert]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[tsa]
default_tsa = authority
[authority]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
"""


@dataclass
class Authority:
    """A time stamp authority of its own, with a root certificate; it answers over HTTP."""

    folder: Path
    address: str
    answer: bytes | None = None
    asked: int = 0

    @property
    def root(self) -> Path:
        return self.folder / "ca.pem"

    def stamped(self, query: bytes) -> bytes:
        self.asked += 1
        (self.folder / "query").write_bytes(query)
        openssl(
            "ts", "-reply", "-config", f"{self.folder}/config", "-queryfile", f"{self.folder}/query", "-out", f"{self.folder}/reply"
        )
        return (self.folder / "reply").read_bytes() if self.answer is None else self.answer


def openssl(*words: str) -> None:
    done = subprocess.run([OPENSSL or "", *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def with_keys(folder: Path) -> Path:
    """Make the certificates of an authority."""
    folder.mkdir()
    config = folder / "config"
    config.write_text(_CONFIG.format(folder=folder))
    (folder / "serial").write_text("01\n")
    key = ["-newkey", "rsa:2048", "-nodes", "-config", str(config)]
    named = "[req]\ndistinguished_name = dn\n[dn]\n"
    config.write_text(named + config.read_text())
    openssl("req", "-x509", *key, "-keyout", f"{folder}/ca.key", "-out", f"{folder}/ca.pem", "-subj", f"/CN=Root {folder.name}",
            "-days", "30", "-extensions", "ca")  # fmt: skip
    openssl("req", *key, "-keyout", f"{folder}/tsa.key", "-out", f"{folder}/tsa.csr", "-subj", f"/CN=Stamps {folder.name}")
    openssl("x509", "-req", "-in", f"{folder}/tsa.csr", "-CA", f"{folder}/ca.pem", "-CAkey", f"{folder}/ca.key", "-CAcreateserial",
            "-out", f"{folder}/tsa.pem", "-days", "30", "-extfile", str(config), "-extensions", "tsa_cert")  # fmt: skip
    return folder


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    """An authority that answers on this machine."""
    port = free_port()
    found = Authority(with_keys(tmp_path_factory.mktemp("stamps") / "one"), f"http://127.0.0.1:{port}/")

    class Desk(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.headers["content-type"] == "application/timestamp-query"
            reply = found.stamped(self.rfile.read(int(self.headers["content-length"])))
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(reply)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", port), Desk)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield found
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def stamped(office: Office, authority: Authority) -> Device:
    """A team whose log of three commands was stamped."""
    authority.answer = None
    device = Device.added(office.folder, office.address).opened()
    device.send(*(device.envelope(RecordObservation(look())) for _ in range(3)))
    assert main(["stamp", "--url", authority.address, "--folder", str(office.folder)]) == 0
    return device


def stamps(office: Office) -> list[Stamp]:
    return office.at_desk(lambda store: store.stamps.of(TEAM.id))


def test_a_stamp_is_kept_shown_and_checked_with_the_certificate_alone(
    office: Office, authority: Authority, stamped: Device, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = ["--folder", str(office.folder)]
    (kept,) = stamps(office)
    roots = x509.load_pem_x509_certificates(authority.root.read_bytes())
    assert abs(stamping.verified(kept, roots) - datetime.now(UTC)) < timedelta(minutes=5)
    assert kept.head == office.at_desk(lambda store: store.team_log(TEAM.id).head())
    asked = authority.asked
    capsys.readouterr()
    assert main(["stamp", *folder]) == 0
    assert "3 regels" in capsys.readouterr().out
    assert main(["stamp", "--certificate", str(authority.root), *folder]) == 0
    assert "1 tijdstempels nagegaan, 0 fout" in capsys.readouterr().out
    assert authority.asked == asked, "nobody is asked to check"


def test_a_log_that_did_not_grow_needs_no_other_stamp(office: Office, authority: Authority, stamped: Device) -> None:
    words = ["stamp", "--url", authority.address, "--folder", str(office.folder)]
    assert main(words) == 0
    assert len(stamps(office)) == 1
    stamped.send(stamped.envelope(RecordObservation(look())))
    assert main(words) == 0
    assert [each.head.size for each in stamps(office)] == [3, 4]


def test_a_stamp_over_another_head_or_by_another_authority_is_no_proof(
    office: Office, authority: Authority, stamped: Device, tmp_path: Path
) -> None:
    (kept,) = stamps(office)
    roots = x509.load_pem_x509_certificates(authority.root.read_bytes())
    stamping.verified(kept, roots)
    other = x509.load_pem_x509_certificates((with_keys(tmp_path / "two") / "ca.pem").read_bytes())
    flipped = bytes([*kept.response[:-5], kept.response[-5] ^ 1, *kept.response[-4:]])
    bad = [
        (replace(kept, head=replace(kept.head, size=2)), roots),
        (replace(kept, head=replace(kept.head, root="00" * 32)), roots),
        (kept, other),
        (kept, []),
        (replace(kept, response=flipped), roots),
        (replace(kept, response=b"nonsense"), roots),
    ]
    for stamp, certificates in bad:
        with pytest.raises(stamping.BadStamp):
            stamping.verified(stamp, certificates)


def test_a_log_that_was_changed_after_the_stamp_is_found_out(
    office: Office, authority: Authority, stamped: Device, capsys: pytest.CaptureFixture[str]
) -> None:
    office.at_desk(lambda store: store.database.execute("delete from tiles"))
    office.at_desk(lambda store: store.forget_facts())
    assert main(["stamp", "--certificate", str(authority.root), "--folder", str(office.folder)]) == 1
    assert "VERANDERD" in capsys.readouterr().out


@pytest.mark.parametrize("answer", [b"", b"nonsense", b"old"])
def test_an_answer_that_is_no_stamp_over_this_head_is_not_kept(
    office: Office, authority: Authority, stamped: Device, answer: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    authority.answer = stamps(office)[0].response if answer == b"old" else answer
    stamped.send(stamped.envelope(RecordObservation(look())))
    assert main(["stamp", "--url", authority.address, "--folder", str(office.folder)]) == 1
    assert "niets bewaard" in capsys.readouterr().err
    assert len(stamps(office)) == 1


def test_an_authority_that_is_out_of_reach_is_said_in_one_line(
    office: Office, stamped: Device, capsys: pytest.CaptureFixture[str]
) -> None:
    stamped.send(stamped.envelope(RecordObservation(look())))
    for address in (f"http://127.0.0.1:{free_port()}/", "nergens"):
        assert main(["stamp", "--url", address, "--folder", str(office.folder)]) == 1
        assert len(capsys.readouterr().err.splitlines()) == 1
