"""The card on the reader: read by itself, once; and whatever goes wrong is a sentence or silence, never a wait."""

import json
import queue
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.identity import id_check_digit
from kiosk.cli import main
from kiosk.devices.card.frames import START, FrameWrong, Hearing, framed
from kiosk.devices.card.layouts import NoPerson, read_text
from kiosk.devices.card.readers import choose_reader
from kiosk.devices.card.sam import SamReader, serial_line
from kiosk.devices.card.troubles import CardTrouble, ReaderUnknown
from kiosk.devices.card.watch import CardWatch
from kiosk.devices.words import TROUBLES
from kiosk.domain.card import Card, CardKind
from kiosk.domain.refusals import Trouble
from tests.devices import sam as emulator
from tests.devices.sam import Sam, plugged

NEW_FOREIGN = "91112419780625002"
NEW_FOREIGN += id_check_digit(NEW_FOREIGN)
PERMIT = "81000019940823002"
PERMIT += id_check_digit(PERMIT)


def reader_at(path: Path) -> SamReader:
    return SamReader(str(path), serial_line(115200), patience=0.3)


def test_the_frames_are_those_that_are_published() -> None:
    assert framed(b"\x20\x01").hex(" ").upper() == "AA AA AA 96 69 00 03 20 01 22"
    assert framed(b"\x20\x02").hex(" ").upper() == "AA AA AA 96 69 00 03 20 02 21"
    assert framed(b"\x30\x01").hex(" ").upper() == "AA AA AA 96 69 00 03 30 01 32"
    heard = Hearing().take(bytes.fromhex("AA AA AA 96 69 00 08 00 00 9F 00 00 00 00 97"))
    assert heard is not None
    assert heard.state == 0x9F
    assert emulator.answer(0x80) == bytes.fromhex("AA AA AA 96 69 00 04 00 00 80 84")


@given(st.binary(max_size=40), st.binary(max_size=400), st.lists(st.integers(1, 30)))
def test_a_reply_is_the_same_in_whatever_pieces_it_comes(noise: bytes, content: bytes, cuts: list[int]) -> None:
    noise = noise.replace(b"\xaa", b"")
    said = noise + framed(b"\0\0\x90" + content)
    hearing, found, at = Hearing(), None, 0
    for size in [*cuts, len(said)]:
        assert found is None or at >= len(said)
        if at < len(said):
            found = hearing.take(said[at : at + size])
            at += size
    assert found is not None
    assert (found.state, found.content) == (0x90, content)


@given(st.binary(max_size=60), st.integers(0, 70), st.integers(1, 255))
def test_no_reply_with_a_wrong_byte_counts(content: bytes, at: int, change: int) -> None:
    said = bytearray(framed(b"\0\0\x90" + content))
    place = len(START) + 2 + at % (len(said) - len(START) - 2)
    said[place] ^= change
    with pytest.raises(FrameWrong):
        Hearing().take(bytes(said))


def test_a_residents_card() -> None:
    card = read_text(emulator.resident())
    assert card == Card(
        CardKind.RESIDENT,
        "王秀兰",
        "342224195807054021",
        sex="2",
        ethnicity="01",
        born=date(1958, 7, 5),
        address="安徽省灵璧县朝阳镇某村一组 1 号",
    )
    assert card.id_type == "111"
    assert not card.over(date(2099, 1, 1)), "长期"
    assert "王" not in repr(card)
    assert "3422" not in repr(card)


def test_a_card_whose_time_is_over_says_so() -> None:
    card = read_text(emulator.resident(until="20260101"))
    assert card.over(date(2026, 1, 2))
    assert not card.over(date(2026, 1, 1)), "its last day counts"


def test_cards_of_compatriots_and_foreigners_have_layouts_of_their_own() -> None:
    permit = read_text(emulator.compatriot(number=PERMIT))
    assert (permit.kind, permit.name, permit.number) == (CardKind.COMPATRIOT, "陳大文", PERMIT)
    assert permit.ethnicity == ""
    old = read_text(emulator.foreigner_2017())
    assert (old.kind, old.name, old.number) == (CardKind.FOREIGN, "SMITH, JANE MARY", "CAN110078062512")
    assert (old.nationality, old.born, old.id_type) == ("CAN", date(1978, 6, 25), "553")
    new = read_text(emulator.foreigner_2023(NEW_FOREIGN))
    assert (new.kind, new.name, new.number) == (CardKind.FOREIGN_2023, "简玛丽", NEW_FOREIGN)
    assert new.english == "SMITH-WOLFESCHLEGELSTEIN, JANE ANNA MARY"


