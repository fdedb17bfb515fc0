"""The way to the upstream's door over HTTP: sends a message, tells the upstream's own answer from everyone else's.

Between a village and its city stand portals that answer 200 with their own page, proxies that cut, apologise or send
elsewhere. Whatever is not the upstream's own answer is 'offline', never a fault of the journal.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

import msgspec

from sync.client.troubles import CityUnreachable, NonceStale, NotEnrolled, RefusedByCity, SyncTrouble, TooMuchAtOnce
from sync.client.trust import Trust, adapter
from sync.protocol import enrolment, exchange, lodging, parcels, renewal
from sync.protocol.exchange import REFUSED_TYPE, NotAMessage, Refused

if TYPE_CHECKING:
    from requests import Response, Session

_LOOPBACK = ("http://127.0.0.1", "http://localhost")
_CONNECT, _READ = 5.0, 30.0  # seconds
_PIECE = 65_536
_TOO_MUCH = 413
_BUSY = (429, 503)


@dataclass(frozen=True, slots=True)
class ParcelSeen:
    """What the upstream says of a blob: nothing owed under this name, whole, or what is missing; and its next nonce."""

    owed: bool
    whole: bool
    missing: tuple[range, ...]
    nonce: str


@dataclass(frozen=True, slots=True)
class ParcelFetched:
    """A blob as it came, empty when the upstream does not give it; and the upstream's next nonce."""

    content: bytes
    nonce: str


