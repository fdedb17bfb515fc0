"""A slip printer on the wire (ESC/POS over TCP, as a rule port 9100)."""

import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager

from kiosk.paper.asking import Conversation
from kiosk.paper.port import PrinterState
from kiosk.paper.troubles import PrinterAway

_FORGET_AT_CLOSE = struct.pack("ii", 1, 0)  # SO_LINGER: what is still on its way is thrown away


class NetworkPrinter:
    """A printer by address. Each call has `patience` seconds to connect and as long to print."""

    def __init__(self, host: str, port: int, patience: float = 6.0, hearing: float = 0.5) -> None:
        self._address = (host, port)
        self._patience = patience
        self._conversation = Conversation(self.name, self._plug, patience, hearing)

    @property
    def name(self) -> str:
        host, port = self._address
        return f"{host}:{port}"

    def send(self, title: str, pdf: bytes) -> bool:  # noqa: ARG002 (a slip printer has no place for a title)
        return self._conversation.send(pdf)

    def state(self) -> PrinterState:
        return self._conversation.state()

    @contextmanager
    def _plug(self) -> Iterator["_Wire"]:
        try:
            line = socket.create_connection(self._address, timeout=self._patience)
        except OSError as fault:
            raise PrinterAway(self.name) from fault
        with line:
            yield _Wire(line)


class _Wire:
    """A `Cable` over TCP."""

    def __init__(self, line: socket.socket) -> None:
        self.settimeout, self.sendall, self.recv = line.settimeout, line.sendall, line.recv
        self._line = line

    def drop(self) -> None:
        """Nothing waits on our side for the printer to be refilled."""
        self._line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _FORGET_AT_CLOSE)
