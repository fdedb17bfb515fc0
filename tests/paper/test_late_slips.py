"""After a new roll of paper nothing comes out that nobody waits for; and the same on every cable."""

import os
import select
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

from kiosk.app.papers import SlipPaper
from kiosk.paper import Press, PrinterState
from kiosk.paper.cups import CupsPrinter
from kiosk.paper.device import DevicePrinter
from kiosk.paper.escpos import FORGET, slip_bytes
from kiosk.paper.network import NetworkPrinter
from kiosk.paper.raster import Picture
from kiosk.paper.slip import slip_pdf
from kiosk.paper.troubles import PaperOut, PrinterAway, PrinterSlow

from .test_escpos import as_picture, played

WELL, OUT = b"\x12", b"\x72"
ASK = {b"\x10\x04\x02", b"\x10\x04\x04", b"\x1dr\x01"}


class Mechanism:
    """What a slip printer does with what it hears. Its memory holds what it cannot print; `paper` counts the bytes that
    the roll still has room for, and after a refill it prints on from its memory."""

    def __init__(self, paper: int = 10**9) -> None:
        self.paper = paper
        self.memory = b""
        self.came_out = b""

    def refill(self) -> None:
        self.paper = 10**9
        self._print()

    def hear(self, said: bytes) -> bytes:
        """Obeys, and answers."""
        if FORGET in said:  # what comes behind it may have come in the same breath
            self.memory = b""
            behind = said.rpartition(FORGET)[2]
            return self.hear(behind) if behind else b""
        if said == b"\x10\x04\x02":
            return WELL
        if said == b"\x10\x04\x04":
            return WELL if self.paper > 0 else OUT
        done = said.endswith(b"\x1dr\x01")
        self.memory += said.removesuffix(b"\x1dr\x01")
        self._print()
        return b"\x00" if done and not self.memory else b""

    def _print(self) -> None:
        now = self.memory[: self.paper]
        self.came_out += now
        self.memory, self.paper = self.memory[len(now) :], self.paper - len(now)


class Plugged:
    """The mechanism behind a port; every call in turn."""

    def __init__(self, mechanism: Mechanism) -> None:
        self._mechanism = mechanism
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = self._door.getsockname()[1]
        self._thread = Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            line, _ = self._door.accept()
            with line:
                if not self._talk(line):
                    return

    def _talk(self, line: socket.socket) -> bool:
        heard = False
        try:
            while said := line.recv(1 << 20):
                heard = True
                if answer := self._mechanism.hear(said):
                    line.sendall(answer)
        except ConnectionResetError:
            return True
        return heard

    def unplug(self) -> None:
        """An empty call ends it."""
        socket.create_connection(("127.0.0.1", self.port)).close()
        self._thread.join(5)
        assert not self._thread.is_alive()
        self._door.close()


@contextmanager
def plugged(mechanism: Mechanism) -> Iterator[NetworkPrinter]:
    printer = Plugged(mechanism)
    try:
        yield NetworkPrinter("127.0.0.1", printer.port, patience=1.0, hearing=2.0)  # a busy machine answers late, too
    finally:
        printer.unplug()


@pytest.fixture(scope="module")
def pdf(slip: Callable[..., SlipPaper]) -> bytes:
    return slip_pdf(slip())


def test_a_slip_refused_for_want_of_paper_never_comes_out_after_the_refill(pdf: bytes) -> None:
    mechanism = Mechanism(paper=0)
    with plugged(mechanism) as printer:
        for _ in range(3):
            with pytest.raises(PaperOut):
                printer.send("C012", pdf)
        mechanism.refill()
        assert mechanism.came_out == b""
        assert printer.send("C013", pdf)  # whoever asks now gets his own, once, and it is confirmed
    assert mechanism.came_out == slip_bytes(pdf)


def test_the_rest_of_a_slip_whose_paper_ended_does_not_come_out_after_the_refill(pdf: bytes) -> None:
    mechanism = Mechanism(paper=5000)
    with plugged(mechanism) as printer:
        with pytest.raises(PaperOut):  # it says why, also where it was silent about being done
            printer.send("C012", pdf)
        assert mechanism.memory == b""
        mechanism.refill()
        assert len(mechanism.came_out) == 5000
        assert printer.state() is PrinterState.READY
        printer.send("C013", pdf)
    assert mechanism.came_out[5000:] == slip_bytes(pdf)


