"""A printer of the system's own spooler (CUPS), reached through its plain commands `lp` and `lpstat`."""

import os
import re
import subprocess
import threading
import time

from kiosk.paper.port import PrinterState
from kiosk.paper.raster import page_size
from kiosk.paper.troubles import CoverOpen, PaperOut, PrinterAway, PrinterSlow, PrinterStopped, PrinterTrouble

LOOK_AGAIN = 0.2  # seconds between two looks at a job
_JOB = re.compile(r"request id is (\S+)")
_TITLE = re.compile(r"[\x00-\x1f\x7f]")
_FIRST_WORDS = "LC_ALL"  # the answers are read, so they must come in one language
_TROUBLES: dict[PrinterState, type[PrinterTrouble]] = {
    PrinterState.AWAY: PrinterAway,
    PrinterState.STOPPED: PrinterStopped,
    PrinterState.PAPER_OUT: PaperOut,
    PrinterState.COVER_OPEN: CoverOpen,
}


class CupsPrinter:
    """A queue by name; `server` is HOST:PORT, empty for this PC's own. Every command has `patience` seconds.

    The queue is asked first: a stopped one takes a job and keeps it, and it would pour out when nobody wants it
    any more. A job whose printer gets into trouble meanwhile is cancelled for the same reason.
    """

    def __init__(self, queue: str, server: str = "", patience: float = 10.0) -> None:
        self._queue = queue
        self._server = ["-h", server] if server else []
        self._patience = patience

    @property
    def name(self) -> str:
        return self._queue

    def send(self, title: str, pdf: bytes) -> bool:
        state = self._ask()
        if state in _TROUBLES:
            raise _TROUBLES[state](self.name)
        job = ["-d", self._queue, "-t", _TITLE.sub(" ", title)[:120], "-o", "print-scaling=none"]
        job += ["-o", f"media={_media(pdf)}", "-"]
        done = self._run(["lp", *self._server, *job], pdf)
        if done.returncode:
            refused = b"not accepting" in done.stderr
            raise (PrinterStopped if refused else PrinterAway)(self.name)
        return self._watch(_JOB.search(done.stdout.decode("utf-8", "replace")))

    def _watch(self, job: "re.Match[str] | None") -> bool:
        """Until the spooler is done with it; False when it is merely slow. Raises what the printer complains of."""
        end = time.monotonic() + self._patience
        while job is not None and time.monotonic() < end:
            if job[1] not in self._run(["lpstat", *self._server, "-o", self._queue], b"").stdout.decode().split():
                return True
            state = self._ask()
            if state in _TROUBLES:
                self._run(["cancel", *self._server, job[1]], b"")
                raise _TROUBLES[state](self.name)
            threading.Event().wait(LOOK_AGAIN)
        return False

    def state(self) -> PrinterState:
        try:
            return self._ask()
        except PrinterTrouble:
            return PrinterState.AWAY

    def _ask(self) -> PrinterState:
        """What the spooler says of the queue and its printer. Raises `PrinterSlow`, `PrinterAway`."""
        done = self._run(["lpstat", *self._server, "-l", "-p", self._queue], b"")
        if done.returncode:
            return PrinterState.AWAY
        return state_in(done.stdout.decode("utf-8", "replace"))

    def _run(self, command: list[str], given: bytes) -> subprocess.CompletedProcess[bytes]:
        environment = {**os.environ, _FIRST_WORDS: "C.UTF-8"}
        try:
            return subprocess.run(  # noqa: S603 (the queue's name comes from the centre's own settings, no shell is involved)
                command, input=given, capture_output=True, timeout=self._patience, env=environment, check=False
            )
        except subprocess.TimeoutExpired as fault:
            raise PrinterSlow(self.name) from fault
        except OSError as fault:  # no such command: the spooler is not installed
            raise PrinterAway(self.name) from fault


def state_in(said: str) -> PrinterState:
    """The state in what `lpstat -l -p` says of one printer, in the C locale."""
    alerts = said.partition("Alerts:")[2].partition("\n")[0]
    if "media-empty" in alerts or "media-needed" in alerts:
        return PrinterState.PAPER_OUT
    if "cover-open" in alerts or "door-open" in alerts:
        return PrinterState.COVER_OPEN
    if "offline" in alerts:
        return PrinterState.AWAY
    if re.search(r"^printer \S+ disabled", said, re.MULTILINE):
        return PrinterState.STOPPED
    return PrinterState.PAPER_LOW if "media-low" in alerts else PrinterState.READY


def _media(pdf: bytes) -> str:
    """The paper to print on: a queue left to itself takes its own default, and cuts or shrinks."""
    width, height = page_size(pdf)
    a4 = abs(width - 210) < 1 and abs(height - 297) < 1
    return "A4" if a4 else f"Custom.{width:.0f}x{height:.0f}mm"
