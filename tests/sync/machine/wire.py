"""The bad wire of the machine: the courier's real door over the city's real routes, without a socket between them.

Everything that a line, a proxy or a portal may do to a message is done here, one named fault a message.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl

from requests.structures import CaseInsensitiveDict
from starlette.responses import Response

from sync.client.door import HttpDoor
from sync.client.troubles import CityUnreachable
from sync.protocol import enrolment, exchange, parcels
from sync.server.ports import Parcels
from sync.server.reception import NotTaken, Reception
from sync.server.routes import ProtocolRoutes, _refusal

GOOD = "good"
FAULTS = (
    "request lost",
    "answer lost",
    "request cut",
    "answer cut",
    "request altered",
    "answer altered",
    "twice",
    "delayed",
    "portal",
    "apology",
    "too much",
    "busy",
)
_KEPT = 40  # requests that are remembered to come again


class Killed(BaseException):
    """The device's process is gone at this very moment. No program catches it."""


class CityKilled(BaseException):
    """The upstream's process is gone at this very moment."""


@dataclass(frozen=True)
class Asked:
    """One request as it stands on the line."""

    method: str
    path: str
    body: bytes
    headers: Mapping[str, str]


@dataclass
class _Raw:
    content: BytesIO

    def read(self, size: int, decode_content: bool) -> bytes:
        return self.content.read(size)


class Heard:
    """An answer, with as much of `requests.Response` as the door looks at."""

    def __init__(self, status: int, headers: Mapping[str, str], content: bytes) -> None:
        self.status_code = status
        self.headers: CaseInsensitiveDict[str] = CaseInsensitiveDict(headers)
        self.content = content
        self.raw = _Raw(BytesIO(content))

    def __enter__(self) -> "Heard":
        return self

    def __exit__(self, *_: object) -> None:
        return None


@dataclass(frozen=True)
class _Said:
    """As much of a Starlette request as the parcels' route looks at."""

    method: str
    path_params: Mapping[str, str]
    headers: Mapping[str, str]
    query_params: Mapping[str, str]


class Counter:
    """Where an upstream takes messages in: its reception and its parcels, behind the routes' own code."""

    def __init__(self, reception: Reception, scans: Parcels) -> None:
        self.reception = reception
        self._routes = ProtocolRoutes(reception, scans)

    def answer(self, asked: Asked) -> Heard:
        """What the upstream answers to these very bytes. Raises `CityKilled`."""
        try:
            if asked.path == exchange.PATH:
                return Heard(200, {"Content-Type": exchange.MEDIA_TYPE}, self.reception.exchange(asked.body))
            if asked.path == enrolment.PATH:
                return Heard(200, {"Content-Type": enrolment.MEDIA_TYPE}, self.reception.enrol(asked.body))
            return _heard(self._parcel(asked))
        except NotTaken as no:
            return _heard(_refusal(no))

    def _parcel(self, asked: Asked) -> Response:
        path, _, query = asked.path.partition("?")
        name = path.removeprefix(parcels.PATH)
        headers: CaseInsensitiveDict[str] = CaseInsensitiveDict(asked.headers)
        said: Any = _Said(asked.method, {"sha256": name}, headers, dict(parse_qsl(query)))
        return self._routes._carry(said, asked.body)


def _heard(answer: Response) -> Heard:
    return Heard(answer.status_code, dict(answer.headers), bytes(answer.body))


class Line(HttpDoor):
    """The way from one device to its upstream. `faults` befall the next messages, one each; then the line is good."""

    def __init__(self, upstream: Callable[[], Counter], killed: Callable[[], None]) -> None:
        super().__init__("http://127.0.0.1")
        self.upstream = upstream
        self.faults: list[tuple[str, int]] = []
        self.dies = ""  # "before send", "after send", "after answer": the device, at its next message
        self.passed: list[Asked] = []  # requests that somebody on the way has kept
        self._killed = killed

    def _send(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Any:
        asked = Asked(method, path, body or b"", headers)
        fault, pick = self.faults.pop(0) if self.faults else (GOOD, 0)
        dies, self.dies = self.dies, ""
        if dies == "before send":
            raise Killed
        self.passed = [*self.passed[-_KEPT:], asked]
        heard = self._there_and_back(asked, fault, pick)
        if dies:  # after send, after answer: for the device it is the same moment
            raise Killed
        return heard

    def _there_and_back(self, asked: Asked, fault: str, pick: int) -> Heard:
        if fault in ("request lost", "delayed"):  # what is delayed comes with `passed`, when nobody awaits it any more
            raise CityUnreachable("no_line")
        if fault in _APOLOGIES:
            return _APOLOGIES[fault]
        if fault == "twice":
            self._at_counter(asked)
        heard = self._at_counter(_spoiled(asked, fault, pick))
        if fault == "answer lost":
            raise CityUnreachable("too_slow")
        if fault == "answer cut":
            return Heard(heard.status_code, heard.headers, heard.content[: pick % (len(heard.content) or 1)])
        if fault == "answer altered":
            return Heard(heard.status_code, heard.headers, _altered(heard.content, pick))
        return heard

    def _at_counter(self, asked: Asked) -> Heard:
        try:
            return self.upstream().answer(asked)
        except CityKilled:
            self._killed()
            raise CityUnreachable("no_line") from None


def _spoiled(asked: Asked, fault: str, pick: int) -> Asked:
    if fault == "request cut":
        return Asked(asked.method, asked.path, asked.body[: pick % (len(asked.body) or 1)], asked.headers)
    if fault == "request altered":
        return Asked(asked.method, asked.path, _altered(asked.body, pick), asked.headers)
    return asked


def _altered(content: bytes, pick: int) -> bytes:
    if not content:
        return content
    at = pick % len(content)
    return content[:at] + bytes([content[at] ^ (1 << pick % 8)]) + content[at + 1 :]


_APOLOGIES = {
    "portal": Heard(200, {"Content-Type": "text/html"}, b"<html>log in</html>"),
    "apology": Heard(502, {"Content-Type": "text/html"}, b"<html>Bad Gateway</html>"),
    "too much": Heard(413, {"Content-Type": "text/html"}, b"<html>Request Entity Too Large</html>"),
    "busy": Heard(503, {"Content-Type": "text/plain", "Retry-After": "9"}, b"later"),
}


def faults_of(pick: int) -> list[tuple[str, int]]:
    """Half of all rounds are good; else up to three messages are befallen."""
    if pick % 2 == 0:
        return []
    rest = pick // 2
    return [(FAULTS[rest // 12**n % 12], rest) for n in range(1 + rest % 3)]
