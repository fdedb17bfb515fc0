"""A slip printer on the wire: asked how it is, then sent the slip as dots (ESC/POS over TCP, as a rule port 9100)."""

import socket

from kiosk.paper import escpos
from kiosk.paper.port import PrinterState
from kiosk.paper.troubles import CoverOpen, PaperOut, PrinterAway, PrinterSlow, PrinterTrouble


class NetworkPrinter:
    """A printer by address. Each call has `patience` seconds to connect, as long to print, a second for the status.

    Printers that do not answer status requests are taken to be well.
    """

    def __init__(self, host: str, port: int, patience: float = 5.0) -> None:
        self._address = (host, port)
        self._patience = patience

    @property
    def name(self) -> str:
        host, port = self._address
        return f"{host}:{port}"

    def send(self, title: str, pdf: bytes) -> None:  # noqa: ARG002 (a slip printer has no place for a title)
        said = escpos.slip_bytes(pdf, self.name)
        with self._line() as line:
            offline, paper = _answers(line)
            if trouble := escpos.trouble_in(offline, paper, self.name):
                raise trouble
            self._say(line, said)

    def state(self) -> PrinterState:
        try:
            with self._line() as line:
                offline, paper = _answers(line)
        except PrinterTrouble:
            return PrinterState.AWAY
        trouble = escpos.trouble_in(offline, paper, self.name)
        if isinstance(trouble, PaperOut):
            return PrinterState.PAPER_OUT
        if isinstance(trouble, CoverOpen):
            return PrinterState.COVER_OPEN
        return PrinterState.PAPER_LOW if escpos.paper_low(paper) else PrinterState.READY

    def _line(self) -> socket.socket:
        try:
            return socket.create_connection(self._address, timeout=self._patience)
        except OSError as fault:
            raise PrinterAway(self.name) from fault

    def _say(self, line: socket.socket, said: bytes) -> None:
        """All of it, and wait until the printer has taken it in."""
        line.settimeout(self._patience)
        try:
            line.sendall(said)
            line.sendall(escpos.ASK_PAPER)
            line.shutdown(socket.SHUT_WR)
            while line.recv(64):
                pass
        except TimeoutError as fault:
            raise PrinterSlow(self.name) from fault
        except OSError as fault:
            raise PrinterAway(self.name) from fault


def _answers(line: socket.socket) -> tuple[int, int]:
    """The printer's bytes on why it is off line and on its paper; 0 where it says nothing."""
    return _answer(line, escpos.ASK_OFFLINE), _answer(line, escpos.ASK_PAPER)


def _answer(line: socket.socket, question: bytes) -> int:
    line.settimeout(0.5)
    try:
        line.sendall(question)
        return (line.recv(1) or b"\0")[0]
    except OSError:
        return 0
