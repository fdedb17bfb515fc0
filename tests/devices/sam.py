"""A reader of identity cards that is none: the far end of a pty, answering as the published frames say.

What goes wrong is chosen by `fault`: half (an answer is cut), sum (its last byte is wrong), lifted (the card is gone
after it was found), mute (no answer), sick (a state nobody knows).
"""

import os
import select
import threading
import tty
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import reduce
from operator import xor
from pathlib import Path

PHOTO = bytes(range(256)) * 4  # 1,024 bytes that must not be kept
HEAD = bytes.fromhex("AAAAAA9669")


def utf16(said: str, width: int) -> bytes:
    raw = said.encode("utf-16-le")
    return raw + b"\x20\x00" * ((width - len(raw)) // 2)


def text_of(*fields: tuple[str, int]) -> bytes:
    text = b"".join(utf16(said, width) for said, width in fields)
    assert len(text) == 256
    return text


def resident(name: str = "王秀兰", number: str = "342224195807054021", until: str = "长期") -> bytes:
    return text_of(
        (name, 30),
        ("2", 2),
        ("01", 4),
        (number[6:14], 16),
        ("安徽省灵璧县朝阳镇某村一组 1 号", 70),
        (number, 36),
        ("灵璧县公安局", 30),
        ("20160101", 16),
        (until, 16),
        ("", 36),
    )


def compatriot(name: str = "陳大文", number: str = "810000199408230021") -> bytes:
    return text_of(
        *((name, 30), ("1", 2), ("", 4), (number[6:14], 16), ("安徽省宿州市埇桥区", 70), (number, 36)),
        *(("宿州市公安局", 30), ("20200101", 16), ("20300101", 16), ("H12345678", 18), ("01", 4), ("", 6), ("J", 2)),
        ("", 6),
    )


def foreigner_2017(number: str = "CAN110078062512", name: str = "") -> bytes:
    return text_of(
        *(("SMITH, JANE MARY", 120), ("2", 2), (number, 30), ("CAN", 6), (name, 30), ("20180101", 16)),
        *(("20280101", 16), ("19780625", 16), ("01", 4), ("3413", 8), ("I", 2), ("", 6)),
    )


def foreigner_2023(number: str, name: str = "简玛丽") -> bytes:
    return text_of(
        *(
            (name, 30),
            ("2", 2),
            ("01", 4),
            (number[6:14], 16),
            ("SMITH-WOLFESCHLEGELSTEIN, JANE ANNA"[:35], 70),
            (number, 36),
            ("", 30),
        ),
        *(("20240101", 16), ("20340101", 16), (" MARY"[:11], 22), ("CAN", 6), ("Y", 2), ("", 6)),
    )


def answer(state: int, content: bytes = b"") -> bytes:
    said = bytes((0, 0, state)) + content
    body = (len(said) + 1).to_bytes(2, "big") + said
    return HEAD + body + bytes((reduce(xor, body),))


@dataclass
class Sam:
    """The module on its line. `card` is what lies there; like real ones it finds a card once until it is lifted."""

    card: bytes | None = None
    fault: str = ""
    heard: list[bytes] = field(default_factory=list)
    again: bool = False
    _found: bool = False
    _told: threading.Condition = field(default_factory=threading.Condition)

    def wait_for(self, questions: int) -> None:
        """Until it has been asked as often as this in all."""
        with self._told:
            assert self._told.wait_for(lambda: len(self.heard) >= questions, timeout=8)

    def lay(self, card: bytes | None) -> None:
        self.card, self._found = card, False

    def reply(self, asked: bytes) -> bytes:
        with self._told:
            self.heard.append(asked)
            self._told.notify_all()
        said = self._said(asked)
        if self.fault == "mute":
            return b""
        if self.fault == "half":
            return said[: len(said) // 2 + 2]
        return said[:-1] + bytes((said[-1] ^ 0x55,)) if self.fault == "sum" else said

    def _said(self, asked: bytes) -> bytes:
        if self.fault == "sick":
            return answer(0x66)
        if asked == b"\x20\x01":
            there = self.card is not None and (self.again or not self._found)
            return answer(0x9F, b"\0\0\0\0") if there else answer(0x80)
        if self.fault == "lifted" or self.card is None:
            return answer(0x41 if asked == b"\x30\x01" else 0x81)
        if asked == b"\x20\x02":
            return answer(0x90, bytes(8))
        self._found = True
        return answer(0x90, b"\x01\x00\x04\x00" + self.card + PHOTO)


@contextmanager
def plugged(sam: Sam, link: Path) -> Iterator[None]:
    """`link` is the reader's file as long as this lasts; then it is pulled out."""
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    stop, wake = os.pipe()
    link.symlink_to(os.ttyname(theirs))
    thread = threading.Thread(target=_answer, args=(sam, ours, stop), daemon=True)
    thread.start()
    try:
        yield
    finally:
        os.write(wake, b"x")
        thread.join()
        link.unlink()
        for handle in (ours, theirs, stop, wake):
            os.close(handle)


def _answer(sam: Sam, line: int, stop: int) -> None:
    heard = b""
    while True:
        ready: Sequence[int] = select.select([line, stop], [], [])[0]
        if stop in ready:
            return
        heard += os.read(line, 4096)
        while (begin := heard.find(HEAD)) >= 0 and len(heard) >= begin + 7:
            length = int.from_bytes(heard[begin + 5 : begin + 7], "big")
            if len(heard) < begin + 7 + length:
                break
            frame, heard = heard[begin : begin + 7 + length], heard[begin + 7 + length :]
            assert reduce(xor, frame[5:]) == 0, "the PC's own sum is wrong"
            os.write(line, sam.reply(frame[7:-1]))