@pytest.mark.parametrize(
    ("chip", "name"), [("李\ue863", "李䶮"), ("阿不都・热合曼", "阿不都·热合曼"), ("张\ue81e", "张龴")]
)
def test_private_code_points_of_the_chip_are_normalised_and_what_it_had_is_kept(chip: str, name: str) -> None:
    card = read_text(emulator.resident(chip))
    assert card.name == name
    assert card.written.decode("utf-16-le") == chip


def test_a_name_that_needed_nothing_has_nothing_beside_it() -> None:
    assert read_text(emulator.resident()).written == b""


@pytest.mark.parametrize("number", ["342224195807054022", "", "000000000000000000"])
def test_a_text_that_makes_no_person_is_no_card(number: str) -> None:
    with pytest.raises(NoPerson):
        read_text(emulator.resident(number=number))


@given(st.binary(min_size=256, max_size=256))
def test_no_text_makes_the_reading_fall_over(text: bytes) -> None:
    try:
        read_text(text)
    except NoPerson:
        return


@pytest.fixture
def line(tmp_path: Path) -> Path:
    return tmp_path / "ttyUSB0"


def test_a_card_is_read_over_the_line_and_its_photo_is_nowhere(line: Path) -> None:
    sam = Sam(emulator.resident())
    with plugged(sam, line):
        reader = reader_at(line)
        card = reader.look()
        assert card is not None
        assert card.name == "王秀兰"
        assert sam.heard == [b"\x20\x01", b"\x20\x02", b"\x30\x01"]
        assert emulator.PHOTO[:16] not in repr([getattr(card, key) for key in Card.__slots__]).encode()
        assert reader.look() is None, "it still lies there and was read already"
        reader.close()


@pytest.mark.parametrize(
    ("fault", "key"),
    [
        ("half", "card_reader_garbled"),
        ("sum", "card_reader_garbled"),
        ("lifted", "card_lifted"),
        ("mute", "card_reader_away"),
        ("sick", "card_reader_sick"),
    ],
)
def test_what_goes_wrong_on_the_line_is_a_sentence_soon_and_the_next_look_goes_on(
    line: Path, fault: str, key: str
) -> None:
    sam = Sam(emulator.resident(), fault)
    with plugged(sam, line):
        reader = reader_at(line)
        began = time.monotonic()
        with pytest.raises(CardTrouble) as told:
            reader.look()
        assert time.monotonic() - began < 3
        assert told.value.key == key
        assert TROUBLES[key]["zh"].format(**told.value.values)
        sam.fault = ""
        card = reader.look()
        assert card is not None
        reader.close()


def test_one_answer_that_does_not_add_up_is_asked_for_again(line: Path) -> None:
    sam = Sam(emulator.resident())
    sound, count = sam.reply, iter(range(9))
    sam.reply = lambda asked: sound(asked)[:-1] + b"\xee" if next(count) == 0 else sound(asked)  # type: ignore[method-assign]
    with plugged(sam, line):
        reader = reader_at(line)
        assert reader.look() is not None
        reader.close()


def test_no_reader_at_all_is_a_sentence(line: Path) -> None:
    with pytest.raises(CardTrouble) as told:
        reader_at(line).look()
    assert told.value.key == "card_reader_away"


class Told:
    def __init__(self) -> None:
        self.news: queue.Queue[Card | Trouble] = queue.Queue()

    def __call__(self, news: Card | Trouble) -> None:
        self.news.put(news)

    def next(self) -> str:
        news = self.news.get(timeout=8)
        return news.name if isinstance(news, Card) else news.key

    @property
    def silent(self) -> bool:
        return self.news.empty()


@pytest.fixture
def following(line: Path) -> Iterator[Callable[[], tuple[CardWatch, Told]]]:
    ends = []

    def follow() -> tuple[CardWatch, Told]:
        watch, told = CardWatch(reader_at(line), every=0.02, away=0.05), Told()
        ends.append(watch.follow(told))
        return watch, told

    yield follow
    for end in ends:
        end()


