"""The report is PDF/A that a screen reader can read, whatever stands in the dossier, and it bears the municipality's seal."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from casework_people import CASE_ID
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID
from people import TEAM
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader
from running import Office

from field_app.rules.vocabulary import Kind
from server.played_case import PlayedCase
from server.test_report import file_of, plain, read, report
from sync_server.access.typesetting import shown
from sync_server.admin.cli import main
from sync_server.report.case_file import CaseFile
from sync_server.report.findings import findings
from sync_server.report.photos import Photos, no_picture
from sync_server.report.sealing import FIELD, NoCertificate, seal_with

LIST = Path(__file__).parents[3] / "shared" / "data" / "naughty-strings.json"
_ACTIVE = ("/JavaScript", "/JS", "/Launch", "/EmbeddedFiles", "/OpenAction", "/AA", "/Encrypt")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CaseFile]:
    office = Office(tmp_path_factory.mktemp("office"))
    yield file_of(PlayedCase(office).opened().looked().decided())
    office.close()


def complaints(paper: bytes) -> list[str]:
    """What in a PDF forbids to call it PDF/A-2a and PDF/UA-1, as far as this reader can tell."""
    reader = PdfReader(io.BytesIO(paper))
    root: Any = reader.root_object
    info = reader.metadata
    xmp = root["/Metadata"].get_object().get_data().decode() if "/Metadata" in root else ""
    told = {
        "no output intent": "/OutputIntents" in root
        and bool(root["/OutputIntents"][0]["/DestOutputProfile"].get_object().get_data()),
        "not PDF/A-2a in XMP": _says(xmp, "pdfaid:part", "2") and _says(xmp, "pdfaid:conformance", "A"),
        "not PDF/UA-1 in XMP": _says(xmp, "pdfuaid:part", "1"),
        "not tagged": bool(root.get("/MarkInfo", {}).get("/Marked")) and "/StructTreeRoot" in root,
        "no language": str(root.get("/Lang", "")).startswith("nl"),
        "no title": bool(info and info.title and info.title in xmp and root["/ViewerPreferences"]["/DisplayDocTitle"]),
        "two moments of making": bool(info and info.get("/CreationDate") is not None)
        and _same_moment(str(info["/CreationDate"]), xmp)
        if info
        else False,
        "no file id": "/ID" in reader.trailer,
        "something active": not any(each.encode() in paper for each in _ACTIVE) and not _active(root),
        "a font that is not embedded": all(_embedded(each) for each in _fonts(reader)),
    }
    return [name for name, holds in told.items() if not holds]


def _says(xmp: str, name: str, value: str) -> bool:
    """Whether the metadata say this, in either of the two ways of writing it."""
    return f"{name}>{value}<" in xmp or f'{name}="{value}"' in xmp


def _same_moment(info: str, xmp: str) -> bool:
    digits = re.sub(r"\D", "", info)[:14]
    return any(re.sub(r"\D", "", each)[:14] == digits for each in re.findall(r"xmp:CreateDate(?:>|=\")([^<\"]*)", xmp))


def _active(root: Any) -> bool:
    return any(name in root for name in _ACTIVE) or "/JavaScript" in root.get("/Names", {})


def _fonts(reader: PdfReader) -> Iterator[Any]:
    pages: Any = reader.pages
    for page in pages:
        yield from (each.get_object() for each in page["/Resources"].get("/Font", {}).values())


def _embedded(font: Any) -> bool:
    inner = [each.get_object() for each in font.get("/DescendantFonts", [font])]
    return "/ToUnicode" in font and all({"/FontFile", "/FontFile2", "/FontFile3"} & set(each["/FontDescriptor"]) for each in inner)


def structure(paper: bytes) -> Iterator[Any]:
    """Every element of the structure by which a screen reader reads."""
    waiting: list[Any] = [PdfReader(io.BytesIO(paper)).root_object["/StructTreeRoot"]]
    while waiting:
        found = waiting.pop().get_object()
        if isinstance(found, list):
            waiting += found
        elif hasattr(found, "get"):
            yield found
            waiting += [found["/K"]] if "/K" in found and not isinstance(found["/K"].get_object(), int) else []


def test_it_is_tagged_pdf_a_for_the_archive_and_for_who_listens(file: CaseFile) -> None:
    assert complaints(report(file)) == []


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="no qpdf on this machine to read the paper strictly")
def test_a_strict_reader_finds_nothing_wrong_sealed_or_not(file: CaseFile, tmp_path: Path) -> None:
    certificate, password, _ = throwaway(tmp_path)
    for name, paper in (("rapport", report(file)), ("verzegeld", seal_with(certificate, password)(report(file)))):
        (tmp_path / name).write_bytes(paper)
        done = subprocess.run(["qpdf", "--check", tmp_path / name], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    (tmp_path / "kapot").write_bytes(paper.replace(b"endstream", b"endstreeX", 1))
    assert subprocess.run(["qpdf", "--check", tmp_path / "kapot"], capture_output=True, check=False).returncode


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b"/OutputIntents", b"/OutputIntentX", "no output intent"),
        (b"/StructTreeRoot", b"/StructTreeRooX", "not tagged"),
        (b"/Lang", b"/LanX", "no language"),
        (b"pdfaid:part>2<", b"pdfaid:part>1<", "not PDF/A-2a in XMP"),
        (b"pdfuaid:part>1<", b"pdfuaid:part>3<", "not PDF/UA-1 in XMP"),
        (b"/FontFile3", b"/FontFile9", "a font that is not embedded"),
        (b"/DisplayDocTitle", b"/DisplayDocTitlX", "no title"),
    ],
)
def test_a_paper_that_is_none_is_found_out(file: CaseFile, old: bytes, new: bytes, said: str) -> None:
    paper = report(file)
    if old not in paper:
        pytest.skip(f"{old!r} stands in a part that is squeezed")
    try:
        found = complaints(paper.replace(old, new))
    except (KeyError, IndexError):
        return  # not even readable
    assert said in found


def test_headings_tables_and_figures_can_be_heard(file: CaseFile) -> None:
    found = list(structure(report(file)))
    kinds = [str(each.get("/S", "")) for each in found]
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/Figure"} <= set(kinds)
    figures = [each for each in found if each.get("/S") == "/Figure"]
    assert figures
    assert all(len(str(each.get("/Alt", ""))) > 10 for each in figures), "each with words for who cannot see it"


def test_strange_texts_stay_text_and_can_be_copied(file: CaseFile) -> None:
    if not LIST.exists():
        pytest.skip("the public list of naughty strings is not at hand")
    naughty = [each for each in json.loads(LIST.read_text("utf-8")) if each.strip()]
    row = file.held.rows[Kind.OBSERVATION][0]
    facts = [{"at": row["look"]["began_at"], "kind": "SOUND", "text": each} for each in naughty]
    rows = tuple({**row, "id": f"n{at}", "look": {**row["look"], "facts": facts[at : at + 50]}} for at in range(0, len(facts), 50))
    strange = replace(file, observations=(), held=replace(file.held, rows={Kind.OBSERVATION: rows}))
    found = re.sub(r"(?:zelfgezien)?\d+/\d+TijdSoortFeitHoezeker", "", read(findings(strange, Photos(strange, no_picture))))
    missing = [each for each in naughty if plain(shown(each)) not in found]
    assert missing == []
    assert len(naughty) > 400
    verbatim = [each for each in naughty if shown(each) == each]
    assert len(verbatim) > 250, "letters that the page has; any other sign is written out by its number"


# ---- the seal

PASSWORD = b"geheim"


def throwaway(folder: Path) -> tuple[Path, Path, x509.Certificate]:
    """A certificate of a municipality that does not exist, from an authority of this test; its password; and the authority."""
    now = datetime.now(UTC)
    keys = [ec.generate_private_key(ec.SECP256R1()) for _ in range(2)]
    names = [x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, each)]) for each in ("Proef-CA", "Gemeente Proef")]
    made: list[x509.Certificate] = []
    for at, is_root in enumerate((True, False)):
        usage = x509.KeyUsage(
            digital_signature=not is_root, content_commitment=not is_root, key_encipherment=False, data_encipherment=False,
            key_agreement=False, key_cert_sign=is_root, crl_sign=is_root, encipher_only=False, decipher_only=False,
        )  # fmt: skip
        builder = x509.CertificateBuilder().subject_name(names[at]).issuer_name(names[0]).public_key(keys[at].public_key())
        builder = builder.serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=1))
        builder = builder.not_valid_after(now + timedelta(days=30)).add_extension(
            x509.BasicConstraints(is_root, None), critical=True
        )
        made.append(builder.add_extension(usage, critical=True).sign(keys[0], hashes.SHA256()))
    packed = pkcs12.serialize_key_and_certificates(b"gemeente", keys[1], made[1], [made[0]], BestAvailableEncryption(PASSWORD))
    (folder / "zegel.p12").write_bytes(packed)
    (folder / "zegel.txt").write_bytes(PASSWORD + b"\n")
    return folder / "zegel.p12", folder / "zegel.txt", made[0]


def verified(paper: bytes, root: x509.Certificate) -> Any:
    from asn1crypto.x509 import Certificate  # type: ignore[import-untyped]  # noqa: PLC0415  # only the verifier of seals needs its shape
    from cryptography.hazmat.primitives.serialization import Encoding  # noqa: PLC0415

    trust = ValidationContext(trust_roots=[Certificate.load(root.public_bytes(Encoding.DER))])
    signature = PdfFileReader(io.BytesIO(paper)).embedded_signatures[0]
    assert signature.field_name == FIELD
    return validate_pdf_signature(signature, trust)


def test_the_seal_of_the_municipality_verifies_and_the_paper_stays_pdf_a(file: CaseFile, tmp_path: Path) -> None:
    certificate, password, root = throwaway(tmp_path)
    sealed = seal_with(certificate, password)(report(file))
    status = verified(sealed, root)
    assert status.bottom_line, status.pretty_print_details()
    assert complaints(sealed) == []


def test_a_sealed_paper_that_was_changed_is_found_out(file: CaseFile, tmp_path: Path) -> None:
    certificate, password, root = throwaway(tmp_path)
    sealed = bytearray(seal_with(certificate, password)(report(file)))
    sealed[20] ^= 1
    assert not verified(bytes(sealed), root).bottom_line
    other = throwaway(tmp_path)[2]
    assert not verified(seal_with(certificate, password)(report(file)), root).trusted or other != root


def test_a_wrong_password_is_told_and_no_paper_is_made(office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    PlayedCase(office).opened()
    certificate, _, _ = throwaway(tmp_path)
    (tmp_path / "fout.txt").write_text("fout\n")
    with pytest.raises(NoCertificate):
        seal_with(certificate, tmp_path / "fout.txt")
    out = tmp_path / "rapport.pdf"
    words = ["report", "make", "esdoorn", str(out), "--folder", str(office.folder), "--certificate", str(certificate)]
    assert main([*words, "--password-file", str(tmp_path / "fout.txt")]) == 1
    assert "certificaat" in capsys.readouterr().err
    assert not out.exists()
    assert main([*words, "--password-file", str(tmp_path / "zegel.txt")]) == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert main(["report", "list", "--folder", str(office.folder)]) == 0
    assert CASE_ID in capsys.readouterr().out
    assert TEAM.name not in out.name
