"""A bad line between a real device's door and a real city: what is cut, slowed, packed or swallowed on its way costs
time and nothing else. And a storm of devices that come back at once."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import anyio
import pytest
import zstandard
from starlette.applications import Starlette

from sync.client.courier import Courier, Upstream
from sync.client.door import HttpDoor
from sync.client.enrol import enrol
from sync.client.troubles import SyncTrouble
from sync.protocol.exchange import PATH, Hello, Writer, read_reply, read_sealed, write_request
from sync.protocol.seal import key_id
from sync.server.ports import Reader
from sync.server.routes import ProtocolRoutes
from sync.server.tray import LATER, Tray
from tests.sync.city_kit import CENTRE, Clock, a_city, accept, begin, must_agree
from tests.sync.conftest import Listening, listening
from tests.sync.paper_shelf import PaperShelf
from tests.sync.test_cityd import serving

Change = Callable[[bytes], bytes]
SILENT = 0.4  # seconds after which these doors give up


class BadLine:
    """Stands between a device and its city: whole requests up, whole answers down, each as `up` and `down` leave it.

    None from either means that nothing more is said: the connection stays open and dead.
    """

    def __init__(self, url: str) -> None:
        host, port = url.removeprefix("http://").split(":")
        self._city = (host, int(port))
        self._taken = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._taken.getsockname()[1]}"
        self.up: Callable[[bytes], bytes | None] = lambda request: request
        self.down: Callable[[bytes], bytes | None] = lambda answer: answer
        self.drip = 0  # bytes at a time, with a pause behind each
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._serve)]
        self._threads[0].start()

    def close(self) -> None:
        self._over.set()
        self._taken.close()
        for thread in self._threads:
            thread.join(10)

    def _serve(self) -> None:
        self._taken.settimeout(0.05)
        while not self._over.is_set():
            with suppress(OSError):
                line, _ = self._taken.accept()
                self._threads.append(threading.Thread(target=self._carry, args=(line,)))
                self._threads[-1].start()

    def _carry(self, line: socket.socket) -> None:
        with line, suppress(OSError):
            line.settimeout(5)
            self._once(line)

    def _once(self, line: socket.socket) -> None:
        request = self.up(_message(line))
        if request is None:
            self._over.wait(SILENT * 3)
            return
        with socket.create_connection(self._city, timeout=3) as city:
            city.sendall(request.replace(b"Connection: keep-alive", b"Connection: close"))
            answer = self.down(_message(city))
        if answer is None:
            self._over.wait(SILENT * 3)
        elif self.drip:
            for at in range(0, len(answer), self.drip):
                line.sendall(answer[at : at + self.drip])
                self._over.wait(0.05)
        else:
            line.sendall(answer)


def _message(line: socket.socket) -> bytes:
    """One HTTP message with its body."""
    content = b""
    while b"\r\n\r\n" not in content:
        piece = line.recv(65_536)
        if not piece:
            return content
        content += piece
    head, _, body = content.partition(b"\r\n\r\n")
    named = [one for one in head.lower().split(b"\r\n") if one.startswith(b"content-length:")]
    length = int(named[0].partition(b":")[2]) if named else 0
    while len(body) < length:
        piece = line.recv(65_536)
        if not piece:
            break
        body += piece
    return head + b"\r\n\r\n" + body


@pytest.fixture
def line(town: Listening) -> Iterator[BadLine]:
    made = BadLine(town.url)
    yield made
    made.close()


class Village:
    """A device behind a bad line; its clock may be wrong."""

    def __init__(self, town: Listening, url: str, clock: Clock | None = None) -> None:
        self.shelf, straight = PaperShelf(), HttpDoor(town.url)
        granted = enrol(
            straight, self.shelf, town.city.register.new_code(self.shelf.device), "x", begin(self.shelf).body
        )
        straight.close()
        self.door = HttpDoor(url, connect=2.0, read=SILENT)
        self.courier = Courier(self.door, self.shelf, Upstream("city", granted.city_key), clock or Clock())

    def trouble(self) -> str:
        """What one round says that went wrong; '' when nothing did."""
        try:
            self.courier.round()
        except SyncTrouble as no:
            return no.key
        finally:
            self.door.close()
        return ""


def _packed(answer: bytes, how: bytes) -> bytes:
    return answer.replace(b"\r\n\r\n", b"\r\nContent-Encoding: " + how + b"\r\n\r\n", 1)


def _altered(message: bytes) -> bytes:
    return message[:-9] + bytes([message[-9] ^ 1]) + message[-8:]


PORTAL = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 12\r\n\r\n<html>log in"
DOWN: list[tuple[str, Callable[[bytes], bytes | None], str]] = [
    ("a portal's page", lambda _answer: PORTAL, "portal"),
    ("cut in the head", lambda answer: answer[:20], "no_line|portal"),
    ("cut in the body", lambda answer: answer[:-30], "cut_off"),
    ("cut to nothing", lambda _answer: b"", "no_line|cut_off"),
    ("dead behind the request", lambda _answer: None, "too_slow"),
    (
        "one byte altered",
        lambda answer: answer[:-9] + bytes([answer[-9] ^ 1]) + answer[-8:],
        "not_the_city|portal|failing",
    ),
    ("said to be gzip", lambda answer: _packed(answer, b"gzip"), ""),
    ("said to be brotli", lambda answer: _packed(answer, b"br"), ""),
]


@pytest.mark.parametrize(("down", "key"), [one[1:] for one in DOWN], ids=[one[0] for one in DOWN])
def test_whatever_comes_back_wrong_costs_a_round_and_nothing_else(
    town: Listening, line: BadLine, down: Callable[[bytes], bytes | None], key: str
) -> None:
    village = Village(town, line.url)
    accept(village.shelf)
    line.down = down
    assert village.trouble() in key.split("|")
    line.down = lambda answer: answer
    assert village.trouble() == ""
    must_agree(town.city, village.shelf)


UP: list[tuple[str, Callable[[bytes], bytes | None], str]] = [
    ("cut in the body", lambda request: request[:-30], "too_slow|no_line|cut_off|altered"),
    ("one byte altered", lambda request: _altered(request), "altered"),
    ("swallowed", lambda _request: None, "too_slow"),
]


@pytest.mark.parametrize(("up", "key"), [one[1:] for one in UP], ids=[one[0] for one in UP])
def test_whatever_goes_up_wrong_is_not_taken(
    town: Listening, line: BadLine, up: Callable[[bytes], bytes | None], key: str
) -> None:
    village = Village(town, line.url)
    accept(village.shelf)
    line.up = up
    assert village.trouble() in key.split("|")
    assert town.city.desk.all_cases() == []
    line.up = lambda request: request
    assert village.trouble() == ""
    must_agree(town.city, village.shelf)


def test_an_answer_that_drips_is_waited_for_as_long_as_it_drips(town: Listening, line: BadLine) -> None:
    village = Village(town, line.url)
    accept(village.shelf)
    line.drip = 60  # pauses shorter than the patience of the door, the whole much longer
    assert village.trouble() == ""
    must_agree(town.city, village.shelf)


def test_slow_devices_keep_nobody_waiting(town: Listening) -> None:
    """Thirty lines that never finish their request; one more device is served at once."""
    host, port = town.url.removeprefix("http://").split(":")
    slow = [socket.create_connection((host, int(port))) for _ in range(30)]
    for one in slow:
        one.sendall(f"POST {PATH} HTTP/1.1\r\nHost: city\r\nContent-Length: 1000000\r\n\r\nx".encode())
    village = Village(town, town.url)
    accept(village.shelf)
    assert village.trouble() == ""
    for one in slow:
        one.close()
    must_agree(town.city, village.shelf)


@pytest.mark.parametrize("days", [-400, 400])
def test_a_clock_400_days_wrong_locks_nobody_out(town: Listening, days: int) -> None:
    clock = Clock()
    clock.pass_days(days)
    village = Village(town, town.url, clock)
    accept(village.shelf, wall=(clock.now - timedelta(hours=1)).isoformat())
    outcome = village.courier.round()
    village.door.close()
    assert outcome.waiting == 0
    assert outcome.offset == pytest.approx(-days * 86_400, abs=5)
    must_agree(town.city, village.shelf)


def test_a_bomb_of_zstd_is_refused_before_it_goes_off(town: Listening) -> None:
    """A device of ours gone mad: a gigabyte of nothing in some hundred kilobytes, properly sealed."""
    village = Village(town, town.url)
    shelf = village.shelf
    message = write_request(Hello(device=shelf.device), [], Writer(shelf.sign, key_id(shelf.public_key)))
    good = read_sealed(message).packed
    squeezer = zstandard.ZstdCompressor(level=3).compressobj()
    bomb = b"".join(squeezer.compress(bytes(1_000_000)) for _ in range(1_000)) + squeezer.flush()
    assert len(bomb) < 200_000
    import hashlib

    from sync.protocol import exchange
    from sync.protocol.cose import sign1

    sealed = sign1(
        hashlib.sha256(bomb).digest(), shelf.sign, key_id(shelf.public_key), aad=exchange._REQUEST, detached=True
    )
    with pytest.raises(SyncTrouble, match="altered"):
        village.door.exchange(sealed + bomb)
    assert len(good) < 400
    assert village.trouble() == ""


def _told(door: HttpDoor) -> tuple[str, int]:
    try:
        door.exchange(bytes(3_000_000))
    except SyncTrouble as no:
        return no.key, no.wait
    return "", 0


DEVICES = 300


def _hello(shelf: PaperShelf, nonce: str, cursor: str) -> bytes:
    hello = Hello(device=shelf.device, nonce=nonce, cursor=cursor)
    message = write_request(hello, [], Writer(shelf.sign, key_id(shelf.public_key)))
    head = f"POST {PATH} HTTP/1.1\r\nHost: city\r\nConnection: close\r\nContent-Length: {len(message)}\r\n\r\n"
    return head.encode() + message


async def _storm(url: str, requests: list[bytes]) -> list[bytes]:
    """All at once; the answers in their order."""
    host, port = url.removeprefix("http://").split(":")
    answers = [b""] * len(requests)

    async def one(at: int) -> None:
        async with await anyio.connect_tcp(host, int(port)) as stream:
            await stream.send(requests[at])
            with suppress(anyio.EndOfStream):
                while True:
                    answers[at] += await stream.receive()

    with anyio.fail_after(60):
        async with anyio.create_task_group() as group:
            for at in range(len(requests)):
                group.start_soon(one, at)
    return answers


def test_three_hundred_devices_at_once_are_all_answered_within_bounded_memory(tmp_path: Path) -> None:
    city = a_city(tmp_path)
    shelves = [PaperShelf(f"{CENTRE[:6]}{number:06d}-01") for number in range(DEVICES)]
    from tests.sync.city_kit import Wire

    for shelf in shelves:
        enrol(Wire(city), shelf, city.register.new_code(shelf.device), "x", begin(shelf).body)
    cursor = city.inbox.news(Reader(shelves[0].device), "", 1_000, 10**9).cursor
    city.books.close()
    with serving(tmp_path) as (process, url):
        status = Path(f"/proc/{process.pid}/status")
        stale = anyio.run(_storm, url, [_hello(shelf, "", cursor) for shelf in shelves])
        assert {answer.split(b" ", 2)[1] for answer in stale} == {b"401"}
        nonces = [json.loads(answer.partition(b"\r\n\r\n")[2])["nonce"] for answer in stale]
        pairs = zip(shelves, nonces, strict=True)
        answers = anyio.run(_storm, url, [_hello(shelf, nonce, cursor) for shelf, nonce in pairs])
        assert {answer.split(b" ", 2)[1] for answer in answers} == {b"200"}
        for shelf, answer in zip(shelves, answers, strict=True):
            assert read_reply(read_sealed(answer.partition(b"\r\n\r\n")[2])).reply.nonce
            assert shelf.heads()
        if status.exists():
            peak = next(one for one in status.read_text().splitlines() if one.startswith("VmHWM"))
            assert int(peak.split()[1]) < 256 * 1024, peak


def test_a_flood_of_large_requests_is_asked_to_come_later_and_small_ones_are_served(town: Listening) -> None:
    """What is held in memory has a bound: beyond it a large request is told to wait, and for how long."""
    routes = ProtocolRoutes(town.city.reception, town.city.scans)
    routes._tray = Tray(most_held=1_000_000)
    village, tick = Village(town, town.url), threading.Event()
    accept(village.shelf)
    with listening(Starlette(routes=routes.routes())) as url:
        host, port = url.removeprefix("http://").split(":")
        head = f"POST {PATH} HTTP/1.1\r\nHost: city\r\nContent-Length: 600000\r\n\r\n"
        begun = [socket.create_connection((host, int(port))) for _ in range(2)]
        for one in begun:
            one.sendall(head.encode() + bytes(480_000))
        while routes._tray.held < 960_000:
            tick.wait(0.01)
        large = HttpDoor(url)
        assert _told(large) in (("busy", LATER), ("cut_off", 0))
        large.close()
        village.courier._door = small = HttpDoor(url)
        assert village.courier.round().waiting == 0
        small.close()
        for one in begun:
            one.close()
        while routes._tray.held:
            tick.wait(0.01)
    must_agree(town.city, village.shelf)