def test_pulled_out_and_put_back_the_reader_goes_on_by_itself(
    line: Path, following: Callable[[], tuple[CardWatch, Told]]
) -> None:
    with plugged(Sam(emulator.resident()), line):
        _watch, told = following()
        assert told.next() == "王秀兰"
    assert told.next() == "card_reader_away"
    with plugged(Sam(emulator.resident("李䶮")), line):
        assert told.next() == "李䶮"
        assert told.silent, "away is said once, and coming back is not said"


def test_a_card_is_told_once_however_often_the_reader_finds_it(
    line: Path, following: Callable[[], tuple[CardWatch, Told]]
) -> None:
    sam = Sam(emulator.resident(), again=True)
    with plugged(sam, line):
        _watch, told = following()
        assert told.next() == "王秀兰"
        sam.wait_for(12)
        sam.lay(None)
        sam.wait_for(len(sam.heard) + 2)
        sam.lay(emulator.resident())
        assert told.next() == "王秀兰"
        assert told.silent


def test_asked_it_says_even_that_nothing_lies_there(
    line: Path, following: Callable[[], tuple[CardWatch, Told]]
) -> None:
    with plugged(Sam(), line):
        watch, told = following()
        watch.ask()
        assert told.next() == "card_absent"


def test_a_makers_library_that_falls_over_is_a_sentence_and_not_the_end() -> None:
    class Library:
        name = "vendor"
        looks = 0

        def look(self) -> Card | None:
            self.looks += 1
            if self.looks == 1:
                raise RuntimeError("boom")
            return read_text(emulator.resident())

        def close(self) -> None:
            """Nothing to close."""

    told = Told()
    end = CardWatch(Library(), every=0.01).follow(told)
    assert told.next() == "card_reader_sick"
    assert told.next() == "王秀兰"
    end()


def test_settings_name_a_reader() -> None:
    assert choose_reader("serial:/dev/ttyUSB0").name == "/dev/ttyUSB0"
    assert choose_reader("serial:COM3:9600").name == "COM3"
    for wrong in ("", "serial:", "serial:COM3:77", "usb:1", "COM3"):
        with pytest.raises(ReaderUnknown):
            choose_reader(wrong)


def rare_names() -> list[str]:
    """The 39 characters of the research's sample, each in a name."""
    path = Path(__file__).parents[3] / "shared" / "domain" / "reference_data.json"
    if not path.exists():
        return ["王䶮", "李𬭎", "欧阳𬱖", "𫖯"]
    told = json.loads(path.read_text("utf-8"))
    return [f"王{one['char']}" for one in told["rare_chars"]["items"]]


@pytest.mark.parametrize("name", [*rare_names(), "阿卜杜热西提·麦麦提", "买买提·〇一"])
def test_every_name_comes_through_the_chips_text_as_it_is(name: str) -> None:
    assert read_text(emulator.resident(name)).name == name


def test_the_command_reads_one_card_and_masks_it_for_people(
    line: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIOSK_CARD_READER", f"serial:{line}")
    with plugged(Sam(emulator.resident("李\ue863")), line):
        assert main(["card", "read", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["name"], told["number"]) == ("李䶮", "342224195807054021")
    assert bytes.fromhex(told["name_on_chip"]).decode("utf-16-le") == "李\ue863"
    with plugged(Sam(emulator.resident()), line):
        assert main(["card", "read"]) == 0
    said = capsys.readouterr().out
    assert "3422**********4021" in said
    assert "342224195807054021" not in said


def test_the_command_says_in_a_sentence_what_is_wrong(
    line: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["card", "read"]) == 3
    assert "KIOSK_CARD_READER" in capsys.readouterr().err
    monkeypatch.setenv("KIOSK_CARD_READER", f"serial:{line}")
    assert main(["card", "read", "--wait", "5"]) == 3
    assert "读卡器没有应答" in capsys.readouterr().err
    with plugged(Sam(), line):
        assert main(["card", "read", "--wait", "0.1"]) == 3
    assert "没有感应到证件" in capsys.readouterr().err
