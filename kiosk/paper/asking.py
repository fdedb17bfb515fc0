"""How one speaks with a slip printer, whatever the cable: ask how it is, send the slip, hear whether it came out.

A slip that did not come out is taken back from the printer's memory too: after a new roll of paper nothing may pour out
that nobody waits for any more.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from typing import Protocol

from kiosk.paper import escpos
from kiosk.paper.port import PrinterState
from kiosk.paper.troubles import PaperOut, PrinterAway, PrinterSlow, PrinterTrouble


class Cable(Protocol):
    """A cable to a printer, as a socket has it. `drop` forgets what is not sent yet; TimeoutError and OSError else."""

    def settimeout(self, seconds: float, /) -> None: ...
    def sendall(self, said: bytes, /) -> None: ...
    def recv(self, most: int, /) -> bytes: ...
    def drop(self) -> None: ...


Plug = Callable[[], AbstractContextManager[Cable]]
"""Connects; raises `PrinterAway`."""


class Conversation:
    """Speaks ESC/POS with the printer behind a plug. It has `patience` seconds to print, `hearing` to answer.

    A printer that answers status requests is asked before, so that nothing is sent to one without paper, and
    after, so that a slip counts as printed only when the printer has worked through it. One that does not
    answer is taken to be well.
    """

    def __init__(self, name: str, plug: Plug, patience: float, hearing: float) -> None:
        self._name = name
        self._plug = plug
        self._patience = patience
        self._hearing = hearing

    def send(self, pdf: bytes) -> bool:
        """Print; whether the printer itself has said that it came out. Raises a `PrinterTrouble`."""
        said = escpos.slip_bytes(pdf, self._name)
        with self._plug() as cable:
            answers = self._answers(cable)
            if answers and (trouble := escpos.trouble_in(*answers, self._name)):
                raise trouble
            try:
                cable.settimeout(self._patience)
                cable.sendall(said + escpos.ASK_WHEN_DONE if answers else said)
                if answers:
                    self._must_be_done(cable.recv(1))
            except TimeoutError as fault:
                raise self._given_up(cable) from fault
            except PaperOut:
                self._given_up(cable)
                raise
            except OSError as fault:
                raise PrinterAway(self._name) from fault
        return bool(answers)

    def state(self) -> PrinterState:
        """How the printer says it is."""
        try:
            with self._plug() as cable:
                answers = self._answers(cable)
        except PrinterAway:
            return PrinterState.AWAY
        return escpos.state_in(*answers) if answers else PrinterState.UNKNOWN

    def _answers(self, cable: Cable) -> tuple[int, int] | None:
        """The printer's bytes on why it is off line and on its paper; None when it does not answer."""
        try:
            cable.settimeout(self._hearing)
            cable.sendall(escpos.ASK_OFFLINE)
            offline = cable.recv(1)
            cable.sendall(escpos.ASK_PAPER)
            paper = cable.recv(1)
        except TimeoutError:
            return None
        except OSError as fault:
            raise PrinterAway(self._name) from fault
        return escpos.answers(offline, paper)

    def _must_be_done(self, answer: bytes) -> None:
        """The answer that comes when the slip has been worked through."""
        if not answer:
            raise PrinterAway(self._name)
        if escpos.ran_out(answer[0]):
            raise PaperOut(self._name)

    def _given_up(self, cable: Cable) -> PrinterTrouble:
        """Take the rest of the slip back, on the way and in the printer; why it did not come out, if it says so."""
        why: PrinterTrouble | None = None
        with suppress(OSError, PrinterAway):
            cable.settimeout(self._hearing)
            cable.sendall(escpos.FORGET)
            answers = self._answers(cable)  # also tells that it has heard so far
            why = escpos.trouble_in(*answers, self._name) if answers else None
        with suppress(OSError):
            cable.drop()
        return why or PrinterSlow(self._name)
