"""The system's own spooler: a real CUPS, private to the test, whose printer at the end of the wire understands PDF."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from threading import Thread

import pytest

from kiosk.app.papers import ReceiptPaper, SlipPaper
from kiosk.paper import Press, PrinterState, choose_printer
from kiosk.paper.raster import Picture, page_count, page_size, picture
from kiosk.paper.slip import slip_pdf
from kiosk.paper.troubles import PrinterAway, PrinterStopped

PPD = Path("/usr/share/ppd/cupsfilters/Generic-PDF_Printer-PDF.ppd")
NEEDED = ("cupsd", "lp", "lpstat", "lpadmin", "cupsdisable")
CUPSD = """
LogLevel info
Listen 127.0.0.1:{port}
Listen {home}/run/cups.sock
Browsing No
WebInterface No
DefaultAuthType None
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""
FILES = """
ServerRoot {home}/etc
RequestRoot {home}/spool
CacheDir {home}/cache
StateDir {home}/run
TempDir {home}/spool
DataDir /usr/share/cups
ServerBin /usr/lib/cups
DocumentRoot /usr/share/cups/doc-root
ErrorLog {home}/log/error_log
AccessLog {home}/log/access_log
PageLog {home}/log/page_log
SystemGroup root lpadmin
User lp
Group lp
Sandboxing Relaxed
"""


class PdfPrinter:
    """A printer on a socket that takes PDF in its envelope (PJL) and keeps each paper."""

    def __init__(self) -> None:
        self.papers: Queue[bytes] = Queue()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.address = f"socket://127.0.0.1:{self._door.getsockname()[1]}"
        self._thread = Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            line, _ = self._door.accept()
            with line:
                envelope = line.makefile("rb").read()
            if not envelope:
                return
            start, end = envelope.index(b"%PDF-"), envelope.rindex(b"%%EOF") + 6
            self.papers.put(envelope[start:end])

    def unplug(self) -> None:
        """An empty call ends it."""
        socket.create_connection(self._door.getsockname()).close()
        self._thread.join(20)
        self._door.close()


@dataclass(frozen=True)
class Spooler:
    """A running CUPS: where to reach it, and the printer at the end of its queue."""

    server: str
    printer: PdfPrinter

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [command[0], "-h", self.server, *command[1:]], capture_output=True, text=True, timeout=30, check=True
        )


@pytest.fixture(scope="module")
def spooler() -> Iterator[Spooler]:
    missing = [name for name in NEEDED if not shutil.which(name)]
    if missing or not PPD.exists():
        pytest.skip(f"missing: {' '.join(missing) or PPD}")
    if os.geteuid() != 0:
        pytest.skip("missing: root, without which no private CUPS can be started")
    home = Path(tempfile.mkdtemp(prefix="kiosk-cups-"))
    port, printer = _free_port(), PdfPrinter()
    _furnish(home, port)
    daemon = subprocess.Popen(
        [shutil.which("cupsd") or "", "-f", "-c", f"{home}/etc/cupsd.conf", "-s", f"{home}/etc/cups-files.conf"]
    )
    try:
        running = Spooler(f"127.0.0.1:{port}", printer)
        _wait_until_up(running, daemon)
        running.run("lpadmin", "-p", "PDF", "-E", "-v", printer.address, "-P", str(PPD))
        yield running
    finally:
        daemon.terminate()
        daemon.wait(20)
        printer.unplug()
        shutil.rmtree(home, ignore_errors=True)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


def _furnish(home: Path, port: int) -> None:
    """Its own configuration, spool and log, so that nothing of the system's is touched."""
    for room in ("etc/ppd", "etc/ssl", "spool", "cache", "run/certs", "log"):
        (home / room).mkdir(parents=True)
    (home / "etc/cupsd.conf").write_text(CUPSD.format(home=home, port=port))
    (home / "etc/cups-files.conf").write_text(FILES.format(home=home))
    who = pwd.getpwnam("lp")
    for room in ("spool", "cache", "run"):
        for path in (home / room, *(home / room).rglob("*")):
            os.chown(path, who.pw_uid, who.pw_gid)
    home.chmod(0o711)


def _wait_until_up(spooler: Spooler, daemon: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert daemon.poll() is None, "cupsd ended"
        try:
            if "is running" in spooler.run("lpstat", "-r").stdout:
                return
        except subprocess.CalledProcessError:
            continue
    raise AssertionError("cupsd does not answer")


def test_a_receipt_through_cups_can_still_be_read_by_telephone(
    spooler: Spooler, receipt: Callable[..., ReceiptPaper], read_qr: Callable[[Picture], str]
) -> None:
    printer = choose_printer(f"cups:PDF@{spooler.server}")
    assert printer.state() is PrinterState.READY
    printed = Press(printer, printer).receipt(receipt(addressee="张𠅤䶮𫖯"))
    assert (printed.printer, printed.trouble) == ("PDF", "")
    came_out = spooler.printer.papers.get(timeout=60)
    assert page_count(came_out) == 1
    seen = picture(came_out, 0, 203)
    assert page_size(came_out) == pytest.approx((210, 297), abs=0.5)  # A4, neither shrunk nor cut
    assert read_qr(seen) == receipt().qr


def test_a_slip_on_an_office_printer_is_whole_and_not_blown_up(
    spooler: Spooler, slip: Callable[..., SlipPaper], read_qr: Callable[[Picture], str]
) -> None:
    choose_printer(f"cups:PDF@{spooler.server}").send("C012", slip_pdf(slip()))
    came_out = spooler.printer.papers.get(timeout=60)
    assert page_count(came_out) == 1
    seen = picture(came_out, 0, 203)
    assert read_qr(seen) == slip().qr
    black = [x for row in seen.rows for x in (row.find(b"\x00"), row.rfind(b"\x00")) if x >= 0]
    assert max(black) - min(black) == pytest.approx(528, abs=3)  # the rules are as long as on the roll


def test_a_stopped_queue_gets_no_job_that_would_pour_out_later(
    spooler: Spooler, slip: Callable[..., SlipPaper]
) -> None:
    printer = choose_printer(f"cups:PDF@{spooler.server}")
    spooler.run("cupsdisable", "PDF")
    try:
        assert printer.state() is PrinterState.STOPPED
        with pytest.raises(PrinterStopped):
            printer.send("C012", slip_pdf(slip()))
        assert spooler.run("lpstat", "-o").stdout == ""
    finally:
        spooler.run("cupsenable", "PDF")
    spooler.run("cupsreject", "PDF")
    try:
        with pytest.raises(PrinterStopped):
            printer.send("C012", slip_pdf(slip()))
    finally:
        spooler.run("cupsaccept", "PDF")
    assert printer.state() is PrinterState.READY


def test_a_queue_or_server_that_is_not_there_is_away(spooler: Spooler, slip: Callable[..., SlipPaper]) -> None:
    for setting in (f"cups:Nobody@{spooler.server}", f"cups:PDF@127.0.0.1:{_free_port()}"):
        printer = choose_printer(setting)
        assert printer.state() is PrinterState.AWAY
        with pytest.raises(PrinterAway):
            printer.send("C012", slip_pdf(slip()))
