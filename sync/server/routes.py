"""The protocol's routes as ASGI: reads bodies whole and within limits, hands them to the reception, says no in JSON."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor
from time import monotonic
from typing import Any

import anyio
import msgspec
from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sync.protocol import enrolment, exchange, lodging, parcels
from sync.protocol.exchange import MOST_HOLD, REFUSED_TYPE, NotAMessage, Refused
from sync.server.bell import Bell
from sync.server.lodging import LodgingCounter
from sync.server.ports import KnownKey, Parcels, ParcelState
from sync.server.reception import Asking, NotTaken, Reception
from sync.server.room_files import RoomTrouble
from sync.server.tray import Tray

MOST_PACKED = 4_000_000  # bytes of one request's body as sent
_AT_ONCE = 16  # requests worked on at the same time; the others wait with their bodies read


class ProtocolRoutes:
    """Routes over one reception and its parcels. With a `bell`, a request may wait for news until it rings; `threads`
    do the work where each thread holds something of its own (a connection); `backups` takes in what devices lodge."""

    def __init__(
        self,
        reception: Reception,
        scans: Parcels,
        bell: Bell | None = None,
        threads: Executor | None = None,
        backups: LodgingCounter | None = None,
    ) -> None:
        self._reception = reception
        self._scans = scans
        self._backups = backups
        self._bell = bell or Bell()
        self._threads = threads
        self._limiter: anyio.CapacityLimiter | None = None
        self._tray = Tray()

    def routes(self) -> list[Route]:
        """To be mounted at the root of an application."""
        return [
            Route(exchange.PATH, self._exchange, methods=["POST"]),
            Route(enrolment.PATH, self._enrol, methods=["POST"]),
            Route(parcels.PATH + "{sha256}", self._parcel, methods=["GET", "HEAD", "PUT"]),
            *([Route(lodging.PATH, self._lodge(self._backups), methods=["POST"])] if self._backups else ()),
        ]

    async def _exchange(self, request: Request) -> Response:
        try:
            async with self._tray.received(request, MOST_PACKED) as message:
                heard = self._bell.rings
                asking, content = await self._in_thread(self._taken, message)
            if content is None:
                content = await self._patiently(asking, heard)
        except NotTaken as no:
            return _refusal(no)
        return _answer(content, exchange.MEDIA_TYPE)

    async def _enrol(self, request: Request) -> Response:
        try:
            async with self._tray.received(request, enrolment.MOST_BYTES) as message:
                return _answer(await self._in_thread(self._reception.enrol, message), enrolment.MEDIA_TYPE)
        except NotTaken as no:
            return _refusal(no)

    def _lodge(self, backups: LodgingCounter) -> Callable[[Request], Awaitable[Response]]:
        async def lodge(request: Request) -> Response:
            try:
                async with self._tray.received(request, lodging.MOST_BYTES) as message:
                    return _answer(await self._in_thread(backups.answer, message), lodging.MEDIA_TYPE)
            except NotTaken as no:
                return _refusal(no)

        return lodge

    def _taken(self, message: bytes) -> tuple[Asking, bytes | None]:
        asking = self._reception.take_in(message)
        return asking, self._reception.answer(asking, last=False)

    async def _patiently(self, asking: Asking, heard: int) -> bytes:
        """The answer once there is something to tell, or the time that the request may wait is over."""
        until = monotonic() + min(asking.hello.hold, MOST_HOLD)
        content: bytes | None = None
        while content is None:
            rang = await self._bell.wait(heard, until - monotonic())
            heard = self._bell.rings
            content = await self._in_thread(self._reception.answer, asking, not rang)
        return content

    async def _parcel(self, request: Request) -> Response:
        try:
            async with self._tray.received(request, parcels.PART) as part:
                answer: Response = await self._in_thread(self._carry, request, part)
                return answer
        except NotTaken as no:
            return _refusal(no)

    async def _in_thread(self, work: Callable[..., Any], *given: Any) -> Any:
        if self._threads is not None:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work, *given)
        if self._limiter is None:
            self._limiter = anyio.CapacityLimiter(_AT_ONCE)
        return await run_sync(work, *given, limiter=self._limiter)

    def _carry(self, request: Request, part: bytes) -> Response:
        parcel = parcels.Parcel(
            method=request.method,
            sha256=request.path_params["sha256"],
            nonce=request.headers.get(parcels.NONCE, ""),
            at=_offset(request) if request.method == "PUT" else -1,
            part=part,
        )
        key = self._sender(parcel, request.headers.get(parcels.SEAL, ""))
        shelf, state = self._scans, self._scans.state(parcel.sha256, key.device)
        if state is None and self._backups:
            shelf = self._backups.shelf(key.device)
            state = shelf.state(parcel.sha256, key.device)
        headers = {parcels.NEXT_NONCE: self._reception.next_nonce(key), "Cache-Control": "no-store"}
        if state is None:
            return Response(status_code=404, headers=headers)
        if parcel.method == "GET":
            return _whole(shelf, parcel, headers)
        if parcel.method == "PUT" and state.missing:
            try:
                shelf.put(parcel.sha256, parcel.at, part)
            except ValueError:
                return Response(status_code=409, headers=headers | _told(state))
            except RoomTrouble as trouble:
                raise NotTaken(503, "busy", wait=600) from trouble
            state = shelf.state(parcel.sha256, key.device)
        return Response(status_code=200, headers=headers | _told(state))

    def _sender(self, parcel: parcels.Parcel, header: str) -> KnownKey:
        if not parcels.NAME.fullmatch(parcel.sha256):
            raise NotTaken(404, "refused")
        try:
            seal = parcels.read_parcel_seal(header)
        except NotAMessage as error:
            raise NotTaken(400, "altered") from error
        key = (self._backups or self._reception).known(seal.key_id)
        if not parcels.parcel_holds(parcel, seal, key.public_key):
            raise NotTaken(400, "altered")
        self._reception.fresh(key, parcel.nonce)
        return key


def _whole(shelf: Parcels, parcel: parcels.Parcel, headers: dict[str, str]) -> Response:
    content = shelf.read(parcel.sha256)
    if content is None:
        return Response(status_code=404, headers=headers)
    return Response(content, media_type="application/octet-stream", headers=headers)


def _answer(content: bytes, media_type: str) -> Response:
    return Response(content, media_type=media_type, headers={"Cache-Control": "no-store"})


def _told(state: ParcelState | None) -> dict[str, str]:
    if state is None or state.missing:
        return {parcels.MISSING: parcels.write_ranges(state.missing if state else ())}
    return {parcels.WHOLE: "yes"}


def _offset(request: Request) -> int:
    at = request.query_params.get("at", "")
    if not (at.isascii() and at.isdecimal() and len(at) < 12):
        raise NotTaken(400, "altered")
    return int(at)


def _refusal(no: NotTaken) -> Response:
    content = msgspec.json.encode(Refused(key=no.key, nonce=no.nonce, wait=no.wait))
    headers = {"Cache-Control": "no-store"}
    if no.nonce:
        headers[parcels.NEXT_NONCE] = no.nonce
    return Response(content, status_code=no.status, media_type=REFUSED_TYPE, headers=headers)
