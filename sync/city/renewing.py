"""The city's window for new keys: a device that holds its old key gets its new one certified."""

import msgspec
from anyio.to_thread import run_sync
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from sync.city.register import Register
from sync.protocol import renewal
from sync.protocol.exchange import REFUSED_TYPE, NotAMessage, Refused
from sync.protocol.renewal import Renewed, read_renewal, write_renewed
from sync.server.ports import CodeRefused, Voice


class RenewalRoute:
    """One route, to be mounted beside the protocol's."""

    def __init__(self, register: Register, voice: Voice) -> None:
        self._register = register
        self._voice = voice

    def routes(self) -> list[Route]:
        """To be mounted at the root."""
        return [Route(renewal.PATH, self._answer, methods=["POST"])]

    def renew(self, message: bytes) -> bytes:
        """The answer's message. Raises `CodeRefused` (unknown_key, revoked, altered)."""
        try:
            asked = read_renewal(message)
        except NotAMessage as error:
            raise CodeRefused("altered") from error
        self._register.renew(asked)
        said = Renewed(device=asked.renewal.device, public_key=asked.renewal.public_key)
        return write_renewed(said, self._voice.sign, self._voice.key_id, message)

    async def _answer(self, request: Request) -> Response:
        try:
            content = await run_sync(self.renew, await _read(request))
        except CodeRefused as no:
            return _refused(no.key)
        return Response(content, media_type=renewal.MEDIA_TYPE, headers={"Cache-Control": "no-store"})


async def _read(request: Request) -> bytes:
    content = bytearray()
    try:
        async for piece in request.stream():
            content += piece
            if len(content) > renewal.MOST_BYTES:
                raise CodeRefused("altered")
    except ClientDisconnect:
        raise CodeRefused("altered") from None
    return bytes(content)


def _refused(key: str) -> Response:
    content = msgspec.json.encode(Refused(key=key))
    return Response(content, status_code=403 if key != "altered" else 400, media_type=REFUSED_TYPE)
