"""Serves the city: takes the port, says in one line where it listens, and goes on until it is stopped."""

import json
import socket
import ssl
import sys
from dataclasses import dataclass

import uvicorn

from sync.city.application import application
from sync.city.house import City
from sync.city.troubles import CityTrouble
from sync.city.words import LISTENING, OPEN_TO_OTHERS

LOOPBACK = ("127.0.0.1", "::1", "localhost")


class _Server(uvicorn.Server):
    """Says where it listens as soon as it does."""

    def __init__(self, config: uvicorn.Config, url: str) -> None:
        super().__init__(config)
        self._url = url

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        sys.stdout.write(json.dumps({"url": self._url}) + "\n")
        sys.stdout.flush()
        sys.stderr.write(LISTENING.format(url=self._url) + "\n")


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen: `port` 0 takes any. With a certificate (PEM, with those that lead to its authority) and its key
    it speaks TLS; without, whatever stands before it does."""

    host: str = "127.0.0.1"
    port: int = 8400
    certificate: str = ""
    key: str = ""


def serve(city: City, at: Address) -> None:
    """Listen until the process is asked to stop. Raises `CityTrouble`."""
    _must_fit(at)
    taken = _take(at.host, at.port)
    shown = f"[{at.host}]" if ":" in at.host else at.host
    if at.host not in LOOPBACK:
        sys.stderr.write(OPEN_TO_OTHERS.format(host=at.host) + "\n")
    config = uvicorn.Config(
        application(city),
        log_level="warning",
        access_log=False,  # the addresses of receipts are nobody's business
        server_header=False,
        timeout_graceful_shutdown=5,
        ssl_certfile=at.certificate or None,
        ssl_keyfile=at.key or None,
    )
    scheme = "https" if at.certificate else "http"
    try:
        _Server(config, f"{scheme}://{shown}:{taken.getsockname()[1]}").run(sockets=[taken])
    finally:
        city.books.close()


def _must_fit(at: Address) -> None:
    """A certificate and the key that belongs to it, or neither. Raises `CityTrouble`."""
    if not at.certificate and not at.key:
        return
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(at.certificate, at.key)
    except (OSError, ssl.SSLError) as error:
        raise CityTrouble("certificate", path=f"{at.certificate} {at.key}".strip()) from error


def _take(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sends small answers at once (no Nagle) only where the socket says that it is TCP: 40 ms a round
    taken = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform != "win32":  # there it would let two programs take one port
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((host, port))
        taken.listen(1024)
    except OSError as error:
        taken.close()
        raise CityTrouble("port_taken", port=port, detail=error.strerror) from error
    return taken
