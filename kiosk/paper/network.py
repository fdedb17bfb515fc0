"""A slip printer on the wire: asked how it is, then sent the slip as dots (ESC/POS over TCP, as a rule port 9100)."""

import socket

from kiosk.paper import escpos
from kiosk.paper.port import PrinterState
from kiosk.paper.troubles import PaperOut, PrinterAway, PrinterSlow


class NetworkPrinter:
    """A printer by address. Each call has `patience` seconds to connect and as long to print.

    A printer that answers status requests is asked before, so that nothing is sent to one without paper, and
    after, so that a slip counts as printed only when the printer has worked through it. One that does not
    answer is taken to be well.
    """

    def __init__(self, host: str, port: int, patience: float = 6.0, hearing: float = 0.5) -> None:
        self._address = (host, port)
        self._patience = patience
        self._hearing = hearing

    @property
    def name(self) -> str:
        host, port = self._address
        return f"{host}:{port}"

    def send(self, title: str, pdf: bytes) -> None:  # noqa: ARG002 (a slip printer has no place for a title)
        said = escpos.slip_bytes(pdf, self.name)
        with self._line() as line:
            answers = self._answers(line)
            if answers and (trouble := escpos.trouble_in(*answers, self.name)):
                raise trouble
            try:
                line.settimeout(self._patience)
                line.sendall(said + escpos.ASK_WHEN_DONE if answers else said)
                if answers:
                    self._must_be_done(line.recv(1))
            except TimeoutError as fault:
                raise PrinterSlow(self.name) from fault
            except OSError as fault:
                raise PrinterAway(self.name) from fault

    def state(self) -> PrinterState:
        try:
            with self._line() as line:
                answers = self._answers(line)
        except PrinterAway:
            return PrinterState.AWAY
        return escpos.state_in(*answers) if answers else PrinterState.UNKNOWN

    def _line(self) -> socket.socket:
        try:
            return socket.create_connection(self._address, timeout=self._patience)
        except OSError as fault:
            raise PrinterAway(self.name) from fault

    def _answers(self, line: socket.socket) -> tuple[int, int] | None:
        """The printer's bytes on why it is off line and on its paper; None when it does not answer."""
        line.settimeout(self._hearing)
        try:
            line.sendall(escpos.ASK_OFFLINE)
            offline = line.recv(1)
            line.sendall(escpos.ASK_PAPER)
            paper = line.recv(1)
        except TimeoutError:
            return None
        except OSError as fault:
            raise PrinterAway(self.name) from fault
        return escpos.answers(offline, paper)

    def _must_be_done(self, answer: bytes) -> None:
        """The answer that comes when the slip has been worked through."""
        if not answer:
            raise PrinterAway(self.name)
        if escpos.ran_out(answer[0]):
            raise PaperOut(self.name)
