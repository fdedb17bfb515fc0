"""A printer that is away, empty, slow or full costs nobody a number: the trouble comes back by name, in time."""

import os
import socket
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread

import pytest

from kiosk.app.papers import ReceiptPaper, SlipPaper
from kiosk.paper import Press, PrinterState, choose_printer
from kiosk.paper.cups import CupsPrinter, state_in
from kiosk.paper.escpos import slip_bytes
from kiosk.paper.folder import FolderPrinter
from kiosk.paper.network import NetworkPrinter
from kiosk.paper.raster import picture
from kiosk.paper.slip import slip_pdf
from kiosk.paper.troubles import (
    CoverOpen,
    FolderClosed,
    FolderFull,
    PaperOut,
    PrinterAway,
    PrinterSlow,
    PrinterTrouble,
    PrinterUnknown,
)
from kiosk.paper.windows import WindowsPrinter, _as_bitmap
from kiosk.paper.words import TROUBLES, trouble_sentence

WELL = b"\x12"
IN_TIME = 5.0  # seconds: the longest that any call of these tests may take


class FakePrinter:
    """A slip printer on a socket: answers status requests with given bytes, keeps what it is told."""

    def __init__(self, offline: bytes = WELL, paper: bytes = WELL, done: bytes = b"\x00") -> None:
        self.answers = {b"\x10\x04\x02": offline, b"\x10\x04\x04": paper, b"\x1dr\x01": done}
        self.told = b""
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = self._door.getsockname()[1]
        self._thread = Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        try:
            line, _ = self._door.accept()
        except OSError:
            return
        with line, suppress(ConnectionResetError):  # who gives up hangs up hard
            while said := line.recv(65536):
                self._hear(line, said)

    def _hear(self, line: socket.socket, said: bytes) -> None:
        if said in self.answers:
            if self.answers[said]:
                line.sendall(self.answers[said])
            return
        self.told += said
        if self.told.endswith(b"\x1dr\x01") and self.answers[b"\x1dr\x01"]:
            line.sendall(self.answers[b"\x1dr\x01"])

    def finish(self) -> bytes:
        """Everything it was told to print, when the other side has hung up."""
        self._door.close()
        self._thread.join(IN_TIME)
        assert not self._thread.is_alive()
        return self.told


@pytest.fixture
def plugged_in() -> Iterator[Callable[..., FakePrinter]]:
    """Plug in slip printers that answer as the test wants; they are unplugged afterwards."""
    printers: list[FakePrinter] = []

    def plug(*answers: bytes, **more: bytes) -> FakePrinter:
        printers.append(FakePrinter(*answers, **more))
        return printers[-1]

    yield plug
    for printer in printers:
        printer.finish()


@contextmanager
def in_time() -> Iterator[None]:
    start = time.monotonic()
    yield
    assert time.monotonic() - start < IN_TIME


@pytest.fixture(scope="module")
def pdf(slip: Callable[..., SlipPaper]) -> bytes:
    return slip_pdf(slip())


def test_a_slip_reaches_a_network_printer_whole(pdf: bytes, plugged_in: Callable[..., FakePrinter]) -> None:
    printer = plugged_in()
    NetworkPrinter("127.0.0.1", printer.port).send("C012", pdf)
    assert printer.finish() == slip_bytes(pdf) + b"\x1dr\x01"


def test_a_printer_that_never_answers_questions_still_gets_its_slip(
    pdf: bytes, plugged_in: Callable[..., FakePrinter]
) -> None:
    printer = plugged_in(offline=b"", paper=b"", done=b"")
    with in_time():
        NetworkPrinter("127.0.0.1", printer.port, hearing=0.05).send("C012", pdf)
    assert printer.finish().endswith(slip_bytes(pdf))


@pytest.mark.parametrize(
    ("offline", "paper", "trouble"),
    [(WELL, b"\x72", PaperOut), (b"\x32", WELL, PaperOut), (b"\x16", WELL, CoverOpen), (b"\x36", b"\x72", CoverOpen)],
)
def test_nothing_is_sent_to_a_printer_that_cannot_print(
    offline: bytes, paper: bytes, trouble: type[PrinterTrouble], pdf: bytes, plugged_in: Callable[..., FakePrinter]
) -> None:
    printer = plugged_in(offline, paper)
    with in_time(), pytest.raises(trouble):
        NetworkPrinter("127.0.0.1", printer.port).send("C012", pdf)
    assert printer.finish() == b""


def test_paper_that_ends_in_the_middle_of_a_slip_is_told(pdf: bytes, plugged_in: Callable[..., FakePrinter]) -> None:
    printer = plugged_in(done=b"\x0c")
    with in_time(), pytest.raises(PaperOut):
        NetworkPrinter("127.0.0.1", printer.port).send("C012", pdf)


