"""The municipality's seal on a report: a PAdES signature with its own certificate, so that any reader of PDF can check it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

FIELD = "Zegel"
REASON = "Rapport van bevindingen, gemaakt met Ronde"


class NoCertificate(Exception):
    """The certificate cannot be opened with this password, or is none."""


def seal_with(certificate: Path, password_file: Path | None) -> Callable[[bytes], bytes]:
    """What seals a PDF with this PKCS#12 file; the password is the first line of a file, so that it stands in no command.

    Raises `NoCertificate`, `OSError`.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415  # slow, and seldom needed
    from pyhanko.sign import fields, signers  # noqa: PLC0415

    lines = password_file.read_bytes().splitlines() if password_file else []
    packed = certificate.read_bytes()
    try:
        signer = signers.SimpleSigner.load_pkcs12_data(packed, [], lines[0] if lines else None)
    except ValueError:
        raise NoCertificate from None
    said = signers.PdfSignatureMetadata(field_name=FIELD, reason=REASON, subfilter=fields.SigSeedSubFilter.PADES)

    def seal(paper: bytes) -> bytes:
        sealed = signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(paper)), said, signer=signer, output=io.BytesIO())
        return bytes(sealed.getvalue())

    return seal
