"""A text message goes out through a modem that is a program on a pseudo-terminal, which reads PDUs by itself."""

import os
import threading
import tty
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.devices.modem import GsmModem, modem_of
from kiosk.devices.pdu import ALONE, submits
from kiosk.domain.refusals import Trouble


@dataclass
class Heard:
    """One part of a message, as the network would read it."""

    number: str
    text: bytes
    reference: int = -1
    parts: int = 1
    part: int = 1


def read_pdu(length: int, digits: str) -> Heard:
    """A reader of SMS-SUBMIT of its own, from the standard's layout: no line of it is the program's."""
    octets = bytes.fromhex(digits)
    assert octets[0] == 0, "the modem's own service centre"
    tpdu = octets[1:]
    assert len(tpdu) == length
    first, count, kind = tpdu[0], tpdu[2], tpdu[3]
    assert first & 0b11 == 1, "SMS-SUBMIT"
    packed = tpdu[4 : 4 + (count + 1) // 2]
    number = "".join(f"{byte & 15:x}{byte >> 4:x}" for byte in packed)[:count]
    assert number.isdecimal()
    rest = tpdu[4 + len(packed) :]
    assert (rest[0], rest[1]) == (0, 8), "plain, UCS2"
    assert rest[2] == len(rest) - 3 <= 140
    text = rest[3:]
    plus = "+" if kind == 0x91 else ""
    if not first & 0x40:
        return Heard(plus + number, text)
    assert text[:3] == bytes((5, 0, 3)), "a header of parts"
    return Heard(plus + number, text[6:], text[3], text[4], text[5])


@dataclass
class FakeModem:
    """Answers as a modem does; `answer` may spoil one: given what was heard, it says what to answer."""

    heard: list[Heard] = field(default_factory=list)
    answer: Callable[[bytes], bytes | None] = lambda _said: None
    wrong: list[str] = field(default_factory=list)

    def serve(self, line: int) -> None:
        """Until the other end is closed."""
        said, length, pdu = b"", 0, False
        while True:
            try:
                byte = os.read(line, 1)
            except OSError:
                return
            if byte not in (b"\r", b"\x1a"):
                said += byte
                continue
            if pdu and byte == b"\x1a":
                spoilt = self.answer(said)
                if spoilt is None:
                    self._take(length, said.decode())
                os.write(line, b"\r\n+CMGS: 7\r\n\r\nOK\r\n" if spoilt is None else spoilt)
                pdu = False
            elif said.startswith(b"AT+CMGS="):
                length, pdu = int(said[8:]), True
                os.write(line, b"\r\n> ")
            else:
                spoilt = self.answer(said)
                os.write(line, b"\r\nOK\r\n" if spoilt is None else spoilt)
            said = b""

    def _take(self, length: int, digits: str) -> None:
        try:
            self.heard.append(read_pdu(length, digits))
        except AssertionError as error:  # told by the test, not lost in the thread
            self.wrong.append(str(error))


@contextmanager
def plugged_in(fake: FakeModem) -> Iterator[str]:
    """The fake on a line; gives the line's name."""
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    thread = threading.Thread(target=fake.serve, args=(ours,), daemon=True)
    thread.start()
    try:
        yield os.ttyname(theirs)
    finally:
        os.close(theirs)
        thread.join(timeout=5)
        os.close(ours)
        assert not thread.is_alive()
        assert not fake.wrong, fake.wrong


TEXT = (
    "张*，您好。您在灵璧县渔沟镇为民服务中心办的事（编号341323110000-20261123-01-0001-7XK）已有结果，请带身份证来领。"
    "电话0557-6600000。"
)


def test_a_message_of_chinese_and_of_a_rare_name_arrives_whole_in_parts() -> None:
    fake = FakeModem()
    with plugged_in(fake) as line:
        GsmModem(line).send("13955712034", "𠅤䶮：" + TEXT)
    assert [one.part for one in fake.heard] == [1, 2]
    assert {(one.number, one.reference, one.parts) for one in fake.heard} == {
        ("13955712034", fake.heard[0].reference, 2)
    }
    assert b"".join(one.text for one in fake.heard).decode("utf-16-be") == "𠅤䶮：" + TEXT


def test_a_short_one_is_one_message_without_a_header() -> None:
    fake = FakeModem()
    with plugged_in(fake) as line:
        GsmModem(line).send("+8613955712034", "请来领证")
    (one,) = fake.heard
    assert (one.number, one.text.decode("utf-16-be"), one.parts) == ("+8613955712034", "请来领证", 1)


@pytest.mark.parametrize(
    ("spoil", "key"),
    [(b"\r\n+CMS ERROR: 38\r\n", "modem_refused"), (b"\r\nERROR\r\n", "modem_refused"), (b"", "modem_away")],
)
def test_what_the_modem_does_not_take_is_trouble_in_words(spoil: bytes, key: str) -> None:
    fake = FakeModem(answer=lambda said: spoil if said.startswith(b"00") else None)
    with plugged_in(fake) as line, pytest.raises(Trouble) as trouble:
        GsmModem(line, sent_within=0.4).send("13955712034", "请来领证")
    assert trouble.value.key == key


def test_a_modem_that_is_not_there_is_trouble() -> None:
    with pytest.raises(Trouble) as trouble:
        GsmModem("/dev/there-is-no-such-modem").send("13955712034", "请来领证")
    assert trouble.value.key == "modem_away"
    assert modem_of("") is None
    assert modem_of("serial:/dev/ttyUSB2:115200") is not None
    with pytest.raises(Trouble):
        modem_of("usb")


@given(
    st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=3 * ALONE),
    st.from_regex(r"\+?[0-9]{3,15}", fullmatch=True),
    st.integers(0, 255),
)
def test_every_text_comes_out_of_its_pdus_as_it_went_in(text: str, number: str, reference: int) -> None:
    if not number.isascii():
        return
    read = [read_pdu(length, digits) for length, digits in submits(number, text, reference)]
    assert "".join(one.text.decode("utf-16-be") for one in read) == text
    assert {one.number for one in read} == {number}
    assert [one.part for one in read] == list(range(1, len(read) + 1))


@pytest.mark.parametrize(("number", "text"), [("", "x"), ("139x", "x"), ("13955712034", "")])
def test_what_is_no_message_is_none(number: str, text: str) -> None:
    with pytest.raises(ValueError, match="no message"):
        submits(number, text, 1)
