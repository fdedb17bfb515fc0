"""What stands before the city: portals, proxies, cut lines. All of it is 'offline', none of it the journal's fault."""

import socket
import threading
from collections.abc import Callable, Iterator

import pytest

from sync.client.door import HttpDoor
from sync.client.troubles import CityUnreachable, NonceStale, NotEnrolled, RefusedByCity, SyncTrouble, TooMuchAtOnce

Stranger = Callable[[bytes], str]
TYPE = "application/vnd.weimin.exchange.v1+zstd"
REFUSED = "application/vnd.weimin.refused+json"


@pytest.fixture
def stranger() -> Iterator[Stranger]:
    """Something that listens, reads a request, says these bytes and hangs up."""
    opened: list[tuple[socket.socket, threading.Thread]] = []

    def begin(says: bytes) -> str:
        taken = socket.create_server(("127.0.0.1", 0))
        thread = threading.Thread(target=_answer, args=(taken, says))
        thread.start()
        opened.append((taken, thread))
        return f"http://127.0.0.1:{taken.getsockname()[1]}"

    yield begin
    for taken, thread in opened:
        thread.join(5)
        taken.close()


def _answer(taken: socket.socket, says: bytes) -> None:
    taken.settimeout(5)
    line, _ = taken.accept()
    with line:
        received = b""
        while b"\r\n\r\nhello" not in received:
            received += line.recv(65536)
        if says:
            line.sendall(says)
        else:
            line.recv(1)  # say nothing until the other side gives up


def http(status: str, kind: str, content: bytes, *more: str) -> bytes:
    head = [
        f"HTTP/1.1 {status}",
        f"Content-Type: {kind}",
        f"Content-Length: {len(content)}",
        "Connection: close",
        *more,
    ]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + content


def trouble_with(url: str, read: float = 5.0) -> SyncTrouble:
    door = HttpDoor(url, connect=2.0, read=read)
    try:
        with pytest.raises(SyncTrouble) as no:
            door.exchange(b"hello")
    finally:
        door.close()
    return no.value


@pytest.mark.parametrize(
    ("says", "kind", "key"),
    [
        (http("200 OK", "text/html", b"<html>log in first</html>"), CityUnreachable, "portal"),
        (http("302 Found", "text/html", b"", "Location: http://portal.example/"), CityUnreachable, "portal"),
        (http("511 Network Authentication Required", "text/html", b""), CityUnreachable, "portal"),
        (http("407 Proxy Authentication Required", "text/html", b""), CityUnreachable, "portal"),
        (http("502 Bad Gateway", "text/html", b"<h1>sorry</h1>"), CityUnreachable, "failing"),
        (http("500 Internal Server Error", "text/plain", b"x"), CityUnreachable, "failing"),
        (http("503 Service Unavailable", "text/html", b"", "Retry-After: 40"), CityUnreachable, "busy"),
        (http("429 Too Many Requests", REFUSED, b'{"key":"busy","wait":7}'), CityUnreachable, "busy"),
        (http("413 Payload Too Large", "text/html", b""), TooMuchAtOnce, "too_large"),
        (http("413 Payload Too Large", REFUSED, b'{"key":"too_large"}'), TooMuchAtOnce, "too_large"),
        (http("401 Unauthorized", REFUSED, b'{"key":"stale","nonce":"n2"}'), NonceStale, "nonce_stale"),
        (http("403 Forbidden", REFUSED, b'{"key":"unknown_key"}'), NotEnrolled, "unknown_key"),
        (http("403 Forbidden", REFUSED, b'{"key":"revoked"}'), RefusedByCity, "revoked"),
        (http("426 Upgrade Required", REFUSED, b'{"key":"upgrade"}'), RefusedByCity, "upgrade"),
        (http("403 Forbidden", REFUSED, b'\xff{"key'), CityUnreachable, "cut_off"),
        (http("200 OK", TYPE, b"0123456789")[:-4], CityUnreachable, "cut_off"),
        (b"HTTP/1.1 200 OK\r\nContent-Type", CityUnreachable, "portal"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", CityUnreachable, "no_line"),
    ],
)
def test_every_stranger_is_told_from_the_city(
    stranger: Stranger, says: bytes, kind: type[SyncTrouble], key: str
) -> None:
    trouble = trouble_with(stranger(says))
    assert (type(trouble), trouble.key) == (kind, key)


def test_what_the_upstream_asks_to_wait_is_handed_on(stranger: Stranger) -> None:
    assert trouble_with(stranger(http("503 No", "text/html", b"", "Retry-After: 40"))).wait == 40
    assert trouble_with(stranger(http("429 No", REFUSED, b'{"key":"busy","wait":7}'))).wait == 7


def test_an_answer_is_handed_on_as_it_came(stranger: Stranger) -> None:
    door = HttpDoor(stranger(http("200 OK", TYPE, b"\x00\xffbytes")))
    assert door.exchange(b"hello") == b"\x00\xffbytes"
    door.close()


def test_nobody_at_home_is_offline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert trouble_with(f"http://127.0.0.1:{port}").key == "no_line"


def test_a_line_that_stays_silent_is_too_slow(stranger: Stranger) -> None:
    assert trouble_with(stranger(b""), read=0.3).key == "too_slow"
