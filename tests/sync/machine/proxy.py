"""A bad line of real sockets: stands between a device's process and the city's, and drops, cuts, delays and doubles."""

import random
import socket
import threading
from contextlib import suppress

PIECE = 4096
PATIENCE = 10.0  # seconds that a socket may be silent
PAGE = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 19\r\nConnection: close\r\n\r\n<html>log in</html>"
)
APOLOGY = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
MOST_KEPT = 20


class Proxy:
    """Listens on one port for as long as it lives; `target` is where the city listens now. Each connection meets what
    `chance` has for it, as often as `badness` says."""

    def __init__(self) -> None:
        self.target = 0
        self.badness = 0.0
        self.chance = random.Random(0)
        self.passed: list[bytes] = []  # what devices have sent, to come again
        self._ended = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        """The line is taken down."""
        self._ended.set()
        self._listener.close()

    def replay(self) -> None:
        """Something on the way delivers, now, what a device sent long ago."""
        if not self.passed:
            return
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.target), 1.0) as city:
            city.sendall(self.chance.choice(self.passed))
            city.shutdown(socket.SHUT_WR)
            city.settimeout(1.0)
            while city.recv(PIECE):
                pass

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                device, _ = self._listener.accept()
                threading.Thread(target=self._carry, args=(device, self._fault()), daemon=True).start()

    def _fault(self) -> str:
        if self.chance.random() >= self.badness:
            return ""
        return self.chance.choice(["dropped", "cut going", "cut coming", "delayed", "portal", "apology", "doubled"])

    def _carry(self, device: socket.socket, fault: str) -> None:
        with device, suppress(OSError):
            device.settimeout(PATIENCE)
            if fault == "dropped":
                return
            if fault in ("portal", "apology"):
                device.recv(PIECE)
                device.sendall(PAGE if fault == "portal" else APOLOGY)
                return
            if fault == "delayed":
                self._ended.wait(0.2)
            with socket.create_connection(("127.0.0.1", self.target), PATIENCE) as city:
                self._both_ways(device, city, fault)
        if fault == "doubled":
            self.replay()

    def _both_ways(self, device: socket.socket, city: socket.socket, fault: str) -> None:
        """Until either side has enough, or the line breaks."""
        city.settimeout(PATIENCE)
        at = self.chance.randrange(3000)
        coming = threading.Thread(
            target=self._pump, args=(city, device, at if fault == "cut coming" else None), daemon=True
        )
        coming.start()
        sent = self._pump(device, city, at if fault == "cut going" else None)
        self.passed = [*self.passed[-MOST_KEPT:], sent]
        coming.join(PATIENCE)

    def _pump(self, one: socket.socket, other: socket.socket, limit: int | None) -> bytes:
        """From one to the other; the first bytes of it are kept. At `limit` bytes both are cut off."""
        carried = bytearray()
        with suppress(OSError):
            while piece := one.recv(PIECE):
                room = len(piece) if limit is None else limit - len(carried)
                other.sendall(piece[: max(room, 0)])
                carried += piece
                if limit is not None and len(carried) >= limit:
                    break
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        return bytes(carried)
