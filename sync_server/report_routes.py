"""The routes of the papers of a case: the report of findings and the export to check it; as `api`, this knows HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from fastapi import APIRouter, Request, Response

from sync_server import openapi
from sync_server.api import Office, asker, silent_router
from sync_server.report.asking import Paper, asked_for
from sync_server.report.case_file import CaseFile
from sync_server.report.making import Maker

PDF, ZIP = "application/pdf", "application/zip"


def routes(office: Office, maker: Maker) -> APIRouter:
    """Both routes, bound to one office."""
    router, papers = silent_router(), CasePapers(office, maker)
    router.add_api_route("/v1/cases/{case_id}/report", papers.report, methods=["GET"], openapi_extra=openapi.REPORT)
    router.add_api_route("/v1/cases/{case_id}/export", papers.export, methods=["GET"], openapi_extra=openapi.EXPORT)
    return router


@dataclass(frozen=True, slots=True)
class CasePapers:
    """For the owner of a case and who answers for it: read at the desk, made beside it, one at a time."""

    office: Office
    maker: Maker
    one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def report(self, request: Request) -> Response:
        """The report of findings of a case, as PDF/A."""
        return Response(await self._made(request, Paper.REPORT, self.maker.report), media_type=PDF)

    async def export(self, request: Request) -> Response:
        """Everything about a case with the proof that nothing was changed, in one zip that checks itself."""
        return Response(await self._made(request, Paper.EXPORT, self.maker.export), media_type=ZIP)

    async def _made(self, request: Request, paper: Paper, make: Callable[[CaseFile], bytes]) -> bytes:
        case_id = request.path_params["case_id"]
        device_id, proof = asker(self.office, request, b"")
        key, now = self.office.key, self.office.clock()
        file = await self.office.desk.run(lambda store: asked_for(store, device_id, proof, case_id, paper, key, now))
        async with self.one_at_a_time:
            return await asyncio.to_thread(make, file)
