"""The twin of the queue's desk on a PC of the LAN: every step is done at the hub, and the line is seen as it
was last told.

A hub that is away is a `Trouble` within a second, never a screen that hangs; a step whose answer was lost is
asked once
more under its own request id and done once.
"""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import msgspec

from kiosk.app.outcomes import LineRun, QueueSeen, TicketMoved, TicketTaken
from kiosk.domain.refusals import Trouble
from kiosk.domain.ticket import Hold
from kiosk.lan import wire
from sync.protocol.channel import (
    Channel,
    NotOnChannel,
    about_opening,
    channel_of_pc,
    new_channel_key,
    state_opening,
)
from sync.protocol.cose import NotSealed
from sync.protocol.envelope import put_in_envelope, read_letterbox
from sync.protocol.seal import AlgorithmUnknown, Signer

if TYPE_CHECKING:
    from requests import Response, Session
    from requests.adapters import BaseAdapter

_CONNECT, _READ = 0.5, 2.0  # seconds
_REST = 3.0  # seconds in which a hub that was away is not asked again by a step
_OPEN_AGAIN, _NO_SUCH_ROUTE = 401, 404


@dataclass(frozen=True, slots=True)
class Pc:
    """This PC and its hub: the hub's address and public key, this device's name, signer and key id; `adapter` makes
    what requests needs to trust the hub's certificate, None: what this system trusts."""

    url: str
    hub_key: bytes
    device: str
    sign: Signer
    key_id: bytes
    adapter: "Callable[[], BaseAdapter] | None" = None


class HubLine:
    """The way to the hub's line: one channel, opened when it is needed and anew when the hub has forgotten it."""

    def __init__(self, pc: Pc, connect: float = _CONNECT, read: float = _READ) -> None:
        self._pc = pc
        self._timeout = (connect, read)
        self._lock = threading.Lock()
        self._mine = threading.local()
        self._channel: tuple[str, Channel] | None = None
        self._away_until = 0.0

    def ask(self, path: str, plain: bytes, patience: float = 0.0) -> bytes:
        """One message and its answer, which may take `patience` seconds more. Raises `Trouble('hub_away')`, and
        `Trouble('hub_older')` for what a hub of an earlier version does not answer."""
        if not patience and time.monotonic() < self._away_until:
            raise Trouble("hub_away")
        for again in (False, True):
            name, channel = self._opened(anew=again)
            message = channel.say(plain, path.encode())
            answer = self._send("POST", path, message, {wire.CHANNEL: name}, patience)
            if answer.status_code == _OPEN_AGAIN and not again:
                continue
            if answer.status_code == _NO_SUCH_ROUTE:
                raise Trouble("hub_older")
            if answer.status_code != 200:
                raise self._gone()
            try:
                count = int.from_bytes(message[:8], "big")
                return channel.hear(answer.content, path.encode(), answers=count)[1]
            except NotOnChannel as error:
                raise self._gone() from error
        raise self._gone()

    def _opened(self, anew: bool) -> tuple[str, Channel]:
        with self._lock:
            if self._channel is None or anew:
                self._channel = self._open()
            return self._channel

    def _open(self) -> tuple[str, Channel]:
        pc = self._pc
        try:
            box = read_letterbox(self._send("GET", wire.LETTERBOX, b"", {}).content)
        except (NotSealed, AlgorithmUnknown) as error:
            raise self._gone() from error
        if not box.verify(pc.hub_key):  # somebody else answers at the hub's address
            raise Trouble("hub_not_the_hub")
        key = new_channel_key()
        sealed = put_in_envelope(key, box.public, about_opening(pc.device, pc.hub_key))
        opening = state_opening(pc.device, pc.hub_key, sealed, pc.sign, pc.key_id)
        answer = self._send("POST", wire.OPEN, opening, {})
        if answer.status_code != 200:
            raise Trouble("hub_unknown_key")
        return answer.text, channel_of_pc(key)

    def _send(
        self, method: str, path: str, body: bytes, headers: Mapping[str, str], patience: float = 0.0
    ) -> "Response":
        from requests.exceptions import RequestException

        connect, read = self._timeout
        try:
            return self._session().request(
                method,
                self._pc.url + path,
                data=body,
                headers=dict(headers),
                timeout=(connect, read + patience),
                allow_redirects=False,
            )
        except RequestException as error:
            raise self._gone() from error

    def _session(self) -> "Session":
        session: Session | None = getattr(self._mine, "session", None)
        if session is None:
            import requests

            session = self._mine.session = requests.Session()
            session.trust_env = False  # the hub stands on this very LAN: no proxy lies between
            session.headers.update({"User-Agent": "kiosk", "Content-Type": wire.MEDIA_TYPE})
            if self._pc.adapter is not None:
                session.mount("https://", self._pc.adapter())
        return session

    def _gone(self) -> Trouble:
        self._away_until = time.monotonic() + _REST
        return Trouble("hub_away")


