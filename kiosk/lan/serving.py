"""The hub's side of the line over the LAN: opens channels for paired PCs, does their steps, tells them what is
new."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from threading import Lock
from typing import Any, Protocol

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kiosk.app.ports import QueueDesk, Wishes
from kiosk.domain.refusals import Refusal, Trouble
from kiosk.domain.ticket import Hold
from kiosk.lan import shelf, wire
from sync.protocol.channel import Channel, NotOnChannel, about_opening, channel_of_hub, read_opening
from sync.protocol.cose import NotSealed
from sync.protocol.envelope import NotForUs
from sync.protocol.seal import AlgorithmUnknown

MOST_CHANNELS = 256
MOST_HOLD = 30.0
MOST_ANSWERS = 2048
_REMEMBERED = ("take", "call")  # the store itself remembers what it answered to these, also over a restart


class Bell(Protocol):
    """Rings when the line has changed; see `sync.server.bell`."""

    @property
    def rings(self) -> int: ...
    def ring(self) -> None: ...
    async def wait(self, heard: int, seconds: float, /) -> bool: ...


class Running(Protocol):
    """The line's own desk: takes numbers in that a hall screen gave out while the hub was away, and does what a window
    asks of the line beside the steps of a number."""

    def pause(self, window: str, reason: str = "") -> Any: ...
    def reopen(self, window: str) -> Any: ...
    def add_matter(self, number: str, matter: str) -> Any: ...
    def adopt(self, matter: str, number: str, person: str = "", green: bool = False) -> Any: ...


@dataclass(frozen=True, slots=True)
class LanHouse:
    """What the routes need of the hub: its public key and letterbox, its paired keys, its desks for an actor."""

    hub_key: bytes
    letterbox: Callable[[], bytes]
    open_envelope: Callable[[bytes, bytes], bytes]
    paired: Callable[[bytes], tuple[str, bytes] | None]  # device and public key by a key's id
    queue: Callable[[str, str], QueueDesk]  # for a device and who says he sits there, as far as both may
    line: Callable[[str, str], Running]
    wishes: Callable[[str, str], Wishes]
    shelf: shelf.ShelfFor


class LanRoutes:
    """To be mounted beside the protocol's routes. `threads` do what touches the store."""

    def __init__(self, house: LanHouse, bell: Bell, threads: Executor) -> None:
        self._house = house
        self._bell = bell
        self._threads = threads
        self._lock = Lock()
        self._channels: OrderedDict[str, tuple[str, Channel]] = OrderedDict()
        self._answers: OrderedDict[str, bytes] = OrderedDict()

    def routes(self) -> list[Route]:
        """To be mounted at the root of an application."""
        return [
            Route(wire.LETTERBOX, self._letterbox, methods=["GET"]),
            Route(wire.OPEN, self._open, methods=["POST"]),
            Route(wire.QUEUE, self._queue, methods=["POST"]),
            Route(wire.LINE, self._line, methods=["POST"]),
            Route(wire.DRAFTS, self._drafts, methods=["POST"]),
        ]

    async def _letterbox(self, _request: Request) -> Response:
        return Response(await self._in_thread(self._house.letterbox), media_type=wire.MEDIA_TYPE)

    async def _open(self, request: Request) -> Response:
        name = await self._in_thread(self._opened, await _body(request))
        return Response(name, media_type=wire.MEDIA_TYPE) if name else Response(status_code=403)

    def _opened(self, content: bytes) -> str:
        """The name of a new channel; '' for somebody who is not paired with this hub."""
        try:
            opening = read_opening(content)
            found = self._house.paired(opening.message.key_id)
            if found is None or not opening.verify(found[1]):
                return ""
            if opening.device != found[0] or opening.hub != self._house.hub_key:
                return ""
            key = self._house.open_envelope(opening.sealed, about_opening(opening.device, opening.hub))
        except (NotSealed, AlgorithmUnknown, NotForUs):
            return ""
        name = key[:8].hex()  # told to nobody who does not know the key: an attacker learns a name and no more
        with self._lock:
            self._channels[name] = (opening.device, channel_of_hub(key))
            while len(self._channels) > MOST_CHANNELS:
                self._channels.popitem(last=False)
        return name

    async def _queue(self, request: Request) -> Response:
        return await self._answered(request, wire.QUEUE, self._step)

    async def _line(self, request: Request) -> Response:
        return await self._answered(request, wire.LINE, self._seen)

    async def _drafts(self, request: Request) -> Response:
        return await self._answered(request, wire.DRAFTS, self._draft_step, wire.MOST_DRAFT)

    async def _draft_step(self, device: str, plain: bytes) -> bytes:
        answer, changing = await self._in_thread(shelf.answer, self._house.shelf, device, plain)
        if changing:
            self._bell.ring()
        said: bytes = answer
        return said

    async def _answered(
        self, request: Request, path: str, work: Callable[..., Any], most: int = wire.MOST_BYTES
    ) -> Response:
        found = self._channels.get(request.headers.get(wire.CHANNEL, ""))
        if found is None:
            return Response(status_code=401)
        device, channel = found
        try:
            count, plain = channel.hear(await _body(request, most), path.encode())
        except NotOnChannel:
            return Response(status_code=400)
        answer = await work(device, plain)
        return Response(channel.say(answer, path.encode(), count), media_type=wire.MEDIA_TYPE)

    async def _step(self, device: str, plain: bytes) -> bytes:
        try:
            asked = msgspec.json.decode(plain, type=wire.Asked)
        except msgspec.DecodeError:
            return wire.write_news(Trouble("hub_altered"))
        answer: bytes = await self._in_thread(self._done, device, asked)
        self._bell.ring()
        return answer

    def _done(self, device: str, asked: wire.Asked) -> bytes:
        """Do one step, or give the answer that was given for it before."""
        name = "" if asked.step in _REMEMBERED else f"{device}/{asked.request}"
        with self._lock:
            if before := self._answers.get(name):
                return before
        try:
            if asked.step not in wire.STEPS | wire.RUNNING | wire.WISHING:
                raise Trouble("hub_altered")
            answer = wire.write(self._do(device, asked))
        except (Refusal, Trouble) as news:
            answer = wire.write_news(news)
        except TypeError:  # a step with other values than it takes: a PC of a later version
            answer = wire.write_news(Trouble("hub_altered"))
        with self._lock:
            if name:
                self._answers[name] = answer
            while len(self._answers) > MOST_ANSWERS:
                self._answers.popitem(last=False)
        return answer

    def _do(self, device: str, asked: wire.Asked) -> object:
        actor = asked.actor or f"device:{device}"
        given = dict(asked.given)
        if asked.step in wire.RUNNING:
            return getattr(self._house.line(device, actor), asked.step)(**given)
        if asked.step in wire.WISHING:
            return getattr(self._house.wishes(device, actor), asked.step)(**given)
        if "hold" in given:
            given["hold"] = Hold(given["hold"])
        if asked.step in _REMEMBERED:
            given["request"] = asked.request
        return getattr(self._house.queue(device, actor), asked.step)(**given)

    async def _seen(self, device: str, plain: bytes) -> bytes:
        try:
            asked = msgspec.json.decode(plain, type=wire.Listening)
        except msgspec.DecodeError:
            asked = wire.Listening()
        if asked.hold > 0:
            await self._bell.wait(asked.heard, min(asked.hold, MOST_HOLD))
        rings = self._bell.rings
        seen = await self._in_thread(lambda: self._house.queue(device, "hub").seen())
        return wire.write({"rings": rings, "seen": seen})

    async def _in_thread(self, work: Callable[..., Any], *given: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *given)


async def _body(request: Request, most: int = wire.MOST_BYTES) -> bytes:
    content = bytearray()
    async for piece in request.stream():
        content += piece
        if len(content) > most:
            return b""
    return bytes(content)