class HttpDoor:
    """Speaks with one upstream at `url`. Not for two threads at once."""

    def __init__(self, url: str, connect: float = _CONNECT, read: float = _READ, trust: Trust | None = None) -> None:
        self._url = url.rstrip("/")
        self._trust = trust or Trust()
        self._timeout = (connect, read)
        self._session: Session | None = None

    def exchange(self, message: bytes) -> bytes:
        """One POST of a round; the reply's message. Raises the troubles of this room."""
        answer = self._send("POST", exchange.PATH, message, {"Content-Type": exchange.MEDIA_TYPE})
        return self._content(answer, exchange.MEDIA_TYPE)

    def enrol(self, message: bytes) -> bytes:
        """The enrolment's POST; the reply's message."""
        answer = self._send("POST", enrolment.PATH, message, {"Content-Type": enrolment.MEDIA_TYPE})
        return self._content(answer, enrolment.MEDIA_TYPE)

    def renew(self, message: bytes) -> bytes:
        """The POST that asks for a new key; the reply's message."""
        answer = self._send("POST", renewal.PATH, message, {"Content-Type": renewal.MEDIA_TYPE})
        return self._content(answer, renewal.MEDIA_TYPE)

    def backups(self, message: bytes) -> bytes:
        """The POST of an errand about backups; the reply's message."""
        answer = self._send("POST", lodging.PATH, message, {"Content-Type": lodging.MEDIA_TYPE})
        return self._content(answer, lodging.MEDIA_TYPE)

    def parcel(self, parcel: parcels.Parcel, seal: str) -> ParcelSeen:
        """HEAD or PUT of one blob."""
        path = parcels.PATH + parcel.sha256 + (f"?at={parcel.at}" if parcel.method == "PUT" else "")
        headers = {parcels.SEAL: seal, parcels.NONCE: parcel.nonce, "Content-Type": "application/octet-stream"}
        answer = self._send(parcel.method, path, parcel.part or None, headers)
        return self._parcel_seen(answer)

    def fetch(self, parcel: parcels.Parcel, seal: str) -> ParcelFetched:
        """GET of one blob, whole."""
        headers = {parcels.SEAL: seal, parcels.NONCE: parcel.nonce}
        answer = self._send("GET", parcels.PATH + parcel.sha256, None, headers)
        content = _read(answer, self._url, most=parcels.LARGEST)
        seen = self._said_of(answer, content)
        return ParcelFetched(content if seen == 200 else b"", answer.headers[parcels.NEXT_NONCE])

    def close(self) -> None:
        """Let the connection go."""
        if self._session is not None:
            self._session.close()

    def _send(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> "Response":
        with _sorted_world(self._url):
            return self._open().request(
                method,
                self._url + path,
                data=BytesIO(body) if body else None,  # sent by pieces, each with its own time, not all of it at once
                headers=headers,
                timeout=self._timeout,
                allow_redirects=False,
                stream=True,
            )

    def _open(self) -> "Session":
        if self._session is None:
            from requests import Session

            self._session = Session()
            self._session.headers.update({"User-Agent": "kiosk", "Accept-Encoding": "identity"})
            self._session.trust_env = not self._url.lower().startswith(_LOOPBACK)
            if self._url.lower().startswith("https:"):
                self._session.mount("https://", adapter(self._trust))
        return self._session

    def _content(self, answer: "Response", wanted: str) -> bytes:
        content = _read(answer, self._url)
        kind = answer.headers.get("Content-Type", "").partition(";")[0].strip()
        if answer.status_code != 200:
            raise _said_no(answer.status_code, kind, content, answer.headers)
        if kind != wanted:
            raise CityUnreachable("portal")
        return content

    def _parcel_seen(self, answer: "Response") -> ParcelSeen:
        status = self._said_of(answer, _read(answer, self._url))
        try:
            missing = tuple(parcels.read_ranges(answer.headers.get(parcels.MISSING, "")))
        except NotAMessage as error:
            raise CityUnreachable("cut_off") from error
        nonce = answer.headers[parcels.NEXT_NONCE]
        return ParcelSeen(status == 200, parcels.WHOLE in answer.headers, missing, nonce)

    def _said_of(self, answer: "Response", content: bytes) -> int:
        """The status of the upstream's own answer about a blob; raises what another answer means."""
        nonce = answer.headers.get(parcels.NEXT_NONCE, "")
        if not nonce:  # no word of the upstream's own
            kind = answer.headers.get("Content-Type", "").partition(";")[0].strip()
            raise _said_no(answer.status_code, kind, content, answer.headers)
        if answer.status_code == 401:
            raise NonceStale(nonce)
        if answer.status_code == _TOO_MUCH:
            raise TooMuchAtOnce("too_large")
        return answer.status_code


def _read(answer: "Response", url: str, most: int = exchange.MOST_BYTES) -> bytes:
    """The whole body as it came, as long as it is no longer than a message may be."""
    content = bytearray()
    with answer, _sorted_world(url, "cut_off"):
        while piece := answer.raw.read(_PIECE, decode_content=False):
            content += piece
            if len(content) > most:
                raise CityUnreachable("portal")
    return bytes(content)


@contextmanager
def _sorted_world(url: str, key: str = "no_line") -> Iterator[None]:
    """Sort what requests and urllib3 raise: a slow line, a cut one, none at all."""
    from requests import RequestException, Timeout
    from requests.exceptions import SSLError
    from urllib3.exceptions import HTTPError
    from urllib3.exceptions import TimeoutError as TooSlow

    try:
        yield
    except (Timeout, TooSlow) as error:
        raise CityUnreachable("too_slow") from error
    except SSLError as error:
        raise CityUnreachable("certificate" if "certificate" in str(error).lower() else key, url=url) from error
    except (RequestException, HTTPError) as error:
        hung_up = any(isinstance(one, ConnectionResetError | BrokenPipeError) for one in _causes(error))
        raise CityUnreachable("cut_off" if hung_up else key, url=url) from error


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An error and those that led to it, as requests and urllib3 wrap them."""
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        wrapped = [one for one in seen.args if isinstance(one, BaseException)]
        seen = wrapped[0] if wrapped else getattr(seen, "reason", None) or seen.__cause__ or seen.__context__
        seen = seen if isinstance(seen, BaseException) else None


def _said_no(status: int, kind: str, content: bytes, headers: Any) -> SyncTrouble:
    """The trouble that an answer other than 200 means: the upstream's own refusal, or somebody's in between."""
    if kind == REFUSED_TYPE:
        try:
            return _refusal(status, msgspec.json.decode(content, type=Refused))
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return CityUnreachable("cut_off")
    if status == _TOO_MUCH:
        return TooMuchAtOnce("too_large")
    if status in _BUSY:
        asked = headers.get("Retry-After", "")
        return CityUnreachable("busy", wait=int(asked) if asked.isdecimal() else 0)
    if 200 <= status < 400 or status in (401, 403, 404, 407, 511):
        return CityUnreachable("portal")
    return CityUnreachable("failing", status=status)


def _refusal(status: int, refused: Refused) -> SyncTrouble:
    if refused.key == "stale":
        return NonceStale(refused.nonce)
    if refused.key == "unknown_key":
        return NotEnrolled("unknown_key")
    if status == _TOO_MUCH:
        return TooMuchAtOnce("too_large")
    if status in _BUSY:
        return CityUnreachable("busy", wait=refused.wait)
    return RefusedByCity(refused.key, wait=refused.wait, status=status)
