"""What a device signs to prove that a request is its own and fresh (the shape of RFC 9449)."""

from __future__ import annotations

from hashlib import sha256

from field_app.rules.wire import canonical

#: Names of the headers in which proof and nonce travel.
NONCE_HEADER = "Ronde-Nonce"
PROOF_HEADER = "Ronde-Proof"
#: The code of a refusal, for an answer that has no body (HEAD).
CODE_HEADER = "Ronde-Code"
TOKEN_SCHEME = "Ronde"  # noqa: S105  # the name of the scheme, not a secret


def request_proof(method: str, path: str, body: bytes, nonce: str, token: str) -> bytes:
    """The bytes to sign for one request: its method, path with query, body as sent, the server's nonce, and the token."""
    return canonical(
        {
            "method": method,
            "path": path,
            "body": sha256(body).hexdigest(),
            "nonce": nonce,
            "token": sha256(token.encode()).hexdigest(),
        }
    )


def enrolment_proof(code: str, device_id: str) -> bytes:
    """The bytes that a new device signs with its new key, so that nobody enrols a key that is not theirs."""
    return canonical({"code": code, "device_id": device_id})
