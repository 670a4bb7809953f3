"""The routes of photos: uploads by tus 1.0.0, the copy that people see, and originals; as `api`, this knows HTTP."""

from __future__ import annotations

import asyncio
import base64
import binascii
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from field_app.rules.refusals import Code, Malformed, Refused
from sync_server import openapi, photo_desk
from sync_server.api import Office, asker, silent_router
from sync_server.gate import body_of
from sync_server.photo_desk import Named
from sync_server.photos import SEAL_BYTES, PhotoBox, Uploads

TUS = {"Tus-Resumable": "1.0.0"}
#: What `OPTIONS` tells; nothing that is not told is done.
_TOLD = {"Tus-Version": "1.0.0", "Tus-Extension": "creation,termination", "Tus-Max-Size": str(20_000_000 + SEAL_BYTES)}
RECEIPT_HEADER = "Ronde-Receipt"
#: So many bytes one request adds at most.
MOST_CHUNK = 2**20
_CHUNK_TYPE = "application/offset+octet-stream"


def routes(office: Office, box: PhotoBox, uploads: Uploads) -> APIRouter:
    """Every route of photos, bound to one office."""
    router, bringing, seeing = silent_router(), Bringing(office, box, uploads), Seeing(office, box)
    one = "/v1/photos/{sha256}"
    router.add_api_route("/v1/photos", bringing.told, methods=["OPTIONS"], status_code=204, openapi_extra=openapi.PHOTO_TOLD)
    router.add_api_route("/v1/photos", bringing.create, methods=["POST"], status_code=201, openapi_extra=openapi.PHOTO_CREATE)
    router.add_api_route(one, bringing.offset, methods=["HEAD"], openapi_extra=openapi.PHOTO_OFFSET)
    router.add_api_route(one, bringing.add, methods=["PATCH"], status_code=204, openapi_extra=openapi.PHOTO_ADD)
    router.add_api_route(one, bringing.end, methods=["DELETE"], status_code=204, openapi_extra=openapi.PHOTO_END)
    router.add_api_route(one, seeing.display, methods=["GET"], openapi_extra=openapi.PHOTO)
    router.add_api_route("/v1/originals/{original_id}", seeing.original, methods=["GET"], openapi_extra=openapi.ORIGINAL)
    return router


