"""The in-tray: requests are read whole before anybody works on them, and what lies in it at one time has a bound."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.requests import ClientDisconnect, Request

from sync.server.reception import NotTaken

MOST_HELD = 96_000_000  # bytes of requests in memory; a large one beyond it is asked to come later
SMALL = 64_000  # bytes: so much of anybody's request is always read, an empty round is never turned away
LATER = 20  # seconds
_TOO_MUCH, _BUSY = 413, 503


class Tray:
    """Counts what is held. For one event loop."""

    def __init__(self, most_held: int = MOST_HELD) -> None:
        self._most_held = most_held
        self.held = 0

    @asynccontextmanager
    async def received(self, request: Request, most: int) -> AsyncIterator[bytes]:
        """The whole body, held until the block is left. Raises `NotTaken`: 413 as soon as it is more than `most`, 503
        when the tray is full."""
        content = bytearray()
        try:
            await self._read(request, most, content)
            yield bytes(content)
        finally:
            self.held -= len(content)

    async def _read(self, request: Request, most: int, content: bytearray) -> None:
        declared = request.headers.get("content-length", "")
        if declared.isdecimal() and int(declared) > most:
            raise NotTaken(_TOO_MUCH, "too_large")
        try:
            async for piece in request.stream():
                content += piece
                self.held += len(piece)
                if len(content) > most:
                    raise NotTaken(_TOO_MUCH, "too_large")
                if self.held > self._most_held and len(content) > SMALL:
                    raise NotTaken(_BUSY, "busy", wait=LATER)
        except ClientDisconnect:
            raise NotTaken(400, "altered") from None