def step(line: HubLine, actor: str, name: str, given: Mapping[str, Any], request: str = "") -> dict[str, Any]:
    """Have the hub do one step. Raises its refusals, and `Trouble`."""
    asked = wire.write(wire.Asked(name, dict(given), request or uuid4().hex, actor))
    try:
        return wire.read_answer(line.ask(wire.QUEUE, asked))
    except msgspec.DecodeError as error:
        raise Trouble("hub_altered") from error


class RemoteQueue:
    """The `QueueDesk` of a PC behind a hub. Refusals are the hub's own; `Trouble('hub_away')` when it cannot
    be reached."""

    def __init__(self, line: HubLine, actor: str) -> None:
        self._line = line
        self._actor = actor

    def take(self, matter: str, id_number: str = "", green: bool = False, request: str = "") -> TicketTaken:
        given = {"matter": matter, "id_number": id_number, "green": green}
        return wire.taken(self._step("take", given, request))

    def call(self, window: str, number: str = "", request: str = "") -> TicketMoved:
        return wire.moved(self._step("call", {"window": window, "number": number}, request))

    def recall(self, number: str) -> TicketMoved:
        return self._move("recall", number=number)

    def skip(self, number: str) -> TicketMoved:
        return self._move("skip", number=number)

    def done(self, number: str) -> TicketMoved:
        return self._move("done", number=number)

    def hold(self, number: str, hold: Hold, note: str = "") -> TicketMoved:
        return self._move("hold", number=number, hold=hold.value, note=note)

    def transfer(self, number: str, window: str = "", matter: str = "", note: str = "") -> TicketMoved:
        return self._move("transfer", number=number, window=window, matter=matter, note=note)

    def rejoin(self, number: str) -> TicketMoved:
        return self._move("rejoin", number=number)

    def undo(self, window: str) -> TicketMoved:
        return self._move("undo", window=window)

    def seen(self) -> QueueSeen:
        """The line as it stands at the hub."""
        return wire.seen(self._told(wire.Listening())["seen"])

    def _move(self, name: str, **given: Any) -> TicketMoved:
        return wire.moved(self._step(name, given))

    def _step(self, name: str, given: Mapping[str, Any], request: str = "") -> dict[str, Any]:
        return step(self._line, self._actor, name, given, request)

    def _told(self, listening: wire.Listening) -> dict[str, Any]:
        try:
            return wire.read_answer(self._line.ask(wire.LINE, wire.write(listening), listening.hold))
        except msgspec.DecodeError as error:
            raise Trouble("hub_altered") from error


class RemoteHand:
    """What a PC asks of the hub's line beside the steps of a number: a window that pauses, one matter more, numbers
    that were given out without the hub."""

    def __init__(self, line: HubLine, actor: str) -> None:
        self._line = line
        self._actor = actor

    def adopt(self, matter: str, number: str, _person: str, green: bool) -> TicketMoved:
        """Have the hub take one in. A mark of this PC says nothing to the hub, so it stays here."""
        given = {"matter": matter, "number": number, "green": green}
        return wire.moved(step(self._line, self._actor, "adopt", given))

    def pause(self, window: str, reason: str = "") -> LineRun:
        """The window calls nobody."""
        return self._stand("pause", window=window, reason=reason)

    def reopen(self, window: str) -> LineRun:
        """The window calls again."""
        return self._stand("reopen", window=window)

    def add_matter(self, number: str, matter: str) -> TicketMoved:
        """One matter more on the number at a window."""
        return wire.moved(step(self._line, self._actor, "add_matter", {"number": number, "matter": matter}))

    def _stand(self, name: str, **given: str) -> LineRun:
        step(self._line, self._actor, name, given)
        return LineRun()


class Listener:
    """Waits at the hub for the line to change, on a thread of its own, and tells each time. Never gives up."""

    def __init__(self, line: HubLine, changed: Callable[[], None], hold: float = 20.0) -> None:
        self._line = line
        self._changed = changed
        self._hold = hold
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="line", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Listen no more."""
        self._over.set()

    def _listen(self) -> None:
        heard = -1
        while not self._over.is_set():
            try:
                content = self._line.ask(wire.LINE, wire.write(wire.Listening(heard, self._hold)), self._hold)
                rings = wire.read_answer(content)["rings"]
            except (Trouble, msgspec.DecodeError, KeyError):
                self._over.wait(1.0)
                continue
            if rings != heard:
                heard = rings
                self._changed()