def test_the_press_tells_sent_from_confirmed(slip: Callable[..., SlipPaper]) -> None:
    with plugged(Mechanism()) as printer:
        assert Press(printer, printer).slip(slip()).confirmed
        assert Press(printer, printer).slip_printer() == "ready"


@contextmanager
def on_a_cable(mechanism: Mechanism) -> Iterator[str]:
    """A serial cable with the mechanism at its other end: a pseudo terminal, and its path."""
    if not hasattr(os, "openpty"):
        pytest.skip("missing: pseudo terminals")
    import tty

    ours, theirs = os.openpty()
    tty.setraw(theirs)
    ended, end = os.pipe()
    printer = Thread(target=_play, args=(mechanism, ours, ended), daemon=True)
    printer.start()
    try:
        yield os.ttyname(theirs)
    finally:
        os.close(end)
        printer.join(5)
        for handle in (ours, theirs, ended):
            os.close(handle)


def _play(mechanism: Mechanism, cable: int, ended: int) -> None:
    """A cable has no ends of messages: questions are found in what was heard so far."""
    heard = b""
    while True:
        ready, _, _ = select.select([cable, ended], [], [])
        if ended in ready:
            return
        heard += os.read(cable, 65536)
        if heard in ASK or heard.endswith((b"\x1dr\x01", FORGET)):
            if answer := mechanism.hear(heard):
                os.write(cable, answer)
            heard = b""


@pytest.mark.parametrize("speed", [0, 9600, 115200])
def test_a_slip_over_a_serial_cable_is_the_slip_and_its_code_can_be_read(
    speed: int, pdf: bytes, slip: Callable[..., SlipPaper], read_qr: Callable[[Picture], str]
) -> None:
    mechanism = Mechanism()
    with on_a_cable(mechanism) as path:
        printer = DevicePrinter(path, speed)
        assert printer.state() is PrinterState.READY
        assert printer.send("C012", pdf)
    assert mechanism.came_out == slip_bytes(pdf)
    assert read_qr(as_picture(played(mechanism.came_out))) == slip().qr


def test_a_serial_printer_without_paper_says_so_and_gets_nothing(pdf: bytes) -> None:
    mechanism = Mechanism(paper=0)
    with on_a_cable(mechanism) as path:
        printer = DevicePrinter(path, 9600)
        assert printer.state() is PrinterState.PAPER_OUT
        with pytest.raises(PaperOut):
            printer.send("C012", pdf)
    assert mechanism.came_out == b""


def test_a_serial_printer_that_is_stuck_is_left_after_its_time(pdf: bytes) -> None:
    class Deaf(Mechanism):
        def hear(self, said: bytes) -> bytes:
            return WELL if said in ASK and said[0] == 0x10 and not self.came_out else self._note(said)

        def _note(self, said: bytes) -> bytes:
            self.came_out = said
            return b""

    with on_a_cable(Deaf()) as path, pytest.raises(PrinterSlow):
        DevicePrinter(path, patience=1.0, hearing=2.0).send("C012", pdf)


def test_a_cable_that_was_pulled_out_is_a_printer_that_is_away(tmp_path: Path, pdf: bytes) -> None:
    printer = DevicePrinter(str(tmp_path / "lp0"))
    assert printer.state() is PrinterState.AWAY
    with pytest.raises(PrinterAway):
        printer.send("C012", pdf)


def test_a_job_whose_printer_runs_out_is_cancelled_at_the_spooler(
    tmp_path: Path, pdf: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A spooler of three scripts, whose printer has no paper any more once the job is with it."""
    said = {
        "lp": f"cat > /dev/null; touch {tmp_path}/job; echo 'request id is PDF-7 (1 file(s))'",
        "cancel": f'echo "$@" >> {tmp_path}/cancelled',
        "lpstat": (
            f'case "$*" in *-o*) echo "PDF-7 lp 1024";;'
            f" *) a=none; [ -e {tmp_path}/job ] && a=media-empty-error;"
            f' printf "printer PDF is idle.\\n\\tAlerts: $a\\n";; esac'
        ),
    }
    for name, script in said.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    assert shutil.which("lp") == str(tmp_path / "lp")
    assert subprocess.run(["lpstat", "-l"], capture_output=True, check=True).stdout  # the scripts are scripts
    with pytest.raises(PaperOut):
        CupsPrinter("PDF", patience=3).send("C012", pdf)
    assert (tmp_path / "cancelled").read_text().split() == ["PDF-7"]