@dataclass(frozen=True, slots=True)
class Bringing:
    """A phone brings a photo that one of its entries names, sealed for this server, bit by bit."""

    office: Office
    box: PhotoBox
    uploads: Uploads

    async def told(self) -> Response:
        """What this server can do of tus."""
        return Response(status_code=204, headers={**TUS, **_TOLD})

    async def create(self, request: Request) -> Response:
        """Begin an upload; `sha256` in the metadata says which photo. One that was begun before goes on where it was."""
        found = await self._named(request, b"", _metadata(request).get("sha256", ""))
        if _number(request, "Upload-Length") != found.size + SEAL_BYTES:
            raise Refused(Code.PHOTO_INVALID)
        if not self.box.holds(found.device.team_id, found.sha256):
            await asyncio.to_thread(self.uploads.begin, found.device.id, found.sha256)
        return Response(status_code=201, headers={**TUS, "Location": f"/v1/photos/{found.sha256}"})

    async def offset(self, request: Request) -> Response:
        """How many bytes are here; with the receipt once it is whole and checked."""
        found = await self._named(request, b"", request.path_params["sha256"])
        whole = found.size + SEAL_BYTES
        headers = {**TUS, "Upload-Length": str(whole)}
        if self.box.holds(found.device.team_id, found.sha256):
            await self._check_unknown(found)
            return Response(headers={**headers, "Upload-Offset": str(whole), **await self._receipt(found)})
        here = self.uploads.offset(found.device.id, found.sha256)
        if here is None:
            raise Refused(Code.PHOTO_UNKNOWN)
        if here == whole:  # the server fell between the last byte and the check
            return Response(headers={**headers, "Upload-Offset": str(whole), **await self._finish(found)})
        return Response(headers={**headers, "Upload-Offset": str(here)})

    async def add(self, request: Request) -> Response:
        """Add bytes at `Upload-Offset`; the last ones are answered with a receipt, after the whole was checked."""
        body = await body_of(request, MOST_CHUNK)
        found = await self._named(request, body, request.path_params["sha256"])
        if request.headers.get("content-type") != _CHUNK_TYPE:
            raise Malformed("Content-Type", _CHUNK_TYPE)
        if self.box.holds(found.device.team_id, found.sha256):
            raise Refused(Code.PHOTO_KEPT)
        at, whole = _number(request, "Upload-Offset"), found.size + SEAL_BYTES
        here = await asyncio.to_thread(self.uploads.add, found.device.id, found.sha256, at, body, whole)
        receipt = await self._finish(found) if here == whole else {}
        return Response(status_code=204, headers={**TUS, "Upload-Offset": str(here), **receipt})

    async def end(self, request: Request) -> Response:
        """Give up an unfinished upload."""
        found = await self._named(request, b"", request.path_params["sha256"])
        if self.box.holds(found.device.team_id, found.sha256):
            raise Refused(Code.PHOTO_KEPT)
        if not self.uploads.end(found.device.id, found.sha256):
            raise Refused(Code.PHOTO_UNKNOWN)
        return Response(status_code=204, headers=TUS)

    async def _named(self, request: Request, body: bytes, sha256: str) -> Named:
        device_id, proof = asker(self.office, request, body)
        found = await self.office.desk.run(lambda store: photo_desk.named(store, device_id, proof, sha256))
        if request.headers.get("tus-resumable") != TUS["Tus-Resumable"]:
            raise Malformed("Tus-Resumable", TUS["Tus-Resumable"])
        return found

    async def _check_unknown(self, found: Named) -> None:
        """A file that the records do not know, for these were put back, gets its receipt when it is what it says."""
        team_id, sha256 = found.device.team_id, found.sha256
        if await self.office.desk.run(lambda store: store.photos.has(team_id, sha256)):
            return
        try:
            await asyncio.to_thread(self.box.check, self.box.path(team_id, sha256), sha256)
        except Refused:
            self.box.remove(team_id, sha256)
            raise Refused(Code.PHOTO_UNKNOWN) from None

    async def _finish(self, found: Named) -> dict[str, str]:
        """Check the whole, give it its name, and only then a receipt. What is not what it says must be sent anew."""
        half = self.uploads.path(found.device.id, found.sha256)
        await asyncio.to_thread(self.box.take, found.device.team_id, found.sha256, half)
        return await self._receipt(found)

    async def _receipt(self, found: Named) -> dict[str, str]:
        team_id, device_id, sha256 = found.device.team_id, found.device.id, found.sha256
        sealed, at = await asyncio.to_thread(self.box.sealed_sha256, team_id, sha256), self.office.clock().isoformat()
        number = await self.office.desk.run(lambda store: store.photos.receive(team_id, device_id, sha256, sealed, at))
        if number is None:
            self.box.remove(team_id, sha256)
            raise Refused(Code.PHOTO_UNKNOWN)
        return {RECEIPT_HEADER: str(number)}


@dataclass(frozen=True, slots=True)
class Seeing:
    """Who may see a photo, and who may open one as it was taken."""

    office: Office
    box: PhotoBox

    async def display(self, request: Request) -> Response:
        """The display copy, with everything unseen that was ever made so; never the original."""
        sha256 = request.path_params["sha256"]
        device_id, proof = asker(self.office, request, b"")
        found = await self.office.desk.run(lambda store: photo_desk.shown(store, device_id, proof, sha256))
        copy = await asyncio.to_thread(self.box.display, found.team_id, found.sha256, found.blurs)
        return Response(copy, media_type="image/jpeg")

    async def original(self, request: Request) -> Response:
        """The photo as it was taken, for who asked and who allowed it, for a day; each opening is written down."""
        original_id, now = request.path_params["original_id"], self.office.clock()
        device_id, proof = asker(self.office, request, b"")
        found = await self.office.desk.run(lambda store: photo_desk.opened(store, device_id, proof, original_id, now))
        return Response(await asyncio.to_thread(self.box.original, found.team_id, found.sha256), media_type="image/jpeg")


def _number(request: Request, name: str) -> int:
    found = request.headers.get(name, "")
    if not (found.isascii() and found.isdigit() and len(found) <= 15):  # noqa: PLR2004  # as many digits as a number in JSON keeps
        raise Malformed(name, "a whole number")
    return int(found)


def _metadata(request: Request) -> dict[str, str]:
    """Names and values of `Upload-Metadata`; a file name in it is read by nobody."""
    found = {}
    for pair in request.headers.get("Upload-Metadata", "").split(","):
        name, _, value = pair.strip().partition(" ")
        try:
            found[name] = base64.b64decode(value, validate=True).decode("ascii")
        except (binascii.Error, ValueError):
            continue
    return found