def test_a_stuck_printer_is_left_after_its_time(pdf: bytes, plugged_in: Callable[..., FakePrinter]) -> None:
    printer = plugged_in(done=b"")
    with in_time(), pytest.raises(PrinterSlow):
        NetworkPrinter("127.0.0.1", printer.port, patience=0.3).send("C012", pdf)


def test_a_printer_that_hangs_up_is_away(pdf: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        hang_up = Thread(target=lambda: door.accept()[0].close(), daemon=True)
        hang_up.start()
        with in_time(), pytest.raises(PrinterAway):
            NetworkPrinter("127.0.0.1", door.getsockname()[1], patience=1).send("C012", pdf)
        hang_up.join(IN_TIME)


def test_nobody_at_the_address_is_away(pdf: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    printer = NetworkPrinter("127.0.0.1", port)
    with in_time(), pytest.raises(PrinterAway):
        printer.send("C012", pdf)
    assert printer.state() is PrinterState.AWAY


@pytest.mark.parametrize(
    ("offline", "paper", "state"),
    [
        (WELL, WELL, PrinterState.READY),
        (WELL, b"\x1e", PrinterState.PAPER_LOW),
        (WELL, b"\x72", PrinterState.PAPER_OUT),
        (b"\x16", WELL, PrinterState.COVER_OPEN),
        (b"\xff", WELL, PrinterState.UNKNOWN),
        (b"", WELL, PrinterState.UNKNOWN),
    ],
)
def test_a_printer_says_how_it_is(
    offline: bytes, paper: bytes, state: PrinterState, plugged_in: Callable[..., FakePrinter]
) -> None:
    printer = plugged_in(offline, paper)
    assert NetworkPrinter("127.0.0.1", printer.port, hearing=0.05).state() is state


def test_a_paper_in_a_folder_is_there_whole_and_for_its_owner_alone(tmp_path: Path, pdf: bytes) -> None:
    folder = FolderPrinter(tmp_path / "papers" / "today")
    assert folder.state() is PrinterState.READY
    folder.send("号票 C012/20261124", pdf)
    (file,) = (tmp_path / "papers" / "today").iterdir()
    assert file.name == "号票 C012_20261124.pdf"
    assert file.read_bytes() == pdf
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_reprint_is_one_file_and_another_paper_of_that_name_a_second(tmp_path: Path, pdf: bytes) -> None:
    folder = FolderPrinter(tmp_path)
    for paper in (pdf, pdf, b"%PDF-another", b"%PDF-another"):
        folder.send("C012", paper)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["C012-2.pdf", "C012.pdf"]
    assert (tmp_path / "C012.pdf").read_bytes() == pdf


@pytest.mark.parametrize("title", ["", "..", "a/../../etc", "\x00\x07", "长" * 300, 'a:b*c?"<>|'])
def test_no_title_leads_out_of_the_folder(title: str, tmp_path: Path, pdf: bytes) -> None:
    FolderPrinter(tmp_path / "in").send(title, pdf)
    assert [file.suffix for file in (tmp_path / "in").iterdir()] == [".pdf"]
    assert [file.name for file in tmp_path.iterdir()] == ["in"]


def test_a_folder_that_cannot_be_is_said(tmp_path: Path, pdf: bytes) -> None:
    (tmp_path / "file").write_text("")
    folder = FolderPrinter(tmp_path / "file" / "papers")
    with pytest.raises(FolderClosed):
        folder.send("C012", pdf)
    assert folder.state() is PrinterState.AWAY


def test_a_full_disk_is_said_and_nothing_half_written_stays(
    tmp_path: Path, pdf: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is really full: every byte to the file goes to /dev/full."""
    if not Path("/dev/full").exists():
        pytest.skip("missing: /dev/full")

    def on_a_full_disk(prefix: str, dir: Path) -> tuple[int, str]:  # noqa: A002 (tempfile's own name)
        beside = Path(dir) / f"{prefix}x"
        beside.symlink_to("/dev/full")
        return os.open(beside, os.O_WRONLY), str(beside)

    monkeypatch.setattr("kiosk.paper.folder.tempfile.mkstemp", on_a_full_disk)
    with pytest.raises(FolderFull):
        FolderPrinter(tmp_path).send("C012", pdf)
    assert list(tmp_path.iterdir()) == []


def test_settings_name_their_printer(tmp_path: Path) -> None:
    assert isinstance(choose_printer(f"folder:{tmp_path}"), FolderPrinter)
    assert choose_printer("escpos:192.168.1.50:9100").name == "192.168.1.50:9100"
    assert choose_printer("escpos:[::1]:9100").name == "::1:9100"
    assert choose_printer("escpos:/dev/usb/lp0").name == "/dev/usb/lp0"
    assert choose_printer("escpos:/dev/ttyUSB0:9600").name == "/dev/ttyUSB0"
    assert isinstance(choose_printer("cups:Receipts"), CupsPrinter)
    assert choose_printer("cups:Receipts@10.0.0.2:631").name == "Receipts"
    assert isinstance(choose_printer("windows:HP LaserJet (1)"), WindowsPrinter)


@pytest.mark.parametrize(
    "setting", ["", "folder:", "fax:5", "escpos:host", "escpos:host:0", "escpos::9100", "cups:", "escpos:/dev/x:7"]
)
def test_a_setting_that_nobody_can_read_is_said(setting: str) -> None:
    with pytest.raises(PrinterUnknown) as found:
        choose_printer(setting)
    assert repr(setting)[1:-1] in trouble_sentence(found.value.key, **found.value.values)


def test_a_windows_printer_is_away_where_there_is_no_windows(pdf: bytes) -> None:
    if os.name == "nt":
        pytest.skip("this is Windows")
    printer = WindowsPrinter("HP")
    assert printer.state() is PrinterState.AWAY
    with in_time(), pytest.raises(PrinterAway):
        printer.send("C012", pdf)


def test_a_picture_for_windows_has_padded_rows_from_the_top_down(pdf: bytes) -> None:
    seen = picture(pdf, 0, 150)
    bits, about = _as_bitmap(seen)
    wide = (seen.width + 3) // 4 * 4
    assert len(bits) == wide * seen.height == about.biSizeImage
    assert about.biHeight == -seen.height
    assert [about.palette[grey] for grey in (0, 1, 255)] == [0, 0x010101, 0xFFFFFF]


def test_no_spooler_on_this_pc_is_a_printer_that_is_away(pdf: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    printer = CupsPrinter("Receipts")
    with pytest.raises(PrinterAway):
        printer.send("C012", pdf)
    assert printer.state() is PrinterState.AWAY


def test_every_trouble_has_its_sentence() -> None:
    troubles = {cls.key_of_words for cls in PrinterTrouble.__subclasses__()} | {"printer_unknown"}
    assert troubles == set(TROUBLES)
    for key in troubles:
        assert all("X" in trouble_sentence(key, language, printer="X", setting="X") for language in ("zh", "en"))


class BrokenPrinter:
    """A printer that always has the same trouble."""

    name = "坏的"

    def send(self, title: str, pdf: bytes) -> None:
        raise PaperOut(self.name)

    def state(self) -> PrinterState:
        return PrinterState.PAPER_OUT


def test_the_press_keeps_the_paper_when_the_printer_has_none(
    slip: Callable[..., SlipPaper], receipt: Callable[..., ReceiptPaper], tmp_path: Path
) -> None:
    press = Press(BrokenPrinter(), FolderPrinter(tmp_path))
    ticket = press.slip(slip())
    assert (ticket.trouble, ticket.printer) == ("paper_out", "坏的")
    assert ticket.pdf == slip_pdf(slip())
    case = press.receipt(receipt())
    assert (case.trouble, case.printer) == ("", str(tmp_path))
    press.receipt(receipt(), copy=2)
    names = sorted(file.name for file in tmp_path.iterdir())
    assert names == ["受理通知书 渔沟政服受〔2026〕010417号 (2).pdf", "受理通知书 渔沟政服受〔2026〕010417号.pdf"]


def test_a_bug_in_the_press_is_not_hidden_as_a_printers_trouble(slip: Callable[..., SlipPaper]) -> None:
    class Confused(BrokenPrinter):
        def send(self, title: str, pdf: bytes) -> None:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Press(Confused(), Confused()).slip(slip())


@pytest.mark.parametrize(
    ("line", "alerts", "state"),
    [
        ("is idle.  enabled since Tue Nov 24", "none", PrinterState.READY),
        ("now printing PDF-12.  enabled since Tue Nov 24", "", PrinterState.READY),
        ("is idle.  enabled since Tue Nov 24", "media-low-report", PrinterState.PAPER_LOW),
        (
            "now printing PDF-12.  enabled since Tue Nov 24",
            "media-empty-error media-needed-error",
            PrinterState.PAPER_OUT,
        ),
        ("disabled since Tue Nov 24 -", "media-empty-error", PrinterState.PAPER_OUT),
        ("is idle.  enabled since Tue Nov 24", "cover-open-error", PrinterState.COVER_OPEN),
        ("now printing PDF-12.  enabled since Tue Nov 24", "connecting-to-device", PrinterState.READY),
        ("is idle.  enabled since Tue Nov 24", "offline-report", PrinterState.AWAY),
        ("disabled since Tue Nov 24 -", "paused", PrinterState.STOPPED),
    ],
)
def test_what_the_spooler_says_is_understood(line: str, alerts: str, state: PrinterState) -> None:
    said = f"printer PDF {line}\n\tForm mounted:\n\tContent types: any\n\tAlerts: {alerts}\n\tConnection: direct\n"
    assert state_in(said) is state
