"""What a slip printer is told, read back by a reader that takes nothing on trust, becomes the slip again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from kiosk.app.papers import ReceiptPaper, SlipPaper
from kiosk.paper.escpos import slip_bytes
from kiosk.paper.raster import Picture, picture
from kiosk.paper.receipt import receipt_pdf
from kiosk.paper.slip import slip_pdf
from kiosk.paper.troubles import PaperTooWide


@dataclass
class Tape:
    """What came out of the printer: rows of dots (1 black), and how often the knife fell."""

    rows: list[str]
    cuts: int = 0
    fed: int = 0


def played(told: bytes) -> Tape:
    """Obey ESC/POS commands one by one; anything unknown, short or out of range is an error."""
    bytes_left = iter(told)
    tape = Tape([])
    for first in bytes_left:
        command = bytes([first, next(bytes_left)])
        if command == b"\x1b@":
            continue
        if command == b"\x1bd":
            tape.fed += next(bytes_left)
        elif command == b"\x1dV":
            assert next(bytes_left) == 66, "only GS V B (feed and part-cut) is known here"
            next(bytes_left)
            tape.cuts += 1
        elif command == b"\x1dv":
            tape.rows += _raster(bytes_left)
        else:
            raise AssertionError(f"unknown command {command!r}")
    return tape


def _raster(bytes_left: Iterator[int]) -> list[str]:
    """GS v 0: mode, width in bytes, height in dots, then exactly that many bytes."""
    assert next(bytes_left) == ord("0")
    assert next(bytes_left) == 0, "normal density"
    wide = next(bytes_left) + 256 * next(bytes_left)
    high = next(bytes_left) + 256 * next(bytes_left)
    assert 1 <= wide <= 72
    assert 1 <= high <= 2303  # the reference's limit
    return ["".join(f"{next(bytes_left):08b}" for _ in range(wide)) for _ in range(high)]


def as_picture(tape: Tape) -> Picture:
    """Black dots on white, with paper around."""
    rows = [b"\xff" * 32 + bytes(0 if dot == "1" else 255 for dot in row) + b"\xff" * 32 for row in tape.rows]
    return Picture(len(rows[0]), len(rows), tuple(rows))


@pytest.fixture(scope="module")
def tape(slip: Callable[..., SlipPaper]) -> Tape:
    return played(slip_bytes(slip_pdf(slip())))


def test_the_tape_is_576_dots_wide_and_cut_once(tape: Tape) -> None:
    assert {len(row) for row in tape.rows} == {576}
    assert tape.cuts == 1
    assert tape.fed >= 3  # the knife stands above the head


def test_the_tape_is_the_slip_dot_for_dot(tape: Tape, slip: Callable[..., SlipPaper]) -> None:
    drawn = picture(slip_pdf(slip()))
    wanted = ["".join("1" if grey < 150 else "0" for grey in row[32:608]) for row in drawn.rows]
    assert tape.rows == wanted[: len(tape.rows)]
    assert not any("1" in row for row in wanted[len(tape.rows) :])


def test_a_telephone_reads_the_code_on_the_tape(
    tape: Tape, slip: Callable[..., SlipPaper], read_qr: Callable[[Picture], str]
) -> None:
    assert read_qr(as_picture(tape)) == slip().qr


def test_there_is_ink_and_it_is_not_all_ink(tape: Tape) -> None:
    black = sum(row.count("1") for row in tape.rows)
    assert 0.05 < black / (576 * len(tape.rows)) < 0.4


def test_an_a4_document_is_not_cut_down_to_a_slip(receipt: Callable[..., ReceiptPaper]) -> None:
    with pytest.raises(PaperTooWide):
        slip_bytes(receipt_pdf(receipt()))
